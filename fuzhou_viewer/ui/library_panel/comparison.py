"""One metric over the years of many reports: choose it at the left, its years stand at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.series import Series
from fuzhou_viewer.services.comparing import ComparedYear, title, years
from fuzhou_viewer.ui.library_panel.details import plain_label

_HEADS = ("年份", "数值", "比上年", "出处")
_SERIES_ROLE = Qt.ItemDataRole.UserRole + 1
_NONE = "这些报告里没有哪个指标出现在两个以上的年份。\n\n请多选几年的报告,或选同一单位的报告。"


class Comparison(QDialog):
    """Shows series over years; gaps and doubts are told, and the table can be copied."""

    def __init__(self, found: Sequence[Series], reports: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"对比指标:{reports} 份报告")
        self._found = found
        self.filter = QLineEdit()
        self.list = QListWidget()
        self.table = QTableWidget(0, len(_HEADS))
        self.remarks = plain_label("", "warning")
        self._title = plain_label("", "title")
        self._arrange()
        self.filter.textChanged.connect(self._show_names)
        self.list.currentItemChanged.connect(self._show_series)
        self._show_names("")
        self.resize(960, 600)

    def copied(self) -> str:
        """The shown table as lines with tabs, its title above."""
        rows = [self._title.text(), "\t".join(_HEADS)]
        for row in range(self.table.rowCount()):
            cells = [self.table.item(row, column) for column in range(len(_HEADS))]
            rows.append("\t".join(cell.text() if cell else "" for cell in cells))
        return "\n".join(rows)

    def _arrange(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(18, 16, 18, 16)
        columns.setSpacing(18)
        left, right = QVBoxLayout(), QVBoxLayout()
        self.filter.setPlaceholderText("按名称筛选指标")
        self.filter.setClearButtonEnabled(True)
        self.list.setAccessibleName("指标")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.addWidget(self.filter)
        left.addWidget(self.list)
        right.addWidget(self._title)
        right.addWidget(self.remarks)
        right.addWidget(self._years(), 1)
        copy = QPushButton("复制表格")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.copied()))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(copy)
        right.addLayout(row)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)

    def _years(self) -> QTableWidget:
        table = self.table
        table.setHorizontalHeaderLabels(_HEADS)
        source = QTableWidgetItem(_HEADS[-1])
        source.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalHeaderItem(len(_HEADS) - 1, source)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAccessibleName("逐年数据")
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _show_names(self, typed: str) -> None:
        words = folded(typed).split()
        self.list.clear()
        for found in self._found:
            if all(word in folded(title(found)) for word in words):
                item = QListWidgetItem(f"{title(found)}  {len({p.year for p in found.points})} 年")
                item.setData(_SERIES_ROLE, found)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._title.setText("没有叫这个名称的指标" if self._found else _NONE)
            self.remarks.hide()
            self.table.setRowCount(0)

    def _show_series(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        found: Series = item.data(_SERIES_ROLE)
        rows = years(found)
        self._title.setText(title(found))
        self.remarks.setText("\n".join(found.remarks))
        self.remarks.setVisible(bool(found.remarks))
        self.table.setRowCount(len(rows))
        for i, row in enumerate(rows):
            self._show_year(i, row)

    def _show_year(self, i: int, row: ComparedYear) -> None:
        for column, words in enumerate((f"{row.year}年", row.value, row.growth, row.title)):
            cell = QTableWidgetItem(words)
            if column in (1, 2):
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not row.value:
                cell.setForeground(self.palette().placeholderText())
            self.table.setItem(i, column, cell)
