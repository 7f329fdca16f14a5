"""Workloads that are taken back: "skip the second, it got cancelled", "the extraction is off the table"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import re

from agent.events import Change
from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.labels import task_labels
from agent.understanding.polarity import NEGATORS
from agent.understanding.restate import few
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words
from tools.profile import workload_of

_DROP = words("""
    skip drop forget remove delete ignore strike disregard cancel exclude omit scrap scratch kill axe
""")
_GONE = words("""
    cancelled canceled killed stopped discontinued axed scrapped shelved dropped canned binned retired abandoned dead gone
    cut terminated decommissioned cancels scraps kills stops drops over
""")
_GONE_PHRASES = re.compile(
    r"\b(?:shut down|switched off|turned off|off the table|no longer (?:happening|planned|needed|happens|exists|running|in scope|relevant)"
    r"|(?:not|n't) (?:happening|going ahead|happen|exist|go ahead)(?: any ?more)?|fell through|fallen through|out of scope|called off"
    r"|pulled the plug|leave out|left out|take out|taken out)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "former": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "latter": -1,
    "last": -1,
}
_THINGS = words(
    "one workload project use case application app product bot thing feature idea item , . - : ; was is got has gets isn't won't"
)
_STOP = words("question questions point part number figure message answer bill month year week quarter time day thing_")


def drop_workloads(s: Scene, draft: Draft) -> bool:
    """Takes out the workload that a message without amounts says is cancelled, where others stay; whether it did."""
    if len(draft.workloads) < 2 or not all(map(few, s.amounts)):
        return False
    for sentence in s.sentences:
        if sentence.question or any(c.silent for c in sentence.clauses):
            continue
        found = s.words(sentence.start, sentence.end)
        if not _taken_back(found):
            continue
        index = _meant(s, draft, sentence, found)
        if index is not None:
            _remove(s, draft, index, (sentence.start, sentence.end))
            return True
    return False


def _taken_back(found: list[str]) -> bool:
    text = " ".join(found)
    if _GONE_PHRASES.search(text) or set(found[:3]) & _DROP:
        return not ({"don't", "never"} & set(found[:3]))
    for i, w in enumerate(found):
        if w in _GONE and not NEGATORS & set(found[max(0, i - 3) : i]):
            return w != "over" or found[i - 1 : i] in (["is"], ["was"])
    return False


def _meant(s: Scene, draft: Draft, sentence: Sentence, found: list[str]) -> int | None:
    works = draft.workloads
    for i, word in enumerate(found):
        if word not in _ORDINALS or found[max(0, i - 1) : i] not in (["the"], ["our"], []):
            continue
        after = found[i + 1] if i + 1 < len(found) else "."
        if after in _STOP or (after not in _THINGS and after not in _GONE):
            continue
        at = _ORDINALS[word]
        return (len(works) + at if at < 0 else at) if at < len(works) else None
    labels = [t for t, _ in task_labels(s, sentence)]
    fits = [i for i, w in enumerate(works) if w["task"] is not None and w["task"] in labels]
    named = [
        i for i, w in enumerate(works) if len(w["name"]) > 3 and f" {w['name'].lower()} " in f" {' '.join(found)} "
    ]
    return fits[0] if len(fits) == 1 else named[0] if len(named) == 1 else None


def _remove(s: Scene, draft: Draft, index: int, at: tuple[int, int]) -> None:
    """Takes a workload out; what is remembered of those after it moves up."""
    name = draft.workloads[index]["name"]
    del draft.workloads[index]
    kept = []
    for x in draft.said:
        number = workload_of(x.slot)
        if number == index:
            continue
        if number is not None and number > index:
            x = x.model_copy(update={"slot": f"workloads[{number - 1}]{x.slot[x.slot.index(']') + 1 :]}"})
        kept.append(x)
    draft.said = kept
    start, end = s.span(*at)
    draft.changes.append(
        Change(f"workloads[{index}].name", None, s.message[start:end], start, end, f"{name} taken out")
    )
