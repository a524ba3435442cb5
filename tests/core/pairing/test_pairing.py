"""Two reports: what answers to what, on made texts, whatever they hold."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fuzhou_viewer.core.documents import DocumentReader
from fuzhou_viewer.core.pairing.pairing import paired
from fuzhou_viewer.core.pairing.records import Fate, Pairing
from fuzhou_viewer.core.pairing.rewording import kept_runs
from fuzhou_viewer.core.records import Document
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzhou_viewer.readers.plain import manuscript

Read = Callable[[str], Document]

_WATER = (
    "改造老旧管网35公里，更换阀门1200只。抽检水样462份，水质全部达标。",
    "受理供水热线21304件，按时办结率99.5%。推行一次办好，用户少跑路。",
    "开展节水宣传进社区活动28场。建成节水型小区16个。",
)
_TITLES = ("加强管网建设", "优化服务质量", "推进节约用水")


def _report(year: int, chapters: tuple[tuple[str, str], ...], closing: str = "") -> str:
    lines = [f"{year}年全市供水工作总结"]
    for ordinal, (title, words) in zip("一二三四五六七八九", chapters, strict=False):
        lines += [f"{ordinal}、{title}", words]
    return "\n".join([*lines, closing]) + "\n"


def _chapters(order: tuple[int, ...] = (0, 1, 2), words: tuple[str, ...] = _WATER) -> tuple[tuple[str, str], ...]:
    return tuple((_TITLES[i], words[i]) for i in order)


def _sections(pairing: Pairing) -> list[tuple[str, str, bool]]:
    return [
        (pair.old.label if pair.old else "", pair.new.label if pair.new else "", pair.is_moved)
        for pair in pairing.sections
    ]


def _numbers(pairing: Pairing) -> list[tuple[Decimal, Decimal, Decimal | None]]:
    return [(pair.old.quantity.value, pair.new.quantity.value, pair.difference) for pair in pairing.numbers]


def test_a_report_beside_itself_is_all_the_same(report: Document) -> None:
    pairing = paired(report, report)
    assert {pair.fate for pair in pairing.sentences} == {Fate.SAME}
    assert all(pair.old == pair.new for pair in pairing.sentences)
    assert all(pair.old == pair.new and not pair.is_moved for pair in pairing.sections)
    told = pairing.summary
    assert (told.new, told.dropped, told.moved, told.numbers, told.unchanged) == (0, 0, 0, 0, 1.0)


def test_every_sentence_and_section_of_both_stands_in_exactly_one_pair(read: Read, report: Document) -> None:
    other = read(_report(2023, _chapters()))
    for old, new in ((report, other), (other, report), (other, other)):
        pairing = paired(old, new)
        for side in ("old", "new"):
            spans = [span for pair in pairing.sentences if (span := getattr(pair, side))]
            assert len(spans) == len(set(spans))
            keys = [entry.key for pair in pairing.sections if (entry := getattr(pair, side))]
            assert len(keys) == len(set(keys))
        new_order = [pair.new.start for pair in pairing.sentences if pair.new]
        assert new_order == sorted(new_order)


def test_swapped_chapters_answer_to_each_other_and_one_has_moved(read: Read) -> None:
    pairing = paired(read(_report(2022, _chapters())), read(_report(2023, _chapters((2, 0, 1)))))
    assert _sections(pairing) == [
        ("三、推进节约用水", "一、推进节约用水", True),
        ("一、加强管网建设", "二、加强管网建设", False),
        ("二、优化服务质量", "三、优化服务质量", False),
    ]
    assert pairing.summary.moved == 1
    assert pairing.summary.unchanged == 1.0


def test_a_renamed_chapter_is_known_by_what_it_says(read: Read) -> None:
    renamed = (("筑牢安全屏障", _WATER[0]), *_chapters()[1:])
    pairing = paired(read(_report(2022, _chapters())), read(_report(2023, renamed)))
    assert ("一、加强管网建设", "一、筑牢安全屏障", False) in _sections(pairing)
    assert (pairing.summary.new, pairing.summary.dropped) == (0, 0)


def test_a_rewritten_chapter_is_known_by_its_heading(read: Read) -> None:
    rewritten = ("新开工泵站三座，库存物资盘点完毕。", *_WATER[1:])
    pairing = paired(read(_report(2022, _chapters())), read(_report(2023, _chapters(words=rewritten))))
    assert ("一、加强管网建设", "一、加强管网建设", False) in _sections(pairing)
    told = [pair for pair in pairing.sentences if pair.fate in (Fate.NEW, Fate.DROPPED)]
    assert {pair.fate for pair in told} == {Fate.NEW, Fate.DROPPED}


def test_a_new_and_a_dropped_chapter_are_told_once_without_what_is_below(read: Read) -> None:
    old = read(
        _report(2022, (*_chapters(), ("开展党史教育", "（一）学习。组织学习研讨五场。\n（二）实践。走访群众百余户。")))
    )
    new = read(
        _report(
            2023, (*_chapters(), ("建设智慧水务", "（一）平台。调度平台上线运行。\n（二）终端。远传水表全面铺开。"))
        )
    )
    told = paired(old, new).summary
    assert (told.new, told.dropped) == (1, 1)


def test_changed_numbers_are_paired_old_to_new_with_the_difference(read: Read) -> None:
    words = ("改造老旧管网41公里，更换阀门900只。抽检水样462份，水质全部达标。", *_WATER[1:])
    pairing = paired(read(_report(2022, _chapters())), read(_report(2023, _chapters(words=words))))
    changed = [pair for pair in pairing.numbers if pair.is_changed]
    assert [(p.old.quantity.value, p.new.quantity.value, p.difference) for p in changed] == [
        (35, 41, 6),
        (1200, 900, -300),
    ]
    assert (462, 462, 0) in _numbers(pairing)
    (sentence,) = [pair for pair in pairing.sentences if any(number.is_changed for number in pair.numbers)]
    assert sentence.fate is Fate.CHANGED
    assert sentence.old is not None
    assert sentence.new is not None


def test_numbers_that_are_not_exact_have_no_difference(read: Read) -> None:
    words = ("改造老旧管网超过41公里，更换阀门1200只。抽检水样462份，水质全部达标。", *_WATER[1:])
    pairing = paired(read(_report(2022, _chapters())), read(_report(2023, _chapters(words=words))))
    (changed,) = [pair for pair in pairing.numbers if pair.is_changed]
    assert changed.difference is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("新增高新技术企业204家。", "高新技术企业总量3612家。"),
        ("PM2.5浓度下降到18.6微克。", "臭氧浓度下降到159微克。"),
        ("受理案件35件。", "受理案件35人次。"),
    ],
)
def test_numbers_of_different_things_are_never_paired(read: Read, before: str, after: str) -> None:
    old = read(_report(2022, (("工作情况", before), *_chapters()[:1])))
    new = read(_report(2023, (("工作情况", after), *_chapters()[:1])))
    first = [pair for pair in paired(old, new).numbers if pair.old.quantity.span.start < old.text.index("二、")]
    assert first == []


def test_an_ordinal_or_a_blank_makes_no_sentence_another(read: Read) -> None:
    old = read(_report(2022, (("工作情况", "一是抓好水源保护。二是严格水质检测。"),)))
    new = read(_report(2023, (("工作情况", "（1）抓好水源保护。\n（2）严格 水质检测。"),)))
    assert {pair.fate for pair in paired(old, new).sentences if pair.old and pair.new} <= {Fate.SAME}


@pytest.mark.parametrize("other", ["", "。", "。。。；；；", "\U00020000字。\n一、\U00020001\n"])
def test_an_empty_or_odd_report_has_nothing_in_common(read: Read, other: str) -> None:
    whole = read(_report(2022, _chapters()))
    empty = read(other) if other else replace(whole, text="", sections=(), metrics=(), plain_numbers=(), entities=())
    pairing = paired(whole, empty)
    assert pairing.summary.unchanged == 0.0
    assert Fate.SAME not in {pair.fate for pair in pairing.sentences}
    assert paired(empty, whole).summary.unchanged == 0.0
    assert paired(empty, empty).numbers == ()


def _work(old: Document, new: Document, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many texts are compared letter by letter."""
    from fuzhou_viewer.core.pairing.likeness import Likenesses  # noqa: PLC0415 - counted here alone

    count = 0
    between = Likenesses.between

    def counted(self: Likenesses, one: int, other: int) -> float:
        nonlocal count
        count += 1
        return between(self, one, other)

    with monkeypatch.context() as patch:
        patch.setattr(Likenesses, "between", counted)
        paired(old, new)
    return count


