"""Two reports in a window, one beside the other: they scroll together, and a click on one finds its place in both."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from fuzhou_viewer.core.pairing.records import Fate, NumberPair, Pairing, SectionPair, SentencePair
from fuzhou_viewer.core.pairing.rewording import kept_runs
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.side_by_side import number_rows, section_rows, summary_words
from fuzhou_viewer.ui.plain import plain_label
from fuzhou_viewer.ui.side_by_side.changes import Changes
from fuzhou_viewer.ui.side_by_side.colours import Colours
from fuzhou_viewer.ui.side_by_side.gutter import Band, Gutter
from fuzhou_viewer.ui.side_by_side.heights import Heights
from fuzhou_viewer.ui.side_by_side.sheet import Head, Sheet, Stretch
from fuzhou_viewer.ui.theme import Theme
from fuzhou_viewer.ui.ways_out import WaysOut

_SETTLE_MS = 30
_LEGEND = (
    ("new", "新增"),
    ("dropped", "删去"),
    ("moved_edge", "移动"),
    ("number_ground", "数字变化"),
    ("faded", "两份相同"),
)


class SideBySide(QDialog):
    """Shows a comparison; `ways` are the ways out of it."""

    def __init__(self, pairing: Pairing, theme: Theme, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("对照阅读")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pairing = pairing
        colours = Colours(theme)
        self._colours = colours
        self.old, self.new = Sheet("旧报告", font, colours), Sheet("新报告", font, colours)
        self.gutter = Gutter(self._bands, colours)
        self.changes = Changes(colours)
        self.together = QCheckBox("同步滚动")
        self.ways = WaysOut()
        self._said = plain_label("", "note-line")
        self._chosen = -1
        self._is_following = False
        self._apart = 0.0
        self._heights: tuple[Heights, Heights] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._measure)
        self._arrange()
        self._fill()
        self._connect()
        self.resize(1320, 860)

    def choose(self, pair: int) -> None:
        """Go to a pair of sentences on both sides, and bring it out."""
        self._chosen = pair
        told = self.pairing.sentences[pair]
        self.old.choose(told.old)
        self.new.choose(told.new)
        self._bring(told.old, told.new)
        self._said.setText(_pair_words(told))

    def step(self, by: int) -> None:
        """Go to the next, or an earlier, sentence that is not the same in both."""
        count = len(self.pairing.sentences)
        at = self._chosen if self._chosen >= 0 else (-1 if by > 0 else count)
        following = range(at + 1, count) if by > 0 else range(at - 1, -1, -1)
        found = next((i for i in following if self.pairing.sentences[i].fate is not Fate.SAME), None)
        if found is None:
            self._said.setText("后面没有变化了" if by > 0 else "前面没有变化了")
        else:
            self.choose(found)

    def show_number(self, pair: NumberPair) -> None:
        """Go to a pair of numbers."""
        old, new = pair.old.quantity.span, pair.new.quantity.span
        self._chosen = next(
            (i for i, told in enumerate(self.pairing.sentences) if told.new and new.start in told.new), -1
        )
        self.old.choose(old)
        self.new.choose(new)
        self._bring(old, new)
        self._said.setText("")

    def show_section(self, pair: SectionPair) -> None:
        """Go to a section on the sides that have it."""
        self._chosen = -1
        old, new = (_heading(entry.heading, entry.span) if entry else None for entry in (pair.old, pair.new))
        self.old.choose(old)
        self.new.choose(new)
        self._bring(old, new)
        self._said.setText("")

    def say(self, words: str) -> None:
        """Tell something at the foot."""
        self._said.setText(words)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._top())
        reading = QWidget()
        grid = QGridLayout(reading)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for column, (name, report, sheet) in enumerate(
            (("旧", self.pairing.old, self.old), ("新", self.pairing.new, self.new))
        ):
            grid.addWidget(_title(name, report), 0, column * 2)
            grid.addWidget(sheet, 1, column * 2)
            grid.setColumnStretch(column * 2, 1)
        grid.addWidget(self.gutter, 1, 1)
        grid.setRowStretch(1, 1)
        panes = QSplitter(Qt.Orientation.Vertical)
        panes.addWidget(reading)
        panes.addWidget(self.changes)
        panes.setStretchFactor(0, 1)
        panes.setSizes([600, 210])
        panes.setChildrenCollapsible(False)
        rows.addWidget(panes, 1)
        rows.addLayout(self._foot())

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 14, 10)
        row.setSpacing(8)
        self.summary = plain_label(summary_words(self.pairing), "title")
        row.addWidget(self.summary, 1)
        self.together.setChecked(True)
        self.together.setToolTip("一边滚动,另一边跟到对应的地方;不勾选时各自滚动")
        row.addWidget(self.together)
        self.previous, self.next = _button("上一处变化"), _button("下一处变化")
        self.previous.setToolTip("Shift+F3")
        self.next.setToolTip("F3")
        for button in (self.previous, self.next):
            row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 14, 8)
        row.setSpacing(14)
        row.addWidget(self._said, 1)
        for colour, words in _LEGEND:
            row.addWidget(_swatch(getattr(self._colours, colour).name(), words))
        row.addWidget(self.ways)
        return row

    def _connect(self) -> None:
        for sheet in (self.old, self.new):
            sheet.pair_chosen.connect(self.choose)
            sheet.laid_out.connect(self._settle.start)
        self.old.verticalScrollBar().valueChanged.connect(lambda _value: self._follow(self.old))
        self.new.verticalScrollBar().valueChanged.connect(lambda _value: self._follow(self.new))
        self.gutter.pair_chosen.connect(lambda pair: self.show_section(self.pairing.sections[pair]))
        self.changes.number_chosen.connect(self.show_number)
        self.changes.section_chosen.connect(self.show_section)
        self.together.toggled.connect(self._join)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        QShortcut(QKeySequence("F3"), self, lambda: self.step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.step(-1))

    def _fill(self) -> None:
        pairing = self.pairing
        self.old.show_text(pairing.old.text, *_parts(pairing, is_old=True))
        self.new.show_text(pairing.new.text, *_parts(pairing, is_old=False))
        numbers, sections = number_rows(pairing), section_rows(pairing)
        self.changes.show_rows(numbers, sections)
        self.changes.setVisible(bool(numbers or sections))

    def _measure(self) -> None:
        """How the heights of the two answer to each other, as they are laid out now."""
        spans = [(p.old.heading, p.new.heading) for p in self.pairing.sections if p.old and p.new and not p.is_moved]
        spans += [(p.old, p.new) for p in self.pairing.sentences if p.old and p.new and not p.is_moved]
        told = [(self.old.top(a.start), self.new.top(b.start)) for a, b in spans]
        told += [(0.0, 0.0), (self.old.height_of_all(), self.new.height_of_all())]
        self._heights = Heights(told), Heights([(other, one) for one, other in told])
        self._follow(self.old)
        self.gutter.update()

    def _follow(self, moved: Sheet) -> None:
        """Bring the other side to where it answers to the one that moved."""
        self.gutter.update()
        if self._is_following or not self.together.isChecked() or self._heights is None:
            return
        other = self.new if moved is self.old else self.old
        apart = self._apart if moved is self.old else -self._apart
        self._is_following = True
        other.verticalScrollBar().setValue(round(self._answering(moved) + apart))
        self._is_following = False

    def _answering(self, sheet: Sheet) -> float:
        """The scroll value of the other side that shows what `sheet` shows."""
        heights = (self._heights or (Heights([]), Heights([])))[0 if sheet is self.old else 1]
        bar = sheet.verticalScrollBar()
        # the reference line moves from the top edge to the bottom edge, so that both ends are reached together
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        line = sheet.viewport().height() * share
        return heights.other(bar.value() + line) - line

    def _join(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's value
        """From where each side stands now on, they go together."""
        if is_on and self._heights:
            self._apart = self.new.verticalScrollBar().value() - self._answering(self.old)

    def _bring(self, old: Span | None, new: Span | None) -> None:
        self._apart = 0.0
        self._is_following = True
        if old is not None:
            self.old.bring(old.start)
        if new is not None:
            self.new.bring(new.start)
        self._is_following = False
        # what has no answer is shown where it would stand
        if old is None or new is None:
            self._follow(self.new if old is None else self.old)
        self.gutter.update()

    def _bands(self) -> Sequence[Band]:
        told = []
        top_old, top_new = (sheet.verticalScrollBar().value() for sheet in (self.old, self.new))
        height = self.gutter.height()
        for i, pair in enumerate(self.pairing.sections):
            left = self._middle(self.old, pair.old.heading, top_old) if pair.old else None
            right = self._middle(self.new, pair.new.heading, top_new) if pair.new else None
            if any(at is not None and -height < at < 2 * height for at in (left, right)):
                told.append(Band(left, right, pair.fate, pair.is_moved, pair=i))
        if 0 <= self._chosen < len(self.pairing.sentences):
            chosen = self.pairing.sentences[self._chosen]
            if chosen.old and chosen.new:
                ends = self._middle(self.old, chosen.old, top_old), self._middle(self.new, chosen.new, top_new)
                told.append(Band(*ends, chosen.fate, is_chosen=True))
        return told

    @staticmethod
    def _middle(sheet: Sheet, span: Span, scrolled: int) -> float:
        return (sheet.top(span.start) + sheet.bottom(span.start)) / 2 - scrolled


def _parts(pairing: Pairing, *, is_old: bool) -> tuple[Span | None, list[Head], list[Stretch]]:
    """Title, headings and sentences of one side."""
    document = pairing.old if is_old else pairing.new
    title = next((s.heading for s in document.sections if s.level == 0), None)
    heads = [
        Head(entry.heading, entry.level, pair.fate, pair.is_moved)
        for pair in pairing.sections
        if (entry := pair.old if is_old else pair.new)
    ]
    changed = [pair for pair in pairing.numbers if pair.is_changed]
    numbers = sorted(((p.old if is_old else p.new).quantity.span for p in changed), key=lambda span: span.start)
    stretches = []
    k = 0
    spans = [(span, told.fate, i) for i, told in enumerate(pairing.sentences) if (span := _side(told, is_old=is_old))]
    for span, fate, i in sorted(spans, key=lambda one: one[0].start):
        while k < len(numbers) and numbers[k].start < span.start:
            k += 1
        inside = []
        while k < len(numbers) and numbers[k].start < span.end:
            inside.append(numbers[k])
            k += 1
        kept = kept_runs(pairing, pairing.sentences[i])[0 if is_old else 1] if fate is Fate.CHANGED else ()
        stretches.append(Stretch(span, fate, i, tuple(inside), kept))
    return title, heads, stretches


def _side(pair: SentencePair, *, is_old: bool) -> Span | None:
    return pair.old if is_old else pair.new


def _heading(heading: Span, span: Span) -> Span:
    return heading if heading.end > heading.start else Span(span.start, min(span.end, span.start + 1))


def _pair_words(pair: SentencePair) -> str:
    words = {
        Fate.SAME: "这句话两份报告相同",
        Fate.CHANGED: "这句话有改动",
        Fate.NEW: "这句话是新报告才有的",
        Fate.DROPPED: "这句话新报告里没有了",
    }[pair.fate]
    return f"{words},并且换了章节" if pair.is_moved else words


def _title(name: str, report: Document) -> QLabel:
    about = " · ".join(part for part in (report.issuer, f"{report.year}年" if report.year else "") if part)
    label = plain_label(f"{name} · {report.title}" + (f"({about})" if about else ""), "side-heading")
    label.setContentsMargins(16, 4, 8, 6)
    label.setToolTip("")
    return label


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button


def _swatch(colour: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    patch = QLabel()
    patch.setFixedSize(14, 14)
    patch.setStyleSheet(f"background: {colour}; border-radius: 3px;")
    label = plain_label(words, "note-line")
    label.setWordWrap(False)
    row.addWidget(patch)
    row.addWidget(label)
    return holder
