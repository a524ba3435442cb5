"""Charts to figures on pages: each unit's bars are a figure, so that a chart goes on over a page break."""

from collections.abc import Iterator

from fuzhou_viewer.services.printing.blocks import BarGroup, Chart
from fuzhou_viewer.services.printing.items import Figure, Unit
from fuzhou_viewer.services.printing.layouts import POINT, Layout, Measure
from fuzhou_viewer.services.printing.tables import fitting, small_line

BAR_HEIGHT = 1.9
"""The height of a bar's row in sizes of its words."""
_MOST_OF_PAGE = 0.8


def figure_units(chart: Chart, layout: Layout, measure: Measure) -> Iterator[Unit]:
    """Caption with the first figure, the source with the last."""
    bar = BAR_HEIGHT * layout.small * POINT
    most = max(2, int(layout.height * _MOST_OF_PAGE / bar) - 1)
    caption, source = (
        fitting(words, "h1", layout.small, layout.frame_width, measure) for words in (chart.caption, chart.source)
    )
    yield Unit((small_line(caption, layout, "h1", "centre"),), keeps_next=True, is_grid=False)
    groups = [part for group in chart.groups for part in _parts(group, most)]
    for number, group in enumerate(groups, 1):
        rows = (len(group.bars) + 1) * bar / layout.row
        yield Unit((Figure((group,), rows, bar, layout.small),), keeps_next=number == len(groups), is_grid=False)
    yield Unit((small_line(source, layout, "body"),), is_grid=False)


def _parts(group: BarGroup, most: int) -> Iterator[BarGroup]:
    """A group in parts of at most `most` bars, on the same scale."""
    for start in range(0, len(group.bars), most):
        yield BarGroup(group.unit, group.whole, group.bars[start : start + most])
