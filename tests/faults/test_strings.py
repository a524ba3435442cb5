"""Part E of the catalogue: whatever is typed is kept, found and shown as it was typed, and does nothing."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from faults.strings import HOSTILE
from fuzhou_viewer.core import kept
from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.services.notes import Notes
from fuzhou_viewer.services.notes_exporting import as_json, from_json
from fuzhou_viewer.ui.main_window import MainWindow
from fuzhou_viewer.ui.messages import error_box
from fuzhou_viewer.ui.plain import plain_label


def _everywhere(words: str) -> tuple[kept.Content, ...]:
    """A record of each kind with `words` in each of its text fields."""
    place = Anchor(0, words or "字", words, words)
    return (
        kept.Highlight(words, place, heading=words, tags=(words,)),
        kept.Note(words, place, words, heading=words, tags=(words, words)),
        kept.Bookmark(words, place, words),
        kept.ReadingPosition(words, place),
        kept.DocumentTags(words, (words,)),
        kept.MetricCorrection(words, place, kept.Ruling.RENAMED, words),
        kept.CheckMark(words, place, words, kept.Decision.WRONG, words),
        kept.SavedSearch(words, words, words),
        kept.PrintBasket(words, (kept.BasketEntry(words, words, words, words),)),
    )


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notes]:
    made = Notes(tmp_path_factory.mktemp("own"))
    yield made
    made.close()


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 84


def test_e03_every_string_in_every_field_of_every_kind_is_written_and_read_as_it_was() -> None:
    for content in [content for words in HOSTILE for content in _everywhere(words)]:
        data = kept.encoded(content)
        assert data.encode("utf-8")
        assert kept.decoded(kept.kind_of(content), data) == content
        assert (kept.lasting_id(content) or "").encode("utf-8") is not None


def test_e03_every_string_in_every_field_and_as_the_key_of_a_report_is_on_the_disk_as_it_was(notes: Notes) -> None:
    wanted = {words: _everywhere(words)[1] for words in HOSTILE}
    answers = {words: notes.keep(content) for words, content in wanted.items()}
    for words, answer in answers.items():
        assert notes.revisions(answer.result().id).result()[-1].content == wanted[words]
        assert [one.content for one in notes.kept(kept.Note, words).result()] == [wanted[words]]
    assert notes.damaged().result() == ()


def test_e09_every_string_leaves_and_comes_back_in_json(notes: Notes) -> None:
    everything = notes.everything().result()
    data = as_json(everything).encode("ascii")
    assert json.loads(data)
    assert [content for _, content in from_json(data)] == [one.content for one in everything]


def test_e01_the_search_line_takes_every_string(window: MainWindow, qtbot: object) -> None:
    for words in HOSTILE:
        window.search_line.setText(words)
        window.search_line.returnPressed.emit()
    window.search_line.setText("法治")
    window.search_line.returnPressed.emit()
    qtbot.waitUntil(lambda: window.hits._view.model().rowCount() > 0, timeout=20_000)


def test_e04_panel_editor_and_menus_show_every_string_as_typed(window: MainWindow, qtbot: object) -> None:
    panel = window.notes.panel
    qtbot.waitUntil(lambda: window.notes.layer._is_open, timeout=20_000)
    for words in HOSTILE:
        note = kept.Note(window.report.key, Anchor(0, words or "字", words, words), words, tags=(words,))
        panel.write(kept.KeptId("x"), note)
        shown = panel.editor._sheet.words()
        assert _without_breaks(shown) == _without_breaks(words)
        panel._filter.setText(words)
        panel.editor._give_up()
    window.notes.layer.notes.drafts().result()


def test_e04_labels_and_messages_are_plain_text(qapp: object, qtbot: object) -> None:
    for words in HOSTILE:
        label = plain_label(words)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert _without_breaks(label.text()) == _without_breaks(words)
        box = error_box(None, UnreadableFileError(words, words))
        qtbot.addWidget(box)
        assert box.textFormat() is Qt.TextFormat.PlainText


def test_e04_every_label_of_the_window_is_plain_text(window: MainWindow) -> None:
    window.notes.show_panel()
    labels = window.findChildren(QLabel)
    assert labels
    rich = [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]
    assert rich == []


def _without_breaks(words: str) -> str:
    """Qt has one kind of line break, takes U+FEFF for the mark of an encoding and drops half a pair on the way in."""
    return "".join(c for c in words if c not in "\r\n\u2028\u2029\ufeff" and not "\ud800" <= c <= "\udfff")
