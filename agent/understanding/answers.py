"""A short message read as the answer to the slot that was just asked for: "none", "yes", "about 3", "EU", "dedicated"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from agent.understanding.bills import monthly
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import in_order, words

_YES = words("""
    possible available approved open present 24/7 y works fine
    yes yep yeah yup sure definitely absolutely correct right indeed affirmative ja oui sí si tak y
    certainly course true aye 是 네 はい ok okay we do do
""")
_NO = words("""
    zero nil frozen freeze impossible nobody n/a missing absent kein n
    forget dream no nope nah never none nobody nothing not nein non nie n false negative don't doesn't isn't can't
    neither keine niemand 不 没有 아니
""")
_ENUMS: dict[str, dict[str, str]] = {
    "gpu_ops": {
        "none": "none nobody no nothing zero nope nein keine niemand lack", "dedicated": "dedicated team full-time platform yes plenty fulltime group squad lots many",
        "some": "some one two three couple few part-time a little bit someone junior limited half sometimes somebody",
    },
    "third_party": {
        "zero_retention": "zero retention zdr baa", "in_region": "region regional eu inside within residency country in-region local", "forbidden": "forbidden no never nobody none prohibited nein nope banned not",
        "allowed": "allowed yes any fine ok okay sure anyone may all whichever yeah",
    },
     "hosting": {"own_cloud_account": "cloud account vpc tenant aws azure gcp subscription", "on_premises": "premises on-prem on-premises premise prem building basement colo datacenter rack racks house own", "any": "any anywhere whatever whichever all don't care rented no"},
    "quality": {"own_weights": "own weights fine-tuned finetuned ours fine-tune tuned", "frontier": "frontier best top sota closed", "open_large": "large 70b big open_large 120b mid bigger", "open_small": "small 8b 7b smaller open_small tiny"},
    "task": {x: x for x in in_order("""
    chat rag agent classification extraction summarization code reasoning batch other
""")},
}  # fmt: skip
_BOOLEANS = words("air_gapped batchable can_hire kubernetes on_call")
_WORDED = _BOOLEANS | set(_ENUMS) | words("regimes region provider model")


def answer(s: Scene, draft: Draft, asked: str) -> bool:
    """Whether the message answered the asked slot. Only short messages that set nothing there by themselves."""
    if any(c.slot == asked for c in draft.changes) or len(s.tokens) > 14 or any(c.asked or c.unsafe for c in s.clauses):
        return False
    leaf = asked.rsplit(".", 1)[-1]
    value, low, high = value_in(s, leaf, 0, len(s.tokens)), None, None
    if value is None and leaf not in _WORDED:
        value, low, high = _number(s, leaf, [k.text for k in s.tokens if k.kind != "punct"])
    if value is None:
        return False
    if asked.startswith("workloads["):
        index = int(asked[10 : asked.index("]")])
        while len(draft.workloads) <= index:
            draft.workload("workload")
    draft.set(asked, value, (0, len(s.tokens)), low=low, high=high)
    return True


def value_in(s: Scene, leaf: str, start: int, end: int) -> object:
    """What the tokens ``start:end`` answer to a question for the slot ``leaf`` that is answered in words."""
    tokens = s.tokens[start:end]
    words = [k.text for k in tokens if k.kind != "punct"]
    hits = [h for c in s.clauses_in(start, end) for h in c.hits if start <= h.start < end]
    if leaf in _BOOLEANS:
        return _yes_no(words)
    if leaf in _ENUMS:
        return _choice(_ENUMS[leaf], words)
    if leaf == "regimes":
        return () if set(words) & _NO else None
    if leaf == "region":
        named = next((h.tag[7:] for h in hits if h.tag.startswith("region:")), None)
        return named or ("US" if any(k.raw in ("US", "U.S") for k in tokens) else None)
    if leaf == "provider":
        return next((h.tag.split(":", 1)[1] for h in hits if h.tag.startswith("provider:")), None)
    if leaf == "model":
        return next((k.raw for k in tokens if k.kind == "model"), None)
    return None


def _yes_no(words: list[str]) -> bool | None:
    for word in words[:4]:
        if word in _NO:
            return False
        if word in _YES:
            return True
    return None


def _choice(table: dict[str, str], words: list[str]) -> str | None:
    joined = " ".join(words)
    if "forbidden" in table and "not allowed" in joined:
        return "forbidden"
    for value in table:
        if value.replace("_", " ") in joined:
            return value
    for value, entries in table.items():
        if set(joined.split()) & set(entries.split()):
            return value
    return None


_SHARES = frozenset(["input_share", "cached_share", "prefix_share", "growth_per_year"])


_NUMBER_WORDS = words("plain tokens items money share times time users people words")


def _number(s: Scene, leaf: str, words: list[str]) -> tuple[object, float | None, float | None]:
    q = next(
        (x for x in s.amounts if x.kind in _NUMBER_WORDS),
        None,
    )
    if (
        q is None
        and leaf.endswith("_share")
        and {"half", "halves", "fifty-fifty", "even", "evenly", "equal"} & set(words)
    ):
        return 0.5, None, None
    if (
        q is None
        and leaf == "growth_per_year"
        and {"same", "flat", "stable", "constant", "steady", "none", "no"} & set(words)
    ):
        return 0.0, None, None
    if q is None:
        if leaf in ("monthly_bill_usd", "growth_per_year", "cached_share", "prefix_share", "migration_usd") and set(
            words[:3]
        ) & (_NO | {"nothing", "zero", "flat"}):
            return 0.0, None, None
        return None, None, None
    if q.currency not in (None, "USD"):
        return None, None, None
    factor = _factor(q, leaf)
    if factor is None:
        return None, None, None
    value = q.value * factor
    if (leaf in ("input_share", "cached_share", "prefix_share") and not 0 <= value <= 1) or (
        leaf == "peak_to_average" and value < 1
    ):
        return None, None, None
    return value, (q.low * factor if q.low is not None else None), (q.high * factor if q.high is not None else None)


def _factor(q: Quantity, leaf: str) -> float | None:
    """From the number as said to the slot's unit; None where the number is of another kind."""
    if leaf in _SHARES:
        return 1.0 if q.kind == "share" else 0.01 if q.value > 1 else 1.0 if q.kind == "plain" else None
    if leaf == "latency_ms":
        return (
            86_400_000.0
            if q.kind == "time"
            else 1.0
            if q.kind == "plain" and q.value >= 20
            else 1000.0
            if q.kind == "plain"
            else None
        )
    if leaf == "horizon_months":
        return (
            12 / 365
            if q.kind == "time" and q.value >= 365
            else 1 / 30
            if q.kind == "time"
            else 1.0
            if q.kind == "plain"
            else None
        )
    if leaf == "monthly_bill_usd":
        return monthly(1.0, q.period) if q.kind in ("money", "plain") else None
    if leaf in ("tokens_per_day", "requests_per_day"):
        good = ("tokens", "plain") if leaf == "tokens_per_day" else ("items", "plain")
        return 1 / (q.period or 1.0) if q.kind in good and not q.per else None
    return 1.0 if q.kind in ("plain", "times", "tokens", "money", "items") else None
