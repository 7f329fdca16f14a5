"""Amounts as the trained reading of numbers sees them, before they are put together to a volume.

The grammar reads the unit and period that stand beside a number; who counts what, and whether it is ours today, is
often said elsewhere. A sure reading that differs from the grammar's rewrites the amount, so that everything behind goes
on as with an amount that was said plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.understanding.durations import HOUR_WORDS
from agent.understanding.learned.numbers import Part, number_at, numbers
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity

# Chosen on messages whose profile was written by others (the half of the blind sets that may be looked at);
# bench/reading/choose.py tries them on texts that were held back from the training.
DROP = 0.8  # probability that an amount is none of ours today, from which it is not read
DROP_PLAIN = 0.9  # the same of one that says its unit and what it is counted by, or that is money
DROP_BESIDE = 0.5  # the same of people beside the users
REWRITE = 0.5  # probability of a role, from which an amount is rewritten that the grammar leaves open
OVERRULE = 0.8  # the same where the grammar reads its unit and what it is counted by
LEND = 0.5  # of a period, where the grammar has none
CERTAIN = 0.75  # of the role of every amount, from which the mended amounts stand before the grammar's

# the grammar's role -> the trained one
SAME = {
    "rate": "rate_total", "rate_in": "rate_in", "rate_out": "rate_out", "tok_item": "tok_item", "tok_item_in": "tok_in",
    "tok_item_out": "tok_out", "tok_page": "tok_item", "items": "items", "pages": "items", "users": "users",
    "per_user": "per_user", "link": "per_item", "pages_item": "per_item", "pages_user": "per_user",
    "hours": "hours_day", "days": "days_week",
}  # fmt: skip
TOKENS = {
    "rate_total": None, "rate_in": "in", "rate_out": "out", "tok_item": None, "tok_in": "in", "tok_out": "out",
}  # fmt: skip
COUNTS = frozenset(["items", "users", "per_user", "per_item"])
PERIODIC = frozenset(["rate_total", "rate_in", "rate_out", "items", "per_user"])
COUNTABLE = frozenset(["tokens", "items", "users", "people", "pages", "plain"])
VOLUME = frozenset([*TOKENS, *COUNTS, "hours_day", "days_week"])


def read_numbers(s: Scene) -> list[tuple[Quantity, Part]]:
    """Every amount of the message with its part in it."""
    return numbers().read(s) if s.amounts else []


def ours(s: Scene, found: Sequence[tuple[Quantity, Part]]) -> list[Quantity]:
    """The amounts without those that are surely of others, of another time or for other things."""
    foreign = [
        q
        for q, part in _mendable(s, found)
        if (q.kind in COUNTABLE and part.foreign >= _least(q, found))
        or (q.kind == "money" and part.foreign >= DROP_PLAIN)
    ]
    return [q for q in s.amounts if not any(q is x for x in foreign)]


def _least(q: Quantity, found: Sequence[tuple[Quantity, Part]]) -> float:
    """From which chance an amount is dropped; people beside those who surely are the users: more likely than not."""
    users = [o for o, p in found if p.role == "users" and p.probability >= DROP_PLAIN]
    if q.kind == "users" and users and not any(o is q for o in users):
        return DROP_BESIDE
    return DROP_PLAIN if _plain(q) else DROP


def certain(s: Scene, found: Sequence[tuple[Quantity, Part]]) -> bool:
    """Whether the trained reading is certain of the part of every amount that may be mended."""
    parts = [part for _, part in _mendable(s, found)]
    return bool(parts) and all(part.probability >= CERTAIN for part in parts)


def _mendable(s: Scene, found: Sequence[tuple[Quantity, Part]]) -> list[tuple[Quantity, Part]]:
    return [
        x
        for x in found
        if not (
            _in_table(s, x[0]) or _boxes(s, x[0]) or _factor(s, x[0]) or _only_users(x, found) or _measured(s, x[0])
        )
    ]


def _boxes(s: Scene, q: Quantity) -> bool:
    """ "two servers with eight H100s each": boxes right before the cards in them."""
    return q.kind == "items" and any(x.kind == "gpus" and 0 <= x.start - q.end <= 5 for x in s.amounts)


def _measured(s: Scene, q: Quantity) -> bool:
    """ "last 30 days: 90M tokens": what was just measured is today's volume, though it is past."""
    found = s.words(q.start, q.end)
    return q.kind == "tokens" and q.period is not None and bool({"last", "past"} & set(found))


def _only_users(one: tuple[Quantity, Part], found: Sequence[tuple[Quantity, Part]]) -> bool:
    """The only heads beside "11 calls each": those that do it, however few they are."""
    q, part = one
    if role_of(q) != "users" or part.role == "users":
        return False
    others = any(p.role == "users" or (role_of(o) == "users" and o is not q) for o, p in found)
    each = any(p.role == "per_user" or role_of(o) in ("per_user", "tok_user") for o, p in found)
    return not others and each


