"""The ways out of a window that shows something of its own: to a file, to paper, into the print basket."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class WaysOut(QWidget):
    """Three buttons; the signals say which way is wished."""

    export_wished = Signal()
    print_wished = Signal()
    collect_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.export, self.print, self.collect = (QPushButton(w) for w in ("导出…", "打印…", "放进打印篮"))
        self.export.setToolTip("存为 Excel、CSV、Markdown 或 PDF")
        self.print.setToolTip("预览后打印,或存为 PDF")
        self.collect.setToolTip("和别的内容一起打印")
        for button, wished in (
            (self.export, self.export_wished),
            (self.print, self.print_wished),
            (self.collect, self.collect_wished),
        ):
            button.setAutoDefault(False)
            button.setProperty("role", "narrow")
            button.clicked.connect(wished)
            row.addWidget(button)
