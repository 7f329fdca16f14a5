"""Markdown whose ``[n]`` markers open their source, and whose lists and tables are one widget each.

The marker is made a link in the parser, so that the text itself, copies and exports keep the plain ``[1]``.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from textual.widgets import Markdown

from tui.widgets.laid import LaidBulletList, LaidOrderedList, LaidTable

CITE = "cite:"
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


class LightMarkdown(Markdown):
    """Markdown with few widgets: a memo, a document, whose markers are their own."""

    BLOCKS = {
        **Markdown.BLOCKS,
        "bullet_list_open": LaidBulletList,
        "ordered_list_open": LaidOrderedList,
        "table_open": LaidTable,
    }


class CitedMarkdown(LightMarkdown):
    """An answer. A click on ``[n]`` posts ``Markdown.LinkClicked`` with ``cite:n``."""

    def __init__(self, markdown: str | None = None, *, classes: str = "answer") -> None:
        super().__init__(markdown, parser_factory=citing_parser, open_links=False, classes=classes)


def cited(href: str) -> int | None:
    """The number of a citation link, None for any other link."""
    return int(href.removeprefix(CITE)) if href.startswith(CITE) else None
