"""From a profile to its memo: one assessment, one ledger, every line through the second gate."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from agent.evidence import brief as briefs
from agent.evidence.brief import Brief
from agent.evidence.citing import Citer
from agent.evidence.derived import chosen_mid
from agent.evidence.protocols import Library
from agent.evidence.publish import recommendation
from agent.memo import basis, front, money, plan
from agent.memo.document import Memo, MemoError, Paragraph, Section
from agent.memo.pen import Pen
from agent.schema import Answer
from knowledge.catalogue.load import Catalogue
from tools.decision.curves import CostCurve, cost_curve
from tools.profile import Profile
from tools.results import Assessment

TITLE = "Where our language-model work should run"


class Parts(Protocol):
    @property
    def library(self) -> Library: ...
    @property
    def catalogue(self) -> Catalogue: ...


class Desk(Protocol):
    """What a memo needs of the desk: today's date, the decision, the library and the catalogue."""

    @property
    def at(self) -> dt.date: ...
    @property
    def parts(self) -> Parts: ...
    def assess(self, profile: Profile) -> Assessment: ...


def make(profile: Profile, desk: Desk, *, before: Answer | None = None) -> Memo:
    """The memo of a profile at the desk's date. ``before``: the answer given earlier, to say what has changed since.

    Error: MemoError where too little is known for any recommendation."""
    if not briefs.decisive(profile):
        raise MemoError(
            "Too little is known for a decision memo: give at least a volume, a bill or a rule on the data."
        )
    assessment = desk.assess(profile)
    words = tuple(s.words for s in profile.said)
    brief = briefs.make(profile, assessment, desk.parts.library, Citer(desk.parts.library), None, desk.at, words)
    pen = Pen(brief)
    upper = (*_note(brief, pen, before), *front.argument(brief, pen))
    planned = plan.steps(brief, pen, desk.at)  # after what stands above it: sources are numbered as they are read
    first = (*upper, *front.consent(planned))
    rest = _rest(brief, pen, planned, _curve(profile, desk), desk.at)
    cited = brief.citer.citations  # what the memo itself cites; the recommendation beside it may cite a passage more
    published = recommendation(brief)
    return Memo(
        made=desk.at,
        title=TITLE,
        subtitle=_subtitle(brief, pen, desk.at),
        first=first,
        rest=tuple(s for s in (*rest, basis.sources(cited), basis.versions(brief, pen, desk.at)) if s.blocks),
        status=assessment.status,
        profile=profile,
        recommendation=published,
        citations=cited,
        refused=tuple(pen.refused),
    )


def _rest(
    brief: Brief, pen: Pen, planned: list[tuple[str, str]], curve: CostCurve | None, made: dt.date
) -> tuple[Section, ...]:
    return (
        money.costs(brief, pen),
        money.volume(brief, pen, curve),
        basis.changes(brief, pen),
        money.sensitivity(brief, pen),
        basis.risks(brief, pen),
        plan.section(brief, pen, planned),
        basis.said(brief, pen),
        basis.assumed(brief, pen),
        basis.figures(brief, pen),
    )


def _curve(profile: Profile, desk: Desk) -> CostCurve | None:
    """Cost against volume; None where no volume is known or assumed."""
    try:
        return cost_curve(profile, desk.parts.catalogue, desk.at)
    except (ValueError, LookupError, ZeroDivisionError):
        return None


def _note(brief: Brief, pen: Pen, before: Answer | None) -> tuple[Section, ...]:
    told: tuple[str, ...] = ()
    if before is not None:
        mid = chosen_mid(_as_assessment(before))
        told = tuple(basis.differences(brief, pen, (before.recommendation.option, mid) if mid else None))
    return (Section(title="", blocks=tuple(Paragraph(text=t) for t in told)),) if told else ()


def _as_assessment(answer: Answer) -> Assessment:
    r = answer.recommendation
    return Assessment(
        option=r.option, status=answer.status, by_workload=r.by_workload, confidence=r.confidence, costs=r.costs
    )


def _subtitle(brief: Brief, pen: Pen, made: dt.date) -> str:
    state = "final" if brief.assessment.status == "final" else "provisional: open questions could still change it"
    return pen.say(f"Decision memo · {pen.value('memo.made', made)} · {state}")
