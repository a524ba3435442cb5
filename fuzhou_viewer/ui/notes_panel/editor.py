"""Where a note is written: plain text, tags, a colour; kept as a draft while it is being written."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from fuzhou_viewer.core.kept import Colour, Draft, KeptId, Note
from fuzhou_viewer.ui.notes_panel.swatches import colour_name, swatch
from fuzhou_viewer.ui.overriding import override
from fuzhou_viewer.ui.plain import plain_label
from fuzhou_viewer.ui.theme import Theme

_REST_MS = 1000
_LONGEST = 50_000  # a line without a break takes Qt the square of its length: 0.2 s here, 77 s for a million
_QUOTED = 60
_HEIGHT = 150
_SEPARATORS = str.maketrans({"，": ",", "、": ",", ";": ",", "；": ","})


class _Sheet(QPlainTextEdit):
    """Takes text alone, and not more than can be kept."""

    too_long = Signal()

    def words(self) -> str:
        """What was written; Qt's own plain text would make a plain blank of one that does not break."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, up to 50,000 characters in all."""
        room = _LONGEST - self.document().characterCount()
        text = source.text() if source.hasText() else ""
        self.insertPlainText(text[: max(0, room)])
        if len(text) > room:
            self.too_long.emit()


class NoteEditor(QWidget):
    """One note being written. `draft_wished` a second after the last key, `saving_wished` when asked for."""

    draft_wished = Signal(Draft)
    saving_wished = Signal(object, object)
    closed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = KeptId("")
        self._note: Note | None = None
        self._is_changed = False
        self._about = plain_label("", "quiet")
        self._sheet = _Sheet()
        self._sheet.setPlaceholderText("写下批注…")
        self._sheet.setAccessibleName("批注内容")
        self._sheet.setTabChangesFocus(True)
        self._tags = QLineEdit()
        self._tags.setPlaceholderText("标签,用逗号隔开")
        self._tags.setAccessibleName("标签")
        self._tags.setMaxLength(400)
        self._colours = QComboBox()
        self._colours.setAccessibleName("颜色")
        self._state = plain_label("", "quiet")
        self._save = QPushButton("保存")
        self._cancel = QPushButton("取消")
        self._rest = QTimer(self)
        self._rest.setInterval(_REST_MS)
        self._rest.setSingleShot(True)
        self._arrange()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Show the colours as they are now."""
        chosen = max(0, self._colours.currentIndex())
        self._colours.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._colours.clear()
        for colour in Colour:
            self._colours.addItem(swatch(colour, theme), colour_name(colour), colour.value)
        self._colours.setCurrentIndex(chosen)
        self._colours.blockSignals(False)  # noqa: FBT003

    def write(self, own: KeptId, note: Note, *, is_draft: bool = False) -> None:
        """Begin with `note`; a draft counts as not saved yet."""
        self._id, self._note = own, None
        self._sheet.setPlainText(note.text)
        self._tags.setText("、".join(note.tags))
        self._colours.setCurrentIndex(list(Colour).index(note.colour))
        quoted = " ".join(note.anchor.quote.split()) if note.anchor else ""
        self._about.setText(f"“{quoted[:_QUOTED]}{'…' if len(quoted) > _QUOTED else ''}”" if quoted else "全文批注")
        self._note, self._is_changed = note, is_draft
        self._state.setText("上次没有写完的草稿" if is_draft else "")
        self._sheet.setFocus()

    def draft(self) -> Draft | None:
        """What is being written and not saved, if anything."""
        note = self._written()
        if note is None or not self._is_changed:
            return None
        return Draft(self._id, note, datetime.now(UTC))

    def show_draft_kept(self) -> None:
        """The draft is on the disk."""
        if self._is_changed:
            self._state.setText("草稿已存")

    def show_saved(self, own: KeptId) -> None:
        """A thing was saved; if it is this one, nothing is left to be written."""
        if own == self._id and self._note is not None:
            self._is_changed = False
            self._rest.stop()
            self._note = None
            self.closed.emit(own)

    def show_failure(self) -> None:
        """It could not be saved: the words stay here."""
        self._save.setEnabled(True)
        self._state.setText("尚未保存")

    def _arrange(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._colours)
        bottom.addWidget(self._state, 1)
        bottom.addWidget(self._cancel)
        bottom.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        self._sheet.setMaximumHeight(_HEIGHT)
        for widget in (self._about, self._sheet, self._tags):
            column.addWidget(widget)
        column.addLayout(bottom)
        self._save.setToolTip("保存批注（Ctrl+Enter）")

    def _connect(self) -> None:
        self._sheet.textChanged.connect(self._change)
        self._tags.textEdited.connect(self._change)
        self._colours.currentIndexChanged.connect(self._change)
        self._rest.timeout.connect(self._wish_draft)
        self._save.clicked.connect(self._wish_saving)
        self._cancel.clicked.connect(self._give_up)
        self._sheet.too_long.connect(lambda: self._state.setText("一条批注最多五万字,多出的没有粘贴"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._wish_saving).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def _change(self) -> None:
        if self._note is not None:
            self._is_changed = True
            self._save.setEnabled(True)
            self._state.setText("")
            self._rest.start()

    def _wish_draft(self) -> None:
        if draft := self.draft():
            self.draft_wished.emit(draft)

    def _wish_saving(self) -> None:
        note = self._written()
        if note is not None:
            # twice clicked is once saved
            self._save.setEnabled(False)
            self._state.setText("正在保存…")
            self.saving_wished.emit(self._id, note)

    def _give_up(self) -> None:
        self._rest.stop()
        self._note = None
        self.closed.emit(self._id)

    def _written(self) -> Note | None:
        if self._note is None:
            return None
        words = [word.strip() for word in self._tags.text().translate(_SEPARATORS).split(",")]
        return replace(
            self._note,
            text=self._sheet.words(),
            tags=tuple(dict.fromkeys(word for word in words if word)),
            colour=Colour(self._colours.currentData()),
        )
