"""What a request costs at an API: list prices by vendor, model, request size and day.

Prices come from the genai-prices package (offline, dated); an entry of ``api_overlay.yaml`` wins over it. The first
call imports the package; afterwards a look-up costs microseconds. All prices are USD a million tokens.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
from dataclasses import dataclass, field

from knowledge.catalogue import model_names, package_prices
from knowledge.catalogue.ladders import tier
from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import UNREAD, ApiPrice

KEPT = 4  # catalogues whose look-ups are remembered; tests and what-ifs make copies


@dataclass(frozen=True)
class UnitPrice:
    """One model at one provider for one request size. ``retires``: last day of service, may lie in the past."""

    provider: str
    model: str
    input_usd_per_mtok: float
    output_usd_per_mtok: float
    cached_input_usd_per_mtok: float | None
    batch_discount: float | None
    retires: dt.date | None
    as_of: dt.date
    reference: str
    open_model: str | None
    clock: package_prices.Clock | None = None

    @property
    def note(self) -> str:
        """What else there is to say of the price: the hours, where they matter; that nobody has read it there."""
        return "; ".join(x for x in (self.clock.note if self.clock else "", "" if self.verified else UNREAD) if x)

    @property
    def verified(self) -> bool:
        """Whether the price was read where its reference says; else it is background knowledge."""
        return not self.reference.endswith(UNREAD)

    def served(self, at: dt.date) -> bool:
        """Whether it is still offered on that day."""
        return self.retires is None or self.retires >= at

    def blended(self, input_tokens: float, output_tokens: float) -> float:
        """USD a million tokens of a request of this shape, without cache or batch."""
        total = input_tokens + output_tokens
        return (input_tokens * self.input_usd_per_mtok + output_tokens * self.output_usd_per_mtok) / total


@dataclass(frozen=True)
class Index:
    """What is looked up again and again for one catalogue."""

    catalogue: Catalogue
    overlay: dict[tuple[str, str], ApiPrice]
    ladders: dict[tuple[str, str, dt.date], package_prices.PackagePrice | None] = field(default_factory=dict)
    words: dict[tuple[str | None, str | None], tuple[str, str] | None] = field(default_factory=dict)


_indexes: dict[int, Index] = {}


def index(catalogue: Catalogue) -> Index:
    """The look-up tables of a catalogue, made once."""
    known = _indexes.get(id(catalogue))
    if known is None or known.catalogue is not catalogue:
        while len(_indexes) >= KEPT:
            _indexes.pop(next(iter(_indexes)))
        known = Index(catalogue, {(e.provider, e.model.lower()): e for e in catalogue.api_overlay})
        _indexes[id(catalogue)] = known
    return known


def require_served(catalogue: Catalogue, price: UnitPrice, at: dt.date) -> UnitPrice:
    """``price``, unless the model is gone by that day. Error: LookupError with its last day, its last price and what
    the vendor, or who else serves the model, offers instead."""
    if price.served(at):
        return price
    try:
        vendor = tier(catalogue, price.provider)
        instead = [f"{m} at {vendor.provider}" for m in (vendor.frontier_model, vendor.smaller_model)]
    except LookupError:
        size = {"input_tokens": 2000, "output_tokens": 200, "at": at}
        others = offers(catalogue, price.open_model or "", **size)  # type: ignore[arg-type]
        instead = [f"{o.model} at {o.provider}" for o in others[:3]]
    raise LookupError(
        f"{price.model} at {price.provider} was retired on {price.retires} (last price {price.input_usd_per_mtok:g} in "
        f"and {price.output_usd_per_mtok:g} out); possible: {', '.join(instead) or 'nobody known serves it'}"
    )


def _ladder(tables: Index, provider: str, model: str, at: dt.date) -> package_prices.PackagePrice | None:
    key = (provider, model, at)
    if key not in tables.ladders:
        tables.ladders[key] = package_prices.price(provider, model, at)
    return tables.ladders[key]


def unit_price(
    catalogue: Catalogue,
    provider: str,
    model: str,
    *,
    input_tokens: float = 2000,
    output_tokens: float = 200,
    at: dt.date,
) -> UnitPrice:
    """The list price of a request of this size on that day.

    ``provider`` and ``model`` are ids (see ``find_model``); the whole request is priced on its long-context tier.
    Errors: LookupError, saying which providers or models there are; ValueError for a request size that is none.
    """
    for name, tokens in (("input_tokens", input_tokens), ("output_tokens", output_tokens)):
        if not (math.isfinite(tokens) and 0 <= tokens <= 1e9):
            raise ValueError(f"{name} must be between 0 and 1e9 tokens a request, not {tokens!r}")
    tables = index(catalogue)
    over = tables.overlay.get((provider, model.lower()))
    ladder = _ladder(tables, provider, model, at)
    if ladder is None and (over is None or over.input_usd_per_mtok is None):
        raise _unknown(catalogue, provider, model)
    rung = ladder.rung(input_tokens) if ladder else None
    return _merged(provider, model, over, rung, (input_tokens, output_tokens), ladder.clock if ladder else None)


def _merged(
    provider: str,
    model: str,
    over: ApiPrice | None,
    rung: package_prices.Rung | None,
    size: tuple[float, float],
    clock: package_prices.Clock | None,
) -> UnitPrice:
    """The overlay's values where it has any, else the package's."""
    own = over is not None and over.input_usd_per_mtok is not None and over.output_usd_per_mtok is not None
    if over is not None and own:
        price_in, price_out = over.input_usd_per_mtok or 0.0, over.output_usd_per_mtok or 0.0
        cached, discount = over.cached_input_usd_per_mtok, over.batch_discount
        as_of, reference = over.as_of, over.cited
    else:
        assert rung is not None  # unit_price refused otherwise
        price_in, price_out, cached, discount = rung.input, rung.output, rung.cached, _discount(rung, size)
        as_of, reference = package_prices.as_of(), package_prices.reference(provider)
    clock = None if own else clock
    retires = over.retires if over else None
    open_model = over.open_model if over else None
    if over and not own:
        cached = cached if over.cached_input_usd_per_mtok is None else over.cached_input_usd_per_mtok
        discount = discount if over.batch_discount is None else over.batch_discount
    return UnitPrice(
        provider,
        model,
        price_in,
        price_out,
        cached,
        discount,
        retires,
        as_of,
        reference,
        open_model,
        None if own else clock,
    )


def _discount(rung: package_prices.Rung, size: tuple[float, float]) -> float | None:
    """What batch saves on a request of this shape, as a share of its price; None: no batch price listed."""
    if rung.batch_input is None or rung.batch_output is None:
        return None
    tokens_in, tokens_out = size if sum(size) else (1.0, 1.0)
    full = tokens_in * rung.input + tokens_out * rung.output
    batch = tokens_in * rung.batch_input + tokens_out * rung.batch_output
    return 1 - batch / full if full else 0.0


def known_providers(catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of every provider with a price."""
    return tuple(sorted({*package_prices.providers(), *(e.provider for e in catalogue.api_overlay)}))


