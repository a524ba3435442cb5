"""Real files of every format: none raises anything but a plain sentence, and formats agree with one another."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.records import Document, Manuscript
from fuzhou_viewer.readers.detect import kind_of, reader

_SCANS = {"ofd_h.ofd"}


def _read(file: Path) -> Manuscript:
    data = file.read_bytes()
    return reader(kind_of(data, file.name)).manuscript(data, file.name)


def test_every_office_file_is_read_by_the_reader_of_its_kind(shared: Path) -> None:
    kinds = {".docx": "docx", ".ofd": "ofd", ".html": "html", ".pdf": "pdf", ".txt": "plain"}
    read = 0
    for file in sorted((shared / "corpus" / "office").iterdir()):
        assert kind_of(file.read_bytes(), file.name) == kinds[file.suffix], file.name
        if file.name in _SCANS:
            with pytest.raises(UnreadableFileError, match="扫描件"):
                _read(file)
            continue
        assert _read(file).paragraphs, file.name
        read += 1
    assert read > 100


def test_word_files_hold_the_same_lines_as_the_texts_made_from_them(shared: Path) -> None:
    compared = 0
    for file in sorted((shared / "corpus" / "office").glob("city_*.docx")):
        text = shared / "corpus" / "txt" / f"{file.stem}_2024.txt"
        if text.is_file():
            lines = [line.strip() for line in text.read_text(encoding="utf-8").split("\n") if line.strip()]
            assert _read(file).text.split("\n") == lines, file.name
            compared += 1
    assert compared > 70


def test_word_file_and_text_of_a_city_have_the_same_sections(shared: Path, read: Callable[[str], Document]) -> None:
    for city in ("上海", "合肥", "池州", "孝感"):
        text = (shared / "corpus" / "txt" / f"city_{city}_2024.txt").read_text(encoding="utf-8")
        word = _read(shared / "corpus" / "office" / f"city_{city}.docx").text
        told = [[(s.level, s.kind, s.ordinal, s.title) for s in read(form).sections] for form in (text, word)]
        assert told[0] == told[1]
        assert len(told[0]) > 3


def test_the_pdf_of_a_city_holds_the_text_made_from_it(shared: Path) -> None:
    (file,) = (shared / "corpus" / "office").glob("*.pdf")
    text = (shared / "corpus" / "txt" / "city_北京_2024.txt").read_text(encoding="utf-8")
    assert _read(file).text.split("\n") == [line.strip() for line in text.split("\n") if line.strip()]


def test_pages_tell_their_title(shared: Path) -> None:
    told = [json.loads(line) for line in (shared / "corpus" / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [entry for entry in told if entry["kind"] == "saved gov.cn page (html)"]
    assert len(pages) == 10
    for entry in pages:
        assert _read(shared / "corpus" / entry["path"]).particulars.title == entry["title"]


@pytest.mark.parametrize("word", ["打印", "分享到", "扫一扫", "关闭窗口", "索引号", "索 引 号"])
def test_pages_come_without_the_sites_own_words(shared: Path, word: str) -> None:
    for file in (shared / "corpus" / "office").glob("html_govcn_*.html"):
        assert word not in _read(file).text
