"""Any text at all is read without an error, in bounded work, and edits made elsewhere are respected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.understanding import read
from agent.understanding.scene import MOST_TOKENS, scene
from tools.profile import Profile, with_slot

PIECES = st.sampled_from(
    ["5M", "tokens", "a day", "per", "$", "€", "12", "k", "%", "not", "if", "?", ".", ",", "HIPAA", "and", "half", "of", "x", "-", "to", "Claude", "70B", "no", "GPU", "one",  # noqa: E501
     "million", "1.5", "each", "users", "input", "\n", "(", ")", '"', "EU", "only", "sorry", "double", "hours", "every", "三", "万", "😀", "month", "we", "pay"]  # noqa: E501
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=25),
    st.sampled_from([None, "workloads[0].tokens_per_day", "team.gpu_ops", "regulation.regimes"]),
)
def test_word_salad(pieces: list[str], asked: str | None) -> None:
    reading = read(" ".join(pieces), Profile(), asked=asked)
    again = read(" ".join(pieces), reading.profile, turn=1)
    assert Profile.model_validate(again.profile.model_dump()) == again.profile


CASES = Path(__file__).parents[2] / "cases"
SAID = sorted(
    {
        word
        for line in (CASES / "open1_utterances.jsonl").read_text(encoding="utf-8").splitlines()
        for message in json.loads(line)["messages"]
        for word in message.split()
    }
)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=14), st.lists(st.sampled_from(SAID), max_size=6))
def test_words_that_people_used_in_any_order(first: list[str], second: list[str]) -> None:
    reading = read(" ".join(first), Profile())
    again = read(" ".join(second), reading.profile, turn=1)
    assert Profile.model_validate(again.profile.model_dump()) == again.profile


@pytest.mark.parametrize(
    "text",
    [
        "us data inference vendor",
        "3:1 between extraction and chat, 8M tokens a day",
        "600M tokens a month for summaries. Half of it summaries, half extraction.",
    ],
)
def test_texts_that_once_ended_in_an_error(text: str) -> None:
    assert read(text, Profile()).profile


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    reading = read(text, Profile())
    for change in reading.changes:
        assert text[change.start : change.end] == change.words


def test_a_megabyte_is_cut_and_said_to_be() -> None:
    for piece in ("We do 5M tokens a day. ", "1,", "((", "a-", "5 ", "5M tokens a day\n"):
        text = piece * (1_000_000 // len(piece))
        reading = read(text, Profile())
        assert any("long" in note for note in reading.notes)
        assert len(scene(text).tokens) <= MOST_TOKENS


def test_an_edited_volume_outweighs_remembered_factors() -> None:
    profile = read("200 users, 20 chats per user a day, 1,500 tokens per chat", Profile()).profile
    edited = with_slot(profile, "workloads[0].tokens_per_day", 9e6)
    assert read("HIPAA applies.", edited, turn=1).profile.workloads[0].tokens_per_day == 9e6
    assert read("80% of the tokens are input.", edited, turn=1).profile.workloads[0].tokens_per_day == 9e6


def test_the_profile_given_is_not_changed() -> None:
    profile = read("5M tokens a day", Profile()).profile
    before = profile.model_dump_json()
    read("no, 7M", profile, turn=1)
    assert profile.model_dump_json() == before
