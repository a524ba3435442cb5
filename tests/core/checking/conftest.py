"""What the tests of the number check may ask for."""

from collections.abc import Callable

import pytest

from fuzhou_viewer import paths
from fuzhou_viewer.core.checking import checker
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.checking.verdicts import Checked
from fuzhou_viewer.core.documents import document
from fuzhou_viewer.core.paragraphs import paragraphs
from fuzhou_viewer.core.records import Manuscript, Source
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.services.wordlists import rule_words_in


@pytest.fixture(scope="session")
def rules() -> RuleWords:
    return rule_words_in(paths.resources() / "vocabulary")


@pytest.fixture(scope="session")
def check(words: Vocabulary, rules: RuleWords) -> Callable[[str], Checked]:
    """A text to what its numbers say about one another, through the real engine."""

    def checked(text: str) -> Checked:
        manuscript = Manuscript(text, paragraphs(text), Source("报告.txt", "txt", "0" * 64))
        return checker.check(document(manuscript, words), rules)

    return checked
