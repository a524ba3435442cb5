"""Theme boards: every indicator of 人民调解, 法律援助 … over the library, one small chart each, units never mixed."""

from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.records import Indicator
from fuzhou_viewer.core.series import Series
from fuzhou_viewer.services.charting.wording import value_words
from fuzhou_viewer.services.comparing import growth_words, is_level, level_names, remarks_of, title, years
from fuzhou_viewer.services.exporting.lists import Listing, numbered
from fuzhou_viewer.services.printing.blocks import Bar, BarGroup, Block, Chart, Paragraph, Run
from fuzhou_viewer.services.printing.wide_marks import full_width

OTHERS = "未归入主题"
_FEWEST_OF_OTHERS = 2
MOST_OF_OTHERS = 120
_HEADS = ("序号", "主题", "指标", "年份", "数值", "比上年", "出处", "说明")
_WIDTHS = (6, 14, 40, 10, 18, 16, 50, 40)


@dataclass(frozen=True, slots=True)
class Tile:
    """A small chart: its series; a line where what is shown is a stock or a rate, else bars."""

    series: Series
    is_line: bool

    @property
    def latest(self) -> str:
        """The newest number as people read it."""
        return value_words(self.series.points[-1].metric.quantity)

    @property
    def growth(self) -> str:
        """How much more that is than the year before; empty where that cannot be said."""
        return growth_words(self.series.growth(len(self.series.points) - 1))

    @property
    def gaps(self) -> str:
        """The years between that no report tells, in words; empty where there are none."""
        missing = self.series.gaps
        return f"缺 {'、'.join(str(year) for year in missing)} 年" if missing else ""


@dataclass(frozen=True, slots=True)
class Board:
    """The tiles of a theme, on one axis of years."""

    theme: str
    years: tuple[int, ...]
    tiles: tuple[Tile, ...]


def boards(found: Sequence[Series], indicators: Sequence[Indicator]) -> tuple[Board, ...]:
    """A board for each theme that has numbers, in the order of the vocabulary; what has no theme comes last.

    Of what has no theme only series over several years are shown.
    """
    known = {indicator.name: indicator for indicator in indicators}
    levels = level_names(indicators)
    order = {indicator.name: place for place, indicator in enumerate(indicators)}
    themes: dict[str, list[Series]] = {indicator.theme: [] for indicator in indicators}
    others = []
    for one in found:
        if one.name in known:
            themes[known[one.name].theme].append(one)
        elif len({point.year for point in one.points}) >= _FEWEST_OF_OTHERS:
            others.append(one)
    told = [
        _board(theme, sorted(held, key=lambda one: (order[one.name], one.owner, one.scope, one.unit)), levels)
        for theme, held in themes.items()
        if held
    ]
    if others:
        told.append(_board(OTHERS, others[:MOST_OF_OTHERS], levels))
    return tuple(told)


def board_listing(board: Board) -> Listing:
    """A board as a list for a file: a row for each number and each gap."""
    rows = [
        (
            board.theme,
            title(tile.series),
            f"{row.year}年",
            row.value,
            row.growth,
            row.title,
            "".join(remarks_of(tile.series)),
        )
        for tile in board.tiles
        for row in years(tile.series)
    ]
    return Listing(f"{board.theme}:主题总览", "主题总览", "", _HEADS, numbered(rows), _WIDTHS)


def board_blocks(board: Board) -> tuple[Block, ...]:
    """A board to be set on paper: a chart for each tile, gaps and doubts named beneath."""
    blocks: list[Block] = [Paragraph((Run(full_width(f"{board.theme}：主题总览"), "title"),), "title")]
    for tile in board.tiles:
        told = years(tile.series)
        bars = tuple(
            Bar(f"{row.year}年", row.point.metric.quantity.value, row.value) for row in told if row.point is not None
        )
        whole = max(bar.value for bar in bars)
        words = "".join((*remarks_of(tile.series), tile.gaps))
        unit = tile.series.unit
        blocks.append(Chart(full_width(title(tile.series)), (BarGroup(unit, whole, bars),), full_width(words)))
    return tuple(blocks)


def _board(theme: str, held: Sequence[Series], levels: frozenset[str]) -> Board:
    told = sorted({point.year for one in held for point in one.points})
    every = tuple(range(told[0], told[-1] + 1))
    return Board(theme, every, tuple(Tile(one, is_level(one, levels)) for one in held))
