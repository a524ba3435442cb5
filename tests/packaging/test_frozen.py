"""What the packed program carries: every module asked for by name, of Qt only what is used."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from frozen import UNUSED, data, is_kept, kept, modules_asked_by_name
from fuzhou_viewer.readers.detect import KINDS


def test_every_reader_and_every_way_out_is_carried() -> None:
    modules = modules_asked_by_name()
    assert {f"fuzhou_viewer.readers.{kind}" for kind in KINDS} <= set(modules)
    assert {"fuzhou_viewer.services.exporting.word", "fuzhou_viewer.services.exporting.workbook"} <= set(modules)
    assert "fuzhou_viewer.ui.chart_panel.plot" in modules


@pytest.mark.parametrize("name", [name for name in modules_asked_by_name() if "windows_job" not in name])
def test_every_module_carried_exists(name: str) -> None:
    assert import_module(name)


def test_nothing_that_is_carried_by_name_is_left_out_as_unused() -> None:
    assert not set(modules_asked_by_name()) & set(UNUSED)


def test_data_lie_where_the_program_looks_for_them() -> None:
    assert all(Path(source).exists() for source, _ in data())
    places = {Path(source).name: place for source, place in data()}
    assert places["resources"] == "fuzhou_viewer/bundled/resources"
    assert "docx/parts" in places.values()
    assert places["library.sqlite3"] == "fuzhou_viewer/bundled"


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "libxcb-cursor.so.0",
        "libxkbcommon-x11.so.0",
        "pypinyin/phrases_dict.json",
        "docx/templates/default.docx",
        "fuzhou_viewer/bundled/resources/fonts/FandolHei-Regular.otf",
        "fuzhou_viewer/bundled/resources/vocabulary/entities.toml",
        "fuzhou_viewer-0.1.0.dist-info/METADATA",
        "fuzhou_viewer-0.1.0.dist-info/licenses/LICENSE",
    ],
)
def test_what_is_used_is_kept(target: str) -> None:
    assert is_kept(target)


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libgtk-3.so.0",
        "libcups.so.2",
        "libX11.so.6",
        "libxcb.so.1",
        "libstdc++.so.6",
        "numpy/tests/data/a.csv",
        "fuzhou_viewer-0.1.0.dist-info/direct_url.json",
        "fuzhou_viewer-0.1.0.dist-info/RECORD",
    ],
)
def test_what_is_not_used_or_belongs_to_the_system_is_left_out(target: str) -> None:
    assert not is_kept(target)


def test_packed_on_windows_itself_its_plugins_stay_and_its_tools_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    entries = [
        ("PySide6\\plugins\\platforms\\qwindows.dll", "q", "BINARY"),
        ("PySide6\\opengl32sw.dll", "o", "BINARY"),
        ("python311.dll", "p", "BINARY"),
    ]
    assert kept(entries) == [entries[0], entries[2]]


def test_files_stand_in_the_same_order_whatever_order_they_were_found_in() -> None:
    entries = [("b.txt", "/b", "DATA"), ("libgtk-3.so.0", "/g", "BINARY"), ("a.txt", "/a", "DATA")]
    assert kept(entries) == kept(entries[::-1]) == [entries[2], entries[0]]
