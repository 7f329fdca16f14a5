"""What is paid now, by whom to whom, and the other prices people name. A budget, a quote or revenue is no bill."""

from __future__ import annotations

import itertools

from agent.understanding import tables as t
from agent.understanding.amounts import threshold
from agent.understanding.bills import BILL, part_untold, put_bill
from agent.understanding.bygone import superseded
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.fleet import read_fleet
from agent.understanding.horizon import read_horizon
from agent.understanding.pricing import (
    NOW_BILL,
    cards_of_node,
    is_budget,
    is_income,
    is_past,
    is_price,
    is_to_come,
    is_unpaid,
    leaves_models_out,
    per_gpu_hour,
    sum_of_last_year,
)
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.unitbills import bill_of_calls
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

GPU_RATE = "money.gpu_hourly_usd"


def read_money(s: Scene, draft: Draft, *, correcting: bool) -> None:
    """Bill, GPU rate, cost of an hour, migration, horizon, owned GPUs."""
    bills: list[Quantity] = []
    for sentence in s.sentences:
        fiscal = {"fiscal", "fy", "fy25", "fy26", "fy2026", "fy2025"} & set(s.words(sentence.start, sentence.end))
        for q in s.amounts_in(sentence):
            if fiscal and q.kind == "money" and q.period is None:
                q.period = t.YEAR
            clause = s.clause_of(q.start)
            if clause.silent or of_others(s, sentence):
                continue
            if q.kind in ("money", "plain"):
                _one(s, draft, sentence, clause, q, bills, correcting)
        if not of_others(s, sentence):
            read_fleet(s, draft, sentence)
            read_horizon(s, draft, sentence)
    if not bills and (calls := bill_of_calls(s)) is not None:
        bills.append(calls)
    put_bill(s, draft, bills)


def _one(
    s: Scene, draft: Draft, sentence: Sentence, clause: Clause, q: Quantity, bills: list[Quantity], correcting: bool
) -> None:
    if correcting and q.kind == "plain" and draft.said and draft.said[-1].slot == "money.gpus_owned":
        draft.set("money.gpus_owned", {**draft.get("money.gpus_owned"), "count": int(q.value)}, (q.start, q.end))
        return
    kind = _purpose(s, draft, sentence, clause, q, correcting)
    if kind == "bill":
        bills.append(q)
    elif kind is not None and q.currency in (None, "USD"):
        draft.set(kind, q.value, (q.start, q.end), low=q.low, high=q.high)
    elif kind is not None:
        draft.set(kind, None, (q.start, q.end), currency=q.currency, low=q.low or q.value, high=q.high or q.value)


def _purpose(s: Scene, draft: Draft, sentence: Sentence, clause: Clause, q: Quantity, correcting: bool) -> str | None:
    """The slot that an amount of money is for; "bill", or None where it is none of ours."""
    words = s.words(clause.start, clause.end)
    hourly = q.period is not None and abs(q.period - 1 / 24) < 1e-6
    if q.kind == "plain" and (q.flow or not (sentence.has("BILL") or correcting)):
        return None
    if sum(x.kind == "money" for x in s.amounts_in(sentence)) == 1:
        words = s.words(sentence.start, sentence.end)  # "GPU-hour price: $1.89"
    if q.kind == "money" and (hourly or "gpu" in q.per or per_gpu_hour(words)):
        if (
            "engineer" not in q.per
            and not clause.has("PERSON_PRICE")
            and (clause.has("GPU_PRICE") or "gpu" in q.per or sentence.has("GPU_PRICE"))
        ):
            if not (hourly or per_gpu_hour(words)):
                return None
            q.value /= cards_of_node(s, sentence, q)
            return GPU_RATE
        if q.value < LEAST_WAGE and draft.get(GPU_RATE) is not None and not sentence.has("PERSON_PRICE", "STAFF"):
            return GPU_RATE  # "we renegotiated: $2.10 an hour"
        named = sentence.has("PERSON_PRICE") or (q.value >= LEAST_WAGE and _of_the_team(s, draft, sentence))
        return "team.hourly_usd" if named and hourly else None
    if q.per or is_price(s, q, clause) or threshold(s, clause):
        return None
    if (
        sentence.has("MIGRATION")
        and q.period is None
        and q.kind == "money"
        and (clause.has("MIGRATION") or not clause.has("BILL"))
    ):
        return "money.migration_usd"
    alone = sum(x.kind == "money" for x in s.amounts_in(sentence)) == 1 and not sentence.has("API_CONTEXT", "WE")
    person = clause.has("PERSON_PRICE") or (alone and sentence.has("PERSON_PRICE"))
    if person and (hours := _hours_of_a_year(s, sentence)) and q.kind == "money" and (q.period or 0) >= 300:
        q.value, q.low, q.high = q.value / hours, None, None
        return "team.hourly_usd"
    if person and not clause.has("API_CONTEXT") and not clause.prefixed("provider:"):
        return None
    if clause.has("NOT_BILL") and not _paid_for_models(clause) and not _line_of_bill(words):
        return None
    if is_income(s, q) or is_budget(s, q, clause, sentence) or is_unpaid(s, clause, q):
        return None
    if leaves_models_out(s, sentence) or part_untold(s, sentence):
        return None
    if not sum_of_last_year(s, q, clause) and (is_past(s, q, clause) or superseded(s, q) or is_to_come(s, q, clause)):
        return None
    if q.kind == "plain" and not (q.period or (correcting and draft.get(BILL) is not None) or set(words) & NOW_BILL):
        return None
    if q.kind == "plain" and (
        q.value < 100 or any(k.text.startswith("tok") for k in s.tokens[clause.start : clause.end])
    ):
        return None
    return "bill" if _is_bill(s, draft, sentence, clause, q, correcting) else None


