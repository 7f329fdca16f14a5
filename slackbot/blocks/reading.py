"""The answer's Markdown, taken apart into paragraphs and tables. Its sentences stay as they were verified."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from slackbot.text import plain

_HEADED = re.compile(r"^\*\*([^*]+?):?\*\*\s*$")
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")
_CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Part:
    """One paragraph. ``heading``: its first line, where that is a heading of its own; ``rows``: it is a table."""

    text: str
    heading: str = ""
    rows: list[list[str]] = field(default_factory=list)
    right: frozenset[int] = frozenset()


def parts(markdown: str) -> list[Part]:
    """Everything of the answer, in order."""
    return [_part(p) for p in re.split(r"\n\s*\n", markdown.strip()) if p.strip()]


def _part(paragraph: str) -> Part:
    lines = paragraph.strip("\n").split("\n")
    if len(lines) > 1 and all(line.lstrip().startswith("|") for line in lines):
        return _table(paragraph, lines)
    headed = _HEADED.match(lines[0].strip())
    return Part(paragraph, headed[1] if headed else "")


def _table(paragraph: str, lines: list[str]) -> Part:
    rows = [[plain(cell) for cell in _CELLS.split(line.strip().strip("|"))] for line in lines if not _RULE.match(line)]
    rule = next((line for line in lines if _RULE.match(line)), "")
    right = {i for i, cell in enumerate(rule.strip().strip("|").split("|")) if cell.strip().endswith(":")}
    return Part(paragraph, rows=rows, right=frozenset(right))


def markers(text: str) -> list[int]:
    """The numbers of the citations that a text points at, each once, in order."""
    return list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d{1,3})\](?!\()", text)))
