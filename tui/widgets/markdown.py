"""Markdown whose ``[n]`` markers open their source, and whose tables keep the alignment of figures.

The marker is made a link in the parser, so that the text itself, copies and exports keep the plain ``[1]``. This module
is the only one that touches textual's unexported table classes (textual 8.2: tables drop ``--:``, and rows that
arrive by streaming lose their links).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from textual.widgets import Markdown
from textual.widgets._markdown import (
    MarkdownBlock,
    MarkdownTable,
    MarkdownTableCellContents,
    MarkdownTableContent,
)

CITE = "cite:"
LONGEST_FIGURE, SHORT_WORDS, LONGEST_WORDS = 18, 8, 30  # cells
_MARKER = re.compile(r"\[(\d{1,3})\](?![(:])")


def _citation(state: StateInline, silent: bool) -> bool:
    found = _MARKER.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": f"{CITE}{found[1]}"}
        state.push("text", "", 0).content = found[0]
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def citing_parser() -> MarkdownIt:
    """A parser for GitHub-like Markdown in which ``[3]`` links to ``cite:3``."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    parser.inline.ruler.before("link", "citation", _citation)
    return parser


class AlignedTable(MarkdownTable):
    """A table that honours ``--:`` and keeps the links of rows that arrive while streaming."""

    async def _update_from_block(self, block: MarkdownBlock) -> None:
        await MarkdownBlock._update_from_block(self, block)

    def on_mount(self) -> None:
        heads = self._blocks[0]._blocks[0]._blocks if self._blocks else []
        right = ["right" in str(head._token.attrs.get("style", "")) for head in heads]
        for i, cell in enumerate(self.query(MarkdownTableCellContents)):
            if right and right[i % len(right)]:
                cell.styles.text_align = "right"
        for content in self.query(MarkdownTableContent):
            content.styles.grid_columns = " ".join(column_widths(content, right))  # type: ignore[assignment]


def column_widths(content: MarkdownTableContent, right: list[bool]) -> list[str]:
    """Figures and short words get what they need, so that none of them wraps; longer words share the rest."""
    widths = []
    for i, head in enumerate(content.headers):
        longest = max((row[i].cell_length for row in content.rows if i < len(row)), default=head.cell_length)
        figures = i < len(right) and right[i] and longest <= LONGEST_FIGURE
        whole = max(longest, head.cell_length)
        fixed = max(longest, min(head.cell_length, SHORT_WORDS)) if figures else whole if whole <= SHORT_WORDS else None
        widths.append(str(fixed + 2) if fixed is not None else f"{min(whole, LONGEST_WORDS)}fr")
    return widths


class CitedMarkdown(Markdown):
    """An answer. A click on ``[n]`` posts ``Markdown.LinkClicked`` with ``cite:n``."""

    BLOCKS = {**Markdown.BLOCKS, "table_open": AlignedTable}

    def __init__(self, markdown: str | None = None, *, classes: str = "answer") -> None:
        super().__init__(markdown, parser_factory=citing_parser, open_links=False, classes=classes)


def cited(href: str) -> int | None:
    """The number of a citation link, None for any other link."""
    return int(href.removeprefix(CITE)) if href.startswith(CITE) else None
