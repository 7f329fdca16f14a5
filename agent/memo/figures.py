"""The data of both charts, with labels from the ledger."""

from __future__ import annotations

from agent.evidence import units
from agent.evidence.brief import Brief
from agent.evidence.derived import TODAY, chosen_mid
from agent.memo.document import CostChart, Line, Mark, Range, VolumeChart
from agent.memo.pen import Pen
from tools.decision.curves import CostCurve
from tools.results import Option

SPLIT_LOW, SPLIT_HIGH = "fact.chosen_low_usd", "fact.chosen_high_usd"
VOLUME_NOTE = "All workloads together, their mix kept; prices and assumptions as in this memo."
RINGS = " Rings: from there on own GPUs stay below that line."


def shut(brief: Brief, option: Option) -> bool:
    """Whether no change of price or skill could open this option: a hard rule, or terms that nothing calls for."""
    cost = brief.assessment.costs[option]
    gates = [g for g in brief.assessment.gates if g.option == option]
    return not cost.feasible and (not gates or any(g.kind == "hard" for g in gates))


def ordered(brief: Brief) -> list[Option]:
    """The options that have a price and are not shut, the recommendation first, then by cost."""
    costs, chosen = brief.assessment.costs, brief.assessment.option
    shown = [o for o, c in costs.items() if c.monthly_usd and (o == chosen or not shut(brief, o))]

    def rank(option: Option) -> tuple[bool, float]:
        band = costs[option].monthly_usd
        return option != chosen, band.mid if band else 0.0

    return sorted(shown, key=rank)


def costs(brief: Brief, pen: Pen) -> CostChart:
    ranges = []
    for option in ordered(brief):
        cost, at = brief.assessment.costs[option], f"cost.{option}"
        assert cost.monthly_usd is not None  # ordered() keeps only those
        label = pen.say(f"{{{{{at}.mid|cell}}}}  ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}})")
        ranges.append(
            Range(
                option=option,
                name=pen.say(f"{{{{option.{option}|cap}}}}"),
                **cost.monthly_usd.model_dump(),
                label=label,
                open=cost.feasible,
                chosen=option == brief.assessment.option,
            )
        )
    if brief.assessment.option == "hybrid":
        ranges.insert(0, split(brief, pen))
    today = brief.profile.current.monthly_bill_usd
    several = "All workloads on one option. " if len(brief.assessment.by_workload) > 1 else ""
    hollow = "" if all(r.open for r in ranges) else " Hollow: out as things stand."
    note = f"{several}Dot: likely. Line: P10 to P90 of the draws.{hollow}"
    return CostChart(
        title="US dollars a month",
        note=note,
        ranges=tuple(ranges),
        today=today,
        today_label=pen.say(f"today {{{{fact.{TODAY}|cell}}}}") if today else "",
    )


def split(brief: Brief, pen: Pen) -> Range:
    """The recommended split as a whole."""
    mid = chosen_mid(brief.assessment) or 0.0
    known = {f.id: float(f.value) for f in brief.assessment.facts if isinstance(f.value, (int, float))}
    low, high = (known.get(at.removeprefix("fact."), mid) for at in (SPLIT_LOW, SPLIT_HIGH))
    ends = f"  ({{{{{SPLIT_LOW}|cell}}}} to {{{{{SPLIT_HIGH}|cell}}}})" if brief.has(SPLIT_LOW) else ""
    label = pen.say(f"{{{{fact.chosen_usd|cell}}}}{ends}") if brief.has("fact.chosen_usd") else ""
    return Range(
        option="hybrid",
        name=pen.say("{{option.hybrid|cap}}"),
        low=low,
        mid=mid,
        high=high,
        label=label,
        open=True,
        chosen=True,
    )


def volume(brief: Brief, pen: Pen, curve: CostCurve) -> VolumeChart:
    keep = set(ordered(brief))
    lines = tuple(
        Line(option=o, name=pen.say(f"{{{{option.{o}|cap}}}}"), monthly_usd=v, chosen=o == brief.assessment.option)
        for o, v in curve.monthly_usd.items()
        if o in keep
    )
    stated = "profile.workloads[0].tokens_per_day"  # letter for letter, where that is the whole
    alone = len(brief.profile.workloads) == 1 and brief.has(stated)
    here = pen.say(f"you: {{{{{stated}}}}}" if alone else f"you: {pen.value('here.volume', curve.here, 'tokens/day')}")
    low, high = curve.tokens_per_day[0], curve.tokens_per_day[-1]
    marks = tuple(
        Mark(tokens_per_day=e.tokens_per_day, label=units.scaled(e.tokens_per_day))
        for e in brief.assessment.break_even
        if e.workload is None and e.tokens_per_day and e.against in keep and low <= e.tokens_per_day <= high
    )
    note = VOLUME_NOTE + (RINGS if marks else "")
    return VolumeChart(
        title="US dollars a month against volume",
        note=note,
        tokens_per_day=curve.tokens_per_day,
        lines=lines,
        here=curve.here,
        here_label=here,
        marks=marks,
    )
