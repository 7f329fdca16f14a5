"""One line of ``breakeven calc breakeven``: every input a number, every output a number or null.

With ``bare`` money and GPUs that are not given count as nothing, and what then has no meaning is null; without it, what
is not given is taken from the catalogue and said in ``assumptions``. ``capacity_tokens_per_month`` is what one replica
carries in an average month when its busiest hour is at the target utilisation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.costs.api import HOURS_PER_MONTH
from tools.costs.break_even import break_even_volume, payback_months
from tools.costs.errors import BadQuantity, MissingValue, UnknownKey
from tools.costs.fleet import value, whole
from tools.costs.lines import people_lines, platform_lines
from tools.costs.market import market_rate

if TYPE_CHECKING:
    import numpy as np

    from knowledge.catalogue.load import Catalogue

DEFAULT_GPU = "H100 SXM"  # whose market rate stands in for a rate that is not given
MONEY = 1e12


@dataclass(frozen=True)
class Bound:
    """What a value may be; ``above``: strictly above ``least``; ``missing``: what to say when it is not there."""

    least: float
    most: float
    above: bool = False
    whole: bool = False


BOUNDS = {
    "input_tokens_per_month": Bound(0, 1e18),
    "output_tokens_per_month": Bound(0, 1e18),
    "price_in_usd_per_mtok": Bound(0, 1e6),
    "price_out_usd_per_mtok": Bound(0, 1e6),
    "gpus": Bound(0, 1e5),
    "gpu_hourly_usd": Bound(0, 1e5),
    "throughput_tok_s": Bound(0, 1e9, above=True),
    "hours_per_month": Bound(0, 744, above=True),
    "utilization": Bound(0, 1, above=True),
    "peak_to_average": Bound(1, 1000),
    "spare_replicas": Bound(0, 1000, whole=True),
    "overhead_share": Bound(0, 100),
    "ops_monthly_usd": Bound(0, MONEY),
    "other_monthly_usd": Bound(0, MONEY),
    "migration_usd": Bound(0, MONEY),
}
NEEDED = (
    "input_tokens_per_month",
    "output_tokens_per_month",
    "price_in_usd_per_mtok",
    "price_out_usd_per_mtok",
    "gpus",
    "throughput_tok_s",
)
BARE = {
    "gpus": 0.0,
    "gpu_hourly_usd": 0.0,
    "hours_per_month": HOURS_PER_MONTH,
    "utilization": 1.0,
    "peak_to_average": 1.0,
    "spare_replicas": 0.0,
    "overhead_share": 0.0,
    "ops_monthly_usd": 0.0,
    "other_monthly_usd": 0.0,
    "migration_usd": 0.0,
}


def breakeven_batch_row(row: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Costs of both sides, capacity, break-even and payback of one case, as the public interface defines them.

    Errors: CostError, saying which value is wrong or missing and what is possible.
    """
    said = _read(row)
    bare = row.get("bare") or False
    if not isinstance(bare, bool):
        raise BadQuantity(f"bare must be true or false, not {bare!r}")
    assumed = {} if bare else _from_catalogue(said, catalogue)
    if not bare:
        _require(said)
    full = {**BARE, **{k: v for k, (v, _) in assumed.items()}, **said}
    notes = [text for _, text in assumed.values()]
    return {"id": row.get("id"), **_compute(full, said, notes), "assumptions": notes}


def _read(row: Mapping[str, Any]) -> dict[str, float]:
    """The values given, each within its bounds."""
    unknown = set(row) - set(BOUNDS) - {"id", "bare"}
    if unknown:
        raise UnknownKey(f"unknown input {sorted(unknown)[0]!r}; there are: {', '.join(BOUNDS)}, bare")
    return {name: _number(name, row[name], bound) for name, bound in BOUNDS.items() if row.get(name) is not None}


def _number(name: str, given: Any, bound: Bound) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise BadQuantity(f"{name} must be a number, not {given!r}")
    number = float(given) if not isinstance(given, int) or abs(given) < 1e300 else math.inf
    inside = bound.least < number if bound.above else bound.least <= number
    if not (inside and number <= bound.most) or (bound.whole and number != round(number)):
        edge = f"above {bound.least:g} and at most" if bound.above else f"from {bound.least:g} to"
        kind = "a whole number " if bound.whole else ""
        raise BadQuantity(f"{name} must be {kind}{edge} {bound.most:g}, not {given!r}")
    return number


def _require(said: Mapping[str, float]) -> None:
    missing = [name for name in NEEDED if name not in said]
    if missing:
        raise MissingValue(f"{missing[0]} is missing; without it only a bare calculation is possible (bare: true)")
    if said["gpus"] == 0:
        raise BadQuantity("gpus must be above 0 and at most 100000, not 0")


