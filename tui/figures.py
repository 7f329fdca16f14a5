"""The figures of the Costs panel as rows, each with the arithmetic that is shown when it is unfolded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from tui import words
from tui.quantities import short, usd

if TYPE_CHECKING:
    from agent.schema import Recommendation
    from tools.results import Fact

DIM = "$foreground 65%"
LABEL = 20
SHOWN_SWINGS = 6
DEFINITION = "the smallest volume from which own GPUs stay cheaper, whole replicas counted"


@dataclass(frozen=True)
class Figure:
    """``key`` stays the same from answer to answer. ``bar``: a share of the widest bar of its list, or None."""

    key: str
    text: Content
    details: tuple[str, ...] = ()
    bar: float | None = None
    after: str = ""


def fact_line(fact: Fact) -> str:
    """One value with its name, its formula, the day it is of and who says so."""
    name = plain(fact.name)
    line = f"{name}: {_value(fact)}" + (f" = {fact.formula}" if fact.formula else "")
    origin = ", ".join(part for part in (f"as of {fact.as_of}" if fact.as_of else "", fact.reference or "") if part)
    return line + (f" ({origin})" if origin else "")


def plain(name: str) -> str:
    """A name without codes: options by their names, blanks for underscores."""
    for option, shown in words.OPTION.items():
        name = name.replace(option, shown)
    return name.replace("_", " ")


def _value(fact: Fact) -> str:
    if not isinstance(fact.value, (int, float)):
        return str(fact.value)
    if fact.unit.startswith("USD"):
        per = fact.unit.removeprefix("USD").removeprefix("/")
        unit = {"month": " a month", "Mtok": " a million tokens", "GPU-hour": " per GPU and hour"}.get(per, "")
        cents = f"${fact.value:,.2f}" if round(fact.value, 2) == fact.value else f"${fact.value:,.4g}"
        return (usd(fact.value) if fact.value >= 100 else cents) + unit
    number = short(fact.value) if fact.value >= 1e6 else f"{fact.value:,.4g}"
    return f"{number} {'' if fact.unit == 'ratio' else fact.unit}".rstrip().replace("tokens/day", "tokens a day")


def _behind(option: Any, recommendation: Recommendation) -> list[str]:
    from agent.views import facts_behind

    return [fact_line(fact) for fact in facts_behind(option, recommendation.facts)]


def of_option(option: str, recommendation: Recommendation) -> tuple[str, ...]:
    """How the monthly cost of an option comes about."""
    return tuple(_behind(option, recommendation))


def payback(recommendation: Recommendation) -> list[Figure]:
    months = recommendation.payback_months
    if not months:
        return []
    text = Content.assemble(("Moving pays back in ", DIM), f"{months:.1f} months")
    wanted = ("bill_usd", "list_usd", "saving_usd", "chosen_usd")
    known = [fact_line(f) for f in recommendation.facts if f.id in wanted]
    return [Figure("payback", text, ("cost of moving / what is saved a month", *known))]


def break_even(recommendation: Recommendation) -> list[Figure]:
    rows = []
    own = _behind("self_host", recommendation) if recommendation.break_even else []
    for entry in recommendation.break_even:
        against = words.inside(entry.against) + (f" ({entry.workload})" if entry.workload else "")
        if entry.tokens_per_day is None:
            why = (entry.why_null or "").removeprefix("never").removeprefix(":").strip()
            text = f"against {against}: never" + (f": {why}" if why else "")
        else:
            text = f"against {against}: from {words.tokens_a_day(entry.tokens_per_day)}"
        prices = [line for line in _behind(entry.against, recommendation) if "price" in line]
        key = f"{entry.against}/{entry.workload}"
        rows.append(Figure(key, Content.styled(text, DIM), (DEFINITION, *prices, *own[1:-1])))
    return rows


def flips(recommendation: Recommendation) -> list[Figure]:
    rows = []
    for flip in recommendation.flips:
        at, becomes = words.value(flip.slot, flip.at), words.OPTION[flip.becomes]
        text = Content.assemble((f"{words.label(flip.slot)} ", DIM), at, (" → ", "$accent"), becomes)
        details = (
            f"the nearest value at which the answer is no longer {words.OPTION[recommendation.option]}; the decision "
            "is computed anew at each value that is tried",
            "Profile (F2): Left and Right on this fact try it",
        )
        rows.append(Figure(f"{flip.slot}/{flip.at}", text, details))
    return rows


def tornado(bars: Iterable[Any], option: str) -> list[Figure]:
    """What the answer hangs on most: the swing of the cost gap to the runner-up, one bar an input."""
    swings = sorted(((abs(b.high_gap_usd - b.low_gap_usd), b) for b in bars), key=lambda s: -s[0])[:SHOWN_SWINGS]
    top = max((swing for swing, _ in swings), default=0)
    if not top:
        return []
    return [
        Figure(bar.slot, Content.styled(f"{words.label(bar.slot):<{LABEL}.{LABEL}} ", DIM), _ends(bar, option),
               swing / top, f" ±{usd(swing / 2)}")
        for swing, bar in swings
    ]  # fmt: skip


def _ends(bar: Any, option: str) -> tuple[str, ...]:
    ends = ((bar.low_value, bar.low_gap_usd), (bar.high_value, bar.high_gap_usd))
    return tuple(f"at {words.value(bar.slot, value)}: {_gap(gap, option)}" for value, gap in ends)


def _gap(gap: float, option: str) -> str:
    name = words.OPTION[option]
    if gap < 0:
        return f"the runner-up costs {usd(-gap)} a month less than {name}"
    return f"{name} is {usd(gap)} a month ahead of the runner-up"


def marks(recommendation: Recommendation) -> Sequence[tuple[str, float]]:
    """(against, tokens a day) of each break-even that there is, of the whole profile first."""
    found = {e.against: e.tokens_per_day for e in reversed(recommendation.break_even) if e.tokens_per_day}
    return list(found.items())


def in_front(recommendation: Recommendation) -> Sequence[str]:
    """The options that are possible, the recommended ones last: a line of theirs is not drawn over."""
    chosen = {recommendation.option, *(w.option for w in recommendation.by_workload)}
    possible = [option for option, cost in recommendation.costs.items() if cost.feasible]
    return sorted(possible, key=lambda option: option in chosen)
