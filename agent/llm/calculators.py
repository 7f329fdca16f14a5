"""The read-only calculators that a model may choose among for an open question. None has an effect; none takes a guess.

Every argument must be grounded: a number stands in the user's words, the profile or the assessment, a name in the
user's words or the assessment. The result is a ``Finding``: facts for the recommendation and one sentence by code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.evidence import lexer, units
from agent.interview import bank, show
from knowledge.catalogue.api_prices import find_model, unit_price
from tools.costs import HOURS_PER_MONTH, api_monthly_usd, market_rate
from tools.profile import SLOT, Profile, slot_value, with_slot
from tools.results import Assessment, Fact

if TYPE_CHECKING:
    from agent.nodes.desk import Desk

CLOSE = 0.005  # an argument may be rounded, not altered


class Ungrounded(ValueError):  # noqa: N818 - read as an adjective where it is raised
    """An argument that nobody said and nothing computed."""


@dataclass(frozen=True)
class Finding:
    """What one calculator found. ``text`` is written by code; every figure in it is one of ``facts``."""

    tool: str
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Ground:
    """Everything arguments may come from."""

    words: str
    profile: Profile
    assessment: Assessment
    desk: Desk
    numbers: frozenset[float] = field(default_factory=frozenset)

    def number(self, name: str, given: Any) -> float:
        """A number that was said or computed. Error: Ungrounded."""
        if isinstance(given, bool) or not isinstance(given, (int, float)):
            raise Ungrounded(f"{name} is not a number")
        if not any(abs(given - n) <= CLOSE * abs(n) for n in self.numbers):
            raise Ungrounded(f"nobody said {name}")
        return float(given)

    def name(self, what: str, given: Any) -> str:
        """A name from the user's words or the assessment. Error: Ungrounded."""
        text = _letters(str(given or ""))
        stack = self.assessment.stack
        known = " ".join([self.words, str(self.profile.current.model), str(self.profile.current.provider),
                          str(stack.model), str(stack.gpus), *stack.providers])  # fmt: skip
        if not text or text not in _letters(known):
            raise Ungrounded(f"nobody named {what}")
        return str(given)


def ground(question: str, words: tuple[str, ...], profile: Profile, assessment: Assessment, desk: Desk) -> Ground:
    said = "\n".join((question, *words))
    numbers = {q.value for q in lexer.quantities(said)} | {q.high for q in lexer.quantities(said)}
    numbers |= {float(v) for _, v in show.slots(profile) if isinstance(v, (int, float)) and not isinstance(v, bool)}
    numbers |= {float(f.value) for f in assessment.facts if isinstance(f.value, (int, float))}
    return Ground(said, profile, assessment, desk, frozenset(numbers))


def gpu_cost(given: Mapping[str, Any], on: Ground) -> Finding:
    """GPUs by the hour for a month: the user's rate, or the middle of the dated market."""
    gpu = on.desk.parts.catalogue.gpu(on.name("gpu", given.get("gpu"))).name
    count = on.number("count", given.get("count"))
    facts = [_fact("gpus", "GPUs", count, "gpus")]
    if given.get("usd_per_gpu_hour") is not None:
        rate = on.number("usd_per_gpu_hour", given["usd_per_gpu_hour"])
        facts.append(_fact("rate", f"your rate for {gpu}", rate, "usd/gpu-hour"))
        source = "at the rate you gave"
    else:
        market = market_rate(on.desk.parts.catalogue.gpu_prices, gpu)
        rate = market.mid
        facts.append(_fact("rate", f"market rate of {gpu}", rate, "usd/gpu-hour", reference=str(market.reference)))
        source = "the middle of the dated list prices"
    total = count * rate * HOURS_PER_MONTH
    facts.append(
        _fact("total", f"{gpu} for a month", total, "usd/month", "count x rate x hours", ("ask.gpus", "ask.rate"))
    )
    text = (
        f"{_n(facts[0])} ({gpu}) at {_n(facts[1])}, {source}: {_n(facts[2])}, before power, people and spare capacity."
    )
    return Finding("gpu_cost", text, tuple(facts))


