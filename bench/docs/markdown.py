"""Plain values as Markdown: tables, docstrings, numbers."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence


def number(value: float | str | bool | None) -> str:
    """Four digits that count where it is no whole number; commas from a thousand on."""
    if value is None or isinstance(value, str | bool):
        return "" if value is None else str(value)
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{float(f'{value:.4g}'):,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def inline(text: str) -> str:
    """Text in which nothing is taken for markup; ``code`` becomes `code`."""
    parts = re.split(r"(``.+?``|:\w+:`.+?`)", " ".join(text.split()))
    return "".join(_code(p) if p.startswith(("``", ":")) and p.endswith("`") else _plain(p) for p in parts)


def _code(text: str) -> str:
    name = re.sub(r"^:\w+:", "", text).strip("`").lstrip("~")
    return f"`{name}`"


def _plain(text: str) -> str:
    return re.sub(r"([*<\[\]|])", r"\\\1", text)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; cells are plain text already escaped by :func:`inline` or :func:`number`."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def paragraphs(docstring: str) -> str:
    """A docstring as Markdown paragraphs."""
    blocks = re.split(r"\n\s*\n", inspect.cleandoc(docstring))
    return "\n\n".join(inline(block) for block in blocks)
