"""The trained reading of numbers: what it says of amounts, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agent.understanding import learned, read
from agent.understanding.learned.numbers import PERIODS, ROLES, Numbers, Part, numbers, weights, windows
from agent.understanding.learned.repair import repair
from agent.understanding.learned.traits import SIZE, traits
from agent.understanding.pool import role_of
from agent.understanding.scene import scene
from tools.profile import GpusOwned, Profile, slot_value

WEIGHTS = Path(learned.__file__).with_name("numbers.npz")
LONG = "We answer 4,000 tickets a day, a ticket is 900 tokens in and 200 out. " * 40


def profile(message: str) -> Profile:
    return read(message, Profile()).profile


def repaired(message: str, *parts: Part) -> list[tuple[str | None, float | None]]:
    """Role and period in days of each amount, with the given reading of the message's amounts in order."""
    s = scene(message)
    repair(s, list(zip(list(s.amounts), parts, strict=True)))
    return [(role_of(q), q.period) for q in s.amounts]


def part(role: str, probability: float = 1.0, period: str = "-", foreign: float = 0.0) -> Part:
    return Part(role, probability, period, 1.0, foreign)


def test_the_same_message_is_read_the_same_by_every_process() -> None:
    message = "210 journalists; 14 research questions daily each; 8k in; 900 out; $3,900/month"
    again = Numbers(WEIGHTS)
    s = scene(message)
    assert again.read(s) == numbers().read(s)
    assert {p.role for _, p in numbers().read(s)} <= set(ROLES)


def test_every_amount_of_a_long_message_is_in_one_window_only() -> None:
    s = scene(LONG)
    found = list(windows(s))
    assert [id(q) for w in found for q in w.amounts] == [id(q) for q in s.amounts]
    assert len(found) > 3
    assert all(w.text[a:b].strip() == w.text[a:b] and w.text[a:b][0].isdigit() for w in found for a, b in w.spans)


def test_traits_have_the_size_that_the_heads_were_trained_with() -> None:
    s = scene("$20k a month for 5M tokens a day")
    assert all(traits(s, q).shape == (SIZE,) for q in s.amounts)
    assert numbers().layers.weights["0.known.weight"].shape[1] == SIZE


def test_weights_are_averages() -> None:
    near = weights([(0, 0), (0, 3), (4, 7), (8, 9), (0, 0)], [(4, 7)])
    assert near.shape == (3, 1, 5)
    assert np.allclose(near.sum(-1), 1)
    assert near[0, 0].tolist() == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("message", "parts", "expected"),
    [
        ("40k at night", [part("items", period="night")], [("items", 1.0)]),
        ("1.2k up", [part("tok_in")], [("tok_item_in", None)]),
        ("240M written", [part("rate_out", period="year")], [("rate_out", 365.0)]),
        ("3,400 for everybody", [part("users")], [("users", None)]),
        ("6 from each", [part("per_user", period="day")], [("per_user", 1.0)]),
        ("6 to a file", [part("per_item")], [("link", None)]),
        ("5M tokens a day", [part("old", foreign=0.99)], []),
        ("5M tokens a day", [part("items", 0.6)], [("rate", 1.0)]),  # said plainly, and not sure enough
        ("240M written", [part("rate_out")], [(None, None)]),  # a rate of no known period stays as it was
    ],
)
def test_a_sure_role_rewrites_what_the_grammar_left_open(
    message: str, parts: list[Part], expected: list[tuple[str | None, float | None]]
) -> None:
    assert repaired(message, *parts) == expected


def test_tokens_of_a_whole_request_are_no_side_of_it_while_nothing_is_said_of_the_other() -> None:
    assert repaired("20k tokens a review", part("tok_in")) == [("tok_item", None)]
    both = repaired("20k tokens a review, 900 back", part("tok_in"), part("tok_out"))
    assert both == [("tok_item_in", None), ("tok_item_out", None)]


def test_three_places_of_a_count_are_thousands() -> None:
    s = scene("Früher 1.150 Bescheide täglich")
    repair(s, [(q, part("items", period="day")) for q in s.amounts])
    assert [q.value for q in s.amounts] == [1150.0]


def test_amounts_in_a_row_of_cells_are_left_to_their_headings() -> None:
    assert repaired("chat | 6M tokens/day", part("old", foreign=0.99)) == [("rate", 1.0)]


def test_periods_are_those_of_the_training() -> None:
    assert PERIODS["fortnight"] == 14.0 and PERIODS["-"] is None


@pytest.mark.parametrize(
    ("message", "slots"),
    [
        (
            "210 journalists; 14 research questions daily each; 8k in; 900 out; $3,900/month",
            {"workloads[0].tokens_per_day": 26_166_000.0, "current.monthly_bill_usd": 3900.0},
        ),
        ("Anything that returns the money in under 14 months gets signed.", {"money.horizon_months": 14.0}),
        ("We raised $12M and spend $22k a month on LLMs.", {"current.monthly_bill_usd": 22_000.0}),
        (
            "If an engineer cost $300 an hour nobody would do it; ours is $105, and the GPU $2.15.",
            {"team.hourly_usd": 105.0, "money.gpu_hourly_usd": 2.15},
        ),
        ("4 L40S in the van.", {"money.gpus_owned": GpusOwned(gpu="L40S", count=4)}),
    ],
)
def test_what_no_phrase_rule_says(message: str, slots: dict[str, object]) -> None:
    known = profile(message)
    assert {slot: slot_value(known, slot) for slot in slots} == slots
