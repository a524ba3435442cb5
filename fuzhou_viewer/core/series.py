"""Metrics of many reports to series over years. What must not be compared is kept apart or named, never merged.

A point is a result for a whole calendar year or at its end: targets, stretches of years and parts of years are no
points. Names that a reader said mean the same are one name. One series has one name, one scope, one unit and one owner
(the issuer, else the title without its year); where two numbers claim the same year, both are kept and that is said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from fuzhou_viewer.core.records import Document, Metric

_YEAR = re.compile(r"(?:截至)?((?:19|20)\d{2})年(?:度|全年|底|末)?")
_DATED = re.compile(r"[_\s]*(?:19|20)\d{2}年?度?[_\s]*")
SHARES = frozenset(("%", "‰", "百分点"))
Same = Mapping[tuple[str, str], str]
"""What a reader said of names: a name and its unit, and the name it is counted under."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year's number, and the report it stands in."""

    year: int
    metric: Metric
    report: str
    title: str


@dataclass(frozen=True, slots=True)
class Growth:
    """From one year to the next: in percent, or in percentage points where the numbers are shares themselves."""

    value: Decimal
    is_points: bool


@dataclass(frozen=True, slots=True)
class Series:
    """One metric over years, the earliest first; `gaps` are the years between that no report tells.

    `merged` are the other names that a reader said mean the same.
    """

    name: str
    scope: str
    owner: str
    unit: str
    points: tuple[Point, ...]
    gaps: tuple[int, ...]
    remarks: tuple[str, ...]
    merged: tuple[str, ...] = ()

    def growth(self, i: int) -> Growth | None:
        """From the year before to the point at `i`.

        None where that year is not told, told twice or nought, or one of the numbers is no exact one.
        """
        own = self.points[i]
        before = [point for point in self.points if point.year == own.year - 1]
        alone = sum(point.year == own.year for point in self.points) == 1
        if len(before) != 1 or not alone:
            return None
        quantities = before[0].metric.quantity, own.metric.quantity
        if any(quantity.qualifier != "exact" for quantity in quantities):
            return None
        then, now = (quantity.value for quantity in quantities)
        if self.unit in SHARES:
            return Growth(now - then, is_points=True)
        if then <= 0:
            return None
        return Growth(((now - then) / then * 100).quantize(Decimal("0.1"), ROUND_HALF_UP), is_points=False)


def series(reports: Sequence[Document], same: Same | None = None) -> tuple[Series, ...]:
    """The series of all `reports`, those over most years first."""
    found: dict[tuple[str, str, str, str], list[Point]] = {}
    told_by = _owners(reports)
    for report in reports:
        for metric in report.metrics:
            year = _YEAR.fullmatch(metric.period)
            if year is None or metric.is_target:
                continue
            unit = metric.quantity.unit
            key = (counted_under(series_name(metric), unit, same or {}), metric.scope, told_by[report.key], unit)
            found.setdefault(key, []).append(Point(int(year[1]), metric, report.key, report.title))
    units: dict[tuple[str, str, str], set[str]] = {}
    for name, scope, owner, unit in found:
        units.setdefault((name, scope, owner), set()).add(unit)
    told = [_series(*key, points, units[key[:3]]) for key, points in found.items()]
    return tuple(sorted(told, key=lambda s: (-len({point.year for point in s.points}), s.name, s.scope, s.unit)))


def _owners(reports: Sequence[Document]) -> dict[str, str]:
    """Whose each report is, by key; nobody's when every title is another and every year too: one office, then."""
    owners = {report.key: report.issuer or _DATED.sub("", report.title) for report in reports}
    years = {report.year for report in reports}
    if len(set(owners.values())) == len(years) == len(reports) and not any(report.issuer for report in reports):
        return dict.fromkeys(owners, "")
    return owners


def series_name(metric: Metric) -> str:
    """What a metric's series is called: its indicator, where that is sure."""
    return metric.indicator if metric.is_bound else metric.name


def counted_under(name: str, unit: str, same: Same) -> str:
    """The name that `name` is counted under; what was said in a circle ends where it began."""
    seen = {name}
    while (other := same.get((name, unit), name)) not in seen:
        seen.add(other)
        name = other
    return name


def _series(name: str, scope: str, owner: str, unit: str, points: Sequence[Point], units: set[str]) -> Series:
    kept = _without_repeats(points)
    years = {point.year for point in kept}
    gaps = tuple(year for year in range(min(years), max(years)) if year not in years)
    doubled = sorted({a.year for a in kept for b in kept if a is not b and a.year == b.year})
    remarks = [f"{year}年有不同的数,口径可能不同。" for year in doubled]
    if others := sorted(units - {unit}):
        remarks.append(f"另有单位为“{'、'.join(others)}”的同名数据,没有并在一起。")
    merged = tuple(sorted({series_name(point.metric) for point in points} - {name}))
    return Series(name, scope, owner, unit, kept, gaps, tuple(remarks), merged)


def _without_repeats(points: Sequence[Point]) -> tuple[Point, ...]:
    """By year; a number that is told again, or less exactly, is told once."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda p: (p.year, _width(p))):
        quantity = point.metric.quantity
        same = [other for other in kept if other.year == point.year]
        if not any(quantity.low <= other.metric.quantity.value <= quantity.high for other in same):
            kept.append(point)
    return tuple(kept)


def _width(point: Point) -> Decimal:
    return point.metric.quantity.high - point.metric.quantity.low
