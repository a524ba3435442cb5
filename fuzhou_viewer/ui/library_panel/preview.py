"""The person looks before a report is kept: what was recognised beside the text, and puts it right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.contents import contents
from fuzhou_viewer.core.holdings import Holding, Kept
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.collection import Corrections
from fuzhou_viewer.ui.library_panel.details import plain_label
from fuzhou_viewer.ui.library_panel.groups import length

_MOST_SHOWN = 200_000
_START_ROLE = Qt.ItemDataRole.UserRole + 1


class ImportPreview(QDialog):
    """Shows a report as it would be kept; `corrections` is what the person left in the fields."""

    def __init__(self, report: Document, met: Kept | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("存入资料库")
        self._report = report
        self.title, self.year, self.issuer = (QLineEdit(words) for words in _fields(report))
        self.year.setValidator(QIntValidator(1900, 2100, self))
        self.text = QPlainTextEdit()
        self.sections = QListWidget()
        self.keep = QPushButton("存入资料库")
        self._arrange(met)
        self.resize(1040, 700)

    def corrections(self) -> Corrections:
        """Title, year and issuer as they stand in the fields."""
        year = self.year.text().strip()
        title = self.title.text().strip() or self._report.title
        return Corrections(title, int(year) if year.isdecimal() else None, self.issuer.text().strip())

    def _arrange(self, met: Kept | None) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(18, 16, 18, 16)
        columns.setSpacing(18)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(plain_label("认出了这些,不对的可以改", "title"))
        left.addLayout(self._form())
        left.addWidget(plain_label(_found(self._report), "note-line"))
        for words in (*_meeting(met), *self._report.remarks, *(f.message for f in self._report.findings[:3])):
            left.addWidget(plain_label(words, "warning"))
        left.addWidget(self.sections, 1)
        left.addLayout(self._buttons(met))
        columns.addLayout(left, 2)
        columns.addWidget(self.text, 3)
        self._fill()

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        for name, field in (("题目", self.title), ("年份", self.year), ("单位", self.issuer)):
            field.setAccessibleName(name)
            form.addRow(plain_label(name, "fact-name"), field)
            field.setCursorPosition(0)
        return form

    def _buttons(self, met: Kept | None) -> QHBoxLayout:
        row = QHBoxLayout()
        cancel = QPushButton("不存")
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        self.keep.setDefault(True)
        self.keep.setEnabled(met is None or met.kind != "duplicate")
        row.addWidget(self.keep)
        row.addWidget(cancel)
        row.addStretch()
        return row

    def _fill(self) -> None:
        self.text.setReadOnly(True)
        self.text.setAccessibleName("正文")
        text = self._report.text
        is_long = len(text) > _MOST_SHOWN
        self.text.setPlainText(text[:_MOST_SHOWN] + "\n……(后文未显示)" if is_long else text)
        self.sections.setAccessibleName("章节")
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for entry in contents(self._report):
            item = QListWidgetItem("  " * (entry.level - 1) + entry.label)
            item.setData(_START_ROLE, entry.span.start)
            self.sections.addItem(item)
        self.sections.currentItemChanged.connect(self._show_section)

    def _show_section(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        # the editor counts in UTF-16, the report in characters
        start = int(item.data(_START_ROLE))
        units = len(self._report.text[:start].encode("utf-16-le")) // 2
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(min(units, self.text.document().characterCount() - 1))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)


class Correction(QDialog):
    """Puts right the title, year and issuer of a report that is already kept."""

    def __init__(self, holding: Holding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("改正")
        self._holding = holding
        year = str(holding.year) if holding.year else ""
        self.title, self.year, self.issuer = QLineEdit(holding.title), QLineEdit(year), QLineEdit(holding.issuer)
        self.year.setValidator(QIntValidator(1900, 2100, self))
        form = QFormLayout(self)
        form.setContentsMargins(18, 16, 18, 16)
        for name, field in (("题目", self.title), ("年份", self.year), ("单位", self.issuer)):
            form.addRow(plain_label(name, "fact-name"), field)
            field.setCursorPosition(0)
        row = QHBoxLayout()
        done, cancel = QPushButton("保存"), QPushButton("取消")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        row.addStretch()
        row.addWidget(done)
        row.addWidget(cancel)
        form.addRow(row)
        self.resize(520, self.sizeHint().height())

    def corrections(self) -> Corrections:
        """What stands in the fields."""
        year = self.year.text().strip()
        title = self.title.text().strip() or self._holding.title
        return Corrections(title, int(year) if year.isdecimal() else None, self.issuer.text().strip())


def _fields(report: Document) -> tuple[str, str, str]:
    return report.title, str(report.year) if report.year else "", report.issuer


def _found(report: Document) -> str:
    chapters = sum(section.level == 1 for section in report.sections)
    return f"{length(len(report.text))} · {chapters} 章 · {len(report.metrics)} 项指标"


def _meeting(met: Kept | None) -> tuple[str, ...]:
    """What the library says to this report."""
    if met is None or met.other is None:
        return ()
    if met.kind == "duplicate":
        where = "在回收站里" if met.other.removed_at else "已在资料库里"
        return (f"文字相同的报告{where}:{met.other.title}。不再存一份。",)
    return (f"资料库里有同一份报告的另一版本:{met.other.title}。存入后两个版本都保留,这一份为新版本。",)
