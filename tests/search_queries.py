"""Queries of ten classes drawn from texts, and what a reader with all the time in the world would find."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Sequence

from fuzhou_viewer.core.folding import folded

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_DIGITS = (
    "12348", "12345", "99.88%", "2022年", "2022", "7*24", "1", "97.12%", "7887.8", "e公证", "2023年2月2日", "100%", "第3", "0.5",
)  # fmt: skip
_MARKS = (
    "“四个意识”", "(2021-2025年)", "7*24小时", "(一)", "（一）", "“e公证”平台", "市、县", "减、假、暂", "“3+3+3”", "》,扎实", "。二是", ":一是",
)  # fmt: skip
_FOLDED = (
    "社區矯正",
    "１２３４８",
    "Ｅ公证",
    "E公证",
    "（二）",
    "行政復議",
    "99.88％",
    "法律援助中心",
    "ＡＰＰ",
    "黨建",
)
_NOWHERE = (
    "量子纠缠龘",
    "社区矫证",
    "zzqx",
    "区司市局",
    "99.999999",
    "的工作的工的",
    "发展的我们的",
    "国的中的人",
    "一不的在了是",
)
_PAIRS = ("司法 公证", "社区矫正 法律援助", "工作 12348", "行政 复议 诉讼", "党的 工作", "经济 发展", "的 了")
_OFTEN = ("的", "法律", "工作", "发展", "司法", "一", "在", "司法行政", "全市", "经济")
CLASSES = ("1", "2", "3", "4+", "digits", "marks", "two terms", "no hit", "frequent", "folded")


def queries(texts: Sequence[str], seed: int = 7) -> list[tuple[str, str]]:
    """147 or more (class, query) pairs; those drawn from `texts` run from the most to the least frequent."""
    chance = random.Random(seed)
    counts = [Counter[str]() for _ in range(7)]
    for text in texts:
        for run in _HAN.findall(text):
            for size in range(1, 7):
                counts[size].update({run[i : i + size] for i in range(len(run) - size + 1)})
    longer = counts[4] + counts[5] + counts[6]
    drawn = [
        ("1", [*"的法市局矫蟳", *_spread(counts[1], 16, chance)]),
        ("2", ["司法", "矫正", "公证", "调解", "工作", "红蟳", *_spread(counts[2], 16, chance)]),
        ("3", ["司法局", "法律援", "律师所", "示范市", *_spread(counts[3], 16, chance)]),
        ("4+", ["社区矫正", "法律援助中心", "中华人民共和国", "公共法律服务热线平台", *_spread(longer, 16, chance)]),
        ("digits", _DIGITS),
        ("marks", _MARKS),
        ("two terms", [*_PAIRS, *(" ".join(_spread(counts[2], 2, chance)) for _ in range(8))]),
        ("no hit", _NOWHERE),
        ("frequent", _OFTEN),
        ("folded", _FOLDED),
    ]
    return [(name, query) for name, several in drawn for query in several]


def _spread(counts: Counter[str], number: int, chance: random.Random) -> list[str]:
    """`number` words, from bands of frequency."""
    words = [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    bounds = sorted({min(bound, len(words)) for bound in (0, 10, 60, 300, 1500, 8000, 40_000)} | {len(words)})
    each = max(1, number // (len(bounds) - 1))
    out: list[str] = []
    for low, high in itertools.pairwise(bounds):
        out += chance.sample(words[low:high], min(each, high - low))
    return out[:number]


def answers(passages: Sequence[str], query: str) -> list[int]:
    """The numbers of the passages in which every word of `query` stands, by looking at each of them."""
    words = folded(query).split()
    return [i for i, passage in enumerate(passages) if all(word in folded(passage) for word in words)]


def spans(passage: str, query: str) -> list[tuple[int, int]]:
    """The places of the words of `query` in `passage`; of places that overlap the earlier, then the longer."""
    plain = folded(passage)
    found = []
    for word in dict.fromkeys(folded(query).split()):
        at = 0
        while (at := plain.find(word, at)) >= 0:
            found.append((at, at + len(word)))
            at += len(word)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
