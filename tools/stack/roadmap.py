"""The steps of the coming weeks: lines of the catalogue's roadmap that hold here, with their names filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import RoadmapLine
from tools.results import Option, StepCore
from tools.stack.situation import Situation

PEAKY = 2.0
"""Busiest hour over the mean from which replicas kept for the peak stand idle most of the day."""
BILL_SMALL, BILL_LARGE, LOOK_AGAIN = "bill_small_usd_month", "bill_large_usd_month", "look_again_tokens_day"
MODEL_FACT = "plan_model"
"""Id of the fact whose value is the model that the plan names."""
_SHARING_TASKS = ("chat", "rag", "agent", "code")
WHEN = ("first", "this week", "in the third week", "this month", "before launch", "at launch", "later")
"""The days of a plan, in their order."""
Test = Callable[[Situation, Catalogue], bool]


def overflow(s: Situation) -> Option | None:
    """Where the peaks of self-hosting may go: an option that no gate removes; None without peaks worth it."""
    if s.option != "self_host" or s.quality == "own_weights" or (s.peak_to_average or 1.0) < PEAKY:
        return None
    order: tuple[Option, ...] = ("managed_open", "sovereign_api", "smaller_tier", "frontier_api")
    return next((o for o in order if o in s.feasible), None)


def _bill(s: Situation, catalogue: Catalogue) -> str:
    """Which of the published bands the bill lies in; "" if nobody said it."""
    if s.monthly_usd is None:
        return ""
    small, large = catalogue.defaults[BILL_SMALL].mid, catalogue.defaults[BILL_LARGE].mid
    return "small" if s.monthly_usd < small else "mid" if s.monthly_usd <= large else "large"


CONDITIONS: dict[str, Test] = {
    "no_gpu_team": lambda s, _: s.gpu_ops in (None, "none"),
    "hiring": lambda s, _: bool(s.can_hire),
    "no_hiring": lambda s, _: not s.can_hire,
    "regulated": lambda s, _: bool(s.regimes),
    "air_gapped": lambda s, _: s.air_gapped,
    "connected": lambda s, _: not s.air_gapped,
    "kubernetes": lambda s, _: s.kubernetes is True,
    "no_kubernetes": lambda s, _: s.kubernetes is False,
    "no_on_call": lambda s, _: not s.on_call,
    "gpus_rented": lambda s, _: not s.air_gapped and s.hosting != "on_premises",
    "latency_limit": lambda s, _: s.latency_ms is not None,
    "no_latency_limit": lambda s, _: s.latency_ms is None,
    "overflow": lambda s, _: overflow(s) is not None,
    "quality_tested": lambda s, _: s.quality is not None,
    "quality_untested": lambda s, _: s.quality is None,
    "terms_needed": lambda s, _: bool(s.needs),
    "region_needed": lambda s, _: any(n == "in_region" or n.endswith("_residency") for n in s.needs),
    "zero_retention_needed": lambda s, _: "zero_retention" in s.needs,
    "prompts_share": lambda s, _: (s.prefix_share or 0.0) > 0 or s.task in _SHARING_TASKS,
    "batchable": lambda s, _: bool(s.batchable),
    "open_possible": lambda s, _: s.quality != "frontier" and "managed_open" in s.feasible | {s.option},
    "bill_small": lambda s, c: _bill(s, c) == "small",
    "bill_mid": lambda s, c: _bill(s, c) == "mid",
    "bill_large": lambda s, c: _bill(s, c) == "large",
    "bill_not_small": lambda s, c: _bill(s, c) != "small",
    "below_look_again": lambda s, c: s.tokens_per_day is None or s.tokens_per_day < c.defaults[LOOK_AGAIN].mid,
}
"""What the roadmap's lines may ask for under ``if``."""


def steps_for(s: Situation, catalogue: Catalogue, names: dict[str, str]) -> tuple[StepCore, ...]:
    """In the roadmap's order. Error: KeyError naming a condition that nobody defined."""
    return tuple(
        _step(line, names)
        for line in catalogue.roadmap
        if s.option in line.options and all(CONDITIONS[name](s, catalogue) for name in line.conditions)
    )


def in_order(steps: Iterable[StepCore]) -> tuple[StepCore, ...]:
    """Steps of several plans as one; what falls on the same days keeps its order."""
    return tuple(sorted(steps, key=lambda step: WHEN.index(step.when) if step.when in WHEN else len(WHEN)))


def _step(line: RoadmapLine, names: dict[str, str]) -> StepCore:
    """Names are put in here, figures left to whoever holds the facts; so is the model, whose name holds some."""
    text = line.do.replace("{model}", f"{{{MODEL_FACT}}}")
    for key, name in names.items():
        text = text.replace(f"{{{key}}}", name)
    facts = (*line.facts, MODEL_FACT) if "{model}" in line.do else line.facts
    return StepCore(when=line.when, do=text, claim=line.claim, facts=facts)
