"""Every action of the window, declared once: words, keys, help."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as data."""

    name: str
    words: str
    keys: tuple[str, ...]
    help: str


DEEDS = (
    Deed("open", "打开…", ("Ctrl+O",), "打开一份报告文件"),
    Deed("library", "资料库", ("Ctrl+L",), "自己存下的报告:查找、打开、存入"),
    Deed("print", "打印所选", ("Ctrl+P",), "预览勾选的部分,打印、存为 PDF 或导出"),
    Deed("collect", "加入打印篮", ("Ctrl+B",), "把选中的文字或正在读的一节放进打印篮"),
    Deed("brief", "领导一页", ("Ctrl+1",), "一页纸的主要指标,大字"),
    Deed("search", "查找", ("Ctrl+F",), "到查找框"),
    Deed("next_hit", "下一处", ("F3",), "到下一处查找结果"),
    Deed("previous_hit", "上一处", ("Shift+F3",), "到上一处查找结果"),
    Deed("before_search", "回到查找前", ("Shift+Esc",), "回到查找前的位置"),
    Deed("highlight", "高亮", ("Ctrl+H",), "高亮选中的文字"),
    Deed("note", "写批注", ("Ctrl+M",), "对选中的文字写批注;没有选中时写给本节"),
    Deed("bookmark", "加书签", ("Ctrl+Shift+B",), "在读到的地方加书签"),
    Deed("notes", "批注", ("F4",), "到批注栏"),
    Deed("health", "体检", ("F12",), "查看程序、批注和备份是否正常"),
    Deed("undo", "撤销", ("Ctrl+Z",), "撤销上一次批注、高亮或书签"),
    Deed("redo", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "重做撤销的操作"),
    Deed("check", "数据核对", ("F7",), "复算正文里的数字,看哪些对不上"),
    Deed("larger", "放大", ("Ctrl+=", "Ctrl++"), "放大正文"),
    Deed("smaller", "缩小", ("Ctrl+-",), "缩小正文"),
    Deed("normal_size", "原大小", ("Ctrl+0",), "恢复正文大小"),
    Deed("next_pane", "下一栏", ("F6",), "在章节、正文、指标之间切换"),
    Deed("next_plain", "下一个非指标数字", ("F8",), "走到下一个没有成为指标的数字,说明原因"),
    Deed("to_text", "回到正文", ("Esc",), "回到正文"),
    Deed("back", "后退", ("Alt+Left",), "回到跳转前读到的地方"),
    Deed("forward", "前进", ("Alt+Right",), "再到后退前的地方"),
    Deed("copy_cited", "复制并注明出处", ("Ctrl+Shift+C",), "复制选中的文字或正在读的段落,附上出处"),
    Deed("options", "阅读设置", ("Ctrl+,",), "字号、行距、栏宽、段号、颜色"),
    Deed("theme", "深色", ("Ctrl+D",), "在明亮和深色之间切换"),
    Deed("quit", "退出", ("Ctrl+Q",), "关闭程序"),
)

# what a tool says where there is less room
_TOOL_WORDS = {"smaller": "A-", "larger": "A+"}


class Actions:
    """The QActions of a window by name."""

    def __init__(self, owner: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for deed in DEEDS:
            action = QAction(deed.words, owner)
            action.setShortcuts([QKeySequence(keys) for keys in deed.keys])
            action.setToolTip(f"{deed.help}（{deed.keys[0]}）")
            action.setStatusTip(deed.help)
            if deed.name in _TOOL_WORDS:
                action.setIconText(_TOOL_WORDS[deed.name])
            owner.addAction(action)
            self._actions[deed.name] = action

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]
