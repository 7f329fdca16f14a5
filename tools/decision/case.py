"""What stays the same for every row of one decision: today's arrangement, prices, and the replicas that could be run.

Prices and candidate replicas are chosen once, at the central values; what is uncertain about them (drift, capacity
band)
is drawn. Choosing them anew in every draw would only hide the uncertainty in a best-of-many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from knowledge.catalogue import api_prices, ladders
from knowledge.catalogue.api_prices import UnitPrice
from knowledge.catalogue.load import Catalogue
from tools.costs import DAYS_PER_MONTH, api_monthly_usd, blended_usd_per_mtok
from tools.decision.bands import bands
from tools.decision.hosting import Hosted, hosted_by_class
from tools.decision.params import LARGEST_VOLUME, Param, central
from tools.decision.readdress import Elsewhere, elsewhere
from tools.decision.resolve import CATEGORIES, Resolver, find_prior, from_prior
from tools.decision.terms import ladder_under, promising, terms_uplift, under_terms
from tools.decision.today import SMALL_TIER, Today, closed_vendors, today_of
from tools.gates.same import Same
from tools.profile import Profile, Quality, Task, Workload
from tools.results import Option
from tools.stack import candidates

OFFERED: tuple[Quality, ...] = ("open_large", "open_small")
IN_USE = "An open model serves this today."


@dataclass(frozen=True)
class WorkloadCase:
    """Prices of one workload by option and quality class; ``bill_usd``: its part of the stated bill, or None."""

    workload: Workload
    frontier: UnitPrice
    smaller: UnitPrice
    managed: Mapping[Quality, UnitPrice]
    managed_offers: Mapping[Quality, tuple[UnitPrice, ...]]
    # today's open model, else the cheapest, at a vendor that offers the terms; None: none is listed
    sovereign: UnitPrice | None = None
    hosted: Mapping[Quality, tuple[Hosted, ...]] = field(default_factory=dict)
    bill_usd: float | None = None
    list_usd: float | None = None
    today: UnitPrice | None = None  # the model in use, one that is retired by now included; None: not known
    # frontier and smaller model of a vendor that promises the terms, where the vendor in place is not known to
    terms: tuple[UnitPrice, UnitPrice] | None = None
    quality: Quality | None = None  # what is good enough: said, or shown by an open model in use; None: not known

    @property
    def sovereign_price(self) -> UnitPrice:
        """What restricted terms are priced with: the frontier model unless a lesser was said to be enough."""
        if self.quality in (None, "frontier"):
            return self.terms[0] if self.terms else self.frontier
        return self.sovereign or (self.terms[1] if self.terms else self.smaller)

    @property
    def sovereign_model(self) -> str:
        """The model of that price; a cloud's global endpoint keeps no terms of a place."""
        return self.sovereign_price.model.removeprefix("global.")


@dataclass(frozen=True)
class Case:
    profile: Profile  # with at least one workload
    catalogue: Catalogue
    at: dt.date
    params: Mapping[str, Param]
    workloads: tuple[WorkloadCase, ...]
    status_quo: Option | None
    elsewhere: Elsewhere | None = None  # who else serves the open model of today for less

    @property
    def readdressed(self) -> bool:
        """Whether the managed option is today's model at another provider."""
        return self.elsewhere is not None and self.elsewhere.pays

    @property
    def staying(self) -> Option | None:
        """The option that leaves everything as it is; None where nothing is run, or where none does."""
        return None if self.readdressed else self.status_quo


