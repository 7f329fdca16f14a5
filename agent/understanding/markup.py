"""What a message hides in markup: comments and the blocks of a role that is not the user's. None of it is read."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"<!--|<\s*(?P<role>system|assistant|developer|tool|admin|prompt|instructions?|hidden|secret|script|style)\s*>",
    re.IGNORECASE,
)


def without_hidden(text: str) -> tuple[str, bool]:
    """The text with a line break and blanks in the place of what is hidden, so that every other character keeps its
    offset, and whether there was any. A comment that is never closed goes on to the end; a role's block that is
    never closed is left to the guard, which silences its sentence."""
    out: list[str] = []
    at, hidden = 0, False
    unclosed: set[str] = set()
    while m := _OPENING.search(text, at):
        name = (m["role"] or "").lower()
        closing = None if name in unclosed else _closing(name).search(text, m.end())
        if closing is None and name:
            unclosed.add(name)
            out.append(text[at : m.end()])
            at = m.end()
            continue
        end = closing.end() if closing else len(text)
        out += [text[at : m.start()], "\n", " " * (end - m.start() - 1)]
        at, hidden = end, True
    return "".join(out) + text[at:], hidden


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</\s*{name}\s*>" if name else "-->", re.IGNORECASE)
