"""One metric over the years of many reports, as rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.series import Growth, Series, series
from fuzhou_viewer.services.charting.wording import value_words

_FEWEST_YEARS = 2


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """A row: the year, its number as people read it (empty for a gap), growth, and the report that tells it."""

    year: int
    value: str
    growth: str
    title: str


def compared(reports: Sequence[Document], typed: str = "") -> tuple[Series, ...]:
    """The series over at least two years whose names hold all typed words."""
    words = folded(typed).split()
    return tuple(
        found
        for found in series(reports)
        if len({point.year for point in found.points}) >= _FEWEST_YEARS
        and all(word in folded(found.name) for word in words)
    )


def years(found: Series) -> tuple[ComparedYear, ...]:
    """The rows of a series, its gaps among them."""
    rows = [
        ComparedYear(point.year, value_words(point.metric.quantity), growth_words(found.growth(i)), point.title)
        for i, point in enumerate(found.points)
    ]
    rows += [ComparedYear(year, "", "", "没有这一年的数据") for year in found.gaps]
    return tuple(sorted(rows, key=lambda row: row.year))


def growth_words(growth: Growth | None) -> str:
    """+5.2%, or -0.3 个百分点."""
    if growth is None:
        return ""
    return f"{growth.value.normalize():+f}{' 个百分点' if growth.is_points else '%'}"


def title(found: Series) -> str:
    """What a series is of: its name with owner and scope."""
    about = "、".join(part for part in (found.owner, found.scope) if part)
    return f"{found.name}({about})" if about else found.name
