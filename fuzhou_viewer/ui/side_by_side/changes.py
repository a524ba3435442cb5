"""What changed, as lists to walk through: numbers old → new, sections new, dropped and moved."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QTabWidget

from fuzhou_viewer.core.pairing.records import Fate, SectionPair
from fuzhou_viewer.services.side_by_side import NUMBER_HEADS, SECTION_HEADS, NumberRow, SectionRow
from fuzhou_viewer.ui.plain import plain_tip
from fuzhou_viewer.ui.side_by_side.colours import Colours

_FIGURES = (1, 2, 3)
_CHANGE = 3
_WIDEST, _WIDEST_HEADING = 300, 480


class Changes(QTabWidget):
    """Two lists under tabs; the signals carry the pair that was chosen."""

    number_chosen = Signal(object)
    section_chosen = Signal(object)

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._numbers: tuple[NumberRow, ...] = ()
        self._sections: tuple[SectionRow, ...] = ()
        self.numbers = _table(NUMBER_HEADS, "数字的变化", _FIGURES)
        self.sections = _table(SECTION_HEADS, "章节的变化")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.addTab(self.numbers, "")
        self.addTab(self.sections, "")
        self.numbers.currentCellChanged.connect(self._choose_number)
        self.sections.currentCellChanged.connect(self._choose_section)

    def show_rows(self, numbers: Sequence[NumberRow], sections: Sequence[SectionRow]) -> None:
        """Show these rows; the tabs tell how many."""
        self._numbers, self._sections = tuple(numbers), tuple(sections)
        self.setTabText(0, f"数字的变化 {len(numbers)}")
        self.setTabText(1, f"章节的变化 {len(sections)}")
        quiet = [None if number.pair.difference else self._colours.quiet for number in numbers]
        _fill(self.numbers, [row.cells for row in numbers], _FIGURES, {_CHANGE: quiet}, _WIDEST)
        fates = [self._colour(row.pair) for row in sections]
        _fill(self.sections, [row.cells for row in sections], (), {0: fates}, _WIDEST_HEADING)
        if not numbers and sections:
            self.setCurrentIndex(1)

    def _colour(self, pair: SectionPair) -> QColor:
        edges = {Fate.NEW: self._colours.new_edge, Fate.DROPPED: self._colours.dropped_edge}
        return edges.get(pair.fate, self._colours.moved_edge)

    def _choose_number(self, row: int, _column: int, before: int, _before_column: int) -> None:
        if row != before and 0 <= row < len(self._numbers):
            self.number_chosen.emit(self._numbers[row].pair)

    def _choose_section(self, row: int, _column: int, before: int, _before_column: int) -> None:
        if row != before and 0 <= row < len(self._sections):
            self.section_chosen.emit(self._sections[row].pair)


def _table(heads: tuple[str, ...], name: str, right: tuple[int, ...] = ()) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    for column, words in enumerate(heads):
        table.setHorizontalHeaderItem(column, _head(words, is_right=column in right))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    return table


def _fill(
    table: QTableWidget,
    rows: Sequence[Sequence[str]],
    right: tuple[int, ...],
    inks: Mapping[int, Sequence[QColor | None]],
    widest: int,
) -> None:
    table.setRowCount(len(rows))
    for i, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = QTableWidgetItem(words)
            cell.setToolTip(plain_tip(words))
            if column in right:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if ink := inks[column][i] if column in inks else None:
                cell.setForeground(ink)
            table.setItem(i, column, cell)
    table.resizeColumnsToContents()
    for column in range(table.columnCount() - 1):
        table.setColumnWidth(column, min(widest, table.columnWidth(column) + 12))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def _head(words: str, *, is_right: bool) -> QTableWidgetItem:
    head = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return head
