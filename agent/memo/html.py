"""The memo as one self-contained HTML file: no script, no font, nothing fetched. Light, dark, and on paper."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from math import ceil

from agent.memo.charts import COLOURS, svg
from agent.memo.document import (
    Block,
    Bullets,
    Code,
    CostChart,
    Memo,
    Paragraph,
    Section,
    Signatures,
    Source,
    Table,
    Tiles,
    VolumeChart,
)
from agent.memo.inline import runs

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<header><h1>{title}</h1><p class="subtitle">{subtitle}</p></header>
<div class="first" style="--fit: {fit:.2f}">
{first}
</div>
{rest}
</main>
</body>
</html>
"""
SHEET = 56.0
"""Lines of print that the first page holds: a longer one is printed smaller, so that it stays one page."""


def html(memo: Memo) -> str:
    style = (files("agent.memo") / "memo.css").read_text(encoding="utf-8").strip()
    return PAGE.format(
        title=escape(memo.title), subtitle=_text(memo.subtitle), style=style,
        fit=min(1.0, SHEET / sum(map(_lines, memo.first))),
        first="\n".join(map(_section, memo.first)), rest="\n".join(map(_section, memo.rest)),
    )  # fmt: skip


def _lines(section: Section) -> float:
    """About how many lines of print a section of the first page takes."""
    lines = 1.9 if section.title else 0.0
    for block in section.blocks:
        match block:
            case Paragraph():
                lines += ceil(len(block.text) / 105) + 0.3
            case Bullets():
                lines += sum(ceil(len(text) / 102) + 0.15 for text in block.items)
            case CostChart():
                lines += 2.6 * len(block.ranges) + 4
            case _:
                lines += 3
    return lines


def _section(section: Section) -> str:
    kind = ' class="aside"' if section.aside else ""
    title = f"<h2>{escape(section.title)}</h2>\n" if section.title else ""
    return f"<section{kind}>\n{title}" + "\n".join(map(_block, section.blocks)) + "\n</section>"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Bullets():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_text(t)}</li>" for t in block.items) + f"</{tag}>"
        case Tiles():
            tiles = "".join(f"<div><dt>{_text(t.label)}</dt><dd>{_text(t.value)}</dd></div>" for t in block.tiles)
            return f'<dl class="tiles">{tiles}</dl>'
        case Table():
            return _table(block)
        case Code():
            return f"<pre><code>{escape(block.text)}</code></pre>"
        case CostChart() | VolumeChart():
            caption, note = escape(block.title), escape(block.note)
            return f'<figure><figcaption>{caption}</figcaption>{_themed(svg(block))}<p class="note">{note}</p></figure>'
        case Source():
            return _source(block)
        case Signatures():
            return '<div class="sign">' + "".join(f"<div>{escape(role)}</div>" for role in block.roles) + "</div>"


def _text(text: str) -> str:
    out = []
    for run in runs(text):
        piece = escape(run.text)
        if run.ref is not None:
            piece = f'<a class="ref" href="#source-{run.ref}">{piece}</a>'
        out.append(f"<strong>{piece}</strong>" if run.strong else f"<em>{piece}</em>" if run.light else piece)
    return "".join(out)


def _table(table: Table) -> str:
    def cells(row: tuple[str, ...], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=num' if i in table.right else ''}>{_text(c)}</{tag}>" for i, c in enumerate(row)
        )

    share = sum(table.widths)
    columns = "".join(f'<col style="width:{w / share:.1%}">' for w in table.widths)
    body = "".join(
        f"<tr{' class=strong' if i in table.strong else ''}>{cells(r, 'td')}</tr>" for i, r in enumerate(table.rows)
    )
    head = f"<colgroup>{columns}</colgroup><thead><tr>{cells(table.head, 'th')}</tr></thead>"
    return f'<div class="wide"><table>{head}<tbody>{body}</tbody></table></div>'


def _source(source: Source) -> str:
    told = f' <span class="standing">{escape(source.standing)}</span>' if source.standing else ""
    quote = escape(source.quote).replace("\n", "<br>")
    return (
        f'<div class="source" id="source-{source.n}"><p><b>[{source.n}]</b> {_text(source.title)}, '
        f"{escape(source.section)}{told}</p><blockquote>{quote}</blockquote></div>"
    )


def _themed(drawing: str) -> str:
    """The chart with the page's own colours, which follow light and dark."""
    for name, colour in COLOURS.items():
        drawing = drawing.replace(colour, f"var(--{name.replace('_', '-')})")
    return drawing
