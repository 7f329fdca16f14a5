"""The built-in digests: complete, in our own words, marked as the sources mark themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.library import prepared
from knowledge.library.align import align
from knowledge.library.digest import digests
from knowledge.library.entries import digest_entries
from knowledge.library.features import Keys
from knowledge.library.text import Normal, digest_of, normal
from knowledge.library.vectors import text_hash

TOPICS = set(
    """break_even_frontier break_even_open_api break_even_general volume_threshold gpu_cost ops_cost observability_cost
    updates_cost on_call total_70b_cost total_multiplier naive_formula frontier_price throughput_pair success_story
    failure_story worked_example residency air_gap dpo_refusal zero_retention own_weights latency lock_in gpu_scarcity
    commitment egress compliance_work decision_flow managed_open without_team api_default bill_small bill_mid bill_large
    data_cannot_leave price_trend engine_vllm engine_trtllm engine_sglang engine_choice model_default model_moe
    model_reasoning models_open models_code benchmark_own_task who_self_hosts not_strategy platform_work
    payback""".split()  # noqa: SIM905 - read as a list of words
)


def test_every_claim_is_complete() -> None:
    seen: set[str] = set()
    for digest in digests():
        for claim in digest.claims:
            assert claim.id not in seen
            seen.add(claim.id)
            assert digest.document.text[claim.start : claim.end] == claim.text
            assert claim.standing in ("stated", "unverified", "inference", "speculation")
            assert claim.stance in ("for", "against", "neutral")
            assert claim.topics and set(claim.topics) <= TOPICS
            assert len(set(claim.asks)) == len(claim.asks) >= 5
            assert 0 < claim.length <= 700
    assert {t for d in digests() for c in d.claims for t in c.topics} == TOPICS


def test_claims_stand_in_the_order_of_the_original() -> None:
    for digest in digests():
        places = [c.place for c in digest.claims]
        assert places == sorted(places)


def test_shipped_vectors_are_those_of_the_digests() -> None:
    vectors = prepared.load()
    wanted = {text_hash(t) for d in digests() for t in Keys.of(digest_entries(d, {})).texts}
    assert set(vectors) == wanted | {text_hash(t) for t in prepared.unanswered()}, (
        "run: python -m knowledge.library.prepared"
    )


# ------------------------------------------------------------------ against the originals
def _original(shared: Path, source: str) -> str:
    return (shared / "sources" / f"{source}.txt").read_bytes().decode("utf-8")


def _figures(text: str) -> set[str]:
    """Every figure of a text, plain digits without separators; "2M–5M" counts as 2 and 5."""
    return {m[0].replace(",", "") for m in re.finditer(r"\d[\d,]*(?:\.\d+)?", normal(text)) if m[0].strip(",")}


def _strip(figures: set[str]) -> set[str]:
    return {f.rstrip(".,") for f in figures}


@pytest.mark.shared
def test_every_figure_of_the_originals_is_in_its_digest(shared: Path) -> None:
    for digest in digests():
        wanted = _strip(_figures(_original(shared, digest.document.id)))
        assert len(wanted) > 25
        missing = wanted - _strip(_figures(digest.document.text))
        assert not missing, f"{digest.document.id}: {sorted(missing)}"


@pytest.mark.shared
def test_every_figure_stands_in_the_claim_of_its_place(shared: Path) -> None:
    for digest in digests():
        text = _original(shared, digest.document.id)
        spans = align(text, digest)
        assert spans is not None
        for claim in digest.claims:
            start, end = spans[claim.id]
            missing = _strip(_figures(text[start:end])) - _strip(_figures(claim.text))
            assert missing <= {"2026", "1"}, f"{claim.id}: {sorted(missing)}"


@pytest.mark.shared
def test_no_figure_stands_outside_every_claim(shared: Path) -> None:
    for digest in digests():
        text = _original(shared, digest.document.id)
        spans = align(text, digest) or {}
        held = set().union(*(range(a, b) for a, b in spans.values()))
        loose = {m[0] for m in re.finditer(r"\d[\d,.]*", text) if m.start() not in held}
        assert loose <= {"2026", "6"}, loose  # headings, and the reading time in the byline


@pytest.mark.shared
def test_no_eight_words_in_a_row_are_shared_with_an_original(shared: Path) -> None:
    words = re.compile(r"\w+")
    for digest in digests():
        theirs = [w.lower() for w in words.findall(normal(_original(shared, digest.document.id)))]
        runs = {tuple(theirs[i : i + 8]) for i in range(len(theirs) - 7)}
        texts = [digest.document.text, *(q for c in digest.claims for q in c.asks)]
        for text in texts:
            body = normal(text.replace(digest.document.title, ""))  # a title is named, not quoted
            ours = [w.lower() for w in words.findall(body)]
            shared_runs = [ours[i : i + 8] for i in range(len(ours) - 7) if tuple(ours[i : i + 8]) in runs]
            assert not shared_runs, shared_runs[:3]


@pytest.mark.shared
def test_every_claim_finds_its_passage_verbatim(shared: Path) -> None:
    for digest in digests():
        text = _original(shared, digest.document.id)
        form = Normal.of(text)
        assert (digest_of(form.text), len(form.text)) == (digest.original_sha256, digest.original_length)
        spans = align(text, digest)
        assert spans is not None and len(spans) == len(digest.claims)
        for claim in digest.claims:
            start, end = spans[claim.id]
            assert digest_of(normal(text[start:end]))[:16] == claim.hash and end - start <= 700


@pytest.mark.shared
def test_standing_is_the_mark_that_the_source_sets(shared: Path) -> None:
    """A claim whose own passage carries a mark has that standing; the listed models stand under one mark."""
    for digest in digests():
        text = _original(shared, digest.document.id)
        spans = align(text, digest) or {}
        for claim in digest.claims:
            passage = text[slice(*spans[claim.id])].lower()
            marks = [m for m in ("speculation", "unverified", "inference") if f"[{m}" in passage]
            listed = claim.id in ("llama4", "qwen3", "deepseek", "mistral", "gemma")
            assert claim.standing == (marks[0] if marks else "inference" if listed else "stated"), claim.id


@pytest.mark.shared
def test_a_slightly_different_copy_is_recognised_and_a_changed_claim_is_not(shared: Path) -> None:
    digest = digests()[1]
    text = _original(shared, digest.document.id)
    other = text.replace("\n", "\r\n\r\n").replace("—", "–").replace("$135,000", "$136,000").replace('"', "”")
    spans = align("Printed from the web\n\n" + other, digest)
    assert spans is not None
    assert {c.id for c in digest.claims} - set(spans) == {"api-bill-135k"}


def test_a_foreign_text_is_no_original() -> None:
    assert all(align("Some other text about GPUs. " * 250, d) is None for d in digests())
    assert all(align("short", d) is None for d in digests())
