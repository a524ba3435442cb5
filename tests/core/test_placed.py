"""What is kept stands where its words stand now, and what lost its place is said to have."""

from collections.abc import Callable
from datetime import UTC, datetime

from conftest import SMALL
from fuzhou_viewer.core.anchors import Anchor, Fit, anchor
from fuzhou_viewer.core.kept import About, Content, Highlight, Kept, KeptId, Note
from fuzhou_viewer.core.placed import Shelf
from fuzhou_viewer.core.records import Document, Span

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _kept(content: Content, own: str) -> Kept[Content]:
    return Kept(KeptId(own), content, 1, NOW, NOW)


def test_things_stand_in_the_order_of_the_text_under_the_section_there(
    small: Document, read: Callable[[str], Document]
) -> None:
    def on(words: str) -> Anchor:
        start = small.text.index(words)
        return anchor(small.text, Span(start, start + len(words)))

    kept = [
        _kept(Highlight("r", Anchor(0, "早已删去的一句话,谁也找不到", "", ""), heading="九、旧章"), "lost"),
        _kept(Highlight("r", on("21290件")), "late"),
        _kept(Note("r", on("35公里"), "看这里"), "early"),
        _kept(Note("r", None, "全文", About.DOCUMENT), "whole"),
    ]
    later = read("增加的一行。\n" + SMALL.replace("21290件", "21291件"))
    placed = Shelf(later).placed(kept)
    assert [p.kept.id for p in placed] == ["whole", "early", "late", "lost"]
    assert [p.is_lost for p in placed] == [False, False, False, True]
    assert placed[1].heading.startswith("一是抓进度")
    assert (placed[2].fit, placed[2].heading) == (Fit.CHANGED, "二、优化服务")
    assert placed[3].heading == "九、旧章"