def _from_catalogue(said: Mapping[str, float], catalogue: Catalogue) -> dict[str, tuple[float, str]]:
    """What was not given, from the catalogue: value and how it is said."""
    d = catalogue.defaults
    rate = market_rate(catalogue.gpu_prices, DEFAULT_GPU)
    people, platform = people_lines(d), platform_lines(d)
    found = {
        "gpu_hourly_usd": (rate.mid, f"the median of {rate.offers} on-demand offers of {DEFAULT_GPU}, {rate.as_of}"),
        "hours_per_month": (HOURS_PER_MONTH, "GPUs run all month"),
        "ops_monthly_usd": (sum(p.mid for p in people), ", ".join(p.name for p in people)),
        "other_monthly_usd": (sum(p.mid for p in platform), ", ".join(p.name for p in platform)),
    }
    for name, key in (
        ("utilization", "utilization"),
        ("peak_to_average", "peak_to_average"),
        ("spare_replicas", "spare_replicas"),
        ("overhead_share", "gpu_overhead_share"),
        ("migration_usd", "migration_self_host_usd"),
    ):
        found[name] = (value(d, key), d[key].because)
    return {k: (v, f"{k} = {v:g}: {why}") for k, (v, why) in found.items() if k not in said}


def _compute(v: Mapping[str, float], said: Mapping[str, float], notes: list[str]) -> dict[str, Any]:
    tokens_in, tokens_out = (v.get(k) for k in ("input_tokens_per_month", "output_tokens_per_month"))
    tokens = None if tokens_in is None and tokens_out is None else (tokens_in or 0.0) + (tokens_out or 0.0)
    if tokens == 0:
        raise BadQuantity("input and output tokens a month are both 0; a volume above 0 is needed")
    api, blended = _api_side(v, said, tokens_in or 0.0, tokens_out or 0.0, tokens)
    self_known = any(k in said for k in ("gpus", "ops_monthly_usd", "other_monthly_usd"))
    each = _replica_tokens(v)
    active = _active(v, said, tokens, each, notes)
    number = None if active is None else active + v["spare_replicas"]
    gpu = (number or 0.0) * v["gpus"] * v["gpu_hourly_usd"] * v["hours_per_month"]
    total = gpu * (1 + v["overhead_share"]) + v["ops_monthly_usd"] + v["other_monthly_usd"]
    base = tokens if tokens is not None else each  # without a volume: the cost of a token at full capacity
    comparable = api is not None and blended is not None and self_known
    return {
        "api_monthly_usd": api,
        "blended_usd_per_mtok": blended,
        "replicas": None if number is None else int(number),
        "gpu_monthly_usd": gpu,
        "self_host_monthly_usd": total,
        "self_host_usd_per_mtok": total / base * 1e6 if base and self_known else None,
        "capacity_tokens_per_month": each,
        "break_even_tokens_per_month": _break_even(v, blended, each) if self_known else None,
        "payback_months": _null(payback_months(v["migration_usd"], (api or 0.0) - total)) if comparable else None,
        "cheaper": ("self_host" if total < (api or 0.0) else "api") if comparable else None,
    }


def _api_side(
    v: Mapping[str, float], said: Mapping[str, float], tokens_in: float, tokens_out: float, tokens: float | None
) -> tuple[float | None, float | None]:
    """(USD a month, blended USD a million tokens). Without a volume only equal prices blend, without a price none."""
    price_in, price_out = v.get("price_in_usd_per_mtok", 0.0), v.get("price_out_usd_per_mtok", 0.0)
    priced = "price_in_usd_per_mtok" in said or "price_out_usd_per_mtok" in said
    if tokens is None:
        return None, price_in if priced and price_in == price_out else None
    api = (tokens_in * price_in + tokens_out * price_out) / 1e6
    return api, api / tokens * 1e6 if priced else None


def _replica_tokens(v: Mapping[str, float]) -> float | None:
    """Tokens a month that one replica carries on average, its busiest hour at the target utilisation."""
    if "throughput_tok_s" not in v:
        return None
    return v["throughput_tok_s"] * 3600 * v["hours_per_month"] * v["utilization"] / v["peak_to_average"]


def _active(
    v: Mapping[str, float], said: Mapping[str, float], tokens: float | None, each: float | None, notes: list[str]
) -> float | None:
    """Replicas that carry the load, spares not counted; None where neither GPUs nor a throughput are given."""
    if each is None:
        if not v["gpus"]:
            return None
        notes.append("one replica is taken to carry the load: no throughput is given")
        return 1.0
    if tokens is None:
        notes.append("one replica: no volume is given")
        return 1.0
    import numpy as np

    return max(1.0, float(whole(np.asarray(tokens / each))))


def _break_even(v: Mapping[str, float], blended: float | None, each: float | None) -> float | None:
    if blended is None:
        return None
    replica = v["gpus"] * v["gpu_hourly_usd"] * v["hours_per_month"] * (1 + v["overhead_share"])
    fixed = v["ops_monthly_usd"] + v["other_monthly_usd"]
    return _null(
        break_even_volume(blended / 1e6, math.inf if each is None else each, replica, fixed, v["spare_replicas"])
    )


def _null(number: np.ndarray[Any, Any]) -> float | None:
    return float(number) if math.isfinite(float(number)) else None
