"""Conflicts among the sources, on the real library and the real calculators."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from agent.advisor import Advisor
from agent.evidence import audited, conflicts
from knowledge.library.digest import digests

CASE = "20M tokens a day of Claude Sonnet, a 70B open model tested and good, some GPU experience, no rules on data. "


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    home: Path = tmp_path_factory.mktemp("conflicts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BREAKEVEN_HOME", str(home))
        return Advisor()


def _found(advisor: Advisor, text: str) -> dict[str, Any]:
    return {c.about: c for c in advisor.ask([text]).recommendation.conflicts}


def test_what_a_card_rents_for_is_shown_from_both_sources_with_our_dated_rate(advisor: Advisor) -> None:
    found = _found(advisor, CASE)["the rent of an H100"]
    assert len(found.sides) == 2 and found.facts == ("gpu_hourly",)
    assert "$1.99" in found.sides[0].claim and "$2,000–4,000" in found.sides[1].claim, "the smaller one first"
    assert "per GPU-hour" in found.computed and "as offered on 202" in found.computed


def test_own_cards_have_no_rent_to_compare(advisor: Advisor) -> None:
    found = _found(advisor, CASE + "We own 16 H100.")
    assert not found.get("the rent of an H100") or not found["the rent of an H100"].computed


@pytest.mark.parametrize(
    ("quote", "rate"),
    [
        ("a pair at $1.99/GPU-hr, $2,860/month", 1.99),
        ("$2,000-4,000 a month", 4000 / 730),
        ("$3 an hour", 3.0),
        ("no price", None),
    ],
)
def test_rents_are_compared_by_the_hour(quote: str, rate: float | None) -> None:
    assert conflicts._card_hour(quote) == (pytest.approx(rate) if rate else None)


def test_a_percentage_is_not_taken_for_a_count_in_the_audit() -> None:
    claims = {c.id: (d.document.id, c.text) for d in digests() for c in d.claims}
    row = audited.row_for(*claims["runpod-rent"], None)
    assert row is not None and row.unit == "USD/month" and row.verdict == "holds"
    row = audited.row_for(*claims["multiplier"], None)
    assert row is not None and row.id == "s2_multiplier", "a factor is met by a factor"


def test_every_side_is_dated_or_said_not_to_be(advisor: Advisor, tmp_path: Path) -> None:
    sides = [s for c in advisor.ask([CASE + "We pay $90,000 a month."]).recommendation.conflicts for s in c.sides]
    quoted = [s.claim for s in sides if s.cites]
    assert len(quoted) > 3 and all("” (2026" in claim for claim in quoted)
    own = [s.claim for s in sides if not s.cites]
    assert own and all(re.search(r" \((?:as told here|(?:as of|computed for) \d{4}-\d\d-\d\d)\)$", x) for x in own)


def test_a_document_nobody_prepared_is_undated(advisor: Advisor, tmp_path: Path) -> None:
    from agent.evidence.citing import Citer
    from knowledge.library import Library

    note = tmp_path / "note.txt"
    note.write_text("The Okapi card costs 5 dollars an hour in the yard behind the hall.\n")
    library = Library.open(tmp_path / "home")
    library.add([note])
    citer = Citer(library)
    key = citer.admit(library.search("What does the Okapi card cost?", 1)[0])
    assert key and citer.dated(key) == " (undated)"
