"""A real language model, small enough for CI, takes part in whole interviews over HTTP; they end right either way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.advisor import Advisor
from agent.events import Done, Failed
from agent.interview import show
from agent.llm import capabilities
from agent.schema import Answer
from agent.settings import Settings

pytestmark = pytest.mark.slow
INTERVIEW = [
    "We summarise support tickets for customers in the EU, about 30M tokens a day.",
    "why do you ask?",
    "Nobody here has run GPUs and we cannot hire for it.",
    "Finance looks eighteen months ahead, no further.",
    "what if we double?",
]
PATIENCE_S = 60.0  # for the model's part in one answer: it shares two cores with the rest of CI


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = Path(__file__).with_name("serve_small_model.py")
    command = [sys.executable, str(script), str(tmp_path_factory.mktemp("model"))]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    line = server.stdout.readline().split()
    assert line[:1] == ["READY"], "the small model did not start; is the package index reachable?"
    yield line[1]
    server.kill()
    server.communicate()


@pytest.fixture(autouse=True)
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.llm.client.CALL_S", PATIENCE_S / 2)
    monkeypatch.setattr("agent.llm.client.ANSWER_S", PATIENCE_S)


def interview(settings: Settings) -> tuple[list[Answer], list[str]]:
    session, answers, notes = Advisor(settings).open(), [], []
    for text in INTERVIEW:
        for event in session.send(text):
            assert not isinstance(event, Failed), event.message
            notes += getattr(event, "notes", ())
            if isinstance(event, Done):
                answers.append(event.answer)
    return answers, notes


def test_the_probe_sees_what_a_small_model_can_do(
    small_model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.llm.client.CALL_S", 3 * PATIENCE_S)
    monkeypatch.setattr("agent.llm.client.ANSWER_S", 3 * PATIENCE_S)
    monkeypatch.setattr(capabilities, "LONG", 300)  # words; the real length takes a model on two cores half a minute
    found = capabilities.probe(Settings(model="local", home=tmp_path, openai_base_url=small_model))
    assert found.reachable and found.latency_ms is not None
    assert not found.tools  # no model of this size calls one


def test_a_whole_interview_with_a_small_model_ends_right(small_model: str, tmp_path: Path) -> None:
    plain, _ = interview(Settings(home=tmp_path / "plain"))
    settings = Settings(model="local", home=tmp_path / "model", openai_base_url=small_model)
    answers, notes = interview(settings)
    assert len(answers) == len(INTERVIEW)
    last, built_in = answers[-1], plain[-1]
    assert last.recommendation.option == built_in.recommendation.option
    said = dict(show.slots(built_in.profile))
    for slot, value in show.slots(last.profile):
        words = next(s.words for s in last.profile.said if s.slot == slot) if slot not in said else ""
        assert said.get(slot, value) == value
        assert words in " ".join(INTERVIEW), f"{slot} rests on words that nobody said"
    assert sum(a.usage.calls for a in answers) >= 2
    assert all(a.usage.model == "local" for a in answers)
    told = " ".join(notes) + " ".join(w.text for a in answers for w in a.recommendation.warnings)
    assert "local" in told or all(a.usage.tokens for a in answers if a.usage.calls)
