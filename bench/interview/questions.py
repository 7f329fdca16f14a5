"""How many questions the interview needs, against a fixed order, at equal accuracy of the decision.

    python bench/interview/questions.py --users 60 --seed 5

Each simulated user has a complete case drawn from the catalogue's priors and begins with the work and its volume.
The interview asks by value of information until it stops by itself; the fixed order is a sensible consultant's:
rules first, then people and quality, then the shape of the work. "Right" is the option that the complete case gets.
Prints a table and one JSON line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import statistics
import sys
from typing import Any

from agent.interview import bank, choose
from knowledge.catalogue.load import Catalogue, load
from knowledge.catalogue.schema import Prior
from tools.decision import assess
from tools.profile import Profile, Said, slot_value, with_slot
from tools.results import Assessment

AT = dt.date(2026, 11, 21)
GIVEN = ("workloads[0].task", "workloads[0].tokens_per_day")
TASKS = ("chat", "rag", "agent", "classification", "extraction", "summarization", "code", "batch")
MOST = 15
FIXED = (
    "third_party", "regimes", "air_gapped", "hosting", "gpu_ops", "quality", "can_hire", "input_share", "batchable",
    "growth_per_year", "cached_share", "input_tokens", "prefix_share", "tok_s_per_user",
)  # fmt: skip


def drawn(prior: Prior, chance: random.Random) -> Any:
    """One value of a prior: a choice by weight, or a number between its ends."""
    if prior.choices:
        names = list(prior.choices)
        name = chance.choices(names, [prior.choices[n] for n in names])[0]
        return {"true": True, "false": False, "none": "none"}.get(name, name)
    low, mid, high = prior.low or 0.0, prior.mid or 0.0, prior.high or 0.0
    z = chance.gauss(0, 1) / 1.645
    if prior.log and low > 0:
        return mid * (high / mid if z > 0 else mid / low) ** z
    return mid + z * ((high - mid) if z > 0 else (mid - low))


def truth(catalogue: Catalogue, chance: random.Random) -> dict[str, Any]:
    """A complete case: every slot that the interview may ask about, drawn from its prior."""
    task = chance.choice(TASKS)
    volume = 10 ** chance.uniform(5, 9.7)
    case: dict[str, Any] = {"workloads[0].task": task, "workloads[0].tokens_per_day": volume}
    for pattern in bank.wordings():
        slot = pattern.replace("[*]", "[0]")
        prior = _prior(catalogue, slot.rsplit(".", 1)[-1], {"task": task})
        if slot in case or prior is None:
            continue
        value = drawn(prior, chance)
        if slot == "regulation.regimes":
            value = [] if value in ("none", None) else [value]
        if _fits(slot, value):
            case[slot] = value
    return case


def _prior(catalogue: Catalogue, leaf: str, context: dict[str, str]) -> Prior | None:
    fitting = (p for p in catalogue.priors if p.slot == leaf and all(context.get(k) == v for k, v in p.when.items()))
    return next(fitting, None)


def _fits(slot: str, value: Any) -> bool:
    try:
        with_slot(Profile(), slot, value)
    except ValueError:
        return False
    return not (isinstance(value, float) and not math.isfinite(value))


def told(profile: Profile, slot: str, value: Any) -> Profile:
    """The profile after the user's answer; not known is an answer too."""
    state: Any = "unknown" if value is None else "said"
    changed = with_slot(profile, slot, value) if value is not None else profile
    said = Said(slot=slot, words=str(value), message=0, state=state)
    return changed.model_copy(update={"said": (*(s for s in changed.said if s.slot != slot), said)})


def by_value(case: dict[str, Any], catalogue: Catalogue, begin: Profile) -> tuple[int, str]:
    """Questions asked by value of information, and the option at the end."""
    profile, asked = begin, list[str]()
    while True:
        found: Assessment = assess(profile, catalogue, AT)
        question = choose.next_question(found, profile, asked)
        if question is None or len(asked) >= MOST:
            return len(asked), found.option
        asked.append(question[0])
        slot = question[1].slot
        if slot_value(profile, slot) is None:
            profile = told(profile, slot, case.get(slot))


def in_order(case: dict[str, Any], catalogue: Catalogue, begin: Profile) -> list[str]:
    """The option after nought, one, two ... questions of the fixed order."""
    profile, options = begin, [assess(begin, catalogue, AT, with_flips=False).option]
    for slot in sorted((s for s in case if _place(s) < len(FIXED)), key=_place):
        profile = told(profile, slot, case[slot])
        options.append(assess(profile, catalogue, AT, with_flips=False).option)
    return [str(o) for o in options]


def _place(slot: str) -> int:
    leaf = slot.rsplit(".", 1)[-1]
    return FIXED.index(leaf) if leaf in FIXED and slot not in GIVEN else len(FIXED)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=40)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    catalogue, chance = load(), random.Random(options.seed)
    counts, right, fixed = [], [], list[list[bool]]()
    for _ in range(options.users):
        case = truth(catalogue, chance)
        begin, whole = Profile(), Profile()
        for slot, value in case.items():
            whole = told(whole, slot, value)
            begin = told(begin, slot, value) if slot in GIVEN else begin
        best = assess(whole, catalogue, AT, with_flips=False).option
        count, option = by_value(case, catalogue, begin)
        counts.append(count)
        right.append(option == best)
        fixed.append([o == best for o in in_order(case, catalogue, begin)])
    report(counts, right, fixed)
    return 0


def report(counts: list[int], right: list[bool], fixed: list[list[bool]]) -> None:
    accuracy = statistics.mean(right)
    length = min(len(f) for f in fixed)
    curve = [statistics.mean(f[k] for f in fixed) for k in range(length)]
    same = next((k for k in range(length) if all(c >= accuracy for c in curve[k:])), None)
    print(f"{'interview':<34} {'questions':>9} {'right':>7}")
    print(f"{'by value of information (it stops)':<34} {statistics.mean(counts):>9.2f} {accuracy:>7.3f}")
    for k in range(length):
        print(f"{'fixed order, stopped after':<34} {k:>9d} {curve[k]:>7.3f}")
    mean = round(statistics.mean(counts), 2)
    print(json.dumps({"users": len(counts), "mean_questions": mean, "right": round(accuracy, 3), "fixed_needs": same}))


if __name__ == "__main__":
    sys.exit(main())
