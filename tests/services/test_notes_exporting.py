"""Notes leave as Markdown that shows them as they are, and as JSON that brings them back."""

from datetime import UTC, datetime

import pytest

from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.core.kept import Bookmark, Content, Highlight, Kept, KeptId, Note, SavedSearch
from fuzhou_viewer.core.placed import Placed
from fuzhou_viewer.core.records import Span
from fuzhou_viewer.services.notes_exporting import as_json, as_markdown, from_json

NOW = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
PLACE = Anchor(7, "21304件", "全年受理热线", ",办结")
HOSTILE = "# 标题\n<script>alert(1)</script> ![](file:///etc/passwd) **粗** `码` | \x1b[31m \u202e"


def _placed(content: Content, own: str, heading: str = "二、优化服务", *, is_lost: bool = False) -> Placed:
    return Placed(Kept(KeptId(own), content, 1, NOW, NOW), None if is_lost else Span(7, 13), None, heading)


def test_markdown_has_the_sections_the_quotes_and_the_notes() -> None:
    items = [_placed(Note("r", PLACE, "去年口径不同", tags=("待查",)), "a"), _placed(Bookmark("r", PLACE, "热线"), "b")]
    text = as_markdown("2022年总结", [*items, _placed(Highlight("r", PLACE), "c", is_lost=True)])
    assert text.startswith("# 《2022年总结》批注\n")
    assert text.count("## 二、优化服务") == 1
    assert "> 21304件" in text
    assert "去年口径不同" in text
    assert "标签:待查" in text
    assert "书签:热线" in text
    assert "## 原处已找不到" in text


def test_nothing_that_was_written_becomes_a_mark() -> None:
    text = as_markdown(HOSTILE, [_placed(Note("r", PLACE, HOSTILE, tags=(HOSTILE,)), "a", HOSTILE)])
    body = [line for line in text.splitlines() if not line.startswith(("# 《", "## ", "> ", "*2026"))]
    assert not any(line.startswith("#") for line in body)
    assert "<script>" not in text
    assert "![](" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json_brings_everything_back() -> None:
    contents = {
        "a": Note("r", PLACE, HOSTILE + "\ud800", tags=("x",)),
        "b": Highlight("r", PLACE),
        "c": SavedSearch("s", "热线"),
    }
    data = as_json(_placed(content, own).kept for own, content in contents.items())
    assert dict(from_json(data.encode("ascii"))) == contents


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "other", "items": []}', b"[" * 99_999,
     b'{"format": "fuzhou-viewer-notes-1", "items": [{"id": 1}]}', b'{"format": "fuzhou-viewer-notes-1", "items": 3}'],
)  # fmt: skip
def test_what_is_no_export_of_ours_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="不是本程序导出"):
        from_json(data)
