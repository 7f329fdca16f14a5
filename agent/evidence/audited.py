"""What became of the sources' own figures when they were recomputed: rows of ``tools.costs.audit`` beside a passage."""

from __future__ import annotations

import datetime as dt
import functools

from agent.evidence import lexer
from agent.evidence.ledger import Ledger
from agent.evidence.support import FIGURE_KINDS, figure_kind
from agent.evidence.units import unit_key
from tools.costs.audit import AuditRow, audit
from tools.results import Fact

VERDICT: dict[str, str] = {
    "holds": "so it holds",
    "holds only at old prices": "so it holds only at old prices",
    "off": "so it does not hold",
    "contradicts itself": "so the source contradicts itself",
    "unsupported": "and the source does not derive it",
    "the sources disagree": "and the sources disagree",
}


@functools.lru_cache(maxsize=4)
def rows(at: dt.date | None) -> tuple[AuditRow, ...]:
    """The audit at the prices of one day; about a tenth of a second the first time."""
    from knowledge.catalogue.load import load

    return audit(load(), at)


def row_for(source: str, quote: str, at: dt.date | None) -> AuditRow | None:
    """The audit of the very figure that a quote of ``source`` states: both ends of a range, and the same kind."""
    named = [q for q in lexer.quantities(quote) if q.value]
    for row in rows(at):
        if row.source != source or row.computed is None or row.against or row.claimed is None:
            continue
        low, high = row.claimed, row.claimed if row.claimed_high is None else row.claimed_high
        if any(_is(q.value, low) and _is(q.high, high) and _of_kind(q.unit, row) for q in named):
            return row
    return None


def _of_kind(unit: str, row: AuditRow) -> bool:
    """Whether a figure of this unit can be the row's: "100%" is not one pair of cards."""
    kind = figure_kind(unit_key(row.unit)) or ("usd" if row.unit.startswith("USD") else None)
    if kind:
        return unit == kind
    return unit not in FIGURE_KINDS or (unit == "share" and (row.claimed or 0) < 1)


def _is(stated: float, claimed: float) -> bool:
    return abs(stated - claimed) <= 1e-6 * claimed


def enter(ledger: Ledger, row: AuditRow) -> str | None:
    """Enters the recomputed value as a fact and a short sentence on it; the sentence's record id."""
    fact = Fact(
        id=f"audit_{row.id}", name=row.claim, value=row.computed, unit=row.unit, formula=row.formula,
        inputs=tuple(f.id for f in row.facts), as_of=max((f.as_of for f in row.facts if f.as_of), default=None),
    )  # fmt: skip
    ledger.fact(fact)
    for used in row.facts:
        ledger.fact(used)
    told = f"fact.{fact.id}"
    if row.computed_high is not None:
        high = Fact(
            id=f"{fact.id}_high",
            name=f"{row.claim}, upper end",
            value=row.computed_high,
            unit=row.unit,
            formula=row.formula,
        )
        ledger.fact(high)
        told = ledger.span(f"audit.{row.id}.range", f"fact.{fact.id}", f"fact.{high.id}")
    return ledger.statement(f"audit.{row.id}", f"recomputed: {{value}}, {VERDICT[row.verdict]}", {"value": told})
