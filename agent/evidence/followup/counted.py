"""What is in a cost and what is not: the lines of own GPUs, the assumptions named, and what nobody puts on a bill."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import re

from agent.evidence import words
from agent.evidence.followup.doubt import because, named_by
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section

COUNTED = ("migration_usd", "migration_api_usd", "migration_self_host_usd", "evaluation_usd", "horizon_months")
"""What a move costs and how long it may take: asked for together."""
PEOPLE = re.compile(
    r"\b(?:engineers?|people|staff|salar\w+|team|labou?r|fte|headcount|ops|operations|on-?call)\b", re.I
)
MOVING = re.compile(r"\b(?:migrat\w+|mov(?:e|ing)|switch\w*|set-?up|evaluation)\b", re.I)
LEFT_OUT = re.compile(
    r"\bnot\b.{0,12}\b(?:includ\w+|count\w*|cover\w*|part of)\b|\b(?:left out|leave out|missing|hidden|forg[eo]t\w*|ignor\w+|exclud\w+)\b|"
    r"\b(?:didn['’]?t|did not|don['’]?t|do not|haven['’]?t|have not) (?:you )?(?:even )?(?:count|include|consider|account|think|add)\w*\b",
    re.I,
)  # fmt: skip
LINES = {
    "GPUs": r"gpus?|cards?|hardware", "operations": r"operat\w+|ops|sre|engineers?", "on-call": r"on-?call|3 ?am|nights?",
    "model updates": r"updates?|upgrades?", "security and compliance": r"security|compliance|audits?",
    "monitoring": r"monitor\w*|observability|logging|alert\w*", "Kubernetes": r"kubernetes|k8s|eks|gke|aks|control plane|cluster",
    "storage": r"storage|disks?", "egress": r"egress|transfer|traffic out|bandwidth|network\w*",
    "upkeep of a second vendor": r"second vendor|vendor management|upkeep",
}  # fmt: skip
"""Cost lines by what people call them."""
ELSEWHERE = {
    r"electricity|power|energy|cooling|kwh": (
        "electricity and cooling stand in the rent of a GPU; for cards that are bought they are counted with energy "
        "and rack space"
    ),
    r"resale|resell|sell(?:ing)?|second-?hand|sold": (
        "what cards would fetch when they are sold is not counted: bought cards are written off to nothing"
    ),
    r"tax(?:es)?|vat|duty": "taxes are not counted on any side",
    r"discounts?|enterprise (?:agreement|price)|committed|negotiat\w+": (
        "discounts that you negotiated are not known to me: a bill of your own says what you really pay"
    ),
    r"(?:wrong|bad) answers?|errors?|mistakes|downtime|outages?": (
        "what a wrong answer or an hour of standstill costs you is not counted: only you know it"
    ),
    r"lawyers?|legal (?:work|fees)|contracts?": "legal work on contracts is not counted on any side",
}
"""What has no line of its own, by what people call it; no figures in here."""
NEVER = ("tax", "discounts", "wrong answers", "legal work", "resale")


def included(asked: Asked) -> list[Section]:
    """Whether something is counted: the assumptions and cost lines that the question names, or that it is not."""
    if LEFT_OUT.search(asked.text) and not _named(asked):
        return _everything(asked)
    lines, other = _named(asked), _elsewhere(asked, asked.text)
    return [["**Counted**", *lines] if lines else [], other] if lines or other else []


def _named(asked: Asked) -> Section:
    """The cost lines and assumptions that the question names, with their figures."""
    a, text = asked.brief.assessment, asked.text
    wanted = named_by(text) | (set(COUNTED) if MOVING.search(text) else set())
    lines = _lines(asked, text)
    lines += [told for i, x in enumerate(a.assumptions) if words.leaf(x.slot) in wanted and (told := because(asked, i))]
    return list(dict.fromkeys(lines))


def _lines(asked: Asked, text: str) -> Section:
    own, told = asked.brief.assessment.costs.get("self_host"), []
    people = PEOPLE.search(text) is not None
    for i, line in enumerate(own.lines if own else ()):
        at = f"line.self_host.{i}"
        word = LINES.get(line.name, re.escape(line.name))
        said = re.search(rf"\b(?:{word})\b", text, re.I) or (people and line.name in ("operations", "on-call"))
        if said and at in asked.brief.ledger:
            told.append(f"- With {{{{the.self_host}}}}: {{{{{at}.name}}}}, {{{{{at}}}}}.")
    if re.search(rf"\b(?:{LINES['Kubernetes']})\b", text, re.I) and asked.brief.has("fact.people_usd"):
        told += [] if told else ["- A cluster that runs already adds nothing; see the platform below."]
        told.append("- People and platform together, with {{the.self_host}}: {{fact.people_usd}}.")
        told.append("- An API needs no cluster of yours.")
    return told


def _elsewhere(asked: Asked, text: str) -> Section:
    found = [told for word, told in ELSEWHERE.items() if re.search(rf"\b(?:{word})\b", text, re.I)]
    return [f"- {{{{{asked.brief.ledger.name(f'elsewhere.{i}', t, longest=None)}|cap}}}}." for i, t in enumerate(found)]


def _everything(asked: Asked) -> list[Section]:
    """What own GPUs are counted with, line by line, and what is counted nowhere."""
    own = asked.brief.assessment.costs.get("self_host")
    lines = [
        f"- {{{{line.self_host.{i}.name|cap}}}}: {{{{line.self_host.{i}}}}}"
        for i in range(len(own.lines) if own else 0)
        if f"line.self_host.{i}" in asked.brief.ledger
    ]
    other = _elsewhere(asked, " ".join((asked.text, *NEVER)))
    head = "**Counted with {{the.self_host}}**, beside the cost of the move"
    return [[head, *lines] if lines else [], ["**Not counted**", *other]]
