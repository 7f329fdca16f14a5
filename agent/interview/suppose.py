"""What-ifs that the words imply: "and if we double?", "at ten times the volume?", "does HIPAA mean we must build it?"."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from agent.events import Change
from agent.interview import imagined
from tools.profile import Profile
from tools.results import Assessment

BILL, GPU_RATE = "current.monthly_bill_usd", "money.gpu_hourly_usd"
SHORT, BARE = 14, 6  # words: of a what-if that scales; of one that need not name what it scales

ASKED = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+)\W+)*(?:what (?:if|about|happens)|how about|suppose|if|at|with|when|would)\b",
    re.I,
)
PRICED = re.compile(r"^\W*(?:(?:and|but|so)\W+)*(?:what (?:would|does|will)|how much)\b.{0,30}\b(?:at|if|with)\b", re.I)
"""Another volume that is asked for with its price: "what would it cost at 1B?"; with cards it is their price."""
WORDS = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0, "twenty": 20.0,
         "fifty": 50.0, "a hundred": 100.0}  # fmt: skip
NAMED = {r"doubl\w+|twice|two-?fold": 2.0, r"tripl\w+|thrice|three-?fold": 3.0, r"quadrupl\w+": 4.0, r"ten-?fold": 10.0,
         r"halv\w+|(?:by|in|to|lose|lost|only|at) half|half (?:of )?(?:our|that|as (?:much|many))": 0.5}  # fmt: skip
TIMES = re.compile(rf"\b(\d+(?:[.,]\d+)?|{'|'.join(WORDS)})(?:\s?(?:x|×|times|-?fold)\b)", re.I)
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)", re.I)
DOWN = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|shrink\w*|cut\w*|los[et]\w*|less|fewer|lower|cheaper|down|decreas\w+|declin\w+)\b", re.I
)
UP = re.compile(
    r"\b(?:grow\w*|grew|ris\w+|rose|more|higher|up|increas\w+|jump\w*|dearer|add\w*|another|climb\w*)\b", re.I
)
GPU_PRICE = re.compile(
    r"\bgpus?\b.{0,20}\b(?:prices?|rates?|rental|costs?|cheaper)\b|\b(?:prices?|rates?|cost) (?:of|for) (?:an? )?gpus?\b",
    re.I,
)
PRICE = re.compile(r"\b(?:prices?|pricing|rates?|tariffs?|cheaper|dearer|dollar|salar\w+)\b", re.I)
LOAD = re.compile(
    r"\b(?:volumes?|traffic|requests?|tokens?|users?|load|usage|customers?|queries|calls?|chats?|messages|documents?|"
    r"tickets?|everything|business|demand|we|it|that|things)\b",
    re.I,
)  # fmt: skip


RULES = {
    "hipaa": "hipaa",
    "gdpr": "gdpr|dsgvo|rgpd",
    "pci_dss": r"pci(?:[- ]dss)?",
    "fedramp": "fedramp",
    "itar": "itar",
}
ASKS_OF_RULES = re.compile(
    r"\b(?:appl(?:y|ies|ied)|bound by|mean|means|require\w*|allow\w*|forbid\w*|prohibit\w*|force\w*|must|have to|need to|ok with|compliant|under)\b",
    re.I,
)


def implied(text: str, reading: Any, profile: Profile, assess: Callable[[Profile], Assessment]) -> Any:
    """The reading with a what-if that the words imply, where the reader found nothing that it sets."""
    reading = _same_work(text, reading, profile)
    acts = reading.acts
    if reading.changes or len(text.split()) > SHORT or any(a.kind == "what_if" and a.changes for a in acts):
        return reading
    asked = any(a.kind == "what_if" for a in acts) or (
        any(a.kind == "question" for a in acts)
        and (ASKED.search(text) or imagined.CHANGES.search(text) or _priced(text))
    )
    if rules := _rules(text, profile, reading):
        return rules
    changes = imagined.changes(text, profile) if asked else ()
    by = factor(text) if asked and not changes else None
    changes = changes or (_changes(text, by, profile, assess) if by else ())
    if not changes:
        return reading
    like = next(a for a in acts if a.kind in ("what_if", "question"))
    others = tuple(a for a in acts if a.kind not in ("what_if", "question", *LEFT_OPEN))
    supposed = dataclasses.replace(like, kind="what_if", text=text, term=None, changes=changes)
    return dataclasses.replace(reading, acts=(*others, supposed))


def _priced(text: str) -> bool:
    return bool(PRICED.search(text) and not imagined.CARDS.search(text) and not imagined.MONEY.search(text))


LEFT_OPEN = ("skip", "dont_know", "refuse")
MORE = re.compile(r"\b(?:also|another|second|add\w*|plus|extra|on top|besides|new|more)\b", re.I)


def _same_work(text: str, reading: Any, profile: Profile) -> Any:
    """A volume that is supposed is that of the only workload, not of another one, unless another is spoken of."""
    if len(profile.workloads) != 1 or MORE.search(text):
        return reading
    return dataclasses.replace(reading, acts=tuple(_of_the_only(a) for a in reading.acts))


def _of_the_only(act: Any) -> Any:
    if act.kind != "what_if" or not any(c.slot.startswith("workloads[1].") for c in act.changes):
        return act
    kept = [c for c in act.changes if not c.slot.endswith((".name", ".task"))]
    moved = [dataclasses.replace(c, slot=c.slot.replace("workloads[1].", "workloads[0].")) for c in kept]
    return dataclasses.replace(act, changes=tuple(moved))


def _rules(text: str, profile: Profile, reading: Any) -> Any:
    """ "Does HIPAA mean that we must build everything ourselves?" asks what would be if it applied."""
    told = set(profile.regulation.regimes or ())
    found = [rule for rule, pattern in RULES.items() if re.search(rf"\b(?:{pattern})\b", text, re.I)]
    question = next((a for a in reading.acts if a.kind == "question"), None)
    if question is None or not found or set(found) <= told or not ASKS_OF_RULES.search(text):
        return None
    change = Change("regulation.regimes", sorted(told | set(found)), text, 0, 0)
    supposed = dataclasses.replace(question, kind="what_if", text=text, changes=(change,))
    return dataclasses.replace(reading, acts=tuple(supposed if a is question else a for a in reading.acts))


def factor(text: str) -> float | None:
    """2 for "doubles", 0.5 for "falls by half", 1.3 for "grows by 30%"; None where nothing is scaled."""
    if found := TIMES.search(text):
        number = WORDS.get(found[1].lower()) or float(found[1].replace(",", "."))
        return 1 / number if DOWN.search(text) and number > 1 else number
    if found := PERCENT.search(text):
        share = float(found[1]) / 100
        return 1 - share if DOWN.search(text) and share < 1 else 1 + share if UP.search(text) else None
    return next((by for words, by in NAMED.items() if re.search(rf"\b(?:{words})\b", text, re.I)), None)


def _changes(text: str, by: float, profile: Profile, assess: Callable[[Profile], Assessment]) -> tuple[Change, ...]:
    if GPU_PRICE.search(text):
        rate = profile.money.gpu_hourly_usd or next(
            (f.value for f in assess(profile).facts if f.id == "gpu_hourly"), None
        )
        return (Change(GPU_RATE, float(rate) * by, text, 0, 0),) if isinstance(rate, (int, float)) else ()
    if PRICE.search(text) or not (LOAD.search(text) or len(text.split()) <= BARE):
        return ()
    loads = tuple(
        Change(f"workloads[{i}].{key}", value * by, text, 0, 0)
        for i, w in enumerate(profile.workloads)
        for key in ("tokens_per_day", "requests_per_day")
        if (value := getattr(w, key))
    )
    bill = profile.current.monthly_bill_usd
    return loads or ((Change(BILL, bill * by, text, 0, 0),) if bill else ())
