"""understand: words, or a value edited in place, become changes of the profile, each with the span it came from."""

from __future__ import annotations

from typing import Any

from langgraph.runtime import Runtime

from agent.events import Understood
from agent.interview import confirm, repairs
from agent.nodes.desk import Desk
from agent.state import JSON, State

WORDS_KEPT, WORDS_LENGTH = 30, 4_000  # what the number check may refer back to


def understand(state: State, runtime: Runtime[Desk]) -> State:
    out, update = take(state, runtime.context)
    runtime.stream_writer(Understood(out.changes, out.profile, out.notes))
    return update


def take(state: State, desk: Desk) -> tuple[repairs.Outcome, State]:
    """What the input does, and the updates of the state that follow."""
    inbox = state["inbox"]
    out = _said(inbox, state, desk) if inbox["do"] == "say" else repairs.command(inbox, state)
    before = repairs.profile_of(state)
    update: dict[str, Any] = {
        "profile": repairs.dump(out.profile),
        "tasks": out.tasks,
        "changed": out.profile != before,
        "words": _words(inbox, state),
        "question": None if out.answers else state.get("question"),
        **out.state,
    }
    return out, State(**update)  # type: ignore[typeddict-item]


def _said(inbox: JSON, state: State, desk: Desk) -> repairs.Outcome:
    text = str(inbox.get("text") or "")
    profile = repairs.profile_of(state)
    if not text.strip():
        return _only("empty", profile)
    offered = confirm.settled(text, state)
    if offered is not None:
        return offered
    asked = (state.get("question") or {}).get("slot")
    reading = desk.parts.read(text, profile, asked=asked, turn=state.get("turn", 1) - 1)
    if desk.model is not None:
        from agent.llm.propose import propose

        reading = propose(text, reading, desk, turn=state.get("turn", 1) - 1)
    out = repairs.talk(reading, state)
    if inbox.get("cut"):
        out.task("huge")
    if not out.tasks and not out.changes and out.profile == profile and not reading.slips:
        out.task("repeated" if text in (state.get("words") or [])[-1:] else "nothing_new")
    return out


def _only(task: str, profile: Any) -> repairs.Outcome:
    out = repairs.Outcome(profile)
    out.task(task)
    return out


def _words(inbox: JSON, state: State) -> list[str]:
    text = str(inbox.get("text") or "")[:WORDS_LENGTH]
    kept = list(state.get("words") or [])
    return ([*kept, text] if text.strip() else kept)[-WORDS_KEPT:]
