"""Corrections: a new value or period for what was said last, "not 5M but 7M", "doubled", "forget the bill"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import bisect
import math
from dataclasses import replace

from agent.understanding.anew import (
    counted_anew,
    lend_directions,
    nearer,
    of_a_workload,
    replaces,
    same_number,
    was_said,
)
from agent.understanding.bare import says_only_when
from agent.understanding.clauses import Sentence
from agent.understanding.denominated import currency_only
from agent.understanding.draft import Draft
from agent.understanding.restate import stands_alone
from agent.understanding.scene import Scene, scene
from agent.understanding.spoken import AMENDED, take_over
from agent.understanding.tables import CURRENCIES
from agent.understanding.types import Quantity
from agent.understanding.whichperiod import BILL, period_only
from agent.understanding.wordlist import words

_DROP = words("forget drop scratch remove delete ignore strike disregard cancel")


_NOUN_SLOTS = {
    "bill": BILL, "invoice": BILL, "spend": BILL, "latency": "latency_ms", "volume": "tokens_per_day", "hipaa": "regulation.regimes", "gdpr": "regulation.regimes",
    "region": "regulation.region", "split": "input_share", "growth": "growth_per_year", "peak": "peak_to_average",
}  # fmt: skip


def amend(s: Scene, draft: Draft) -> bool:
    """Amounts of the message that correct others get their unit and period; periods alone correct the last amount. True when the message corrects."""
    corrected = False
    admitted = _admits(s, draft)
    for sentence in s.sentences:
        if all(c.silent for c in sentence.clauses):
            continue
        changing = (
            sentence.has("CHANGE")
            or _two_currencies(s, sentence)
            or _denied_amount(s, s.amounts_in(sentence))
            or _starts_with_no(s, sentence.start)
            or (bool(draft.said) and (_now_another(s, sentence) or nearer(s, sentence)))
            or of_a_workload(s, draft, sentence)
            or (admitted and _lone(s, sentence))
            or (_goes_on(s, sentence) and (_lone(s, sentence) or _same_again(s, sentence)))
        )
        amounts = s.amounts_in(sentence)
        changing = counted_anew(s, draft, sentence) or changing
        replacing = replaces(s, sentence, amounts) or was_said(s, draft, amounts)
        same_number(s, draft, sentence, amounts)
        changing = changing or replacing
        _lend_counts(s, draft, amounts)
        corrected = corrected or bool(changing)
        if changing:
            _lend_units(s, draft, amounts)
        currency_only(s, draft, sentence, changing=changing)
        if not [q for q in amounts if q.kind in ("tokens", "money", "items", "plain")]:
            period_only(s, draft, sentence.start, sentence.end, changing)
        elif (
            tail := next((c for c in sentence.clauses if c.has("CHANGE") and c.start > amounts[0].start), None)
        ) and not any(q.start >= tail.start for q in amounts):
            period_only(s, draft, tail.start, sentence.end, changing=True)
        _drop_said(s, draft, sentence.start, sentence.end)
    return corrected


def _starts_with_no(s: Scene, start: int) -> bool:
    return (
        s.tokens[start].text in ("no", "nope", "nein", "non")
        and start + 1 < len(s.tokens)
        and s.tokens[start + 1].text in (",", ".", "-", "it", "it's", "that")
    )


def _two_currencies(s: Scene, sentence: Sentence) -> bool:
    names = {CURRENCIES[k.text] for k in s.tokens[sentence.start : sentence.end] if k.kind == "cur"}
    return len(names) > 1 and sentence.end - sentence.start <= 6


def _denied_amount(s: Scene, amounts: list[Quantity]) -> bool:
    return any(_is_old(s, q) for q in amounts)


def _is_old(s: Scene, q: Quantity) -> bool:
    before = [k.text for k in s.tokens[max(0, q.start - 2) : q.start]]
    return (
        before[-1:] == ["not"]
        or (before[-1:] in (["typed"], ["wrote"], ["said"]) and s.sentence_of(q.start).end > q.end + 2)
        or before == ["rather", "than"]
        or before == ["instead", "of"]
        or before[-2:] in (["not", "the"], ["not", "a"], ["about", "the"])
    )


def _lend_units(s: Scene, draft: Draft, amounts: list[Quantity]) -> None:
    """A bare corrected number takes unit and period from the amount it replaces, which then no longer counts."""
    old = [q for q in amounts if _is_old(s, q)]
    for q in amounts:
        if q in old or q.kind not in ("plain", "tokens", "money", "items") or q.per or (q.kind == "plain" and q.flow):
            continue
        beside = _earlier(s, q, old)
        model = beside if beside is not None and not _of_two_tasks(s, beside, q) else _from_memory(s, draft, q)
        if model is None or AMENDED in q.marks or not _can_stand_for(s, q, model):
            continue
        take_over(q, model)
        if q.kind == model.kind and model in s.amounts:
            s.amounts.remove(model)
    for q in old:
        if q in s.amounts:
            s.amounts.remove(q)


def _of_two_tasks(s: Scene, a: Quantity, b: Quantity) -> bool:
    """ "the chatbot 8M, the agent 2M": neither stands for the other."""
    one, two = ({h.tag for h in s.clause_of(q.start).prefixed("task:")} for q in (a, b))
    return bool(one) and bool(two) and not one & two


def _can_stand_for(s: Scene, q: Quantity, model: Quantity) -> bool:
    """A small bare number counts where what it replaces had a scale, and nothing that it could count follows."""
    if q.kind != "plain":
        return True
    if model.kind == "tokens" and not q.period and s.clause_of(q.start).has(*_OTHER_MATTER):
        return False  # "the real budget is 8M"
    return q.scaled or q.value >= 10 or (model.scaled and stands_alone(s, q))


_OTHER_MATTER = ("BUDGET", "BILL", "NOT_BILL", "MIGRATION", "HIRE", "GPU_PRICE")


_ADMITTING = words("""
    dropped misplaced zero zeros digit digits
    autocorrect autocorrected misjudged mistyped fat-fingered
    forgot forgotten wrong wrongly misread misheard mixed confused mistake mistaken included includes counted overlooked
    miscounted typo apologies incorrect outdated actual actually real true really checked rechecked looked double-counted
    precise exact net ignore disregard forget skip
