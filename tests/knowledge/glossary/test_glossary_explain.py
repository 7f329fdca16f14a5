"""Questions about words, in people's wording."""

from __future__ import annotations

import re

import pytest

from agent.evidence.lexer import NUMBER_WORD
from knowledge.catalogue import load
from knowledge.glossary import explain, glossary
from tools.profile import Profile, Workload, slot_value

WORDINGS = [
    "{}",
    "What is {}?",
    "what's a {}",
    "What does {} mean?",
    "Explain {} please",
    "what do you mean by {}?",
    "{}s?",
]


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_term_is_found_in_every_wording(wording: str) -> None:
    for entry in glossary():
        asked = wording.replace("{}s", "{}") if entry.term.endswith("s") else wording
        assert explain(asked.format(entry.term)) == entry
        assert explain(asked.format(entry.term.upper())) == entry


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("KV-caches", "KV cache"),
        ("what is the key-value cache exactly?", "KV cache"),
        ("ZDR?", "zero retention"),
        ("and what does peak to average mean here?", "peak-to-average"),
        ("What is the KV cache of a replica?", "KV cache"),
        ("was ist ein Token?", "token"),
        ("utilzation", "utilisation"),
        ("What's TPOT", "ITL"),
        ("What does MoE stand for?", "MoE"),
        ("what is sarbanes-oxley?", "SOX"),
    ],
)
def test_aliases_slips_and_digressions(question: str, term: str) -> None:
    found = explain(question)
    assert found is not None and found.term == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "hello",
        "What is the capital of France?",
        "What would you advise us?",
        "How much does it cost?",
        "What is your name?",
        "What is the best GPU?",
        "What is the break-even against Groq?",
    ],
)
def test_what_is_no_question_about_a_word_finds_nothing(text: str) -> None:
    assert explain(text) is None


def test_a_difference_explains_both() -> None:
    found = explain("What is the difference between prefill and decode?")
    assert found is not None and found.term == "prefill and decode"
    assert "reads the whole prompt" in found.text and "token after token" in found.text


def test_explanations_state_no_figures() -> None:
    names = re.compile(r"\b(?:FP8|p95|N\+1|H100)\b")
    for entry in glossary():
        text = names.sub("", entry.text)
        assert not re.search(r"\d", text) and not NUMBER_WORD.search(text), entry.term


def test_no_name_belongs_to_two_terms() -> None:
    terms = [e.term.lower() for e in glossary()]
    assert len(terms) == len(set(terms))
    aliases = [a.lower() for e in glossary() for a in e.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(terms) & set(aliases)


def test_slots_exist() -> None:
    profile = Profile(workloads=(Workload(),))
    for slot in {e.slot for e in glossary() if e.slot}:
        slot_value(profile, slot.replace("[*]", "[0]"))


def test_every_regime_can_be_explained() -> None:
    for regime in load().regimes:
        found = explain(f"What is {regime.name}?")
        assert found is not None and found.slot == "regulation.regimes", regime.id
        assert not re.search(r"\d", found.text.replace("ISO 27001", "")), regime.id
