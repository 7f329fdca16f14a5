"""What an input does to the conversation: facts, and every repair that people make while they talk.

``talk`` and ``command`` are pure: they hold the input against the state and return an ``Outcome``; nothing is written.
Each task in an outcome is answered in words by ``agent.interview.replies`` once the new assessment is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from agent.errors import EditError
from agent.events import Change
from agent.interview import bank, show
from agent.state import JSON, UNDO_DEPTH, State
from tools.profile import Profile, Said, slot_value, with_slot

MARKS = {"skip": "skipped", "dont_know": "unknown", "refuse": "refused"}
TALK = frozenset(  # acts answered with words; the rest change something
    [
        "question",
        "why_ask",
        "what_means",
        "review",
        "compare",
        "resume",
        "greeting",
        "thanks",
        "out_of_scope",
        "unsafe",
        "arithmetic",
        "sources",
    ]
)


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


def talk(reading: Any, state: State) -> Outcome:
    """A message that was read: facts first, then each act in the order of the message."""
    before = profile_of(state)
    out = Outcome(reading.profile, tuple(reading.changes), tuple(reading.notes))
    question = state.get("question") or {}
    for act in reading.acts:
        _act(act, out, state, question.get("slot"))
    _slips(reading, out, state)
    if reading.language not in ("", "en", "und"):
        out.task("language", language=reading.language)
    if out.profile != before:
        remember(before, out, state)
    if question and (out.profile.state_of(question["slot"]) != before.state_of(question["slot"]) or out.changes):
        out.answers = True
    return out


def _act(act: Any, out: Outcome, state: State, asked: str | None) -> None:
    if act.kind in MARKS:
        mark(MARKS[act.kind], act.slot or asked, act.text, out, state)
    elif act.kind in TALK:
        out.task(act.kind, text=act.text, slot=act.slot or asked, term=act.term)
    elif act.kind in ACTS:
        ACTS[act.kind](act, out, state)


def mark(kind: Any, slot: str | None, text: str, out: Outcome, state: State) -> None:
    """Skip, don't know, rather not say: three different states of a slot, none of which is a value."""
    if slot is None:
        out.task("nothing_open")
        return
    if out.profile.state_of(slot) != kind:
        said = Said(slot=slot, words=text[:200], message=max(state.get("turn", 1) - 1, 0), state=kind)
        out.profile = out.profile.model_copy(update={"said": (*(s for s in out.profile.said if s.slot != slot), said)})
    out.task(kind, slot=slot)


def _what_if(act: Any, out: Outcome, state: State) -> None:
    """An assessment on a copy; the profile is left alone until the change is adopted."""
    trial, words = out.profile, []
    for change in act.changes:
        trial = with_slot(trial, change.slot, change.value)
        words.append(change.shown or show.change(trial, change.slot, change.value))
    if trial == out.profile:
        out.task("trial_unclear")
        return
    out.state |= State(trial=dump(trial), trial_words="; ".join(words))
    out.task("trial")


def _adopt(act: Any, out: Outcome, state: State) -> None:
    trial = out.state.get("trial") or state.get("trial")
    if not trial:
        out.task("no_trial")
        return
    out.profile = Profile.model_validate(trial)
    out.state |= State(trial=None, trial_words="")
    out.task("adopted")


def _discard(act: Any, out: Outcome, state: State) -> None:
    out.task("discarded" if state.get("trial") else "no_trial")
    out.state |= State(trial=None, trial_words="")


def _undo(act: Any, out: Outcome, state: State) -> None:
    undo(out, state)


def _restart(act: Any, out: Outcome, state: State) -> None:
    out.profile = Profile()
    out.state |= State(trial=None, trial_words="", asked=[], slip=None)
    out.task("restarted")


def _scenario(act: Any, out: Outcome, state: State) -> None:
    keep(act.term or f"scenario {len(state.get('scenarios') or {}) + 1}", out, state)


ACTS: dict[str, Callable[[Any, Outcome, State], None]] = {
    "what_if": _what_if, "adopt": _adopt, "discard": _discard, "undo": _undo, "cancel": _undo, "restart": _restart,
    "scenario": _scenario,
}  # fmt: skip


def remember(before: Profile, out: Outcome, state: State) -> None:
    """Makes the profile before this input the next one that undo brings back."""
    if "past" not in out.state:
        out.state |= State(past=[*(state.get("past") or []), dump(before)][-UNDO_DEPTH:], future=[])


