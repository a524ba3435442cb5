"""Numbers marked in the text become a check of the reader's own: 加入核对 in the status bar, kept with the notes."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.checking.verdicts import Checked, Relation
from fuzhou_viewer.core.kept import Form, KeptId, OwnCheck
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.ui.reader_layer import ReaderLayer

WORDS = {
    Form.SUM_IS_LAST: "前面各数之和等于最后一个",
    Form.SUM_IS_FIRST: "后面各数之和等于第一个",
    Form.SHARE: "占比或倍数",
    Form.EQUAL: "两数相等",
    Form.AT_MOST: "后数不多于前数",
    Form.AVERAGE: "前面各数的平均等于最后一个",
    Form.GROWTH: "从第一个数到第二个数的增减",
    Form.GROWTH_BACK: "从第二个数到第一个数的增减",
}
"""What each form of a check is called for a reader."""

_MOST = 40


class OwnChecks(QObject):
    """Offers to keep what is marked as a check, and puts what is kept among what was checked."""

    def __init__(self, layer: ReaderLayer, window: QMainWindow) -> None:
        super().__init__(window)
        self._layer, self._window = layer, window
        self._marked: Span | None = None
        self._report: Document | None = None
        self._asked: tuple[Checked, tuple[OwnCheck, ...]] | None = None
        self._joined: Checked = Checked((), ())
        self._whose: dict[Relation, OwnCheck] = {}
        self.button = QToolButton()
        self.button.setText("加入核对")
        self.button.setToolTip("把选中的几个数作为本文的一条核对")
        self.button.clicked.connect(self._show_menu)
        window.statusBar().addPermanentWidget(self.button)
        self.button.hide()

    def offer(self, report: Document | None, marked: Span | None, count: int) -> None:
        """So many numbers stand in what is marked; the button is there when they can be checked."""
        self._report, self._marked = report, marked
        self.button.setVisible(marked is not None and 1 < count <= _MOST)

    def joined(self, report: Document, checked: Checked) -> Checked:
        """`checked` with the reader's own checks of the report."""
        from fuzhou_viewer.core.checking.own import with_own  # noqa: PLC0415 - rules are loaded by the check

        own = tuple(content for _, content in self._kept())
        if self._asked != (checked, own):
            self._joined, self._whose = with_own(report, checked, own)
            self._asked = (checked, own)
        return self._joined

    def remove(self, relation: Relation) -> bool:
        """Forget the check that told `relation`; whether it was one of the reader's own."""
        mine = self._whose.get(relation)
        for own, content in self._kept():
            if mine is not None and content == mine:
                self._layer.remove(own)
        return mine is not None

    def menu(self) -> QMenu:
        """The ways the marked numbers can be checked, each with what comes of it."""
        from fuzhou_viewer.core.checking.own import numbers_in, offers  # noqa: PLC0415 - as in `joined`

        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        report, marked = self._report, self._marked
        if report is None or marked is None:
            return menu
        numbers = numbers_in(report, marked)
        places = tuple(anchor(report.text, number.span) for number in numbers)
        for form, told in offers(numbers):
            kept = OwnCheck(report.key, places, form)
            action = menu.addAction(f"{WORDS[form]}:{told.formula}")
            action.triggered.connect(lambda _checked=False, one=kept: self._layer.keep(one))
        if menu.isEmpty():
            menu.addAction("这几个数之间没有可用的算式").setEnabled(False)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self.button.mapToGlobal(above))

    def _kept(self) -> list[tuple[KeptId, OwnCheck]]:
        items = self._layer.items
        return [(one.kept.id, one.kept.content) for one in items if isinstance(one.kept.content, OwnCheck)]