""")


MOST_BETWEEN = 8  # sentences between what takes back and what is put in its place


LONGEST = 40  # words of a message that corrects without a word for it


def _admits(s: Scene, draft: Draft) -> bool:
    """ "I looked at the wrong line. $7,200.", "the real figure is 6M": a mistake is owned up to, and one amount is said."""
    if not draft.said or len(s.tokens) > LONGEST or any(x.question for x in s.sentences):
        return False
    amounts = [
        q for q in s.amounts if q.kind in ("plain", "tokens", "money", "items") and not s.clause_of(q.start).silent
    ]
    amounts = [q for q in amounts if q.kind != "plain" or q.scaled or q.value >= 10] or amounts  # "one zero too many"
    return len(amounts) == 1 and bool(_ADMITTING & set(s.words(0, len(s.tokens))))


def _goes_on(s: Scene, sentence: Sentence) -> bool:
    """ "Sorry, I counted staging in there. Production is 2.5 million.": the sentence after one that takes something back."""
    at = bisect.bisect_left(s.sentences, sentence.start, key=lambda x: x.start)
    for before in reversed(s.sentences[max(0, at - MOST_BETWEEN) : at]):
        if s.amounts_in(before):
            return False
        if before.has("CHANGE") or _starts_with_no(s, before.start):
            return True
    return False


def _lone(s: Scene, sentence: Sentence) -> bool:
    """Whether a sentence has one amount, and that lacks its unit or its period."""
    amounts = [q for q in s.amounts_in(sentence) if q.kind in ("plain", "tokens", "money", "items")]
    return len(amounts) == 1 and (amounts[0].kind == "plain" or not amounts[0].period)


def _same_again(s: Scene, sentence: Sentence) -> bool:
    """ "Actually no, that was the peak; the average is 5M a day": the one amount of a sentence that names no workload."""
    amounts = s.amounts_in(sentence)
    return len(amounts) == 1 and amounts[0].kind == "tokens" and not any(c.prefixed("task:") for c in sentence.clauses)


def _now_another(s: Scene, sentence: Sentence) -> bool:
    """ "it's now 25M": a bare number in a clause that says nothing but when."""
    return any(
        q.kind == "plain" and q.scaled and (clause := s.clause_of(q.start)).has("NOW") and says_only_when(s, clause)
        for q in s.amounts_in(sentence)
    )


def _lend_counts(s: Scene, draft: Draft, amounts: list[Quantity]) -> None:
    """ "it's 28,000 mails": the same things counted again keep the period they had."""
    lend_directions(draft, amounts)
    needy = [q for q in amounts if q.kind in ("items", "users") and q.period is None and not q.per and q.value > 1]
    if not needy or not draft.said:
        return
    known = [m for x in draft.said if x.slot.startswith("workloads[") for m in scene(x.words).amounts if m.period]
    factors = {part.noun for m in known for part in m.parts}
    for q in needy:
        if q.noun in factors:
            q.marks |= {"sure", "product"}  # one factor of a product, said anew
            continue
        if q.kind != "items":
            continue
        model = next((m for m in reversed(known) if m.kind == "items" and m.noun == q.noun), None)
        if model is not None:
            q.period, q.working, q.per = model.period, model.working, model.per


def _earlier(s: Scene, q: Quantity, old: list[Quantity]) -> Quantity | None:
    others = [
        x
        for x in s.amounts
        if (x.start < q.start or x in old) and x is not q and x.kind in ("tokens", "money", "items", "users")
    ]
    fits = [x for x in others if q.kind in ("plain", x.kind)]
    return fits[-1] if fits else next((x for x in old if x.kind == "plain" and x.period), None)


def _from_memory(s: Scene, draft: Draft, q: Quantity) -> Quantity | None:
    """The last amount of an earlier message that this one can stand for."""
    if q.kind == "plain" and (near := _nearest(draft, q)) is not None:
        return near
    for x in reversed(draft.said):
        for model in scene(x.words).amounts:
            if model.kind in ("tokens", "money", "items", "users") and q.kind in ("plain", model.kind):
                return replace(model)
            if model.kind == "plain" and x.slot.endswith("tokens_per_day") and (now := draft.get(x.slot)):
                period = model.period or model.value / now  # a number that stood for an older one keeps its period
                return replace(model, kind="tokens", noun="token", period=period)
            if model.kind == "plain" and x.slot == BILL:
                return replace(model, kind="money", currency="USD")
        if x.slot.endswith(("input_share", "peak_to_average", "latency_ms")) and not (q.scaled and q.value >= 1e4):
            return None
    return None


def _nearest(draft: Draft, q: Quantity) -> Quantity | None:
    """Of several amounts of the last message, all of them without a scale like ``q`` itself, the one nearest in size."""
    last = draft.said[-1].message if draft.said else None
    found = [
        m for x in draft.said if x.message == last and x.slot.startswith("workloads[")
        for m in scene(x.words).amounts if m.kind in ("tokens", "items", "users") and m.value > 0
    ]  # fmt: skip
    if len(found) < 2 or q.value < 10 or any(m.kind == "money" for x in draft.said for m in scene(x.words).amounts):
        return None
    return replace(min(found, key=lambda m: abs(math.log(q.value / m.value))))


_DROP_SAID_WORDS = words("said gave told bit part number figure mentioned about the my")


def _drop_said(s: Scene, draft: Draft, start: int, end: int) -> None:
    words = s.words(start, end)
    if (
        not set(words[:3]) & _DROP
        or not set(words) & _DROP_SAID_WORDS
        or any(k.kind == "num" for k in s.tokens[start:end])
    ):
        return
    for word in words:
        slot = _NOUN_SLOTS.get(word)
        if slot is None:
            continue
        slots = [slot] if "." in slot else [f"workloads[{i}].{slot}" for i in range(len(draft.workloads))]
        for name in slots:
            if draft.get(name) is not None:
                draft.set(name, None, (start, end))
                draft.put(name, None)
                draft.said = [x for x in draft.said if x.slot != name]
