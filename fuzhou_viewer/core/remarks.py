"""What a person should know about a text as a whole before trusting what was read from it."""

import re
from collections.abc import Iterator, Sequence

from fuzhou_viewer.core.records import Finding, Section, Span

_LONGEST_LINE = 20_000
_FEWEST = 400
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd\ud800-\udfff\ue000-\uf8ff]")


def remarks(text: str, sections: Sequence[Section], paragraphs: Sequence[Span]) -> Iterator[Finding]:
    """Findings on `text`: empty, no headings, lines too long to be one, characters that cannot be shown."""
    if not paragraphs:
        yield Finding("文件里没有文字", Span(0, 0))
        return
    if len(text) >= _FEWEST and not any(section.level for section in sections):
        yield Finding("没有认出章节标题,全文作为一节", paragraphs[0])
    longest = max(paragraphs, key=lambda span: span.end - span.start)
    if longest.end - longest.start > _LONGEST_LINE:
        yield Finding(f"有一行长达 {longest.end - longest.start} 字,换行可能丢失了", Span(longest.start, longest.start))
    unreadable = list(_UNREADABLE.finditer(text))
    if unreadable:
        first = unreadable[0]
        yield Finding(f"有 {len(unreadable)} 个字符无法显示,原文可能有缺字", Span(first.start(), first.end()))
