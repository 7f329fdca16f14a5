"""A count or a size said anew in a later message, and whose words an amount belongs to."""

from __future__ import annotations

import pytest
from hearing import heard


@pytest.mark.parametrize(
    ("first", "then", "tokens"),
    [
        ("10k calls per day, 900 tokens in, 100 out", "actually it's 20k calls per day", 20e6),
        ("10k calls per day, 900 tokens in, 100 out", "correction: 20k calls per day, same sizes", 20e6),
        ("10k calls per day, 900 tokens in, 100 out", "make it 1200 tokens in", 13e6),
        ("10k calls per day, 900 tokens in, 100 out", "output is 200 tokens per call", 11e6),
        ("5k tickets a day at 1500 in / 300 out", "it's 7k tickets a day", 12.6e6),
        ("8M tokens a day for contracts", "half the input tokens hit the cache", 8e6),
        ("8M tokens a day for contracts", "actually half of that", 4e6),
    ],
)
def test_one_piece_said_anew_leaves_the_others(first: str, then: str, tokens: float) -> None:
    assert heard(first, then).profile.workloads[0].tokens_per_day == pytest.approx(tokens)


@pytest.mark.parametrize(
    "others",
    [
        "A competitor of ours burns 300M tokens a day and pays OpenAI $90k a month.",
        "A customer of ours pays Anthropic $90k a month.",
        "A friend of mine spends $5k a month at OpenAI on 40M tokens a day.",
    ],
)
def test_what_others_do_is_not_ours(others: str) -> None:
    profile = heard(f"{others} We do 2M a day.").profile
    assert profile.workloads[0].tokens_per_day == 2e6
    assert (profile.current.monthly_bill_usd, profile.current.provider) == (None, None)


def test_code_completion_is_a_task_and_no_direction() -> None:
    works = heard("Chat 4M tokens a day, code completion 22M a day, ticket classification 9M a day.").profile.workloads
    assert [(w.task, w.tokens_per_day) for w in works] == [("chat", 4e6), ("code", 22e6), ("classification", 9e6)]
