"""A file is read as a report, or refused in one clear sentence."""

import os
import sys
from pathlib import Path

import pytest
from office_files import docx, laid_out, ofd, paragraph

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import UnreadableFileError, ViewerError
from fuzhou_viewer.services.importing import Importer


@pytest.fixture
def importer() -> Importer:
    return Importer(paths.resources() / "vocabulary")


def test_a_text_file_becomes_a_document(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "总结 2023.txt"
    file.write_bytes("2023年工作总结\n一、概况\n办理12件。\n".encode("gb18030"))
    read = importer.document(file)
    assert (read.title, read.year) == ("2023年工作总结", 2023)
    assert [m.quantity.value for m in read.metrics] == [12]
    assert read.source.name == "总结 2023.txt"


def test_a_missing_file_is_said_to_be_missing(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="找不到文件"):
        importer.document(tmp_path / "无.txt")


def test_a_folder_is_no_file(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="是文件夹"):
        importer.document(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused_without_waiting(importer: Importer, tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="不是普通文件"):
        importer.document(pipe)


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"])
def test_a_broken_file_of_any_format_is_refused_in_a_sentence(importer: Importer, tmp_path: Path, head: bytes) -> None:
    file = tmp_path / "总结.txt"
    file.write_bytes(head + b"\0" * 99)
    with pytest.raises(UnreadableFileError, match="损坏"):
        importer.document(file)


def test_every_format_becomes_a_document(importer: Importer, tmp_path: Path) -> None:
    lines = ["2023年工作总结", "一、概况", "办理12件。"]
    made = {
        "a.docx": docx("".join(map(paragraph, lines))),
        "b.ofd": ofd(laid_out(lines)),
        "c.html": ("<html>" + "".join(f"<p>{line}</p>" for line in lines) + "</html>").encode(),
        "d.txt": "\n".join(lines).encode("utf-16"),
    }
    for name, data in made.items():
        file = tmp_path / name
        file.write_bytes(data)
        read = importer.document(file)
        assert (read.title, read.year) == ("2023年工作总结", 2023), name
        assert [m.quantity.value for m in read.metrics] == [12], name


def test_a_name_with_a_nul_is_refused(importer: Importer) -> None:
    with pytest.raises(ViewerError):
        importer.document(Path("a\0b.txt"))
