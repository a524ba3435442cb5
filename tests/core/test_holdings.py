"""Versions of one report are told from different reports, whatever file they come in."""

from collections.abc import Callable
from pathlib import Path

from fuzhou_viewer.core.holdings import is_version, likeness, title_key
from fuzhou_viewer.core.records import Document


def test_titles_are_compared_without_width_and_punctuation() -> None:
    assert title_key("２０２２年 全市《司法行政》工作总结") == title_key("2022年全市司法行政工作总结")


def test_a_report_with_changed_sentences_is_a_version_of_itself(
    report: Document, read: Callable[[str], Document]
) -> None:
    sentences = report.text.split("。")
    changed = "。".join(words + "改" if i % 2 else words for i, words in enumerate(sentences))
    assert is_version(likeness(report).sketch, likeness(read(changed)).sketch)


def test_reports_of_two_years_are_no_versions(shared: Path, read: Callable[[str], Document]) -> None:
    files = sorted((shared / "corpus" / "txt").glob("*.txt"))[:12]
    sketches = [likeness(read(file.read_text(encoding="utf-8"))).sketch for file in files]
    assert not any(is_version(a, b) for i, a in enumerate(sketches) for b in sketches[:i])


def test_texts_without_sentences_are_no_versions_of_anything() -> None:
    assert not is_version((), ())
