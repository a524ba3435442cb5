"""A basket kept by name gives back what was put in: sections, words, hits, and what was put together for paper."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fuzhou_viewer.core import kept
from fuzhou_viewer.core.records import Document, Span
from fuzhou_viewer.services.printing import basket
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import Bar, BarGroup, Chart, Mark, Paragraph, Run, Table
from fuzhou_viewer.services.printing.shelf import kept_basket, picks_of
from fuzhou_viewer.services.searching import Searcher

_BLOCKS = (
    Paragraph((Run("核对清单", "title"),), "title", 2, (Mark(0, 1, "一"),)),
    Table("表", ("位置", "算式"), (("第2段", "276 ÷ 282 = 97.87%"),), (1.0, 2.5), (False, True), "据原文"),
    Chart("图", (BarGroup("件", Decimal("282.10"), (Bar("立案", Decimal("0.1"), "0.1件"),)),), "据原文"),
)


def _again(report: Document, picks: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """Through the very words that are written to disk."""
    content = kept.decoded("basket", kept.encoded(kept_basket(report, "会议用", picks)))
    assert isinstance(content, kept.PrintBasket)
    return picks_of(report, content)


def test_what_was_put_together_comes_back_as_it_was(report: Document) -> None:
    picks = tuple(
        Pick(kind, Span(10, 30), "全部核对结果", blocks=_BLOCKS)
        for kind in (basket.CHECK, basket.COMPARED, basket.NOTES)
    )
    assert _again(report, picks) == picks


def test_hits_keep_the_word_they_were_found_by(report: Document) -> None:
    picks = basket.paragraphs_of(report, Searcher(report).answer("社区矫正").hits)
    assert all(pick.label.startswith("【社区矫正】") for pick in picks)
    assert _again(report, picks) == picks


def test_what_was_put_together_stays_when_its_words_are_gone(report: Document) -> None:
    pick = Pick(basket.CHECK, Span(10, 30), "核对", blocks=_BLOCKS)
    (entry,) = kept_basket(report, "会议用", (pick,)).entries
    moved = replace(entry, title="这里没有这样的话")
    (found,) = picks_of(report, kept.PrintBasket("会议用", (moved,)))
    assert found.blocks == _BLOCKS


_PARAGRAPH = '["Paragraph", {"runs": [{"text": "字", "role": "%s"}], "kind": "%s", "number": 0, "marks": []}]'
_TABLE = '["Table", {"caption": "", "heads": ["a"], "rows": [%s], "weights": [%s], "is_number": [], "source": ""}]'
_SPOILT = (
    "{", "[1]", '[["Table", {}]]', '[["Paragraph", {"runs": [{"text": 1, "role": "x"}]}]]', '[["X", {}]]',
    f"[{_PARAGRAPH % ('huge', 'body')}]", f"[{_PARAGRAPH % ('body', 'poem')}]",
    f"[{_TABLE % ('[]', '1.0')}]", f"[{_TABLE % ('', 'NaN')}]", f"[{_TABLE % ('', '0')}]",
)  # fmt: skip


@pytest.mark.parametrize("words", _SPOILT)
def test_damaged_blocks_are_left_out(report: Document, words: str) -> None:
    pick = Pick(basket.CHECK, Span(10, 30), "核对", blocks=_BLOCKS)
    (entry,) = kept_basket(report, "会议用", (pick,)).entries
    assert picks_of(report, kept.PrintBasket("会议用", (replace(entry, blocks=words),))) == ()


def test_baskets_kept_before_labels_and_blocks_still_open(report: Document) -> None:
    words = report.text[10:30]
    old = f'{{"entries":[{{"document":"{report.key}","key":"10-30","kind":"passage","title":"{words[:5]}"}}],"name":"旧"}}'
    content = kept.decoded("basket", old)
    assert isinstance(content, kept.PrintBasket)
    assert [pick.kind for pick in picks_of(report, content)] == ["passage"]
