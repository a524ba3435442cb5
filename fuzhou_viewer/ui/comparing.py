"""What the library compares, in windows of its own: two reports side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.records import Pairing
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.side_by_side import comparison_blocks, comparison_title, write_comparison
from fuzhou_viewer.ui.collaborators import Collaborators
from fuzhou_viewer.ui.file_choice import list_to_write
from fuzhou_viewer.ui.library_panel.window import LibraryWindow
from fuzhou_viewer.ui.side_by_side.window import SideBySide
from fuzhou_viewer.ui.typefaces import Typefaces

if TYPE_CHECKING:
    from fuzhou_viewer.ui.main_window import MainWindow

_PIXELS = 15


class Comparing(QObject):
    """Shows what a library wishes to have compared; the windows stay when the library is closed."""

    def __init__(self, owner: "MainWindow", with_: Collaborators) -> None:
        super().__init__(owner)
        self._owner, self._with = owner, with_

    def follow(self, library: LibraryWindow) -> None:
        """Do what this library wishes."""
        library.pair_wished.connect(self.pair)

    def pair(self, old: Holding, new: Holding) -> None:
        """Two reports side by side; they are read and compared off the window's thread."""
        collection = self._with.collection
        self._owner.tasks.run(lambda: _paired(collection(), old, new), self.show_pair, "pair")

    def show_pair(self, pairing: Pairing) -> None:
        """A comparison in a window of its own."""
        self._with.typefaces.prepare(pairing.old.text + pairing.new.text)
        font = self._with.typefaces.font("window", _PIXELS)
        shown = SideBySide(pairing, self._owner.appearance.theme, font, self._owner)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.export_wished.connect(lambda: self._export(shown))
        shown.show()

    def _export(self, shown: SideBySide) -> None:
        target = list_to_write(shown, "导出对照", comparison_title(shown.pairing))
        if target is not None:
            pairing, typefaces = shown.pairing, self._with.typefaces
            self._owner.tasks.run(
                lambda: _write(target, pairing, typefaces), lambda _done: shown.say(f"已存为 {target}"), "export pair"
            )


def _paired(collection: Collection, old: Holding, new: Holding) -> Pairing:
    return paired(collection.look_into(old), collection.look_into(new))


def _write(target: Path, pairing: Pairing, typefaces: Typefaces) -> None:
    if target.suffix.lower() != ".pdf":
        write_comparison(target, pairing)
        return
    from fuzhou_viewer.ui.print_preview.opening import write_blocks  # noqa: PLC0415 - what prints is slow to load

    write_blocks(pairing.new, comparison_blocks(pairing), typefaces, target)
