"""Blocks as text to be kept, and back: what was put together for paper is not in the report to be found again."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from fuzhou_viewer.services.printing.blocks import (
    HEADING_ROLES,
    Bar,
    BarGroup,
    Block,
    Chart,
    Mark,
    Paragraph,
    Run,
    Table,
)

_ROLES = frozenset({"title", "body", "number", *HEADING_ROLES})
_KINDS = frozenset({"title", "excerpt", "heading", "body", "addressee", "issuer", "date", "note", "source"})


def encoded(blocks: Sequence[Block]) -> str:
    """The blocks as JSON; empty for none. Numbers of charts are written as text, so that none is rounded."""
    told = [[type(block).__name__, asdict(block)] for block in blocks]
    return json.dumps(told, ensure_ascii=False, default=str) if told else ""


def decoded(words: str) -> tuple[Block, ...]:
    """The blocks that `encoded` wrote. Raises ValueError for anything else, and for blocks that could not be set."""
    if not words:
        return ()
    try:
        blocks = tuple(_block(kind, data) for kind, data in json.loads(words))
    except (KeyError, TypeError, AttributeError, InvalidOperation, RecursionError) as fault:
        raise ValueError("no blocks of this program") from fault
    if not all(_can_be_set(block) for block in blocks):
        raise ValueError("a block that cannot be set")
    return blocks


def _can_be_set(block: Block) -> bool:
    match block:
        case Paragraph():
            return block.kind in _KINDS and all(run.role in _ROLES for run in block.runs)
        case Table():
            width = len(block.heads)
            return (
                width > 0
                and all(len(row) == width for row in block.rows)
                and all(len(told) in (0, width) for told in (block.weights, block.is_number))
                and all(isfinite(weight) and weight > 0 for weight in block.weights)
            )
        case Chart():
            return all(
                group.whole.is_finite() and all(b.value.is_finite() for b in group.bars) for group in block.groups
            )


def _block(kind: str, data: dict[str, Any]) -> Block:
    if kind == Paragraph.__name__:
        runs = tuple(Run(_text(run["text"]), _text(run["role"])) for run in data["runs"])
        marks = tuple(Mark(int(m["offset"]), int(m["level"]), _text(m["label"])) for m in data["marks"])
        return Paragraph(runs, _text(data["kind"]), int(data["number"]), marks)
    if kind == Table.__name__:
        return Table(
            _text(data["caption"]),
            _texts(data["heads"]),
            tuple(_texts(row) for row in data["rows"]),
            tuple(float(weight) for weight in data["weights"]),
            tuple(bool(one) for one in data["is_number"]),
            _text(data["source"]),
        )
    if kind == Chart.__name__:
        return Chart(_text(data["caption"]), tuple(_group(one) for one in data["groups"]), _text(data["source"]))
    raise ValueError(f"unknown block {kind!r}")


def _group(data: dict[str, Any]) -> BarGroup:
    bars = tuple(Bar(_text(bar["name"]), Decimal(bar["value"]), _text(bar["words"])) for bar in data["bars"])
    return BarGroup(_text(data["unit"]), Decimal(data["whole"]), bars)


def _texts(data: Sequence[object]) -> tuple[str, ...]:
    return tuple(_text(one) for one in data)


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise TypeError(f"{type(data).__name__} is no text")
    return data
