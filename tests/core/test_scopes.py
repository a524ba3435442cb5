"""Whose number it is: named in the sentence, carried over what is elided, else the report's area."""

from collections.abc import Callable

from fuzhou_viewer.core.records import Document

Read = Callable[[str], Document]


def _scopes(report: Document) -> list[str]:
    return [m.scope for m in report.metrics]


def test_a_scope_goes_on_over_elided_items(read: Read) -> None:
    report = read("2022年工作总结\n一、复议\n全市收到案件1133件,应诉案件3433件,其中市本级收到案件198件,应诉案件128件。")
    assert _scopes(report) == ["全市", "全市", "市本级", "市本级"]


def test_other_words_for_one_scope_are_one_scope(read: Read) -> None:
    assert _scopes(read("2022年工作总结\n一、公证\n我市办理公证12件,本市办理鉴定15件。")) == ["全市", "全市"]


def test_a_sentence_that_names_nobody_speaks_of_the_area_of_the_report(read: Read) -> None:
    report = read("2022年全市司法行政工作总结\n一、公证\n市局开展学习22次。办理公证12件。")
    assert _scopes(report) == ["市局", "全市"]


def test_the_measure_of_a_comparison_is_no_scope(read: Read) -> None:
    report = read("2022年工作总结\n一、公证\n全市办理公证12件,占全国总量的3%。获评全国先进集体后办理鉴定15件。")
    assert _scopes(report) == ["全市", "全市", "全市"]


def test_the_level_of_a_thing_is_no_scope(read: Read) -> None:
    report = read("2022年工作总结\n一、调解\n全市共建立省、市、县级金牌调解工作室39个。")
    assert _scopes(report) == ["全市"]


def test_a_level_that_opens_a_clause_is_a_scope(read: Read) -> None:
    report = read("2022年工作总结\n一、述法\n市本级述法132人;县(区)级各部门述法946人。")
    assert _scopes(report) == ["市本级", "县(区)级"]
