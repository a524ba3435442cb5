"""Which backups are kept: all of two days, then one a day, a week, a month. The newest is never dropped."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_ALL = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 7, 4, 6
_SUDDEN_LOSS = 0.5


@dataclass(frozen=True, slots=True)
class Stamp:
    """A backup: its running number, when it was made, and how many things it holds."""

    number: int
    made_at: datetime
    count: int


def is_sudden_loss(before: int, after: int) -> bool:
    """Whether so much is gone that the older backups may be the better ones."""
    return after < before * _SUDDEN_LOSS


def dropped(stamps: Sequence[Stamp]) -> tuple[Stamp, ...]:
    """The backups that are no longer needed, by the times written on them.

    Time counts back from the newest, found by its number, so a clock that was set wrong drops nothing
    that is new. After a sudden loss nothing is dropped: what is lost may be in an old one alone.
    """
    ordered = sorted(stamps, key=lambda stamp: stamp.number, reverse=True)
    if len(ordered) < 2 or _has_sudden_loss(ordered):
        return ()
    now = ordered[0].made_at
    kept = {ordered[0].number} | {s.number for s in ordered if now - s.made_at <= _ALL}
    for most, period in ((_DAYS, _day), (_WEEKS, _week), (_MONTHS, _month)):
        kept |= _newest_of_each(ordered, period, most)
    return tuple(stamp for stamp in ordered if stamp.number not in kept)


def _has_sudden_loss(newest_first: Sequence[Stamp]) -> bool:
    return is_sudden_loss(max(stamp.count for stamp in newest_first), newest_first[0].count)


def _newest_of_each(newest_first: Sequence[Stamp], period: Callable[[datetime], Hashable], most: int) -> set[int]:
    found: dict[Hashable, int] = {}
    for stamp in newest_first:
        found.setdefault(period(stamp.made_at), stamp.number)
    return set(list(found.values())[:most])


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
