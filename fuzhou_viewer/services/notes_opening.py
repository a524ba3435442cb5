"""How opening the reader's own file went, in words, with the ways on when it did not."""

from dataclasses import dataclass
from datetime import datetime

from fuzhou_viewer.store.notes.care import Care
from fuzhou_viewer.store.notes.checkup import Condition, Examined
from fuzhou_viewer.store.notes.recovery import Choice, Way

_KEPT = "原文件会原样另存,不会删除。"
_WORDS = {
    Condition.NEWER: ("批注文件由更新版本的程序创建。", "请升级本程序后再打开;文件没有改动,报告仍可阅读。"),
    Condition.FOREIGN: ("批注文件的位置上是别的程序的数据库。", _KEPT),
    Condition.STRANGE: ("批注文件被别的程序改动过,里面有不属于本程序的内容,没有打开。", _KEPT),
    Condition.EMPTY: ("批注文件是空的,可能是上次写入时断电或磁盘已满。", _KEPT),
    Condition.DAMAGED: ("批注文件已损坏,打不开。", _KEPT),
    Condition.LOCKED: (
        "批注文件正被别的程序占用。",
        "请关闭占用它的程序(如杀毒、同步软件)后重新打开本程序;报告仍可阅读。",
    ),
    Condition.NO_FILE: ("批注文件的位置上不是文件。", _KEPT),
    Condition.FORBIDDEN: ("没有权限打开批注文件。", "请检查它的权限;报告仍可阅读。"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A way on, as a person is told of it."""

    words: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether notes can be kept and how many there are; else why not, and what can be done.

    `warning` is for a file that opened but gives cause for a look: much is gone, or rows are damaged.
    """

    is_usable: bool
    count: int = 0
    message: str = ""
    advice: str = ""
    offers: tuple[Offer, ...] = ()
    warning: str = ""


def opening(care: Care, found: Examined) -> Opening:
    """What `found` means for the reader."""
    if found.condition in (Condition.GOOD, Condition.ABSENT):
        count = max(0, found.count)
        warning = ""
        if care.is_much_gone(count):
            warning = f"批注只剩 {count} 条,比上次备份少了一半以上。旧备份都会保留,可在“体检”里恢复。"
        return Opening(is_usable=True, count=count, warning=warning)
    message, advice = _WORDS[found.condition]
    offers = tuple(Offer(_offer(choice), choice) for choice in care.choices(found))
    return Opening(is_usable=False, message=message, advice=advice, offers=offers)


def backup_offers(care: Care) -> tuple[Offer, ...]:
    """The copies a reader may go back to."""
    found = [Choice(Way.BACKUP, backup.stamp.count, backup) for backup in care.backups()]
    return tuple(Offer(_offer(choice), choice) for choice in found)


def _offer(choice: Choice) -> str:
    made = f"{_moment(choice.backup.stamp.made_at)}的备份" if choice.backup else ""
    match choice.way:
        case Way.TOGETHER:
            return f"损坏文件里抢救出的和{made}合在一起:{choice.count} 条"
        case Way.SALVAGE:
            return f"从损坏文件里抢救:{choice.count} 条"
        case Way.BACKUP:
            return f"恢复{made}:{choice.count} 条"
        case Way.AFRESH:
            return "从空白开始,旧文件留着以后再说"


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
