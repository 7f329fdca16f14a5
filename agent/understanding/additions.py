"""What comes on top of an amount said in an earlier message: "another $3,500 a month goes to Anthropic", "the output is
10 million more"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

from typing import Any

from agent.understanding.bills import BILL, monthly
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.labels import task_labels
from agent.understanding.pricing import is_budget, is_income, is_past, is_price, is_to_come
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

_BEFORE = words("another additional further extra plus adds add adding also + more")
_AFTER = words("more extra additional additionally top besides")
_LOOSE = words("too also besides additionally")  # count where another vendor is named
_NOT_IN_IT = words(
    "without excluding excludes exclude excl except forgot forgotten missing omitted left separate separately"
)
_TOTAL = words("total altogether together overall combined sum")
_NOT_A_LOAD = ("BUDGET", "BILL", "FUTURE", "HYP", "PEAK", "LIMIT", "GPU", "HIRE")
_LEAST = 1e4  # a bare number below this is no daily volume of tokens


def add_on_top(s: Scene, draft: Draft) -> bool:
    """Adds what is said to come on top of what an earlier message said; whether anything did. The amounts added are used
    up."""
    added = False
    for sentence in s.sentences:
        if of_others(s, sentence):
            continue
        for q in s.amounts_in(sentence):
            clause = s.clause_of(q.start)
            if clause.silent or _totalled(s, q):
                continue
            if _to_the_bill(s, draft, sentence, clause, q) or _to_the_volume(s, draft, sentence, clause, q):
                s.amounts = [x for x in s.amounts if x is not q]
                added = True
    return added


def _totalled(s: Scene, q: Quantity) -> bool:
    """Whether the sum is said as well."""
    others = [x for x in s.amounts if x is not q and x.kind in (q.kind, "plain") and (x.period or x.scaled)]
    return any(_TOTAL & set(s.words(x.start - 4, x.start) + s.words(x.end, x.end + 4)) for x in others)


def _on_top(s: Scene, clause: Clause, q: Quantity) -> bool:
    lead = [
        w
        for w in s.words(max(clause.start, q.start - 4), q.start)
        if w not in ("$", "€", "£", "about", "some", "an", "a")
    ]
    after = s.words(q.end, min(clause.end, q.end + 5))
    text = " ".join(s.words(clause.start, clause.end))
    if set(lead[-2:]) & _BEFORE or after[:1] in (["more"], ["extra"]):
        return True
    return any(p in text for p in ("on top", "in addition", "comes on", "to that")) or bool(_AFTER & set(after[:1]))


# ---------------------------------------------------------------- money
def _to_the_bill(s: Scene, draft: Draft, sentence: Sentence, clause: Clause, q: Quantity) -> bool:
    old = draft.get(BILL)
    if q.kind not in ("money", "plain") or old is None or q.currency not in (None, "USD") or q.per:
        return False
    vendor = any(c.prefixed("provider:") for c in sentence.clauses) or any(
        k.kind == "model" for k in s.tokens[sentence.start : sentence.end]
    )
    apart = bool(_NOT_IN_IT & set(s.words(0, len(s.tokens))))
    above = _on_top(s, clause, q) or any(_leads_on_top(s, x) for x in sentence.clauses if x.end <= clause.start)
    loose = vendor and bool(_LOOSE & set(s.words(sentence.start, sentence.end)))
    if not (above or loose) or (q.kind == "plain" and not (vendor and q.period)):
        return False
    if not (q.period or apart) or not (vendor or apart or sentence.has("API_CONTEXT", "BILL")):
        return False
    if (q.period or 30) < 0.9 or clause.has("NOT_BILL", "GPU_PRICE", "MIGRATION", "HIRE", "PERSON_PRICE", "FUTURE"):
        return False
    if any((is_income(s, q), is_price(s, q, clause), is_past(s, q, clause), is_to_come(s, q, clause))):
        return False
    if is_budget(s, q, clause, sentence):
        return False
    new = monthly(q.value, q.period)
    shown = f"${old:,.0f} + ${new:,.0f} = ${old + new:,.0f} a month"
    draft.set(BILL, old + new, (q.start, q.end), shown=shown, keep=True)
    return True


def _leads_on_top(s: Scene, clause: Clause) -> bool:
    found = " ".join(s.words(clause.start, clause.end))
    return any(p in found for p in ("on top", "in addition", "plus", "also", "besides"))


# ---------------------------------------------------------------- tokens
def _to_the_volume(s: Scene, draft: Draft, sentence: Sentence, clause: Clause, q: Quantity) -> bool:
    grows = any(not s.tokens[h.start].text.startswith("add") for h in clause.of("GROWTH"))
    if q.kind not in ("tokens", "plain") or q.per or clause.has(*_NOT_A_LOAD) or grows:
        return False
    if q.kind == "plain" and not (q.scaled and q.value >= _LEAST):
        return False
    if sum(x.kind in ("tokens", "plain") for x in s.amounts) != 1 or not _on_top(s, clause, q):
        return False
    index = _meant(s, draft, sentence, clause)
    if index is None:
        return False
    work = draft.workloads[index]
    new = q.value / (q.period or 1.0) * (5 / 7 if q.working else 1)
    if q.period is None and q.kind == "tokens" and not _as_large(new, work["tokens_per_day"]):
        return False
    _sum(s, draft, index, work, q, new, _flow(s, clause, q))
    return True


def _sum(s: Scene, draft: Draft, index: int, work: dict[str, Any], q: Quantity, new: float, flow: str | None) -> None:
    old = work["tokens_per_day"]
    total = old + new
    share = work["input_share"]
    at = (q.start, q.end)
    shown = f"{old:,.0f} + {new:,.0f} = {total:,.0f} tokens a day"
    draft.set(f"workloads[{index}].tokens_per_day", total, at, shown=shown)
    if flow is None:
        return
    read = old * share if share is not None else (0.0 if flow == "in" else old)
    draft.set(f"workloads[{index}].input_share", (read + (new if flow == "in" else 0.0)) / total, at)


def _as_large(new: float, old: float) -> bool:
    return 1e-3 <= new / old <= 1e3


def _meant(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> int | None:
    """The one workload that grows by it; None where another is spoken of."""
    labels = {t for t, _ in task_labels(s, sentence)}
    fits = [
        i for i, w in enumerate(draft.workloads)
        if w["tokens_per_day"] and (not labels or w["task"] is None or w["task"] in labels)
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 and (labels or len(draft.workloads) == 1) else None


def _flow(s: Scene, clause: Clause, q: Quantity) -> str | None:
    """Which way the tokens go that come on top, by their own clause or the heading before it."""
    if q.flow:
        return q.flow
    heading = s.heading(clause)
    for c in (clause, heading):
        if c is not None and c.has("OUTPUT") != c.has("INPUT"):
            return "out" if c.has("OUTPUT") else "in"
    return None
