"""The graph's way of one message, its state, and the errors on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.errors import BreakevenError, SessionsDamagedError
from agent.events import Asked, Assessed, Done, Failed, PassageFound, Text, Understood
from agent.graph import RECURSION_LIMIT, build, config, once
from agent.nodes.desk import Desk, Memory
from agent.settings import Settings
from agent.state import State


@pytest.fixture
def advisor(own_home: Path) -> Advisor:
    settings = Settings(home=own_home)
    return Advisor(settings, parts=Parts(settings))


def test_the_steps_are_the_five_of_the_design() -> None:
    drawn = build().get_graph()
    assert [n for n in drawn.nodes if not n.startswith("__")] == ["understand", "assess", "support", "write", "listen"]
    assert ("listen", "understand") in {(e.source, e.target) for e in drawn.edges}


def test_events_come_in_the_order_of_the_steps(advisor: Advisor) -> None:
    kinds = [type(e) for e in advisor.open().send("volume=30000000")]
    assert kinds[:3] == [Understood, Assessed, PassageFound]
    assert kinds[-2:] == [Asked, Done]
    assert set(kinds[3:-2]) == {Text}


def test_a_single_question_takes_the_steps_of_the_graph(advisor: Advisor) -> None:
    kept = list(advisor.open().send("volume=30000000"))
    inbox = {"do": "say", "text": "volume=30000000"}
    alone = once(State(turn=1, answered=0, profile={}, inbox=inbox), advisor.desk())
    assert alone == kept
    assert isinstance(alone[-1], Done)


def test_a_single_question_does_not_wait_for_langgraph(own_home: Path) -> None:
    code = (
        "import sys; from agent.advisor import Advisor; from agent.settings import load_settings\n"
        "answer = Advisor(load_settings(model='builtin')).ask(['Support chat, 30M tokens a day'])\n"
        "print(answer.schema_, [m for m in ('langgraph', 'chromadb') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert out.stdout.strip() == "1 []"


def test_warming_reads_and_decides_once(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, done = Settings(home=own_home), []
    parts = Parts(settings)
    for name in ("read", "glance"):
        part = getattr(parts, name)
        monkeypatch.setattr(parts, name, lambda *a, n=name, p=part, **more: (done.append(n), p(*a, **more))[1])
    Advisor(settings, parts=parts).warm()
    assert sorted(done) == ["glance", "read"]


def test_the_fragments_are_the_answer(advisor: Advisor) -> None:
    events = list(advisor.open().send("volume=30000000"))
    done = events[-1]
    assert isinstance(done, Done)
    assert "".join(e.fragment for e in events if isinstance(e, Text)) == done.answer.answer


def test_the_state_is_plain_json_and_every_key_is_declared(advisor: Advisor) -> None:
    session = advisor.open()
    for message in ("volume=30000000", "#what_if(volume=9e8)", "#scenario:A", "gpu=none", "#undo", "?why"):
        list(session.send(message))
    values = advisor.graph.get_state(config(session.id)).values
    assert json.loads(json.dumps(values)) == values
    assert set(values) <= set(get_type_hints(State))


def test_no_passage_text_in_the_state(advisor: Advisor) -> None:
    session = advisor.open()
    list(session.send("volume=30000000"))
    values = advisor.graph.get_state(config(session.id)).values
    assert values["support"] == ["book:0-5"]
    assert "RECOMMENDED" not in json.dumps(values)


def test_one_shot_ends_after_writing_and_saves_nothing(advisor: Advisor, own_home: Path) -> None:
    answer = advisor.ask(["volume=30000000", "gpu=none"], id="x")
    assert (answer.id, answer.profile.team.gpu_ops, answer.recommendation.option) == ("x", "none", "frontier_api")
    assert answer.profile.workloads[0].tokens_per_day == 30e6
    assert not own_home.exists()


def test_one_shot_always_writes_the_whole_recommendation(advisor: Advisor) -> None:
    assert "RECOMMENDED" in advisor.ask(["?who says so"]).answer
    assert "RECOMMENDED" in advisor.ask([""]).answer
    with pytest.raises(BreakevenError):
        advisor.ask([])


def test_the_recursion_limit_is_ours() -> None:
    assert config("x")["recursion_limit"] == RECURSION_LIMIT == 50


def test_tracing_is_forced_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    build()
    assert {os.environ[n] for n in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2")} == {"false"}


def test_the_door_is_light_to_import() -> None:
    heavy = ["langgraph", "openai", "chromadb", "onnxruntime", "genai_prices", "textual", "langchain_core"]
    code = f"import sys, agent.advisor; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("part", ["read", "assess", "compose"])
def test_a_broken_part_is_one_sentence_and_the_session_goes_on(part: str, own_home: Path) -> None:
    settings = Settings(home=own_home)
    parts = Parts(settings)
    session = Advisor(settings, parts=parts).open()
    list(session.send("volume=30000000"))
    parts.fail = {part}
    failed = list(session.send("gpu=none"))[-1]
    assert isinstance(failed, Failed)
    assert f"{part} is broken" in failed.message and "\n" not in failed.message
    assert session.profile.team.gpu_ops is None
    parts.fail = set()
    assert isinstance(list(session.send("gpu=some"))[-1], Done)
    assert session.profile.team.gpu_ops == "some"


def test_a_broken_first_message_leaves_an_empty_session(own_home: Path) -> None:
    settings = Settings(home=own_home)
    parts = Parts(settings, fail={"compose"})
    session = Advisor(settings, parts=parts).open()
    assert isinstance(list(session.send("volume=30000000"))[-1], Failed)
    parts.fail = set()
    list(session.send("gpu=none"))
    assert (session.profile.workloads, session.profile.team.gpu_ops) == ((), "none")


def test_our_own_errors_keep_their_words(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=own_home)
    parts = Parts(settings)

    def damaged(*_: Any, **__: Any) -> None:
        raise SessionsDamagedError("sessions.sqlite", "torn")

    monkeypatch.setattr(parts, "compose", damaged)
    assert list(Advisor(settings, parts=parts).open().send("hello"))[-1] == Failed(
        "The file of saved sessions sessions.sqlite is damaged (torn); move it away and start again."
    )


def test_the_same_profile_is_assessed_once_a_message(own_home: Path) -> None:
    settings = Settings(home=own_home)
    parts = Parts(settings)
    Advisor(settings, parts=parts).ask(["volume=30000000"])
    assert parts.calls.count("assess") == 1


def test_the_memory_forgets_the_oldest() -> None:
    memory, made = Memory(size=2), []
    for key in ("a", "b", "a", "c", "b"):
        memory.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_a_desk_without_a_model_says_so(own_home: Path) -> None:
    usage = Desk(Parts(Settings(home=own_home))).usage()
    assert (usage.model, usage.calls, usage.tokens) == (None, 0, 0)