LEAST_WAGE = 20.0  # US dollars an hour; less is the price of a GPU


HOURS_OF_A_YEAR = (800.0, 3000.0)  # of one person's work


def _hours_of_a_year(s: Scene, sentence: Sentence) -> float | None:
    """ "$198,000 a year for 1,800 hours": the hours that a year's pay buys."""
    found = [q.value * 24 for q in s.amounts_in(sentence) if q.kind == "time" and q.noun == "hour"]
    low, high = HOURS_OF_A_YEAR
    return next((hours for hours in found if low <= hours <= high), None)


def _of_the_team(s: Scene, draft: Draft, sentence: Sentence) -> bool:
    """ "they'd cost us $130 an hour each": the people spoken of in the message before."""
    spoken = next((x.slot for x in reversed(draft.said) if x.slot.startswith(("team.", "money.gpu"))), "")
    people = {k.split("'")[0] for k in s.words(sentence.start, sentence.end)} & {"they", "she", "he", "them", "each"}
    return spoken.startswith("team.") and bool(people) and not sentence.has("GPU_PRICE", "GPU")


def _paid_for_models(clause: Clause) -> bool:
    return bool(clause.prefixed("provider:")) and clause.has("BILL") and not clause.has("CAN")


_MODEL_WORDS = words("llm llms model models ai inference token tokens openai anthropic claude gpt genai bedrock vertex")
_ITEM_OF_A_BILL = words(
    "line lines part portion share slice item items piece section chunk entry llms inference tokens"
)


_OF_IT = ("of it", "of which", "of that", "of this")


def _line_of_bill(words: list[str]) -> bool:
    """ "the LLM line in our cloud bill": of a larger bill, the part that is ours to read."""
    pairs = itertools.pairwise(words)
    text = " ".join(words)
    return any(a in _MODEL_WORDS and b in _ITEM_OF_A_BILL for a, b in pairs) or any(x in text for x in _OF_IT)


def _is_bill(s: Scene, draft: Draft, sentence: Sentence, clause: Clause, q: Quantity, correcting: bool) -> bool:
    if correcting and draft.get(BILL) is not None and not clause.has("NOT_BILL"):
        return True
    provider = bool([h for c in sentence.clauses for h in c.prefixed("provider:")]) or any(
        k.kind == "model" for k in s.tokens[sentence.start : sentence.end]
    )
    paying = sentence.has("BILL") or provider or sentence.has("API_CONTEXT")
    named = (set(s.words(sentence.start, sentence.end)) | _asked_before(s, sentence)) & NOW_BILL
    if q.period is not None and draft.get(BILL) is not None and _moved(s, clause, q):
        return True
    if q.period is not None:
        return (paying or (draft.get(BILL) is None and _bare(s, sentence))) and (q.period >= 0.9)
    spending = q.kind == "money" and bool(set(s.words(clause.start, q.start)) & _SPENDING) and not q.per
    models = provider or sentence.has("API_CONTEXT") or clause.has("WE")
    if q.period is None and clause.has("BILL") and (volume := _volume_beside(s, sentence)) is not None:
        q.period = volume.period  # "300M tokens a month, and that costs 1,900"
        return True
    return bool(named) or (spending and models and not sentence.has("GPU_PRICE", "PERSON_PRICE", "PAST"))


_MOVES = words("went gone rose risen climbed dropped fell came come down up now became grew")


def _moved(s: Scene, clause: Clause, q: Quantity) -> bool:
    """ "it went up to $820 a month": the bill that was spoken of."""
    lead = s.words(clause.start, q.start)
    return (
        lead[:1] in (["it"], ["that"], ["it's"], ["that's"]) and bool(_MOVES & set(lead)) and not clause.has("FUTURE")
    )


_BACK = words("that this it which together")


def _volume_beside(s: Scene, sentence: Sentence) -> Quantity | None:
    """The volume that "that costs $1,900" looks back to."""
    if not _BACK & set(s.words(sentence.start, sentence.end)):
        return None
    return next((x for x in s.amounts_in(sentence) if x.kind == "tokens" and (x.period or 0) >= 1), None)


def _asked_before(s: Scene, sentence: Sentence) -> set[str]:
    """ "Bill? Around two grand.": the heading of the sentence before, when it is that short."""
    before = next((x for x in s.sentences if x.end == sentence.start), None)
    return set(s.words(before.start, before.end)) if before is not None and before.end - before.start <= 4 else set()


_SPENDING = words("spend spends spending pay pays paying")


def _bare(s: Scene, sentence: Sentence) -> bool:
    """ "$41,000 a month" alone, where nothing else explains the money."""
    return not sentence.has("NOT_BILL", "BUDGET", "PERSON_PRICE", "GPU_PRICE", "HIRE", "STAFF")
