"""The person looks before a report is kept: what was recognised beside the text, and puts it right."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.core.boundaries import BoundaryEdit
from fuzhou_viewer.core.holdings import Holding, Kept
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.collection import Corrections
from fuzhou_viewer.ui.library_panel.details import plain_label
from fuzhou_viewer.ui.library_panel.groups import length
from fuzhou_viewer.ui.library_panel.recognised import Recognised, ReportText, beside


class ImportPreview(QDialog):
    """Shows a report as it would be kept; `corrections` is what the person left in the fields and sections."""

    def __init__(self, report: Document, met: Kept | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("存入资料库")
        self._report = report
        self.title, self.year, self.issuer = (QLineEdit(words) for words in _fields(report))
        self.year.setValidator(QIntValidator(1900, 2100, self))
        self.text = ReportText(report)
        self.recognised = Recognised(report)
        self.sections = self.recognised.outline.list
        self.keep = QPushButton("存入资料库")
        self.recognised.place_chosen.connect(self.text.show_place)
        self._arrange(met)
        self.recognised.outline.changed.connect(lambda: self._found.setText(_found(self.recognised.outline.report)))
        self.resize(1080, 740)

    def corrections(self) -> Corrections:
        """Title, year and issuer as they stand in the fields, and the changes to the sections."""
        year = self.year.text().strip()
        title = self.title.text().strip() or self._report.title
        edits = self.recognised.outline.edits
        return Corrections(title, int(year) if year.isdecimal() else None, self.issuer.text().strip(), edits)

    def _arrange(self, met: Kept | None) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 16, 18, 14)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(plain_label("认出了这些,不对的可以改", "title"))
        column.addLayout(self._form())
        self._found = plain_label(_found(self._report), "note-line")
        column.addWidget(self._found)
        for words in (*_meeting(met), *self._report.remarks):
            column.addWidget(plain_label(words, "warning"))
        column.addWidget(self.recognised, 1)
        column.addLayout(self._buttons(met))
        rows.addWidget(beside(left, self.text))

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


class Reshaping(QDialog):
    """Puts right the sections of a report that is already kept; `edits` are the changes made."""

    def __init__(self, report: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"改章节:{report.title}")
        self.text = ReportText(report)
        self.recognised = Recognised(report)
        self.recognised.place_chosen.connect(self.text.show_place)
        self.done_button, cancel = QPushButton("保存"), QPushButton("取消")
        self.recognised.outline.changed.connect(self._offer)
        self.done_button.setDefault(True)
        self.done_button.setEnabled(False)
        self.done_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 14, 18, 14)
        rows.addWidget(beside(self.recognised, self.text), 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.done_button)
        row.addWidget(cancel)
        rows.addLayout(row)
        self.resize(1080, 700)

    def edits(self) -> tuple[BoundaryEdit, ...]:
        """The changes, in the order they were made."""
        return self.recognised.outline.edits

    def _offer(self) -> None:
        self.done_button.setEnabled(bool(self.edits()))


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
