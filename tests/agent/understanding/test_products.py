"""Volumes that are products, parts of a total, runs, or said by another amount."""

from __future__ import annotations

import hearing
import pytest

from agent.understanding import read
from tools.profile import Profile


def volumes(*messages: str) -> list[float | None]:
    return [tokens and round(tokens) for tokens in hearing.volumes(*messages)]


@pytest.mark.parametrize(
    ("message", "tokens"),
    [
        ("18 gyms x 6 trainers x 5 plans a day x 700 tokens", 378_000),
        (
            "Every one of our 30 call centres has 20 desks, each desk takes 40 calls a day, 900 tokens a call.",
            21_600_000,
        ),
        ("A sheet holds 300 tokens, a binder has 150 sheets, we scan 40 binders a day.", 1_800_000),
        ("Branches: 12. Letters per branch per day: 50. Tokens per letter: 2,000.", 1_200_000),
        ("9,000 members open the app twice a day; one visit is 500 tokens.", 9_000_000),
        ("800 calls a day, 5 minutes on average, 120 tokens a minute", 480_000),
        ("2 million page views a month, 3% of them start a search, 1,000 tokens per search.", 2_000_000),
        ("25 tutors in each of 8 schools, 4 lessons a tutor a day, 1,000 tokens a lesson.", 800_000),
        ("We are a group of 90 hotels, but only 30 use it; 40 mails per hotel per day, 500 tokens per mail.", 600_000),
    ],
)
def test_counts_that_hang_on_one_another(message: str, tokens: float) -> None:
    assert volumes(message) == [tokens]


@pytest.mark.parametrize(
    ("message", "tokens"),
    [
        # one amount is of something else: it must not multiply
        ("We have 40 offices. 3,000 requests a day, 1,000 tokens each.", 3_000_000),
        ("12 engineers built it; 2,000 documents a day, 500 tokens each.", 1_000_000),
        ("5M tokens a day, 2,000 requests a day.", 5_000_000),
    ],
)
def test_counts_beside_a_volume_do_not_multiply(message: str, tokens: float) -> None:
    assert volumes(message) == [tokens]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("30M tokens a day, of which 6M are chat and the remainder is extraction.", [6e6, 24e6]),
        ("A fifth of the 10M daily tokens is the support chat; four fifths are code generation.", [2e6, 8e6]),
        ("Of our 9M tokens a day, 4M is chat. Everything else is summarising reports.", [4e6, 5e6]),
        ("3:1 between extraction and the chatbot, 8M tokens a day together", [6e6, 2e6]),
        ("2M tokens a day each: chat and extraction.", [2e6, 2e6]),
        ("Splitting 6M per day: 1/2 chat, 1/3 RAG, 1/6 classification.", [3e6, 2e6, 1e6]),
        ("Chat does 2M tokens a day. Extraction does five times that.", [2e6, 10e6]),
        ("extraction, summaries and chat need 3M, 4M and 5M tokens per day", [3e6, 4e6, 5e6]),
        ("Three uses: RAG (5M tokens a day), summaries (2M a day) and code (7M a day).", [5e6, 2e6, 7e6]),
        ("tokens/day by team:\nhelp desk (chat) 6M\nfinance (extraction) 11M", [6e6, 11e6]),
    ],
)
def test_one_total_and_its_parts(message: str, parts: list[float]) -> None:
    assert sorted(v or 0 for v in volumes(message)) == sorted(parts)


@pytest.mark.parametrize(
    ("message", "tokens"),
    [
        ("Every Monday we index the wiki: 70M tokens per run.", 10_000_000),
        ("The job runs on Mondays and Thursdays, 14M tokens a run.", 4_000_000),
        ("cron: 3x per day, 2M tokens each run", 6_000_000),
        ("Open 8 hours a day, seven days, 1M tokens per opening hour.", 8_000_000),
        ("From 8 in the morning to 6 at night, every day, 100k tokens an hour.", 1_000_000),
        ("Nine to five, Monday through Friday, 70k tokens an hour.", 400_000),
        ("Last 30 days: 90M tokens.", 3_000_000),
    ],
)
def test_when_it_runs(message: str, tokens: float) -> None:
    assert volumes(message) == [tokens]


@pytest.mark.parametrize(
    ("messages", "tokens"),
    [
        (("60M tokens a day.", "Hang on, that figure is per month, not per day."), [2e6]),
        (("7M tokens a day.", "Sorry, week."), [1e6]),
        (("40 shops × 50 questions a day × 1,000 tokens", "make that 70 questions"), [2.8e6]),
        (("Chat 2M tokens a day, RAG 9M tokens a day.", "RAG is 8M."), [2e6, 8e6]),
        (("3M tokens a day.", "By the way, the 3M is 4M since we added Spain."), [4e6]),
        (("7,000 requests a day with 1,000 tokens each.", "Correction, 7,000 is what we see in a week."), [1e6]),
        (("It's 3 billion tokens a day (I mean million, of course).",), [3e6]),
    ],
)
def test_one_thing_of_it_said_anew(messages: tuple[str, ...], tokens: list[float]) -> None:
    assert volumes(*messages) == tokens


@pytest.mark.parametrize(
    ("message", "tokens", "share"),
    [
        ("System prompt 1,000 tokens, question 200, answer 300. 1,000 questions a day.", 1.5e6, 0.8),
        ("12M tokens a day go into the model, and another 4M come out.", 16e6, 0.75),
        ("The model writes 1M tokens a day and reads four times as many.", 5e6, 0.8),
        ("input 4M tokens per day, output one quarter of the input", 5e6, 0.8),
        ("From a 200-token brief it spins 800 tokens of copy, 1,000 briefs per day.", 1e6, 0.2),
    ],
)
def test_both_directions(message: str, tokens: float, share: float) -> None:
    work = read(message, Profile()).profile.workloads[0]
    assert work.tokens_per_day == pytest.approx(tokens)
    assert work.input_share == pytest.approx(share)


def test_a_product_shows_its_factors() -> None:
    changes = read("18 gyms x 6 trainers x 5 plans a day x 700 tokens", Profile()).changes
    shown = next(c.shown for c in changes if c.slot.endswith("tokens_per_day"))
    assert "18 gyms x 6 trainers x 5 plans" in shown
    assert "700" in shown


def test_a_total_with_shares_and_a_task_is_read_without_an_error() -> None:
    said = volumes("600M tokens each month for summaries. It's fifty-fifty between summaries and extracting figures.")
    assert said
