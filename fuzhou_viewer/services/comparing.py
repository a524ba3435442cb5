"""One metric over the years and the offices of many reports: series, what is doubtful about them, rows of tables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fuzhou_viewer.core.doubts import Doubt, doubts
from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.kept import NameAnswer
from fuzhou_viewer.core.records import Document, Indicator
from fuzhou_viewer.core.series import SHARES, Growth, Point, Series, series
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.services.exporting.lists import Listing, numbered
from fuzhou_viewer.services.printing.blocks import Block, Paragraph, Run, Table
from fuzhou_viewer.services.printing.wide_marks import full_width

YEAR_HEADS = ("年份", "数值", "比上年", "出处")
NO_DATA = "没有这一年的数据"
_FEWEST = 2
_LEVELS = frozenset(("存量", "比率"))
_WIDTHS = (6, 10, 18, 16, 60)


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """A row: the year, its number as people read it (empty for a gap), growth, the report that tells it, the point."""

    year: int
    value: str
    growth: str
    title: str
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Across:
    """One metric of several offices: `rows` are the office and a cell for each of `years`, with the points beneath."""

    name: str
    scope: str
    unit: str
    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[tuple[Point | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Reports with the series in them, as a reader's `answers` put them together, and what is still doubtful.

    `levels` are the indicators that are stocks and rates.
    """

    reports: tuple[Document, ...]
    answers: tuple[NameAnswer, ...]
    found: tuple[Series, ...]
    doubts: tuple[Doubt, ...]
    levels: frozenset[str] = frozenset()

    def about(self, shown: Series) -> Doubt | None:
        """The likeliest doubt about a series."""
        own = shown.scope, shown.owner, shown.unit
        mine = (d for d in self.doubts if shown.name in (d.name, d.other) and (d.scope, d.owner, d.unit) == own)
        return next(mine, None)

    def shown(self, typed: str = "") -> tuple[Series, ...]:
        """What is worth showing of what holds all typed words.

        Series over at least two years, then single numbers that may belong with another.
        """
        several = over_years(self.found, typed)
        asked = {(doubt.other, doubt.scope, doubt.owner, doubt.unit) for doubt in self.doubts}
        words, known = folded(typed).split(), set(map(id, several))
        single = (
            one
            for one in self.found
            if id(one) not in known
            and (one.name, one.scope, one.owner, one.unit) in asked
            and all(word in folded(one.name) for word in words)
        )
        return (*several, *single)


def gathered(
    reports: Sequence[Document], answers: Sequence[NameAnswer] = (), levels: frozenset[str] = frozenset()
) -> Gathered:
    """The series of `reports`: what is sure is put together unasked, what a reader answered as it was answered."""
    return with_doubts(Gathered(tuple(reports), tuple(answers), series(reports, same_names(answers)), (), levels))


def with_doubts(told: Gathered) -> Gathered:
    """The same with what is worth asking; that takes longer than all the rest."""
    answered = [(answer.name, answer.other, answer.unit) for answer in told.answers]
    return replace(told, doubts=doubts(told.reports, told.found, answered))


def same_names(answers: Sequence[NameAnswer]) -> dict[tuple[str, str], str]:
    """What a reader said means the same: a name and its unit, and the name it is counted under."""
    return {(told.name, told.unit): told.other for told in answers if told.is_same}


def compared(reports: Sequence[Document], typed: str = "") -> tuple[Series, ...]:
    """The series over at least two years whose names hold all typed words."""
    return over_years(series(reports), typed)


def over_years(found: Sequence[Series], typed: str = "") -> tuple[Series, ...]:
    """Those of `found` over at least two years whose names hold all typed words."""
    words = folded(typed).split()
    return tuple(
        one
        for one in found
        if len({point.year for point in one.points}) >= _FEWEST and all(word in folded(one.name) for word in words)
    )


def across(found: Sequence[Series], typed: str = "") -> tuple[Across, ...]:
    """What at least two offices tell under one name, scope and unit, those told by most first."""
    words = folded(typed).split()
    families: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for one in found:
        if all(word in folded(one.name) for word in words):
            families[one.name, one.scope, one.unit].append(one)
    told = [_across(family) for family in families.values() if len({one.owner for one in family}) >= _FEWEST]
    return tuple(sorted(told, key=lambda one: (-len(one.rows), -len(one.years), one.name)))


