"""Which amount a message says anew: "replace the 9,000 with 19,000", "the 3M is 4M by now", "RAG is 8M"."""

from __future__ import annotations

from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.flows import flow_of
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene, scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words


def replaces(s: Scene, sentence: Sentence, amounts: list[Quantity]) -> bool:
    """ "Replace the 9,000 I gave with 19,000": the first amount is the one that no longer holds."""
    found = s.words(sentence.start, sentence.end)
    if len(amounts) != 2 or not {"replace", "swap", "change"} & set(found[:3]):
        return False
    if not {"with", "for", "by", "to"} & set(s.words(amounts[0].end, amounts[1].start)):
        return False
    s.amounts.remove(amounts[0])
    amounts.pop(0)
    return True


def of_a_workload(s: Scene, draft: Draft, sentence: Sentence) -> bool:
    """ "RAG is 8M": a bare number for a task whose volume was said in an earlier message."""
    amounts = [q for q in s.amounts_in(sentence) if q.kind in ("plain", "tokens", "items", "money")]
    if len(amounts) != 1 or amounts[0].kind != "plain" or not amounts[0].scaled or not draft.said:
        return False
    clause = s.clause_of(amounts[0].start)
    tasks = {h.tag[5:] for h in clause.prefixed("task:")}
    known = {w["task"] for w in draft.workloads if w["tokens_per_day"] is not None}
    return len(tasks) == 1 and tasks <= known and not clause.has("GROWTH", "FUTURE", "PEAK", "BILL", "BUDGET", "LIMIT")


def said_amounts(draft: Draft) -> list[Quantity]:
    return [m for x in draft.said if x.message != draft.turn for m in scene(x.words).amounts]


def was_said(s: Scene, draft: Draft, amounts: list[Quantity]) -> bool:
    """ "incidentally the 3M is 4M by now": the first of two bare numbers was said before."""
    if len(amounts) != 2 or not draft.said or amounts[0].kind != "plain" or amounts[1].kind != "plain":
        return False
    between = s.words(amounts[0].end, amounts[1].start)
    if (
        not between
        or between[0] not in ("is", "are", "was", "should", "became", "->", "=>", "means")
        or len(between) > 4
    ):
        return False
    if not any(m.value == amounts[0].value for m in said_amounts(draft)):
        return False
    s.amounts.remove(amounts[0])
    amounts.pop(0)
    return True


def same_number(s: Scene, draft: Draft, sentence: Sentence, amounts: list[Quantity]) -> None:
    """ "5,000 is what we see in a week": a number said before, now with another period."""
    if len(amounts) != 1 or amounts[0].kind != "plain" or not draft.said:
        return
    known = [
        m for m in said_amounts(draft) if m.value == amounts[0].value and m.period and m.kind in ("tokens", "items")
    ]
    if not known:
        return
    q = amounts[0]
    period = next((found for i in range(q.end, sentence.end) if (found := period_phrase(s.tokens, i))), None)
    q.kind, q.noun, q.per, q.flow = known[-1].kind, known[-1].noun, known[-1].per, known[-1].flow
    q.period, q.working = (period[0], period[1]) if period else (q.period or known[-1].period, known[-1].working)
    flow = next((f for w in s.words(q.end, q.end + 6) if (f := flow_of(w)) and w not in ("in", "out")), None)
    q.flow, q.marks = flow or q.flow, q.marks | {"sure"}


def lend_directions(draft: Draft, amounts: list[Quantity]) -> None:
    """ "10M tokens of input a day", and in the next message "and 2.5M of output"."""
    for q in amounts:
        if not q.flow or q.period or q.per or q.value < LEAST_VOLUME or q.kind not in ("tokens", "plain"):
            continue
        other = next((m for m in reversed(said_amounts(draft)) if m.flow not in (None, q.flow) and m.period), None)
        if other is not None:
            q.kind, q.noun, q.period, q.working = "tokens", "token", other.period, other.working


LEAST_VOLUME = 100_000.0  # tokens; less is rather the size of a request


def nearer(s: Scene, sentence: Sentence) -> bool:
    """ "the contracts are closer to 6M": another figure for one said before."""
    amounts = s.amounts_in(sentence)
    return len(amounts) == 1 and any(
        s.words(amounts[0].start - 2, amounts[0].start) == p
        for p in (["closer", "to"], ["nearer", "to"], ["more", "like"])
    )


_SETTING = words("change update set correct adjust raise lower increase reduce put")
_POLITE = words("please now and then ok okay so let's can you just the our number of")


def counted_anew(s: Scene, draft: Draft, sentence: Sentence) -> bool:
    """ "change users to 500", "update requests to 10 a day": a number for what was counted in an earlier message."""
    amounts = s.amounts_in(sentence)
    found = [w for w in s.words(sentence.start, sentence.end) if w not in _POLITE]
    if len(amounts) != 1 or not draft.said or found[:1] == [] or found[0] not in _SETTING:
        return False
    q = amounts[0]
    lead = [w for w in s.words(sentence.start, q.start) if w not in ("about", "around", "roughly", "$")]
    if lead[-1:] != ["to"] or q.kind not in ("plain", "items", "users", "tokens"):
        return False
    named = set(lead) | {w.removesuffix("s") for w in lead}
    known = [m for m in said_amounts(draft) if m.noun in named and m.kind in ("items", "users", "tokens")]
    if known and q.kind == "plain":
        m = known[-1]
        q.kind, q.noun, q.per, q.flow = m.kind, m.noun, m.per or q.per, m.flow
        q.period, q.working, q.marks = q.period or m.period, m.working, q.marks | {"sure"}
    return True
