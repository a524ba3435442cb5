"""A file is read as a report, or refused in one clear sentence."""

import os
import sys
from pathlib import Path

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.core.errors import UnreadableFileError, ViewerError
from fuzhou_viewer.services.importing import Importer
from office_files import docx, laid_out, ofd, paragraph


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


def test_a_device_is_refused(importer: Importer) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no devices here")
    with pytest.raises(UnreadableFileError, match="不是普通文件"):
        importer.document(Path("/dev/zero"))


def test_a_link_is_followed_to_a_file_and_to_nothing_else(importer: Importer, tmp_path: Path) -> None:
    (tmp_path / "真.txt").write_text("2023年工作总结\n", encoding="utf-8")
    for name, target in {"好.txt": tmp_path / "真.txt", "坏.txt": tmp_path / "无", "夹.txt": tmp_path}.items():
        (tmp_path / name).symlink_to(target)
    assert importer.document(tmp_path / "好.txt").title == "2023年工作总结"
    for name, told in {"坏.txt": "找不到", "夹.txt": "是文件夹"}.items():
        with pytest.raises(UnreadableFileError, match=told):
            importer.document(tmp_path / name)


def test_what_was_left_out_is_told_with_the_document(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "总结.docx"
    file.write_bytes(docx(paragraph("2023年工作总结"), more={"word/vbaProject.bin": b"x"}))
    assert importer.document(file).remarks == ("文件里的宏已忽略。",)


def test_a_pages_own_title_completes_one_that_runs_over_two_lines(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "页.html"
    told = "关于印发全市司法行政工作要点的通知"
    body = "<p>关于印发全市司法行政</p><p>工作要点的通知</p><p>各处室：</p><p>一、概况</p><p>办理12件，增长5%。</p>"
    file.write_text(
        f'<html><meta name="ArticleTitle" content="{told}"><div id="zoom">{body}</div></html>', encoding="utf-8"
    )
    assert importer.document(file).title == told


def test_a_folder_without_a_name_is_called_as_it_was_given(importer: Importer) -> None:
    with pytest.raises(UnreadableFileError, match=r"“\.”是文件夹"):
        importer.document(Path())