def _across(family: Sequence[Series]) -> Across:
    first = family[0]
    years = tuple(sorted({point.year for one in family for point in one.points}))
    rows, points = [], []
    for one in sorted(family, key=lambda one: one.owner):
        by_year: dict[int, list[Point]] = defaultdict(list)
        for point in one.points:
            by_year[point.year].append(point)
        cells = tuple("、".join(value_words(p.metric.quantity) for p in by_year[year]) or "—" for year in years)
        rows.append((one.owner, cells))
        points.append(tuple(by_year[year][0] if by_year[year] else None for year in years))
    return Across(first.name, first.scope, first.unit, years, tuple(rows), tuple(points))


def years(found: Series) -> tuple[ComparedYear, ...]:
    """The rows of a series, its gaps among them."""
    rows = [
        ComparedYear(point.year, value_words(point.metric.quantity), growth_words(found.growth(i)), point.title, point)
        for i, point in enumerate(found.points)
    ]
    rows += [ComparedYear(year, "", "", NO_DATA) for year in found.gaps]
    return tuple(sorted(rows, key=lambda row: row.year))


def growth_words(growth: Growth | None) -> str:
    """+5.2%, or -0.3 个百分点."""
    if growth is None:
        return ""
    return f"{growth.value.normalize():+f}{' 个百分点' if growth.is_points else '%'}"


def title(found: Series) -> str:
    """What a series is of: its name with owner and scope."""
    return titled(found.name, found.owner, found.scope)


def titled(name: str, *about: str) -> str:
    """A name with what it is about in brackets."""
    told = "、".join(part for part in about if part)
    return f"{name}({told})" if told else name


def remarks_of(found: Series) -> tuple[str, ...]:
    """What must be known of a series: doubled years, other units, and the names a reader put together."""
    merged = f"含“{'”“'.join(found.merged)}”,是您确认合在一起的。"
    return (*found.remarks, merged) if found.merged else found.remarks


def level_names(indicators: Sequence[Indicator]) -> frozenset[str]:
    """The names of the indicators that are stocks or rates."""
    return frozenset(indicator.name for indicator in indicators if indicator.kind in _LEVELS)


def is_level(found: Series, levels: frozenset[str]) -> bool:
    """Whether the numbers are stocks or shares, which a line may join; else they are amounts: bars."""
    return found.unit in SHARES or found.name in levels


def across_listing(found: Across) -> Listing:
    """One metric of several offices as a list for a file."""
    heads = ("序号", "单位", *(f"{year}年" for year in found.years))
    rows = numbered([(owner, *cells) for owner, cells in found.rows])
    widths = (6, 40, *(14 for _ in found.years))
    return Listing(titled(found.name, found.scope), "各单位数据", "", heads, rows, widths)


def across_blocks(found: Across) -> tuple[Block, ...]:
    """One metric of several offices to be set on paper."""
    name = full_width(titled(found.name, found.scope))
    heads = ("单位", *(f"{year}年" for year in found.years))
    rows = tuple(tuple(full_width(cell) for cell in (owner, *cells)) for owner, cells in found.rows)
    numbers = (False, *(True for _ in found.years))
    return Paragraph((Run(name, "title"),), "title"), Table("", heads, rows, is_number=numbers)


def year_listing(found: Series) -> Listing:
    """A series as a list for a file."""
    rows = numbered([(f"{row.year}年", row.value, row.growth, row.title) for row in years(found)])
    return Listing(title(found), "逐年数据", "".join(remarks_of(found)), ("序号", *YEAR_HEADS), rows, _WIDTHS)


def year_blocks(found: Series) -> tuple[Block, ...]:
    """A series to be set on paper."""
    rows = tuple(
        tuple(full_width(cell) for cell in (f"{row.year}年", row.value, row.growth, row.title)) for row in years(found)
    )
    blocks: list[Block] = [Paragraph((Run(full_width(title(found)), "title"),), "title")]
    blocks += [Paragraph((Run(full_width(remark), "body"),)) for remark in remarks_of(found)]
    return (*blocks, Table("", YEAR_HEADS, rows, is_number=(False, True, True, False)))
