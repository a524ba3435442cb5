"""Notes follow a report to its newer version, each to its words; what has lost its place is told and stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import SMALL
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.kept import Content, DocumentTags, Form, Note, OwnCheck, ReadingPosition
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes import Notes

NEWER = SMALL.replace("新建管网35公里。", "").replace("2023年,全市供水", "经核实,2023年,全市供水")


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    made = Notes(tmp_path)
    yield made
    made.close()


def _note(report: Document, words: str) -> Note:
    start = report.text.index(words)
    return Note(report.key, anchor(report.text, Span(start, start + len(words))), f"记:{words}")


def _kept_of(old: Document) -> tuple[Content, ...]:
    notes = [_note(old, words) for words in ("21304件", "合格460份", "抽检水样462份")]
    numbers = tuple(note.anchor for note in notes[1:] if note.anchor)
    more = (Note(old.key, None, "全文"), DocumentTags(old.key, ("供水",)), OwnCheck(old.key, numbers, Form.AT_MOST))
    return (*notes, _note(old, "新建管网35公里"), *more, ReadingPosition(old.key, numbers[0]))


@pytest.fixture
def versions(read: Callable[[str], Document]) -> tuple[Document, Document]:
    return read(SMALL), read(NEWER)


def test_each_thing_is_put_at_its_words_and_what_is_gone_is_told(
    notes: Notes, versions: tuple[Document, Document]
) -> None:
    old, new = versions
    for content in _kept_of(old):
        notes.keep(content).result()
    assert notes.older_version(new).result() == old.key
    before = notes.everything(old.key).result()
    told = notes.follow(old.key, new).result()
    assert [one.content.text for one in told.lost] == ["记:新建管网35公里"]
    followed = notes.everything(new.key).result()
    assert len(followed) == 6
    for one in followed:
        if isinstance(one.content, Note) and one.content.anchor:
            start = one.content.anchor.start
            assert new.text[start:].startswith(one.content.text[2:])
    assert notes.everything(old.key).result() == before


def test_it_is_one_deed_and_is_not_done_twice(notes: Notes, versions: tuple[Document, Document]) -> None:
    old, new = versions
    for content in _kept_of(old):
        notes.keep(content).result()
    notes.follow(old.key, new).result()
    changed = notes.everything(new.key).result()[0]
    notes.keep(Note(new.key, None, "改过"), changed.id).result()
    notes.follow(old.key, new).result()
    assert len(notes.everything(new.key).result()) == 6
    notes.undo().result()
    notes.undo().result()
    assert notes.everything(new.key).result() == ()
    assert notes.older_version(new).result() == ""


def test_another_report_is_no_older_version(
    notes: Notes, versions: tuple[Document, Document], report: Document
) -> None:
    for content in _kept_of(versions[0]):
        notes.keep(content).result()
    assert notes.older_version(report).result() == ""