def repair(s: Scene, found: Sequence[tuple[Quantity, Part]]) -> None:
    """Drops what is none of ours, rewrites what the grammar has read otherwise, and sets apart what is no volume."""
    s.amounts = ours(s, found)
    found = _mendable(s, found)
    told = {part.role for _, part in found if part.probability >= REWRITE}
    for q, part in found:
        least = OVERRULE if _plain(q) else REWRITE
        kept = _one_sided(q, part, told) or _both_sides(q, part, found)
        if part.probability < least or SAME.get(role_of(q) or "") == part.role or kept:
            if part.role in PERIODIC and q.kind in COUNTABLE and q.period is None:
                _lend(q, part)
        elif part.role in ("hours_day", "days_week"):
            _hours(q, part)
        elif q.kind in COUNTABLE and part.role in VOLUME:
            _rewrite(q, part)
        elif q.kind in COUNTABLE and part.probability >= OVERRULE:
            q.marks |= {"apart"}
        if q.kind in COUNTABLE and part.role in VOLUME and part.probability >= REWRITE:
            _grouped(s, q)
    _pages_as_links(s, found)


def _plain(q: Quantity) -> bool:
    """Whether the words say unit and period (or what it is counted by): "5M tokens a day", "20 chats per user"."""
    said = q.period is not None or bool(q.per) or q.kind == "users"
    return role_of(q) is not None and q.kind != "plain" and not q.weak and said


def _in_table(s: Scene, q: Quantity) -> bool:
    """Whether an amount stands in a row of cells: their headings say what they are."""
    sentence = s.sentence_of(q.start)
    return "|" in s.words(sentence.start, sentence.end)


def _factor(s: Scene, q: Quantity) -> bool:
    """ "5k users x 4 messages x 900 tokens daily": a product that is written out needs no repair."""
    return bool({"x", "*", "×"} & {*s.words(q.start - 1, q.start), *s.words(q.end, q.end + 1)})


def _one_sided(q: Quantity, part: Part, told: set[str]) -> bool:
    """Tokens of a whole request, taken for one side of it where nothing is said of the other."""
    other = {"tok_in": "tok_out", "tok_out": "tok_in"}.get(part.role)
    return other is not None and role_of(q) in ("tok_item", "tok_page") and not told & {other, "tok_item"}


def _both_sides(q: Quantity, part: Part, found: Sequence[tuple[Quantity, Part]]) -> bool:
    """ "inbound 29M, outbound 7M": a direction that is said is no total where the other one is said as well."""
    return part.role == "rate_total" and q.flow is not None and any(o.flow not in (None, q.flow) for o, _ in found)


def _rewrite(q: Quantity, part: Part) -> None:
    rate = part.role.startswith("rate")
    if part.role in PERIODIC and q.period is None:
        _lend(q, part)
    if (role_of(q) or "").startswith("tok_user") or (rate and q.period is None):
        return
    if part.role in TOKENS:
        q.kind, q.noun, q.flow = "tokens", "token", TOKENS[part.role]
        q.per = () if rate else q.per or ("each",)
        q.period = q.period if rate else None
    else:
        _recount(q, part)
    q.marks |= {"sure"}


def _recount(q: Quantity, part: Part) -> None:
    q.kind, q.flow, q.weak = "users" if part.role == "users" else "items", None, False
    q.noun = q.noun if q.noun not in ("", "token") else "user" if part.role == "users" else "request"
    q.per = {"per_user": ("user",), "per_item": q.per or ("item",)}.get(part.role, ())
    q.period = None if part.role == "per_item" else q.period


def _lend(q: Quantity, part: Part) -> None:
    if part.days is not None and part.period_probability >= LEND:
        q.period, q.working = part.days, part.period == "workday"


def _hours(q: Quantity, part: Part) -> None:
    """ "open from seven, for 12 hours": what the grammar takes for a span of time."""
    if q.kind == "time" and q.period is None:
        if part.role == "hours_day" and q.noun in HOUR_WORDS and q.value <= 1:
            q.period = 1.0
        elif part.role == "days_week" and q.noun not in HOUR_WORDS and 1 <= q.value <= 7:
            q.period = 7.0


_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def _grouped(s: Scene, q: Quantity) -> None:
    """ "1.150 Bescheide": of a count, three places after a point are its thousands, whatever the message's language."""
    if q.low is None and _GROUPED.fullmatch(s.tokens[number_at(s, q)].raw) and q.value < 1000:
        q.value *= 1000


def _pages_as_links(s: Scene, found: Sequence[tuple[Quantity, Part]]) -> None:
    """Pages of a document, where the tokens said are those of one page but were not called so."""
    if not any(role_of(q) in ("tok_page", "words_page", "chars_page") for q in s.amounts):
        for q, part in found:
            if part.role == "per_item" and part.probability >= REWRITE and role_of(q) == "pages_item":
                q.kind, q.per = "items", ("item",)
