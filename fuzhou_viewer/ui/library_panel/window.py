"""The library: find a report among many and open it; keep new ones; throw away and take back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.errors import ViewerError
from fuzhou_viewer.core.holdings import Holding, Kept
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.importing import Incoming
from fuzhou_viewer.ui.choice_button import choice_button
from fuzhou_viewer.ui.file_choice import FORMATS
from fuzhou_viewer.ui.library_panel.details import Details
from fuzhou_viewer.ui.library_panel.groups import BY_YEAR, ORDERS, Group, groups, older_first
from fuzhou_viewer.ui.library_panel.import_bar import ImportBar
from fuzhou_viewer.ui.library_panel.preview import Correction, ImportPreview, Reshaping
from fuzhou_viewer.ui.library_panel.shelf_model import ShelfModel, holding_at
from fuzhou_viewer.ui.library_panel.shelf_row import ShelfRow
from fuzhou_viewer.ui.library_panel.undo_line import UndoLine
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.theme import Theme

_FEWEST = 2
_PAIR = 2
_COMPARE_TIP = "把选中的报告(没有选中几份时,列出的全部报告)里同一指标逐年、逐单位排在一起"
_PAIR_TIP = "选中两份报告(按住 Ctrl 点第二份),逐节逐句对照着读"
_BOARD_TIP = "把选中的报告(没有选中几份时,列出的全部报告)里的指标按人民调解、法律援助等主题画成小图"


class LibraryWindow(QDialog):
    """Shows the shelf; `report_opened` carries the Document the person wants to read."""

    handover_wished = Signal(object)
    """A report, as `Holding`, is to be handed on with its notes."""
    notes_met = Signal(str, str)
    """The key of a report that was kept, and the notes (JSON) that were handed on with it."""
    report_opened = Signal(object)
    pair_wished = Signal(object, object)
    """Two holdings, the older first, to be read side by side."""
    metrics_wished = Signal(object)
    board_wished = Signal(object)
    """Holdings whose metrics are to be compared, or seen by theme."""
    shown = Signal()

    def __init__(self, collection: Callable[[], Collection], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("资料库")
        self.setAcceptDrops(True)
        self._collection = collection
        self._holdings: tuple[Holding, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._order = BY_YEAR
        self.tasks = Tasks(self)
        self.filter = QLineEdit()
        self.filter.setAccessibleName("筛选报告")
        self.list = QTreeView()
        self.details = Details()
        self.imports = ImportBar(self.tasks)
        self.undo = UndoLine()
        self._model = ShelfModel()
        self._row = ShelfRow(theme)
        self._choices = QButtonGroup(self)
        self._arrange()
        self._connect()
        self.resize(1000, 680)
        self.refresh()

    def refresh(self) -> None:
        """Ask the shelf what it holds and show it."""
        self.tasks.run(lambda: self._collection().holdings(), self._show_holdings, "holdings")

    def keep(self, paths: Sequence[Path]) -> None:
        """One file is looked at first; several files and folders are kept as they are."""
        if len(paths) == 1 and not paths[0].is_dir():
            self.tasks.run(lambda: self._looked_at(paths[0]), self._show_preview, "preview")
        elif paths:
            self.imports.start(self._collection, paths)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._top())
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._row)
        self.list.setHeaderHidden(True)
        self.list.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.list.setIndentation(0)
        self.list.setRootIsDecorated(False)
        self.list.setExpandsOnDoubleClick(False)
        self.list.setItemsExpandable(False)
        self.list.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("报告")
        panes = QSplitter()
        panes.addWidget(self.list)
        panes.addWidget(self.details)
        panes.setSizes([580, 420])
        panes.setChildrenCollapsible(False)
        rows.addWidget(panes, 1)
        rows.addWidget(self.undo)
        rows.addWidget(self.imports)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(6)
        self.filter.setPlaceholderText("按题目、单位、年份筛选")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(280)
        row.addWidget(self.filter, 1)
        for words in ORDERS:
            choice = choice_button(words, is_on=words == self._order)
            self._choices.addButton(choice)
            row.addWidget(choice)
        row.addStretch()
        self.compare, self.pair, self.board = QPushButton("对比指标…"), QPushButton("两份对照…"), QPushButton("主题…")
        for button, deed, tip in (
            (self.compare, lambda: self.metrics_wished.emit(self._those_to_compare()), _COMPARE_TIP),
            (self.pair, self._wish_pair, _PAIR_TIP),
            (self.board, lambda: self.board_wished.emit(self._those_to_compare()), _BOARD_TIP),
        ):
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.clicked.connect(deed)
            row.addWidget(button)
        for words, deed in (("存入文件…", self._ask_files), ("存入文件夹…", self._ask_folder)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(deed)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._show_groups)
        self._choices.buttonClicked.connect(lambda button: self._set_order(button.text()))
        self.list.selectionModel().currentChanged.connect(self._show_details)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.list.activated.connect(self._activate)
        self.details.open_wished.connect(self._open)
        self.details.correct_wished.connect(self._ask_correction)
        self.details.reshape_wished.connect(self._look_at_sections)
        self.details.handover_wished.connect(self.handover_wished)
        self.details.remove_wished.connect(self._remove)
        self.details.restore_wished.connect(lambda holding: self._change(lambda shelf: shelf.restore([holding])))
        self.details.erase_wished.connect(self._ask_erase)
        self.imports.finished.connect(self.refresh)
        self.tasks.failed.connect(self._show_error)

    def _show_holdings(self, holdings: tuple[Holding, ...]) -> None:
        self._holdings = holdings
        self._show_groups()
        self.shown.emit()

    def _show_groups(self) -> None:
        chosen = holding_at(self.list.currentIndex())
        self._groups = groups(self._holdings, self._order, self.filter.text())
        self._model.show_groups(self._groups)
        count = sum(len(group.holdings) for group in self._groups)
        self.compare.setEnabled(count >= _FEWEST)
        self.board.setEnabled(count > 0)
        self.list.expandAll()
        self.details.show_holding(None)
        self.details.show_hint(is_empty=not self._holdings, has_rows=self._model.rowCount() > 0)
        self._show_chosen()
        if chosen is not None:
            self._choose(chosen.id)

    def _show_chosen(self) -> None:
        self.pair.setEnabled(len(self._chosen()) == _PAIR)

    def _chosen(self) -> list[Holding]:
        return [h for index in self.list.selectedIndexes() if (h := holding_at(index)) is not None]

    def _wish_pair(self) -> None:
        self.pair_wished.emit(*older_first(*self._chosen()))

    def _choose(self, number: int) -> None:
        for i in range(self._model.rowCount()):
            head = self._model.index(i, 0)
            for k in range(self._model.rowCount(head)):
                index = self._model.index(k, 0, head)
                found = holding_at(index)
                if found is not None and found.id == number:
                    self.list.setCurrentIndex(index)
                    return

    def _set_order(self, order: str) -> None:
        self._order = order
        self._show_groups()

    def _show_details(self, index: QModelIndex) -> None:
        self.details.show_holding(holding_at(index))

    def _activate(self, index: QModelIndex) -> None:
        if (holding := holding_at(index)) is not None:
            self._open(holding)

    def _open(self, holding: Holding) -> None:
        if holding.removed_at is None:
            self.tasks.run(lambda: self._collection().document(holding), self._opened, "open")

    def _opened(self, report: object) -> None:
        self.report_opened.emit(report)
        self.refresh()

    def _remove(self, holding: Holding) -> None:
        self._change(lambda shelf: shelf.remove([holding]))
        self.undo.offer(
            f"“{holding.title}”已移入回收站。", lambda: self._change(lambda shelf: shelf.restore([holding]))
        )

    def _ask_correction(self, holding: Holding) -> None:
        dialog = Correction(holding, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            told = dialog.corrections()
            self._change(lambda shelf: shelf.correct(holding, told))

    def _look_at_sections(self, holding: Holding) -> None:
        self.tasks.run(
            lambda: self._collection().look_into(holding), lambda report: self._ask_reshaping(holding, report), "look"
        )

    def _ask_reshaping(self, holding: Holding, report: Document) -> None:
        dialog = Reshaping(report, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            edits = dialog.edits()
            self.tasks.run(
                lambda: self._collection().reshape(holding, edits),
                lambda undo: self._show_reshaped(holding, undo),
                "change",
            )

    def _show_reshaped(self, holding: Holding, undo: Callable[[], object]) -> None:
        self.undo.offer(f"“{holding.title}”的章节已改。", lambda: self._change(lambda _shelf: undo()))
        self.refresh()

    def _ask_erase(self, holding: Holding) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("彻底删除")
        box.setText(f"彻底删除“{holding.title}”?")
        box.setInformativeText("资料库里的报告和存入时的原文件都会删除,不能撤销。您自己文件夹里的文件不受影响。")
        erase = box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is erase:
            self._change(lambda shelf: shelf.erase([holding]))

    def _change(self, deed: Callable[[Collection], object]) -> None:
        self.tasks.run(lambda: deed(self._collection()), lambda _done: self.refresh(), "change")

    def _looked_at(self, file: Path) -> tuple[Incoming, Kept | None]:
        incoming = self._collection().read(file)
        return incoming, self._collection().same(incoming)

    def _show_preview(self, looked_at: tuple[Incoming, Kept | None]) -> None:
        incoming, met = looked_at
        dialog = ImportPreview(incoming.document, met, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            told = dialog.corrections()
            self.tasks.run(
                lambda: self._collection().keep(incoming, told), lambda kept: self._show_kept_of(incoming, kept), "keep"
            )

    def _show_kept_of(self, incoming: Incoming, kept: Kept) -> None:
        if incoming.notes:
            self.notes_met.emit(kept.holding.key, incoming.notes)
        self._show_kept(kept)

    def _show_kept(self, kept: Kept) -> None:
        self.undo.offer(
            f"已存入“{kept.holding.title}”。", lambda: self._change(lambda shelf: shelf.remove([kept.holding]))
        )
        self.refresh()

    def _those_to_compare(self) -> tuple[Holding, ...]:
        """What is chosen, if that is more than one; else all that is listed."""
        chosen = self._chosen()
        if len(chosen) < _FEWEST:
            chosen = [h for group in self._groups for h in group.holdings]
        return tuple(holding for holding in chosen if holding.newer is None)

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "存入文件", "", FORMATS)
        self.keep([Path(name) for name in chosen])

    def _ask_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, "存入文件夹里的报告"):
            self.keep([Path(chosen)])

    def _show_error(self, error: ViewerError) -> None:
        show_error(self, error)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        self.keep([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """An import stops after the file it is at."""
        self.imports.stop()
        self.tasks.finish()
        super().closeEvent(event)
