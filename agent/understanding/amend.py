"""Corrections: a new value or period for what was said last, "not 5M but 7M", "doubled", "forget the bill"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import bisect
import math
from dataclasses import replace

from agent.understanding.bare import says_only_when
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.denominated import currency_only
from agent.understanding.draft import Draft
from agent.understanding.flows import flow_of
from agent.understanding.loads import remembered, settle
from agent.understanding.periods import period_phrase
from agent.understanding.restate import stands_alone
from agent.understanding.scene import Scene, scene
from agent.understanding.spoken import AMENDED, take_over
from agent.understanding.tables import CURRENCIES, PERIOD_ADVERBS, PERIODS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

BILL = "current.monthly_bill_usd"
FACTORS = {"double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "twice": 2.0, "triple": 3.0, "tripled": 3.0, "thrice": 3.0, "quadruple": 4.0,
           "quadrupled": 4.0, "halve": 0.5, "halved": 0.5, "half": 0.5, "tenfold": 10.0, "verdoppelt": 2.0, "doublé": 2.0}  # fmt: skip
_BACK = words("""
    that it this before same volume traffic load usage everything as now since tokens which requests
    that's last previous
""")
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
            or (bool(draft.said) and (_now_another(s, sentence) or _nearer(s, sentence)))
            or _of_a_workload(s, draft, sentence)
            or (admitted and _lone(s, sentence))
            or (_goes_on(s, sentence) and (_lone(s, sentence) or _same_again(s, sentence)))
        )
        amounts = s.amounts_in(sentence)
        replacing = _replaces(s, sentence, amounts) or _was_said(s, draft, amounts)
        _same_number(s, draft, sentence, amounts)
        changing = changing or replacing
        _lend_counts(s, draft, amounts)
        corrected = corrected or bool(changing)
        if changing:
            _lend_units(s, draft, amounts)
        currency_only(s, draft, sentence, changing=changing)
        if not [q for q in amounts if q.kind in ("tokens", "money", "items", "plain")]:
            _period_only(s, draft, sentence.start, sentence.end, changing)
        elif (
            tail := next((c for c in sentence.clauses if c.has("CHANGE") and c.start > amounts[0].start), None)
        ) and not any(q.start >= tail.start for q in amounts):
            _period_only(s, draft, tail.start, sentence.end, changing=True)
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


def _replaces(s: Scene, sentence: Sentence, amounts: list[Quantity]) -> bool:
    """ "Replace the 9,000 I gave with 19,000": the first amount is the one that no longer holds."""
    found = s.words(sentence.start, sentence.end)
    if len(amounts) != 2 or not {"replace", "swap", "change"} & set(found[:3]):
        return False
    if not {"with", "for", "by", "to"} & set(s.words(amounts[0].end, amounts[1].start)):
        return False
    s.amounts.remove(amounts[0])
    amounts.pop(0)
    return True


def _of_a_workload(s: Scene, draft: Draft, sentence: Sentence) -> bool:
    """ "RAG is 8M": a bare number for a task whose volume was said in an earlier message."""
    amounts = [q for q in s.amounts_in(sentence) if q.kind in ("plain", "tokens", "items", "money")]
    if len(amounts) != 1 or amounts[0].kind != "plain" or not amounts[0].scaled or not draft.said:
        return False
    clause = s.clause_of(amounts[0].start)
    tasks = {h.tag[5:] for h in clause.prefixed("task:")}
    known = {w["task"] for w in draft.workloads if w["tokens_per_day"] is not None}
    return len(tasks) == 1 and tasks <= known and not clause.has("GROWTH", "FUTURE", "PEAK", "BILL", "BUDGET", "LIMIT")


def _said_amounts(draft: Draft) -> list[Quantity]:
    return [m for x in draft.said if x.message != draft.turn for m in scene(x.words).amounts]


def _was_said(s: Scene, draft: Draft, amounts: list[Quantity]) -> bool:
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
    if not any(m.value == amounts[0].value for m in _said_amounts(draft)):
        return False
    s.amounts.remove(amounts[0])
    amounts.pop(0)
    return True


def _same_number(s: Scene, draft: Draft, sentence: Sentence, amounts: list[Quantity]) -> None:
    """ "5,000 is what we see in a week": a number said before, now with another period."""
    if len(amounts) != 1 or amounts[0].kind != "plain" or not draft.said:
        return
    known = [
        m for m in _said_amounts(draft) if m.value == amounts[0].value and m.period and m.kind in ("tokens", "items")
    ]
    if not known:
        return
    q = amounts[0]
    period = next((found for i in range(q.end, sentence.end) if (found := period_phrase(s.tokens, i))), None)
    q.kind, q.noun, q.per, q.flow = known[-1].kind, known[-1].noun, known[-1].per, known[-1].flow
    q.period, q.working = (period[0], period[1]) if period else (q.period or known[-1].period, known[-1].working)
    flow = next((f for w in s.words(q.end, q.end + 6) if (f := flow_of(w)) and w not in ("in", "out")), None)
    q.flow, q.marks = flow or q.flow, q.marks | {"sure"}


def _lend_directions(draft: Draft, amounts: list[Quantity]) -> None:
    """ "10M tokens of input a day", and in the next message "and 2.5M of output"."""
    for q in amounts:
        if not q.flow or q.period or q.per or q.value < LEAST_VOLUME or q.kind not in ("tokens", "plain"):
            continue
        other = next((m for m in reversed(_said_amounts(draft)) if m.flow not in (None, q.flow) and m.period), None)
        if other is not None:
            q.kind, q.noun, q.period, q.working = "tokens", "token", other.period, other.working


LEAST_VOLUME = 100_000.0  # tokens; less is rather the size of a request


def _nearer(s: Scene, sentence: Sentence) -> bool:
    """ "the contracts are closer to 6M": another figure for one said before."""
    amounts = s.amounts_in(sentence)
    return len(amounts) == 1 and any(
        s.words(amounts[0].start - 2, amounts[0].start) == p
        for p in (["closer", "to"], ["nearer", "to"], ["more", "like"])
    )


def _lend_counts(s: Scene, draft: Draft, amounts: list[Quantity]) -> None:
    """ "it's 28,000 mails": the same things counted again keep the period they had."""
    _lend_directions(draft, amounts)
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


_AROUND_A_PERIOD = (
    words("""
    misread misheard misspoke sorry wrong i mean meant that is that's it is it's of course for all these those this the figure number numbers figures was were
    are tokens token requests volume all usage in total counted measured i.e ie namely so oh ok yes no not nope but
    rather per a an each every hang on moment second wait hold mistake mine typo my bad
