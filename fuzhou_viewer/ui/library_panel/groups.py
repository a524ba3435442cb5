"""How the shelf is shown: its reports in groups, and each in words. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fuzhou_viewer.core.folding import folded
from fuzhou_viewer.core.holdings import Holding

BY_YEAR, BY_ISSUER, RECENT, BIN = "按年份", "按单位", "最近阅读", "回收站"
ORDERS = (BY_YEAR, BY_ISSUER, RECENT, BIN)
_RECENT = 50
_FORMATS = {"txt": "文本", "html": "网页", "doc": "doc"}


@dataclass(frozen=True, slots=True)
class Group:
    """Reports under one name."""

    name: str
    holdings: tuple[Holding, ...]


def groups(holdings: Sequence[Holding], order: str, typed: str) -> tuple[Group, ...]:
    """The reports that hold all typed words, grouped by `order`; the newest first, unnamed groups last."""
    words = folded(typed).split()
    kept = [h for h in holdings if (h.removed_at is not None) == (order == BIN) and _holds(h, words)]
    if order == BIN:
        return _alone("回收站", sorted(kept, key=lambda h: str(h.removed_at), reverse=True))
    if order == RECENT:
        read = sorted((h for h in kept if h.opened_at), key=lambda h: str(h.opened_at), reverse=True)
        return _alone("最近阅读", read[:_RECENT])
    names: dict[str, list[Holding]] = {}
    for holding in kept:
        name = holding.issuer if order == BY_ISSUER else f"{holding.year}年" if holding.year else ""
        names.setdefault(name, []).append(holding)
    ordered = sorted((n for n in names if n), reverse=order == BY_YEAR) + [n for n in names if not n]
    unnamed = "没有单位" if order == BY_ISSUER else "没有年份"
    return tuple(Group(name or unnamed, tuple(names[name])) for name in ordered)


def _alone(name: str, holdings: Sequence[Holding]) -> tuple[Group, ...]:
    return (Group(name, tuple(holdings)),) if holdings else ()


def _holds(holding: Holding, words: Sequence[str]) -> bool:
    told = folded(f"{holding.title} {holding.issuer} {holding.year or ''} {holding.source_name}")
    return all(word in told for word in words)


def older_first(one: Holding, other: Holding) -> tuple[Holding, Holding]:
    """Two reports by year, else by the day they were issued; of those that do not say, by when they were kept."""

    def age(holding: Holding) -> tuple[int, str, str]:
        return holding.year or 0, str(holding.issued_on or ""), str(holding.added_at)

    return (one, other) if age(one) <= age(other) else (other, one)


def second_line(holding: Holding, now: datetime) -> str:
    """What stands small under a title: issuer, size, when it was read."""
    parts = [holding.issuer] if holding.issuer else []
    parts.append(length(holding.size))
    if holding.metrics:
        parts.append(f"{holding.metrics} 项指标")
    if holding.newer is not None:
        parts.append("有新版本")
    if holding.opened_at:
        parts.append(f"{ago(holding.opened_at, now)}读过")
    return " · ".join(parts)


def length(size: int) -> str:
    """A text's length in round words."""
    return f"{size / 10_000:.1f} 万字" if size >= 10_000 else f"{size} 字"


def ago(then: datetime, now: datetime) -> str:
    """How long ago, as people say it."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "刚刚"
    if passed < timedelta(hours=1):
        return f"{passed.seconds // 60} 分钟前"
    if passed < timedelta(days=1):
        return f"{passed.seconds // 3600} 小时前"
    if passed < timedelta(days=30):
        return f"{passed.days} 天前"
    local = then.astimezone()
    return f"{local.year}年{local.month}月{local.day}日"


def facts(holding: Holding, now: datetime) -> tuple[tuple[str, str], ...]:
    """What is known of a report: names and values, empty ones left out."""
    format_name = _FORMATS.get(holding.source_format, holding.source_format)
    day = holding.issued_on
    told = (
        ("单位", holding.issuer),
        ("年份", f"{holding.year}年" if holding.year else ""),
        ("发文日期", f"{day.year}年{day.month}月{day.day}日" if day else ""),
        ("篇幅", f"{holding.size} 字,{holding.chapters} 章"),
        ("指标", f"{holding.metrics} 项"),
        ("来自文件", f"{holding.source_name}({format_name})"),
        ("存入", ago(holding.added_at, now)),
        ("上次阅读", ago(holding.opened_at, now) if holding.opened_at else ""),
        ("版本", "资料库里有这份报告的新版本" if holding.newer is not None else ""),
    )
    return tuple((name, value) for name, value in told if value)
