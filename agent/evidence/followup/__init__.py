"""Answers to questions about an answer: from the ledger and the passages, through the same second gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from agent.evidence import brief as briefs
from agent.evidence import quoted
from agent.evidence.brief import Brief
from agent.evidence.citing import Citer
from agent.evidence.compose import finish
from agent.evidence.followup import (
    counted,
    doing,
    doubt,
    figures,
    hardware,
    intents,
    money,
    options,
    passages,
    per_unit,
    rules,
    shortly,
    sizing,
    terms,
)
from agent.evidence.followup.intents import Asked
from agent.evidence.protocols import Library
from agent.evidence.template import Section
from agent.schema import Citation
from tools.profile import Profile
from tools.results import Assessment, Fact

LONGEST_QUESTION = 2000  # characters


class Reply(str):
    """Markdown. ``citations``: those of the answer before it and its own; ``facts``: values it says that the
    recommendation does not list; ``found``: whether anything here answers the question; ``advice``: the recommendation
    itself answers it; ``refused``: what the second gate left out."""

    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    found: bool = True
    advice: bool = False
    refused: tuple[str, ...] = ()


ANSWERS = {
    "currency": doubt.currency,
    "period": money.period,
    "payback": money.payback,
    "saving": money.saving,
    "spread": money.spread,
    "each": money.each,
    "included": counted.included,
    "brief": shortly.brief,
    "again": shortly.again,
    "weighs": doubt.weighs,
    "conflict": doubt.conflict,
    "rules": rules.rules,
    "papers": rules.papers,
    "training": rules.training,
    "unit": per_unit.per_unit,
    "budget": money.budget,
    "contracts": hardware.contracts,
    "nothing": options.nothing,
    "prices": money.prices,
    "steps": doing.steps,
    "model": doing.model,
    "engine": doing.engine,
    "team": doing.team,
    "terms": terms.terms,
    "hardware": hardware.hardware,
    "named": doubt.named,
    "matter": doubt.matter,
    "arithmetic": figures.arithmetic,
    "sources": figures.who_says,
    "sizing": sizing.sizing,
    "advice": options.should,
    "why_not": options.why_not,
    "convince": passages.convince,
    "sure": doubt.sure,
    "assumed": doubt.assumed,
    "change": doubt.change,
    "why": doubt.why,
    "general": passages.general,
}


def answer_question(
    text: str,
    profile: Profile,
    assessment: Assessment,
    library: Library,
    *,
    at: dt.date | None = None,
    cited: Sequence[Citation] = (),
) -> Reply:
    """The answer to one follow-up question. Numbers of citations go on from ``cited``, the citations of what the user
    sees already. Says plainly when neither the calculation nor the library answers it."""
    text = text[:LONGEST_QUESTION]
    citer = Citer(library, cited)
    brief = briefs.make(profile, assessment, library, citer, at=at, user_words=(text,))
    asked = Asked(text, brief, library, at)
    sections: list[Section] = []
    for intent in intents.of(text):
        if intent == "advice" and options.one(asked) is None:
            told = _reply("", brief, found=True)
            told.advice = True
            return told
        sections = [s for s in ANSWERS[intent](asked) if s]
        if sections:
            break
    answer, _, dropped = finish(brief, sections or [passages.nothing()])
    return _reply(answer.text, brief, found=bool(sections), facts=quoted.facts(answer, citer), refused=tuple(dropped))


def _reply(
    markdown: str, brief: Brief, *, found: bool, facts: tuple[Fact, ...] = (), refused: tuple[str, ...] = ()
) -> Reply:
    reply = Reply(markdown)
    own = tuple(f.model_copy(update={"id": f"reply_{f.id}"}) for f in facts)
    reply.refused = refused
    reply.citations, reply.facts, reply.found = brief.citer.citations, (*brief.ledger.added, *own), found
    return reply
