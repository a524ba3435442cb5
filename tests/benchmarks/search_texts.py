"""A library as large as wished, made by recombining the sentences of real reports; the same for the same seed.

Clauses are exchanged between sentences and figures drawn anew, so that the pairs of characters
go on growing as they do in a real library. One passage in a hundred is in traditional
characters, one in wide letters and digits.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from fuzhou_viewer.core.traditional import SIMPLIFIED, TRADITIONAL

_SENTENCE = re.compile(r"[^。；;!！?？\n]{8,160}[。；;]")
_CLAUSE = re.compile(r"[^，,]+[，,]?")
_NUMBER = re.compile(r"\d+")
_KEPT = {"12348", "12345", "110", "3820"}
_WIDE = str.maketrans("0123456789eABC%()", "０１２３４５６７８９ｅＡＢＣ％（）")
_BACK = str.maketrans(SIMPLIFIED, TRADITIONAL)
_ORDINALS = "一二三四五六七八九十"
_PASSAGES_OF_A_REPORT = 30
_LENGTH, _SPREAD, _SHORTEST = 230, 80, 40


def passages(folder: Path, number: int, seed: int = 20220202) -> Iterator[tuple[int, str, str]]:
    """(report, heading, text) of `number` passages, about 250 characters each."""
    chance = random.Random(seed)
    sentences, headings = _material(folder)
    for i in range(number):
        report, place = divmod(i, _PASSAGES_OF_A_REPORT)
        heading = f"({_ORDINALS[place % 10]}){_varied(chance.choice(headings), chance)}"
        text = "".join(_sentences(sentences, chance))
        odd = chance.random()
        if odd < 0.01:
            text = text.translate(_BACK)
        elif odd < 0.02:
            text = text.translate(_WIDE)
        yield report, heading, text


def _material(folder: Path) -> tuple[list[str], list[str]]:
    sentences: list[str] = []
    headings: list[str] = []
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        sentences += _SENTENCE.findall(text)
        headings += [line.strip() for line in text.splitlines() if 4 <= len(line.strip()) <= 24]
    return sentences, headings


def _sentences(sentences: list[str], chance: random.Random) -> Iterator[str]:
    wanted = max(_SHORTEST, chance.gauss(_LENGTH, _SPREAD))
    size = 0
    while size < wanted:
        sentence = chance.choice(sentences)
        if chance.random() < 0.5:
            other = _CLAUSE.findall(chance.choice(sentences))
            own = _CLAUSE.findall(sentence)
            own[chance.randrange(len(own))] = chance.choice(other).rstrip("。；;，,") + "，"
            sentence = "".join(own).rstrip("，,") + "。"
        sentence = _varied(sentence, chance)
        size += len(sentence)
        yield sentence


def _varied(sentence: str, chance: random.Random) -> str:
    return _NUMBER.sub(lambda found: _figure(found[0], chance), sentence)


def _figure(written: str, chance: random.Random) -> str:
    if written in _KEPT:
        return written
    if len(written) == 4 and written.startswith("20"):
        return str(chance.choice((2018, 2019, 2020, 2021, 2022, 2022, 2023, 2024)))
    return str(chance.randint(10 ** (len(written) - 1), 10 ** len(written) - 1))
