"""Charts to figures on pages: a chart taller than a page is drawn in parts."""

from collections.abc import Iterator

from fuzhou_viewer.services.printing.blocks import BarGroup, Chart
from fuzhou_viewer.services.printing.items import Figure, Unit
from fuzhou_viewer.services.printing.layouts import POINT, Layout
from fuzhou_viewer.services.printing.tables import small_line

BAR_HEIGHT = 1.9
"""The height of a bar's row in sizes of its words."""
_MOST_OF_PAGE = 0.8
_CAPTION_LENGTH = 40


def figure_units(chart: Chart, layout: Layout) -> Iterator[Unit]:
    """Caption, figures and source of a chart."""
    bar = BAR_HEIGHT * layout.small * POINT
    most = max(2, int(layout.height * _MOST_OF_PAGE / bar))
    parts = list(_parts(chart, most))
    for number, groups in enumerate(parts):
        caption = chart.caption[:_CAPTION_LENGTH] + ("（续）" if number else "")
        yield Unit((small_line(caption, layout, "h1", "centre"),), keeps_next=True, is_grid=False)
        rows = figure_bars(groups) * bar / layout.row
        is_last = number == len(parts) - 1
        yield Unit((Figure(groups, rows, bar, layout.small),), keeps_next=is_last, is_grid=False)
    yield Unit((small_line(chart.source[:_CAPTION_LENGTH], layout, "body"),), is_grid=False)


def figure_bars(groups: tuple[BarGroup, ...]) -> int:
    """The rows a figure takes: one for each bar and one for each unit."""
    return sum(len(group.bars) + 1 for group in groups)


def _parts(chart: Chart, most: int) -> Iterator[tuple[BarGroup, ...]]:
    """Groups in parts of at most `most` rows; a longer group goes on in the next part, on the same scale."""
    part: list[BarGroup] = []
    used = 0
    for group in chart.groups:
        bars = group.bars
        while bars:
            room = most - used - 1
            if room < min(len(bars), 2):
                yield tuple(part)
                part, used = [], 0
                continue
            part.append(BarGroup(group.unit, group.whole, bars[:room]))
            used += len(bars[:room]) + 1
            bars = bars[room:]
    if part:
        yield tuple(part)
