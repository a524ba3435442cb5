"""The house keeps its rules: layers, sizes, words, places."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build import ROOT

SOURCES = sorted((ROOT / "fuzhou_viewer").rglob("*.py"))
_TOP = {
    "pyproject.toml",
    "fuzhou_viewer",
    "resources",
    "db",
    "tests",
    "packaging",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs",
    "LICENSE",
}


def _functions(source: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_top_level_is_as_agreed() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this copy is no checkout")
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    tops = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {top for top in tops if not top.startswith((".", '"'))} == _TOP


def test_imports_point_the_agreed_way() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_and_functions_stay_small(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= 400
    for function in _functions(source):
        assert (function.end_lineno or 0) - function.lineno < 60, function.name


def test_the_main_window_only_introduces_its_panels() -> None:
    source = ROOT / "fuzhou_viewer" / "ui" / "main_window.py"
    assert len(source.read_text(encoding="utf-8").splitlines()) < 250


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_room_is_called_by_a_word_that_says_nothing(source: Path) -> None:
    assert not {"utils", "helpers", "common", "misc", "manager"} & set(source.with_suffix("").parts)


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_nothing_runs_the_event_loop_by_hand(source: Path) -> None:
    assert "processEvents" not in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_names_in_camel_case_are_qt_overrides(source: Path) -> None:
    for function in _functions(source):
        if re.search("[a-z][A-Z]", function.name):
            assert any(isinstance(d, ast.Name) and d.id == "override" for d in function.decorator_list), function.name


def test_the_program_holds_no_network_code() -> None:
    banned = {"socket", "http", "urllib.request", "ssl", "ftplib", "smtplib", "PySide6.QtNetwork"}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not banned & set(names), source


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_nothing_shows_foreign_markup(source: Path) -> None:
    """Qt opens every file and share that rich text names, so none of it is ever made of what was read."""
    banned = {"setMarkdown", "insertHtml", "QTextBrowser", "fromHtml"}
    named = {n.attr for n in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(n, ast.Attribute)}
    assert not banned & named
