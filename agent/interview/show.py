"""The profile in words a person reads: one line, a list to review, what a change did."""

from __future__ import annotations

from typing import Any

from agent.evidence import units, words
from agent.interview import bank
from tools.profile import Profile

EXACT = 1000
STATES = {"skipped": "skipped", "refused": "rather not said", "unknown": "not known"}


def value(slot: str, given: Any) -> str:
    """One value in words: ``30M tokens a day``, ``EU``, ``a dedicated GPU team``."""
    if given is None:
        return "left open"
    if isinstance(given, dict):
        return " x ".join(str(v) for v in reversed(given.values()))  # 8 x H200
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        whole = float(given).is_integer() or abs(given) < EXACT  # cents of a million are nobody's own figure
        return units.say(given, words.unit_of(slot), exact=whole)
    return words.value_words(slot, given)


def change(profile: Profile, slot: str, given: Any) -> str:
    return f"{bank.short(slot, profile)}: {value(slot, given)}"


def slots(profile: Profile) -> list[tuple[str, Any]]:
    """Every filled slot of a profile with its value, in reading order."""
    out: list[tuple[str, Any]] = []
    for index, workload in enumerate(profile.workloads):
        out += [
            (f"workloads[{index}].{k}", v) for k, v in workload if k not in ("name", "regulation") and v is not None
        ]
        if workload.regulation is not None:
            out += [(f"workloads[{index}].regulation.{k}", v) for k, v in workload.regulation if v is not None]
    for section in ("current", "regulation", "team", "money"):
        for key, v in getattr(profile, section):
            if v is not None:
                out.append((f"{section}.{key}", v.model_dump() if hasattr(v, "model_dump") else v))
    return out


def summary(profile: Profile) -> str:
    """What is known, in one line."""
    return "; ".join(change(profile, slot, v) for slot, v in slots(profile)) or "nothing yet"


def differences(before: Profile, after: Profile) -> list[tuple[str, Any]]:
    """The slots in which two profiles differ, with the value in ``after``."""
    old, new = dict(slots(before)), dict(slots(after))
    return [(s, new.get(s)) for s in {**old, **new} if old.get(s) != new.get(s)]


def moved(before: Profile, after: Profile, *, given_only: bool = False) -> list[str]:
    """What changed between two profiles, each in words. Where a workload left or came back, its slots go with it.
    ``given_only``: without what is left open now."""
    names, now = [w.name for w in before.workloads], [w.name for w in after.workloads]
    told = differences(before, after)
    if len(names) == len(now) or not names or not now:
        return [change(after, slot, given) for slot, given in told if given is not None or not given_only]
    gone, new = [n for n in names if n not in now], [n for n in now if n not in names]
    parts = [f"no longer counted: {', '.join(gone)}"] if gone and not given_only else []
    parts += [f"counted: {', '.join(new)}"] if new else []
    rest = [(slot, given) for slot, given in told if not slot.startswith("workloads[")]
    return parts + [change(after, slot, given) for slot, given in rest if given is not None or not given_only]


def diff(before: Profile, after: Profile) -> str:
    """What changed between two profiles, in one line."""
    if told := moved(before, after):
        return "; ".join(told)
    marks = [s for s in after.said if s not in before.said] or [s for s in before.said if s not in after.said]
    return "; ".join(f"{bank.short(s.slot, after)}: {STATES.get(s.state, s.state)}" for s in marks) or "nothing"


def review(profile: Profile, assumed: dict[str, str]) -> str:
    """The list behind "what have you got?": said, left open by the user, assumed."""
    said = {s.slot: s for s in profile.said}
    lines = ["| what | value | how it is known |", "| --- | --- | --- |"]
    for slot, given in slots(profile):
        how = _quoted(said[slot].words) if slot in said else "entered by hand"
        lines.append(f"| {bank.short(slot, profile)} | {value(slot, given)} | {how} |")
    for slot, mark in said.items():
        if mark.state != "said":
            lines.append(f"| {bank.short(slot, profile)} | open | {STATES[mark.state]} |")
    lines += [f"| {bank.short(slot, profile)} | {shown} | assumed |" for slot, shown in assumed.items()]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "“" + " ".join(text.split()).replace("|", "\\|")[:120] + "”"
