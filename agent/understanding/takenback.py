"""A user who takes back what he wrote himself, told from an order to drop instructions; orders that are only quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.understanding.wordlist import words

# what a machine is told by others: to drop one of these is no correction
_RULES = words("""
    instruction instructions rule rules prompt prompts guideline guidelines directive directives policy policies
    restrictions constraints safeguards guardrails programming training context system calculation arithmetic gates
    limits commands orders your yours told
""")
_SAID = words("said wrote typed told gave posted sent mentioned entered put stated")
_MESSAGE = words("""
    message messages msg msgs mail mails email emails post posts comment comments note line lines sentence number
    numbers figure figures bill volume value values amount amounts estimate estimates answer answers entry reply
""")
_WHICH = words("previous last earlier prior above first former latest")
_MINE = words("my our")
_WINDOW = 9  # words after the command that name what is dropped
_REPORT = re.compile(
    r"\b(?:sa(?:id|ys|ying)|wrote|writes|written|read(?:s|ing)?|contain\w*|includ\w*|paste\w*|pasting|note\w*|line|string|"
    r"text|message|ticket|comment|sentence|phrase|sticker|subject|typed|sent|sends|tried|attempt\w*|prompt|injection|"
    r"asked|tells?|told|called|named|titled|form|field|quote\w*)\b",
    re.IGNORECASE,
)
_SPANS = re.compile(r'"[^"\n]{4,400}"|(?<!\w)\'[^\'\n]{4,60}(?:\'\w[^\'\n]{0,60}){0,3}[^\'\n]{0,300}\'(?!\w)')


def own_correction(found: Sequence[str], i: int) -> bool:
    """Whether a command to drop something at ``i`` drops the speaker's own earlier words: "ignore my last message",
    "forget what I wrote above"."""
    after = list(found[i + 1 : i + 1 + _WINDOW])
    stop = next((n for n, w in enumerate(after) if w in (",", ".", ";", ":", "!", "-", "and", "it's")), len(after))
    what = after[:stop]
    spoken = any(a in ("i", "we", "i've", "we've") and set(what[n + 1 : n + 4]) & _SAID for n, a in enumerate(what))
    if (_RULES - {"told"} if spoken else _RULES) & set(what):
        return False
    named = bool(_MESSAGE & set(what)) and bool((_WHICH | _MINE | {"that", "those", "the"}) & set(what))
    return spoken or named or what in (["the", "above"], ["that", "above"])


def quotations(text: str) -> list[tuple[int, int]]:
    """Where a text quotes somebody, as the words before the quotation say ("the ticket said: ...")."""
    return [m.span() for m in _SPANS.finditer(text) if _REPORT.search(text[max(0, m.start() - 60) : m.start()])]


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)
