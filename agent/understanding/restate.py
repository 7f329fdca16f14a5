"""A number that stands for one said before: "finance now says 35% a year, use that", "make it 2 seconds"."""

from __future__ import annotations

from agent.understanding.draft import Draft
from agent.understanding.growth import yearly
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

DAY_MS = 86_400_000.0
_LEAVES = {
    "share": ("growth_per_year", "input_share", "cached_share", "prefix_share"),
    "time": ("latency_ms", "horizon_months"),
    "times": ("peak_to_average",),
}
_INSTEAD = words("use now says rather instead actually sorry correction make meant wrong no wait updated revised")
_SHORT = words("s sec second seconds ms min minute minutes")
MOST_WORDS = 14


def restate(s: Scene, draft: Draft) -> None:
    """Puts the one amount of a short correcting message where the last amount of its kind was said."""
    found = [q for q in s.amounts if q.kind in _LEAVES and not s.clause_of(q.start).silent]
    if len(found) != 1 or len(s.amounts) != 1 or len(s.tokens) > MOST_WORDS or not draft.said:
        return
    if not (_INSTEAD & set(s.words(0, len(s.tokens))) or any(x.has("CHANGE") for x in s.sentences)):
        return
    q = found[0]
    leaves = _LEAVES[q.kind]
    if any(c.slot.rsplit(".", 1)[-1] in leaves for c in draft.changes):
        return
    slot = next((x.slot for x in reversed(draft.said) if x.slot.rsplit(".", 1)[-1] in leaves), None)
    if slot is None or draft.get(slot) is None:
        return
    value = _value(s, q, slot.rsplit(".", 1)[-1])
    if value is not None:
        draft.set(slot, value, (q.start, q.end))


def _value(s: Scene, q: Quantity, leaf: str) -> float | None:
    if leaf == "growth_per_year":
        period = next((p[0] for i in range(len(s.tokens)) if (p := period_phrase(s.tokens, i))), 365.0)
        return yearly(q.value, period)
    if leaf == "latency_ms":
        return round(q.value * DAY_MS, 6) if q.noun in _SHORT else None
    if leaf == "horizon_months":
        return round(q.value / 365 * 12 if q.noun.startswith("y") else q.value / 30, 2) if q.value >= 7 else None
    return q.value
