"""Chooses the thresholds of the trained reading of numbers: python -m bench.reading.choose

Every text that was held back from the training is read three ways: by the grammar alone, with the trained roles, and
with the roles that were marked. The last is what can be had at best; F1 says how near the others come to it, slot by
slot. The trained reading of sentences is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import agent.understanding.reader as reader
from agent.understanding.learned import direct, repair
from agent.understanding.learned.numbers import NOT_OURS, PERIODS, ROLES, Numbers, Part, number_at, numbers
from agent.understanding.scene import Scene, scene
from agent.understanding.types import Quantity
from bench.reading.numbers import written
from bench.reading.states import apart
from tools.profile import Profile

NUMBERS = (
    "tokens_per_day", "requests_per_day", "input_tokens", "output_tokens", "input_share", "cached_share",
    "prefix_share", "peak_to_average", "latency_ms", "tok_s_per_user", "growth_per_year",
)  # fmt: skip
OTHERS = (
    "current.monthly_bill_usd", "money.gpu_hourly_usd", "team.hourly_usd", "money.migration_usd",
    "money.horizon_months", "money.gpus_owned",
)  # fmt: skip
TRIED: dict[str, tuple[float, ...]] = {
    "DROP": (0.5, 0.6, 0.7, 0.8, 0.9, 2.0), "REWRITE": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 2.0),
    "OVERRULE": (0.5, 0.6, 0.7, 0.8, 0.9, 2.0), "LEND": (0.4, 0.55, 0.7, 0.85, 2.0),
    "FILL": (0.4, 0.5, 0.6, 0.7, 0.85, 2.0),
}  # fmt: skip
Text = tuple[str, list[tuple[int, int, str, str]]]
Spans = dict[tuple[int, int], Part]


def spot(s: Scene, q: Quantity) -> tuple[int, int]:
    at = number_at(s, q)
    return s.span(at, at + 1)


def marked(text: Text) -> Spans:
    """The marked roles as if they had been read with certainty."""
    s, out = scene(text[0]), {}
    for q in s.amounts:
        a, b = spot(s, q)
        for x, y, role, period in text[1]:
            if x < b and a < y and role in ROLES:
                known = period if period in PERIODS else "-"
                out[a, b] = Part(role, 1.0, known, 1.0, float(role in NOT_OURS))
                break
    return out


def learned(text: Text, heads: Numbers) -> Spans:
    s = scene(text[0])
    return {spot(s, q): part for q, part in heads.read(s)}


class _Given:
    """Stands in for the heads."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans

    def read(self, s: Scene) -> list[tuple[Quantity, Part]]:
        return [(q, part) for q in s.amounts if (part := self.spans.get(spot(s, q)))]


def slots(text: Text, spans: Spans) -> dict[str, Any]:
    repair.numbers = lambda: _Given(spans)  # type: ignore[assignment,return-value]
    profile = reader.read(text[0], Profile()).profile.model_dump()
    out = {f"{i}.{k}": w[k] for i, w in enumerate(profile["workloads"]) for k in NUMBERS if w[k] is not None}
    for slot in OTHERS:
        section, leaf = slot.split(".")
        if profile[section][leaf] is not None:
            out[slot] = profile[section][leaf]
    return out


def counts(best: Iterable[dict[str, Any]], mine: Iterable[dict[str, Any]]) -> dict[str, list[int]]:
    """Right, wrong and missed by slot."""
    out: dict[str, list[int]] = {}
    for a, b in zip(best, mine, strict=True):
        for slot in a.keys() | b.keys():
            count = out.setdefault(slot.split(".")[-1], [0, 0, 0])
            if slot in a and slot in b and _same(a[slot], b[slot]):
                count[0] += 1
            else:
                count[1] += slot in b
                count[2] += slot in a
    return out


def _same(a: Any, b: Any) -> bool:
    return bool(a == b) if isinstance(a, dict) else abs(a - b) <= 0.02 * abs(a) + 1e-9


def f1(found: Iterable[list[int]]) -> float:
    right, wrong, missed = (sum(x) for x in zip(*found, strict=True))
    return 2 * right / max(1, 2 * right + wrong + missed)


def climb(score: Callable[[], float]) -> None:
    """One threshold after the other, each left where F1 is best."""
    for name, tried in TRIED.items():
        module = direct if name == "FILL" else repair
        found = {}
        for value in tried:
            setattr(module, name, value)
            found[value] = score()
        setattr(module, name, max(found, key=lambda v: found[v]))
        print(name, getattr(module, name), {k: round(v, 4) for k, v in found.items()}, flush=True)


def main() -> None:
    reader.second_reading = lambda *_: None  # type: ignore[assignment]
    _, held = apart(written())
    mine = [(t, learned(t, numbers())) for t in held]
    best = [slots(t, marked(t)) for t, _ in mine]

    def score() -> float:
        return f1(counts(best, [slots(t, spans) for t, spans in mine]).values())

    alone = counts(best, [slots(t, {}) for t, _ in mine])
    print(f"{len(mine)} texts; grammar alone {f1(alone.values()):.3f}; as it is {score():.3f}", flush=True)
    climb(score)
    both = counts(best, [slots(t, spans) for t, spans in mine])
    for slot in sorted(both):
        print(f"{slot:20} grammar {f1([alone.get(slot, [0, 0, 0])]):.3f}, both {f1([both[slot]]):.3f} {both[slot]}")


if __name__ == "__main__":
    main()
