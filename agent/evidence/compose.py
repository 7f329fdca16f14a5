"""From an assessment to a recommendation in words: ledger, support, draft, both gates, and the promised JSON shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent.evidence import brief as briefs
from agent.evidence import draft, quoted, template
from agent.evidence.brief import Brief
from agent.evidence.citing import Citer
from agent.evidence.protocols import Library, Model
from agent.evidence.publish import recommendation
from agent.evidence.render import Rendered, render
from agent.evidence.template import Section
from agent.evidence.verify import Verdict, verify
from agent.schema import Citation, Question, Recommendation, Usage
from tools.profile import Profile
from tools.results import Assessment


@dataclass(frozen=True)
class Composed:
    """``coverage``: share of the claiming sentences that carry evidence; ``rate``: share of checks passed on the way;
    ``refused``: what was left out and why."""

    recommendation: Recommendation
    answer: str
    coverage: float
    rate: float
    refused: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


def compose(
    profile: Profile,
    assessment: Assessment,
    library: Library,
    *,
    question: Question | None = None,
    model: Model | None = None,
    at: dt.date | None = None,
    user_words: tuple[str, ...] = (),
    cited: Sequence[Citation] = (),
    conversions: Mapping[str, str] | None = None,
    short: bool = False,
    more: str = "",
) -> Composed:
    """The verified answer and the recommendation behind it; what lacks evidence is left out, see ``refused``.

    ``conversions``: how values of the profile follow from the user's words, by slot. ``short``: the answer of a chat,
    which leaves the further reasons and steps to whoever asks for details, as ``more`` tells; the recommendation is
    whole either way."""
    citer = Citer(library, cited)
    brief = briefs.make(
        profile, assessment, library, citer, question, at, user_words, conversions, short=short, more=more
    )
    sections, refused = template.answer(brief), list(brief.ledger.refused.values())
    if model is not None and brief.situation != "unknown":
        sections, told = _worded(brief, sections, model)
        refused += told
    answer, verdict, dropped = finish(brief, sections)
    usage = getattr(model, "usage", None) or Usage()
    facts = quoted.facts(answer, brief.citer)
    published = recommendation(brief, facts)
    return Composed(published, answer.text, verdict.coverage, verdict.rate, (*refused, *dropped), usage)


def _worded(brief: Brief, sections: list[Section], model: Model) -> tuple[list[Section], tuple[str, ...]]:
    """The sections with the model's opening before the reasons; unchanged when it is refused, at either gate."""
    told = draft.narrate(brief, model)
    if told.text is None:
        return sections, told.refused
    if _faulty(brief, told.text):
        return sections, (*told.refused, "the finished opening did not pass the second gate")
    return [sections[0], [told.text], *sections[1:]], told.refused


def finish(brief: Brief, sections: list[Section]) -> tuple[Rendered, Verdict, list[str]]:
    """Renders and verifies; lines that the second gate refuses are left out and named."""
    numbers = dict(brief.citer.numbers)
    answer = render(template.draft(sections), brief.ledger, brief.citer)
    first = verify(answer, brief.ledger, brief.citer)
    if not first.failures:
        return answer, first, []
    brief.citer.numbers = numbers
    kept = [[line for line in section if not _faulty(brief, line)] for section in sections]
    answer = render(template.draft([s for s in kept if s]), brief.ledger, brief.citer)
    last = verify(answer, brief.ledger, brief.citer)
    if last.failures:
        raise last.failures[0]
    verdict = Verdict(first.checks, first.failures, last.claims, last.covered)
    return answer, verdict, [str(f) for f in first.failures]


def _faulty(brief: Brief, line: str) -> bool:
    numbers = dict(brief.citer.numbers)
    alone: Rendered = render(line, brief.ledger, brief.citer)
    failed = bool(verify(alone, brief.ledger, brief.citer).failures)
    brief.citer.numbers = numbers
    return failed
