"""Slips of the pen in sums, shares and rates are noticed; the long test over a corpus is benchmarks/check_mutations.py."""

import random

import pytest

from check_mutations import KINDS, Bench, slip
from fuzhou_viewer.core.checking.rules import RuleWords
from fuzhou_viewer.core.vocabulary import Vocabulary

TEXTS = [
    "共调解案件37798件,调解成功37754件,调解成功率达99.88%。",
    "全年共收到行政复议申请6200件,其中,依法受理4955件,占收案总数的79.9%;不予受理1245件,占20.1%。",
    "全国律师事务所38678家。其中,合伙所28297家,占73.16%,国资所604家,占1.56%,个人所9777家,占25.28%。",
    "全县共有人民调解员1760人(专职420人,兼职1340人)。",
    "全年受理案件980件,审结931件,未结49件。",
    "共办理公证12540件,比去年增加1140件,增长10%。",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_most_slips_are_noticed_and_the_text_as_it_is_is_not_flagged(
    words: Vocabulary, rules: RuleWords, text: str
) -> None:
    bench = Bench(words, rules)
    chance = random.Random(7)
    made = [bench.edit(text, target, kind, chance) for target in bench.targets(text) for kind in KINDS * 2]
    edits = [edit for edit in made if edit]
    assert len(edits) >= 12
    answers = [bench.answer(text, edit) for edit in edits]
    told = [answer for answer in answers if answer != "within"]
    assert told.count("noticed") / len(told) >= 0.75
    assert not [r for r in bench.check(text).relations if r.verdict.flag == "error"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_changes_a_number_and_leaves_it_one(kind: str) -> None:
    chance = random.Random(1)
    for figures in ("282", "99.88", "1 ", "37754"):
        changed = slip(figures.strip(), kind, chance)
        assert changed is None or (changed[0].isdigit() and changed[0] != "." and changed[-1] != ".")
