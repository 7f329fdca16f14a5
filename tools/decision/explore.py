"""What could change the answer: confidence over draws, what each open slot could flip, the nearest flips, the
tornado."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tools.decision.case import Case
from tools.decision.evaluate import HYBRID, SELF, Outcome, Rows, central_rows
from tools.decision.looks import Look, slice_outcome, stack_rows
from tools.decision.params import Array, Param, draw, plausible, weight_of
from tools.results import OPTIONS, Flip, OpenQuestion, Option, Sensitivity

HARD_SLOTS = ("regimes", "third_party", "air_gapped", "hosting")
INFEASIBLE_REGRET_USD = 1e6  # recommending what is not allowed costs more than any bill seen here
MOVE = "money.migration_usd"
GRID = 40  # points each way of the scan for a flip
REFINE = 64  # points between the two neighbours where it lies
REACH = 100.0  # flips further away than this factor are not "near"
CEILINGS = {"utilization": 1.0, "horizon_months": 60.0, "growth_per_year": 5.0}
SHARE_SLOTS = ("input_share", "cached_share", "prefix_share")


def option_name(code: int) -> Option:
    return "hybrid" if code == HYBRID else OPTIONS[code]


@dataclass(frozen=True)
class Explored:
    central: Outcome
    draws: Outcome
    confidence: float
    questions: tuple[OpenQuestion, ...]
    tornado: tuple[Sensitivity, ...]
    can_flip: tuple[str, ...]  # open slots, answered with "don't know" or not, that could still change the option


def salt(case: Case, name: str) -> str:
    """The stream of a workload's slot follows its content, not its place, so that the order of workloads changes
    nothing."""
    if not name.startswith("workloads["):
        return ""
    index = int(name[10 : name.index("]")])
    w = case.profile.workloads[index]
    return f"{w.task}|{w.tokens_per_day}|{w.requests_per_day}|{w.quality}"


def stream_name(name: str) -> str:
    return name.split("].", 1)[-1] if name.startswith("workloads[") else name


def draw_rows(case: Case, n: int) -> Rows:
    rows: Rows = {}
    for name, p in case.params.items():
        rows[name] = draw(p, n, f"{stream_name(name)}|{salt(case, name)}")
    return rows


def override(case: Case, answers: list[tuple[str, float]], inputs: list[tuple[str, float]]) -> Rows:
    """One row for each change, central but for it: answers to a question first, then single inputs."""
    rows = central_rows(case.params, len(answers) + len(inputs))
    for i, (name, value) in enumerate(answers):
        for each in answered_by(case, name):
            rows[each][i] = value
    for i, (name, value) in enumerate(inputs, len(answers)):
        rows[name][i] = value
    return rows


def answered_by(case: Case, name: str) -> tuple[str, ...]:
    """The parameters that one answer sets: what a move costs is asked once, for another API and for own GPUs."""
    slot = case.params[name].ask
    return tuple(n for n, p in case.params.items() if p.ask == slot) if slot == MOVE else (name,)


def explore(case: Case, draws: int) -> Look[Explored]:
    """The central case, what each open slot could change, and ``draws`` draws over everything uncertain."""
    sweeps = [
        (p.slot if name not in case.params else name, v)
        for name, p in case.params.items()
        if p.open and p.ask
        for v in plausible(p)
    ]
    bars = [(name, v) for name, p in case.params.items() for v in _ends(p)]
    parts = [central_rows(case.params, 1), override(case, sweeps, bars), draw_rows(case, draws)]
    for guesses in parts[1:]:
        guesses["bill_scales"][:] = 0.0  # the bill is what it is, whatever the volume behind it turns out to be
    out = yield stack_rows(parts)
    central = slice_outcome(out, slice(0, 1))
    swept = slice_outcome(out, slice(1, 1 + len(sweeps)))
    barred = slice_outcome(out, slice(1 + len(sweeps), 1 + len(sweeps) + len(bars)))
    drawn = slice_outcome(out, slice(1 + len(sweeps) + len(bars), None))
    confidence = float((drawn.overall == central.overall[0]).mean())
    questions, can_flip = _questions(case, sweeps, swept, central)
    return Explored(central, drawn, confidence, questions, _tornado(case, bars, barred, central), can_flip)


def _ends(p: Param) -> tuple[float, ...]:
    return (p.low, p.high) if p.low is not None and p.high is not None else ()


def plan_cost(o: Outcome, choice: NDArray[np.int64]) -> Array:
    """USD a month, moves included, of one fixed choice per workload, in every row; infinite where it is infeasible."""
    each = o.of(choice, o.adjusted).sum(axis=0)
    return np.asarray(each + (o.fixed if SELF in choice else 0.0))


def best_cost(o: Outcome) -> Array:
    each = o.of(o.choice, o.adjusted).sum(axis=0)
    return np.asarray(each + np.where((o.choice == SELF).any(axis=0), o.fixed, 0.0))


def _questions(
    case: Case, sweeps: list[tuple[str, float]], swept: Outcome, central: Outcome
) -> tuple[tuple[OpenQuestion, ...], tuple[str, ...]]:
    mine = central.choice[:, 0]
    with np.errstate(invalid="ignore"):
        regret = plan_cost(swept, mine) - best_cost(swept)
    regret = np.where(np.isfinite(regret), np.maximum(regret, 0.0), INFEASIBLE_REGRET_USD)
    value: dict[str, float] = {}
    flips: dict[str, set[Option]] = {}
    for i, (name, v) in enumerate(sweeps):
        if swept.overall[i] != central.overall[0]:
            slot = case.params[name].ask or name
            value[slot] = value.get(slot, 0.0) + weight_of(case.params[name], v) * float(regret[i])
            flips.setdefault(slot, set()).add(option_name(int(swept.overall[i])))
    answered = {s.slot for s in case.profile.said if s.state != "said"}
    questions = [
        OpenQuestion(slot=s, value=v, flips_to=tuple(sorted(flips[s])), hard_gate=s.rsplit(".", 1)[-1] in HARD_SLOTS)
        for s, v in value.items()
        if s not in answered
    ]
    questions.sort(key=lambda q: (not q.hard_gate, -q.value, q.slot))
    return tuple(questions), tuple(flips)


def _tornado(case: Case, bars: list[tuple[str, float]], o: Outcome, central: Outcome) -> tuple[Sensitivity, ...]:
    """Gap to the best other uniform option, USD a month, with one input at its low and at its high end."""
    mine = central.choice[:, 0]
    with np.errstate(invalid="ignore"):  # where nothing can be run at all, the gap is none
        gap = _runner_up(o, int(central.overall[0])) - plan_cost(o, mine)
    out = []
    for i in range(0, len(bars), 2):
        low, high = float(gap[i]), float(gap[i + 1])
        if np.isfinite(low) and np.isfinite(high) and abs(high - low) > 1.0:
            out.append(
                Sensitivity(
                    slot=bars[i][0], low_value=bars[i][1], high_value=bars[i + 1][1], low_gap_usd=low, high_gap_usd=high
                )
            )
    out.sort(key=lambda s: -abs(s.high_gap_usd - s.low_gap_usd))
    return tuple(out[:10])


def _runner_up(o: Outcome, chosen: int) -> Array:
    totals = np.stack([plan_cost(o, np.full(o.choice.shape[0], c)) for c in range(len(OPTIONS)) if c != chosen])
    return np.asarray(totals.min(axis=0))


def flips(case: Case) -> Look[tuple[Flip, ...]]:
    """The nearest change of each slot, alone, that changes the option: scanned outwards, then narrowed down.

    Categories: every other value. Numbers: within a factor REACH (shares: all of 0..1)."""
    ranges = {name: r for name, p in case.params.items() if p.categories is None and (r := _reach(name, p)) is not None}
    sides = [(name, side) for name, both in ranges.items() for side in both]
    first = yield from _scan(case, [*sides, *_other_categories(case)])
    numbers = [(name, np.linspace(pts[0], pts[-1], REFINE)) for name, pts, _ in first if name in ranges]
    categories = [(name, float(pts[-1]), becomes) for name, pts, becomes in first if name not in ranges]
    nearest = yield from _scan(case, numbers)
    return (*_nearest(case, nearest), *(_category_flip(case, *found) for found in categories))


def _reach(name: str, p: Param) -> tuple[Array, Array] | None:
    """Points away from the central value, downwards and upwards; None for what no user would change."""
    leaf = name.rsplit(".", 1)[-1]
    if not (p.ask or leaf in ("utilization", "gpu_price_factor", "api_price_factor")) or (
        p.central <= 0 and leaf not in SHARE_SLOTS
    ):
        return None
    if leaf in SHARE_SLOTS:
        return _evenly(p.central, 0.02), _evenly(p.central, 0.98)
    floor = 1.0 if leaf in ("peak_to_average", "horizon_months") else p.central / REACH
    ceiling = min(CEILINGS.get(leaf, np.inf), p.central * REACH)
    return _by_factors(p.central, max(floor, 1e-9)), _by_factors(p.central, max(ceiling, p.central))


@lru_cache(maxsize=1024)
def _by_factors(start: float, end: float) -> Array:
    return np.geomspace(start, end, GRID)


@lru_cache(maxsize=1024)
def _evenly(start: float, end: float) -> Array:
    return np.linspace(start, end, GRID)


def _nearest(case: Case, brackets: list[tuple[str, Array, int]]) -> list[Flip]:
    """Of each slot the nearest flip, the nearest slot first: of its two sides, and of the parameters that one answer
    sets (where the first point has flipped already, it was another of these that did it)."""
    nearest: dict[str, tuple[float, Flip]] = {}
    for name, points, becomes in brackets:
        if len(points) == 1:
            continue
        at, base = float(points[-1]), case.params[name].central
        distance = abs(np.log(at / base)) if at > 0 and base > 0 else abs(at - base)
        flip = Flip(slot=case.params[name].ask or name, at=at, becomes=option_name(becomes))
        if flip.slot not in nearest or distance < nearest[flip.slot][0]:
            nearest[flip.slot] = (distance, flip)
    return [f for _, f in sorted(nearest.values(), key=lambda x: x[0])]


def _scan(case: Case, lines: list[tuple[str, Array]]) -> Look[list[tuple[str, Array, int]]]:
    """For each line of points the two neighbours between which the option first changes, and what it becomes."""
    if not lines:
        return []
    ends = np.cumsum([1, *(len(points) for _, points in lines)]).tolist()  # the first row is the central case
    rows = central_rows(case.params, ends[-1])
    for (name, points), start, end in zip(lines, ends, ends[1:], strict=False):
        for each in answered_by(case, name):
            rows[each][start:end] = points
    o = yield rows
    found = []
    for (name, points), start, end in zip(lines, ends, ends[1:], strict=False):
        codes = o.overall[start:end]
        other = np.flatnonzero(codes != o.overall[0])
        if other.size:
            first = int(other[0])
            found.append((name, points[max(first - 1, 0) : first + 1], int(codes[first])))
    return found


def _other_categories(case: Case) -> list[tuple[str, Array]]:
    """Every other value of every category that users are asked for; a regime that was said is not swapped for
    another."""
    return [
        (name, np.array([float(code)]))
        for name, p in case.params.items()
        if p.categories is not None and p.ask and not (name.endswith(".regimes") and p.value)
        for code, value in enumerate(p.categories)
        if code != int(p.central) and value is not None
    ]


def _category_flip(case: Case, name: str, code: float, becomes: int) -> Flip:
    value = (case.params[name].categories or ())[int(code)]
    said = next(iter(sorted(value)), "none") if isinstance(value, frozenset) else value
    return Flip(slot=case.params[name].ask or name, at=said, becomes=option_name(becomes))
