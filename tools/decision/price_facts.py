"""What is said about a list price: the price, the hours of the day that change it, changes that are announced."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue import api_prices
from knowledge.catalogue.api_prices import UnitPrice
from tools.costs import blended_usd_per_mtok
from tools.decision.case import Case
from tools.decision.evaluate import Outcome
from tools.decision.explore import option_name
from tools.decision.hosting import request_of
from tools.decision.params import central
from tools.results import Fact, Option, ReasonCore

PRICED_AS: dict[Option, str] = {"frontier_api": "frontier", "smaller_tier": "smaller", "managed_open": "managed"}
OVER_THE_DAY = "mean over the hours of the day"
CLOCK = (
    "This vendor prices by the hour: {} for input and {} for output at {}, else {} and {}. The cost here spreads the "
    "traffic evenly over the day; work that can wait for the other hours costs less."
)
ANNOUNCED = (
    "The vendor has announced another price for this model: from {} it is {} for input and {} for output; the cost "
    "here is at today's."
)


def price_facts(tag: str, price: UnitPrice, share: float) -> Iterator[Fact]:
    """Input, output and blended price of one model at one provider; the hours, where the vendor prices by the clock."""
    name, day = f"{price.model} at {price.provider}", OVER_THE_DAY if price.clock else ""
    for kind, usd in (("in", price.input_usd_per_mtok), ("out", price.output_usd_per_mtok)):
        listed = dated(price, f"price_{kind}_{tag}", f"{kind}put price of {name}", usd)
        yield listed.model_copy(update={"formula": day})
    yield Fact(
        id=f"blended_{tag}",
        name=f"blended price of {name}",
        value=float(blended_usd_per_mtok(share, price)),
        unit="USD/Mtok",
        formula="input share x input price + (1 - input share) x output price",
        inputs=(f"price_in_{tag}", f"price_out_{tag}"),
        as_of=price.as_of,
        reference=price.reference,
    )
    if price.clock:
        yield dated(price, f"dear_hours_{tag}", f"dear hours of {name}", price.clock.dear_hours)
        for word, pair in (("dear", price.clock.dear), ("cheap", price.clock.cheap)):
            for kind, usd in zip(("in", "out"), pair, strict=True):
                yield dated(price, f"{word}_{kind}_{tag}", f"{kind}put price of {name} in the {word} hours", usd)


def dated(price: UnitPrice, id_: str, name: str, value: float | str) -> Fact:
    """A fact about a price that is as old as the price: USD a million tokens, or words."""
    unit = "text" if isinstance(value, str) else "USD/Mtok"
    return Fact(id=id_, name=name, value=value, unit=unit, as_of=price.as_of, reference=price.reference)


def announced_facts(case: Case, w: int, tag: str, price: UnitPrice) -> Iterator[Fact]:
    """The first price change within the horizon that the vendor has announced for this model."""
    request = request_of(case.params, w)
    found = api_prices.announced(
        case.catalogue,
        price.provider,
        price.model,
        at=case.at,
        horizon_months=central(case.params, "horizon_months"),
        input_tokens=request.input_tokens,
        output_tokens=request.output_tokens,
    )
    if found is None:
        return
    day, new = found
    name = f"{price.model} at {price.provider}"
    yield dated(new, f"announced_day_{tag}", f"day from which {name} costs otherwise", day.isoformat())
    for kind, usd in (("in", new.input_usd_per_mtok), ("out", new.output_usd_per_mtok)):
        yield dated(new, f"announced_{kind}_{tag}", f"{kind}put price of {name} from then on", usd)


def price_reasons(case: Case, o: Outcome, known: set[str]) -> Iterator[ReasonCore]:
    """Of the models recommended: that a price goes by the hour, and that it is announced to change."""
    for w in range(len(case.workloads)):
        tag = PRICED_AS.get(option_name(int(o.choice[w, 0])), "") + (f"_{w + 1}" if len(case.workloads) > 1 else "")
        if f"dear_hours_{tag}" in known:
            facts = tuple(f"{x}_{tag}" for x in ("dear_in", "dear_out", "dear_hours", "cheap_in", "cheap_out"))
            yield ReasonCore(
                key=f"clock_{tag}",
                text=CLOCK.format(*(f"{{{x}}}" for x in facts)),
                claim="price_trend",
                facts=facts,
            )
        if f"announced_day_{tag}" in known:
            facts = tuple(f"announced_{x}_{tag}" for x in ("day", "in", "out"))
            yield ReasonCore(
                key=f"announced_{tag}",
                text=ANNOUNCED.format(*(f"{{{x}}}" for x in facts)),
                claim="price_trend",
                facts=facts,
            )