def undo(out: Outcome, state: State) -> None:
    """Back to the profile before the last change; what is left can be done again."""
    past = list(state.get("past") or [])
    if not past:
        out.task("nothing_to_undo")
        return
    now = profile_of(state)
    out.profile = Profile.model_validate(past.pop())
    out.state |= State(past=past, future=[*(state.get("future") or []), dump(now)])
    out.task("undone", what=show.diff(out.profile, now))


def redo(out: Outcome, state: State) -> None:
    future = list(state.get("future") or [])
    if not future:
        out.task("nothing_to_redo")
        return
    now = profile_of(state)
    out.profile = Profile.model_validate(future.pop())
    out.state |= State(future=future, past=[*(state.get("past") or []), dump(now)])
    out.task("redone", what=show.diff(now, out.profile))


def keep(name: str, out: Outcome, state: State) -> None:
    """The profile as it is (a what-if included) kept under a name, to be compared."""
    kept = out.state.get("trial") or state.get("trial") or dump(out.profile)
    out.state["scenarios"] = {**(state.get("scenarios") or {}), name: kept}
    out.task("kept", name=name)


def use(name: str, out: Outcome, state: State) -> None:
    kept = (state.get("scenarios") or {}).get(name)
    if kept is None:
        out.task("no_scenario", name=name)
        return
    out.profile = Profile.model_validate(kept)
    remember(profile_of(state), out, state)
    out.task("used", name=name)


def drop(name: str, out: Outcome, state: State) -> None:
    kept = dict(state.get("scenarios") or {})
    out.task("dropped" if kept.pop(name, None) is not None else "no_scenario", name=name)
    out.state["scenarios"] = kept


def edit(slot: str, value: Any, out: Outcome, state: State) -> None:
    """A value entered by hand. Error: EditError when it does not fit the slot."""
    before = profile_of(state)
    try:
        changed = with_slot(before, slot, value)
    except (KeyError, ValueError) as e:
        raise EditError(f"{value!r} does not fit {bank.short(slot, before)} ({slot}).") from e
    words = show.value(slot, slot_value(changed, slot))
    mark = Said(slot=slot, words=words, message=max(state.get("turn", 1) - 1, 0))
    others = tuple(s for s in before.said if s.slot != slot)
    out.profile = changed.model_copy(update={"said": others if value is None else (*others, mark)})
    out.changes = (Change(slot, slot_value(changed, slot), words, 0, 0),)
    out.task("edited", what=f"{bank.short(slot, changed)}: {words}")
    if out.profile != before:
        remember(before, out, state)


def command(inbox: JSON, state: State) -> Outcome:
    """An input that is not a message: a button, a key, a value edited in place."""
    out = Outcome(profile_of(state), answers=True)
    name = str(inbox.get("name") or "")
    match inbox["do"]:
        case "edit":
            edit(inbox["slot"], inbox.get("value"), out, state)
        case "undo":
            undo(out, state)
        case "redo":
            redo(out, state)
        case "keep":
            keep(name, out, state)
        case "use":
            use(name, out, state)
        case "drop":
            drop(name, out, state)
        case "adopt":
            _adopt(None, out, state)
            remember(profile_of(state), out, state)
        case "discard":
            _discard(None, out, state)
        case "restart":
            _restart(None, out, state)
            remember(profile_of(state), out, state)
        case other:
            out.task(other)  # review, compare, resume: only to be shown
    return out


def slip_key(slot: str, value: float) -> str:
    """What a slip is remembered by among the questions asked."""
    return f"slip:{slot}:{value:g}"


def _slips(reading: Any, out: Outcome, state: State) -> None:
    """A figure beyond what is plausible is asked back once; saying it again takes it as it stands."""
    for slip in reading.slips[:1]:
        if slip_key(slip.slot, slip.value) in (state.get("asked") or []):
            out.profile = with_slot(out.profile, slip.slot, slip.value)
            out.state["slip"] = None
            out.task("slip_confirmed", what=show.change(out.profile, slip.slot, slip.value))
            return
        out.state["slip"] = {
            "slot": slip.slot, "value": slip.value, "words": slip.words, "question": slip.question,
            "suggestion": slip.suggestion,
        }  # fmt: skip
