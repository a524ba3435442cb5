"""The bar above the panes: as high from the first paint as it will be when its tools are there."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

if TYPE_CHECKING:
    from fuzhou_viewer.ui.actions import Actions

_HEIGHT = 50


class ToolBar(QToolBar):
    """Search, then what is done with the report; at the other end how it looks."""

    def __init__(self) -> None:
        super().__init__("工具")
        self.setMovable(False)
        self.setFixedHeight(_HEIGHT)

    def fill(self, search_line: QWidget, actions: "Actions") -> None:
        """Put the tools in; once."""
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(search_line)
        self.addSeparator()
        self.addActions([actions[name] for name in ("open", "library", "print", "collect", "notes", "check", "brief")])
        self.addWidget(space)
        self.addActions([actions[name] for name in ("smaller", "larger", "options", "theme")])
