"""A Word file is read as Word shows it: no character lost, none of what was deleted."""

import io
import itertools
import zipfile

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.docx import manuscript
from fuzhou_viewer.readers.numbering import chinese, figure
from office_files import REPORT_LINES, docx, level, lists, numbered, package, paragraph, report_docx, table

_MARK = 'w:id="1" w:author="甲"'


def _lines(data: bytes) -> list[str]:
    return manuscript(data, "a.docx").text.split("\n")


def test_a_report_comes_back_whole() -> None:
    read = manuscript(report_docx(), "a.docx")
    assert read.text.split("\n") == list(REPORT_LINES)
    assert [read.text[p.start : p.end] for p in read.paragraphs] == [line.strip("\t") for line in REPORT_LINES]
    assert [read.text[t.start : t.end].split("\n")[0] for t in read.tables] == ["指标\t2022年\t2023年"]


def test_the_built_in_report_comes_back_character_by_character(report_text: str) -> None:
    lines = [line.strip() for line in report_text.split("\n") if line.strip()]
    assert _lines(docx("".join(paragraph(line) for line in lines))) == lines


def test_numbers_go_on_start_anew_and_follow_their_style() -> None:
    numbering = lists(
        {0: level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>"),
         1: level(0, "chineseCountingThousand", "第%1条 ", '<w:pStyle w:val="T"/>')},
        {1: '<w:abstractNumId w:val="0"/>',
         2: '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>',
         3: '<w:abstractNumId w:val="1"/>'},
    )  # fmt: skip
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="B"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    )
    styled = '<w:pStyle w:val="T"/>'
    off = f'{styled}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        [numbered("甲", 1, 0), numbered("子", 1, 1), numbered("乙", 1, 0), numbered("子", 1, 1), numbered("丙", 2, 0),
         numbered("丁", 2, 0), paragraph("总则", styled), paragraph("无号", off), paragraph("附则", styled)]
    )  # fmt: skip
    read = manuscript(docx(body, numbering, styles), "a.docx")
    assert read.text.split("\n") == [
        "一、甲", "1.1 子", "二、乙", "2.1 子", "九、丙", "十、丁", "第一条 总则", "无号", "第二条 附则",
    ]  # fmt: skip
    assert [mark.level for mark in read.headings] == [2, 2, 2]


@pytest.mark.parametrize(
    ("n", "kind", "written"),
    [(12, "chineseCounting", "十二"), (105, "chineseCountingThousand", "一百零五"), (110, "chineseCounting", "一百一十"),
     (1005, "chineseCounting", "一千零五"), (3, "chineseLegalSimplified", "叁"), (20, "decimalEnclosedCircle", "⑳"),
     (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07"), (3, "ideographTraditional", "丙"),
     (12, "decimalFullWidth", "１２"), (21, "decimalEnclosedCircle", "21"), (2, "bullet", ""), (5, "unheardOf", "5")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(n: int, kind: str, written: str) -> None:
    assert figure(n, kind) == written


def test_chinese_numbers_are_all_different() -> None:
    assert len({chinese(n) for n in range(1, 10_000)}) == 9_999


def test_insertions_stay_and_deletions_go_even_those_of_paragraph_marks() -> None:
    body = (
        f"<w:p><w:pPr><w:rPr><w:del {_MARK}/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r>"
        f"<w:moveFrom {_MARK}><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        f"<w:p><w:ins {_MARK}><w:r><w:t>后半</w:t></w:r></w:ins><w:del {_MARK}><w:r><w:delText>删去</w:delText></w:r></w:del>"
        f"<w:moveTo {_MARK}><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )  # fmt: skip
    assert _lines(docx(body)) == ["前半后半移来"]


def test_text_boxes_are_read_once_and_content_controls_without_their_hints() -> None:
    box = "<w:txbxContent>" + paragraph("框内文字") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>"
        f"{box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件文字") + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + paragraph("单击此处输入文字")
        + "</w:sdtContent></w:sdt>"
        + paragraph("之后")
    )
    assert _lines(docx(body)) == ["正文", "框内文字", "控件文字", "之后"]


def test_a_table_around_text_becomes_that_text() -> None:
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('红头')}{table()}{paragraph('正文')}</w:tc></w:tr></w:tbl>"
    read = manuscript(docx(frame), "a.docx")
    assert read.text.split("\n")[0] == "红头"
    assert read.text.split("\n")[-1] == "正文"
    assert len(read.tables) == 1


def test_a_cell_that_claims_millions_of_columns_costs_nothing() -> None:
    cell = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>{paragraph("甲")}</w:tc><w:tc>{paragraph("乙")}</w:tc>'
    )
    assert _lines(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))[0].startswith("甲")


def test_hidden_text_pictures_macros_and_outside_parts_are_left_out_and_told() -> None:
    body = (
        '<w:p><w:r><w:t>看见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起</w:t></w:r></w:p><w:altChunk r:id="rId9"/>'
        '<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r></w:p>'
    )
    read = manuscript(docx(body, more={"word/vbaProject.bin": b"x"}), "a.docx")
    assert read.text == "看见"
    assert [any(word in remark for remark in read.remarks) for word in ("宏", "外部", "隐藏", "图片")] == [True] * 4


def test_footnotes_stand_behind_the_text() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f"<w:footnotes {names}><w:footnote>{paragraph('数据来自年报。')}</w:footnote></w:footnotes>"
    assert _lines(docx(paragraph("正文。"), more={"word/footnotes.xml": notes})) == ["正文。", "注1：数据来自年报。"]


def test_strict_files_are_read_too() -> None:
    data = docx(paragraph("严格格式"))
    assert _lines(
        _changed(
            data, "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<w:document", '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', "DTD"),
        ("</w:body>", "", "损坏"),
        ("<w:body>", "<w:body>" + "<w:sdt>" * 500, "过于复杂"),
    ],
)
def test_a_harmful_or_broken_part_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(UnreadableFileError, match=told):
        manuscript(_changed(docx(paragraph("文")), old, new), "a.docx")


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = docx("<w:p><w:r><w:t>" + "0" * (97 * 2**20) + "</w:t></w:r></w:p>")
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFileError, match="解压后太大"):
        manuscript(bomb, "a.docx")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_cut_file_is_refused(cut: float) -> None:
    data = report_docx()
    with pytest.raises(UnreadableFileError, match="损坏"):
        manuscript(data[: int(len(data) * cut)], "a.docx")


def test_a_package_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="没有 Word 正文"):
        manuscript(package({"word/other.xml": "<a/>"}), "a.docx")
    with pytest.raises(UnreadableFileError, match="没有文字"):
        manuscript(docx(""), "a.docx")


def test_every_span_lies_on_whole_lines() -> None:
    read = manuscript(report_docx(), "a.docx")
    starts = {0, *(i + 1 for i, sign in enumerate(read.text) if sign == "\n")}
    assert all(span.start in starts for span in itertools.chain(read.tables, (mark.span for mark in read.headings)))


def _changed(data: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return package(
            {
                n: file.read(n).decode().replace(old, new) if n.endswith("document.xml") else file.read(n)
                for n in file.namelist()
            }
        )
