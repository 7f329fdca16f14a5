"""Generated messages: whatever the order, the period, the filler and the notation, the arithmetic must hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.understanding import read
from tools.profile import Profile

PERIODS = {
    "a day": 1, "per day": 1, "daily": 1, "/day": 1, "every day": 1, "each day": 1, "a week": 7, "per week": 7,
    "weekly": 7, "a month": 30, "per month": 30, "monthly": 30, "/month": 30, "per year": 365, "an hour": 1 / 24,
}  # fmt: skip
ITEMS = {
    "requests": "request", "queries": "query", "calls": "call", "documents": "document", "tickets": "ticket",
    "emails": "email", "contracts": "contract", "claims": "claim", "articles": "article", "reports": "report",
}  # fmt: skip
FILLER = ("", "We run a support desk. ", "Hello, ", "Quick one: ", "We're a retailer in Ohio. ", "The system is live. ")
TAIL = ("", ", give or take", ". Weekends are the same", ". Thanks")
ABOUT = ("", "about ", "roughly ", "~")

periods = st.sampled_from(sorted(PERIODS))
items = st.sampled_from(sorted(ITEMS))
counts = st.integers(2, 4000).map(lambda n: n * 50)
sizes = st.integers(2, 180).map(lambda n: n * 50)


def numeral(value: int, style: int) -> str:
    if style == 1 and value % 100 == 0 and 1000 <= value < 1_000_000:
        return f"{value / 1000:g}k"
    return str(value) if style == 2 and value < 100_000 else f"{value:,}"


def volume(filler: str, text: str, tail: str) -> tuple[float, float | None]:
    works = read(filler + text + tail, Profile()).profile.workloads
    return sum(w.tokens_per_day or 0.0 for w in works), next((w.input_share for w in works if w.input_share), None)


@example("calls", 20100, 100, "a day", 0, 2, FILLER[0], TAIL[0])  # begins like a year
@settings(max_examples=60, deadline=None)
@given(
    items, counts, sizes, periods, st.integers(0, 5), st.integers(0, 2), st.sampled_from(FILLER), st.sampled_from(TAIL)
)
def test_requests_times_size(
    item: str, count: int, size: int, period: str, form: int, style: int, filler: str, tail: str
) -> None:
    n, k, one = numeral(count, style), numeral(size, style), ITEMS[item]
    text = (
        f"{n} {item} {period}, {k} tokens each",
        f"{n} {item} {period} at about {k} tokens apiece",
        f"We handle {n} {item} {period}; each {one} is roughly {k} tokens",
        f"{n} {item} {period}, and one {one} takes {k} tokens",
        f"We get {n} {item} {period}. On average a {one} has {k} tokens",
        f"{k} tokens per {one}, {n} {item} {period}",
    )[form]
    assert volume(filler, text, tail)[0] == pytest.approx(count * size / PERIODS[period])


@settings(max_examples=60, deadline=None)
@given(items, counts, sizes, sizes, periods, st.integers(0, 4), st.sampled_from(FILLER), st.sampled_from(TAIL))
def test_requests_times_both_directions(
    item: str, count: int, into: int, out: int, period: str, form: int, filler: str, tail: str
) -> None:
    text = (
        f"{count:,} {item} {period}, {into:,} tokens in and {out:,} out each",
        f"{count:,} {item} {period} with {into:,} input tokens and {out:,} output tokens each",
        f"{count:,} {item} {period}. Input {into:,} tokens, output {out:,} tokens",
        f"We see {count:,} {item} {period}; {into:,} tokens of prompt and {out:,} tokens of completion",
        f"Per {ITEMS[item]} we send {into:,} tokens and get back {out:,}; {count:,} {item} {period}",
    )[form]
    tokens, share = volume(filler, text, tail)
    assert tokens == pytest.approx(count * (into + out) / PERIODS[period])
    assert share == pytest.approx(into / (into + out))


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 9000), st.integers(2, 60), sizes, items, st.integers(0, 4), st.sampled_from(FILLER))
def test_users_times_requests_times_size(users: int, each: int, size: int, item: str, form: int, filler: str) -> None:
    one = ITEMS[item]
    text = (
        f"{users:,} employees, {each} {item} each a day, {size:,} tokens per {one}",
        f"We have {users:,} customers. Each sends {each} {item} per day, {size:,} tokens each.",
        f"{users:,} nurses with {each} {item} per nurse daily at {size:,} tokens",
        f"Each of our {users:,} lawyers makes {each} {item} a day, every {one} about {size:,} tokens",
        f"{users:,} users x {each} {item} a day x {size:,} tokens",
    )[form]
    assert volume(filler, text, "")[0] == pytest.approx(users * each * size)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 90), st.integers(1, 99), periods, st.integers(0, 4), st.sampled_from(FILLER))
def test_a_volume_and_its_split(millions: int, percent: int, period: str, form: int, filler: str) -> None:
    text = (
        f"{millions}M tokens {period}, {percent}% of it input",
        f"{millions}M tokens {period}; {percent}% input, {100 - percent}% output",
        f"{millions}M tokens {period}, {percent}/{100 - percent} input to output",
        f"{millions}M tokens {period}. The prompts make up {percent}%.",
        f"{millions}M tokens {period}, {100 - percent} percent of which is output",
    )[form]
    tokens, share = volume(filler, text, "")
    assert tokens == pytest.approx(millions * 1e6 / PERIODS[period])
    assert share == pytest.approx(percent / 100)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 90), st.integers(2, 150), st.integers(0, 4), st.sampled_from(FILLER))
def test_a_bare_number_under_bill_is_money(millions: int, thousands: int, form: int, filler: str) -> None:
    text = (
        f"{millions}M tokens a day, the bill is {thousands}k a month",
        f"We pay {thousands}k a month for {millions}M tokens a day",
        f"bill: {thousands}k/month, volume: {millions}M tokens/day",
        f"we spend {thousands},000 monthly on {millions}M tokens a day",
        f"{millions}M tokens a day and an invoice of {thousands}k a month",
    )[form]
    profile = read(filler + text, Profile()).profile
    assert [w.tokens_per_day for w in profile.workloads] == [pytest.approx(millions * 1e6)]
    assert profile.current.monthly_bill_usd == pytest.approx(thousands * 1000)


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 9000), sizes, st.integers(0, 5), st.sampled_from(["seat", "nurse", "dispatcher", "warden"]))
def test_what_one_head_uses_times_the_heads(heads: int, size: int, form: int, one: str) -> None:
    text = (
        f"{heads:,} {one}s, and one {one} uses {size:,} tokens a day",
        f"We have {heads:,} {one}s and each one spends about {size:,} tokens a day.",
        f"{heads:,} {one}s, and per {one} {size:,} tokens a day",
        f"We've got {heads:,} {one}s. Each of them goes through {size:,} tokens a day.",
        f"{heads:,} {one}s; a single {one} takes {size:,} tokens per day",
        f"Each {one} uses {size:,} tokens a day and there are {heads:,} {one}s",
    )[form]
    assert volume("", text, "")[0] == pytest.approx(heads * size)


@example(29, 7, 5)
@settings(max_examples=40, deadline=None)
@given(st.integers(2, 90), st.integers(2, 90), st.integers(0, 5))
def test_both_ways_of_one_volume(into: int, out: int, form: int) -> None:
    text = (
        f"Input {into}M/day, output {out}M/day.",
        f"We feed it {into} million tokens a day and get back {out} million.",
        f"In: {into}M per day; out: {out}M per day",
        f"About {into}M tokens a day go in and {out}M come out",
        f"Daily input: {into}M tokens. Daily output: {out}M tokens.",
        f"Inbound {into}M tokens a day, outbound {out}M",
    )[form]
    tokens, share = volume("", text, "")
    assert tokens == pytest.approx((into + out) * 1e6)
    assert share == pytest.approx(into / (into + out))


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 90), st.integers(1, 6), st.integers(2, 16), st.integers(0, 3))
def test_open_days_and_hours(thousands: int, days: int, hours: int, form: int) -> None:
    text = (
        f"Open {days + 1} days a week, {hours} hours a day; {thousands}k tokens an hour",
        f"{thousands}k tokens per hour, {hours} hours a day, {days + 1} days a week",
        f"Staffed {days + 1} days a week for {hours} hours, and it uses {thousands}k tokens per hour while open.",
        f"{thousands}k tokens an hour over a {hours} hour shift, {days + 1} days out of seven",
    )[form]
    assert volume("", text, "")[0] == pytest.approx(thousands * 1000 * hours * (days + 1) / 7)
