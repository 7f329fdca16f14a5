"""What a follow-up question is after. Several may fit; they are tried in order, the open search last."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from agent.evidence.brief import Brief
from agent.evidence.protocols import Library

Intent = Literal[
    "currency", "named", "matter", "advice", "why", "arithmetic", "sources", "sizing", "why_not", "convince", "sure",
    "assumed", "change", "general",
]  # fmt: skip

PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        "currency",
        r"^(?:\W*(?:and|but|so|ok)\b\W*)*(?:is|are|was|were|in|what|which|does|do you|can you|could you)\b.{0,40}\b(?:euros?|eur|us dollars?|dollars|usd|"
        r"pounds?|sterling|gbp|francs?|chf|yen|rupees?|zloty|currency|currencies)\b",
    ),
    (
        "convince",
        r"\b(?:convince|persuade|win over|reassure|satisfy)\b|"
        r"\bwhat (?:would|does|will|should|could|do i|do we|can i|can we)\b.*\b(?:tell|show|need|want|accept|ask)\b.*"
        r"\b(?:dpo|counsel|legal|lawyers?|ciso|security|auditors?|cfo|board|boss|finance|works council)\b",
    ),
    (
        "sources",
        r"\bwho (?:says|said|claims|claimed)\b|\bsays who\b|\b(?:your|the|any) (?:sources?|references?|citations?|proof)\b|"
        r"\bwhere (?:do|does|did|is|are|have)\b.*\b(?:from|say|says|said|written)\b|\baccording to (?:who|whom|what)\b|"
        r"\bon what (?:basis|grounds)\b|\bevidence (?:for|of|that)\b",
    ),
    (
        "arithmetic",
        r"\b(?:arithmetic|maths?|calculat\w+|formulas?|working|workings|sums?|break ?down|derivation)\b|"
        r"\bhow (?:did|do|does|have) (?:you|it|that|this|the)\b.*\b(?:get|got|arrive|reach|come|work out|add up|figure)\b|"
        r"\bhow\b.*\bcomputed\b|\bwhy\b.{0,20}\bso (?:expensive|dear|cheap|much|high|low)\b|\bwhat (?:is|are) (?:in|behind) th(?:e|at|ose) (?:numbers?|figures?|costs?|price)\b",
    ),
    (
        "sure",
        r"\bhow (?:sure|certain|confident|reliable|accurate|solid)\b|\bconfidence\b|\bcan (?:i|we) (?:trust|rely)\b|"
        r"\bare you (?:sure|certain)\b|\bhow (?:far )?off\b|\bwhat are the risks\b",
    ),
    (
        "named",
        r"\b(?:realistic|reasonable|plausible|correct|right|too (?:high|low|much|little|many|few)|optimistic|pessimistic)\b|"
        r"\bwhy\b.*(?:\d|\bso (?:high|low|much|little)\b)|\b(?:where|how)\b.*\b(?:come|comes|get|got|know)\b.*\d|\bwhat about (?:the )?\w+\W*$",
    ),
    (
        "sizing",
        r"\bhow (?:many|much|big|large)\b.{0,20}\b(?:gpus?|cards?|servers?|replicas?|nodes?|machines?|hardware|v?ram|gpu memory|"
        r"[abhl]\d{2,3}s?|concurren\w+|simultaneous\w*|tokens? (?:per|a|/) ?s\w*)\b|"
        r"\b(?:what|which)\b.{0,20}\b(?:hardware|gpus?|server|throughput|card)\b.*\b(?:need|run|serve|take|buy|rent|get|require)\b|"
        r"\bwhat (?:throughput|concurrency)\b|\bhow (?:much )?concurrency\b|\bhow many\b.{0,30}\b(?:at once|at the same time|in parallel)\b",
    ),
    ("assumed", r"\bassum\w+|\bguess(?:ed|es|ing)?\b|\btake(?:n)? for granted\b|\bdefaults?\b"),
    (
        "why_not",
        r"\bwhy (?:not|n't|isn['’]?t|aren['’]?t|don['’]?t|shouldn['’]?t|wouldn['’]?t|no)\b|\bwhat about\b|"
        r"\b(?:instead of|rather than|compare(?:d)?(?: it| that| this)? (?:to|with|against)|versus|vs\.?)\b|\bwhat['’]?s wrong with\b|\bhow about\b|"
        r"\b(?:what|how much) (?:does|do|would|will|is|are)\b.*\b(?:costs?|come to)\b|\bhow much (?:is|are|for)\b",
    ),
    ("matter", r"\b(?:does|do|will|would)\b.{0,30}\bmatter\b|\bmakes? (?:a|any) (?:big |real )?difference\b"),
    (
        "change",
        r"\bchange (?:your|the|this) (?:mind|answer|advice|recommendation)\b|\bwhat would (?:change|flip|tip|it take)\b|"
        r"\bwhen (?:would|should|do|does)\b.*\b(?:switch|change|move|reconsider|look again|pay|worth)\b|\btipping point\b|"
        r"\bbreak-?even\b",
    ),
    (
        "why",
        r"^\W*(?:but |and |so )?why\W*$|\bwhy (?:do|did|would|are) you\b|\bwhy (?:this|that|is (?:it|this|that))\b|"
        r"\b(?:explain|justify|defend) (?:this|that|it|your|the)\b|\b(?:your|the) reasons?\b|\breasoning\b",
    ),
    (
        "advice",
        r"\b(?:what|how|where|which (?:option|one|way|path|route|of \w+)) (?:should|would|shall|must|do|can|is|are)(?: \w+){0,2}? "
        r"(?:do|advise|recommend|suggest|choose|pick|take|go|proceed|start|host|run|next|(?:best|right) (?:option|way|choice|thing))\b|"
        r"(?:^\W*|[,.;:]\s*|\b(?:so|and|but|or|then) )(?:should|shall|must) (?:we|i|one)\b(?! (?:tell|show|trust|believe|ask|measure|evaluate|use|pick))|"
        r"\b(?:advice|recommendation|verdict)\b|\b(?:help|advise) (?:us|me)\b|\bwhat now\b|"
        r"\b(?:is|would|does) (?:it|this|that|self-?hosting|moving|switching)(?: \w+){0,3} "
        r"(?:worth|sense|sensible|pay off|cheaper|better|wise|smart|good idea)\b",
    ),
)


@dataclass(frozen=True)
class Asked:
    text: str
    brief: Brief
    library: Library
    at: dt.date | None


def of(text: str) -> list[Intent]:
    """The intents that the words allow, likeliest first; looking it up is always the last."""
    found: list[Intent] = [intent for intent, pattern in PATTERNS if re.search(pattern, text, re.I)]
    return [*found, "general"]
