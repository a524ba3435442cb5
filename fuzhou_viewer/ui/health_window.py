"""体检: what is well, what is not, and what can be done about it from here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from fuzhou_viewer.services.health import Finding, as_text
from fuzhou_viewer.services.notes_opening import Offer, Opening
from fuzhou_viewer.ui.notes_recovery import RecoveryWindow
from fuzhou_viewer.ui.plain import plain_label

if TYPE_CHECKING:
    from fuzhou_viewer.ui.reader_layer import ReaderLayer

_WIDTH = 620
_WELL, _ILL = "正常", "注意"
_NEEDED = ("FandolSong", "FandolHei", "FandolFang R")


class HealthWindow(QDialog):
    """Shows findings; offers a backup now, a way back to an older one, and everything as text."""

    def __init__(self, findings: Sequence[Finding], layer: "ReaderLayer", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("体检")
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.findings = (*findings, _qt())
        self._layer = layer
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.addLayout(self._table())
        self._said = plain_label("", "quiet")
        column.addWidget(self._said)
        column.addWidget(self._buttons())

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(18)
        table.setVerticalSpacing(10)
        table.setColumnStretch(2, 1)
        for row, finding in enumerate(self.findings):
            state = plain_label(_WELL if finding.is_well else _ILL)
            state.setWordWrap(False)
            if not finding.is_well:
                palette = state.palette()
                palette.setColor(state.foregroundRole(), QColor("#B5482F"))
                state.setPalette(palette)
            name = plain_label(finding.name)
            name.setWordWrap(False)
            words = plain_label(f"{finding.found}\n{finding.advice}".strip())
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for place, label in enumerate((state, name, words)):
                table.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
        return table

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._add(buttons, "复制为文本", self.copy)
        self._add(buttons, "立即备份", self.back_up)
        self._add(buttons, "恢复备份…", self.choose_backup)
        buttons.addButton("关闭", role.RejectRole).setDefault(True)
        buttons.rejected.connect(self.reject)
        return buttons

    @staticmethod
    def _add(buttons: QDialogButtonBox, words: str, deed: Callable[[], None]) -> None:
        button = QPushButton(words)
        button.clicked.connect(deed)
        buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)

    def copy(self) -> None:
        """Everything as text, for whoever looks after the program."""
        QGuiApplication.clipboard().setText(as_text(self.findings))
        self._said.setText("已复制,里面没有报告和批注的内容")

    def back_up(self) -> None:
        """Make a copy of the notes now."""
        self._said.setText("正在备份…")
        self._layer.back_up(lambda file: self._say(f"已备份:{file.name}"))

    def _say(self, words: str) -> None:
        """Say what came of it, unless the window was closed meanwhile."""
        if isValid(self._said):
            self._said.setText(words)

    def choose_backup(self) -> None:
        """Go back to an older copy; the file of now is kept beside it."""
        self._layer.offers(lambda offers: self._show_backups(offers) if isValid(self) else None)

    def _show_backups(self, offers: Sequence[Offer]) -> None:
        if not offers:
            self._said.setText("还没有备份")
            return
        advice = "现在的批注文件会另存一份,不会删除。"
        told = Opening(is_usable=False, message="恢复到哪一份备份?", advice=advice, offers=tuple(offers[:8]))
        RecoveryWindow(told, self._recover, self).open()

    def _recover(self, offer: Any) -> None:
        self._layer.recover(offer)
        self._said.setText("已恢复")


def _qt() -> Finding:
    """What only a window knows: Qt and the typefaces. Printers are not asked for: that would open a connection."""
    families = set(QFontDatabase.families())
    missing = [name for name in _NEEDED if not any(family.startswith(name.split()[0]) for family in families)]
    screen = QGuiApplication.primaryScreen()
    found = (
        f"Qt {qVersion()},{QGuiApplication.platformName()},缩放 {screen.devicePixelRatio():g},字体 {len(families)} 种"
    )
    return Finding("界面", not missing, found, f"缺少随程序的字体:{'、'.join(missing)}" if missing else "")