@pytest.mark.parametrize("kind", ["alike", "equal", "headed"])
def test_ten_times_the_paragraphs_are_no_hundred_times_the_work(
    words: Vocabulary, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    reader = DocumentReader(words)
    lines = {
        "alike": lambda i: f"第{i}村修建灌溉渠道{i * 7 % 991}米，受益农户{i * 13 % 997}户。",
        "equal": lambda _i: "各部门按照分工抓好落实。",
        "headed": lambda i: f"{i + 1}. 推进第{i}个片区改造\n完成片区改造任务。",
    }[kind]

    def made(count: int, shift: int) -> Document:
        text = "\n".join(["2022年工作总结", *(lines(i + shift) for i in range(count))])
        return reader.document(manuscript(text.encode("utf-8"), "报告.txt"))

    small = _work(made(300, 0), made(300, 3), monkeypatch)
    large = _work(made(3000, 0), made(3000, 3), monkeypatch)
    assert large <= 12 * max(small, 300)


def test_real_reports_of_two_years_answer_where_a_reader_says_so(shared: Path, read: Read) -> None:
    texts = shared / "corpus" / "txt"
    old, new = (
        read((texts / f"sz_龙岗区{year}年政府工作报告_{year}.txt").read_text(encoding="utf-8")) for year in (2024, 2025)
    )
    pairing = paired(old, new)
    found = {(one[:14], other[:14]) for one, other, _ in _sections(pairing) if one and other}
    assert {
        ("一、2023年工作回顾", "一、2024年工作回顾"),
        ("（三）改革开放全面深化", "（三）改革开放步伐更加坚实"),
        ("（六）生态环境日益改善", "（五）生态保护更加有力"),
        ("（七）民生保障有力有效", "（六）民生保障更有温度"),
        ("二、2024年工作安排", "二、2025年工作安排"),
    } <= found
    told = {(p.old.quantity.value, p.new.quantity.value) for p in pairing.numbers}
    assert {(Decimal("5043E+8"), Decimal("5901E+8")), (243, 309), (Decimal("14.6"), Decimal("15.8"))} <= told


def test_of_a_reworded_sentence_the_runs_that_stayed_are_known(read: Read) -> None:
    old = read(_report(2022, (("工作情况", "开展节水宣传进社区活动，印发节水手册。"),)))
    new = read(_report(2023, (("工作情况", "组织开展节水宣传进校园活动，印发节水手册三种。"),)))
    pairing = paired(old, new)
    (pair,) = [pair for pair in pairing.sentences if pair.fate is Fate.CHANGED]
    before, after = kept_runs(pairing, pair)
    assert [old.text[span.start : span.end] for span in before] == ["开展节水宣传进", "活动，印发节水手册"]
    assert [new.text[span.start : span.end] for span in after] == ["开展节水宣传进", "活动，印发节水手册"]
    assert kept_runs(pairing, replace(pair, old=None)) == ((), ())
