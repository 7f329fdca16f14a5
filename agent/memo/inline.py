"""The little markup inside a text of the memo, read once for all kinds of file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\\(?P<plain>.)|(?P<strong>\*\*)|(?P<light>\*)|\[(?P<ref>\d+)\]")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. ``ref``: it is the mark of that citation."""

    text: str
    strong: bool = False
    light: bool = False
    ref: int | None = None


def runs(text: str) -> list[Run]:
    """The text as runs, neighbours of one style joined."""
    out: list[Run] = []
    for run in _runs(text):
        if (
            out
            and run.ref is None
            and out[-1].ref is None
            and (out[-1].strong, out[-1].light) == (run.strong, run.light)
        ):
            out[-1] = Run(out[-1].text + run.text, run.strong, run.light)
        else:
            out.append(run)
    return out


def _runs(text: str) -> Iterator[Run]:
    strong = light = False
    at = 0
    for token in TOKEN.finditer(text):
        if text[at : token.start()]:
            yield Run(text[at : token.start()], strong, light)
        at = token.end()
        if token["plain"]:
            yield Run(token["plain"], strong, light)
        elif token["strong"]:
            strong = not strong
        elif token["light"]:
            light = not light
        else:
            yield Run(token[0], strong, light, int(token["ref"]))
    if text[at:]:
        yield Run(text[at:], strong, light)


def plain(text: str) -> str:
    """The words alone."""
    return "".join(run.text for run in runs(text))
