"""What drives the question, where it is heard and nothing decisive is known: one sentence on what it does to the choice.

A limit of the vendor, answers that may wait, a wish for privacy, speed, cards that are there already, the belief that own
GPUs are cheaper: each sends the talk another way before any figure is known. No figures in here.
"""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.evidence.brief import Brief

MOST = 2


@dataclass(frozen=True)
class Angle:
    """``topic``: of the claims that bear the sentence out, where the library has any."""

    heard: str
    told: str
    topic: str | None = None


ANGLES = (
    Angle(
        r"rate[- ]?limit\w*|quotas?|(?:daily|weekly|monthly|token|usage) (?:cap|limits?)|\bcap\b",
        "A limit of the vendor is a quota, not a cost: a higher tier there, a second provider or prompt caching lifts it. "
        "Own GPUs are no answer to it as long as the volume does not pay for them",
    ),
    Angle(
        r"batch\w*|flex processing|overnight|nobody is waiting|trade speed|not urgent|can wait",
        "Answers that may wait can go to a vendor's batch endpoint at a reduced price, before anything is moved",
    ),
    Angle(
        r"privacy|private|confidential\w*|sensitive|leak\w*|my data|client data|customer data|patients?\w*|medical|health\w*|"
        r"stay local|bank statements|privilege\w*|embargo\w*",
        "Where the data may go is settled before cost: written terms such as no storage or a region often meet the wish, and "
        "a refusal by whoever is responsible ends the comparison",
        "zero_retention",
    ),
    Angle(
        r"latency|too slow|very slow|first token|\b(?:tok|tokens)(?:/| per )s\w*|voice agent",
        "Speed is a matter of the model's size, the provider and streaming before it is one of where it runs: say which "
        "time to the full answer, or which speed, is still good",
        "latency",
    ),
    Angle(
        r"\brent\w* .{0,30}\bgpus?\b|\bthird[- ]party gpus?\b|\bgpu (?:clouds?|providers?|rental)\b",
        "A rented GPU stands in somebody else's house: whoever rents it out is a third party too, so a rule on outside "
        "vendors reaches it",
    ),
    Angle(
        r"\b(?:i|we|our|my)\b.{0,40}\b(?:have|own|use|run|host|serve|rent)\w*\b.{0,60}\b(?:gpus?|server|a100s?|h100s?|h200s?|4090s?|"
        r"a800s?|vps|ollama|llama|cluster)\b",
        "Hardware that is there already is paid for: set against an API count its power, space and the people who run it, "
        "over the hours in which it really works",
        "naive_formula",
    ),
    Angle(
        r"(?:self[- ]?host\w*|local\w*|own (?:model|gpus?))\b.{0,40}\b(?:cheaper|save|control (?:the )?costs?)|"
        r"\b(?:cheaper|save money|control (?:the )?costs?)\b.{0,40}\b(?:self[- ]?host\w*|local\w*)",
        "Whether own GPUs cost less is what I compute, not what I assume: it hangs on volume, utilisation and people",
        "naive_formula",
    ),
)  # fmt: skip


def heard(brief: Brief) -> list[str]:
    """At most two sentences, for what the user's words are about."""
    found = [a for a in ANGLES if re.search(a.heard, brief.words, re.I)][:MOST]
    lines = []
    for i, angle in enumerate(found):
        name = brief.ledger.name(f"angle.{i}", angle.told, longest=None)
        cites = " ".join(f"{{{{cite:{key}}}}}" for key in brief.cites(angle.topic)) if angle.topic else ""
        lines.append(f"{{{{{name}}}}}{' ' + cites if cites else ''}.")
    return [" ".join(lines)] if lines else []
