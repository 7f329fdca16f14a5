"""Every golden case: a data file's input through the calculators, against its expected output within its margin."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue import api_prices
from knowledge.catalogue.load import load
from knowledge.catalogue.schema import Default
from tools.costs import HOURS_PER_MONTH, audit, breakeven_batch_row, owned_gpu_hourly_usd

MARGIN = 5e-4
CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def run(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"breakeven": breakeven, "price": price, "owned": owned, "audit": audited}[kind](given)


def breakeven(given: dict[str, Any]) -> dict[str, Any]:
    return breakeven_batch_row(given, load())


def price(given: dict[str, Any]) -> dict[str, Any]:
    catalogue = load()
    found = api_prices.find_model(catalogue, given.get("provider"), given.get("model"))
    assert found is not None
    size = {k: given[k] for k in ("input_tokens", "output_tokens") if k in given}
    found_price = api_prices.unit_price(catalogue, *found, at=given["at"], **size)
    blended = found_price.blended(given.get("input_tokens", 2000), given.get("output_tokens", 200))
    return {**vars(found_price), "blended": blended, "note": found_price.note}


def owned(given: dict[str, Any]) -> dict[str, Any]:
    names = {
        "capital": "owned_capital_usd_per_gpu",
        "life": "owned_life_months",
        "power": "owned_power_kw_per_gpu",
        "energy": "power_usd_per_kwh",
        "rack": "rack_usd_per_kw_month",
    }
    shape = {"unit": "", "because": "golden", "as_of": "2026-11-21", "reference": "golden"}
    defaults = {
        name: Default(name=name, low=given[key], mid=given[key], high=given[key], **shape)
        for key, name in names.items()
    }
    return {"monthly_usd": owned_gpu_hourly_usd(defaults) * HOURS_PER_MONTH}


def audited(given: dict[str, Any]) -> dict[str, Any]:
    row = next(r for r in audit(load()) if r.id == given["row"])
    return {k: getattr(row, k) for k in ("claimed", "claimed_high", "computed", "computed_high", "verdict", "topic")}


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_golden(case: dict[str, Any]) -> None:
    assert case["reference"], "a golden case says where it comes from"
    got = run(case["kind"], case["input"])
    for name, expected in case["expected"].items():
        if isinstance(expected, int | float) and not isinstance(expected, bool):
            assert got[name] is not None, f"{name} is null"
            assert math.isclose(got[name], expected, rel_tol=case.get("margin", MARGIN)), (name, got[name], expected)
        else:
            assert got[name] == expected, name
