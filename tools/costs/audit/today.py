"""The dated prices and measurements against which the sources' figures are held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.catalogue import api_prices, ladders
from knowledge.catalogue.schema import Measurement
from tools.costs.api import Price, blended_usd_per_mtok
from tools.costs.market import MarketRate, market_rate
from tools.results import Fact

if TYPE_CHECKING:
    from knowledge.catalogue.load import Catalogue

OPEN_MODEL = "llama-3.3-70b"  # the model both sources price and size


def _key(words: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in words.lower())


@dataclass(frozen=True)
class Today:
    """Look-ups in one catalogue on one day, each with the fact to show for it."""

    catalogue: Catalogue
    at: dt.date

    def closed(self, provider: str, model: str, input_share: float) -> tuple[float, Fact]:
        """Blended USD a million tokens of a closed model."""
        return self._blend(api_prices.unit_price(self.catalogue, provider, model, at=self.at), input_share)

    def frontier(self, input_share: float) -> tuple[float, Fact]:
        """The second source's vendor's frontier model today."""
        tier = ladders.tier(self.catalogue, "anthropic")
        return self.closed(tier.provider, tier.frontier_model, input_share)

    def smaller(self, input_share: float) -> tuple[float, Fact]:
        tier = ladders.tier(self.catalogue, "anthropic")
        return self.closed(tier.provider, tier.smaller_model, input_share)

    def open_served(self, input_share: float) -> tuple[float, Fact]:
        """The dearest sourced offer of the open model that is still served: the kindest to self-hosting."""
        offers = api_prices.offers(self.catalogue, OPEN_MODEL, input_tokens=1000, output_tokens=500, at=self.at)
        known = {(e.provider, e.model): e.basis for e in self.catalogue.api_overlay}
        sourced = [o for o in offers if known[o.provider, o.model] != "background"]
        return max((self._blend(o, input_share) for o in sourced), key=lambda pair: pair[0])

    def open_together(self, input_share: float) -> tuple[float, Fact]:
        """What the provider that the first source names asked for it last."""
        model = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
        return self._blend(api_prices.unit_price(self.catalogue, "together", model, at=self.at), input_share)

    def _blend(self, price: api_prices.UnitPrice, input_share: float) -> tuple[float, Fact]:
        blended = float(blended_usd_per_mtok(input_share, Price(price.input_usd_per_mtok, price.output_usd_per_mtok)))
        fact = Fact(
            id=_key(f"audit_list_{price.provider}_{price.model}_{input_share:.2f}"),
            name=f"blended price of {price.model} at {price.provider}, {input_share:.0%} input",
            value=round(blended, 6),
            unit="USD/Mtok",
            formula=f"{price.input_usd_per_mtok:g} x share + {price.output_usd_per_mtok:g} x (1 - share)",
            as_of=price.as_of,
            reference=price.reference,
        )
        return blended, fact

    def gpu(self, name: str) -> tuple[MarketRate, Fact]:
        """On-demand market rate of a GPU."""
        rate = market_rate(self.catalogue.gpu_prices, name)
        fact = Fact(
            id=_key(f"audit_gpu_{name}"),
            name=f"median on-demand rate of {name}, {rate.offers} offers",
            value=rate.mid,
            unit="USD/GPU-hour",
            as_of=rate.as_of,
            reference=rate.reference,
        )
        return rate, fact

    def offer(self, gpu: str, provider: str) -> tuple[float, Fact]:
        """One provider's newest rate for a GPU."""
        found = [p for p in self.catalogue.gpu_prices if p.gpu == gpu and p.provider == provider]
        newest = max(found, key=lambda p: p.as_of)
        fact = Fact(
            id=_key(f"audit_offer_{gpu}_{provider}"),
            name=f"{gpu} at {provider}",
            value=newest.usd_per_gpu_hour,
            unit="USD/GPU-hour",
            as_of=newest.as_of,
            reference=newest.reference,
        )
        return newest.usd_per_gpu_hour, fact

    def pair(self) -> tuple[Measurement, Fact]:
        """The published row for the sources' pair (two H100, 70B, FP8) with the most even input and output."""
        rows = [
            m
            for m in self.catalogue.measurements
            if m.model == "Llama-3.3-70B" and m.precision == "fp8" and m.gpu.startswith("H100") and m.gpus == 2
            if m.output_tok_s and m.input_tokens and m.output_tokens and m.input_tokens >= 500
        ]
        row = min(rows, key=lambda m: (abs((m.input_tokens or 0) / (m.output_tokens or 1) - 1), m.id))
        fact = Fact(
            id=f"audit_measured_{row.id}",
            name=f"published rate, {row.input_tokens:g} in and {row.output_tokens:g} out, at maximum load",
            value=row.output_tok_s,
            unit="output tok/s",
            reference=f"{row.source} ({row.date})",
        )
        return row, fact

    def vendors_with(self, term: str) -> int:
        """How many vendors are known to offer a term."""
        return sum(1 for v in self.catalogue.vendors if term in v.terms and v.terms[term].value == "yes")
