"""Every volume known so far times a factor: "same as before but doubled"; or another task that is so many times that."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

FACTORS = {"double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "twice": 2.0, "triple": 3.0, "tripled": 3.0, "thrice": 3.0, "quadruple": 4.0,
           "quadrupled": 4.0, "halve": 0.5, "halved": 0.5, "half": 0.5, "tenfold": 10.0, "verdoppelt": 2.0, "doublé": 2.0}  # fmt: skip


_BACK = words("""
    that it this before same volume traffic load usage everything as now since tokens which requests
    that's last previous
""")


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
        if not words & _BACK or period or clause.has("LATENCY", "BILL", "SPEED", "CACHED", "PREFIX"):
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
