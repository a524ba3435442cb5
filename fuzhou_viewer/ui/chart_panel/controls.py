"""What a chart is about and how it is drawn: scope, order and scale."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from fuzhou_viewer.core.records import Quantity
from fuzhou_viewer.services.charting.order import Order
from fuzhou_viewer.services.charting.scale import why_no_log
from fuzhou_viewer.services.charting.scope import Scope

_LOG_HELP = "对数刻度:大小相差很多倍的数也看得清"


class Controls(QWidget):
    """`scope_chosen` carries a Scope, `drawing_changed` an Order and whether the scale is logarithmic."""

    scope_chosen = Signal(object)
    drawing_changed = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._scope, self._order = QComboBox(), QComboBox()
        for box, choices, name in ((self._scope, Scope, "图的范围"), (self._order, Order, "排序")):
            for one in choices:
                box.addItem(one.value, one)
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._log = QToolButton()
        self._log.setText("对数")
        self._log.setCheckable(True)
        self._log.setToolTip(_LOG_HELP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 6)
        layout.setSpacing(6)
        for widget in (self._scope, self._order, self._log):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._scope.activated.connect(lambda _index: self.scope_chosen.emit(self._scope.currentData()))
        self._order.activated.connect(lambda _index: self._tell_drawing())
        self._log.toggled.connect(lambda _is_on: self._tell_drawing())

    @property
    def scope(self) -> Scope:
        """The scope chosen."""
        chosen = self._scope.currentData()
        return chosen if isinstance(chosen, Scope) else Scope.SECTION

    def show_scope(self, scope: Scope) -> None:
        """Show `scope` as the one chosen."""
        self._scope.setCurrentIndex(list(Scope).index(scope))

    def show_log_for(self, quantities: Sequence[Quantity]) -> None:
        """Offer a logarithmic scale where it is honest, else say why not."""
        why = why_no_log([quantity.value for quantity in quantities])
        self._log.setEnabled(not why)
        self._log.setToolTip(why or _LOG_HELP)
        if why and self._log.isChecked():
            self._log.setChecked(False)

    def show_for_chart(self, *, is_chart: bool, has_scope: bool) -> None:
        """Show what the tab can use."""
        self._scope.setVisible(has_scope)
        self._order.setVisible(is_chart)
        self._log.setVisible(is_chart)

    def drawing(self) -> tuple[Order, bool]:
        """The order chosen, and whether the scale is logarithmic."""
        chosen = self._order.currentData()
        return chosen if isinstance(chosen, Order) else Order.TEXT, self._log.isChecked()

    def _tell_drawing(self) -> None:
        self.drawing_changed.emit(*self.drawing())