def known_models(catalogue: Catalogue, provider: str) -> tuple[str, ...]:
    """Ids of every model that a provider has a price for, retired ones included."""
    overlay = {e.model for e in catalogue.api_overlay if e.provider == provider and e.input_usd_per_mtok is not None}
    return tuple(sorted({*overlay, *(m.id for m in package_prices.models(provider).values())}))


def _unknown(catalogue: Catalogue, provider: str, model: str) -> LookupError:
    providers = known_providers(catalogue)
    if provider not in providers:
        near = difflib.get_close_matches(provider, providers, 3) or providers
        return LookupError(f"no prices of a provider {provider!r}; there are: {', '.join(near)}")
    models = known_models(catalogue, provider)
    near = difflib.get_close_matches(model, models, 5, 0.4) or models[:10]
    return LookupError(f"no price of {model!r} at {provider}; there are: {', '.join(near)}")


def offers(
    catalogue: Catalogue, open_model_id: str, *, input_tokens: float, output_tokens: float, at: dt.date
) -> tuple[UnitPrice, ...]:
    """Providers that serve an open model on that day, cheapest for this request size first; empty: nobody known."""
    found = []
    for entry in catalogue.api_overlay:
        if entry.open_model != open_model_id or (entry.retires is not None and entry.retires < at):
            continue
        try:
            found.append(
                unit_price(
                    catalogue,
                    entry.provider,
                    entry.model,
                    input_tokens=input_tokens,
                    output_tokens=output_tokens,
                    at=at,
                )
            )
        except LookupError:
            continue  # listed without a price: cannot be offered
    return tuple(sorted(found, key=lambda p: (p.blended(input_tokens or 1, output_tokens), p.provider)))


def asked_for(
    catalogue: Catalogue,
    *,
    provider: str | None = None,
    model: str | None = None,
    open_model: str | None = None,
    input_tokens: float,
    output_tokens: float,
    at: dt.date,
) -> tuple[UnitPrice, ...]:
    """An open model at everyone who serves it, else a named model, else a vendor's frontier and smaller model.

    Error: LookupError saying what there is."""
    if open_model:
        spec = catalogue.model(open_model)
        if found := offers(catalogue, spec.id, input_tokens=input_tokens, output_tokens=output_tokens, at=at):
            return found
        raise LookupError(f"nobody in the catalogue serves {spec.name} on {at}")
    if model:
        if (named := find_model(catalogue, provider, model)) is None:
            raise LookupError(f"no price of {model!r}: give the vendor's model id, or name it as an open model")
        priced = unit_price(catalogue, *named, input_tokens=input_tokens, output_tokens=output_tokens, at=at)
        return (require_served(catalogue, priced, at),)
    vendor = tier(catalogue, provider)
    both = (vendor.frontier_model, vendor.smaller_model)
    return tuple(
        unit_price(catalogue, vendor.provider, m, input_tokens=input_tokens, output_tokens=output_tokens, at=at)
        for m in both
    )


def announced(
    catalogue: Catalogue,
    provider: str,
    model: str,
    *,
    at: dt.date,
    horizon_months: float,
    input_tokens: float = 2000,
    output_tokens: float = 200,
) -> tuple[dt.date, UnitPrice] | None:
    """The first price change that the vendor has announced within the horizon: its day and the new price."""
    ladder = _ladder(index(catalogue), provider, model, at)
    until = at + dt.timedelta(days=30.4 * horizon_months)
    for day in ladder.changes if ladder else ():
        if at < day <= until:
            new = unit_price(catalogue, provider, model, input_tokens=input_tokens, output_tokens=output_tokens, at=day)
            return day, new
    return None


HOSTS = frozenset(model_names.HOSTS)
"""Providers that do nothing but run other people's open models, by id."""


def provider_of(catalogue: Catalogue, words: str | None) -> str | None:
    """People's words for a vendor -> its id; None where they name none that has a price."""
    return model_names.vendor(catalogue, words) if words else None


def find_model(catalogue: Catalogue, provider: str | None, words: str | None) -> tuple[str, str] | None:
    """People's words for vendor and model -> (provider id, model id); None when they name nothing that has a price."""
    known = index(catalogue).words
    key = (provider, words)
    if key not in known:
        known[key] = model_names.match(catalogue, provider, words)
    return known[key]
