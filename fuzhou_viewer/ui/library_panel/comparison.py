"""One metric over the years of many reports, or over offices: choose it at the left, chart and table at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
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

from fuzhou_viewer.core.series import Point, Series
from fuzhou_viewer.services.comparing import (
    YEAR_HEADS,
    Across,
    ComparedYear,
    Gathered,
    across,
    is_level,
    title,
    titled,
    years,
)
from fuzhou_viewer.ui.choice_button import choice_button
from fuzhou_viewer.ui.library_panel.details import plain_label
from fuzhou_viewer.ui.library_panel.doubt_line import DoubtLine
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.ways_out import WaysOut
from fuzhou_viewer.ui.year_plot import YearPlot

BY_YEAR, BY_OFFICE = "按年份", "按单位"
_SERIES_ROLE = Qt.ItemDataRole.UserRole + 1
_POINT_ROLE = Qt.ItemDataRole.UserRole + 2
_NONE = {
    BY_YEAR: "这些报告里没有哪个指标出现在两个以上的年份。\n\n请多选几年的报告,或选同一单位的报告。",
    BY_OFFICE: "这些报告里没有哪个指标出现在两个以上的单位。",
}
_NUMBERS = (1, 2)


class Comparison(QDialog):
    """Shows series over years; gaps and doubts are told, and the table can be copied and taken elsewhere."""

    answered = Signal(object, bool)
    """A Doubt, and whether its two names mean the same."""
    parted = Signal(object)
    """A Series whose names are to be apart again."""
    point_chosen = Signal(object)

    def __init__(self, told: Gathered, look: tuple[Theme, QFont], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"对比指标:{len(told.reports)} 份报告")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._told, self._way, self._has_offices = told, BY_YEAR, False
        self.filter, self.list, self.table = QLineEdit(), QListWidget(), QTableWidget(0, len(YEAR_HEADS))
        self.plot, self.doubt = YearPlot(*look), DoubtLine()
        self.remarks = plain_label("", "warning")
        self._title, self._said = plain_label("", "title"), plain_label("", "note-line")
        self.ways = QButtonGroup(self)
        self._arrange()
        self._connect()
        self._show_names()
        self.resize(1040, 680)

    def show_told(self, told: Gathered) -> None:
        """The same after an answer; what was shown is shown again where it still is."""
        before = self.current()
        self._told = told
        self._show_names()
        if isinstance(before, Series):
            # what was counted under another name is found under that
            wanted = (before.name, *before.merged)
            for i in range(self.list.count()):
                one = self.list.item(i).data(_SERIES_ROLE)
                if isinstance(one, Series) and {one.name, *one.merged} & set(wanted) and one.unit == before.unit:
                    self.list.setCurrentRow(i)
                    break

    def say(self, words: str) -> None:
        """Tell something at the foot."""
        self._said.setText(words)

    def copied(self) -> str:
        """The shown table as lines with tabs, its title above."""
        columns = range(self.table.columnCount())
        heads = [self.table.horizontalHeaderItem(column) for column in columns]
        rows = [self._title.text(), "\t".join(head.text() if head else "" for head in heads)]
        for row in range(self.table.rowCount()):
            cells = [self.table.item(row, column) for column in columns]
            rows.append("\t".join(cell.text() if cell else "" for cell in cells))
        return "\n".join(rows)

    def _arrange(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(18, 16, 18, 12)
        columns.setSpacing(18)
        left, right = QVBoxLayout(), QVBoxLayout()
        self.filter.setPlaceholderText("按名称筛选指标")
        self.filter.setClearButtonEnabled(True)
        self.list.setAccessibleName("指标")
        self.list.setProperty("role", "names")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.addWidget(self.filter)
        left.addLayout(self._way_line())
        left.addWidget(self.list)
        self.plot.setFixedHeight(150)
        for widget in (self._title, self.remarks, self.plot):
            right.addWidget(widget)
        right.addWidget(self._years(), 1)
        right.addWidget(self.doubt)
        self.copy, self.ways_out = QPushButton("复制表格"), WaysOut()
        self.copy.setAutoDefault(False)
        self.copy.setProperty("role", "narrow")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._said, 1)
        row.addWidget(self.copy)
        row.addWidget(self.ways_out)
        right.addLayout(row)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)

    def _way_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for words in (BY_YEAR, BY_OFFICE):
            way = choice_button(words, is_on=words == self._way)
            self.ways.addButton(way)
            row.addWidget(way)
        row.addStretch()
        return row

    def _years(self) -> QTableWidget:
        table = self.table
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setAccessibleName("逐年数据")
        table.setToolTip("双击一个数,打开报告里的原文")
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._show_names)
        self.ways.buttonClicked.connect(lambda way: self._go(way.text()))
        self.list.currentItemChanged.connect(self._show_chosen)
        self.plot.point_chosen.connect(self.point_chosen)
        self.table.itemActivated.connect(self._open)
        self.doubt.answered.connect(self.answered)
        self.doubt.parted.connect(self.parted)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.copied()))

    def _go(self, way: str) -> None:
        self._way = way
        self._show_names()

    def current(self) -> Series | Across | None:
        """What is chosen."""
        row = self.list.currentRow()
        return self.list.item(row).data(_SERIES_ROLE) if row >= 0 else None

    def _show_names(self) -> None:
        typed = self.filter.text()
        self.list.clear()
        self._has_offices = len({one.owner for one in self._told.found}) > 1
        found: tuple[Series, ...] | tuple[Across, ...]
        found = self._told.shown(typed) if self._way == BY_YEAR else across(self._told.found, typed)
        for one in found:
            item = QListWidgetItem(self._name(one))
            item.setData(_SERIES_ROLE, one)
            self.list.addItem(item)
        self.ways_out.setEnabled(bool(found))
        if found:
            self.list.setCurrentRow(0)
            return
        self._title.setText("没有叫这个名称的指标" if typed.strip() else _NONE[self._way])
        for widget in (self.remarks, self.plot, self.doubt):
            widget.hide()
        self.table.setRowCount(0)

    def _name(self, one: Series | Across) -> str:
        if isinstance(one, Across):
            return f"{titled(one.name, one.scope)}  {len(one.rows)} 个单位"
        count = len({point.year for point in one.points})
        parts = [f"{count} 年", "待确认" if self._told.about(one) else "", one.owner if self._has_offices else ""]
        return f"{titled(one.name, one.scope)}  {' · '.join(part for part in parts if part)}"

    def _show_chosen(self, item: QListWidgetItem | None) -> None:
        one = item.data(_SERIES_ROLE) if item is not None else None
        if isinstance(one, Series):
            self._show_series(one)
        elif isinstance(one, Across):
            self._show_across(one)

    def _show_series(self, found: Series) -> None:
        # the names that were put together are told below the table, where they can be taken apart
        rows, remarks = years(found), found.remarks
        self._title.setText(title(found))
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        self.plot.show_series(found, range(rows[0].year, rows[-1].year + 1), is_line=is_level(found, self._told.levels))
        self.plot.show()
        self.doubt.show_about(found, self._told.about(found))
        self._set_heads(YEAR_HEADS, _NUMBERS)
        self.table.setRowCount(len(rows))
        for i, row in enumerate(rows):
            self._show_year(i, row)

    def _show_year(self, i: int, row: ComparedYear) -> None:
        for column, words in enumerate((f"{row.year}年", row.value, row.growth, row.title)):
            cell = _cell(words, row.point, is_number=column in _NUMBERS)
            if not row.value:
                cell.setForeground(self.palette().placeholderText())
            self.table.setItem(i, column, cell)

    def _show_across(self, found: Across) -> None:
        self._title.setText(titled(found.name, found.scope))
        for widget in (self.remarks, self.plot, self.doubt):
            widget.hide()
        numbers = tuple(range(1, len(found.years) + 1))
        self._set_heads(("单位", *(f"{year}年" for year in found.years)), numbers)
        self.table.setRowCount(len(found.rows))
        for i, ((owner, cells), points) in enumerate(zip(found.rows, found.points, strict=True)):
            self.table.setItem(i, 0, _cell(owner, None, is_number=False))
            for column, (words, point) in enumerate(zip(cells, points, strict=True), 1):
                self.table.setItem(i, column, _cell(words, point, is_number=True))

    def _set_heads(self, heads: tuple[str, ...], numbers: tuple[int, ...]) -> None:
        self.table.horizontalHeader().setStretchLastSection(len(heads) - 1 not in numbers)
        self.table.setColumnCount(len(heads))
        for column, words in enumerate(heads):
            head = QTableWidgetItem(words)
            side = Qt.AlignmentFlag.AlignRight if column in numbers else Qt.AlignmentFlag.AlignLeft
            head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.table.setHorizontalHeaderItem(column, head)

    def _open(self, cell: QTableWidgetItem) -> None:
        point = cell.data(_POINT_ROLE)
        if isinstance(point, Point):
            self.point_chosen.emit(point)


def _cell(words: str, point: Point | None, *, is_number: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(words)
    cell.setData(_POINT_ROLE, point)
    if is_number:
        cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell
