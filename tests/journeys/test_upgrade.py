"""A newer version of the program is installed: what the person made is still there, at the same words."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import build
from fuzhou_viewer import app
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import Content, Highlight, Note
from fuzhou_viewer.core.placed import Shelf
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.core.settings import TEXT_SIZE, THEME
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.store.notes.identity import MAJOR
from fuzhou_viewer.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def older(tmp_path: Path, report_text: str, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The report as an older version of the program carried it: a paragraph short, a figure other."""
    texts = tmp_path / "texts"
    texts.mkdir()
    lines = report_text.splitlines(keepends=True)
    longest = max(lines[: len(lines) // 3], key=len)
    text = "".join(line for line in lines if line != longest).replace("3060人", "3059人")
    data = text.encode("utf-8")
    (texts / "fuzhou-justice-2022.txt").write_bytes(data)
    manifest = (build._TEXTS / "manifest.toml").read_text(encoding="utf-8")
    sha256 = hashlib.sha256(report_text.encode("utf-8")).hexdigest()
    assert sha256 in manifest
    manifest = manifest.replace(sha256, hashlib.sha256(data).hexdigest())
    (texts / "manifest.toml").write_text(manifest, encoding="utf-8")
    monkeypatch.setattr(build, "_TEXTS", texts)
    build.build(tmp_path / "older.sqlite3")
    return Library(tmp_path / "older.sqlite3").document()


def _span(report: Document, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def test_notes_on_the_older_report_stand_at_their_words_in_the_newer_and_settings_stay(
    older: Document, report: Document, tmp_path: Path, qapp: object
) -> None:
    kept: list[tuple[Callable[[str], Content], str]] = [
        (lambda words: Note(older.key, anchor(older.text, _span(older, words)), "与去年口径不同"), "行政复议体制改革"),
        (lambda words: Highlight(older.key, anchor(older.text, _span(older, words))), "园区枫桥"),
        (lambda words: Note(older.key, anchor(older.text, _span(older, words)), "这个数后来改了"), "3059人"),
    ]
    assert older.key == report.key
    assert older.text != report.text
    before = app.program(tmp_path / "own")
    notes = before.collaborators.notes()
    notes.open().result()
    for made, words in kept:
        notes.keep(made(words)).result()
    before.collaborators.preferences.keep(THEME, "dark")
    before.collaborators.preferences.keep(TEXT_SIZE, 26)
    notes.close()

    after = app.program(tmp_path / "own")
    notes = after.collaborators.notes()
    assert notes.open().result().is_usable
    placed = Shelf(report).placed(notes.everything(report.key).result())
    notes.close()
    assert len(placed) == 3
    stand = [report.text[one.span.start : one.span.end] for one in placed if one.span]
    assert stand[:2] == sorted(("行政复议体制改革", "园区枫桥"), key=report.text.index)
    # where the words themselves were changed, what stands around them tells the place
    assert stand[2:] == ["3060人"] or placed[-1].is_lost
    assert after.collaborators.preferences.word(THEME) == "dark"
    assert after.collaborators.preferences.number(TEXT_SIZE, 1, 99) == 26


def test_settings_that_only_a_newer_program_knows_are_left_as_they_are(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "settings.ini").write_text("[General]\ntheme=sepia\nof_the_future=7\n", encoding="utf-8")
    older = Preferences(tmp_path)
    older.keep(TEXT_SIZE, 22)
    del older
    text = (tmp_path / "settings.ini").read_text(encoding="utf-8")
    assert "of_the_future=7" in text
    assert "theme=sepia" in text


def test_notes_of_a_newer_program_are_refused_in_words_and_left_alone_while_the_report_can_be_read(
    tmp_path: Path, report: Document, qapp: object, qtbot: object
) -> None:
    first = app.program(tmp_path)
    first.collaborators.notes().open().result()
    first.collaborators.notes().keep(Note(report.key, anchor(report.text, Span(0, 4)), "要紧的话")).result()
    first.collaborators.notes().close()
    with closing(sqlite3.connect(tmp_path / "user.db")) as opened, opened:
        opened.execute(f"PRAGMA user_version = {(MAJOR + 1) << 16}")
    before = (tmp_path / "user.db").read_bytes()

    older = app.program(tmp_path)
    opening = older.collaborators.notes().open().result()
    assert not opening.is_usable
    assert "更新版本的程序" in opening.message
    assert "升级本程序" in opening.advice
    shown = app.window(report, older)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.text.painted, timeout=20_000):
        shown.show()
    assert shown.text.toPlainText().strip()
    shown.close()
    older.collaborators.notes().close()
    assert (tmp_path / "user.db").read_bytes() == before
