"""What stands on a page: lines, rows of tables, charts. Positions in tenths of a point, heights in rows of the grid."""

from dataclasses import dataclass

from fuzhou_viewer.services.printing.blocks import BarGroup, Mark, Run


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: runs, left edge, letter spacing (tenths of a point), size (points), and rows it fills.

    `kind` is that of its paragraph; `align` is left, centre or right (then `x` is the space kept at
    the right); `number` is printed in the margin; `target` is the heading a contents line leads to,
    `tail` the page it stands on.
    """

    runs: tuple[Run, ...]
    x: float = 0.0
    spacing: float = 0.0
    size: float = 16.0
    rows: float = 1.0
    align: str = "left"
    kind: str = "body"
    number: int = 0
    marks: tuple[Mark, ...] = ()
    target: int = -1
    tail: str = ""

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines of words, its left edge and width, and whether it holds a number."""

    lines: tuple[str, ...]
    x: float
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `head` is the row that is repeated where a page begins with this one."""

    cells: tuple[Cell, ...]
    rows: float
    size: float
    head: "TableRow | None" = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Bars on a page: groups, the height of a bar's row in tenths of a point, the size of words in points."""

    groups: tuple[BarGroup, ...]
    rows: float
    bar_height: float
    size: float


Item = Line | TableRow | Figure


@dataclass(frozen=True, slots=True)
class Unit:
    """Items that stay together on a page; `keeps_next` when what follows stays with them too."""

    items: tuple[Item, ...]
    keeps_next: bool = False
    is_grid: bool = True

    @property
    def rows(self) -> float:
        """The rows they take."""
        return sum(item.rows for item in self.items)
