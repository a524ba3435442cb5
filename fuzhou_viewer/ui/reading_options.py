"""How the text is set and coloured, changed with the text in view: size, line height, column, numbers, theme."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)

from fuzhou_viewer.core.settings import (
    COLUMN,
    LARGEST_TEXT,
    LINE_HEIGHT,
    LOOSEST,
    NARROWEST_COLUMN,
    PARAGRAPH_NUMBERS,
    SMALLEST_TEXT,
    TEXT_SIZE,
    TIGHTEST,
    WIDEST_COLUMN,
    Setting,
)
from fuzhou_viewer.ui.appearance import Appearance

THEMES = {"system": "跟随系统", "light": "明亮", "dark": "深色", "sepia": "护眼"}


@dataclass(frozen=True, slots=True)
class Scale:
    """What a slider changes: its words, its bounds, how far a step goes, how its number is said."""

    setting: Setting[int]
    words: str
    low: int
    high: int
    step: int
    number: str


SCALES = (
    Scale(TEXT_SIZE, "字号", SMALLEST_TEXT, LARGEST_TEXT, 2, "{} 像素"),
    Scale(LINE_HEIGHT, "行距", TIGHTEST, LOOSEST, 10, "{}%"),
    Scale(COLUMN, "栏宽", NARROWEST_COLUMN, WIDEST_COLUMN, 2, "{} 字"),
)


class ReadingOptions(QDialog):
    """Every change is seen at once and kept; one button brings everything back."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("阅读设置")
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 14)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(14)
        self._theme = QComboBox()
        self._theme.setAccessibleName("界面颜色")
        for name, words in THEMES.items():
            self._theme.addItem(words, name)
        self._theme.setCurrentIndex(max(0, self._theme.findData(appearance.theme_choice())))
        self._theme.activated.connect(lambda _index: appearance.choose_theme(str(self._theme.currentData())))
        form.addRow("颜色", self._theme)
        self._sliders = [Slider(appearance, scale) for scale in SCALES]
        for scale, slider in zip(SCALES, self._sliders, strict=True):
            form.addRow(scale.words, slider)
        self._numbers = QCheckBox("在正文左侧显示段号")
        self._numbers.toggled.connect(lambda is_on: appearance.choose_number(PARAGRAPH_NUMBERS, int(is_on)))
        form.addRow("", self._numbers)
        back = QPushButton("恢复默认")
        back.clicked.connect(self._reset)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        form.addRow(buttons)
        self._show()

    def _show(self) -> None:
        for slider in self._sliders:
            slider.show_number()
        self._numbers.setChecked(bool(self._appearance.number(PARAGRAPH_NUMBERS)))

    def _reset(self) -> None:
        self._appearance.reset_text()
        self._show()


class Slider(QWidget):
    """A number of the text's look that is drawn along, with its unit beside it."""

    def __init__(self, appearance: Appearance, scale: Scale) -> None:
        super().__init__()
        self._appearance, self._scale = appearance, scale
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(scale.words)
        # a slider that counts steps lands on round numbers only
        self.slider.setRange(scale.low // scale.step, scale.high // scale.step)
        self.slider.setMinimumWidth(220)
        self._value = QLabel()
        self._value.setMinimumWidth(64)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.slider)
        layout.addWidget(self._value)
        self.slider.valueChanged.connect(self._choose)

    def show_number(self) -> None:
        """Show the setting as it is."""
        number = self._appearance.number(self._scale.setting)
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.slider.setValue(round(number / self._scale.step))
        self.slider.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._value.setText(self._scale.number.format(number))

    def _choose(self, steps: int) -> None:
        self._appearance.choose_number(self._scale.setting, steps * self._scale.step)
        self._value.setText(self._scale.number.format(self._appearance.number(self._scale.setting)))
