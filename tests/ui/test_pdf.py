"""What two independent readers find in a PDF: the text, the fonts, the bookmarks, the measures of GB/T 9704-2012."""

import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from fuzhou_viewer import app
from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.errors import NothingSelectedError, NotWrittenError, PageListError
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.readers.plain import manuscript
from fuzhou_viewer.services.printing.basket import sections
from fuzhou_viewer.services.printing.blocks import Paragraph
from fuzhou_viewer.services.printing.imposition import BOOKLET, TWO_UP
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.layouts import LAYOUTS
from fuzhou_viewer.services.printing.selection import blocks_of
from fuzhou_viewer.services.printing.wide_marks import full_width
from fuzhou_viewer.ui.print_preview.measure import FontMeasure
from fuzhou_viewer.ui.print_preview.opening import Wish, export_pdf
from fuzhou_viewer.ui.typefaces import Typefaces

_MM = 72 / 25.4
_TEXT_ONLY = Include(header=False)


@pytest.fixture
def typefaces(program: app.Program) -> Typefaces:
    return program.collaborators.typefaces


@pytest.fixture
def whole(report: Document, typefaces: Typefaces, tmp_path: Path) -> Path:
    target = tmp_path / "全文.pdf"
    export_pdf(report, _all(report), Wish(), typefaces, target)
    return target


def _all(report: Document) -> tuple[object, ...]:
    return sections(report, [e.key for e in contents(report)])


def _words(text: str) -> str:
    return re.sub(r"\s", "", text)


def _block(page: object) -> str:
    """The text inside the block of 156 × 225 mm, without header and page number."""
    text = page.get_textpage()
    told = text.get_text_bounded(28 * _MM - 9, (297 - 37 - 225) * _MM - 1, (28 + 156) * _MM + 9, (297 - 37) * _MM + 1)
    return _words(told)


def _selected(report: Document, picks: Sequence[object]) -> str:
    return _words("".join(b.text for b in blocks_of(report, picks, _TEXT_ONLY) if isinstance(b, Paragraph)))


def test_the_text_of_the_pdf_is_the_text_that_was_selected(report: Document, whole: Path) -> None:
    pdf = pypdfium2.PdfDocument(whole)
    assert "".join(_block(page) for page in pdf) == _selected(report, _all(report))
    pdf.close()


@pytest.mark.parametrize("key", ["s1.1", "s4.1", "s5.2"])
def test_a_second_reader_finds_the_same_text(report: Document, typefaces: Typefaces, tmp_path: Path, key: str) -> None:
    target = tmp_path / "a.pdf"
    picks = sections(report, [key])
    export_pdf(report, picks, Wish(include=_TEXT_ONLY), typefaces, target)
    told = subprocess.run(["pdftotext", "-raw", target, "-"], capture_output=True, text=True, check=True).stdout
    told = re.sub(r"— \d+ —", "", told)
    assert _words(told) == _selected(report, picks)


def test_words_are_found_where_qt_names_a_radical_instead(
    read: Callable[[str], Document], typefaces: Typefaces, tmp_path: Path
) -> None:
    # each of these shares its glyph with a radical or a compatibility character in some font
    words = "一二人入八力十又口土士大女子小山工己干心手支文方日月木止水火父片牛犬玄玉瓜瓦甘生用田白皮目矛石示禾穴立竹米羊老而耳肉臣自至舌舟艮色虫血行衣西見角言谷豆赤走足身車辛辰里金長門雨青非面革韋音頁風飛食首香馬骨高鬼鱼鸟鹿麦麻黄黑鼎鼓鼠鼻齐齿龙龟"
    report = read(f"年度工作总结\n一、概况\n{words}。\n")
    target = tmp_path / "a.pdf"
    export_pdf(report, _all(report), Wish(), typefaces, target)
    pdf = pypdfium2.PdfDocument(target)
    found = _words(pdf[0].get_textpage().get_text_range())
    pdf.close()
    assert words in found
    assert not [c for c in found if "\u2e80" <= c <= "\u2fdf"]


