"""What one input did to the conversation, and the profile as it stands in the state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agent.events import Change
from agent.state import JSON, UNDO_DEPTH, State
from tools.profile import Profile


@dataclass
class Outcome:
    """The profile after the input and what must be said about it."""

    profile: Profile
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    tasks: list[JSON] = field(default_factory=list)
    state: State = field(default_factory=lambda: State())  # further updates of the state
    answers: bool = False  # the open question was answered, closed or overtaken

    def task(self, kind: str, **more: Any) -> None:
        self.tasks.append({"kind": kind, **more})


def profile_of(state: State) -> Profile:
    return Profile.model_validate(state.get("profile") or {})


def dump(profile: Profile) -> JSON:
    return profile.model_dump(mode="json", exclude_defaults=True)


def remember(before: Profile, out: Outcome, state: State) -> None:
    """Makes the profile before this input the next one that undo brings back. A what-if that was supposed of it is no
    what-if of the new one: it would be kept, or taken, without what was said since."""
    if state.get("trial") and out.state.get("trial") in (None, state["trial"]):
        out.state |= State(trial=None, trial_words="")
    if "past" not in out.state:
        out.state |= State(past=[*(state.get("past") or []), dump(before)][-UNDO_DEPTH:], future=[])
