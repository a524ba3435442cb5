"""Numbers get names, scopes, periods and sections."""

from fuzhou_viewer.core.records import Document


def test_metrics_are_named_by_the_words_before_them(small: Document) -> None:
    names = {m.name: m.quantity.value for m in small.metrics}
    assert names["新建管网长度"] == 35
    assert names["受理热线件数"] == 21304
    assert names["返修率"] * 10 == 8


def test_a_metric_knows_its_section_and_year(small: Document) -> None:
    rate = next(m for m in small.metrics if m.name == "返修率")
    assert rate.section == "s1.1.2"
    assert rate.period == "2023年"


def test_the_scope_is_the_last_one_named_in_the_sentence(report: Document) -> None:
    received = next(m for m in report.metrics if m.quantity.value == 198)
    assert received.scope == "市本级"


def test_names_are_unique_in_a_document(report: Document) -> None:
    names = [m.name for m in report.metrics]
    assert len(set(names)) == len(names)
