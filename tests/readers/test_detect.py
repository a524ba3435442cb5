"""The content of a file decides who reads it, never its name."""

from pathlib import Path

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.detect import kind_of, reader
from office_files import docx, ofd, package, paragraph, xlsx

_DOC = (Path(__file__).parent / "files" / "report.doc").read_bytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [(docx(paragraph("文")), "docx"), (ofd([[]]), "ofd"), (xlsx({"表": []}), "xlsx"), (_DOC, "word"), (b"\n%PDF-1.4", "pdf"),
     (b"<!DOCTYPE html><p>a", "html"), ("\ufeff<html>".encode("utf-16-le"), "html"), (b"<div class=a><p>a</p></div>", "html"),
     ("一、总结".encode(), "plain"), ("MZ是两个字母".encode("gbk"), "plain"), ("1 < 2 且 <p> 值".encode(), "plain")],
)  # fmt: skip
def test_a_kind_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of(data, "总结.txt") == kind
    assert callable(reader(kind).manuscript)


@pytest.mark.parametrize(
    ("data", "told"),
    [(package({"a.txt": "b"}), "压缩包"), (package({"ppt/presentation.xml": ""}), "演示文稿"), (b"PK\x03\x04cut", "损坏"),
     (b"{\\rtf1\\ansi", "RTF"), (b"\x89PNG\r\n\x1a\n", "图片"), (b"MZ\x90\x00\x03\x00", "程序"), (b"\x7fELF\x02", "程序"),
     (package({"content.xml": "", "mimetype": ""}), "ODF"), (package({"uof.xml": ""}), "UOF"),
     (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>', "Word 2003"),
     ('\ufeff<?xml version="1.0"?><data/>'.encode(), "这是 XML 文件")],
)  # fmt: skip
def test_what_no_reader_reads_is_named(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        kind_of(data, "总结.docx")
