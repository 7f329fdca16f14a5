"""The two originals, once a user has added them: quoted verbatim; found by people's words. Needs ../shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.library import Library

pytestmark = pytest.mark.shared
CASES = Path(__file__).resolve().parents[2] / "cases"
SOURCES = ("000_d385011ac5eeb97c", "003_9adf73777b7bb5a8")


@pytest.fixture(scope="module")
def added(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("home"))
    results = library.add([shared / "sources"])
    assert [r.status for r in results] == ["added", "added"] and all("recognised" in r.message for r in results)
    return library


def test_claims_become_verbatim_passages_of_the_file(added: Library, shared: Path) -> None:
    for topic in added.topics():
        found = added.claims(topic, 99)
        assert found
        for p in found:
            text = (shared / "sources" / f"{p.source}.txt").read_text(encoding="utf-8")
            assert p.kind == "original" and p.quote == text[p.start : p.end] and len(p.quote) <= 700
            added.verify(p)


def test_search_returns_the_originals_and_no_digest(added: Library, shared: Path) -> None:
    found = added.search("What is the break-even volume against a frontier API?", 10)
    assert {p.source for p in found} == set(SOURCES) and {p.kind for p in found} == {"original"}
    assert {p.source for p in found[:3]} == set(SOURCES), "both sources answer: both stand among the first three"
    for p in found:
        text = (shared / "sources" / f"{p.source}.txt").read_text(encoding="utf-8")
        assert p.quote == text[p.start : p.end] and len(p.quote) <= 700


def test_standing_and_stance_come_with_the_passage(added: Library) -> None:
    best = added.search("Is $36,000 a month for the frontier API in the example certain?", 1)[0]
    assert best.standing == "speculation" and best.topics and best.claim_id == "example-frontier"


def test_digests_are_listed_only_until_the_original_is_there(added: Library, tmp_path: Path) -> None:
    assert [(d.id, d.kind) for d in added.documents()] == [(s, "original") for s in SOURCES]
    assert [(d.id, d.kind) for d in Library.open(tmp_path).documents()] == [(s, "digest") for s in SOURCES]


def test_a_renamed_copy_is_recognised_too(shared: Path, tmp_path: Path, own_home: Path) -> None:
    copy = tmp_path / "my download.md"
    copy.write_bytes((shared / "sources" / f"{SOURCES[1]}.txt").read_bytes())
    library = Library.open(own_home)
    assert "recognised" in library.add([copy])[0].message
    best = library.claims("payback", 1)[0]
    assert (best.source, best.kind) == ("my download", "original")


def test_removed_again_the_digest_is_back(shared: Path, own_home: Path) -> None:
    library = Library.open(own_home)
    library.add([shared / "sources" / f"{SOURCES[0]}.txt"])
    assert {p.kind for p in library.claims("on_call", 9)} == {"original"}
    library.remove(SOURCES[0])
    assert {p.kind for p in library.claims("on_call", 9)} == {"digest"}


@pytest.mark.parametrize("name", ["questions_dev.jsonl", "questions_heldout.jsonl"])
def test_our_own_questions_find_their_passages(added: Library, name: str) -> None:
    """A guard against decline; bench/search measures."""
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    hits = reciprocal = needed = answered = 0.0
    for row in rows:
        quotes = [" ".join(p.quote.split()) for p in added.search(row["query"], 10)]
        ranks = []
        for need in row["gold"]:
            wanted = [need["must_contain"], *need.get("or", [])]
            ranks.append(next((i for i, q in enumerate(quotes, 1) if any(w in q for w in wanted)), 99))
        answered += bool(ranks)
        needed += len(ranks)
        hits += sum(r <= 3 for r in ranks)
        reciprocal += 1 / min(ranks) if ranks else 0
    assert hits / needed >= 0.95 and reciprocal / answered >= 0.9
