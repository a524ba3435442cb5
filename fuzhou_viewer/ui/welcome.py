"""The first start: two steps that can be skipped, beside a report that is already open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.settings import WELCOMED
from fuzhou_viewer.ui.appearance import Appearance
from fuzhou_viewer.ui.plain import plain_label
from fuzhou_viewer.ui.preferences import Preferences
from fuzhou_viewer.ui.reading_options import SCALES, THEMES, Slider

_WIDTH = 560
_DEEDS = (
    ("读", "左边点一章,正文就到那里;目录上方可以按文字或拼音筛选。"),
    ("查", "Ctrl+F 输入词语,每一处都标出来;F3 看下一处。"),
    ("看数字", "正文里带点线的数字可以点,右边有它的图;点条形又回到原文。"),
    ("打印", "在目录里打勾,Ctrl+P 先看到纸上的样子,再打印或存成 PDF。"),
    ("自己的报告", "Ctrl+O 打开 Word、WPS、PDF、OFD 文件,Ctrl+L 存进资料库。"),
)


class Welcome(QDialog):
    """How it looks, then what can be done; whoever closes it in whatever way does not see it again."""

    def __init__(self, appearance: Appearance, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setWindowTitle("欢迎")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.pages = QStackedWidget()
        self.pages.addWidget(_looks(appearance))
        self.pages.addWidget(_deeds())
        self._step = plain_label("", "quiet")
        self.skip = QPushButton("跳过")
        self.skip.clicked.connect(self.close)
        self.go_on = QPushButton()
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.setSpacing(16)
        column.addWidget(self.pages)
        row = QHBoxLayout()
        row.addWidget(self._step, 1)
        row.addWidget(self.skip)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self._show_step()
        self.finished.connect(self._remember)

    def _go_on(self) -> None:
        if self.pages.currentIndex() + 1 == self.pages.count():
            self.close()
            return
        self.pages.setCurrentIndex(self.pages.currentIndex() + 1)
        self._show_step()

    def _show_step(self) -> None:
        number, count = self.pages.currentIndex() + 1, self.pages.count()
        self._step.setText(f"第 {number} 步,共 {count} 步")
        self.skip.setVisible(number < count)
        self.go_on.setText("下一步" if number < count else "开始阅读")

    def _remember(self, _result: int) -> None:
        self._preferences.keep(WELCOMED, 1)


def _looks(appearance: Appearance) -> QWidget:
    """The first step: colours and size, seen at once in the report behind."""
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 0, 0, 0)
    form.setVerticalSpacing(14)
    form.setHorizontalSpacing(14)
    form.addRow(plain_label("怎样看着舒服", "title"))
    form.addRow(plain_label("报告已经打开。选一选颜色和字号,正文跟着变;以后在“阅读设置”里再改。"))
    colours = QHBoxLayout()
    group = QButtonGroup(page)
    for name, words in THEMES.items():
        button = QPushButton(words)
        button.setCheckable(True)
        button.setChecked(name == appearance.theme_choice())
        button.clicked.connect(lambda _on, chosen=name: appearance.choose_theme(chosen))
        group.addButton(button)
        colours.addWidget(button)
    form.addRow("颜色", colours)
    size = Slider(appearance, SCALES[0])
    size.show_number()
    form.addRow("字号", size)
    return page


def _deeds() -> QWidget:
    """The second step: what is done most."""
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(0, 0, 0, 0)
    form.setVerticalSpacing(12)
    form.setHorizontalSpacing(18)
    form.addRow(plain_label("五件常做的事", "title"))
    for name, words in _DEEDS:
        told = plain_label(words)
        # else the page asks for the height of lines that are broken sooner
        told.setMinimumWidth(_WIDTH - 170)
        form.addRow(plain_label(name, "side-heading"), told)
    return page
