"""The memo as Markdown: readable as it is, charts as the tables they were drawn from."""

from __future__ import annotations

import re

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
from agent.memo.inline import plain


def markdown(memo: Memo) -> str:
    parts = [f"# {memo.title}", memo.subtitle]
    for section in (*memo.first, *memo.rest):
        texts = [text for text in _section(section) if text]
        parts += [f"## {section.title}"] if section.title and texts else []  # a chart alone has no words here
        parts += texts
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> list[str]:
    return [_block(block) for block in section.blocks]


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return block.text
        case Bullets():
            return "\n".join(f"{i}. {t}" if block.numbered else f"- {t}" for i, t in enumerate(block.items, 1))
        case Tiles():
            return "  \n".join(f"**{t.label}:** {t.value}" for t in block.tiles)
        case Table():
            return _table(block)
        case Code():
            return f"```\n{block.text}\n```"
        case CostChart():
            rows = [
                f"- {f'**{r.name}**' if r.chosen else r.name}: {r.label}{'' if r.open else ' – out as it stands'}"
                for r in block.ranges
            ]
            return f"{block.title}\n\n" + "\n".join(rows)
        case VolumeChart():
            return ""  # the table of break-even volumes below it says the same
        case Source():
            return _source(block)
        case Signatures():
            return "  \n".join(f"{role}: ______________________" for role in block.roles)


def _table(table: Table) -> str:
    rows = [_row(table.head), _row(["--:" if i in table.right else ":--" for i in range(len(table.head))])]
    for i, row in enumerate(table.rows):
        rows.append(_row([f"**{cell}**" if i in table.strong and n == 0 else cell for n, cell in enumerate(row)]))
    return "\n".join(rows)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |"


def _source(source: Source) -> str:
    told = f" ({source.standing})" if source.standing else ""
    quote = "\n".join(f"> {line}" for line in source.quote.splitlines())
    return f"**\\[{source.n}\\]** {plain(source.title)}, {source.section}{told}\n\n{quote}"
