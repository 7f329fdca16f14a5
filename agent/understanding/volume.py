"""From the amounts said to tokens per day: direct rates, products along a chain of nouns, hours and working days.

Documented constants where people count in something else: one word is 4/3 tokens and one token four characters
(the usual
rule of thumb for English that model vendors publish); they are named in ``shown``. A month is 30 days, a year 365.
"""

from __future__ import annotations

from collections.abc import Iterable

from agent.understanding import tables as t
from agent.understanding.pool import USERS, Load, Pool
from agent.understanding.types import Quantity

TOKENS_PER_WORD = 4 / 3
TOKENS_PER_CHAR = 1 / 4
OFFICE_HOURS = 8.0


def assemble(pool: Pool) -> Load:
    """Tokens per day from what is known; everything None where the chain does not close."""
    load = Load()
    _per_request(pool, load)
    load.requests_per_day, shown = _requests(pool)
    if _direct(pool, load):
        return load
    user_rate = pool.get("tok_user")
    users = pool.get("users")
    if user_rate and users and (user_rate.period or users.period):
        _set(
            load,
            [users, user_rate],
            users.value * user_rate.value * _daily(pool, user_rate.period or users.period, user_rate.working),
            "",
        )
        return load
    each, parts, text = _tokens_per_item(pool)
    if each is None or load.requests_per_day is None:
        return load
    _set(load, [*shown, *parts], load.requests_per_day * each, text)
    return load


def _per_request(pool: Pool, load: Load) -> None:
    for flow, name in (("in", "input_tokens"), ("out", "output_tokens")):
        if q := pool.get(f"tok_item_{flow}"):
            setattr(load, name, q.value)
        elif q := pool.get(f"words_item_{flow}"):
            setattr(load, name, q.value * TOKENS_PER_WORD)
    if load.input_tokens is not None and load.output_tokens is not None and load.input_tokens + load.output_tokens > 0:
        load.input_share = load.input_tokens / (load.input_tokens + load.output_tokens)
    elif (total := pool.get("tok_item")) and (known := load.input_tokens or load.output_tokens) and known < total.value:
        other = total.value - known
        load.input_tokens, load.output_tokens = (known, other) if load.input_tokens else (other, known)
        load.input_share = load.input_tokens / total.value


def _daily(pool: Pool, period: float | None, working: bool) -> float:
    """Factor from an amount per ``period`` days to the seven-day average per day."""
    days = period or t.DAY
    factor = 1.0 / days
    if days < t.DAY and pool.hours is not None:
        factor = pool.hours / 24 / days
    if days <= t.DAY:
        factor *= pool.week if pool.week is not None else 5 / 7 if working else 1.0
    return factor


def _direct(pool: Pool, load: Load) -> bool:
    """A rate of tokens that was said as such."""
    total, into, out = pool.get("rate"), pool.get("rate_in"), pool.get("rate_out")
    if into and out:
        a, b = (q.value * _daily(pool, q.period, q.working) for q in (into, out))
        load.input_share = a / (a + b) if a + b else None
        if total is None:
            _set(load, [into, out], a + b, "", sign="+")
            return True
    one = into or out or pool.get("tok_item_in") or pool.get("tok_item_out")
    if (
        total is not None
        and one is not None
        and not (into and out)
        and load.input_share is None
        and load.requests_per_day is None
    ):
        part = one.value / (one.period or total.period or 1) * (total.period or 1) / total.value
        if part <= 1 and one.value >= 0.001 * total.value:
            load.input_share = part if one.flow == "in" else 1 - part
            load.input_tokens = load.output_tokens = None
    if total is None:
        words, factor = pool.get("words_rate"), TOKENS_PER_WORD
        if words is None:
            words, factor = pool.get("chars_rate"), TOKENS_PER_CHAR
        if words is None:
            return False
        _set(
            load,
            [words],
            words.value * factor * _daily(pool, words.period, words.working),
            f"{factor:.3g} tokens a {words.noun}",
        )
        return True
    factor = _daily(pool, total.period, total.working)
    value = total.value * factor
    load.tokens_per_day = value
    load.low, load.high = (v * factor if v is not None else None for v in (total.low, total.high))
    flow = pool.get("tok_item_in"), pool.get("tok_item_out")
    if (
        flow[0]
        and flow[1]
        and load.requests_per_day is None
        and abs(flow[0].value + flow[1].value - total.value) < 0.02 * total.value
    ):
        load.input_tokens = load.output_tokens = (
            None  # "7M tokens a day, 6M in and 1M out": shares of the total, not of a request
        )
    elif load.input_share is not None and load.requests_per_day is None and load.input_tokens and load.output_tokens:
        load.requests_per_day = value / (load.input_tokens + load.output_tokens)
    if factor != 1.0:
        load.shown = f"{_number(total.value)} tokens {_period(total.period)}{_hours(pool, total)} = {_number(value)} tokens a day"  # noqa: E501
    return True


