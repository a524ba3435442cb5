"""The bar above the panes: as high from the first paint as it will be when its tools are there."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

from fuzhou_viewer.ui.overriding import override

if TYPE_CHECKING:
    from fuzhou_viewer.ui.actions import Actions

_HEIGHT = 50
# the search line makes room for the tools in a window narrower than this
_ROOMY = 1120
_SEARCH_WIDTH, _NARROW_SEARCH_WIDTH = 320, 200


class ToolBar(QToolBar):
    """Search, then what is done with the report; at the other end how it looks."""

    def __init__(self) -> None:
        super().__init__("工具")
        self.setMovable(False)
        self.setFixedHeight(_HEIGHT)
        self._search: QWidget | None = None

    def fill(self, search_line: QWidget, actions: "Actions") -> None:
        """Put the tools in; once."""
        self._search = search_line
        self._share_width()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(search_line)
        self.addSeparator()
        self.addActions([actions[name] for name in ("open", "library", "print", "collect", "notes", "check", "brief")])
        self.addWidget(space)
        self.addActions([actions[name] for name in ("smaller", "larger", "options", "theme")])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_width()
        super().resizeEvent(event)

    def _share_width(self) -> None:
        if self._search:
            self._search.setMinimumWidth(_SEARCH_WIDTH if self.width() >= _ROOMY else _NARROW_SEARCH_WIDTH)
