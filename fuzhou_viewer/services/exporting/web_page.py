"""Chosen parts as one web page that needs nothing else and runs nothing."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from fuzhou_viewer.core.records import Document
from fuzhou_viewer.services.exporting.formats import Pictures
from fuzhou_viewer.services.printing.basket import Pick
from fuzhou_viewer.services.printing.blocks import HEADING_ROLES, Block, Chart, Paragraph, Table
from fuzhou_viewer.services.printing.evidence import source_line
from fuzhou_viewer.services.printing.include import Include
from fuzhou_viewer.services.printing.selection import blocks_of

_STYLE = """
body{max-width:42em;margin:2.5em auto;padding:0 1.2em;background:#fff;color:#1d2129;
font:18px/1.9 FangSong,STFangsong,"仿宋_GB2312","Noto Serif CJK SC",serif;text-align:justify}
h1{font-family:"方正小标宋简体",SimSun,"Noto Serif CJK SC",serif;font-size:1.5em;text-align:center;line-height:1.4}
h2,h3,h4{font-size:1em;text-indent:2em;margin:.6em 0 .2em}h2{font-family:SimHei,"Noto Sans CJK SC",sans-serif}
h3,b.h2{font-family:KaiTi,STKaiti,"楷体_GB2312",serif}h4,b.h3{font-weight:normal}b.h1{font-family:SimHei,sans-serif}
p{text-indent:2em;margin:0}p.addressee,p.source,p.excerpt{text-indent:0}p.excerpt{text-align:center}
p.issuer,p.date{text-align:right;padding-right:4em;text-indent:0}p.source{color:#5b6472;font-size:.8em}
table{border-collapse:collapse;width:100%;font-size:.8em;line-height:1.5;text-align:left;margin:.4em 0}
caption{font-weight:bold;padding:.6em 0 .2em}th,td{border:1px solid #9aa3af;padding:.2em .5em;vertical-align:top}
th{background:#f0f2f5}td.n{text-align:right;white-space:nowrap}figure{margin:.8em 0}figure img{width:100%}
nav{font-size:.9em;border:1px solid #d3d8df;padding:.4em 1em;margin:1em 0}
nav a{display:block;color:#1b568f;text-decoration:none}
nav a.l2{padding-left:2em}@media print{body{max-width:none;margin:0}nav a{color:#000}}
"""


def exported(document: Document, picks: Sequence[Pick], include: Include, pictures: Pictures) -> bytes:
    """What was picked as HTML; every word escaped, and a policy that lets no script and no address be loaded."""
    blocks = blocks_of(document, picks, include, has_sentences=True)
    allowed = b64encode(sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; img-src data:; base-uri 'none'; form-action 'none'"
    body = "\n".join(words for number, block in enumerate(blocks) for words in _block(block, number, pictures))
    contents = _contents(blocks) if include.contents else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f'<meta name="author" content="{escape(document.issuer)}">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{contents}{body}\n"
        f'<p class="source">{escape(source_line(document))}</p>\n</body>\n</html>\n'
    )
    return page.encode("utf-8", "replace")


def _block(block: Block, number: int, pictures: Pictures) -> Iterator[str]:
    if isinstance(block, Table):
        yield _table(block)
        if block.source:
            yield f'<p class="source">{escape(block.source)}</p>'
    elif isinstance(block, Chart):
        data = b64encode(pictures.svg(block)).decode("ascii")
        words = f"{block.caption}。{block.source}"
        yield f'<figure><img alt="{escape(words)}" src="data:image/svg+xml;base64,{data}"></figure>'
    else:
        yield _paragraph(block, number)


def _paragraph(block: Paragraph, number: int) -> str:
    if block.kind == "title":
        return f"<h1>{escape(block.text)}</h1>"
    if block.kind == "heading":
        level = min(4, (block.marks[0].level if block.marks else 1) + 1)
        return f'<h{level} id="b{number}">{escape(block.text)}</h{level}>'
    words = "".join(
        f'<b class="{run.role}">{escape(run.text)}</b>' if run.role in HEADING_ROLES else escape(run.text)
        for run in block.runs
    )
    return f'<p id="b{number}" class="{block.kind}">{words}</p>'


def _table(block: Table) -> str:
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in block.heads)
    numbers = block.is_number or (False,) * len(block.heads)
    rows = "".join(
        "<tr>"
        + "".join(f"<td{' class=n' if numbers[i] else ''}>{escape(cell)}</td>" for i, cell in enumerate(row))
        + "</tr>\n"
        for row in block.rows
    )
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    return f"<table>{caption}<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"


def _contents(blocks: Sequence[Block]) -> str:
    links = "".join(
        f'<a class="l{mark.level}" href="#b{number}">{escape(mark.label)}</a>\n'
        for number, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        for mark in block.marks
        if mark.level < 3
    )
    return f"<nav>\n{links}</nav>\n" if links else ""
