"""Brings together the text, the panel of notes and what is kept: marking, writing, finding the place again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QMainWindow, QMenu

from fuzhou_viewer.core.anchors import anchor
from fuzhou_viewer.core.contents import contents, entries_at
from fuzhou_viewer.core.errors import NothingSelectedError, NotKeptError, ViewerError
from fuzhou_viewer.core.following import Followed
from fuzhou_viewer.core.joining import TakenIn
from fuzhou_viewer.core.kept import About, Bookmark, Colour, Draft, Highlight, Kept, KeptId, Note
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.ui.actions import Actions
from fuzhou_viewer.ui.messages import show_error
from fuzhou_viewer.ui.notes_leaving import NotesLeaving
from fuzhou_viewer.ui.notes_panel.panel import NotesPanel
from fuzhou_viewer.ui.notes_panel.swatches import colour_name, swatch
from fuzhou_viewer.ui.notes_recovery import show_opening
from fuzhou_viewer.ui.panes import Panes
from fuzhou_viewer.ui.reader_layer import ReaderLayer
from fuzhou_viewer.ui.tasks import Tasks
from fuzhou_viewer.ui.text_pane.pane import TextPane
from fuzhou_viewer.ui.text_pane.passages import Passage
from fuzhou_viewer.ui.theme import Theme

if TYPE_CHECKING:
    from fuzhou_viewer.services.collection import Collection

_STILL_MS = 2000
_SAID_MS = 6000
_TITLE = 24


class NoteTaking(QObject):
    """What a reader does with notes in one window; `said` stands in its status bar, `failed` in a dialog."""

    said = Signal(str)
    failed = Signal(ViewerError)
    menu_made = Signal(QMenu, int)
    """The menu over the character at an offset, before it is shown; others may add to it."""

    def __init__(
        self, notes: Notes, text: TextPane, panes: Panes, theme: Theme, tasks: Tasks, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._text, self._theme, self._tasks, self._window = text, theme, tasks, window
        self.panel = NotesPanel(theme)
        self._panes = panes
        panes.add_right(self.panel, "批注")
        self.layer = ReaderLayer(notes, self)
        self.leaving = NotesLeaving(self.layer, tasks, window)
        self._colour = Colour.YELLOW
        self._is_warned = False
        self._older = ""
        self._guests: Sequence[Placed] = ()
        self._still = QTimer(self)
        self._still.setInterval(_STILL_MS)
        self._still.setSingleShot(True)
        self._still.timeout.connect(lambda: self.layer.keep_position(self._text.reading_offset()))
        self._connect()

    def begin(self, actions: Actions, quiet: SignalInstance, collection: "Callable[[], Collection]") -> None:
        """Let the window's actions do what is done here; open the notes when the window tells that it is `quiet`.

        Sooner, the notes' own thread would compete with that of the charts.
        """
        self.leaving.use(collection)
        quiet.connect(self.layer.open)
        for name, deed in {
            "highlight": self.highlight,
            "note": self.write_note,
            "bookmark": self.bookmark,
            "notes": self.show_panel,
            "health": self.show_health,
            "undo": self.layer.undo,
            "redo": self.layer.redo,
        }.items():
            actions[name].triggered.connect(lambda _checked=False, deed=deed: deed())
        self._show_ways(actions, is_back=False, is_forth=False)
        self.layer.retraced.connect(lambda back, forth: self._show_ways(actions, is_back=back, is_forth=forth))

    @staticmethod
    def _show_ways(actions: Actions, *, is_back: bool, is_forth: bool) -> None:
        actions["undo"].setEnabled(is_back)
        actions["redo"].setEnabled(is_forth)

    def set_theme(self, theme: Theme) -> None:
        """Show marks and swatches as `theme` has them."""
        self._theme = theme
        self.panel.set_theme(theme)
        self._show_marks(self.layer.items)

    def highlight(self, colour: Colour | None = None) -> None:
        """Mark the selected words, in the colour used last if none is told."""
        report, span = self.layer.report, self._text.selected_span()
        if report is None or span is None:
            self.failed.emit(NothingSelectedError("还没有选中文字。", "请先用鼠标或 Shift+方向键选中要高亮的文字。"))
            return
        self._colour = colour or self._colour
        self.layer.keep(
            Highlight(report.key, anchor(report.text, span), self._colour, self._heading(report, span.start))
        )
        self._text.clear_selection()

    def write_note(self, span: Span | None = None, about: About = About.PASSAGE) -> None:
        """Write on the selected words or on `span`; on the section being read where nothing is selected."""
        report = self.layer.report
        if report is None:
            return
        chosen = span or self._text.selected_span()
        if chosen is None:
            about = About.SECTION
            chosen = _heading_span(report, self._text.reading_offset())
        place = anchor(report.text, chosen) if chosen else None
        heading = self._heading(report, chosen.start) if chosen else ""
        note = Note(report.key, place, "", about if place else About.DOCUMENT, self._colour, heading)
        self._write(KeptId(uuid4().hex), note)

    def bookmark(self, offset: int | None = None) -> None:
        """Keep the place being read."""
        report = self.layer.report
        if report is None:
            return
        start = self._text.reading_offset() if offset is None else offset
        line = report.text[start : start + _TITLE].splitlines()[:1]
        end = start + (len(line[0]) if line else 0)
        title = " ".join((line[0] if line else "").split()) or self._heading(report, start)
        self.layer.keep(Bookmark(report.key, anchor(report.text, Span(start, max(end, start + 1))), title))
        self.said.emit(f"已加书签:{title}")

    def show_menu(self, at: QPoint, offset: int) -> None:
        """The menu of the text at a place of the screen, over the character at `offset`."""
        menu = QMenu(self._window)
        if self._text.selected_span():
            menu.addAction("复制").triggered.connect(self._text.copy)
            menu.addSeparator()
            self._add_colours(menu.addMenu("高亮"), self.highlight)
            menu.addAction("写批注…").triggered.connect(lambda _checked=False: self.write_note())
        self._add_mine(menu, offset)
        report = self.layer.report
        number = next((m for m in report.metrics if offset in m.quantity.span), None) if report else None
        if number is not None:
            span = number.quantity.span
            menu.addAction("对这个数写批注…").triggered.connect(lambda: self.write_note(span, About.NUMBER))
        self.menu_made.emit(menu, offset)
        section = _heading_span(report, offset) if report else None
        if section is not None:
            menu.addAction("对本节写批注…").triggered.connect(lambda: self.write_note(section, About.SECTION))
        menu.addAction("在这里加书签").triggered.connect(lambda: self.bookmark(offset))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def show_panel(self) -> None:
        """Bring the panel forward."""
        self._panes.choose_right(self.panel)

    def show_health(self) -> None:
        """Look at everything, off the window's thread, and show what was found."""
        from fuzhou_viewer import paths  # noqa: PLC0415 - only this needs them
        from fuzhou_viewer.services.health import examined  # noqa: PLC0415
        from fuzhou_viewer.ui.health_window import HealthWindow  # noqa: PLC0415

        notes, library = self.layer.notes, paths.library()
        self.said.emit("正在体检…")
        self._tasks.run(
            lambda: examined(notes, library),
            lambda found: HealthWindow(found, self.layer, self._window).open(),
            "health",
        )

    def finish(self) -> bool:
        """Before the window closes: the place and what is being written; whether the window may close.

        Where a draft cannot be saved it stays open once, so that the words can be copied; the second time it closes.
        """
        self._still.stop()
        self.layer.keep_position(self._text.reading_offset())
        if self._is_warned or self.layer.finish(self.panel.editor.draft()):
            return True
        self._is_warned = True
        self.failed.emit(NotKeptError("正在写的批注还没有保存。", "请先把文字复制出来,再关闭窗口。"))
        return False

    def _connect(self) -> None:
        layer, panel, editor = self.layer, self.panel, self.panel.editor
        layer.changed.connect(self._show_marks)
        layer.changed.connect(panel.show_items)
        layer.saved.connect(self._tell_saved)
        layer.position_found.connect(self._go_back)
        layer.drafts_found.connect(self._show_drafts)
        layer.failed.connect(self._tell_failure)
        self.said.connect(lambda words: self._window.statusBar().showMessage(words, _SAID_MS))
        self.failed.connect(lambda error: show_error(self._window, error))
        layer.opened.connect(lambda opening: show_opening(opening, layer.recover, self._window))
        panel.place_wished.connect(self._go_to)
        panel.edit_wished.connect(self._edit)
        panel.removal_wished.connect(lambda item: layer.remove(item.kept.id))
        panel.restoring_wished.connect(lambda item: layer.restore(item.kept.id))
        panel.bin_wished.connect(lambda: layer.in_bin(panel.show_bin))
        panel.export_wished.connect(self.leaving.export)
        panel.health_wished.connect(self.show_health)
        layer.older_found.connect(self._offer_following)
        panel.version.following_wished.connect(lambda: layer.follow(self._older, self._tell_followed))
        panel.taking_in_wished.connect(self._take_in_handed)
        panel.emptying_wished.connect(self._ask_emptying)
        layer.handed_in.connect(self._show_handed_in)
        editor.draft_wished.connect(lambda draft: layer.keep_draft(draft, lambda _nothing: editor.show_draft_kept()))
        editor.saving_wished.connect(lambda own, note: layer.keep(note, own))
        editor.closed.connect(layer.drop_draft)
        self.leaving.said.connect(self.said)
        self.leaving.failed.connect(self.failed)
        self._text.place_changed.connect(lambda _offset: self._still.start())
        self._text.menu_wished.connect(self.show_menu)

    def _show_marks(self, items: Sequence[Placed]) -> None:
        self._text.mark_passages(
            [
                Passage(
                    item.span, getattr(self._theme, item.kept.content.colour.value), isinstance(item.kept.content, Note)
                )
                for item in (*items, *self._guests)
                if item.span and isinstance(item.kept.content, Highlight | Note)
            ]
        )

    def _tell_saved(self, kept: Kept[Highlight | Note | Bookmark]) -> None:
        self.panel.editor.show_saved(kept.id)
        self.panel.refresh_bin()
        self.said.emit("已删除,可按 Ctrl+Z 撤销" if kept.is_deleted else "已保存")

    def _offer_following(self, key: str) -> None:
        self._older = key
        self.panel.version.setVisible(bool(key))

    def _tell_followed(self, told: Followed) -> None:
        self.said.emit(f"已带来 {len(told.wanted)} 条;Ctrl+Z 可撤销")
        if told.lost:
            from fuzhou_viewer.ui.lost_notes import LostNotes  # noqa: PLC0415 - rarely needed

            LostNotes(told.lost, self._window).open()

    def _show_handed_in(self, items: Sequence[Placed]) -> None:
        self._guests = items
        self._show_marks(self.layer.items)
        self.panel.show_handed_in(items)
        if items:
            self.show_panel()

    def _tell_failure(self, error: ViewerError) -> None:
        self.panel.editor.show_failure()
        self.failed.emit(error)

    def _go_to(self, item: Placed) -> None:
        if item.span is not None:
            self._text.go_to(item.span, flash=True)
        else:
            self.said.emit("这条批注的原处在现在的文本里找不到" if item.is_lost else "这条批注是写给全文的")

    def _go_back(self, offset: int) -> None:
        if self._text.is_untouched() and offset:
            self._text.go_to(Span(offset, offset))
            self.said.emit("已回到上次读到的地方")

    def _edit(self, item: Placed) -> None:
        content = item.kept.content
        if isinstance(content, Note):
            self._write(item.kept.id, content)
        elif isinstance(content, Highlight):
            # a note written on a highlight takes its place: the same thing, one revision on
            note = Note(
                content.document, content.anchor, "", About.PASSAGE, content.colour, content.heading, content.tags
            )
            self._write(item.kept.id, note)

    def _write(self, own: KeptId, note: Note) -> None:
        unsaved = self.panel.editor.draft()
        if unsaved is not None and isinstance(unsaved.content, Note):
            # whoever turns to another note wants the first one kept
            self.layer.keep(unsaved.content, unsaved.id)
        self.show_panel()
        self.panel.write(own, note)

    def _show_drafts(self, drafts: Sequence[Draft]) -> None:
        report = self.layer.report
        mine = [d for d in drafts if isinstance(d.content, Note) and report and d.content.document == report.key]
        if mine and isinstance(mine[-1].content, Note) and self.panel.editor.draft() is None:
            self.show_panel()
            self.panel.write(mine[-1].id, mine[-1].content, is_draft=True)

    def _add_mine(self, menu: QMenu, offset: int) -> None:
        """What can be done with the marks under the pointer, the shortest of them."""
        under = [item for item in self.layer.items if item.span and offset in item.span]
        marks = [item for item in under if isinstance(item.kept.content, Highlight | Note)]
        if not marks:
            return
        item = min(marks, key=lambda one: one.span.end - one.span.start if one.span else 0)
        content = item.kept.content
        words = "改批注…" if isinstance(content, Note) else "在高亮上写批注…"
        menu.addAction(words).triggered.connect(lambda: self._edit(item))
        if isinstance(content, Highlight | Note):
            self._add_colours(
                menu.addMenu("改颜色"), lambda c: self.layer.keep(replace(content, colour=c), item.kept.id)
            )
        what = "删除批注" if isinstance(content, Note) else "取消高亮"
        menu.addAction(what).triggered.connect(lambda: self.layer.remove(item.kept.id))
        menu.addSeparator()

    def _add_colours(self, menu: QMenu, deed: Callable[[Colour], None]) -> None:
        for colour in Colour:
            action = menu.addAction(swatch(colour, self._theme), colour_name(colour))
            action.triggered.connect(lambda _checked=False, c=colour: deed(c))

    def _take_in_handed(self) -> None:
        def done(taken: TakenIn) -> None:
            report = self.layer.report
            if report is not None:
                self.layer.notes.hand_in(report.key, ())
            self._show_handed_in(())
            self.said.emit(f"{taken.words()};Ctrl+Z 可撤销")

        self.layer.take_in(self.panel.handed_in(), done)

    def _ask_emptying(self, count: int) -> None:
        from fuzhou_viewer.ui.bin_question import is_to_be_emptied  # noqa: PLC0415 - dialogs are slow to load

        if is_to_be_emptied(self._window, count):
            self.layer.empty_bin(self._tell_emptied)

    def _tell_emptied(self, count: int) -> None:
        self.panel.refresh_bin()
        self.said.emit(f"已彻底删除 {count} 条")

    @staticmethod
    def _heading(report: Document, offset: int) -> str:
        holding = entries_at(contents(report), offset)
        return holding[0].label if holding else ""


def _heading_span(report: Document, offset: int) -> Span | None:
    holding = entries_at(contents(report), offset)
    if holding is None:
        return None
    heading = holding[0].heading
    return heading if heading.end > heading.start else Span(holding[0].span.start, holding[0].span.start + _TITLE)
