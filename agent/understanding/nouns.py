"""The thing that a number counts: the noun behind it, and what of the words between describes it only."""

from __future__ import annotations

from agent.understanding import tables as t
from agent.understanding.counting import NO_NOUN, per, singular
from agent.understanding.flows import (
    FLOW_IN,
    FLOW_OUT,
    flow_at,
    flow_of_part,
    flow_of_pieces,
    flow_of_verb,
    take_flow_after,
    take_flow_at_end,
)
from agent.understanding.periods import PER
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

SKIP_TO_UNIT = words("""
    input output and or prompt completion total llm new incoming support customer combined model chat
    generated of average daily short long internal legal scanned inbound outbound api user single
    individual full paying active monthly weekly concurrent registered such different separate small
    idle spare unused nvidia amd large big real raw llm-tokens more billable unique business medical clinical
    insurance in out + pdf scanned technical 个 our the so or odd private corporate enterprise named
""")


def noun(tokens: list[Token], q: Quantity, at: int) -> Quantity:
    if part := flow_of_pieces(tokens, at):
        q.kind, q.noun, (q.flow, q.end) = "tokens", "token", part
        return q
    if [k.text for k in tokens[at : at + 2]] in (["of", "them"], ["of", "those"], ["of", "these"]):
        q.kind, q.noun, q.end, q.weak = "items", "item", at + 2, True
        return per(tokens, q)
    return _named(tokens, q, at)


_NAMED_WORDS = words("per a an each every x = , . : ; ) ( /")
_NAMED_WORDS_2 = words("sum the a our of total all 2026 use")


def _named(tokens: list[Token], q: Quantity, at: int) -> Quantity:
    """The unit noun after the number, at most three adjectives away; an unknown noun makes a weak item."""
    if flow := flow_of_part(tokens, at):
        q.flow, q.end = flow, at + 2
        return per(tokens, q)
    limit, people = min(at + 5, len(tokens)), 0
    for i in range(at, limit):
        k = tokens[i]
        kind = t.UNIT_WORDS.get(k.text)
        following = t.UNIT_WORDS.get(tokens[i + 1].text) if i + 1 < len(tokens) else None
        if kind == "users" and following == "items" and not k.text.endswith("s"):
            continue  # "1,500 agent runs": runs are counted
        if kind == "items" and q.value != 1 and _only_describes(tokens, i):
            continue  # "30 call centres"
        if kind == "pages" and following == "items":
            continue  # "7.5 million page views"
        if i < people or (kind == "items" and (people := _people_of(tokens, i))):
            continue  # "2,000 call-centre agents": agents are counted
        if kind == "items" and i + 1 < len(tokens) and tokens[i + 1].text in t.TOKEN_WORDS:
            kind = None  # "300 completion tokens"
        if kind == "items" and k.text in ("prompt", "completion") and q.value >= 50 and not following:
            kind = None  # "3.0M prompt + 0.5M completion": one is not counted so
        if (
            kind == "items"
            and k.text in ("prompt", "completion", "response", "answer", "question")
            and i + 1 < len(tokens)
            and tokens[i + 1].text in ("+", "and", "/")
        ):
            kind = None
        if kind is not None:
            return _counted(tokens, q, i, kind)
        if k.kind == "num" or k.kind in ("cur", "pct", "model", "skip") or k.text in _NAMED_WORDS:
            break
        if k.kind == "name" and q.value <= 4096:
            q.kind, q.noun, q.end = "gpus", k.text, i + 1
            return q
        if k.text not in SKIP_TO_UNIT and (
            k.kind != "word" or k.text in NO_NOUN or not _unit_soon(tokens, i + 1, limit)
        ):
            break
    if flow := flow_of_verb(tokens, at):
        q.flow, q.end = flow, at + 2
        return q
    k = tokens[at]
    if k.text in FLOW_IN or k.text in FLOW_OUT:
        q.flow, q.end = ("in" if k.text in FLOW_IN else "out"), at + 1
        if k.text in ("in", "out") and at + 1 < len(tokens) and tokens[at + 1].text in _NAMED_WORDS_2:
            q.flow, q.end = None, at
        return per(tokens, q)
    if k.text in ("x", "*") and at + 1 < len(tokens) and tokens[at + 1].kind == "name":
        q.kind, q.noun, q.end = "gpus", tokens[at + 1].text, at + 2
        return q
    if (
        k.kind == "word"
        and k.text not in NO_NOUN
        and k.text not in t.PERIOD_ADVERBS
        and k.text not in PER
        and len(k.text) > 2
        and (k.text.endswith("s") or k.text in ("people", "staff"))
    ):
        q.kind, q.noun, q.end, q.weak = "items", singular(k.text), at + 1, True
    elif (
        k.kind == "word"
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "word"
        and k.text not in NO_NOUN
        and tokens[at + 1].text not in NO_NOUN
        and tokens[at + 1].text.endswith("s")
        and tokens[at + 1].text not in t.PERIODS
        and k.text not in t.PERIOD_ADVERBS
        and k.text not in PER
    ):
        q.kind, q.noun, q.end, q.weak = "items", singular(tokens[at + 1].text), at + 2, True
    return per(tokens, q)


