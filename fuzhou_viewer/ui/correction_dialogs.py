"""The two questions a correction asks: another name, or the indicator a number belongs to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fuzhou_viewer.core.indicators import bare_unit
from fuzhou_viewer.core.records import Indicator, Metric
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_label

if TYPE_CHECKING:
    from fuzhou_viewer.services.searching.pinyin import Labels

_LONGEST = 60


class _Question(QDialog):
    """A question of one line; `chosen` carries the answer."""

    chosen = Signal(str)

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.line = QLineEdit()
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.addWidget(plain_label(words))
        self._column.addWidget(self.line)


class NameEntry(_Question):
    """Asks for another name of a metric."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("改名", "这个数的名称:", parent)
        self.line.setAccessibleName("新名称")
        self.line.setMaxLength(_LONGEST)
        self._before = name
        self.line.setText(name)
        self.line.selectAll()
        self.line.textChanged.connect(lambda _typed: self._check())
        self._column.addWidget(self.buttons)
        self.resize(420, self.sizeHint().height())
        self._check()

    @override
    def accept(self) -> None:
        """Tell the name."""
        if self.ok.isEnabled():
            self.chosen.emit(self.line.text().strip())
            super().accept()

    def _check(self) -> None:
        self.ok.setEnabled(self.line.text().strip() not in ("", self._before))


class IndicatorChoice(_Question):
    """A list of indicators, filtered by name, other names, theme or code; those of the same unit come first."""

    def __init__(self, known: Sequence[Indicator], metric: Metric, parent: QWidget) -> None:
        super().__init__("归入指标", f"“{metric.name}”归入哪个指标?", parent)
        self.line.setPlaceholderText("筛选:名称、别名、主题或拼音…")
        self.line.setAccessibleName("筛选指标")
        self.line.setClearButtonEnabled(True)
        self._letters: Labels | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("指标")
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        unit = bare_unit(metric.quantity.unit)
        for indicator in sorted(known, key=lambda one: bare_unit(one.unit) != unit):
            item = QListWidgetItem(f"{indicator.name}({indicator.unit}) · {indicator.theme}")
            item.setData(Qt.ItemDataRole.UserRole, indicator)
            self.list.addItem(item)
        self._none = plain_label("没有这样的指标,请换一个词。", "note")
        for widget in (self.list, self._none, self.buttons):
            self._column.addWidget(widget)
        self.line.textChanged.connect(self._narrow)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(lambda _row: self._check())
        self.resize(460, 480)
        self._narrow("")

    @override
    def accept(self) -> None:
        """Tell the indicator's name."""
        if self.ok.isEnabled():
            self.chosen.emit(self.list.currentItem().data(Qt.ItemDataRole.UserRole).name)
            super().accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the filter into the list."""
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _at(self, row: int) -> Indicator:
        found = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        assert isinstance(found, Indicator)  # noqa: S101 - what was put there
        return found

    def _narrow(self, typed: str) -> None:
        if self._letters is None:
            # imported here because most corrections ask for no list
            from fuzhou_viewer.services.searching.pinyin import Labels  # noqa: PLC0415

            self._letters = Labels([_words(self._at(row)) for row in range(self.list.count())])
        wanted = typed.split()
        found = [self._letters.matching(word) for word in wanted]
        shown = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(row in rows for rows in found))
            if not item.isHidden():
                shown.append(row)
        self.list.setCurrentRow(shown[0] if shown else -1)
        self._none.setVisible(not shown)
        self._check()

    def _check(self) -> None:
        self.ok.setEnabled(self.list.currentRow() >= 0 and not self.list.currentItem().isHidden())


def _words(indicator: Indicator) -> str:
    return " ".join((indicator.code, indicator.name, *indicator.aliases, indicator.theme))