def api_cost(given: Mapping[str, Any], on: Ground) -> Finding:
    """The profile's first volume at one API model, at list price."""
    catalogue = on.desk.parts.catalogue
    found = find_model(
        catalogue,
        given.get("provider") and on.name("provider", given["provider"]),
        on.name("model", given.get("model")),
    )
    if found is None:
        raise Ungrounded("no such model in the price list")
    price = unit_price(catalogue, *found, at=on.desk.at)
    volume = next((w.tokens_per_day for w in on.profile.workloads if w.tokens_per_day), None)
    name = f"{found[1]} at {found[0]}"
    dated: dict[str, Any] = {"reference": price.reference, "as_of": price.as_of}
    facts = [
        _fact("in", f"input of {name}", price.input_usd_per_mtok, "usd/mtok", **dated),
        _fact("out", f"output of {name}", price.output_usd_per_mtok, "usd/mtok", **dated),
    ]
    text = f"{name}: input {_n(facts[0])}, output {_n(facts[1])}."
    share = next(
        (float(f.value) for f in on.assessment.assumptions if f.slot.endswith("input_share") and f.value), None
    )
    share = next((w.input_share for w in on.profile.workloads if w.input_share is not None), share)
    if volume and share is not None:
        total = float(api_monthly_usd(volume, share, price))
        facts.append(
            _fact("total", f"your volume on {name}", total, "usd/month", "volume x price", ("ask.in", "ask.out"))
        )
        text += f" Your volume there comes to {_n(facts[-1])} at list price."
    return Finding("api_cost", text, tuple(facts))


def what_if(given: Mapping[str, Any], on: Ground) -> Finding:
    """The decision with one slot changed; the profile is left alone."""
    slot, value = str(given.get("slot") or ""), given.get("value")
    if not SLOT.match(slot):
        raise Ungrounded("no such slot")
    value = (
        on.number(slot, value)
        if isinstance(slot_value(on.profile, slot), float) or isinstance(value, (int, float))
        else value
    )
    if isinstance(value, str):
        value = on.name(slot, value)
    other = on.desk.assess(with_slot(on.profile, slot, value))
    cost = other.costs[other.option].monthly_usd if other.option in other.costs else None
    facts = [_fact("cost", f"cost with {bank.short(slot, on.profile)} changed", cost.mid, "usd/month")] if cost else []
    text = f"With {show.change(on.profile, slot, value)}: {bank.option_name(other.option)}"
    return Finding("what_if", text + (f", {_n(facts[0])}." if facts else "."), tuple(facts))


def search(given: Mapping[str, Any], on: Ground) -> Finding:
    """Passages of the indexed documents, as quotes. The query moves nothing, so any words will do."""
    found = on.desk.parts.library.search(str(given.get("query") or "")[:300], 2)
    return Finding("search", "\n".join(f"> {' '.join(p.quote.split())} ({p.title})" for p in found))


CALCULATORS: dict[str, Callable[[Mapping[str, Any], Ground], Finding]] = {
    "gpu_cost": gpu_cost, "api_cost": api_cost, "what_if": what_if, "search": search,
}  # fmt: skip


def _tool(name: str, about: str, **fields: str) -> dict[str, Any]:
    optional = [f for f in fields if f.endswith("_")]
    properties = {f.rstrip("_"): {"type": kind} for f, kind in fields.items()}
    required = [f for f in fields if f not in optional]
    parameters = {"type": "object", "properties": properties, "required": required}
    return {"type": "function", "function": {"name": name, "description": about, "parameters": parameters}}


TOOLS = [
    _tool("gpu_cost", "Monthly cost of renting GPUs.", gpu="string", count="number", usd_per_gpu_hour_="number"),
    _tool("api_cost", "Price of one API model, and the user's volume on it.", model="string", provider_="string"),
    _tool("what_if", "The recommendation with one fact changed.", slot="string", value="string"),
    _tool("search", "Passages of the indexed documents.", query="string"),
]


def _fact(
    key: str, name: str, value: float, unit: str, formula: str = "", inputs: tuple[str, ...] = (), **more: Any
) -> Fact:
    return Fact(id=f"ask.{key}", name=name, value=value, unit=unit, formula=formula, inputs=inputs, **more)


def _n(fact: Fact) -> str:
    return units.say(fact.value, fact.unit)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