def _only_describes(tokens: list[Token], i: int) -> bool:
    """Whether a thing in the singular stands before the plural that is counted."""
    k, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    if k.text.endswith("s") or after is None or after.kind != "word" or not after.text.endswith("s"):
        return False
    return len(after.text) > 3 and after.text not in NO_NOUN and after.text not in t.PERIODS


def _people_of(tokens: list[Token], at: int) -> int:
    """Where the people stand whom the thing at ``at`` only describes ("call-centre agents"), 0 where none do."""
    if tokens[at].text.endswith("s"):
        return 0
    ahead = [i for i in range(at + 1, min(at + 4, len(tokens))) if tokens[i].text != "-"][:2]
    named = [tokens[i].text for i in ahead]
    centre = named[:1] in (["centre"], ["center"], ["desk"])
    return ahead[1] if centre and len(named) > 1 and t.UNIT_WORDS.get(named[1]) == "users" else 0


def _unit_soon(tokens: list[Token], at: int, limit: int) -> bool:
    for i in range(at, limit):
        if tokens[i].text in t.UNIT_WORDS:
            return True
        if tokens[i].kind != "word" or (tokens[i].text in NO_NOUN and tokens[i].text not in SKIP_TO_UNIT):
            return False
    return False


def _compound_noun(tokens: list[Token], at: int) -> bool:
    """ "a 1,000-token post-mortem": the noun is the last part."""
    return at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].kind == "word"


def _counted(tokens: list[Token], q: Quantity, i: int, kind: str) -> Quantity:
    between = [k.text for k in tokens[q.end : i]]
    q.kind, q.noun = kind, singular(tokens[i].text)
    q.end = i + 1
    if kind == "tokens":
        if tokens[i].text in ("mtok", "mtoks", "ktok", "ktoks") and not q.scaled:
            factor = 1e6 if tokens[i].text[0] == "m" else 1e3
            q.value *= factor
        flows_in, flows_out = any(w in FLOW_IN for w in between), any(w in FLOW_OUT for w in between)
        q.flow = None if flows_in == flows_out else "in" if flows_in else "out"
        if any(w in t.PERIOD_ADVERBS for w in between):
            q.period = next(t.PERIOD_ADVERBS[w] for w in between if w in t.PERIOD_ADVERBS)
        take_flow_after(tokens, q)
        if (
            q.flow is None
            and q.period is None
            and tokens[q.end : q.end + 1]
            and tokens[q.end].text == "to"
            and (flow := flow_of_verb(tokens, q.end))
        ):
            q.flow, q.end = flow, q.end + 2
        hyphen = between[:1] == ["-"] or tokens[i].text == "token"
        if (i + 1 < len(tokens) and tokens[i + 1].text in t.UNIT_WORDS and hyphen) or (
            i + 1 < len(tokens) and tokens[i + 1].kind == "word" and between[:1] == ["-"]
        ):
            named = i + (3 if _compound_noun(tokens, i + 1) else 1)
            q.flow = q.flow or flow_at(tokens, named)
            q.per, q.end = (singular(tokens[named].text),), named + 1
            return q
    q = per(tokens, q)
    if kind != "tokens" and q.period is None:
        q.period = next((t.PERIOD_ADVERBS[w] for w in between if w in t.PERIOD_ADVERBS), None)
    if q.kind == "tokens" and q.flow is None and q.period is not None:
        take_flow_at_end(tokens, q)
    return q