def test_fonts_are_embedded_with_maps_to_text(whole: Path) -> None:
    told = subprocess.run(["pdffonts", whole], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(told) >= 4
    assert all(re.search(r"\byes\s+(yes|no)\s+yes\s+\d+", line) for line in told), told


def test_title_and_author_are_told_and_neither_user_nor_path(whole: Path) -> None:
    told = subprocess.run(["pdfinfo", whole], capture_output=True, text=True, check=True).stdout
    assert "Title:           2022年全市司法行政工作总结" in told
    assert "Author:          福州市司法局" in told
    assert re.search(r"Page size:\s+595(\.\d+)? x 842(\.\d+)? pts \(A4\)", told)
    data = whole.read_bytes()
    metadata = subprocess.run(["pdfinfo", "-meta", whole], capture_output=True, check=True).stdout
    for secret in (Path.home().as_posix().encode(), b"/tmp", str(whole.parent).encode(), b"root@"):
        assert secret not in data + metadata


def test_bookmarks_are_the_section_tree(report: Document, whole: Path) -> None:
    pdf = pypdfium2.PdfDocument(whole)
    told = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    entries = [e for e in contents(report) if e.heading.end > e.heading.start]
    assert [(level + 1, title) for level, title, _ in told] == [(e.level, full_width(e.label)) for e in entries]
    for _, title, page in told:
        assert _words(title)[:6] in _block(pdf[page])
    pdf.close()


def _baselines(page: object) -> dict[int, list[tuple[float, float, float]]]:
    """The characters of the page by the row of the grid they stand in: left, right and middle height in mm."""
    text = page.get_textpage()
    rows: dict[int, list[tuple[float, float, float]]] = {}
    for i in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(i, loose=True)
        if right - left > 1:
            middle = 297 - (bottom + top) / 2 / _MM
            rows.setdefault(int((middle - 37) // (225 / 22)), []).append((left / _MM, right / _MM, middle))
    return rows


def test_the_page_has_the_measures_of_the_standard(whole: Path) -> None:
    pdf = pypdfium2.PdfDocument(whole)
    lengths: Counter[int] = Counter()
    full: list[int] = []
    for page in list(pdf)[1:-1]:
        rows = {row: told for row, told in _baselines(page).items() if 0 <= row < 22}
        full.append(len(rows))
        # a paragraph of three lines stays together and may leave two rows
        assert set(rows) >= set(range(20))
        for told in rows.values():
            assert min(left for left, _, _ in told) >= 28 - 0.2
            # a mark may hang by half its width
            assert max(right for _, right, _ in told) <= 28 + 156 + 3.2
        lengths.update(len(told) for told in rows.values())
        pitches = [rows[row + 1][0][2] - rows[row][0][2] for row in range(19)]
        assert sorted(pitches)[9] == pytest.approx(225 / 22, abs=0.05)
    assert lengths.most_common(1)[0][0] == 28
    assert Counter(full).most_common(1)[0][0] == 22
    flush = [min(left for left, _, _ in told) for told in _baselines(pdf[2]).values()]
    assert min(flush) == pytest.approx(28, abs=0.3)
    pdf.close()


def test_page_numbers_stand_7_mm_below_the_block_on_the_outer_side(whole: Path) -> None:
    pdf = pypdfium2.PdfDocument(whole)
    for number, page in enumerate(pdf, 1):
        text = page.get_textpage()
        told = text.get_text_bounded(0, 0, 595, (297 - 37 - 225) * _MM - 3)
        assert told.strip() == f"— {number} —"
        boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1) == "—"]
        below = [box for box in boxes if box[3] < (297 - 37 - 225) * _MM - 3]
        middle = 297 - sum(box[1] + box[3] for box in below) / 2 / len(below) / _MM
        assert middle == pytest.approx(37 + 225 + 7, abs=1.0)
        left, right = min(box[0] for box in below) / _MM, max(box[2] for box in below) / _MM
        em = 14 * 25.4 / 72
        if number % 2:
            assert right == pytest.approx(28 + 156 - em, abs=1)
        else:
            assert left == pytest.approx(28 + em, abs=1)
    pdf.close()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_carries_the_text_whole(
    report: Document, typefaces: Typefaces, tmp_path: Path, layout: object
) -> None:
    target = tmp_path / "a.pdf"
    export_pdf(report, _all(report), Wish(layout, _TEXT_ONLY), typefaces, target)
    pdf = pypdfium2.PdfDocument(target)
    told = _words("".join(page.get_textpage().get_text_range() for page in pdf))
    pages = len(pdf)
    pdf.close()
    for number in range(1, pages + 1):
        told = told.replace(f"—{number}—", "", 1)
    assert Counter(told) == Counter(_selected(report, _all(report)))


def test_only_the_pages_asked_for_come_out_with_their_own_numbers(
    report: Document, typefaces: Typefaces, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    export_pdf(report, _all(report), Wish(pages="3,6-5"), typefaces, target)
    pdf = pypdfium2.PdfDocument(target)
    told = [re.findall(r"— (\d+) —", page.get_textpage().get_text_range()) for page in pdf]
    assert told == [["3"], ["6"], ["5"]]
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    assert marks
    assert all(_words(title)[:6] in _block(pdf[page]) for title, page in marks)
    pdf.close()
    with pytest.raises(PageListError):
        export_pdf(report, _all(report), Wish(pages="99"), typefaces, tmp_path / "b.pdf")


@pytest.mark.parametrize("way", [TWO_UP, BOOKLET])
def test_two_pages_on_a_sheet_lie_side_by_side(
    report: Document, typefaces: Typefaces, tmp_path: Path, way: str
) -> None:
    target = tmp_path / "a.pdf"
    export_pdf(report, sections(report, ["s1", "s2"]), Wish(way=way), typefaces, target)
    pdf = pypdfium2.PdfDocument(target)
    assert {(round(w), round(h)) for w, h in (page.get_size() for page in pdf)} == {(842, 595)}
    found = [re.findall(r"— (\d+) —", page.get_textpage().get_text_range()) for page in pdf]
    assert sorted(int(n) for page in found for n in page) == list(range(1, max(int(n) for p in found for n in p) + 1))
    pdf.close()


def test_every_character_of_the_known_reports_has_a_glyph(shared: Path, typefaces: Typefaces) -> None:
    files = (shared / "corpus").rglob("*.txt")
    words = {c for file in files for c in manuscript(file.read_bytes(), file.name).text if c.isprintable()}
    # what the makers of a text put into the private use area has no agreed shape
    assert [c for c in FontMeasure(typefaces).missing("".join(words)) if not "\ue000" <= c <= "\uf8ff"] == []


def test_a_character_no_font_has_is_named(program: app.Program) -> None:
    assert FontMeasure(program.collaborators.typefaces).missing("公\U000effff文") == "\U000effff"


def test_typefaces_this_computer_lacks_are_named_with_what_stands_in(typefaces: Typefaces) -> None:
    told = dict(FontMeasure(typefaces).replaced())
    assert set(told) <= {"小标宋", "仿宋", "黑体", "楷体", "宋体"}
    assert all(told.values())


def test_nothing_picked_says_what_to_do(report: Document, typefaces: Typefaces, tmp_path: Path) -> None:
    with pytest.raises(NothingSelectedError, match="打印篮"):
        export_pdf(report, (), Wish(), typefaces, tmp_path / "a.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    report: Document, typefaces: Typefaces, tmp_path: Path
) -> None:
    picks = sections(report, ["s1.1"])
    with pytest.raises(NotWrittenError, match="无法写入"):
        export_pdf(report, picks, Wish(), typefaces, tmp_path / "没有" / "a.pdf")
    taken = tmp_path / "占着.pdf"
    taken.mkdir()
    with pytest.raises(NotWrittenError):
        export_pdf(report, picks, Wish(), typefaces, taken)
    assert list(taken.iterdir()) == []
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".new-")]


_ON_A_FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from fuzhou_viewer.cli import main
sys.exit(main(["export", "--sections", "四", "--to", sys.argv[1]]))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="this system limits no file sizes")
def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "旧.pdf"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-B", "-c", _ON_A_FULL_DISK, str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "磁盘" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["旧.pdf"]
