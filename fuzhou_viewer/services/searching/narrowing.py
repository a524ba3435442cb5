"""Narrower questions about the whole library, each with what it would leave."""

from dataclasses import dataclass

from fuzhou_viewer.services.searching.answers import Suggestion
from fuzhou_viewer.services.searching.library import UNKNOWN, Facet, Facets


@dataclass(frozen=True, slots=True)
class Narrowings:
    """Narrower questions by year, by issuer and by report, each with how many passages answer it."""

    years: tuple[Suggestion, ...] = ()
    issuers: tuple[Suggestion, ...] = ()
    reports: tuple[Suggestion, ...] = ()


def narrowings(typed: str, found: Facets) -> Narrowings:
    """What of `typed` is left by year, issuer and report."""
    return Narrowings(
        _narrower(typed, "年", found.years),
        _narrower(typed, "单位", found.issuers),
        _narrower(typed, "文件", found.reports),
    )


def _narrower(typed: str, field: str, found: tuple[Facet, ...]) -> tuple[Suggestion, ...]:
    # one alone narrows nothing, and what is not known cannot be asked for
    asked = [one for one in found if one.words not in UNKNOWN] if len(found) > 1 else []
    return tuple(Suggestion(one.words, f'{typed} {field}:"{one.words}"', one.count) for one in asked)
