"""The whole library as one thing to search: the embedded report and everything on the person's own shelf."""

from collections.abc import Sequence
from pathlib import Path

from fuzhou_viewer.core.errors import DamagedLibraryError
from fuzhou_viewer.core.holdings import Holding
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.collection import Collection
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.services.searching.library import LibrarySearcher, ReportFacts

_EMBEDDED = "embedded"
INDEX = "search.sqlite3"
"""The name of the index file, beside the library."""


class WholeLibrary:
    """The reports there are, the oldest first: what the index is told and where a found key leads."""

    def __init__(self, embedded: Library, collection: Collection) -> None:
        self._embedded = embedded
        self._collection = collection
        self._holdings: dict[str, Holding] = {}

    def searcher(self, index_file: Path) -> LibrarySearcher:
        """A searcher of these reports with its index at `index_file`."""
        return LibrarySearcher(index_file, self.facts, self.report)

    def facts(self) -> Sequence[ReportFacts]:
        """What is known of each report; those in the bin and those a newer version replaced are left out."""
        held = [h for h in self._collection.holdings() if h.removed_at is None and h.newer is None]
        self._holdings = {f"own{h.id}": h for h in held}
        report = self._embedded.document()
        facts = [_facts(key, h) for key, h in self._holdings.items() if h.sha256 != report.source.sha256]
        fingerprint = report.source.sha256
        facts.append(ReportFacts(_EMBEDDED, fingerprint, report.title, report.year, report.issuer, report.source.name))
        return sorted(facts, key=lambda fact: (fact.year or 0, fact.key))

    def report(self, key: str) -> Document:
        """The report with that key. Raises DamagedLibraryError, also when it is there no more."""
        if key == _EMBEDDED:
            return self._embedded.document()
        if key not in self._holdings:
            raise DamagedLibraryError("这份报告已经不在资料库里。", "请重新查找。")
        return self._collection.look_into(self._holdings[key])


def _facts(key: str, holding: Holding) -> ReportFacts:
    # what a person corrects is no part of the text, and needs no new index
    return ReportFacts(key, holding.sha256, holding.title, holding.year, holding.issuer, holding.source_name)
