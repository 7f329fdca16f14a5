"""A session of an older shape is brought up to date when it is opened; one without a way is refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.errors import SessionError
from agent.events import Done
from agent.graph import config
from agent.sessions import migrations, session
from agent.sessions.migrations import migrated
from agent.settings import load_settings


def advisor() -> Advisor:
    return Advisor(load_settings(), parts=Parts(load_settings()))  # type: ignore[arg-type]


def saved() -> str:
    first = advisor()
    opened = first.open()
    assert isinstance(list(opened.send("volume=30000000"))[-1], Done)
    first.close()
    return opened.id


def test_steps_are_taken_in_order() -> None:
    steps: dict[int, Any] = {1: lambda d: d | {"a": 1}, 2: lambda d: d | {"b": d["a"] + 1}}
    assert migrated({"schema": 1}, 3, steps) == {"schema": 3, "a": 1, "b": 2}
    same = {"schema": 3}
    assert migrated(same, 3, steps) is same and migrated({}, 3, steps) == {}
    with pytest.raises(SessionError, match="schema 0"):
        migrated({"schema": 0}, 3, steps)


def test_an_old_session_is_opened_brought_up_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    old = saved()
    step: dict[int, Any] = {1: lambda d: d | {"trial_words": "renamed"}}
    monkeypatch.setattr(session, "SCHEMA", 2)
    monkeypatch.setattr(migrations, "STEPS", step)
    later = advisor()
    opened = later.open(old)
    values = later.graph.get_state(config(old)).values
    assert (values["schema"], values["trial_words"]) == (2, "renamed")
    assert opened.profile.workloads[0].tokens_per_day == 30e6
    assert isinstance(list(opened.send("gpu=none"))[-1], Done)
    assert opened.profile.team.gpu_ops == "none"
    later.close()


def test_an_old_session_without_a_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = saved()
    monkeypatch.setattr(session, "SCHEMA", 2)
    with pytest.raises(SessionError, match="schema 1"):
        advisor().open(old)


def test_an_old_answer_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    later = advisor()
    kept = later.open(saved())._journal.last_answer(later.sessions()[0].id)
    assert kept is not None
    without = {**kept, "usage": None, "schema": 0}
    step: dict[int, Any] = {0: lambda d: d | {"usage": kept["usage"]}}
    monkeypatch.setattr(migrations, "ANSWERS", step)
    assert session.answer_from(without).to_json() == kept
    later.close()
