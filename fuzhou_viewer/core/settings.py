"""Every setting, declared once: key, type, default, words."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", str, int)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A setting with the words a person knows it by."""

    key: str
    default: T
    words: str


THEME = Setting("theme", "system", "界面颜色:system 跟随系统,light 明亮,dark 深色")
TEXT_SIZE = Setting("text_size", 20, "正文字号(像素)")
WINDOW = Setting("window", "", "窗口的大小和位置")
PANES = Setting("panes", "", "各栏的宽度")
SEARCHES = Setting("searches", "[]", "查找过的词语")

SMALLEST_TEXT = 12
LARGEST_TEXT = 48
