"""What the tables of vendors and regimes promise about themselves."""

from __future__ import annotations

import re

from knowledge.catalogue import load
from tools.gates import term_name

CATALOGUE = load()
KEYS = re.compile(
    r"baa|zero_retention|batch_under_zero_retention|fedramp|itar|cjis|dod_il|dedicated|[a-z]{2}_residency"
)


def test_every_vendor_and_regime_is_listed_once() -> None:
    for ids in ([v.vendor for v in CATALOGUE.vendors], [r.id for r in CATALOGUE.regimes]):
        assert len(ids) == len(set(ids))


def test_terms_have_known_keys_and_public_references() -> None:
    for vendor in CATALOGUE.vendors:
        for key, term in vendor.terms.items():
            assert KEYS.fullmatch(key), (vendor.vendor, key)
            assert term.reference.startswith("https://"), (vendor.vendor, key)


def test_prices_can_be_looked_up_where_a_vendor_says_so() -> None:
    from genai_prices.data import providers

    known = {p.id for p in providers} | {p.provider for p in CATALOGUE.api_overlay}
    assert {v.prices_as for v in CATALOGUE.vendors if v.prices_as} <= known


def test_needs_of_regimes_are_terms_that_can_be_put_into_words() -> None:
    for regime in CATALOGUE.regimes:
        for need in regime.needs:
            assert KEYS.fullmatch(need)
            assert not re.search(r"\d", term_name(need))


def test_no_two_regimes_share_a_name() -> None:
    seen: dict[str, str] = {}
    for regime in CATALOGUE.regimes:
        for name in {regime.id, regime.name.lower(), *(a.lower() for a in regime.aliases)}:
            assert seen.setdefault(name, regime.id) == regime.id, name


def test_every_regime_that_the_reader_can_find_is_described() -> None:
    from agent.understanding.tasks import REGIMES

    assert set(REGIMES) <= {r.id for r in CATALOGUE.regimes}


def test_regimes_without_rules_say_so() -> None:
    outside = [r for r in CATALOGUE.regimes if r.scope == "outside"]
    assert outside
    assert not any(r.needs for r in outside)


def test_a_rented_gpu_is_a_vendor_too() -> None:
    assert any(v.kind == "gpu_cloud" and v.terms for v in CATALOGUE.vendors)
