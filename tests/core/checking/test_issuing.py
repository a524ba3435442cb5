"""The day of issue against the days of events: what is told as done cannot lie after it."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.checking.verdicts import Checked, Verdict

HEAD = "2022年全市供水工作总结\n一、概况\n"
FOOT = "\n市供水局\n2023年2月2日\n"


def _said(checked: Checked) -> list[str]:
    return [r.formula for r in checked.of(Verdict.QUERY) if r.rule == "R13"]


@pytest.mark.parametrize(
    "event", ["2023年2月20日,召开全市供水工作会议。", "2023年12月5日举办供水开放日活动,参加320人。"]
)
def test_an_event_after_the_day_of_issue_is_asked_about(check: Callable[[str], Checked], event: str) -> None:
    (told,) = _said(check(HEAD + event + FOOT))
    assert told == f"{event[: event.index('日') + 1]} 晚于落款 2023年2月2日"


@pytest.mark.parametrize(
    "event",
    [
        "2023年1月20日,召开全市供水工作会议。",
        "2023年2月2日,召开全市供水工作会议。",
        "将于2023年2月20日召开全市供水工作会议。",
        "该办法于2022年12月印发,自2023年3月1日起施行。",
        "2023年6月30日前开工建设水厂。",
        "印发《供水条例(2023年5月1日修订)》。",
    ],
)
def test_what_came_before_or_is_still_to_come_is_not(check: Callable[[str], Checked], event: str) -> None:
    assert _said(check(HEAD + event + FOOT)) == []


def test_without_a_day_of_issue_there_is_nothing_to_compare(check: Callable[[str], Checked]) -> None:
    assert _said(check(HEAD + "2023年12月5日举办供水开放日活动。\n")) == []
