"""One way to write each kind of value, and never coarser than its digits promise."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.evidence import lexer, units, words


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1234.5, "USD/month", "$1,230 a month"),
        (12, "USD a month", "$12 a month"),
        (4.917, "USD/month", "$4.92 a month"),
        (0, "USD/month", "$0 a month"),
        (1_250_000, "USD", "$1.25M"),
        (-350, "USD/month", "-$350 a month"),
        (3.987, "USD/GPU-hour", "$3.99 per GPU-hour"),
        (0.0216, "USD/Mtok", "$0.022 per million tokens"),
        (0.255, "USD/GPU-hour", "$0.255 per GPU-hour"),
        (30e6, "tokens/day", "30M tokens a day"),
        (2e9, "tokens/day", "2B tokens a day"),
        (850_000, "tokens/day", "850k tokens a day"),
        (999_999_999, "tokens/day", "1B tokens a day"),
        (0.83, "share", "83%"),
        (0.9997, "share", "99.9%"),
        (1.0, "share of capacity", "100%"),
        (0.045, "share", "4.5%"),
        (1, "GPUs", "1 GPU"),
        (6.0, "GPUs", "6 GPUs"),
        (1, "months", "1 month"),
        (0.43, "months", "0.43 months"),
        (1199.6, "output tok/s", "1,200 tok/s of output"),
        (2.5, "ratio", "2.5x"),
        (1.1, "multiple of list price", "1.1x"),
        (True, "", "yes"),
        (None, "USD", "not known"),
        (dt.date(2026, 11, 21), "", "2026-11-21"),
        ("vLLM", "text", "vLLM"),
    ],
)
def test_value_and_unit(value: units.Value, unit: str, said: str) -> None:
    assert units.say(value, unit) == said


def test_what_the_user_said_is_not_rounded() -> None:
    assert units.say(12_750.5, "USD/month", exact=True) == "$12,750.5 a month"
    assert units.say(9_500, "USD/month", exact=True) == "$9,500 a month"


def test_a_command_is_left_as_it_is_typed() -> None:
    told = words.named("openai, or `vllm bench serve --backend openai`, at groq")
    assert told == "OpenAI, or `vllm bench serve --backend openai`, at Groq"


def test_under_a_heading_the_period_is_left_out() -> None:
    assert units.say(1234, "USD/month", cell=True) == "$1,230"


@given(st.floats(min_value=0.1, max_value=9e11))
def test_the_figure_shown_is_the_value_to_half_a_percent(value: float) -> None:
    shown = next(iter(lexer.quantities(units.say(value, "tokens/day"))))
    assert shown.value == pytest.approx(value, rel=0.006)
    money = next(iter(lexer.quantities(units.say(value, "USD/Mtok"))))
    assert money.value == pytest.approx(value, rel=0.03)
