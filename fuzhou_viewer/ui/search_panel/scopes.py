"""Where to look: the whole report, the chapter being read, the section being read, every report there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from fuzhou_viewer.core.contents import Entry
from fuzhou_viewer.core.records import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice as data; `level` is the deepest level of heading it may name, None is everything."""

    words: str
    help: str
    level: int | None
    is_everywhere: bool = False


SCOPES = (
    Scope("全部", "在整份报告里查找", None),
    Scope("本章", "只在正在读的这一章里查找", 1),
    Scope("本节", "只在正在读的这一节里查找", 9),
    Scope("资料库", "在内置报告和自己资料库的所有报告里查找", None, is_everywhere=True),
)


def scope_span(scope: Scope, entries: Sequence[Entry], offset: int) -> Span | None:
    """The stretch of text `scope` means when `offset` is being read; None is the whole report."""
    if scope.level is None:
        return None
    holding = [e for e in entries if e.level <= scope.level and offset in e.span]
    return max(holding, key=lambda entry: entry.level).span if holding else None
