"""How far ahead is planned, or by when a move must have paid back."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import phrases_of, words

SLOT = "money.horizon_months"
_UNITS = words("month year quarter mo yr jahr jahre monat monate mois an año mes")
_YEARS = words("year yr jahr jahre an año")
DEBTS = frozenset(["debt", "debts", "loan", "loans", "mortgage", "credit"])
_PAYS = phrases_of("""
    money back; earn itself back; earns itself back; pay itself back; pays itself back; paid itself back; itself back;
    pay back; pays back; paid back; payback; pay - back; pay for itself; pays for itself; paid for itself; break even;
    break - even; breakeven; recoup; recouped; amortise; amortised; amortize; amortized; return on investment; roi;
    planning horizon; horizon; earned back; earn back; pay off; pays off; paid off; investment returned;
    investment back; be back by; be back in; must be back; has to be back; be back within; returned in;
    investment within; returned within
""")
_AHEAD = phrases_of("""
    view; ahead; span; calculate over; reckon over; budget over; plan over; planning over; we plan; look out;
    think in; planning for; plan for; plan in; evaluate over
""")
_PLANNING = words("""
    calculate calculating reckon reckoning budgeting look looks looking plan plans planning think thinks view ahead
    horizon
""")


def read_horizon(s: Scene, draft: Draft, sentence: Sentence) -> None:
    """The horizon that a sentence says; a corrected one last."""
    found: list[tuple[float, tuple[int, int]]] = []
    for clause in sentence.clauses:
        if clause.silent:
            continue
        for q in s.amounts_in(clause):
            if q.kind == "time" and q.noun in _UNITS and q.period is None and _meant(s, sentence, clause, q):
                months = q.value / 365 * 12 if q.noun in _YEARS else q.value / 30
                found.append((round(months, 2), (q.start, q.end)))
        found += _worded(s, sentence, clause)
    if found:
        months, at = found[-1] if sentence.has("CHANGE") else found[0]
        draft.set(SLOT, months, at)


def _meant(s: Scene, sentence: Sentence, clause: Clause, q: Quantity) -> bool:
    own = f" {' '.join(s.words(_heading_start(s, clause), clause.end))} "
    whole = f" {' '.join(s.words(sentence.start, sentence.end))} "
    if DEBTS & set(whole.split()) or clause.has("GROWTH"):
        return False
    if s.words(q.end, q.end + 1) in (["ago"], ["old"]) or s.words(q.start - 1, q.start) in (["last"], ["past"]):
        return False
    if clause.has("HORIZON") or any(f" {p} " in own for p in _PAYS):
        return True
    if any(f" {p} " in own for p in _AHEAD) and bool(_PLANNING & set(own.split())):
        return clause.has("WE")
    return sentence.has("CHANGE") and any(f" {p} " in whole for p in _PAYS)


def _heading_start(s: Scene, clause: Clause) -> int:
    """Where the clause begins, a heading before a colon included."""
    before = s.heading(clause)
    return before.start if before is not None else clause.start


def _worded(s: Scene, sentence: Sentence, clause: Clause) -> list[tuple[float, tuple[int, int]]]:
    """ "it must pay for itself within a year", "no later than month 15": a horizon without an amount of time."""
    own = f" {' '.join(s.words(clause.start, clause.end))} "
    if not clause.has("HORIZON") and not any(f" {p} " in own for p in _PAYS):
        return []
    out = []
    for i in range(clause.start, clause.end - 1):
        k, after = s.tokens[i], s.tokens[i + 1]
        unit = s.tokens[i + 2].text if i + 2 < clause.end else ""
        if (
            k.text in ("within", "in", "over", "inside", "after")
            and after.text in ("a", "one")
            and unit
            in (
                "year",
                "quarter",
            )
        ):
            out.append((12.0 if unit == "year" else 3.0, (i, i + 3)))
        elif k.text == "month" and after.kind in ("num", "skip") and after.text.isdigit():
            out.append((float(after.text), (i, i + 2)))
    return out
