"""The first start: two steps beside the open report, seen once, skipped with one key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from fuzhou_viewer import app
from fuzhou_viewer.core.settings import WELCOMED
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.welcome import Welcome


def _welcomes(window: MainWindow) -> list[Welcome]:
    return [one for one in window.findChildren(Welcome) if one.isVisible()]


@pytest.fixture
def preferences(program: app.Program) -> Preferences:
    return program.collaborators.preferences


def test_who_starts_the_program_for_the_first_time_is_welcomed_once(
    window: MainWindow, preferences: Preferences, tmp_path: Path, qtbot: object
) -> None:
    app._welcome(preferences, window)
    (welcome,) = _welcomes(window)
    # the report can be read meanwhile
    assert not welcome.isModal()
    welcome.activateWindow()
    qtbot.waitUntil(welcome.isActiveWindow)
    qtbot.keyClick(welcome, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not _welcomes(window))
    app._welcome(preferences, window)
    assert not _welcomes(window)
    assert Preferences(tmp_path / "settings").number(WELCOMED, 0, 1) == 1


def test_two_steps_lead_to_the_report(window: MainWindow, preferences: Preferences, qtbot: object) -> None:
    app._welcome(preferences, window)
    (welcome,) = _welcomes(window)
    dark = next(button for button in welcome.findChildren(QPushButton) if button.text() == "深色")
    qtbot.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert window.appearance.theme_choice() == "dark"
    assert window.appearance.theme.name == "dark"
    assert welcome.skip.isVisible()
    qtbot.mouseClick(welcome.go_on, Qt.MouseButton.LeftButton)
    assert welcome.pages.currentIndex() == 1
    assert welcome.go_on.text() == "开始阅读"
    assert not welcome.skip.isVisible()
    qtbot.mouseClick(welcome.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not _welcomes(window))
    assert preferences.number(WELCOMED, 0, 1) == 1
