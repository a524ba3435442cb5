"""The search command over the whole library: the embedded report and the person's own, through the index."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from fuzhou_viewer import paths
from fuzhou_viewer.core.contents import place_names
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.importing import Importer
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.searching.everywhere import hits_of
from fuzhou_viewer.services.searching.library import LibraryAnswer
from fuzhou_viewer.services.searching.shelf import INDEX, WholeLibrary

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class LibraryHits:
    """What was found, a row for each place, and whether there is more than was asked for."""

    understood: str
    rows: tuple[dict[str, object], ...]
    has_more: bool


def search_everything(typed: str) -> LibraryHits:
    """Every place of what was `typed` in every report, the best first. Raises DamagedLibraryError."""
    collection = Collection(paths.own_library(), Importer(paths.resources() / "vocabulary"))
    library = WholeLibrary(Library(paths.library()), collection)
    with closing(library.searcher(paths.own_library() / INDEX)) as searcher:
        searcher.refresh()
        answer = searcher.answer(typed, _MOST)
    return LibraryHits(answer.understood, tuple(_rows(answer, library)), answer.has_more)


def _rows(answer: LibraryAnswer, library: WholeLibrary) -> Iterator[dict[str, object]]:
    known = {key: library.report(key) for key in dict.fromkeys(passage.report for passage in answer.passages)}
    names = {key: place_names(report) for key, report in known.items()}
    for passage in answer.passages:
        report = known[passage.report]
        for hit in hits_of(report, passage):
            yield {
                "report": report.title, "start": hit.span.start, "end": hit.span.end,
                "section": hit.section,
                "place": names[passage.report][hit.section],
                "before": hit.before, "match": hit.match, "after": hit.after,
                "text": f"{hit.before}【{hit.match}】{hit.after}",
            }  # fmt: skip
