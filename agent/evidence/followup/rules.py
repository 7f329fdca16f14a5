"""A rule that a question names: what it asks for, and whether it binds the place where the model runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.evidence.followup import terms
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section
from agent.evidence.template.opening import marks
from knowledge.catalogue.schema import Regime
from tools.results import Fact

MOST = 2


def rules(asked: Asked) -> list[Section]:
    """The rules named, each as the dated catalogue sums it up, and whether it was stated for this case."""
    from knowledge.catalogue.load import load

    lines = []
    for regime in list(_named(asked.text, load().regimes))[:MOST]:
        ledger, id_ = asked.brief.ledger, f"rule_{regime.id}"
        told = " ".join(regime.summary.split())
        ledger.fact(Fact(id=id_, name=regime.name, value=told, unit="text", as_of=regime.as_of,
                         reference=regime.reference))  # fmt: skip
        name = ledger.name(f"{id_}.name", regime.name)
        date = ledger.name(f"{id_}.date", regime.as_of.isoformat())
        note = ledger.name(f"{id_}.note", told, longest=None)
        lines.append(f"- {{{{{name}}}}} (read {{{{{date}}}}}): {{{{{note}}}}}")
        lines += _here(asked, regime.id, bool(regime.needs))
    return [lines, ["This is a map for engineers, no legal advice."]] if lines else []


def _named(text: str, regimes: Iterable[Regime]) -> Iterator[Regime]:
    for regime in regimes:
        if any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text, re.I) for alias in (regime.name, *regime.aliases)):
            yield regime


def _here(asked: Asked, regime: str, needs: bool) -> Section:
    """What it does to this recommendation."""
    brief = asked.brief
    told = {r for x in (brief.profile.regulation, *(w.regulation for w in brief.profile.workloads if w.regulation))
            for r in x.regimes or ()}  # fmt: skip
    if regime in told:
        text = "you stated it, so it is in the recommendation already"
    elif not needs:
        text = "it forces no endpoint by itself, so it changes nothing here unless counsel reads it otherwise"
    else:
        text = "if it applies to you, it takes endpoints away: say so and the answer follows it"
    return [f"  {{{{{brief.ledger.name(f'rule.{regime}.here', text, longest=None)}|cap}}}}."]


def papers(asked: Asked) -> list[Section]:
    """What to have in writing from a vendor: the steps that say so, then what sources say of the terms."""
    brief, lines = asked.brief, []
    for i, step in enumerate(brief.assessment.stack.steps):
        if re.search(r"in writing|agreement|contract|regional deployment", step.do, re.I) and brief.has(f"step.{i}"):
            cites = marks(brief.cites(step.claim, step.do))
            lines.append(f"- {{{{step.{i}|cap}}}}{' ' + cites if cites else ''}.")
    usual = (
        "a data processing agreement with the list of subprocessors",
        "the region of processing and of storage, for the models that you use",
        "how long prompts and abuse logs are kept, and who may read them",
        "that nothing of yours trains a model",
        "the audit reports, and the notice before terms or models change",
    )
    lines += [f"- {{{{{brief.ledger.name(f'paper.{i}', t, longest=None)}|cap}}}}." for i, t in enumerate(usual)]
    return [["**To have in writing**", *lines], ["This is a list to start from, no legal advice."]]


def training(asked: Asked) -> list[Section]:
    """Whether vendors train on the data: no such term is in the catalogue, which is said; what is comes beside."""
    text = (
        "the dated catalogue has no entry on training, so I cannot say it of any vendor: have it written into the "
        "contract that nothing of yours trains a model"
    )
    return [[f"{{{{{asked.brief.ledger.name('rule.training', text, longest=None)}|cap}}}}."], *terms.terms(asked)]
