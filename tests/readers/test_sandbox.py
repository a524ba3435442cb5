"""Every file is read in a process that may do nothing but read; what it answers is checked."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers import sandbox
from fuzhou_viewer.readers.detect import kind_of, reader
from fuzhou_viewer.readers.sandbox import ReadingRoom
from office_files import docx, laid_out, ofd, package, paragraph, report_docx

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the bounds of Windows are set by a job")


@pytest.fixture(scope="module")
def room() -> ReadingRoom:
    with ReadingRoom() as room:
        yield room


@pytest.mark.parametrize(
    ("data", "name"),
    [(report_docx(), "a.docx"), (ofd(laid_out(["一、概况", "办理12件。"])), "b.ofd"), ("一、概况\n办理12件。".encode("gbk"), "c.txt"),
     ((Path(__file__).parent / "files" / "report.doc").read_bytes(), "d.doc"), (b"<html><h1>a</h1><p>b</p></html>", "e.html")],
)  # fmt: skip
def test_what_comes_back_is_what_the_reader_read(room: ReadingRoom, data: bytes, name: str) -> None:
    assert room.manuscript(data, name) == reader(kind_of(data, name)).manuscript(data, name)


def test_every_office_file_reads_the_same_in_the_room(room: ReadingRoom, shared: Path) -> None:
    for file in sorted((shared / "corpus" / "office").iterdir())[::4]:
        data = file.read_bytes()
        try:
            direct = reader(kind_of(data, file.name)).manuscript(data, file.name)
        except UnreadableFileError as error:
            with pytest.raises(UnreadableFileError, match=error.message):
                room.manuscript(data, file.name)
            continue
        assert room.manuscript(data, file.name) == direct, file.name


def test_a_refusal_comes_back_as_the_sentence_it_is(room: ReadingRoom) -> None:
    with pytest.raises(UnreadableFileError, match="这是压缩包"):
        room.manuscript(package({"a": "b"}), "a.zip")


def test_the_room_goes_on_after_its_process_was_ended(room: ReadingRoom) -> None:
    room.prepare()
    room._process.kill()
    room._process.wait()
    assert room.manuscript(docx(paragraph("还能读")), "a.docx").text == "还能读"


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with ReadingRoom(seconds=0.001) as hasty, pytest.raises(UnreadableFileError, match="超时"):
        hasty.manuscript(docx(paragraph("文")), "a.docx")


def test_no_process_is_left_behind() -> None:
    with ReadingRoom() as room:
        room.manuscript("文".encode(), "a.txt")
        process = room._process
    assert process.poll() is not None


@_POSIX
@pytest.mark.parametrize(
    "deed",
    ["open('/etc/hostname')", "open('/dev/null', 'w')", "__import__('socket').socket()", "__import__('os').listdir('/')",
     "__import__('subprocess').run(['true'])", "__import__('os').system('true')", "__import__('os').fork()",
     "__import__('ctypes').CDLL('libm.so.6')", "__import__('os').remove('/nowhere')"],
)  # fmt: skip
def test_the_reading_process_can_open_start_and_remove_nothing(deed: str) -> None:
    assert _tried(f"sys.addaudithook(child._deny)\n{_try(deed)}") == "PermissionError"


@_POSIX
@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        ("os.open('/etc/hostname', os.O_RDONLY)", "OSError"),
        ("socket.socket()", "OSError"),
        ("bytearray(2**31)", "MemoryError"),
    ],
)
def test_the_system_itself_keeps_the_bounds(deed: str, fault: str) -> None:
    assert _tried(f"import os, socket\nchild._limit()\n{_try(deed)}") == fault


def _try(deed: str) -> str:
    return f"try:\n    {deed}\nexcept BaseException as fault:\n    print(type(fault).__name__)"


def _tried(program: str) -> str:
    whole = f"import sys, os, socket, subprocess, ctypes\nfrom fuzhou_viewer.readers import sandbox_child as child\n{program}"
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return done.stdout.strip()


_GOOD = {
    "format": "txt", "text": "一、概况\n办理12件。", "tables": [[0, 4]], "headings": [[0, 4, 1]], "remarks": ["记"],
    "particulars": ["题", "关", "2023-02-03"],
}  # fmt: skip


def test_a_sound_answer_is_taken() -> None:
    read = sandbox._checked(_GOOD, b"data", "a.txt")
    assert (read.text, read.source.format, len(read.paragraphs)) == (_GOOD["text"], "txt", 2)
    assert read.headings[0].level == 1


@pytest.mark.parametrize(
    "wrong",
    [{"format": "exe"}, {"text": 5}, {"text": ""}, {"text": "坏\x00"}, {"text": "半\ud800"}, {"tables": [[0, 99]]}, {"tables": [[4, 2]]},
     {"tables": "ab"}, {"headings": [[0, 4, 77]]}, {"headings": [[0, 4]]}, {"particulars": ["题"]}, {"remarks": 1},
     {"particulars": ["题", "关", "昨天"]}],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnreadableFileError, match="读取失败"):
        sandbox._checked(_GOOD | wrong, b"data", "a.txt")


def test_long_or_many_remarks_are_cut() -> None:
    read = sandbox._checked(_GOOD | {"remarks": ["长" * 9999] * 99}, b"data", "a.txt")
    assert len(read.remarks) == 50
    assert len(read.remarks[0]) == 300
