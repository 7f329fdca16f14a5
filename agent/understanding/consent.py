"""Consent by indifference: "it doesn't matter to us which company processes the texts"."""

from __future__ import annotations

from agent.understanding.clauses import Clause
from agent.understanding.refusals import SOFT, says
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words

_NO_MATTER = phrases_of("""
    doesn't matter; does not matter; don't mind; do not mind; irrelevant; who cares; all the same to us; not important;
    no matter; makes no difference; make no difference; couldn't care less; don't care; do not care; unimportant;
    not relevant; isn't important; isn't relevant; nobody cares; no one cares; indifferent; is egal; doesn't bother;
    does not bother; all one to us; not fussy; not picky; immaterial; not bothered; matters little; ist egal
""")
_WHICH = words("where which who whose what whichever whoever welcher wer")
_SOMEBODY = words("""
    company companies vendor vendors provider providers supplier suppliers firm firms party parties lab labs operator
    operators hyperscaler hyperscalers processor processors anbieter
""")
_GOING = words("goes go processed travels travel ends flows lands sent")
_DOING = words("processes process handles handle sees see hosts host runs run reads read serves gets receives touches")


def indifferent(s: Scene, live: list[Clause]) -> tuple[int, int] | None:
    """ "it doesn't matter to us which company processes the texts": said over two clauses, as "which" opens one."""
    start, end = live[0].start, live[-1].end
    found = s.words(start, end)
    if not says(" ".join(found), _NO_MATTER + SOFT) or any(c.has("HYP") for c in live):
        return None
    data = any(c.has("DATA") for c in live)
    for i, word in enumerate(found):
        if word not in _WHICH:
            continue
        after = found[i + 1 : i + 5]
        going = word == "where" and data and set(after) & _GOING
        if going or set(after) & _SOMEBODY or (word.startswith("who") and data and _DOING & set(after[:2])):
            return start, end
    return None
