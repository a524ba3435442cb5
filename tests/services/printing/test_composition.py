"""Pages have their rows, keep headings with what follows, strand no line, and repeat the heads of tables."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.printing.blocks import Block, Chart, Paragraph, Run, Table
from fuzhou_viewer.services.printing.composition import Composition, composed
from fuzhou_viewer.services.printing.evidence import charts
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.items import Figure, Line, TableRow, Unit
from fuzhou_viewer.services.printing.layouts import COLUMNS, LAYOUTS, OFFICIAL, Layout
from fuzhou_viewer.services.printing.pagination import Page, PagedDocument, paginated
from fuzhou_viewer.services.printing.selection import blocks


class Squares:
    """A typeface whose Chinese characters are square and whose others are half as wide."""

    def advance(self, text: str, role: str, size: float) -> float:  # noqa: ARG002
        return sum(size * 10 if c > "\u2000" else size * 5 for c in text)


def _paged(report: Document, layout: Layout = OFFICIAL, include: Include | None = None) -> PagedDocument:
    wanted = include or Include()
    return composed(report, blocks(report, [e.key for e in contents(report)], wanted), Squares(), layout, wanted)


def _texts(page: Page) -> list[str]:
    return [p.item.text for p in page.placed if isinstance(p.item, Line) and p.item.runs]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("include", [Include(), Include(contents=True, tables=True, charts=True)])
def test_nothing_reaches_below_the_block(report: Document, layout: Layout, include: Include) -> None:
    told = _paged(report, layout, include)
    for page in told.pages:
        assert page.placed
        assert max(p.row + p.item.rows for p in page.placed) <= layout.rows + 1e-3
    assert [page.number for page in told.pages] == list(range(1, len(told.pages) + 1))


def test_text_stands_on_the_grid_below_tables_too(report: Document) -> None:
    for page in _paged(report, include=Include(tables=True, charts=True)).pages:
        for placed in page.placed:
            if isinstance(placed.item, Line) and placed.item.kind in ("body", "heading"):
                assert placed.row == int(placed.row)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_page_ends_with_a_heading_or_strands_a_line(report: Document, layout: Layout) -> None:
    setter = blocks(report, [e.key for e in contents(report)])
    ends = {block.text[-6:] for block in setter if isinstance(block, Paragraph)}
    pages = _paged(report, layout).pages
    for page, following in itertools.pairwise(pages):
        last = [p.item for p in page.placed if isinstance(p.item, Line)][-1]
        assert last.kind != "heading"
        assert last.x == 0 or last.text[-6:] in ends, last.text
        first = next(p.item for p in following.placed if isinstance(p.item, Line) and p.item.runs)
        assert first.x > 0 or first.text[-6:] not in ends, first.text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_word_of_the_report_stands_on_the_pages_once_and_in_order(report: Document, layout: Layout) -> None:
    told = blocks(report, [e.key for e in contents(report)])
    words = "".join(block.text for block in told if isinstance(block, Paragraph))
    assert "".join("".join(_texts(page)) for page in _paged(report, layout).pages) == words


def _table(rows: int, columns: int, cell: str = "数") -> Table:
    heads = tuple(f"列{i}" for i in range(columns))
    return Table(
        "数据表", heads, tuple(tuple(f"{cell}{r}·{c}" for c in range(columns)) for r in range(rows)), source="来源"
    )


def _rows(page: Page) -> list[TableRow]:
    return [p.item for p in page.placed if isinstance(p.item, TableRow)]


def test_a_table_over_a_page_break_repeats_its_head(small: Document) -> None:
    told = composed(small, (_table(80, 4),), Squares(), OFFICIAL)
    assert len(told.pages) > 2
    for page in told.pages:
        rows = _rows(page)
        assert rows[0].head is None
        assert all(row.head is not None for row in rows[1:])
        assert len(rows) > 1
    assert sum(len(_rows(page)) - 1 for page in told.pages) == 80


def test_a_table_of_60_columns_is_set_in_parts_that_repeat_the_first_column(small: Document) -> None:
    told = composed(small, (_table(3, 60),), Squares(), OFFICIAL)
    rows = [row for page in told.pages for row in _rows(page)]
    heads = list(dict.fromkeys(tuple("".join(c.lines) for c in row.cells) for row in rows if row.head is None))
    assert len(heads) > 3
    assert {head[0] for head in heads} == {"列0"}
    assert [name for head in heads for name in head[1:]] == [f"列{i}" for i in range(1, 60)]
    assert all(cell.x + cell.width <= OFFICIAL.frame_width + 1 for row in rows for cell in row.cells)


def test_a_cell_longer_than_a_page_goes_on_over_the_next(small: Document) -> None:
    long = Table("", ("项目", "说明"), (("一", "国" * 3000),))
    told = composed(small, (long,), Squares(), OFFICIAL)
    assert len(told.pages) > 1
    assert (
        sum("".join(cell.lines).count("国") for page in told.pages for row in _rows(page) for cell in row.cells) == 3000
    )


def test_a_chart_taller_than_a_page_is_drawn_in_parts_on_one_scale(report: Document) -> None:
    chart = next(charts(report, (Span(0, len(report.text)),), "全文"))
    told = composed(report, (chart,), Squares(), OFFICIAL)
    figures = [p.item for page in told.pages for p in page.placed if isinstance(p.item, Figure)]
    assert len(figures) > 1
    assert [bar for f in figures for g in f.groups for bar in g.bars] == [bar for g in chart.groups for bar in g.bars]
    for group in chart.groups:
        assert {g.whole for f in figures for g in f.groups if g.unit == group.unit} == {group.whole}


def test_the_contents_name_the_page_each_heading_stands_on(report: Document) -> None:
    told = _paged(report, include=Include(contents=True))
    listed = [p.item for page in told.pages for p in page.placed if isinstance(p.item, Line) and p.item.target >= 0]
    marks = [mark for mark in told.bookmarks if mark.level <= 2]
    assert [line.tail for line in listed] == [str(mark.page) for mark in marks]
    assert len(listed) == len([e for e in contents(report) if e.level <= 2 and e.heading.end > e.heading.start])
    for mark in told.bookmarks:
        page = next(page for page in told.pages if page.number == mark.page)
        assert mark.label[:4] in "".join(_texts(page)), mark


def test_the_first_page_is_there_before_the_last_is_begun(report: Document) -> None:
    composition = Composition(report, blocks(report, ["s1", "s2", "s3"]), Squares(), OFFICIAL, Include())
    assert composition.advance()
    assert len(composition.pages) == 1
    assert 0 < composition.progress < 0.5
    while composition.advance():
        pass
    assert composition.progress == 1


def test_a_signature_stands_over_the_middle_of_its_date(report: Document) -> None:
    lines = [p.item for p in _paged(report).pages[0].placed if isinstance(p.item, Line)]
    issuer = next(line for line in lines if line.kind == "issuer")
    date = next(line for line in lines if line.kind == "date")
    width = {
        line.kind: Squares().advance(line.text, "body", 16) + line.spacing * len(line.text) for line in (issuer, date)
    }
    assert issuer.x + width["issuer"] / 2 == pytest.approx(date.x + width["date"] / 2)
    assert date.x == pytest.approx(4 * OFFICIAL.cell)


def test_a_long_title_is_set_in_lines_of_about_equal_length(read: Callable[[str], Document]) -> None:
    title = "某某省某某市司法局关于全面推进依法行政深化法治政府建设和公共法律服务体系建设工作情况的总结报告"
    told = composed(
        read(f"{title}\n一、概况\n好。\n"), (Paragraph((Run(title, "title"),), "title"),), Squares(), OFFICIAL
    )
    lengths = [len(text) for text in _texts(told.pages[0])]
    assert len(lengths) >= 3
    assert max(lengths) - min(lengths) <= 6
    assert "".join(_texts(told.pages[0])) == title


def test_two_columns_carry_the_title_across_and_go_on_from_column_to_column(report: Document) -> None:
    first = _paged(report, COLUMNS).pages[0]
    frames = [p.frame for p in first.placed]
    assert frames[0] == -1
    assert [f for f in frames if f >= 0] == sorted(f for f in frames if f >= 0)
    assert set(frames) == {-1, 0, 1}
    assert min(p.row for p in first.placed if p.frame == 1) == min(p.row for p in first.placed if p.frame == 0) > 0


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=80))
def test_any_flow_is_paged_whole_and_in_order(shape: list[tuple[bool, int]]) -> None:
    units = [
        Unit(tuple(Line((Run(f"{i}.{j}", "body"),)) for j in range(rows)), keeps_next=keeps)
        for i, (keeps, rows) in enumerate(shape)
    ]
    placed = [p.item for page in paginated(units, OFFICIAL) for p in page.placed]
    assert placed == [item for unit in units for item in unit.items]


def test_blocks_of_every_kind_are_known() -> None:
    assert set(Block.__args__) == {Paragraph, Table, Chart}


def test_a_number_in_a_cell_stays_whole_where_it_fits(small: Document) -> None:
    rows = tuple(tuple(f"{10000 + i}.{c}845" for c in range(6)) for i in range(5))
    told = composed(small, (Table("", tuple(f"列{i}" for i in range(6)), rows),), Squares(), OFFICIAL)
    cells = [cell for page in told.pages for row in _rows(page)[1:] for cell in row.cells]
    assert all(len(cell.lines) == 1 for cell in cells)
