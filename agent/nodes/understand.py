"""understand: words, or a value edited in place, become changes of the profile, each with the span it came from."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.events import Understood
from agent.interview import confirm, moves, repairs
from agent.interview.outcome import Outcome, dump, profile_of
from agent.nodes.desk import Desk
from agent.state import JSON, State
from tools.profile import Profile

WORDS_KEPT, WORDS_LENGTH = 30, 4_000  # what the number check may refer back to


def understand(state: State, runtime: Runtime[Desk]) -> State:
    out, update = take(state, runtime.context)
    runtime.stream_writer(Understood(out.changes, out.profile, out.notes))
    return update


def take(state: State, desk: Desk) -> tuple[Outcome, State]:
    """What the input does, and the updates of the state that follow."""
    inbox = state["inbox"]
    out = _said(inbox, state, desk) if inbox["do"] == "say" else moves.command(inbox, state)
    before = profile_of(state)
    update: dict[str, Any] = {
        "profile": dump(out.profile),
        "tasks": out.tasks,
        "changed": out.profile != before,
        "words": _words(inbox, state),
        "question": None if out.answers else state.get("question"),
        **out.state,
    }
    return out, State(**update)  # type: ignore[typeddict-item]


def _said(inbox: JSON, state: State, desk: Desk) -> Outcome:
    text = str(inbox.get("text") or "")
    profile = profile_of(state)
    if not text.strip():
        return _only("empty", profile)
    offered = confirm.settled(text, state)
    if offered is not None:
        return offered
    if command := moves.as_command(text):
        return moves.command(command, state)
    asked = (state.get("question") or {}).get("slot")
    reading = desk.parts.read(text, profile, asked=asked, turn=state.get("turn", 1) - 1)
    if any(act.kind == "restart" for act in reading.acts):
        reading = desk.parts.read(text, Profile(), asked=None, turn=state.get("turn", 1) - 1)
    elif repairs.by_the_way(reading, asked, text):
        reading = desk.parts.read(text, profile, asked=None, turn=state.get("turn", 1) - 1)
    if desk.model is not None:
        from agent.llm.propose import propose

        reading = propose(text, reading, desk, turn=state.get("turn", 1) - 1)
    out = repairs.talk(reading, state)
    if inbox.get("cut"):
        out.task("huge")
    if not out.tasks and not out.changes and out.profile == profile and not reading.slips:
        out.task("repeated" if text in (state.get("words") or [])[-1:] else "nothing_new")
    return out


def _only(task: str, profile: Any) -> Outcome:
    out = Outcome(profile)
    out.task(task)
    return out


def _words(inbox: JSON, state: State) -> list[str]:
    text = str(inbox.get("text") or "")[:WORDS_LENGTH]
    kept = list(state.get("words") or [])
    return ([*kept, text] if text.strip() else kept)[-WORDS_KEPT:]
