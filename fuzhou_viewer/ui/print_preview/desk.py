"""Where the main window hands over what is to be printed: the basket, the presets, the print window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import Document, SearchHit, SectionId, Span
from fuzhou_viewer.core.settings import Setting
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.basket import Basket, Pick
from fuzhou_viewer.services.printing.layouts import COMPACT
from fuzhou_viewer.services.printing.wish import Wish
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.print_preview.choice_panel import BASKET, TICKED
from fuzhou_viewer.ui.print_preview.remembering import Memory, told
from fuzhou_viewer.ui.print_preview.shelf import Shelf
from fuzhou_viewer.ui.print_preview.window import Matter, PrintWindow
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.services.notes import Notes

CURRENT, SELECTED, FOUND, NUMBERS, WHOLE = "当前节", "选中文字", "搜索结果", "当前节的数据", "全文"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is and what is marked in the main window."""

    report: Document
    entry: Entry | None
    selected: Span
    hits: Sequence[SearchHit]
    ticked: Sequence[SectionId]


class PrintDesk:
    """Keeps the basket of one window; a basket belongs to its report."""

    def __init__(
        self, preferences: Preferences, typefaces: Typefaces, notes: "Callable[[], Notes]", place: Callable[[], Place]
    ) -> None:
        self._preferences, self._typefaces, self._notes, self._place = preferences, typefaces, notes, place
        self._baskets: dict[str, Basket] = {}
        self._open: PrintWindow | None = None

    def collect(self, chosen: Sequence[Pick] = ()) -> str:
        """Put `chosen`, else the marked words or the section being read, into the basket; what to tell the reader."""
        place = self._place()
        picks = tuple(chosen) or basket.passage(place.report, place.selected) or self._current(place)
        held = self._basket(place.report)
        added = held.add(picks)
        if not picks:
            return "这里没有可以放进打印篮的内容"
        words = f"已放进打印篮:{picks[0].label}" if added else f"打印篮里已经有:{picks[0].label}"
        return f"{words}(共 {len(held.picks)} 项)"

    def open(self, theme: Theme, parent: QWidget | None) -> PrintWindow:
        """The print window on the ticked sections, else on what is marked, else on the section being read."""
        place = self._place()
        presets = self._presets(place)
        start = (
            TICKED if place.ticked else SELECTED if SELECTED in presets else CURRENT if CURRENT in presets else WHOLE
        )
        return self._show(place, presets, start, _remembered(place.report), theme, parent)

    def open_on(self, name: str, picks: Sequence[Pick], theme: Theme, parent: QWidget | None) -> PrintWindow:
        """The print window on something of its own, called `name`, in small type unless it was wished otherwise."""
        place = self._place()
        presets = {name: tuple(picks)} | self._presets(place)
        compact = told(Memory(Wish(layout=COMPACT)))
        return self._show(place, presets, name, Setting(f"print/{name}", compact, f"{name}上次怎样打印"), theme, parent)

    def _show(
        self,
        place: Place,
        presets: dict[str, tuple[Pick, ...]],
        start: str,
        kept: Setting[str],
        theme: Theme,
        parent: QWidget | None,
    ) -> PrintWindow:
        self.close()
        window = PrintWindow(
            Matter(
                place.report, presets, start, place.ticked, self._typefaces, theme,
                self._preferences.word(kept), lambda line: self._preferences.keep(kept, line),
            ),
            parent,
        )  # fmt: skip
        window.basket_changed.connect(self._basket(place.report).keep)
        self._offer_kept(place.report, window)
        self._open = window
        window.finished.connect(lambda _result: self._forget(window))
        window.show()
        return window

    def close(self) -> None:
        """Close the print window and stop what it does; there is one at a time."""
        window, self._open = self._open, None
        if window is not None:
            window.close()

    def _forget(self, window: PrintWindow) -> None:
        if self._open is window:
            self._open = None

    def _offer_kept(self, report: Document, window: PrintWindow) -> None:
        """Baskets kept by name come when the notes have been asked."""
        shelf = Shelf(self._notes, report, window)
        shelf.found.connect(window.choice.show_kept)
        shelf.remarked.connect(window.settings.offer_notes)
        shelf.failed.connect(lambda error: show_error(window, error))
        shelf.saved.connect(window.foot.show_kept)
        window.choice.save_wished.connect(shelf.save)
        shelf.look()

    def _basket(self, report: Document) -> Basket:
        return self._baskets.setdefault(report.key, Basket())

    def _current(self, place: Place) -> tuple[Pick, ...]:
        return (basket.section(place.entry),) if place.entry else ()

    def _presets(self, place: Place) -> dict[str, tuple[Pick, ...]]:
        offered = {
            CURRENT: self._current(place),
            SELECTED: basket.passage(place.report, place.selected),
            FOUND: basket.paragraphs_of(place.report, place.hits),
        }
        if place.entry and place.report.metrics_in(place.entry.span):
            offered[NUMBERS] = (
                basket.metrics_of(place.entry, basket.TABLE),
                basket.metrics_of(place.entry, basket.CHART),
            )
        offered = {name: picks for name, picks in offered.items() if picks}
        return offered | {BASKET: self._basket(place.report).picks, WHOLE: basket.whole(place.report)}


def _remembered(report: Document) -> Setting[str]:
    """How a report was printed is kept under its own key."""
    return Setting(f"print/{report.key}", "", "这份报告上次怎样打印")
