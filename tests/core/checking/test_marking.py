"""Marks on findings: they hold by words, whatever the offsets, and never touch what agrees."""

from collections.abc import Callable

import pytest

from fuzhou_viewer.core.anchors import Anchor
from fuzhou_viewer.core.checking.marking import finding_keys, marked
from fuzhou_viewer.core.checking.verdicts import Checked, Relation, Verdict
from fuzhou_viewer.core.kept import CheckMark, Decision, decoded, encoded, lasting_id

Check = Callable[[str], Checked]
TEXT = "一、概况\n市中心接访334件,立案282件,结案276件,结案率91%。\n抽检水样462份,合格460份,合格率99.57%。\n"
PLACE = Anchor(0, "91%", "结案率", "。")


def _finding(checked: Checked) -> Relation:
    (found,) = checked.of(Verdict.INCONSISTENT)
    return found


def _mark(text: str, checked: Checked, decision: Decision = Decision.TO_CORRECT, remark: str = "") -> CheckMark:
    found = _finding(checked)
    return CheckMark("r", PLACE, found.rule, decision, remark, finding_keys(text, checked)[found])


@pytest.mark.parametrize(
    "later",
    [
        "前面多了一段,说的是别的事。\n" + TEXT,
        TEXT.replace("\n", "\n\n"),
        TEXT.replace("立案282件,", "立案282件，"),
        TEXT + "后面也多了一段。\n",
    ],
)
def test_a_finding_has_the_same_key_after_the_report_is_imported_anew(check: Check, later: str) -> None:
    before, after = check(TEXT), check(later)
    assert finding_keys(TEXT, before)[_finding(before)] == finding_keys(later, after)[_finding(after)]
    assert list(marked(later, after, [_mark(TEXT, before)]).marks) == [_finding(after)]


@pytest.mark.parametrize("later", [TEXT.replace("91%", "92%"), TEXT.replace("接访334", "接访335")])
def test_a_finding_whose_numbers_or_sentence_changed_is_another_one(check: Check, later: str) -> None:
    mark = _mark(TEXT, check(TEXT))
    told = marked(later, check(later), [mark])
    assert told.marks == {}
    assert len(told.waiting(Verdict.INCONSISTENT)) == 1


def test_a_decided_finding_waits_no_more_and_is_told_with_its_remark(check: Check) -> None:
    checked = check(TEXT)
    told = marked(TEXT, checked, [_mark(TEXT, checked, Decision.OTHER_SCOPE, "含上年结转")])
    assert told.waiting(Verdict.INCONSISTENT) == ()
    assert told.decided(Verdict.INCONSISTENT) == (_finding(checked),)
    assert told.opinion(_finding(checked)) == "口径不同:含上年结转"
    assert told.summary.endswith("已处理 1 处")


def test_a_hushed_rule_hides_its_findings_and_leaves_what_agrees(check: Check) -> None:
    checked = check(TEXT)
    told = marked(TEXT, checked, [_mark(TEXT, checked, Decision.HUSHED)])
    assert told.silenced() == (_finding(checked),)
    assert told.waiting(Verdict.INCONSISTENT) == ()
    assert told.waiting(Verdict.CONSISTENT) == checked.of(Verdict.CONSISTENT) != ()
    assert told.opinion(_finding(checked)) == "不再提示此类"
    assert told.summary.endswith("不再提示 1 处")


def test_there_is_one_mark_for_a_finding_and_one_for_a_hushed_rule(check: Check) -> None:
    checked = check(TEXT)
    first, second = _mark(TEXT, checked), _mark(TEXT, checked, Decision.OTHER_SCOPE)
    hushed = _mark(TEXT, checked, Decision.HUSHED)
    assert lasting_id(first) == lasting_id(second) != lasting_id(hushed)


def test_a_mark_of_an_earlier_version_is_still_read() -> None:
    old = '{"anchor":{"after":"。","before":"结案率","quote":"91%","start":0},"decision":"wrong","document":"r","remark":"","rule":"R1"}'
    mark = decoded("check", old)
    assert mark == CheckMark("r", PLACE, "R1", Decision.WRONG)
    assert decoded("check", encoded(mark)) == mark


def test_findings_with_the_same_words_are_marked_one_by_one(check: Check) -> None:
    line = "市中心接访334件,立案282件,结案276件,结案率91%。\n"
    text = "一、概况\n" + line + "本月情况同上。\n" + line
    checked = check(text)
    first, second = sorted(checked.of(Verdict.INCONSISTENT), key=lambda r: r.place.start)
    keys = finding_keys(text, checked)
    assert keys[first] != keys[second]
    assert keys[first] == finding_keys("一、概况\n" + line, alone := check("一、概况\n" + line))[_finding(alone)]
    mark = CheckMark("r", PLACE, second.rule, Decision.TO_CORRECT, "", keys[second])
    assert marked(text, checked, [mark]).waiting(Verdict.INCONSISTENT) == (first,)
