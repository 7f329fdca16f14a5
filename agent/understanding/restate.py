"""A number that stands for one said before: "finance now says 35% a year, use that", "make it 2 seconds"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

from agent.understanding.draft import Draft
from agent.understanding.growth import yearly
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene, scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

DAY_MS = 86_400_000.0
_LEAVES = {
    "share": ("growth_per_year", "input_share", "cached_share", "prefix_share"),
    "time": ("latency_ms", "horizon_months"),
    "times": ("peak_to_average",),
}
_INSTEAD = words("""
    use now says rather instead actually sorry correction make meant wrong no wait updated revised better want wants enough
    fine suffices suffice forgot oops should too
""")
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


# leaf -> the least and the most that it may be said to be
_SCALARS: dict[str, tuple[float, float]] = {
    "latency_ms": (20, 8.64e7), "horizon_months": (0.5, 240), "peak_to_average": (1, 200), "growth_per_year": (-1, 50),
    "input_share": (0, 1), "cached_share": (0, 1), "prefix_share": (0, 1), "gpu_hourly_usd": (0.05, 60),
    "hourly_usd": (10, 900), "tok_s_per_user": (1, 2000), "migration_usd": (100, 1e8),
}  # fmt: skip
_NUMERIC = frozenset(_SCALARS) | words("tokens_per_day requests_per_day input_tokens output_tokens monthly_bill_usd")


def stand_in(s: Scene, draft: Draft) -> None:
    """A bare number that corrects what was said last keeps the unit of that: "10 seconds" - "too slow, make it 6"."""
    found = [q for q in s.amounts if not s.clause_of(q.start).silent]
    if len(found) != 1 or len(s.amounts) != 1 or len(s.tokens) > MOST_WORDS or found[0].kind != "plain":
        return
    q = found[0]
    correcting = _INSTEAD & set(s.words(0, len(s.tokens))) or any(x.has("CHANGE") for x in s.sentences)
    if not correcting or q.period or q.flow or not stands_alone(s, q):
        return
    said = next((x for x in reversed(draft.said) if x.slot.rsplit(".", 1)[-1] in _NUMERIC), None)
    leaf = said.slot.rsplit(".", 1)[-1] if said is not None else ""
    now = draft.get(said.slot) if said is not None else None
    if said is None or leaf not in _SCALARS or now is None:
        return
    raw = [k.value for k in scene(said.words).tokens if k.kind == "num"]
    if len(raw) != 1 or not raw[0] or not q.value:
        return
    share = leaf.endswith("_share")
    turned = share and abs(now - raw[0] / 100) > 1e-6 and abs(1 - now - raw[0] / 100) < 1e-6  # "80% are output"
    value = 1 - q.value / 100 if turned else q.value * now / raw[0]
    low, high = _SCALARS[leaf]
    if low <= value <= high and 1 / MOST_TIMES <= abs(q.value / raw[0]) <= MOST_TIMES:
        draft.set(said.slot, round(value, 6), (q.start, q.end))
        s.amounts = []


MOST_TIMES = 30.0  # a correction is no further from what it corrects
_MAY_FOLLOW = words("""
    . , ; : ! ? - ) instead please not then is should would will actually rather sorry i we it no and but for at or now maybe
    because since as if max tops at_ though
""")


def stands_alone(s: Scene, q: Quantity) -> bool:
    """Whether no noun follows a bare number that it could count."""
    lead = s.tokens[q.start - 1].text if q.start else ""
    if lead in _POINTING or s.tokens[q.start].text == "one":
        return False  # "the two", "this one"
    return q.end >= len(s.tokens) or s.tokens[q.end].text in _MAY_FOLLOW


_POINTING = words("the these those both all any which last first other")
_FEW = 10


def few(q: Quantity) -> bool:
    """Whether a number only counts things spoken of: "those two numbers", "the first one"."""
    return q.kind in ("plain", "items") and q.value < _FEW and not q.scaled and not q.period


def _value(s: Scene, q: Quantity, leaf: str) -> float | None:
    if leaf == "growth_per_year":
        period = next((p[0] for i in range(len(s.tokens)) if (p := period_phrase(s.tokens, i))), 365.0)
        return yearly(q.value, period)
    if leaf == "latency_ms":
        return round(q.value * DAY_MS, 6) if q.noun in _SHORT else None
    if leaf == "horizon_months":
        return round(q.value / 365 * 12 if q.noun.startswith("y") else q.value / 30, 2) if q.value >= 7 else None
    return q.value
