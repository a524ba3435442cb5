"""What the library compares, in windows of its own: two reports, a metric over years and offices, a theme."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog

from fuzhou_viewer import paths
from fuzhou_viewer.core.doubts import Doubt
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.core.kept import NameAnswer
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.records import Pairing
from fuzhou_viewer.core.records import Document, Indicator, Span
from fuzhou_viewer.core.series import Point, Series, series
from fuzhou_viewer.services import boards, comparing, side_by_side
from fuzhou_viewer.services.boards import Board
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.comparing import Across, Gathered, gathered, with_doubts
from fuzhou_viewer.services.exporting.lists import Listing, write_list
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.services.printing.basket import COMPARED, Pick
from fuzhou_viewer.services.printing.blocks import Block
from fuzhou_viewer.services.wordlists import vocabulary_in
from fuzhou_viewer.ui.collaborators import Collaborators
from fuzhou_viewer.ui.file_choice import list_to_write
from fuzhou_viewer.ui.library_panel.comparison import Comparison
from fuzhou_viewer.ui.library_panel.window import LibraryWindow
from fuzhou_viewer.ui.side_by_side.window import SideBySide
from fuzhou_viewer.ui.theme_board.window import ThemeBoard
from fuzhou_viewer.ui.typefaces import Typefaces
from fuzhou_viewer.ui.ways_out import WaysOut

if TYPE_CHECKING:
    from fuzhou_viewer.ui.main_window import MainWindow

_READ, _WORDS = 15, 14
_Shown = SideBySide | Comparison | ThemeBoard


class Comparing(QObject):
    """Shows what a library wishes to have compared; the windows stay when the library is closed."""

    def __init__(self, owner: "MainWindow", with_: Collaborators) -> None:
        super().__init__(owner)
        self._owner, self._with = owner, with_

    def follow(self, library: LibraryWindow) -> None:
        """Do what this library wishes."""
        library.pair_wished.connect(self.pair)
        library.metrics_wished.connect(self.metrics)
        library.board_wished.connect(self.board)

    def pair(self, old: Holding, new: Holding) -> None:
        """Two reports side by side; they are read and compared off the window's thread."""
        collection = self._with.collection
        self._owner.tasks.run(lambda: _paired(collection(), old, new), self.show_pair, "pair")

    def metrics(self, holdings: Sequence[Holding]) -> None:
        """Every metric of some reports over years and offices."""
        with_ = self._with
        self._owner.tasks.run(
            lambda: _gathered(with_.collection(), with_.notes(), holdings), self.show_metrics, "metrics"
        )

    def board(self, holdings: Sequence[Holding]) -> None:
        """The themes of some reports."""
        with_ = self._with
        self._owner.tasks.run(lambda: _boards(with_.collection(), with_.notes(), holdings), self._show_board, "board")

    def show_pair(self, pairing: Pairing) -> None:
        """A comparison of two reports in a window of its own."""
        self._with.typefaces.prepare(pairing.old.text + pairing.new.text)
        font = self._with.typefaces.font("window", _READ)
        shown = SideBySide(pairing, self._owner.appearance.theme, font, self._owner)
        listing = partial(side_by_side.comparison_listing, pairing)
        blocks = partial(side_by_side.comparison_blocks, pairing)
        self._lead_out(shown, shown.ways, lambda: Leaving(pairing.new, listing, blocks))
        self._show(shown)

    def show_metrics(self, told: Gathered) -> None:
        """Series in a window of its own."""
        shown = Comparison(told, (self._owner.appearance.theme, self._font()), self._owner)
        shown.answered.connect(lambda doubt, is_same: self._answer(shown, told, doubt, is_same=is_same))
        shown.parted.connect(lambda series: self._part(shown, told, series))
        shown.point_chosen.connect(self._open)
        self._lead_out(shown, shown.ways_out, lambda: _metric_leaving(told.reports, shown.current()))
        self._show(shown)
        # what is doubtful takes longer to find than all the rest: the window is there first
        self._owner.tasks.run(lambda: with_doubts(told), lambda fresh: _renew(shown, fresh), "answer")

    def _show_board(self, told: tuple[tuple[Board, ...], tuple[Document, ...]]) -> None:
        found, reports = told
        shown = ThemeBoard(found, len(reports), (self._owner.appearance.theme, self._font()), self._owner)
        shown.point_chosen.connect(self._open)
        self._lead_out(shown, shown.ways, lambda: _board_leaving(reports, shown.board()))
        self._show(shown)

    def _show(self, shown: QDialog) -> None:
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show()

    def _font(self) -> QFont:
        return self._with.typefaces.font("window", _WORDS)

    def _answer(self, shown: Comparison, told: Gathered, doubt: Doubt, *, is_same: bool) -> None:
        """Keep an answer, then show what it makes of the series."""
        answer = NameAnswer(doubt.name, doubt.other, doubt.unit, is_same)
        notes = self._with.notes

        def work() -> Gathered:
            notes().keep(answer).result()
            return gathered(told.reports, _answers(notes()), told.levels)

        self._owner.tasks.run(work, lambda fresh: _renew(shown, fresh), "answer")

    def _part(self, shown: Comparison, told: Gathered, series: Series) -> None:
        """Take back the answers that put the names of a series together."""
        notes = self._with.notes

        def work() -> Gathered:
            names = {series.name, *series.merged}
            for one in notes().kept(NameAnswer).result():
                if one.content.is_same and {one.content.name, one.content.other} <= names:
                    notes().remove(one.id).result()
            return gathered(told.reports, _answers(notes()), told.levels)

        self._owner.tasks.run(work, lambda fresh: _renew(shown, fresh), "answer")

    def _open(self, point: Point) -> None:
        """The report a number stands in, at the number."""
        collection = self._with.collection

        def work() -> Document | None:
            held = next((h for h in collection().holdings() if h.key == point.report and not h.removed_at), None)
            return collection().document(held) if held else None

        self._owner.tasks.run(work, lambda report: self._go(report, point), "open")

    def _go(self, report: Document | None, point: Point) -> None:
        if report is None:
            self._owner.tell(f"资料库里已经没有“{point.title}”了")
            return
        self._owner.show_report(report)
        self._owner.text.go_to(point.metric.quantity.span, flash=True)
        self._owner.raise_()
        self._owner.activateWindow()

    def _lead_out(self, shown: _Shown, ways: WaysOut, leaving: Callable[[], "Leaving | None"]) -> None:
        """Let what is shown go to a file, to paper, or into the print basket."""
        ways.export_wished.connect(lambda: self._export(shown, leaving()))
        ways.print_wished.connect(lambda: self._print(leaving()))
        ways.collect_wished.connect(lambda: self._collect(shown, leaving()))

    def _print(self, leaving: "Leaving | None") -> None:
        if leaving is not None:
            self._owner.windows.preview_these("对照", (leaving.pick(),))

    def _collect(self, shown: _Shown, leaving: "Leaving | None") -> None:
        if leaving is not None:
            self._owner.windows.collect_these((leaving.pick(),))
            shown.say(f"已放进打印篮:{leaving.pick().label}")

    def _export(self, shown: _Shown, leaving: "Leaving | None") -> None:
        """Ask where to, write there what is shown, and say so."""
        target = list_to_write(shown, "导出", leaving.listing().title) if leaving else None
        if leaving is not None and target is not None:
            typefaces = self._with.typefaces
            self._owner.tasks.run(
                lambda: _write(target, leaving, typefaces),
                lambda _done: _say(shown, f"已存为 {target}"),
                "export comparison",
            )


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is to leave a window: its report, and how it is made a list and blocks to be set."""

    report: Document
    listing: Callable[[], Listing]
    blocks: Callable[[], tuple[Block, ...]]

    def pick(self) -> Pick:
        """As a part for the print window and the basket."""
        return Pick(COMPARED, Span(0, 0), self.listing().title, blocks=self.blocks())


def _metric_leaving(reports: Sequence[Document], found: Series | Across | None) -> Leaving | None:
    if found is None:
        return None
    if isinstance(found, Series):
        return Leaving(reports[0], partial(comparing.year_listing, found), partial(comparing.year_blocks, found))
    return Leaving(reports[0], partial(comparing.across_listing, found), partial(comparing.across_blocks, found))


def _board_leaving(reports: Sequence[Document], board: Board | None) -> Leaving | None:
    if board is None:
        return None
    return Leaving(reports[0], partial(boards.board_listing, board), partial(boards.board_blocks, board))


def _paired(collection: Collection, old: Holding, new: Holding) -> Pairing:
    return paired(collection.look_into(old), collection.look_into(new))


def _gathered(collection: Collection, notes: Notes, holdings: Sequence[Holding]) -> Gathered:
    reports = tuple(collection.look_into(holding) for holding in holdings)
    answers = _answers(notes)
    found = series(reports, comparing.same_names(answers))
    return Gathered(reports, answers, found, (), comparing.level_names(_indicators()))


def _boards(
    collection: Collection, notes: Notes, holdings: Sequence[Holding]
) -> tuple[tuple[Board, ...], tuple[Document, ...]]:
    reports = tuple(collection.look_into(holding) for holding in holdings)
    found = series(reports, comparing.same_names(_answers(notes)))
    return boards.boards(found, _indicators()), reports


def _indicators() -> Sequence[Indicator]:
    return vocabulary_in(paths.resources() / "vocabulary").indicators


def _answers(notes: Notes) -> tuple[NameAnswer, ...]:
    """What the reader said of names; nothing where the notes cannot be read: comparing goes on without."""
    try:
        return tuple(one.content for one in notes.kept(NameAnswer).result())
    except ViewerError:
        return ()


def _renew(shown: Comparison, told: Gathered) -> None:
    # the window may have gone while the answer was looked for
    with suppress(RuntimeError):
        shown.show_told(told)


def _say(shown: _Shown, words: str) -> None:
    # the window may have gone while the file was written
    with suppress(RuntimeError):
        shown.say(words)


def _write(target: Path, leaving: Leaving, typefaces: Typefaces) -> None:
    if target.suffix.lower() != ".pdf":
        write_list(target, leaving.listing())
        return
    from fuzhou_viewer.ui.print_preview.opening import write_blocks  # noqa: PLC0415 - what prints is slow to load

    write_blocks(leaving.report, leaving.blocks(), typefaces, target)
