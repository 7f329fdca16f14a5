"""Which prepared claims bear a reason, on the real library."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.evidence.support import Claims, evidence
from knowledge.library import Library
from tools.results import Option


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Claims:
    home: Path = tmp_path_factory.mktemp("support")
    return Claims(Library.open(home))


def _ids(
    claims: Claims, topic: str, option: Option, choosing: bool = False
) -> tuple[list[str | None], list[str | None]]:
    found = evidence(claims, topic, option, choosing=choosing)
    return [p.claim_id for p in found.supports], [p.claim_id for p in found.opposes]


def test_a_claim_that_only_touches_the_topic_supports_nothing(claims: Claims) -> None:
    assert _ids(claims, "benchmark_own_task", "smaller_tier") == (["faq-benchmark"], [])
    assert "managed-60" not in _ids(claims, "without_team", "smaller_tier")[0]


def test_where_no_claim_is_mainly_about_it_those_that_touch_it_count(claims: Claims) -> None:
    assert sum(map(len, _ids(claims, "break_even_general", "frontier_api"))) > 1


def test_terms_are_borne_by_what_leans_to_an_endpoint(claims: Claims) -> None:
    supports, opposes = _ids(claims, "residency", "sovereign_api", choosing=True)
    assert "zero-retention" in supports and "residency" in opposes
