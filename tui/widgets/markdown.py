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
GAPS = (2, 2)  # cells: the padding of a column, the gutter after it
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

    _right: list[bool] = []

    async def _update_from_block(self, block: MarkdownBlock) -> None:
        await MarkdownBlock._update_from_block(self, block)

    def on_mount(self) -> None:
        heads = self._blocks[0]._blocks[0]._blocks if self._blocks else []
        self._right = ["right" in str(head._token.attrs.get("style", "")) for head in heads]
        for i, cell in enumerate(self.query(MarkdownTableCellContents)):
            if self._right and self._right[i % len(self._right)]:
                cell.styles.text_align = "right"
        self._lay_out(self.parent.content_size.width if isinstance(self.parent, Markdown) else 0)

    def on_resize(self) -> None:
        self._lay_out(self.content_size.width)

    def _lay_out(self, room: int) -> None:
        """Columns for a table ``room`` cells wide; a table that was not shown yet has no width."""
        for content in self.query(MarkdownTableContent):
            columns = [list(column) for column in zip(content.headers, *content.rows, strict=False)]
            cells = [[c.plain for c in column] for column in columns]
            widths = column_widths(cells, self._right, room - sum(GAPS) * len(cells) + GAPS[1])
            content.styles.grid_columns = " ".join(str(w + GAPS[0]) for w in widths)  # type: ignore[assignment]


def column_widths(columns: list[list[str]], right: list[bool], room: int) -> list[int]:
    """Cells for each column, without padding. No word is cut and no figure is broken where that can be; a range is
    ("$32,000 to" / "$56,700") before a word is cut. What is left goes to the columns that would wrap."""
    whole = [max(map(len, column), default=1) for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    figures = [i for i in range(len(columns)) if i < len(right) and right[i]]
    unbroken = [
        max(map(len, c[1:]), default=1) if i in figures else n
        for i, (c, n) in enumerate(zip(columns, least, strict=True))
    ]
    if sum(map(max, least, unbroken)) <= room:
        least = list(map(max, least, unbroken))
    else:
        for i in figures:
            least[i] = max(least[i], min(whole[i], least[i] + len(" to")))
    while sum(least) > max(room, len(least)):
        least[least.index(max(least))] -= 1
    wanted = [w - n for w, n in zip(whole, least, strict=True)]
    spare = max(0, room - sum(least))
    for left, i in enumerate(sorted(range(len(wanted)), key=lambda i: wanted[i])):  # who wants least is served first
        more = min(wanted[i], spare // (len(wanted) - left))
        least[i], spare = least[i] + more, spare - more
    return least


class TabledMarkdown(Markdown):
    """Markdown with our tables: a memo, whose markers are its own."""

    BLOCKS = {**Markdown.BLOCKS, "table_open": AlignedTable}


class CitedMarkdown(TabledMarkdown):
    """An answer. A click on ``[n]`` posts ``Markdown.LinkClicked`` with ``cite:n``."""

    def __init__(self, markdown: str | None = None, *, classes: str = "answer") -> None:
        super().__init__(markdown, parser_factory=citing_parser, open_links=False, classes=classes)


def cited(href: str) -> int | None:
    """The number of a citation link, None for any other link."""
    return int(href.removeprefix(CITE)) if href.startswith(CITE) else None