def _requests(pool: Pool) -> tuple[float | None, list[Quantity]]:
    """Requests a day and the factors they come from."""
    items, users, each = pool.get("items"), pool.get("users"), pool.get("per_user")
    if (
        each is None
        and items is not None
        and users is not None
        and items.value < users.value
        and "total" not in items.marks
    ):
        each, items = items, None
    if items is not None and (items.period or (users and users.period)):
        factors = [items]
        if (
            each is not None
            and each.period is None
            and users is None
            and each.noun != items.noun
            and "each" in each.per
        ):
            factors.append(each)  # "4,500 conversations daily, eight turns each"
    elif each is not None and users is not None:
        factors = [users, each]
    elif (
        each is not None
        and each.period
        and "each" in each.per
        and users is None
        and not any(p in USERS for p in each.per)
    ):
        factors = [each]
    elif items is not None and items.period is None and "product" in items.marks:
        factors = [items]
    elif pages := pool.get("pages"):
        factors = [pages] if pool.get("tok_page") or pool.get("words_page") else []
    else:
        return None, []
    if not factors:
        return None, []
    links = [
        q
        for q in pool.links
        if "product" in q.marks
        or any(p == "each" or p in {f.noun for f in factors} or len(pool.links) == 1 for p in q.per)
    ]
    needed = pool.get("tok_item") or pool.get("tok_item_in")
    if needed is not None and any(p == factors[-1].noun for p in needed.per):
        links = []
    factors += links
    period = next((f.period for f in reversed(factors) if f.period), t.DAY)
    working = any(f.working for f in factors)
    value = 1.0
    for f in factors:
        value *= f.value
    return value * _daily(pool, period, working), factors


def _tokens_per_item(pool: Pool) -> tuple[float | None, list[Quantity], str]:
    if total := pool.get("tok_item"):
        return total.value, [total], ""
    if (into := pool.get("tok_item_in")) and (out := pool.get("tok_item_out")):
        return into.value + out.value, [into, out], ""
    if (a := pool.get("words_item_in")) and (b := pool.get("words_item_out")):
        return (a.value + b.value) * TOKENS_PER_WORD, [a, b], "4/3 tokens a word"
    counted, prompt = pool.get("items") or pool.get("per_user"), pool.get("tok_item_in")
    if counted is not None and counted.noun == "prompt" and prompt is not None:
        return prompt.value, [prompt], ""  # prompts are what is counted: their size is that of a request
    for unit, factor, note in (
        ("words", TOKENS_PER_WORD, "4/3 tokens a word"),
        ("chars", TOKENS_PER_CHAR, "4 characters a token"),
    ):
        if q := pool.get(f"{unit}_item"):
            return q.value * factor, [q], note
    pages, page_total = pool.get("pages_item"), pool.get("pages")
    count = [pages] if pages else []
    if not pages and not page_total:
        return None, [], ""
    size = pages.value if pages else 1.0
    for role, factor, note in (
        ("tok_page", 1.0, ""),
        ("words_page", TOKENS_PER_WORD, "4/3 tokens a word"),
        ("chars_page", TOKENS_PER_CHAR, "4 characters a token"),
    ):
        if q := pool.get(role):
            return size * q.value * factor, [*count, q], note
    return None, [], ""


def _set(load: Load, factors: Iterable[Quantity], value: float, note: str, sign: str = "x") -> None:
    parts = list(factors)
    load.tokens_per_day = value
    product = 1.0
    for q in parts:
        product *= q.value
    if product and any(q.low is not None for q in parts) and sign == "x":
        low, high = value / product, value / product
        for q in parts:
            low *= q.low if q.low is not None else q.value
            high *= q.high if q.high is not None else q.value
        load.low, load.high = low, high
    words = f" {sign} ".join(_factors(parts))
    load.shown = f"{words}{f' at {note}' if note else ''} = {_number(value)} tokens a day"


def _factors(parts: list[Quantity]) -> list[str]:
    """Each factor in words; what goes in and what comes out are added up before they are multiplied."""
    flows = [q for q in parts if q.flow in ("in", "out")]
    if len(flows) == len(parts) or {q.flow for q in flows} != {"in", "out"}:
        return [_factor(q) for q in parts]
    return [*(_factor(q) for q in parts if q not in flows), f"({' + '.join(_factor(q) for q in flows)})"]


def _factor(q: Quantity) -> str:
    if q.shown:
        return f"{q.shown}{' ' + _period(q.period) if q.period else ''}"
    noun = {"tokens": "tokens", "words": "words", "chars": "characters", "pages": "pages"}.get(
        q.kind, q.noun + "s" if q.noun and not q.noun.endswith("s") else q.noun
    )
    flow = {"in": " in", "out": " out"}.get(q.flow or "", "")
    return f"{_number(q.value)} {noun}{flow}{' ' + _period(q.period) if q.period else ''}"


def _hours(pool: Pool, q: Quantity) -> str:
    hours = f" x {_number(pool.hours)} hours" if pool.hours is not None and (q.period or 1) < 1 else ""
    days = " x 5/7" if (q.period or 1) <= 1 and (q.working or pool.week == 5 / 7) else ""
    return hours + days


def _period(days: float | None) -> str:
    names = {1 / 86400: "a second", 1 / 1440: "a minute", 1 / 24: "an hour", 1.0: "a day", 7.0: "a week", 14.0: "a fortnight", 30.0: "a month",  # noqa: E501
             90.0: "a quarter", 365.0: "a year"}  # fmt: skip
    for size, name in names.items():
        if days is not None and abs(size - days) < 1e-9:
            return name
    return f"every {days:g} days" if days else ""


def _number(value: float) -> str:
    """Short, for showing: 6M, 1.2B, 13.3M, 1,500."""
    for size, letter in ((1e9, "B"), (1e6, "M")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
