"""Terms that change nothing, consent bound to a place, weights tuned at a vendor, options set side by side."""

from __future__ import annotations

import pytest

from agent.understanding import read
from tools.profile import Profile


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("No outside company may read the files, not even a European one with zero retention.", "forbidden"),
        ("Nobody outside may see the data, not even under zero retention.", "forbidden"),
        ("A vendor may see it, with zero retention.", "zero_retention"),
        ("No vendor is off limits.", "allowed"),
        ("None of the providers has been ruled out.", "allowed"),
        ("The records may not leave Canada; a provider hosting there is fine.", "in_region"),
    ],
)
def test_what_a_vendor_may_see(message: str, rule: str) -> None:
    assert read(message, Profile()).profile.regulation.third_party == rule


@pytest.mark.parametrize(
    ("message", "regimes"),
    [
        ("The tool is subject to the GDPR, and to the EU AI Act as well.", {"gdpr", "eu_ai_act"}),
        ("It can't go live without FedRAMP.", {"fedramp"}),
        ("The EU AI Act doesn't concern this system.", set()),
        ("From now on HIPAA applies to us.", {"hipaa"}),
    ],
)
def test_regimes_beside_words_that_look_like_orders_or_denials(message: str, regimes: set[str]) -> None:
    assert set(read(message, Profile()).profile.regulation.regimes or ()) == regimes


@pytest.mark.parametrize(
    "message",
    [
        "We fine-tuned a GPT model at OpenAI for our assistant.",
        "Cheaper hosted open model, Haiku, or our own fine-tune?",
        "We want it side by side: frontier API, managed provider, self-hosted",
    ],
)
def test_no_quality_is_demanded(message: str) -> None:
    assert all(w.quality is None for w in read(message, Profile()).profile.workloads)


def test_a_rule_of_one_workload_is_not_that_of_all() -> None:
    text = (
        "Two workloads: report summaries inside the air-gapped plant, 900k tokens a day; and patent drafting, "
        "1.5M tokens a day, where any vendor is allowed."
    )
    profile = read(text, Profile()).profile
    assert profile.regulation.air_gapped is None
    assert [w.regulation and w.regulation.air_gapped for w in profile.workloads] == [True, None]


def test_a_number_in_brackets_stands_for_the_one_before() -> None:
    work = read("1.5M (meaning 1.5k) tokens per query, 70k queries each weekday", Profile()).profile.workloads[0]
    assert work.tokens_per_day == pytest.approx(75e6)


def test_a_benchmark_is_no_load() -> None:
    assert not read("our measured throughput is 2,400 tok/s", Profile()).profile.workloads
