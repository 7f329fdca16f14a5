"""Where the trained reading meets the grammar's: it fills what is open, and contradicts only when it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent.understanding.amounts import of_others
from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.learned.head import Said, head
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from tools.profile import Profile

MOST_SENTENCES = 60  # of a long message; a sentence costs some milliseconds
LONGEST = 70  # words of one sentence
SLOTS = {
    "third_party": "regulation.third_party",
    "hosting": "regulation.hosting",
    "air_gapped": "regulation.air_gapped",
    "gpu_ops": "team.gpu_ops",
    "can_hire": "team.can_hire",
    "kubernetes": "team.kubernetes",
    "on_call": "team.on_call",
    "quality": "workloads[].quality",
    "batchable": "workloads[].batchable",
    "task": "workloads[].task",
}


@dataclass(frozen=True)
class Sureness:
    """Probabilities from which the trained reading counts: to fill a slot that the grammar left open, to say another
    value than the grammar, to take the grammar's value back (the sentence says nothing of the slot)."""

    fill: float
    change: float = 0.9
    veto: float = 0.97


# From the F1 of both readings together on texts held back from the training (bench/reading/fuse.py); stricter where a
# message of tests/cases was read worse, since a sentence by itself lacks what stands beside it.
SURE = {
    "third_party": Sureness(0.6, change=0.9, veto=0.95),
    "hosting": Sureness(0.5, change=0.6, veto=0.95),
    "air_gapped": Sureness(0.5, change=0.7, veto=0.95),
    "gpu_ops": Sureness(0.6, change=0.7, veto=0.95),
    "can_hire": Sureness(0.5, change=0.7, veto=0.95),
    "kubernetes": Sureness(0.6, change=0.8, veto=0.9),
    "on_call": Sureness(0.5, change=0.7, veto=0.95),
    "quality": Sureness(0.6, change=0.97, veto=0.9),
    "batchable": Sureness(0.5, change=0.7, veto=0.9),
    "task": Sureness(0.85, change=0.7, veto=0.9),
    "regimes": Sureness(0.6, veto=0.97),
}


def second_reading(s: Scene, draft: Draft, before: Profile, placed: Sequence[tuple[Segment, int]]) -> None:
    """Reads the sentences of a message again and settles where the two readings differ."""
    for sentence in _worth_reading(s):
        said = head().read(_text(s, sentence))
        for name, slot in SLOTS.items():
            for path in _paths(slot, s, sentence, draft, placed):
                _settle(s, draft, before, sentence, path, said[name], SURE[name])
        _regimes(s, draft, before, sentence, said)


def sentences_of(s: Scene) -> list[str]:
    """The texts that the head is asked for."""
    return [_text(s, x) for x in _worth_reading(s)]


def _text(s: Scene, sentence: Sentence) -> str:
    start, end = s.span(sentence.start, sentence.end)
    return s.message[start:end]


def _worth_reading(s: Scene) -> Iterator[Sentence]:
    for sentence in s.sentences[:MOST_SENTENCES]:
        wordy = sum(k.kind == "word" for k in s.tokens[sentence.start : sentence.end])
        blocked = any(c.unsafe or c.quoted for c in sentence.clauses) or all(c.silent for c in sentence.clauses)
        if 2 <= wordy <= LONGEST and not blocked and not of_others(s, sentence):
            yield sentence


def _paths(slot: str, s: Scene, sentence: Sentence, draft: Draft, placed: Sequence[tuple[Segment, int]]) -> list[str]:
    """The slot's path; of a workload's slot that of the workload the sentence speaks of, none when unclear."""
    if not slot.startswith("workloads[]"):
        return [slot]
    owners = {i for part, i in placed if part.start < sentence.end and sentence.start < part.end}
    if len(owners) == 1:
        return [slot.replace("[]", f"[{owners.pop()}]")]
    return [slot.replace("[]", "[0]")] if len(draft.workloads) <= 1 and not owners else []


def _settle(s: Scene, draft: Draft, before: Profile, sentence: Sentence, path: str, said: Said, sure: Sureness) -> None:
    mine = _changed_here(s, draft, sentence, path)
    value = _typed(said.value)
    if mine is None:
        known = draft.get(path) if draft.workloads or not path.startswith("workloads") else None
        least = sure.fill if known is None else sure.change
        if known != value and said.probability >= least and not any(c.slot == path for c in draft.changes):
            _set(draft, path, value, sentence)
    elif mine == value:
        return
    elif said.probability >= sure.change:
        _set(draft, path, value, sentence)
    elif said.silent >= sure.veto:
        _take_back(draft, before, path)


def _changed_here(s: Scene, draft: Draft, sentence: Sentence, path: str) -> Any:
    """The value that the grammar has read for a slot from words of this sentence."""
    start, end = s.span(sentence.start, sentence.end)
    found = [c for c in draft.changes if c.slot == path and c.start < end and start < c.end]
    return found[-1].value if found else None


def _set(draft: Draft, path: str, value: Any, sentence: Sentence) -> None:
    if path.startswith("workloads[0]") and not draft.workloads:
        draft.workload("workload")
    draft.set(path, value, (sentence.start, sentence.end))


def _take_back(draft: Draft, before: Profile, path: str) -> None:
    """Back to what was known before the message."""
    draft.changes = [c for c in draft.changes if c.slot != path]
    draft.forget(path)
    earlier = Draft(before, draft.scene, draft.turn)
    if (old := earlier.get(path)) is not None:
        draft.put(path, old)
        draft.said.extend(x for x in before.said if x.slot == path)


def _regimes(s: Scene, draft: Draft, before: Profile, sentence: Sentence, said: dict[str, Said]) -> None:
    """Regimes that are hinted at, and those that are named but of others, of the past, or only asked about."""
    path, sure = "regulation.regimes", SURE["regimes"]
    named, elsewhere = _named(sentence), {n for x in s.sentences if x is not sentence for n in _named(x)}
    doubted = [  # beside another that is named, the grammar knows better which of them is ours
        n
        for n in draft.get(path) or ()
        if n in named - elsewhere
        and n not in (before.regulation.regimes or ())
        and n in head().regimes
        and len(named) == 1
        and said[f"regimes.{n}"].silent >= sure.veto
    ]
    if doubted:
        _without(s, draft, before, sentence, tuple(n for n in draft.get(path) if n not in doubted))
    known = tuple(draft.get(path) or ())
    hinted = [n for n in head().regimes if said[f"regimes.{n}"].probability >= sure.fill and n not in named]
    new = [n for n in hinted if n not in (*known, "none", "other")]
    if new:
        _set(draft, path, (*known, *new), sentence)
    elif "none" in hinted and not named and draft.get(path) is None:
        _set(draft, path, (), sentence)


def _named(sentence: Sentence) -> set[str]:
    return {h.tag.partition(":")[2] for c in sentence.clauses for h in c.prefixed("regime:")}


def _without(s: Scene, draft: Draft, before: Profile, sentence: Sentence, rest: tuple[str, ...]) -> None:
    path = "regulation.regimes"
    if not rest:
        _take_back(draft, before, path)
        return
    start, end = s.span(sentence.start, sentence.end)
    gone = [c for c in draft.changes if c.slot == path and c.start < end and start < c.end]
    draft.changes = [replace(c, value=rest) if c.slot == path else c for c in draft.changes if c not in gone]
    draft.said = [x for x in draft.said if x.slot != path or x.words not in {c.words for c in gone}]
    draft.put(path, rest)


def _typed(value: str | None) -> Any:
    return {"true": True, "false": False}.get(value or "", value)