""")
    | frozenset(PERIODS)
    | frozenset(PERIOD_ADVERBS)
)


def _period_only(s: Scene, draft: Draft, start: int, end: int, changing: bool) -> None:
    """ "Per day, I mean." """
    found = _periods(s, start, end)
    meant = [x for x in found if not _denied(s, x[1])]
    if not meant and changing and (alone := _bare_period(s, start, end)) is not None:
        meant = [alone]
    if not meant or (meant[0][0][1] and s.tokens[meant[0][1]].text in ("on", "during")):
        return  # "on working days only" is when, and no other period
    (days, working, stop), at = meant[0]
    changing = changing or len(meant) < len(found)  # "per month, not per day"
    changing = changing or _opens_with(s, start, meant[0]) or _weekly_figure(s, start, end)
    rest = {k.text for i, k in enumerate(s.tokens[start:end], start) if k.kind != "punct" and not at <= i < stop}
    if not changing and not rest <= _AROUND_A_PERIOD:
        return
    before = [
        q
        for q in s.amounts
        if q.end <= start and q.kind in ("tokens", "money", "items") and (q.period or q.kind != "tokens")
    ]
    if before:
        before[-1].period, before[-1].working = days, working
        return
    for x in reversed(draft.said):
        if x.slot.startswith("workloads[") and x.slot.endswith(("tokens_per_day", "requests_per_day")):
            _repair(draft, x.slot, x.words, days, working, (at, stop))
            return
        if x.slot == BILL:
            from agent.understanding.money import monthly

            for q in scene(x.words).amounts:
                draft.set(BILL, monthly(q.value, days), (at, stop))
            return


def _periods(s: Scene, start: int, end: int) -> list[tuple[tuple[float, bool, int], int]]:
    """The periods named in ``start:end``, each with the place where it begins."""
    out: list[tuple[tuple[float, bool, int], int]] = []
    for i in range(start, end):
        found = period_phrase(s.tokens, i) if not out or i >= out[-1][0][2] else None
        if found is not None and not {"last", "past", "previous"} & set(s.words(i, found[2])):
            out.append((found, i))
    return out


def _opens_with(s: Scene, start: int, period: tuple[tuple[float, bool, int], int]) -> bool:
    """ "Per year, that is, for the OpenAI API."."""
    after = [w for w in s.words(period[0][2], period[0][2] + 4) if w != ","]
    return period[1] == start and after[:2] in (["that", "is"], ["i", "mean"], ["of", "course"], ["i", "meant"])


_FIGURES = words("figure number volume total sum count amount value one rate")


def _weekly_figure(s: Scene, start: int, end: int) -> bool:
    """ "just checked: that's the weekly figure"."""
    found = s.words(start, end)
    return any(
        found[i] in ("that's", "that", "this", "it's", "it")
        and PERIOD_ADVERBS.get(found[j])
        and found[j + 1] in _FIGURES
        for i in range(len(found))
        for j in range(i + 1, min(i + 5, len(found) - 1))
    )


def _bare_period(s: Scene, start: int, end: int) -> tuple[tuple[float, bool, int], int] | None:
    """ "Sorry, month.": the period in a word, beside words that say nothing else."""
    at = [i for i in range(start, end) if s.tokens[i].text in _BARE_PERIODS]
    rest = {k.text for k in s.tokens[start:end] if k.kind != "punct"} - _BARE_PERIODS
    if len(at) != 1 or not rest <= _AROUND_A_PERIOD or s.words(at[0] - 1, at[0]) == ["last"]:
        return None
    return (PERIODS[s.tokens[at[0]].text], False, at[0] + 1), at[0]


_BARE_PERIODS = words("second minute hour day week month quarter year")


def _denied(s: Scene, at: int) -> bool:
    """ "not per day", "instead of a week": the period that is not meant."""
    lead = s.words(max(0, at - 3), at)
    return bool(lead) and (lead[-1] in ("not", "than") or lead[-2:] == ["instead", "of"] or lead[-2:] == ["not", "for"])


def _repair(draft: Draft, slot: str, words: str, days: float, working: bool, at: tuple[int, int]) -> None:
    index = int(slot[10 : slot.index("]")])
    pool = remembered(draft, index)
    bare = [q for q in scene(words).amounts if q.kind == "plain" and q.scaled]
    if len(bare) == 1 and len(scene(words).amounts) == 1 and pool.get("rate") is not None:
        pool.roles["rate"] = replace(bare[0], kind="tokens", noun="token")  # "make it 50M" of an earlier message
    changed = False
    for role in ("rate", "rate_in", "rate_out", "items", "per_user", "words_rate"):
        if q := pool.get(role):
            q.period, q.working, changed = days, working, True
    if not changed:
        for q in scene(words).amounts:
            pool.roles["rate"] = replace(q, kind="tokens", noun="token", period=days)
            changed = True
    if changed:
        draft.set(slot, draft.get(slot), at)
        settle(draft, index, pool)
        draft.set(slot, draft.get(slot), at)


def scale_said(s: Scene, draft: Draft) -> None:
    """ "same as before but doubled", "traffic has tripled since": every volume known so far times the factor."""
    for clause in s.clauses:
        if clause.silent or clause.has("HYP", "FUTURE", "PEAK"):
            continue
        factor = factor_of(s, clause)
        if factor is None or any(c.slot.endswith("tokens_per_day") for c in draft.changes):
            continue
        words = set(s.words(clause.start, clause.end)) | set(s.words(max(0, clause.start - 8), clause.start))
        period = any(period_phrase(s.tokens, i) for i in range(clause.start, clause.end))
        if not words & _BACK or period or clause.has("LATENCY", "BILL", "SPEED"):
            continue
        if _of_another(draft, clause, factor):
            return
        times(draft, factor, (clause.start, clause.end))


def _of_another(draft: Draft, clause: Clause, factor: float) -> bool:
    """ "RAG is three times that": another task beside the one whose volume is known."""
    tasks = [h.tag[5:] for h in clause.prefixed("task:")]
    known = [w for w in draft.workloads if w["tokens_per_day"] is not None]
    if len(known) != 1 or len(set(tasks)) != 1 or known[0]["task"] in (None, tasks[0]):
        return False
    fresh = [i for i, w in enumerate(draft.workloads) if w["task"] == tasks[0]]
    index = fresh[0] if fresh else draft.workload(tasks[0])
    at = (clause.start, clause.end)
    draft.set(f"workloads[{index}].task", tasks[0], at)
    draft.set(f"workloads[{index}].tokens_per_day", known[0]["tokens_per_day"] * factor, at)
    return True


def factor_of(s: Scene, clause: Clause) -> float | None:
    for i in range(clause.start, clause.end):
        word = s.tokens[i].text
        if word in FACTORS and not (
            word == "half"
            and (s.tokens[i + 1].text if i + 1 < len(s.tokens) else "") not in ("that", "as", "of", "it", "the")
        ):
            return FACTORS[word]
    for q in s.amounts_in(clause):
        after = [k.text for k in s.tokens[q.end : q.end + 3]]
        if q.kind == "times" and set(after) & {"that", "as", "more", "before", "the", "it"}:
            return q.value
        if q.kind == "share" and after[:1] in (["more"], ["less"], ["higher"], ["lower"], ["fewer"]):
            return 1 + q.value if after[0] in ("more", "higher") else 1 - q.value
    return None


def times(draft: Draft, factor: float, at: tuple[int, int]) -> None:
    for i, w in enumerate(draft.workloads):
        if w["tokens_per_day"] is not None:
            value = w["tokens_per_day"] * factor
            shown = f"{w['tokens_per_day']:,.0f} x {factor:g} = {value:,.0f} tokens a day"
            requests = w["requests_per_day"]
            draft.set(f"workloads[{i}].tokens_per_day", value, at, shown=shown)
            if requests is not None:
                draft.set(f"workloads[{i}].requests_per_day", requests * factor, at)


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
