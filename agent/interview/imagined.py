"""What a what-if supposes by naming it: a GPU price, a volume, people who are hired, growth that stops, a model that
turns out to be good enough.

The reader states facts from such words only where they are facts; here they are supposed, so that little is enough.
"""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from agent.events import Change
from tools.profile import Profile

GPU_RATE = "money.gpu_hourly_usd"
DEAREST = 100.0  # USD an hour: above it, a figure beside a GPU is no hourly rent

CARDS = re.compile(
    r"\b(?:gpus?|cards?|(?:nvidia |rtx )?(?:[habl]\d{2,3}0?s?|gb?[23]00|mi\d{3}x?|l4|[345]090)s?)\b|\brent(?:s|ed|ing|al)?\b",
    re.I,
)
MONEY = re.compile(
    r"\$\s?(\d+(?:\.\d+|,\d{1,2}(?!\d))?)(?!\s?[kKmM]\b|[\d,.]*\d)|\b(\d+(?:\.\d+)?)\s?(?:dollars?|usd|bucks|\$)", re.I
)
NOT_HOURLY = re.compile(
    r"\b(?:a|per|each|every|/)\s?(?:month|year|day|week)\b|\bmonthly\b|\b(?:bought|buy|sell|sold|resale)\b", re.I
)

VOLUME = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|hm+)\W+)*(?:what (?:if|about)|how about|suppose|if|at|with|"
    r"(?:what|how much) (?:(?:would|will|does|do|it|that|this|we|the bill|cost|costs|be|pay|come to|us|a month|per month|then)\W+){0,7}(?:at|if|with))\W+"
    r"(?:(?:we|it['’]?s?|the|our|volume|load|traffic|usage|ha[ds]|have|do|did|get|got|use|is|was|were|only|just|about|around|really|rather)\W+)*"
    r"(\d+(?:[.,]\d+)?)\s?(k|thousand|m|mio|mn|million|bn|b|billion)\b\s?(?:tokens?)?\s?(?:(?:a|per|/|each)\s?day)?(?:\W+(?:instead|then|only))?\W*",
    re.I,
)  # fmt: skip
SIZES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}

HIRED = re.compile(
    r"\b(?:hir(?:e|es|ed|ing)|recruit\w*|bring in|contract(?:ed)?|found|find|add(?:ed)?|train(?:ed)?)\b.{0,30}"
    r"\b(?:engineers?|people|person|someone|somebody|sres?|devs?|developers?|admins?|ops|mlops|specialists?|team|staff|expert\w*)\b",
    re.I,
)
LEAVES = re.compile(
    r"\b(?:engineers?|team|person|people|guy|admin|expert\w*|specialists?)\b.{0,12}\b(?:leav\w+|quits?|left|goes|gone|go away|resign\w*)\b|\b(?:nobody|no one)\b.{0,20}\b(?:run|runs|operate|maintain|look after)\b",
    re.I,
)
FLAT = re.compile(
    r"\b(?:growth|growing) (?:stop\w*|end\w*|is over)|\b(?:stop\w*|not|no longer|don['’]?t) grow\w*|\bno (?:more )?growth\b|\b(?:stays?|remains?) flat\b",
    re.I,
)

OPEN_MODEL = re.compile(
    r"\bopen(?:[- ](?:source|weights?))? (?:llm|model)s?\b|\b(?:llama|qwen|mistral|gpt-oss|gemma|deepseek)\b", re.I
)
SMALL = re.compile(r"\bsmall(?:er)?\b.{0,12}\bopen\b|\b(?:8|7|3|4|14)b\b", re.I)
CLOSED = re.compile(r"\bfrontier\b|\b(?:gpt(?!-oss)|claude|gemini)\b", re.I)
SERVES = re.compile(
    r"\b(?:good enough|could|can|would do|will do|do(?:es)? (?:it|the job)|works?|worked|pass(?:es|ed)?|suffic\w+|run on|enough|fine|ok(?:ay)?|handles?|holds?)\b",
    re.I,
)
FAILS = re.compile(
    r"\b(?:not|isn['’]?t|aren['’]?t|never|can['’]?t|cannot|won['’]?t|doesn['’]?t|don['’]?t|fail\w*|too (?:weak|bad|dumb))\b",
    re.I,
)


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """What the words suppose; nothing where they name none of these."""
    finders = (*FIGURES, *FACTS) if LED.search(text) or CHANGES.search(text) else FIGURES
    return tuple(change for find in finders for change in find(text, profile))


