"""Amounts that are the value of one slot: a sure trained reading fills the slot where the grammar left it open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.understanding.bills import BILL, part_untold, put_bill
from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.fleet import gpu_name
from agent.understanding.growth import yearly
from agent.understanding.horizon import DEBTS
from agent.understanding.learned.numbers import Part
from agent.understanding.money import GPU_RATE
from agent.understanding.pricing import is_budget, is_income, is_past, is_unpaid
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.traffic import DAY_MS, owners
from agent.understanding.types import Quantity
from agent.understanding.whose import of_others

FILL = 0.6  # probability of a role, from which its slot is filled
OVERRULE = 0.95  # of a bill that the grammar takes for something else by its words
FILL_SHARE = 0.8  # of input and output: a percentage with no noun beside it may be a share of many things
LONGEST_MS = 600_000.0
BARE = (100.0, 1e8, 0.85)  # a number with no currency is a bill from, up to, and from which probability
Placed = Sequence[tuple[Segment, int]]
Value = Callable[[Quantity, Part], float | None]


def _share(q: Quantity, part: Part) -> float | None:
    return q.value if q.kind == "share" and 0 <= q.value <= 1 else None


def _rest(q: Quantity, part: Part) -> float | None:
    share = _share(q, part)
    return None if share is None else 1 - share


def _factor(q: Quantity, part: Part) -> float | None:
    plain = q.kind == "times" or (q.kind in ("plain", "items") and not q.scaled and not q.currency)
    return q.value if plain and 1 <= q.value <= 100 else None


def _milliseconds(q: Quantity, part: Part) -> float | None:
    ms = round(q.value * DAY_MS, 6)
    return ms if q.kind == "time" and 0 < ms <= LONGEST_MS else None


def _speed(q: Quantity, part: Part) -> float | None:
    return q.value if q.kind in ("tokens", "plain") and 1 <= q.value <= 2000 else None


def _growth(q: Quantity, part: Part) -> float | None:
    if part.days is None or part.days < 7 or q.kind not in ("share", "times") or (q.kind == "times" and q.value <= 1):
        return None
    return yearly(q.value if q.kind == "share" else q.value - 1, part.days)


def _months(q: Quantity, part: Part) -> float | None:
    return (
        round(q.value / 365 * 12 if q.value % 365 == 0 else q.value / 30, 2)
        if q.kind == "time" and q.value >= 7
        else None
    )


def _money(q: Quantity, part: Part) -> float | None:
    return q.value if q.kind == "money" else None


WORKLOAD: dict[str, tuple[str, Value]] = {
    "share_in": ("input_share", _share),
    "share_out": ("input_share", _rest),
    "share_cached": ("cached_share", _share),
    "share_prefix": ("prefix_share", _share),
    "peak_factor": ("peak_to_average", _factor),
    "latency": ("latency_ms", _milliseconds),
    "speed": ("tok_s_per_user", _speed),
    "growth": ("growth_per_year", _growth),
}
ALL: dict[str, tuple[str, Value]] = {
    "gpu_rate": (GPU_RATE, _money),
    "wage": ("team.hourly_usd", _money),
    "migration": ("money.migration_usd", _money),
    "horizon": ("money.horizon_months", _months),
}
SLOTS = frozenset([*(slot for slot, _ in ALL.values()), BILL, "money.gpus_owned", *(x for x, _ in WORKLOAD.values())])


def fill_direct(s: Scene, draft: Draft, found: Sequence[tuple[Quantity, Part]], placed: Placed) -> None:
    """Fills the slots that the grammar left open in this message."""
    bills = []
    for q, part in found:
        clause = s.clause_of(q.start)
        least = FILL_SHARE if part.role in ("share_in", "share_out") else FILL
        if part.probability < least or clause.silent or of_others(s, s.sentence_of(q.start)) or _used(s, draft, q):
            continue
        if part.role == "horizon" and DEBTS & set(s.words(clause.start, clause.end)):
            continue
        if part.role == "bill" and _is_money(q, part) and not _no_bill(s, q, part):
            bills.append(q if q.period else _timed(q, part))
        elif part.role == "gpus_owned":
            _gpus(s, draft, q)
        elif part.role == "prefix_tok":
            _prefix(s, draft, q, placed, clause)
        elif part.role in ALL:
            _one(draft, q, ALL[part.role][0], ALL[part.role][1](q, part))
        elif part.role in WORKLOAD:
            leaf, value = WORKLOAD[part.role]
            measured = part.role == "latency" and clause.has("MEASURED", "PAST") and not clause.has("REQUIRED")
            if not measured and (known := value(q, part)) is not None:
                _of_workload(s, draft, q, placed, clause, leaf, known)
    if bills and not _changed(draft, BILL):
        put_bill(s, draft, bills)


def _is_money(q: Quantity, part: Part) -> bool:
    least, most, sure = BARE
    bare = q.kind in ("plain", "tokens", "items") and q.noun != "token"
    return q.kind == "money" or (bare and least <= q.value <= most and part.probability >= sure)


def _no_bill(s: Scene, q: Quantity, part: Part) -> bool:
    """Whether the words say that it is a budget, an income, a quote or of the past."""
    clause, sentence = s.clause_of(q.start), s.sentence_of(q.start)
    said = (
        (clause.has("NOT_BILL") and not clause.has("API_CONTEXT"))
        or is_budget(s, q, clause, sentence)
        or is_income(s, q)
        or is_past(s, q, clause)
        or is_unpaid(s, clause, q)
    )
    return part_untold(s, sentence) or (said and part.probability < OVERRULE)


def _timed(q: Quantity, part: Part) -> Quantity:
    q.period = part.days
    return q


def _changed(draft: Draft, slot: str) -> bool:
    return any(c.slot == slot for c in draft.changes)


def _used(s: Scene, draft: Draft, q: Quantity) -> bool:
    """Whether the words of an amount already are the value of a slot of its own."""
    start, end = s.span(q.start, q.end)
    return any(c.slot.rsplit("].", 1)[-1] in SLOTS and c.start < end and start < c.end for c in draft.changes)


def _one(draft: Draft, q: Quantity, slot: str, value: float | None) -> None:
    if value is None or _changed(draft, slot):
        return
    at = (q.start, q.end)
    if q.currency in (None, "USD"):
        low, high = (q.low, q.high) if q.kind == "money" else (None, None)
        draft.set(slot, value, at, low=low, high=high)
    else:
        draft.set(slot, None, at, currency=q.currency, low=q.low or q.value, high=q.high or q.value)


def _of_workload(s: Scene, draft: Draft, q: Quantity, placed: Placed, clause: Clause, leaf: str, value: float) -> None:
    for index in owners(s, draft, list(placed), clause, s.sentence_of(q.start)):
        slot = f"workloads[{index}].{leaf}"
        if not _changed(draft, slot):
            draft.set(slot, value, (q.start, q.end))


def _prefix(s: Scene, draft: Draft, q: Quantity, placed: Placed, clause: Clause) -> None:
    """The opening that all prompts share, of the whole prompt."""
    if not draft.workloads:
        return
    for index in owners(s, draft, list(placed), clause, s.sentence_of(q.start)):
        whole = draft.get(f"workloads[{index}].input_tokens")
        if whole and q.kind in ("tokens", "plain") and q.value <= whole and not _changed(draft, f"workloads[{index}].prefix_share"):  # noqa: E501  # fmt: skip
            draft.set(f"workloads[{index}].prefix_share", q.value / whole, (q.start, q.end))


def _gpus(s: Scene, draft: Draft, q: Quantity) -> None:
    name = gpu_name(s, q)
    if s.sentence_of(q.start).has("RENT"):
        return
    if name and q.kind == "gpus" and 1 <= q.value <= 4096 and not _changed(draft, "money.gpus_owned"):
        draft.set("money.gpus_owned", {"gpu": name, "count": int(q.value)}, (q.start, q.end))
