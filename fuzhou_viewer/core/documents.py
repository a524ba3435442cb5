"""A manuscript to a document: the one place where outline and metrics are put together."""

import re
from datetime import date

from fuzhou_viewer.core.entities import EntityReader
from fuzhou_viewer.core.metrics import MetricReader, Setting
from fuzhou_viewer.core.outline import Outline, outline
from fuzhou_viewer.core.records import Document, Manuscript, Span
from fuzhou_viewer.core.remarks import remarks
from fuzhou_viewer.core.surroundings import iso_date
from fuzhou_viewer.core.vocabulary import Vocabulary

_LONGEST_NAME = 40
_BEGINNING = 3000
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")


class DocumentReader:
    """Turns manuscripts into documents with one vocabulary, which is made ready once (40 ms)."""

    def __init__(self, words: Vocabulary) -> None:
        self._metrics = MetricReader(words)
        self._entities = EntityReader(words.entities)

    def document(self, manuscript: Manuscript, key: str = "") -> Document:
        """What the program knows of `manuscript`; never raises, whatever the text."""
        parts = outline(manuscript)
        text = manuscript.text
        told = manuscript.particulars
        issued_on = _issued_on(parts, text) or told.issued_on
        year = _year(parts.title, text, issued_on)
        figures = self._metrics.figures(text, Setting(parts.sections, _body(parts, text), parts.title, year))
        issuer = _part(parts, "issuer", text) or told.issuer
        return Document(
            key=key or manuscript.source.sha256[:16],
            title=_title(parts.title, told.title) or _name(manuscript),
            year=year,
            issuer=issuer,
            issued_on=issued_on,
            text=text,
            sections=parts.sections,
            metrics=figures.metrics,
            findings=(*parts.findings, *remarks(text, parts.sections, manuscript.paragraphs)),
            source=manuscript.source,
            plain_numbers=figures.plain,
            remarks=manuscript.remarks,
            entities=self._entities.entities(text, parts.sections, figures.metrics, issuer),
        )


def document(manuscript: Manuscript, words: Vocabulary, key: str = "") -> Document:
    """What the program knows of one `manuscript`; never raises, whatever the text."""
    return DocumentReader(words).document(manuscript, key)


def _title(found: str, told: str) -> str:
    """The title in the text; the one told beside it where the text's is only its beginning or there is none."""
    return told if told and "".join(told.split()).startswith("".join(found.split())) else found


def _body(parts: Outline, text: str) -> Span:
    """From the preamble or first heading to the last one's end; the whole text where there is neither."""
    told = [s.span for s in parts.sections if s.level is not None or s.kind == "preamble"]
    return Span(min(s.start for s in told), max(s.end for s in told)) if told else Span(0, len(text))


def _part(parts: Outline, kind: str, text: str) -> str:
    return next((text[p.span.start : p.span.end] for p in parts.parts if p.kind == kind), "")


def _issued_on(parts: Outline, text: str) -> date | None:
    try:
        return date.fromisoformat(iso_date(_part(parts, "date", text)))
    except ValueError:
        return None


def _year(title: str, text: str, issued_on: date | None) -> int | None:
    """The year a report is about: the one in its title, else the one it speaks of most at its beginning."""
    found = _YEAR.search(title)
    if found:
        return int(found[1])
    said = [int(year) for year in _YEAR.findall(text[:_BEGINNING]) if not issued_on or int(year) <= issued_on.year]
    if said:
        return max(said, key=lambda year: (said.count(year), year))
    return issued_on.year if issued_on else None


def _name(manuscript: Manuscript) -> str:
    """What a text without a title is called: its first line if that could be one, else its file."""
    first = next(iter(manuscript.paragraphs), Span(0, 0))
    line = manuscript.text[first.start : first.end]
    if line and len(line) <= _LONGEST_NAME and line[-1] not in "：:。；;！!，,":
        return line
    stem = manuscript.source.name.rpartition(".")[0] or manuscript.source.name
    return stem or f"{line[: _LONGEST_NAME - 2]}…"
