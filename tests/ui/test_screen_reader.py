"""What a screen reader meets: every control that can be reached says what it is, in every pane and window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.ui.main_window import MainWindow


def _nameless(window: QWidget) -> list[str]:
    """The controls of `window` that the keyboard or a click reaches and that have no name to be read out."""
    told = []
    for control in window.findChildren(QWidget):
        is_reached = control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not is_reached or control.focusProxy() is not None:
            continue
        reading = QAccessible.queryAccessibleInterface(control)
        if reading is None or not reading.text(QAccessible.Text.Name).strip():
            told.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    return told


def test_every_control_of_the_window_has_a_name_in_every_pane_and_tab(window: MainWindow) -> None:
    right = window.panes._right
    for place in range(right.count()):
        right.setCurrentIndex(place)
        assert _nameless(window) == []
    right.setCurrentWidget(window.chart)
    for tab in range(window.chart._tabs.count()):
        window.chart._tabs.setCurrentIndex(tab)
        assert _nameless(window) == []


@pytest.mark.parametrize("name", ["options", "brief", "library", "health"])
def test_every_control_of_the_windows_beside_has_a_name(window: MainWindow, name: str, qtbot: object) -> None:
    before = set(window.findChildren(QWidget))
    window.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: any(w.isWindow() and w.isVisible() for w in set(window.findChildren(QWidget)) - before))
    opened = [w for w in set(window.findChildren(QWidget)) - before if w.isWindow() and w.isVisible()]
    for one in opened:
        assert one.windowTitle()
        assert _nameless(one) == []
        one.close()


def test_numbers_say_their_value_and_controls_their_state(window: MainWindow, report: Document) -> None:
    metric = report.metrics[30]
    window.numbers._choose_in_chart(metric)
    window.numbers._choose_in_text(metric)
    told = QAccessible.queryAccessibleInterface(window.chart._plot).text(QAccessible.Text.Description)
    assert told.split("\n")[0] == metric.name
    assert report.text[metric.quantity.span.start : metric.quantity.span.end][:1] in told
    tree = QAccessible.queryAccessibleInterface(window.tree._view)
    assert tree.role() == QAccessible.Role.Tree
    scope = QAccessible.queryAccessibleInterface(window.chart.controls._scope)
    assert scope.text(QAccessible.Text.Value) == "本节"
