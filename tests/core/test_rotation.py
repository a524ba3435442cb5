"""Backups thin out with age, and never the wrong ones."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core.rotation import Stamp, dropped, is_sudden_loss

START = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)


def _series(hours: list[float], count: int = 300) -> list[Stamp]:
    """Backups so many hours before the newest, numbered from the oldest."""
    return [Stamp(n, START - timedelta(hours=h), count) for n, h in enumerate(sorted(hours, reverse=True), 1)]


def _kept_hours(stamps: list[Stamp]) -> list[float]:
    gone = set(dropped(stamps))
    return sorted((START - s.made_at) / timedelta(hours=1) for s in stamps if s not in gone)


def test_everything_of_two_days_is_kept() -> None:
    hours = [n / 2 for n in range(96)]
    assert _kept_hours(_series(hours)) == hours


def test_then_one_a_day_a_week_a_month() -> None:
    kept = _kept_hours(_series([24.0 * n for n in range(400)]))
    days = [(START - timedelta(hours=h)).strftime("%m-%d") for h in kept]
    assert days[:7] == ["03-31", "03-30", "03-29", "03-28", "03-27", "03-26", "03-25"]
    assert days[7:9] == ["03-22", "03-15"]
    assert days[9:] == ["02-28", "01-31", "12-31", "11-30", "10-31"]


def test_a_year_of_half_hours_leaves_about_a_hundred() -> None:
    assert len(_kept_hours(_series([n / 2 for n in range(2 * 24 * 365)]))) < 110


def test_a_clock_set_back_or_forward_drops_nothing_new() -> None:
    stamps = _series([24.0 * n for n in range(30)])
    for odd in (START - timedelta(days=20_000), START + timedelta(days=20_000)):
        newest = Stamp(99, odd, 300)
        assert newest not in dropped([*stamps, newest])


def test_after_a_sudden_loss_nothing_is_dropped() -> None:
    stamps = _series([24.0 * n for n in range(1, 400)])
    assert dropped([*stamps, Stamp(999, START, 140)]) == ()
    assert dropped([*stamps, Stamp(999, START, 160)])
    assert is_sudden_loss(100, 49)
    assert not is_sudden_loss(0, 0)


@given(st.lists(st.tuples(st.integers(-10_000, 10_000), st.integers(0, 5)), max_size=40))
def test_the_newest_always_stays(parts: list[tuple[int, int]]) -> None:
    stamps = [Stamp(n, START + timedelta(hours=h), count) for n, (h, count) in enumerate(parts)]
    gone = dropped(stamps)
    assert not stamps or stamps[-1] not in gone
    assert set(dropped([s for s in stamps if s not in gone])) <= set(stamps)
