"""What is only set beside the profile: "compare with 8 H200 of our own", "put 400k and 800k side by side"."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from agent.events import Change
from agent.evidence import safe
from agent.evidence.followup import intents, mentions
from agent.interview.outcome import Outcome, dump
from agent.state import State
from tools.profile import Profile, slot_value, with_slot

BESIDE = re.compile(r"compare(?: (?:it|this|that|these|us))? (?:with|to)\b", re.I)
LONGEST_NAME = 38  # characters


def beside(reading: Any, before: Profile, text: str) -> Any:
    """The reading without facts where it only compares: what stands beside the profile is supposed."""
    act = next((a for a in reading.acts if a.kind == "compare"), None)
    if act is None:
        return reading
    told = tuple(c for c in reading.changes if c.value is not None)
    if _several(told, before):
        each = dataclasses.replace(act, changes=told)
        others = tuple(a for a in reading.acts if a.kind not in ("compare", "facts"))
        return dataclasses.replace(reading, profile=before, changes=(), acts=(*others, each))
    if not BESIDE.match(act.text):
        return reading
    if not told:  # "compare with staying" asks about an option, not about a scenario
        if not mentions.named(text) and intents.of(text)[0] != "nothing":
            return reading
        asked = dataclasses.replace(act, kind="question", text=text)
        return dataclasses.replace(reading, acts=tuple(asked if a is act else a for a in reading.acts))
    supposed = dataclasses.replace(act, kind="what_if", changes=told)
    others = tuple(a for a in reading.acts if a.kind not in ("compare", "facts"))
    return dataclasses.replace(reading, profile=before, changes=(), acts=(*others, supposed))


def _several(told: tuple[Change, ...], before: Profile) -> bool:
    """Whether one slot, known already, is given more than one value: none of them corrects what is known."""
    slots = [c.slot for c in told]
    return len(set(slots)) < len(slots) and all(slot_value(before, slot) is not None for slot in set(slots))


def keep_each(act: Any, out: Outcome, state: State) -> None:
    """Each of the values that are compared as a scenario of its own, named by the user's words."""
    kept = dict(out.state.get("scenarios") or state.get("scenarios") or {})
    for change in act.changes:
        kept[safe.quoted(change.words)[:LONGEST_NAME]] = dump(with_slot(out.profile, change.slot, change.value))
    out.state["scenarios"] = kept
