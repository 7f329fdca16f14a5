"""Every repair that people make while they talk, one test each, named after it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.errors import EditError
from agent.events import Asked, Change, Done, Understood
from agent.interview import repairs
from agent.nodes.understand import _priced
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings
from agent.state import State
from agent.understanding.types import Act, Reading
from tools.profile import Current, Profile, Workload

VOLUME, THIRD, GPU = "workloads[0].tokens_per_day", "regulation.third_party", "team.gpu_ops"


@pytest.fixture
def parts(own_home: Path) -> Parts:
    return Parts(Settings(home=own_home))


@pytest.fixture
def session(parts: Parts) -> Session:
    return Advisor(parts.settings, parts=parts).open()


def say(session: Session, text: str) -> Answer:
    done = list(session.send(text))[-1]
    assert isinstance(done, Done)
    return done.answer


def asked(answer: Answer) -> str | None:
    return answer.next_question.slot if answer.next_question else None


def test_hard_gates_are_asked_first_then_by_value(session: Session) -> None:
    assert asked(say(session, "volume=30000000")) == THIRD
    assert asked(say(session, "third=allowed")) == GPU


def test_skip(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "#skip")
    assert session.profile.state_of(THIRD) == "skipped"
    assert "will not be asked again" in answer.answer
    assert asked(answer) == GPU


def test_dont_know(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "#dont_know")
    assert session.profile.state_of(THIRD) == "unknown"
    assert "Ask who signed the contract" in answer.answer
    assert asked(answer) == GPU


def test_dont_know_who_would_run_it_is_evidence(session: Session) -> None:
    say(session, "volume=30000000 third=allowed")
    assert "counts against hosting it yourself" in say(session, "#dont_know").answer


def test_rather_not_say(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "#refuse")
    assert session.profile.state_of(THIRD) == "refused"
    assert "stays private" in answer.answer
    for _ in range(6):
        assert asked(say(session, "zzz")) != THIRD


def test_skip_with_nothing_open(session: Session) -> None:
    assert "no open question" in say(session, "third=forbidden #skip").answer


def test_why_do_you_ask_is_answered_from_the_value_of_information(session: Session) -> None:
    say(session, "volume=30000000")
    assert "hosting it yourself" in say(session, "#why_ask").answer
    say(session, "third=allowed")
    answer = say(session, "#why_ask")
    assert "hosting it yourself" in answer.answer and "$500 a month" in answer.answer
    assert any(f.id == f"worth.{GPU}" and f.value == 500 for f in answer.recommendation.facts)
    assert "RECOMMENDED" not in answer.answer
    assert asked(answer) == GPU


def test_what_does_this_mean(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "#what_means")
    assert "outside vendors" in answer.answer
    assert asked(answer) == THIRD


def test_correct_by_words(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "volume=40000000")
    assert session.profile.workloads[0].tokens_per_day == 40e6
    assert len([s for s in session.profile.said if s.slot == VOLUME]) == 1


def test_correct_by_list(session: Session) -> None:
    say(session, "volume=30000000")
    events = session.edit(VOLUME, 500_000_000.0)
    assert isinstance(events[-1], Done)
    assert events[-1].answer.recommendation.option == "self_host"
    assert "changed the recommendation" in events[-1].answer.answer
    assert session.profile.workloads[0].tokens_per_day == 5e8


def test_correct_by_list_with_a_value_that_does_not_fit(session: Session) -> None:
    say(session, "gpu=none")
    with pytest.raises(EditError, match="somebody"):
        session.edit(GPU, "somebody")
    with pytest.raises(EditError):
        session.edit("team.shoe_size", 4)
    assert len(session.history) == 1


def test_empty_a_slot_by_list(session: Session) -> None:
    say(session, "gpu=none")
    session.edit(GPU, None)
    assert session.profile.team.gpu_ops is None and session.profile.state_of(GPU) is None


def test_undo_and_redo(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "gpu=none")
    assert session.can_undo and not session.can_redo
    assert "Taken back: GPU skills: nobody" in say(session, "#undo").answer
    assert session.profile.team.gpu_ops is None
    session.redo()
    assert session.profile.team.gpu_ops == "none"
    session.undo(), session.undo()
    assert session.profile.workloads == ()
    assert "nothing to take back" in session.undo()[-1].answer.answer  # type: ignore[union-attr]


def test_undo_a_skip(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#skip")
    session.undo()
    assert session.profile.state_of(THIRD) is None


def test_cancel_a_correction(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "volume=40000000")
    say(session, "#cancel")
    assert session.profile.workloads[0].tokens_per_day == 30e6


def test_a_new_change_ends_what_can_be_redone(session: Session) -> None:
    say(session, "gpu=none")
    session.undo()
    say(session, "gpu=some")
    assert "nothing to do again" in session.redo()[-1].answer.answer  # type: ignore[union-attr]


SLIP = "volume=3000000000000000"


def test_a_slip_is_asked_back_once(session: Session) -> None:
    answer = say(session, SLIP)
    assert asked(answer) == VOLUME and "Did you mean" in str(answer.next_question)
    assert session.profile.workloads == ()
    assert "Did you mean" not in str(say(session, SLIP).next_question)
    assert session.profile.workloads[0].tokens_per_day == 3e15


@pytest.mark.parametrize("text", ["it is as I wrote it", "no", "yes, as I wrote it", "I mean it"])
def test_a_slip_confirmed_is_taken(text: str, session: Session) -> None:
    say(session, SLIP)
    assert "Noted - volume" in say(session, text).answer
    assert session.profile.workloads[0].tokens_per_day == 3e15
    session.undo()
    assert session.profile.workloads == ()


@pytest.mark.parametrize("text", ["yes", "Right, sorry", "I meant 3,000,000,000,000", "3,000,000,000,000"])
def test_a_slip_put_right(text: str, session: Session) -> None:
    answer = say(session, SLIP)
    assert answer.next_question is not None and "I meant 3,000,000,000,000" in answer.next_question.choices
    say(session, text)
    assert session.profile.workloads[0].tokens_per_day == 3e12


def test_a_slip_in_the_middle_of_an_interview(session: Session) -> None:
    say(session, "gpu=none")
    assert session.question is not None and session.question.slot == THIRD
    assert "Did you mean" in str(say(session, SLIP).next_question)
    say(session, "#why_ask")
    say(session, "volume=30000000")
    assert session.profile.workloads[0].tokens_per_day == 30e6


def test_bill_against_volume_is_asked_once(session: Session) -> None:
    answer = say(session, "volume=100000000 bill=200000")
    assert answer.next_question is not None and "Which of the two" in answer.next_question.text
    assert "Which of the two" not in str(say(session, "gpu=none").next_question)


def test_bill_against_volume_settled_by_a_choice(session: Session) -> None:
    say(session, "volume=100000000 bill=200000")
    answer = say(session, "go by the bill")
    assert session.profile.workloads[0].tokens_per_day is None and session.profile.state_of(VOLUME) == "unknown"
    assert answer.recommendation.option == "frontier_api"
    session.undo()
    assert session.profile.workloads[0].tokens_per_day == 1e8


def test_bill_against_volume_is_not_asked_where_it_decides_nothing(session: Session) -> None:
    assert "Which of the two" not in str(say(session, "volume=1000000 bill=90000").next_question)


def test_commands_as_whole_messages(session: Session) -> None:
    say(session, "volume=30000000")
    assert "Taken back" in say(session, "/undo").answer
    assert "Done again" in say(session, "Redo.").answer
    answer = say(session, "review")
    assert "| volume |" in answer.answer and asked(answer) == THIRD
    assert "one set of facts" in say(session, "compare").answer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("save this as scenario big", "big"),
        ("keep it as “EU only”", "EU only"),
        ("make a scenario called plan B", "plan B"),
        ("save it", "scenario 1"),
    ],
)
def test_a_scenario_named_in_words(text: str, name: str) -> None:
    out = repairs.talk(Reading(Profile(), acts=(Act("scenario", text),)), State())
    assert list(out.state["scenarios"]) == [name]


def test_an_offered_choice_is_always_understood(session: Session) -> None:
    answer = say(session, "volume=30000000")
    assert answer.next_question is not None
    for text in ("no, no third party",):
        assert text in answer.next_question.choices
        say(session, text)
    assert session.profile.regulation.third_party == "forbidden"


def test_a_rough_choice_keeps_its_range(session: Session) -> None:
    say(session, "third=allowed gpu=none")
    assert session.question is not None and session.question.slot == VOLUME
    say(session, "about 10M tokens a day")
    said = next(s for s in session.profile.said if s.slot == VOLUME)
    assert (session.profile.workloads[0].tokens_per_day, said.low, said.high) == (1e7, 5e6, 2e7)


def test_answer_and_question_in_one_message(session: Session, parts: Parts) -> None:
    say(session, "volume=30000000")
    answer = say(session, "?who says third=allowed")
    assert session.profile.regulation.third_party == "allowed"
    assert "ANSWERED" in answer.answer and "Noted: outside vendors: any vendor may see it" in answer.answer
    assert asked(answer) == GPU
    assert parts.asked == [None, None, THIRD]


def test_a_question_alone_leaves_the_open_question_open(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "?who says so")
    assert asked(answer) == THIRD and "RECOMMENDED" not in answer.answer


def test_what_if_leaves_the_profile_alone(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "#what_if(volume=3e8)")
    assert session.profile.workloads[0].tokens_per_day == 30e6
    assert "would be hosting it yourself" in answer.answer
    assert answer.recommendation.option == "frontier_api"
    assert {f.value for f in answer.recommendation.facts} >= {1300, 4000}
    assert session.trial is not None


def test_what_if_adopted(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#what_if(volume=3e8)")
    assert say(session, "#adopt").recommendation.option == "self_host"
    assert session.trial is None
    session.undo()
    assert session.profile.workloads[0].tokens_per_day == 30e6


def test_what_if_discarded(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#what_if(volume=3e8)")
    session.discard()
    assert session.trial is None and session.profile.workloads[0].tokens_per_day == 30e6
    assert "no what-if" in say(session, "#adopt").answer


def test_what_if_that_names_nothing(session: Session, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ANSWERED: #what_if" in say(session, "#what_if").answer  # "what would change your mind?" is a question
    nothing = Found("nothing")
    monkeypatch.setattr(parts, "answer_question", lambda *_, **__: nothing)
    assert "could not tell what to change" in say(session, "#what_if zzz").answer


class Found(str):
    found = False


def test_a_question_that_nothing_answers_is_named_where_the_recommendation_follows(
    session: Session, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Found("Neither the calculation")
    monkeypatch.setattr(parts, "answer_question", lambda *_, **__: nothing)
    answer = say(session, "?is the moon made of cheese volume=30000000").answer
    assert "neither the calculation" in answer and "Neither" not in answer
    assert say(session, "#question").answer.startswith("Neither")


def test_a_name_in_quotation_marks_is_a_name(session: Session) -> None:
    say(session, "volume=30000000")
    assert "Kept as scenario" in say(session, 'save this as "doubled"').answer
    assert list(session.scenarios) == ["doubled"] and session.profile.workloads[0].tokens_per_day == 30e6


@pytest.mark.parametrize("text", ["What can you do for me?", "/help", "?", "who are you?"])
def test_what_the_advisor_can_do(session: Session, text: str) -> None:
    assert "where your language-model work should run" in say(session, text).answer


@pytest.mark.parametrize("text", ["ok", "Okay.", "hmm", "lol", "I see"])
def test_a_nod_is_no_answer(session: Session, text: str) -> None:
    question = say(session, "volume=30000000").next_question
    answer = say(session, text)
    assert question is not None and answer.next_question == question and question.text in answer.answer
    assert session.profile.state_of(THIRD) is None


def test_the_bill_grows_with_the_volume_that_is_supposed() -> None:
    profile = Profile(workloads=(Workload(tokens_per_day=1e6),), current=Current(monthly_bill_usd=500))
    doubled = Change(VOLUME, 2e6, "double", 0, 6)
    found = Act("what_if", "what if", changes=(doubled,))
    out = repairs.talk(Reading(profile=profile, changes=(), acts=(found,)), State(profile=profile.model_dump()))
    assert out.state["trial"]["current"]["monthly_bill_usd"] == 1000


def test_not_being_sure_of_one_thing_says_nothing_of_another() -> None:
    profile = Profile(workloads=(Workload(tokens_per_day=5e6),))
    said = Change(VOLUME, 5e6, "between 3 and 8 million", 0, 0)
    reading = Reading(profile=profile, changes=(said,), acts=(Act("dont_know", "not sure"),))
    out = repairs.talk(reading, State(question={"slot": THIRD}))
    assert out.profile.state_of(THIRD) is None


def test_a_slider_saves_nothing(session: Session) -> None:
    say(session, "volume=30000000")
    assert session.what_if(VOLUME, 4e8).option == "self_host"
    assert len(session.history) == 1 and session.trial is None
    with pytest.raises(EditError):
        session.what_if(GPU, 12)


def test_scenarios_side_by_side(session: Session) -> None:
    say(session, "volume=30000000")
    session.keep_scenario("today")
    say(session, "volume=3e8")
    answer = say(session, "#compare")
    assert "| a month | now | today |" in answer.answer
    assert set(session.compare()) == {"now", "today"}
    session.use_scenario("today")
    assert session.profile.workloads[0].tokens_per_day == 30e6
    session.drop_scenario("today")
    assert session.scenarios == {}


def test_a_scenario_by_words_keeps_the_what_if(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#what_if(volume=3e8)")
    say(session, "#scenario:big")
    assert session.scenarios["big"].workloads[0].tokens_per_day == 3e8


def test_a_scenario_used_and_dropped_by_words(session: Session) -> None:
    say(session, "gpu=some")
    session.keep_scenario("big one")
    say(session, "gpu=none")
    say(session, "Switch to scenario big one.")
    assert session.profile.team.gpu_ops == "some"
    assert "no scenario called" in say(session, "use scenario other").answer
    say(session, "delete the scenario “big one”")
    assert session.scenarios == {}


def test_cancel_a_what_if(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#what_if(volume=3e8)")
    say(session, "#cancel")
    assert session.trial is None and session.profile.workloads[0].tokens_per_day == 30e6


def test_start_over_with_a_new_beginning(session: Session) -> None:
    say(session, "volume=30000000 gpu=none")
    say(session, "#restart volume=5000000")
    assert session.profile.workloads[0].tokens_per_day == 5e6 and session.profile.team.gpu_ops is None


def test_a_greeting_with_facts_is_about_the_facts(session: Session) -> None:
    assert "Tell me what" not in say(session, "#greeting #facts volume=30000000").answer


def test_review(session: Session) -> None:
    say(session, "volume=30000000")
    say(session, "#skip")
    table = say(session, "#review").answer
    assert "| volume | 30M tokens a day | “volume=30000000” |" in table
    assert "| outside vendors | open | skipped |" in table


def test_start_over(session: Session) -> None:
    say(session, "volume=30000000 gpu=none")
    say(session, "#restart")
    assert session.profile.workloads == () and session.profile.said == ()
    assert len(session.history) == 2
    session.undo()
    assert session.profile.team.gpu_ops == "none"


def test_out_of_scope_is_said(session: Session) -> None:
    assert "outside what I can work out" in say(session, "#out_of_scope").answer


def test_greeting_and_chit_chat(session: Session) -> None:
    assert "Hello" in say(session, "#greeting").answer
    assert "welcome" in say(session, "#thanks").answer


def test_another_language_is_recognised_and_said(session: Session) -> None:
    assert "I recognise Polish" in say(session, "dzień dobry, volume=30000000").answer


def test_instructions_to_the_machine_are_not_followed(session: Session) -> None:
    assert "not followed" in say(session, "#unsafe volume=30000000").answer


def test_empty_message(session: Session, parts: Parts) -> None:
    say(session, "volume=30000000")
    calls = len(parts.asked)
    answer = say(session, "  \n ")
    assert "empty" in answer.answer and asked(answer) == THIRD
    assert len(parts.asked) == calls


def test_huge_message(session: Session) -> None:
    answer = say(session, "volume=30000000 " + "x" * 1_000_000)
    assert "only its beginning" in answer.answer
    assert session.profile.workloads[0].tokens_per_day == 30e6
    assert len(str(session.history[0].input)) < 30_000


def test_repeated_message(session: Session) -> None:
    say(session, "zzz")
    assert "same message as before" in say(session, "zzz").answer


def test_not_understood(session: Session) -> None:
    assert "no new fact" in say(session, "zzz").answer


def test_broken_characters(session: Session) -> None:
    say(session, "volume=30000000 \ud800 \0 \u202e")
    assert session.profile.workloads[0].tokens_per_day == 30e6


def test_never_the_same_question_twice_in_a_row(session: Session) -> None:
    seen = [asked(say(session, f"volume={v}")) for v in range(10, 16)]
    assert all(a != b for a, b in pairwise(seen))


def test_the_last_question_stays_open_when_there_is_no_other(session: Session) -> None:
    say(session, "gpu=none third=allowed quality=frontier region=EU")
    assert session.question is not None and session.question.slot == VOLUME
    for text in ("air=false", "gpu=some", "zzz"):
        assert asked(say(session, text)) == VOLUME
    assert asked(say(session, "#refuse")) is None


def test_it_stops_and_says_so(session: Session) -> None:
    answer = say(session, "third=forbidden")
    assert asked(answer) is None
    assert "would change this recommendation, so I ask nothing more" in answer.answer


def test_it_stops_when_the_rest_was_left_open(session: Session) -> None:
    for text in ("volume=30000000", "#skip", "#skip", "#refuse", "#dont_know"):
        answer = say(session, text)
    assert asked(answer) is None
    assert "left open by you" in answer.answer


def test_progress_counts_what_can_still_decide(session: Session) -> None:
    event = next(e for e in session.send("volume=30000000") if isinstance(e, Asked))
    assert event.progress == "at most 4 more questions; 4 can still change the answer"


def test_changes_carry_their_spans(session: Session) -> None:
    text = "we have volume=30000000"
    event = next(e for e in session.send(text) if isinstance(e, Understood))
    assert [text[c.start : c.end] for c in event.changes] == ["volume=30000000"]


def test_other_currencies_are_kept_and_said_to_be_left_out() -> None:
    kept = Change("current.monthly_bill_usd", None, "8.000 € a month", 0, 15, low=8000, high=8000, currency="EUR")
    out = repairs.talk(Reading(profile=Profile(), changes=(kept,)), State())
    assert [t["kind"] for t in out.tasks] == ["currency"]


@pytest.mark.parametrize(
    ("text", "kept"), [("what if prices double?", 0), ("what if traffic doubles at these prices?", 1)]
)
def test_a_price_that_is_supposed_moves_no_volume(text: str, kept: int) -> None:
    doubled = Act("what_if", "what if", changes=(Change(VOLUME, 2e6, "double", 0, 6),))
    (act,) = _priced(text, Reading(profile=Profile(), acts=(doubled,))).acts
    assert len(act.changes) == kept


def test_a_what_if_of_facts_that_changed_since_is_not_what_is_kept() -> None:
    before = Profile(workloads=(Workload(tokens_per_day=4e6),))
    supposed = Profile(workloads=(Workload(tokens_per_day=8e6),))
    state = State(profile=before.model_dump(mode="json"), trial=supposed.model_dump(mode="json"), trial_words="8M")
    now = Profile(workloads=(Workload(tokens_per_day=4e6, peak_to_average=4),))
    said = repairs.talk(Reading(now), state)
    assert not said.state["trial"]
    kept = repairs.talk(
        Reading(now, acts=(Act("scenario", "base"),)),
        State(**{**state, **said.state, "profile": now.model_dump(mode="json")}),
    )
    assert Profile.model_validate(next(iter(kept.state["scenarios"].values()))) == now
    same = repairs.talk(Reading(before, acts=(Act("scenario", "big"),)), state)
    assert Profile.model_validate(next(iter(same.state["scenarios"].values()))) == supposed
