"""体检 looks at the real thing, offers repairs, and tells nothing of what was written."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from shiboken6 import delete

from fuzhou_viewer import app
from fuzhou_viewer.core.kept import Note
from fuzhou_viewer.services.health import as_text, examined
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.ui.health_window import HealthWindow
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.notes_recovery import RecoveryWindow


def test_everything_is_looked_at_and_told_without_texts(tmp_path: Path, library_file: Path) -> None:
    notes = Notes(tmp_path / "own")
    notes.keep(Note("r", None, "私密的话")).result()
    notes.back_up().result()
    found = {finding.name: finding for finding in examined(notes, library_file)}
    assert set(found) == {"批注", "备份", "内置资料库", "数据文件夹", "磁盘空间", "存放位置", "版本"}
    assert found["批注"].found == "1 条,逐条核对无误"
    assert found["备份"].found.startswith("1 份")
    assert all(finding.is_well for finding in found.values())
    assert "私密" not in as_text(tuple(found.values()))
    notes.close()


def test_what_is_not_well_is_said(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "user.db").write_bytes(b"")
    found = {finding.name: finding for finding in examined(Notes(own), tmp_path / "missing.sqlite3")}
    assert not found["批注"].is_well
    assert "空的" in found["批注"].found
    assert not found["内置资料库"].is_well
    assert "[注意] 内置资料库" in as_text(tuple(found.values()))


def test_the_window_backs_up_copies_and_goes_back(window: MainWindow, program: app.Program, qtbot: object) -> None:
    notes = program.collaborators.notes()
    qtbot.waitUntil(lambda: window.notes.layer._is_open, timeout=20_000)
    notes.keep(Note(window.report.key, None, "备份里的")).result()
    window.actions_by_name["health"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HealthWindow)), timeout=20_000)
    (page,) = window.findChildren(HealthWindow)
    page.copy()
    assert "[正常] 批注" in QGuiApplication.clipboard().text()
    page.back_up()
    qtbot.waitUntil(lambda: page._said.text().startswith("已备份"), timeout=20_000)
    notes.keep(Note(window.report.key, None, "以后的")).result()
    page.choose_backup()
    qtbot.waitUntil(lambda: bool(page.findChildren(RecoveryWindow)), timeout=20_000)
    page.findChildren(RecoveryWindow)[0].accept()
    qtbot.waitUntil(lambda: [i.kept.content.text for i in window.notes.layer.items] == ["备份里的"], timeout=20_000)
    page.close()


def test_a_backup_that_ends_after_the_window_was_closed_is_made_and_nothing_breaks(
    window: MainWindow, program: app.Program, qtbot: object
) -> None:
    notes = program.collaborators.notes()
    qtbot.waitUntil(lambda: window.notes.layer._is_open, timeout=20_000)
    window.actions_by_name["health"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(HealthWindow)), timeout=20_000)
    (page,) = window.findChildren(HealthWindow)
    page.back_up()
    page.choose_backup()
    page.close()
    delete(page)
    assert notes.offers().result()
    with qtbot.captureExceptions() as faults:
        qtbot.wait(300)
    assert faults == []