def build(profile: Profile, catalogue: Catalogue, at: dt.date) -> Case:
    """The case of a profile on a day. A profile without workloads is treated as one workload of which nothing is
    known."""
    if not profile.workloads:
        profile = profile.model_copy(update={"workloads": (Workload(),)})
    params = Resolver(profile, catalogue).resolve()
    now = today_of(profile, catalogue, at)
    status_quo = now.option
    if now.managed:
        _in_use(profile, catalogue, params, now)
    cases = [_priced(profile, catalogue, at, params, i, now) for i in range(len(profile.workloads))]
    cases = _with_bill(profile, params, cases, status_quo)
    for index, case in enumerate(cases):
        params.setdefault(f"workloads[{index}].tokens_per_day", _volume(case, params, index, status_quo, catalogue))
    hosted = [replace(c, hosted=hosted_by_class(profile, catalogue, params, i)) for i, c in enumerate(cases)]
    found_elsewhere = None
    if now.managed:
        allowed = [promising(profile, catalogue, params, i) for i in range(len(cases))]
        paid = [(c.today, c.bill_usd) for c in cases]
        uplift = [terms_uplift(profile, catalogue, params, i) for i in range(len(cases))]
        found_elsewhere = elsewhere(catalogue, at, params, now, paid, allowed, uplift)
    if found_elsewhere and found_elsewhere.pays:
        pairs = zip(hosted, found_elsewhere.prices, allowed, strict=True)
        hosted = [_at_another(c, price, vendors is not None) for c, price, vendors in pairs]
    params["bill_scales"] = Param("bill_scales", 1.0)
    leading = (next((h for group in c.hosted.values() for h in group), None) for c in hosted)
    params |= bands([h for h in leading if h is not None], profile)
    return Case(profile, catalogue, at, params, tuple(hosted), status_quo, found_elsewhere)


def _at_another(case: WorkloadCase, price: UnitPrice, terms: bool) -> WorkloadCase:
    """Today's open model at another provider, under restricted terms where the data needs them."""
    return replace(case, managed=dict.fromkeys(case.managed, price), sovereign=price if terms else case.sovereign)


def _in_use(profile: Profile, catalogue: Catalogue, params: dict[str, Param], now: Today) -> None:
    """Where an open model serves today and nothing was said about quality, that model is good enough: staying with it
    is no move."""
    spec = next((m for m in catalogue.models if m.id == now.open_model), None)
    quality = spec.quality if spec is not None else "open_large"
    for index, workload in enumerate(profile.workloads):
        if workload.quality is None:
            slot = f"workloads[{index}].quality"
            names = CATEGORIES["quality"]
            params[slot] = Param(slot, float(names.index(quality)), categories=names, because=IN_USE)


def known_quality(case: Case, w: int) -> Quality | None:
    """What is good enough for a workload: said, or shown by an open model that serves it today; None: not known."""
    value: Quality | None = case.params[f"workloads[{w}].quality"].value
    return value


def _priced(
    profile: Profile,
    catalogue: Catalogue,
    at: dt.date,
    params: Mapping[str, Param],
    index: int,
    now: Today,
) -> WorkloadCase:
    w, slot = profile.workloads[index], f"workloads[{index}]."
    share = central(params, f"{slot}input_share")
    size_in = max(central(params, f"{slot}input_tokens"), 1.0)
    size_out = max(size_in * (1 - share) / max(share, 0.01), 1.0)
    vendor = now.found[0] if now.found else now.provider
    tier = ladders.tier(catalogue, vendor if vendor in closed_vendors(catalogue) else None)
    size = {"input_tokens": size_in, "output_tokens": size_out, "at": at}
    today = _today(catalogue, now.found, size)
    offered = today if today and today.served(at) else None  # a model that is retired is not offered
    frontier = offered if offered and not now.managed else _frontier_of(catalogue, tier, size)
    smaller = api_prices.unit_price(catalogue, tier.provider, tier.smaller_model, **size)  # type: ignore[arg-type]
    if float(blended_usd_per_mtok(share, frontier)) < SMALL_TIER * float(
        blended_usd_per_mtok(share, _frontier_of(catalogue, tier, size))
    ):
        frontier = _frontier_of(catalogue, tier, size)
    offers = {q: _offers(Same(catalogue), q, w.task, share, (size_in, size_out), at) for q in OFFERED}
    managed = {
        q: o[min(1, len(o) - 1)] for q, o in offers.items() if o
    }  # the second cheapest: the cheapest is often capacity-bound
    if offered and now.managed:
        managed = dict.fromkeys(managed, offered)  # who is at such a provider stays with its model
    quality: Quality | None = params[f"{slot}quality"].value
    running = offered if offered and now.managed else None
    sovereign = under_terms(
        profile, catalogue, params, index, (*([running] if running else []), *offers.get(quality or "open_large", ()))
    )
    vendors = promising(profile, catalogue, params, index)
    terms = ladder_under(catalogue, vendors, share, size) if vendors and frontier.provider not in vendors else None
    return WorkloadCase(w, frontier, smaller, managed, offers, sovereign, today=today, quality=quality, terms=terms)


