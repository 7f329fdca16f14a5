"""The bill: of several sums the one that is paid, or what they come to together."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import re

from agent.understanding import tables as t
from agent.understanding.bygone import bygone
from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.pricing import was_once
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

BILL = "current.monthly_bill_usd"
MONTHS = (
    (300.0, 1 / 12),
    (170.0, 1 / 6),
    (80.0, 1 / 3),
    (25.0, 1.0),
    (13.0, 30.4 / 14),
    (6.0, 52 / 12),
    (0.9, 30.4),
)  # days at least -> factor to a month


def put_bill(s: Scene, draft: Draft, bills: list[Quantity]) -> None:
    if not bills:
        return
    foreign = [q for q in bills if q.currency not in (None, "USD")]
    mine = [q for q in bills if q.currency in (None, "USD")]
    mine = [q for q in mine if not bygone(s, q)] or mine
    mine = [q for q in mine if not was_once(s, q, mine)] or mine
    if not mine:
        q = foreign[-1]
        draft.set(
            BILL,
            None,
            (q.start, q.end),
            currency=q.currency,
            low=monthly(q.low or q.value, q.period),
            high=monthly(q.high or q.value, q.period),
        )
        draft.put(BILL, None)
        return
    chosen = mine[-1] if len(mine) > 1 and s.sentence_of(mine[-1].start).has("CHANGE") else mine[0]
    value = monthly(chosen.value, chosen.period)
    total = _sum_of_vendors(s, mine)
    value = total if total is not None else value
    low, high = (monthly(v, chosen.period) if v is not None else None for v in (chosen.low, chosen.high))
    shown = "" if chosen.period in (None, t.MONTH) and total is None else f"= ${value:,.0f} a month"
    if chosen.period is None and not s.sentence_of(chosen.start).has("CHANGE"):
        shown = f"{shown} no period said: taken as a month".strip()
    if chosen.currency is None:
        shown = f"{shown} taken as US dollars".strip()
    draft.set(BILL, value, (chosen.start, chosen.end), shown=shown, low=low, high=high)


_WIDER = re.compile(
    r"\b(?:total|overall|altogether|combined|entire|whole|all (?:services|of it|in|included|together)|cloud|aws|azure|gcp"
    r"|google cloud|infrastructure|infra|hosting|it (?:bill|budget|spend\w*))\b"
)
_MODELS = r"(?:(?:the |for |on |is |are |was |goes to |from )*(?:llms?|models?|ai|genai|inference|tokens?|openai|anthropic|bedrock|gpt|claude))"
_PART = r"(?:how much|what (?:share|part|portion|fraction|percentage)|which (?:share|part|portion)|(?:share|part|portion|slice|line|fraction|split|breakdown))"
_UNTOLD = (
    r"(?:can ?not|can't|couldn't|could not|don't|do not|doesn't|not|no idea|no clue|nobody|no one|unknown|unclear|unsure|hard to"
    r"|impossible|never|isn't|aren't|who knows|no breakdown|without)"
)
_PART_UNTOLD = re.compile(
    rf"\b{_PART}\b(?: (?!(?:not|per|each|every|by|which)\b)\S+){{0,4}}? {_MODELS}\b|\b{_MODELS}(?:'s)? (?:share|part|portion|slice|fraction|line|piece)\b"
)
_UNTOLD_WORD = re.compile(rf"\b{_UNTOLD}\b")
_NEAR = 60  # characters between a part and that it is not known


def part_untold(s: Scene, sentence: Sentence) -> bool:
    """ "$400k on cloud in total, how much of it is models I can't say": more than the models' bill, and that is not told."""
    at = s.sentences.index(sentence)
    last = s.sentences[min(at + 1, len(s.sentences) - 1)]
    a, b = s.tokens[sentence.start].start, s.tokens[last.end - 1].end
    text = s.plain.text[a:b].lower()
    m = _PART_UNTOLD.search(text)
    if m is None or not _WIDER.search(text) or re.search(rf"\b{_MODELS}\b", text[: m.start()]):
        return False
    return bool(_UNTOLD_WORD.search(text[max(0, m.start() - _NEAR) : m.end() + _NEAR]))


_BILLS = words("invoices bills accounts contracts subscriptions vendors providers payments charges")


def _counted_bills(s: Scene, bills: list[Quantity]) -> bool:
    """ "two API invoices, both monthly: $3,250 and $1,750": as many as are counted, and none of them is a total."""
    lead = s.words(s.sentence_of(bills[0].start).start, bills[0].start)
    named = bool(_BILLS & set(lead))
    counted = any(q.value == len(bills) and q.end <= bills[0].start for q in s.amounts) or "both" in lead
    return named and counted and len({s.sentence_of(q.start).start for q in bills}) == 1


_ADDING = words("another additional further plus extra")


def _sum_of_vendors(s: Scene, bills: list[Quantity]) -> float | None:
    """ "$20k to OpenAI and $7k to Anthropic": both are paid."""
    if len(bills) < 2:
        return None
    parts = [s.sentence_of(bills[0].start)]
    if (second := s.sentence_of(bills[1].start)) is not parts[0]:
        if second.start != parts[0].end or not all(
            any(c.prefixed("provider:") for c in x.clauses) for x in (*parts, second)
        ):
            return None
        parts.append(second)
    if any(x.has("CHANGE", "PAST") for x in parts):
        return None
    names = {h.tag for x in parts for c in x.clauses for h in c.prefixed("provider:")} | {
        k.text.split()[0] for x in parts for k in s.tokens[x.start : x.end] if k.kind == "model"
    }
    if _counted_bills(s, bills):
        return sum(monthly(q.value, q.period) for q in bills)
    if _ADDING & set(s.words(bills[0].end, bills[1].start + 1)) and len(bills) == 2:
        return sum(monthly(q.value, q.period) for q in bills)
    same = {monthly(q.value, q.period) for q in bills}
    return (
        sum(monthly(q.value, q.period) for q in bills) if len(names) >= len(bills) and len(same) == len(bills) else None
    )


def monthly(value: float, period: float | None) -> float:
    """An amount per ``period`` days as an amount per month."""
    if period is None:
        return value
    return value * next((factor for least, factor in MONTHS if period >= least), 30.4 / period)
