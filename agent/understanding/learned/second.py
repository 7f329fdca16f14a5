"""Where the trained reading meets the grammar's: it fills what is open, and contradicts only when it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.learned.head import Said, head
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.whose import of_others
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
    value than the grammar, to take the grammar's value back (the sentence says nothing of the slot), and to take it
    back though it would be the likelier one of those that could have been said (2: never)."""

    fill: float
    change: float = 0.9
    veto: float = 0.97
    blank: float = 2.0


# From the F1 of both readings together on texts held back from the training (bench/reading/fuse.py); stricter where a
# message of tests/cases was read worse, since a sentence by itself lacks what stands beside it. ``blank`` stands where
# it took away no right value of tests/cases and some wrong ones; the slots without it had none to take away.
SURE = {
    "third_party": Sureness(0.6, change=0.9, veto=0.95),
    "hosting": Sureness(0.5, change=0.6, veto=0.95),
    "air_gapped": Sureness(0.8, change=0.7, veto=0.95, blank=0.97),
    "gpu_ops": Sureness(0.6, change=0.7, veto=0.95, blank=0.98),
    "can_hire": Sureness(0.5, change=0.7, veto=0.95, blank=0.97),
    "kubernetes": Sureness(0.6, change=0.8, veto=0.9, blank=0.97),
    "on_call": Sureness(0.5, change=0.7, veto=0.95),
    "quality": Sureness(0.6, change=0.97, veto=0.9),
    "batchable": Sureness(0.5, change=0.7, veto=0.9, blank=0.95),
    "task": Sureness(0.85, change=0.7, veto=0.9),
    "regimes": Sureness(0.6, change=0.97, veto=0.97),
}


def second_reading(
    s: Scene, draft: Draft, before: Profile, placed: Sequence[tuple[Segment, int]], *, supposing: bool = False
) -> None:
    """Reads the sentences of a message again and settles where the two readings differ. ``supposing``: a supposition is
    read as if it were so, which the trained reading, seeing its words, takes for no fact."""
    for sentence in _worth_reading(s):
        said = head().read(_text(s, sentence))
        for name, slot in SLOTS.items():
            if name in sentence.sure or (name == "quality" and sentence.question):
                continue  # "a hosted open model, or our own fine-tune?" asks
            if slot.startswith("regulation.") and _said_of_one(draft, slot):
                continue
            for path in _paths(slot, s, sentence, draft, placed):
                sure = _sureness(s, name, supposing=supposing)
                _settle(s, draft, before, sentence, path, said[name], sure)
        _place_of_rule(draft, sentence, said["third_party"])
        if "regimes" not in sentence.sure:
            _regimes(s, draft, before, sentence, said)


def _said_of_one(draft: Draft, slot: str) -> bool:
    """Whether the grammar has read a rule as that of a workload: then it is not that of all."""
    leaf = slot.rpartition(".")[2]
    return any(w["regulation"] and w["regulation"][leaf] is not None for w in draft.workloads)


def _sureness(s: Scene, name: str, *, supposing: bool) -> Sureness:
    """In other languages than English, which it has not been taught, it fills what is open and contradicts nobody."""
    sure = SURE[name]
    if s.language != "en":
        return replace(sure, change=2.0, blank=2.0)
    return replace(sure, blank=2.0) if supposing else sure


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
        blocked = blocked or "*" in sentence.sure
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
        named = not path.endswith("third_party") or _of_data(sentence)
        if named and known != value and said.probability >= least and not any(c.slot == path for c in draft.changes):
            _set(draft, path, value, sentence)
    elif mine == value:
        if said.silent >= sure.blank:
            _take_back(draft, before, path)
    elif said.probability >= sure.change:
        _set(draft, path, value, sentence)
    elif said.silent >= sure.veto:
        _take_back(draft, before, path)


def _place_of_rule(draft: Draft, sentence: Sentence, said: Said) -> None:
    """Where the vendors are bound to a region, and one is named: that one."""
    if said.value != "in_region" or draft.get("regulation.third_party") != "in_region":
        return
    named = {h.tag[7:] for c in sentence.clauses if not c.silent for h in c.prefixed("region:")}
    if len(named) == 1 and draft.get("regulation.region") is None:
        _set(draft, "regulation.region", named.pop(), sentence)


_DATA_TAGS = ("VENDOR", "DATA", "SEND", "AUTHORITY", "KEEP", "BAA", "ZERO_RETENTION", "LEAVE", "ALLOW", "REGION_RULE")


def _of_data(sentence: Sentence) -> bool:
    """Whether a sentence names data, those who would get it, or a rule: "open source is in our blood" does not."""
    named = any(c.prefixed("provider:") or c.prefixed("region:") for c in sentence.clauses)
    return named or sentence.has(*_DATA_TAGS)


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
    hinted = [
        n for n in head().regimes if said[f"regimes.{n}"].probability >= (sure.change if n in named else sure.fill)
    ]
    new = [n for n in hinted if n not in (*known, *s.refused, "none", "other")]
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