def _frontier_of(catalogue: Catalogue, tier: object, size: Mapping[str, object]) -> UnitPrice:
    return api_prices.unit_price(catalogue, tier.provider, tier.frontier_model, **size)  # type: ignore[attr-defined,arg-type]


def _today(catalogue: Catalogue, found: tuple[str, str] | None, size: Mapping[str, object]) -> UnitPrice | None:
    """The price of the model in use for requests of this size; None where it is not known."""
    try:
        return api_prices.unit_price(catalogue, *found, **size) if found else None  # type: ignore[arg-type]
    except LookupError:
        return None


@lru_cache(maxsize=256)
def _offers(
    among: Same[Catalogue], quality: Quality, task: Task | None, share: float, size: tuple[float, float], at: dt.date
) -> tuple[UnitPrice, ...]:
    """Current offers of the open models that fit the class and task, cheapest blended price first."""
    catalogue, (size_in, size_out) = among.value, size
    models = dict.fromkeys(c.model.id for c in candidates(catalogue, quality, task, "any", None))
    found = [
        o for m in models for o in api_prices.offers(catalogue, m, input_tokens=size_in, output_tokens=size_out, at=at)
    ]
    return tuple(sorted(found, key=lambda o: float(blended_usd_per_mtok(share, o))))


def _with_bill(
    profile: Profile, params: Mapping[str, Param], cases: list[WorkloadCase], status_quo: Option | None
) -> list[WorkloadCase]:
    """The stated bill divided over the workloads by their list cost; workloads of unknown volume share what is left."""
    bill = profile.current.monthly_bill_usd
    listed = [_list_cost(c, params, i, status_quo) for i, c in enumerate(cases)]
    out = []
    known = sum(x for x in listed if x is not None)
    unknown = sum(x is None for x in listed)
    for case, cost in zip(cases, listed, strict=True):
        if not bill:
            part = None
        elif cost is None:
            part = max(bill - known, 0.1 * bill) / unknown
        else:
            part = cost if unknown and known < bill else bill * cost / known if known else None
        out.append(replace(case, bill_usd=part, list_usd=cost))
    return out


def _volume(
    case: WorkloadCase, params: Mapping[str, Param], index: int, status_quo: Option | None, catalogue: Catalogue
) -> Param:
    """The unsaid volume: what the bill buys at list price, else what the requests come to, else the prior."""
    slot = f"workloads[{index}]."
    known = {"known": "bill"} if case.bill_usd else {}
    param = from_prior(find_prior(catalogue.priors, "tokens_per_day", known), f"{slot}tokens_per_day")
    share = central(params, f"{slot}input_share")
    if case.bill_usd:
        each = float(blended_usd_per_mtok(share, price_today(case, status_quo), central(params, f"{slot}cached_share")))
        volume = min(case.bill_usd / DAYS_PER_MONTH / each * 1e6, LARGEST_VOLUME)
        low, high = (volume * (x or 1.0) for x in (param.low, param.high))
        return replace(param, central=volume * param.central, low=low, high=high, unit="tokens/day")
    if case.workload.requests_per_day:
        size, per_day = params[f"{slot}input_tokens"], case.workload.requests_per_day / max(share, 0.01)
        per_day = min(per_day, LARGEST_VOLUME / size.central)
        low, high = ((x if x is not None else size.central) * per_day for x in (size.low, size.high))
        because = f"From the requests a day. {size.because}".strip()
        spread = {"low": low, "high": high} if size.low is not None else {"low": None, "high": None}
        return replace(param, central=size.central * per_day, because=because, reference=size.reference, **spread)
    return param


def _list_cost(case: WorkloadCase, params: Mapping[str, Param], index: int, status_quo: Option | None) -> float | None:
    slot = f"workloads[{index}]."
    if f"{slot}tokens_per_day" not in params:
        return None
    price = price_today(case, status_quo)
    return float(
        api_monthly_usd(
            central(params, f"{slot}tokens_per_day"),
            central(params, f"{slot}input_share"),
            price,
            central(params, f"{slot}cached_share"),
        )
    )


def price_today(case: WorkloadCase, status_quo: Option | None) -> UnitPrice:
    """The list price that today's arrangement is compared with."""
    if case.today is not None and status_quo is not None:
        return case.today
    if status_quo == "smaller_tier":
        return case.smaller
    if status_quo == "managed_open" and case.managed:
        return case.managed.get("open_large") or next(iter(case.managed.values()))
    return case.frontier
