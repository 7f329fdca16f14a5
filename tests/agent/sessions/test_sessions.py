"""Saved conversations: found again, shared, copied, deleted; and what is said when the place is no good."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.errors import (
    BreakevenError,
    HomeNotWritableError,
    SessionsDamagedError,
    SessionTooNewError,
    UnknownSessionError,
)
from agent.events import Done, Failed
from agent.graph import config
from agent.sessions.session import Session
from agent.settings import Settings


def advisor_at(home: Path) -> Advisor:
    settings = Settings(home=home)
    return Advisor(settings, parts=Parts(settings))


@pytest.fixture
def advisor(own_home: Path) -> Advisor:
    return advisor_at(own_home)


def say(session: Session, *texts: str) -> None:
    for text in texts:
        assert isinstance(list(session.send(text))[-1], Done)


def test_resume_days_later(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000", "gpu=none", "#what_if(volume=3e8)", "#scenario:big")
    again = advisor_at(own_home).open(session.id)
    assert again.profile == session.profile
    assert again.summary == "volume: 30M tokens a day; GPU skills: nobody"
    assert again.question == session.question and again.trial == session.trial
    assert again.answer == session.answer
    assert list(again.scenarios) == ["big"]
    say(again, "#undo")
    assert again.profile.team.gpu_ops is None


def test_resume_by_words_greets_with_a_summary(advisor: Advisor) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    done = list(session.send("#resume"))[-1]
    assert isinstance(done, Done)
    assert "Welcome back. So far: volume: 30M tokens a day" in done.answer.answer


def test_a_session_without_a_word_is_not_saved(advisor: Advisor) -> None:
    advisor.open()
    assert advisor.sessions() == []


def test_list_rename_delete(advisor: Advisor) -> None:
    first, second = advisor.open(), advisor.open()
    say(first, "volume=30000000 for the tickets")
    say(second, "gpu=none")
    advisor.rename(first.id, "Tickets")
    assert {(s.title, s.turns) for s in advisor.sessions()} == {("Tickets", 1), ("gpu=none", 1)}
    advisor.delete(first.id)
    assert [s.id for s in advisor.sessions()] == [second.id]
    assert advisor.graph.get_state(config(first.id)).values == {}
    for call in (advisor.delete, advisor.open, advisor.duplicate):
        with pytest.raises(UnknownSessionError, match=first.id):
            call(first.id)


def test_a_long_message_names_its_session_by_its_beginning(advisor: Advisor) -> None:
    for _ in advisor.open().send("volume=30000000 " + "and many more words about what it is for " * 3):
        pass
    (title,) = (s.title for s in advisor.sessions())
    assert title == "volume=30000000 and many more words about what it is for…"


def test_a_duplicate_goes_its_own_way(advisor: Advisor) -> None:
    session = advisor.open()
    say(session, "volume=30000000", "gpu=none")
    copy = advisor.duplicate(session.id, "Copy")
    say(copy, "gpu=some")
    assert (session.profile.team.gpu_ops, copy.profile.team.gpu_ops) == ("none", "some")
    assert [len(s.history) for s in (session, copy)] == [2, 3]
    assert copy.question is not None


def test_a_duplicate_of_a_conversation_whose_every_message_failed_is_another_one(own_home: Path) -> None:
    settings = Settings(home=own_home)
    broken = Advisor(settings, parts=Parts(settings, fail={"read"}))
    session = broken.open()
    assert isinstance(list(session.send("volume=30000000"))[-1], Failed)
    copy = advisor_at(own_home).duplicate(session.id, "Copy")
    assert copy.id != session.id
    say(copy, "volume=1000000")
    assert [len(advisor_at(own_home).open(s).history) for s in (session.id, copy.id)] == [1, 2]


def test_who_said_what(advisor: Advisor) -> None:
    session = advisor.open()
    list(session.send("volume=30000000", author="U1 Ada"))
    session.edit("team.gpu_ops", "some", author="U2 Bo")
    assert [(t.author, t.input["do"]) for t in session.history] == [("U1 Ada", "say"), ("U2 Bo", "edit")]
    assert all(t.answer and t.said_at for t in session.history)


def test_an_id_of_the_front_ends_own(advisor: Advisor, own_home: Path) -> None:
    thread = "slack-T1-C1-1700000000.1"
    say(advisor.open_or_create(thread), "volume=30000000")
    assert advisor_at(own_home).open_or_create(thread).profile.workloads[0].tokens_per_day == 30e6


def test_two_advisors_on_one_session_see_each_other(advisor: Advisor, own_home: Path) -> None:
    one = advisor.open()
    say(one, "volume=30000000")
    two = advisor_at(own_home).open(one.id)
    say(two, "gpu=none")
    say(one, "third=allowed")
    assert one.profile.team.gpu_ops == "none" and len(one.history) == 3


def test_threads_take_turns(advisor: Advisor) -> None:
    session, wrong = advisor.open(), []

    def talk(n: int) -> None:
        last = list(session.send(f"volume={n}000000"))[-1]
        if not isinstance(last, Done) or last.answer.profile.workloads[0].tokens_per_day != n * 1e6:
            wrong.append(last)

    threads = [threading.Thread(target=talk, args=(n,)) for n in range(1, 9)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong and len(session.history) == 8


def test_a_reader_that_goes_away_loses_nothing(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    events = session.send("gpu=none")
    next(events)
    events.close()
    again = advisor_at(own_home).open(session.id)
    assert again.profile.team.gpu_ops == "none"
    assert all(t.answer for t in again.history)


def test_an_input_that_was_only_heard_is_worked_off(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.journal.heard(session.id, 2, {"do": "say", "text": "gpu=none"})  # and killed
    again = advisor_at(own_home).open(session.id)
    assert again.profile.team.gpu_ops == "none" and again.history[1].answer


def test_an_input_that_cannot_be_worked_off_does_not_close_the_session(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.journal.heard(session.id, 2, {"do": "say", "text": "gpu=none"})
    settings = Settings(home=own_home)
    broken = Advisor(settings, parts=Parts(settings, fail={"read"}))
    again = broken.open(session.id)
    assert again.profile.workloads[0].tokens_per_day == 30e6
    assert "read is broken" in str(again.history[1].failed)


def test_killed_before_the_first_answer(advisor: Advisor, own_home: Path) -> None:
    advisor.journal.create("abc")
    advisor.journal.heard("abc", 1, {"do": "say", "text": "volume=30000000"})
    assert advisor_at(own_home).open("abc").profile.workloads[0].tokens_per_day == 30e6


def test_killed_between_the_two_writes_of_a_checkpoint(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.close()
    with sqlite3.connect(own_home / "sessions.sqlite") as db:
        assert db.execute("DELETE FROM writes").rowcount > 0
    db.close()
    again = advisor_at(own_home).open(session.id)
    say(again, "gpu=none")
    assert again.profile.team.gpu_ops == "none"


def test_the_file_does_not_grow_with_the_square(advisor: Advisor) -> None:
    session = advisor.open()
    for n in range(1, 45):
        list(session.send(f"volume={n}"))
    kept = advisor.database.read("SELECT COUNT(*) FROM checkpoints")[0][0]
    assert kept <= 21
    assert session.can_undo and len(session.history) == 44


def test_a_newer_session_is_not_touched(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.graph.update_state(config(session.id), {"schema": 99}, as_node="write")
    with pytest.raises(SessionTooNewError):
        advisor_at(own_home).open(session.id)


def test_a_file_that_is_no_database(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "sessions.sqlite").write_bytes(b"not a database, but a long line of text" * 100)
    for call in (lambda: advisor_at(own_home).sessions(), lambda: advisor_at(own_home).open("x")):
        with pytest.raises(SessionsDamagedError, match="move it away"):
            call()
    failed = next(iter(advisor_at(own_home).open().send("volume=1")))
    assert isinstance(failed, Failed) and "damaged" in failed.message


def test_a_damaged_page_in_the_file(advisor: Advisor, own_home: Path) -> None:
    session = advisor.open()
    say(session, *(f"volume={n}" for n in range(1, 6)))
    advisor.close()
    file = own_home / "sessions.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    file.write_bytes(raw)
    with pytest.raises(BreakevenError):
        advisor_at(own_home).open(session.id)


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    advisor = advisor_at(tmp_path / "file" / "home")
    with pytest.raises(HomeNotWritableError, match="BREAKEVEN_HOME"):
        advisor.sessions()
    failed = list(advisor.open().send("volume=1"))
    assert len(failed) == 1 and isinstance(failed[0], Failed) and "cannot be saved" in failed[0].message
    assert advisor.ask(["volume=30000000"]).profile.workloads[0].tokens_per_day == 30e6


def test_no_warning_about_types_in_checkpoints(
    advisor: Advisor, own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session = advisor.open()
    say(session, "volume=30000000", "#what_if(volume=3e8)", "bill=1e9")
    advisor_at(own_home).open(session.id)
    assert not [r for r in caplog.records if "langgraph" in r.name]
