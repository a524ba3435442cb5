"""A report and its notes leave in one file and arrive whole; whatever else such a file is, it is told in a sentence."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.kept import (
    BasketEntry,
    Bookmark,
    CheckMark,
    Content,
    Decision,
    Highlight,
    Note,
    PrintBasket,
    ReadingPosition,
)
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.handing_over import brought, packed
from fuzhou_viewer.services.importing import Importer, Incoming
from fuzhou_viewer.services.notes import Notes
from office_files import report_docx


@pytest.fixture(scope="module")
def importer() -> Importer:
    return Importer(paths.resources() / "vocabulary")


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    made = Notes(tmp_path / "own")
    yield made
    made.close()


def _kept_of(report: Document) -> tuple[Content, ...]:
    place = anchor(report.text, Span(2, 8))
    return (
        Note(report.key, place, "=1+1 <b>请核对</b>"),
        Highlight(report.key, place),
        Bookmark(report.key, place, "书签"),
        CheckMark(report.key, place, "sum", Decision.WRONG),
        PrintBasket("篮", (BasketEntry(report.key, "section", "s1", "一"),)),
    )


def _opened(importer: Importer, data: bytes, folder: Path) -> Incoming:
    file = folder / "a.fzb"
    file.write_bytes(data)
    return importer.incoming(file)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _put_together(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return out.getvalue()


def test_the_original_and_every_kind_of_note_arrive(importer: Importer, notes: Notes, tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(report_docx())
    sent = importer.incoming(file)
    for content in (*_kept_of(sent.document), ReadingPosition(sent.document.key, anchor("文", Span(0, 1)))):
        notes.keep(content).result()
    made = packed(sent.document, sent.data, notes.everything().result())
    got = _opened(importer, made, tmp_path)
    assert got.document == sent.document
    assert got.data == sent.data
    assert [content for _, content in brought(got.notes, got.document.key)] == list(_kept_of(sent.document))


def test_where_the_file_is_not_at_hand_the_text_stands_in(importer: Importer, report: Document, tmp_path: Path) -> None:
    got = _opened(importer, packed(report, None, ()), tmp_path)
    assert got.document.text == report.text
    assert got.document.key == report.key


def test_the_same_report_and_notes_make_the_same_file(report: Document) -> None:
    assert packed(report, None, ()) == packed(report, None, ())


def test_notes_of_other_reports_stay_at_home(
    report: Document, importer: Importer, notes: Notes, tmp_path: Path
) -> None:
    notes.keep(Note("another", None, "别的报告")).result()
    got = _opened(importer, packed(report, None, notes.everything().result()), tmp_path)
    assert brought(got.notes, report.key) == ()


def test_taken_in_twice_it_is_there_once_and_one_undo_takes_it_all_back(report: Document, notes: Notes) -> None:
    found = tuple((f"id{i}", content) for i, content in enumerate(_kept_of(report)))
    first, second = notes.take_in(found).result(), notes.take_in(found).result()
    assert (len(first.wanted), first.known) == (5, 0)
    assert (len(second.wanted), second.known) == (0, 5)
    notes.undo().result()
    assert notes.everything().result() == ()
    notes.redo().result()
    assert len(notes.everything().result()) == 5


def test_nothing_of_ones_own_is_overwritten(report: Document, notes: Notes) -> None:
    mine = notes.keep(Note(report.key, None, "我写的")).result()
    ruling = notes.keep(_kept_of(report)[3]).result()
    assert isinstance(ruling.content, CheckMark)
    theirs = replace(ruling.content, decision=Decision.RIGHT)
    for _ in range(2):
        taken = notes.take_in([(mine.id, Note(report.key, None, "同事写的")), (ruling.id, theirs)]).result()
        assert taken.own_stands == 1
    assert [one.content.text for one in notes.kept(Note).result()] == ["我写的", "同事写的"]
    assert notes.kept(CheckMark).result()[0].content == ruling.content


def test_a_damaged_changed_newer_or_foreign_file_is_told_in_a_sentence(
    report: Document, importer: Importer, tmp_path: Path
) -> None:
    good = packed(report, None, ())
    parts = _parts(good)
    newer = json.loads(parts["manifest.json"]) | {"version": 99}
    bad = {
        good[: len(good) // 2]: "已损坏",
        _put_together(parts | {"report": parts["report"] + b"!"}): "被改动过",
        _put_together(parts | {"notes.json": b"{}"}): "被改动过",
        _put_together({k: v for k, v in parts.items() if k != "notes.json"}): "损坏",
        _put_together(parts | {"manifest.json": b"[" * 100_000}): "被改动过",
        _put_together(parts | {"manifest.json": json.dumps(newer).encode()}): "由更新版本的程序制作",
        _put_together({k: v for k, v in parts.items() if k != "mimetype"}): "这是压缩包",
        packed(report, good, ()): "被改动过",
    }
    for data, words in bad.items():
        with pytest.raises(UnreadableFileError, match=words):
            _opened(importer, data, tmp_path)


def test_a_bomb_is_refused(report: Document, importer: Importer, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in _parts(packed(report, None, ())).items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            whole.writestr(name, bytes(120 * 2**20) if name == "report" else content, kind)
    with pytest.raises(UnreadableFileError, match="解压后太大"):
        _opened(importer, out.getvalue(), tmp_path)


def test_notes_that_are_none_are_refused_whole() -> None:
    for words in ("", "[]", "{}", '{"format": "fuzhou-viewer-notes-1", "items": [{"id": 1}]}', "[" * 50_000):
        with pytest.raises(UnreadableFileError, match="批注"):
            brought(words, "k")
