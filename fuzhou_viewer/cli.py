"""The composition root of the command line: the same services as the window.

Exit status 0 when done, 2 with one clear line on bad input. `check` ends with 1 when something is
不一致; with --jsonl only if --exit-code is given too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from fuzhou_viewer import paths
from fuzhou_viewer.core.contents import Entry, contents, entry_named, place_names
from fuzhou_viewer.core.entity_words import KINDS
from fuzhou_viewer.core.errors import UnknownSectionError, UnreadableFileError
from fuzhou_viewer.core.records import Document, Metric, SectionId
from fuzhou_viewer.services.library import Library
from fuzhou_viewer.terminal import Arguments, Row, answer, print_jsonl, print_table, remark, tell
from fuzhou_viewer.usage import USAGE

_COMMANDS = ("outline", "metrics", "entities", "check", "compare", "search", "import", "export", "handover", "shot")
_METRIC_COLUMNS = (
    ("指标", "name"), ("数值", "value"), ("单位", "unit"), ("范围", "scope"), ("时期", "period"), ("性质", "kind"),
    ("章节", "section"), ("归入指标", "known"),
)  # fmt: skip
_SIDES, _SCALES = (200, 5000), (0.5, 3.0)
_ENTITY_COLUMNS = (
    ("名称", "name"), ("类别", "kind"), ("提及", "mentions"), ("数据", "metrics"), ("章节", "places"),
)  # fmt: skip
_FINDING_COLUMNS = (("结论", "verdict"), ("类别", "kind"), ("算式", "formula"), ("位置", "place"))
_NOTE_COLUMNS = (("种类", "kind"), ("原文", "quote"), ("批注", "text"))
_HIT_COLUMNS = (("报告", "report"), ("章节", "place"), ("原文", "text"))


def main(arguments: list[str]) -> int:
    """Do what `arguments` ask; the exit status."""
    return answer(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    if {"-h", "--help"}.intersection(takewhile(lambda argument: argument != "--", arguments)):
        print(USAGE)
        return 0
    if arguments[:1] in (["-V"], ["--version"]):
        from importlib.metadata import version  # noqa: PLC0415 - 20 ms that only this needs

        print(version("fuzhou-viewer"))
        return 0
    if arguments and arguments[0] in _COMMANDS:
        return _DEEDS[arguments[0]](arguments[1:])
    return _open_window(arguments)


def _open_window(arguments: list[str]) -> int:
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        raise UnreadableFileError(f"看不懂“{' '.join(arguments)}”。", "用 fuzhou-viewer --help 查看用法。")
    from fuzhou_viewer import app  # noqa: PLC0415 - Qt is imported only when a window is drawn

    file = Path(arguments[0]) if arguments else None
    if app.has_display():
        return app.run(file)
    from fuzhou_viewer.shot import Shot, draw  # noqa: PLC0415

    target = Path("fuzhou-viewer.png").absolute()
    draw(Shot(target, file=file))
    tell(f"没有图形界面可用,已把窗口画到 {target}。")
    return 0


def _outline(arguments: list[str]) -> int:
    report, jsonl = _report_and_form(arguments)
    if jsonl:
        print_jsonl(
            {
                "id": s.id, "parent_id": s.parent, "level": s.level, "kind": s.kind, "ordinal": s.ordinal,
                "title": s.title, "start": s.span.start, "end": s.span.end, "junk": s.kind == "junk",
            }
            for s in report.sections
        )  # fmt: skip
        return 0
    tell(report.title)
    for entry in contents(report):
        tell(f"{'  ' * entry.level}{entry.label}")
    for words in (*report.remarks, *(finding.message for finding in report.findings)):
        remark(f"提示:{words}")
    return 0


def _metrics(arguments: list[str]) -> int:
    report, jsonl = _report_and_form(arguments)
    rows: list[Row] = [
        {
            "start": m.quantity.span.start, "end": m.quantity.span.end, "value": _number(m.quantity.value),
            "unit": m.quantity.unit, "name": m.name, "qualifier": m.quantity.qualifier, "scope": m.scope,
            "period": m.period, "section": m.section, "indicator": m.indicator, "certainty": _number(m.certainty),
            "direction": m.direction, "target": m.is_target, "part_of": m.part_of,
        }
        for m in report.metrics
    ]  # fmt: skip
    if jsonl:
        print_jsonl(rows)
    elif rows:
        shown = [
            row
            | {"kind": _kind_of(m), "known": m.indicator if m.is_bound or not m.indicator else f"{m.indicator}(待确认)"}
            for row, m in zip(rows, report.metrics, strict=True)
        ]
        print_table(_METRIC_COLUMNS, shown)
    else:
        tell("没有数据指标")
    return 0


def _entities(arguments: list[str]) -> int:
    report, jsonl = _report_and_form(arguments)
    if jsonl:
        print_jsonl(
            {
                "name": e.name, "kind": e.kind,
                "mentions": [
                    {"start": m.start, "end": m.end, "text": report.text[m.start : m.end]} for m in e.mentions
                ],
                "sections": list(e.sections), "metrics": list(e.metrics),
            }
            for e in report.entities
        )  # fmt: skip
        return 0
    labels = {entry.key: entry.label for entry in contents(report)}
    rows: list[Row] = [
        {
            "name": e.name, "kind": KINDS[e.kind], "mentions": len(e.mentions), "metrics": len(e.metrics),
            "places": "；".join(labels[s] for s in e.sections if s in labels) or "文首",
        }
        for e in report.entities
    ]  # fmt: skip
    print_table(_ENTITY_COLUMNS, rows)
    return 0


def _kind_of(metric: Metric) -> str:
    """In a word: a plan, a change, a part of another number."""
    said = ("目标" if metric.is_target else "", {"up": "升", "down": "降"}.get(metric.direction, ""))
    return "、".join(word for word in (*said, "其中" if metric.part_of else "") if word)


def _check(arguments: list[str]) -> int:
    from fuzhou_viewer.checks import checked, declare  # noqa: PLC0415 - the rules are needed only here

    parser = Arguments()
    declare(parser)
    asked = parser.parse_args(arguments)
    outcome = checked(asked, _read)
    if asked.jsonl:
        print_jsonl(outcome.rows)
    else:
        print_table(_FINDING_COLUMNS, outcome.findings)
        tell(outcome.summary)
    return outcome.status


def _compare(arguments: list[str]) -> int:
    from fuzhou_viewer.comparisons import NUMBERS, SECTIONS, Comparison, declare  # noqa: PLC0415 - only this needs it

    parser = Arguments()
    declare(parser)
    asked = parser.parse_args(arguments)
    found = Comparison(asked, _read)
    if asked.jsonl:
        print_jsonl(found.lines())
        return 0
    tell(found.summary)
    for columns, rows in ((NUMBERS, found.numbers()), (SECTIONS, found.sections())):
        if rows:
            tell("")
            print_table(columns, rows)
    if asked.to:
        remark(f"已写入 {asked.to}")
    return 0


def _search(arguments: list[str]) -> int:
    asked = _search_asked(arguments)
    if asked.everywhere:
        return _search_everything(asked)
    from fuzhou_viewer.services.searching import Searcher, suggestions  # noqa: PLC0415

    report = _read(asked.file)
    searcher = Searcher(report)
    found = searcher.answer(asked.words)
    places = place_names(report)
    rows: list[Row] = [
        {
            "start": hit.span.start, "end": hit.span.end, "section": hit.section,
            "place": places[hit.section],
            "before": hit.before, "match": hit.match, "after": hit.after,
            "text": f"{hit.before}【{hit.match}】{hit.after}",
        }
        for hit in found.hits
    ]  # fmt: skip
    _print_hits(asked, found.understood, rows)
    if not asked.jsonl:
        for other in suggestions(searcher, found):
            tell(f"  {other.words}:{other.count} 处(查找 {other.typed})")
    return 0


def _search_everything(asked: "_SearchAsked") -> int:
    from fuzhou_viewer.searches import search_everything  # noqa: PLC0415 - the store costs 0.4 s

    found = search_everything(asked.words)
    _print_hits(asked, found.understood, list(found.rows))
    if found.has_more and not asked.jsonl:
        tell("还有更多,可加词语缩小范围")
    return 0


def _print_hits(asked: "_SearchAsked", understood: str, rows: list[Row]) -> None:
    if understood:
        (remark if asked.jsonl else tell)(f"按此查找:{understood}")
    if asked.jsonl:
        print_jsonl(rows)
        return
    if rows:
        print_table(_HIT_COLUMNS[0 if asked.everywhere else 1 :], rows)
    tell(f"找到 {len(rows)} 处" if rows else "没有找到")


@dataclass(frozen=True, slots=True)
class _SearchAsked:
    words: str
    jsonl: bool
    everywhere: bool
    file: Path | None


def _search_asked(arguments: list[str]) -> _SearchAsked:
    """What to look for, and where; -词 is a word, so argparse is of no use."""
    words: list[str] = []
    jsonl, everywhere, file = False, False, None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--jsonl":
            jsonl = True
        elif argument == "--all":
            everywhere = True
        elif argument == "--file":
            file = Path(next(rest, ""))
        elif argument == "--":
            words += rest
        else:
            words.append(argument)
    if not words or file == Path():
        raise UnreadableFileError(
            "没有说明要查找什么。", "用法:fuzhou-viewer search 词语… [--file 文件 | --all] [--jsonl]"
        )
    return _SearchAsked(" ".join(words), jsonl, everywhere, file)


def _import(arguments: list[str]) -> int:
    if not arguments:
        raise UnreadableFileError("没有说明要存入哪个文件。", "用法:fuzhou-viewer import 文件或文件夹…")
    from fuzhou_viewer.imports import import_files  # noqa: PLC0415 - the engine and the store are needed only for files

    if words := paths.data_folder().remark:
        remark(words)
    return import_files(arguments)


def _export(arguments: list[str]) -> int:
    parser = Arguments()
    parser.add_argument("--sections", nargs="+", default=[])
    parser.add_argument("--to", required=True, type=Path)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--layout", default="公文")
    parser.add_argument("--with", dest="parts", nargs="+", default=[])
    parser.add_argument("--pages", default="")
    parser.add_argument("--paper", default="每面一页")
    asked = parser.parse_args(arguments)
    from fuzhou_viewer.exports import Order, export  # noqa: PLC0415 - only this command needs it
    from fuzhou_viewer.services.printing.basket import sections  # noqa: PLC0415 - as above
    from fuzhou_viewer.targets import refuse_what_is_read  # noqa: PLC0415 - as above

    report = _read(asked.file)
    target: Path = asked.to
    refuse_what_is_read(target, asked.file)
    picks = sections(report, _chosen(report, asked.sections))
    export(report, picks, Order(target, asked.layout, tuple(asked.parts), asked.pages, asked.paper))
    tell(f"已写入 {target}")
    return 0


def _handover(arguments: list[str]) -> int:
    from fuzhou_viewer.handovers import declare, hand_over  # noqa: PLC0415 - only this needs the engine and the notes

    parser = Arguments()
    declare(parser)
    asked = parser.parse_args(arguments)
    told = hand_over(asked.file, asked.to, is_taken_in=asked.take_in)
    if asked.jsonl:
        print_jsonl(told.rows)
        return 0
    tell(told.title)
    if told.rows:
        print_table(_NOTE_COLUMNS, told.rows)
    tell(told.said)
    return 0


def _shot(arguments: list[str]) -> int:
    parser = Arguments()
    parser.add_argument("out", type=_picture)
    parser.add_argument("--size", default="1400x880", type=_size)
    parser.add_argument("--theme", choices=("light", "dark", "sepia"), default="light")
    parser.add_argument("--scale", type=_scale, default=1.0)
    parser.add_argument("--open-at", default="")
    parser.add_argument("--search", default="")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args(arguments)
    from fuzhou_viewer.shot import Shot, draw  # noqa: PLC0415

    draw(Shot(asked.out, asked.file, asked.size, asked.theme, asked.scale, asked.open_at, asked.search))
    return 0


_DEEDS: dict[str, Callable[[list[str]], int]] = {
    "outline": _outline,
    "metrics": _metrics,
    "entities": _entities,
    "check": _check,
    "compare": _compare,
    "search": _search,
    "import": _import,
    "export": _export,
    "handover": _handover,
    "shot": _shot,
}


def _report_and_form(arguments: list[str]) -> tuple[Document, bool]:
    parser = Arguments()
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--jsonl", action="store_true")
    asked = parser.parse_args(arguments)
    return _read(asked.file), asked.jsonl


def _read(file: Path | None) -> Document:
    if file is None:
        return Library(paths.library()).document()
    from fuzhou_viewer.services.importing import Importer  # noqa: PLC0415 - the engine is needed only for files

    return Importer(paths.resources() / "vocabulary").document(file)


def _chosen(report: Document, names: list[str]) -> tuple[SectionId, ...]:
    entries = contents(report)
    if not names or names == ["全文"]:
        return tuple(entry.key for entry in entries)
    return tuple(_entry(entries, name).key for name in names)


def _entry(entries: tuple[Entry, ...], name: str) -> Entry:
    entry = entry_named(entries, name)
    if entry is None:
        raise UnknownSectionError(f"没有“{name}”这一节。", "用 fuzhou-viewer outline 查看全部章节。")
    return entry


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.lower().partition("x")
    size = int(width), int(height)
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in size):
        raise ValueError(words)
    return size


def _scale(words: str) -> float:
    scale = float(words)
    if not _SCALES[0] <= scale <= _SCALES[1]:
        raise ValueError(words)
    return scale


def _picture(words: str) -> Path:
    if Path(words).suffix.lower() != ".png":
        raise ValueError(words)
    return Path(words)


def _number(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number
