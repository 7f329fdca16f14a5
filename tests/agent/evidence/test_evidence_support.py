"""Which prepared claims bear a reason, on the real library."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.evidence import lexer
from agent.evidence.support import Claims, evidence
from knowledge.library import Library
from knowledge.library.digest import digests
from tools.results import Option


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Claims:
    home: Path = tmp_path_factory.mktemp("support")
    return Claims(Library.open(home))


def _ids(
    claims: Claims, topic: str, option: Option, choosing: bool = False, volume: float | None = None
) -> tuple[list[str | None], list[str | None]]:
    found = evidence(claims, topic, option, choosing=choosing, volume=volume)
    return [p.claim_id for p in found.supports], [p.claim_id for p in found.opposes]


def test_a_claim_that_only_touches_the_topic_supports_nothing(claims: Claims) -> None:
    assert _ids(claims, "benchmark_own_task", "smaller_tier") == (["faq-benchmark"], [])
    assert "managed-60" not in _ids(claims, "without_team", "smaller_tier")[0]


def test_where_no_claim_is_mainly_about_it_those_that_touch_it_count(claims: Claims) -> None:
    assert sum(map(len, _ids(claims, "break_even_general", "frontier_api"))) > 1


def test_terms_are_borne_by_what_leans_to_an_endpoint(claims: Claims) -> None:
    supports, opposes = _ids(claims, "residency", "sovereign_api", choosing=True)
    assert "zero-retention" in supports and "residency" in opposes


@pytest.mark.parametrize(
    ("volume", "option", "side"),
    [
        (20e6, "self_host", "opposes"),
        (20e6, "frontier_api", "supports"),
        (2e9, "self_host", "supports"),
        (2e9, "frontier_api", "opposes"),
    ],
)
def test_from_which_volume_it_pays_speaks_for_one_side_above_and_for_the_other_below(
    claims: Claims, volume: float, option: Option, side: str
) -> None:
    """Whichever way the sentence is put ("below that ...", "above that ..."), the user's volume decides."""
    found = dict(zip(("supports", "opposes"), _ids(claims, "volume_threshold", option, volume=volume), strict=True))
    assert set(found[side]) >= {"below-above", "sustained-volume"}


def test_within_the_range_that_a_source_gives_it_speaks_for_neither_side(claims: Claims) -> None:
    for option in ("self_host", "frontier_api"):
        supports, opposes = _ids(claims, "break_even_frontier", option, volume=3e6)  # type: ignore[arg-type]
        assert "frontier-2-5m" not in {*supports, *opposes} and supports + opposes, "the other source still speaks"
    assert "frontier-2-5m" in _ids(claims, "break_even_frontier", "frontier_api", volume=6e6)[1]


def test_every_claim_that_gives_a_volume_to_pay_from_says_so_in_figures(claims: Claims) -> None:
    """``pays_from`` is judged by hand; it must be what the claim's own words give, where they give it."""
    told = {c.id: (c, d) for d in digests() for c in d.claims if c.pays_from}
    assert len(told) == 10
    for claim, digest in told.values():
        named = {v for q in lexer.quantities(claim.text) if q.unit == "token" for v in (q.value, q.high)}
        if not named:  # "that volume": the one named before it in the same source
            named = {500e6} if "break-even-500m" in {c.id for c in digest.claims} else set()
        assert set(claim.pays_from or ()) <= named, claim.id