def _gpu_rate(text: str, profile: Profile) -> Iterator[Change]:
    money = MONEY.search(text)
    if not money or not CARDS.search(text) or NOT_HOURLY.search(text):
        return
    usd = float((money[1] or money[2]).replace(",", "."))
    if 0 < usd <= DEAREST:
        yield _supposed(GPU_RATE, usd, text)


def _volume(text: str, profile: Profile) -> Iterator[Change]:
    """A bare "what if 20M?": tokens a day, where tokens a day of one workload are what is spoken of."""
    found = VOLUME.fullmatch(text)
    if not found or len(profile.workloads) != 1 or not (now := profile.workloads[0].tokens_per_day):
        return
    wanted = float(found[1].replace(",", ".")) * SIZES[found[2][0].lower()]
    yield _supposed("workloads[0].tokens_per_day", wanted, text)
    if requests := profile.workloads[0].requests_per_day:  # of the same length as today
        yield _supposed("workloads[0].requests_per_day", requests * wanted / now, text)


def _people(text: str, profile: Profile) -> Iterator[Change]:
    if LEAVES.search(text):
        yield _supposed("team.gpu_ops", "none", text)
    elif HIRED.search(text) and not FAILS.search(text):
        yield _supposed("team.can_hire", True, text)


def _refused(text: str, profile: Profile) -> Iterator[Change]:
    if REFUSED.search(text):
        yield _supposed("regulation.third_party", "forbidden", text)


def _flat(text: str, profile: Profile) -> Iterator[Change]:
    if FLAT.search(text):
        for i, _ in enumerate(profile.workloads):
            yield _supposed(f"workloads[{i}].growth_per_year", 0.0, text)


def _quality(text: str, profile: Profile) -> Iterator[Change]:
    """A model that turns out good enough, or that nothing less than a frontier model is: of the workload named, else
    of all."""
    if OPEN_MODEL.search(text):
        level = "frontier" if FAILS.search(text) else ("open_small" if SMALL.search(text) else "open_large")
    elif CLOSED.search(text) and re.search(r"\b(?:only|nothing but|nothing less)\b", text, re.I):
        level = "frontier"
    else:
        return
    if not SERVES.search(text) and not FAILS.search(text):
        return
    named = [i for i, w in enumerate(profile.workloads) if re.search(rf"\b{re.escape(w.name)}\b", text, re.I)]
    for i in named or range(len(profile.workloads)):
        yield _supposed(f"workloads[{i}].quality", level, text)


def _supposed(slot: str, value: Any, text: str) -> Change:
    return Change(slot, value, text, 0, 0)


REFUSED = re.compile(
    r"\b(?:she|he|they|it|council|counsel|legal|dpo|board|lawyers?|ciso|security|compliance|customer|client)\b.{0,12}\b(?:say|says|said) no\b",
    re.I,
)
CHANGES = re.compile(
    r"\b(?:does|would|will|could) (?:that|this|it) (?:change|matter|help|make (?:a|any) difference)\b", re.I
)
"""A fact that may come to be, and whether it would change anything: "we might hire someone, does that help?"."""
LED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+)\W+)*(?:what (?:if|happens (?:if|when))|if|suppos\w+|assum\w+|imagine|let['’]?s say|say)\b",
    re.I,
)
"""How a sentence begins that supposes something: "would Mistral be OK?" asks, and supposes nothing."""

Finder = Callable[[str, Profile], Iterator[Change]]
FIGURES: tuple[Finder, ...] = (_gpu_rate, _volume)
FACTS: tuple[Finder, ...] = (_people, _refused, _flat, _quality)
