"""Which reader a file is for: its content decides, never its name. Readers are imported only when one is called for."""

import zipfile
from importlib import import_module
from io import BytesIO
from typing import Protocol, cast

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.handover import SIGN
from fuzhou_viewer.core.records import Manuscript

KINDS = ("plain", "html", "docx", "word", "pdf", "ofd", "xlsx", "handover")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请在原来的软件里另存为 docx、pdf 或文本(txt)后再打开。"
_FOREIGN = (
    (b"{\\rtf", "这是 RTF 文件,没有导入。"),
    (b"Rar!", "这是压缩包(rar),没有导入。"),
    (b"7z\xbc\xaf\x27\x1c", "这是压缩包(7z),没有导入。"),
    (b"\x1f\x8b", "这是压缩包(gz),没有导入。"),
    (b"\x89PNG", "这是图片,没有导入。"),
    (b"\xff\xd8\xff", "这是图片,没有导入。"),
    (b"GIF8", "这是图片,没有导入。"),
    (b"MZ", "这是程序,不是文档。"),
    (b"\x7fELF", "这是程序,不是文档。"),
    (b"SQLite format 3\x00", "这是数据库,不是文档。"),
)
_FOREIGN_XML = (
    (b"w:worddocument", "这是 Word 2003 的 XML 文件,没有导入。"),
    (b"pkg:package", "这是 Word 的 XML 文件,没有导入。"),
    (b"uof:uof", "这是 UOF 文件,没有导入。"),
    (b"<workbook", "这是 Excel 2003 的 XML 表格,没有导入。"),
)
_PAGE_SIGNS = (
    b"<html", b"<!doctype html", b"<body", b"<head>", b"<meta ", b"<div", b"<p>", b"<p ", b"<table", b"<section"
)  # fmt: skip
_LOOKED_AT = 4096


class Reader(Protocol):
    """What every reader module offers."""

    def manuscript(self, data: bytes, name: str) -> Manuscript:
        """The text in `data`. Raises UnreadableFileError."""


def kind_of(data: bytes, name: str = "") -> str:
    """The reader for `data`, one of `KINDS`. Raises UnreadableFileError for what has none.

    `name` is only looked at for web pages that begin without saying what they are.
    """
    head = data[:_LOOKED_AT]
    if head.startswith(b"PK"):
        if SIGN in head[:128]:
            return "handover"
        return _kind_of_package(data)
    if head.startswith(_OLE):
        return "word"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for sign, message in _FOREIGN:
        if head.startswith(sign) and (len(sign) > 2 or b"\x00" in head):
            raise UnreadableFileError(message, _SAVE_AS)
    if _is_page(head, name):
        return "html"
    _refuse_xml(head)
    return "plain"


def reader(kind: str) -> Reader:
    """The reader module of a kind, imported now."""
    return cast("Reader", import_module(f"fuzhou_viewer.readers.{kind}"))


def _kind_of_package(data: bytes) -> str:
    try:
        names = {name.replace("\\", "/").lstrip("/").casefold() for name in zipfile.ZipFile(BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as fault:
        raise UnreadableFileError(
            "文件已损坏或不完整,没有导入。", "请重新取得这个文件,或在原来的软件里另存一份。"
        ) from fault
    if "ofd.xml" in names:
        return "ofd"
    if "xl/workbook.xml" in names or any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableFileError("这是演示文稿(pptx),没有导入。", _SAVE_AS)
    if "uof.xml" in names:
        raise UnreadableFileError("这是 UOF 文件,没有导入。", _SAVE_AS)
    if "content.xml" in names:
        raise UnreadableFileError("这是 ODF 文件(odt、ods),没有导入。", _SAVE_AS)
    raise UnreadableFileError("这是压缩包,不是文档。", "请先解压,再打开里面的文件。")


def _refuse_xml(head: bytes) -> None:
    """XML of another kind would be read as text full of marks."""
    plain = head.replace(b"\x00", b"").lower()
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):
        raise UnreadableFileError(
            next((words for sign, words in _FOREIGN_XML if sign in plain), "这是 XML 文件,没有导入。"), _SAVE_AS
        )


def _is_page(head: bytes, name: str) -> bool:
    plain = head.replace(b"\x00", b"").lower()
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<html", b"<!doctype html")):
        return True
    signs = sum(sign in plain for sign in _PAGE_SIGNS)
    is_named = name.lower().endswith((".html", ".htm", ".mht", ".mhtml", ".shtml", ".xhtml"))
    is_message = b"mime-version:" in plain and (b"content-type: multipart/" in plain or b"text/html" in plain)
    return is_message or signs >= 2 or (signs >= 1 and (is_named or plain.lstrip().startswith(b"<")))
