"""The golden cases of golden.yaml: which options are left, and what had to be set aside for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.catalogue import load
from tools.gates import GateFacts, gates, relax
from tools.results import OPTIONS

CASES = yaml.safe_load((Path(__file__).parent / "golden.yaml").read_text(encoding="utf-8"))
USUAL = GateFacts(
    regimes=frozenset(),
    region=None,
    air_gapped=False,
    third_party="allowed",
    hosting="any",
    quality="open_large",
    latency_ms=None,
    gpu_ops="some",
    can_hire=False,
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_golden(case: dict[str, Any]) -> None:
    facts = {k: frozenset(v) if k == "regimes" else v for k, v in case["facts"].items()}
    left, relaxed = relax(gates(replace(USUAL, **facts), load()))
    assert left == set(OPTIONS if case["left"] == "all" else case["left"]), case["why"]
    assert list(relaxed) == case.get("relaxed", []), case["why"]
