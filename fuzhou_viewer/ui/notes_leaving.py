"""How notes leave the program and come in: files of several kinds, paper, the file for a colleague."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.kept import Content, Kept
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services import notes_exporting
from fuzhou_viewer.services.exporting.files import write_bytes, write_text
from fuzhou_viewer.ui.reader_layer import ReaderLayer
from fuzhou_viewer.ui.tasks import Tasks

if TYPE_CHECKING:
    from fuzhou_viewer.services.collection import Collection
    from fuzhou_viewer.services.printing.basket import Pick


class NotesLeaving(QObject):
    """Asks where to, and writes; `print_wished` carries a name and picks for the print window."""

    said = Signal(str)
    failed = Signal(ViewerError)
    print_wished = Signal(str, object)

    def __init__(self, layer: ReaderLayer, tasks: Tasks, window: QMainWindow) -> None:
        super().__init__(window)
        self.layer, self._tasks, self._window = layer, tasks, window
        self._collection: Callable[[], Collection] | None = None

    def use(self, collection: "Callable[[], Collection]") -> None:
        """Take the files that reports came in from `collection`."""
        self._collection = collection

    def export(self, ending: str) -> None:
        """Write what is kept of the report to a file, or take such a file in."""
        from fuzhou_viewer.ui.file_choice import notes_to_import, notes_to_write  # noqa: PLC0415 - dialogs are slow to load

        report = self.layer.report
        if report is None:
            return
        try:
            if ending == "import":
                self._take_in(notes_to_import(self._window))
            elif ending == "print":
                self.print_wished.emit("批注", (self._pick(report),))
            elif target := notes_to_write(self._window, f"{report.title} 批注", ending):
                self._write_out(report, target, ending)
        except ViewerError as error:
            self.failed.emit(error)

    def _pick(self, report: Document) -> "Pick":
        from fuzhou_viewer.services.notes_printing import notes_pick  # noqa: PLC0415 - only this needs it

        return notes_pick(report, self.layer.items)

    def _take_in(self, file: Path | None) -> None:
        if file is None:
            return
        try:
            data = file.read_bytes()
        except OSError as fault:
            raise ViewerError(f"“{file.name}”读不出来。", "请检查文件,或另选一个。") from fault
        self.layer.take_in(notes_exporting.from_json(data), lambda taken: self.said.emit(taken.words()))

    def _write_out(self, report: Document, target: Path, ending: str) -> None:
        kept = [item.kept for item in self.layer.items]
        if ending == "fzb":
            self._hand_over(report, target, kept)
            return
        if ending == "docx":
            from fuzhou_viewer.services.notes_printing import as_word  # noqa: PLC0415 - only this needs it

            write_bytes(target, as_word(report, self.layer.items))
        elif ending == "md":
            write_text(target, notes_exporting.as_markdown(report.title, self.layer.items), "utf-8")
        else:
            write_text(target, notes_exporting.as_json(kept), "utf-8")
        self.said.emit(f"已写入 {target.name}")

    def _hand_over(self, report: Document, target: Path, kept: Sequence[Kept[Content]]) -> None:
        collection = self._collection

        def write() -> None:
            from fuzhou_viewer.services.handing_over import packed  # noqa: PLC0415 - only this needs it

            original = collection().original_bytes(report.source.sha256) if collection else None
            write_bytes(target, packed(report, original, kept))

        self._tasks.run(write, lambda _none: self.said.emit(f"已写入 {target.name},附批注 {len(kept)} 条"), "handover")
