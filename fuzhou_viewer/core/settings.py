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


THEME = Setting("theme", "system", "界面颜色:system 跟随系统,light 明亮,dark 深色,sepia 护眼")
TEXT_SIZE = Setting("text_size", 20, "正文字号(像素)")
LINE_HEIGHT = Setting("line_height", 180, "行距(字高的百分之几)")
COLUMN = Setting("column", 36, "栏宽(一行多少字)")
PARAGRAPH_NUMBERS = Setting("paragraph_numbers", 0, "段号:1 显示,0 不显示")
WINDOW = Setting("window", "", "窗口的大小和位置")
PANES = Setting("panes", "", "各栏的宽度")
OPEN_SECTIONS = Setting("open_sections", "{}", "各报告里展开的章节")
SEARCHES = Setting("searches", "[]", "查找过的词语")
WELCOMED = Setting("welcomed", 0, "第一次打开时的两步介绍:1 已看过或跳过")

SMALLEST_TEXT = 12
LARGEST_TEXT = 48
TIGHTEST, LOOSEST = 130, 260
NARROWEST_COLUMN, WIDEST_COLUMN = 20, 60
