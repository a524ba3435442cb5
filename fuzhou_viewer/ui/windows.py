"""The windows beside the main one: each is imported, and made, when first wished."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.contents import entries_at
from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fuzhou_viewer.core.holdings import Holding
    from fuzhou_viewer.services.printing.basket import Pick
    from fuzhou_viewer.ui.collaborators import Collaborators
    from fuzhou_viewer.ui.comparing import Comparing
    from fuzhou_viewer.ui.main_window import MainWindow
    from fuzhou_viewer.ui.print_preview.desk import Place, PrintDesk


class Windows:
    """Opens what the reader wishes beside the report of `owner`."""

    # every import below is late: together they cost more than the first paint
    def __init__(self, owner: "MainWindow", with_: "Collaborators") -> None:
        self._owner, self._with = owner, with_
        self._desk: PrintDesk | None = None
        self._comparing: Comparing | None = None

    def ask_file(self) -> None:
        """Let the reader choose a file, and open it."""
        from fuzhou_viewer.ui.file_choice import file_to_open  # noqa: PLC0415

        if file := file_to_open(self._owner):
            self._owner.open_file(file)

    def library(self) -> None:
        """Show the person's own library; a report chosen there is shown in the main window."""
        from fuzhou_viewer.ui.comparing import Comparing  # noqa: PLC0415
        from fuzhou_viewer.ui.library_panel.window import LibraryWindow  # noqa: PLC0415

        if self._raised(LibraryWindow):
            return
        shown = LibraryWindow(self._with.collection, self._owner.appearance.theme, self._owner)
        shown.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.report_opened.connect(self._owner.show_report)
        shown.handover_wished.connect(self._hand_over)
        shown.notes_met.connect(self._hand_in)
        if self._comparing is None:
            self._comparing = Comparing(self._owner, self._with)
        self._comparing.follow(shown)
        shown.show()

    def _hand_over(self, holding: "Holding") -> None:
        """Write a report of the library with its notes into one file."""
        from fuzhou_viewer.ui.file_choice import notes_to_write  # noqa: PLC0415

        if target := notes_to_write(self._owner, f"{holding.title} 交接", "fzb"):
            self._owner.tasks.run(
                lambda: self._write_handover(holding, target),
                lambda count: self._owner.tell(f"已写入 {target.name},附批注等 {count} 条"),
                "handover",
            )

    def _write_handover(self, holding: "Holding", target: Path) -> int:
        from fuzhou_viewer.services.exporting.files import write_bytes  # noqa: PLC0415
        from fuzhou_viewer.services.handing_over import belongs, packed  # noqa: PLC0415

        collection = self._with.collection()
        report = collection.look_into(holding)
        kept = self._with.notes().everything().result()
        write_bytes(target, packed(report, collection.original_bytes(holding.sha256), kept))
        return sum(belongs(one.content, report.key) for one in kept)

    def _hand_in(self, key: str, notes: str) -> None:
        """A report came into the library with notes: they are there when it is opened."""
        from fuzhou_viewer.services.handing_over import brought  # noqa: PLC0415

        try:
            self._with.notes().hand_in(key, brought(notes, key))
        except ViewerError as error:
            self.error(error)

    def preview(self) -> None:
        """Show the ticked parts, or what is being read, as pages."""
        self._print_desk().open(self._owner.appearance.theme, self._owner)

    def collect(self) -> None:
        """Put what is marked or being read into the print basket."""
        self._owner.tell(self._print_desk().collect())

    def preview_these(self, name: str, picks: "Sequence[Pick]") -> None:
        """Show something of its own, called `name`, as pages."""
        self._print_desk().open_on(name, picks, self._owner.appearance.theme, self._owner)

    def collect_these(self, picks: "Sequence[Pick]") -> None:
        """Put `picks` into the print basket."""
        self._owner.tell(self._print_desk().collect(picks))

    def brief(self) -> None:
        """Show the headline figures on one page, in colours for paper."""
        from fuzhou_viewer.ui.brief.page import BriefLook  # noqa: PLC0415
        from fuzhou_viewer.ui.brief.window import BriefWindow  # noqa: PLC0415

        look = BriefLook(self._owner.appearance.typefaces, self._owner.appearance.paper_theme())
        BriefWindow(self._owner.report, look, self.error, self._owner).show()

    def options(self) -> None:
        """Show how the text is set and coloured."""
        from fuzhou_viewer.ui.reading_options import ReadingOptions  # noqa: PLC0415

        if not self._raised(ReadingOptions):
            ReadingOptions(self._owner.appearance, self._owner).show()

    def export_chart(self) -> None:
        """Take the chart or its data elsewhere, in colours for paper."""
        self._owner.chart.export(self._owner.report, self._owner.appearance.paper_theme(), self.error)

    def error(self, error: ViewerError) -> None:
        """Tell what went wrong without stopping the work."""
        from fuzhou_viewer.ui.messages import show_error  # noqa: PLC0415

        show_error(self._owner, error)

    def close(self) -> None:
        """The main window goes; so does what prints its report."""
        if self._desk:
            self._desk.close()

    def _raised(self, kind: type[QWidget]) -> bool:
        """Bring the window of this kind that is open to the front; False when there is none."""
        shown = next((one for one in self._owner.findChildren(kind) if one.isVisible()), None)
        if shown is not None:
            shown.raise_()
            shown.activateWindow()
        return shown is not None

    def _print_desk(self) -> "PrintDesk":
        from fuzhou_viewer.ui.print_preview.desk import PrintDesk  # noqa: PLC0415

        if self._desk is None:
            self._desk = PrintDesk(self._with.preferences, self._with.typefaces, self._with.notes, self._place)
        return self._desk

    def _place(self) -> "Place":
        from fuzhou_viewer.ui.print_preview.desk import Place  # noqa: PLC0415

        owner = self._owner
        found = entries_at(owner.entries, owner.text.reading_offset())
        entry = found[1] if found else None
        return Place(
            owner.report, entry, owner.text.selected_span() or Span(0, 0), owner.text.marked_hits(), owner.tree.ticked()
        )
