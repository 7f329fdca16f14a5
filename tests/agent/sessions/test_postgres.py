"""Sessions in a real PostgreSQL, started here in a folder of the test's own; installed first where it is missing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Parts
from servers import postgres

from agent.advisor import Advisor
from agent.errors import DatabaseUnreachableError, UnknownSessionError
from agent.events import Done, Failed
from agent.sessions.session import Session
from agent.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as url:
        yield url


def advisor_at(url: str, home: Path) -> Advisor:
    settings = Settings(home=home, database_url=url)
    return Advisor(settings, parts=Parts(settings))


@pytest.fixture
def advisor(server: str, own_home: Path) -> Iterator[Advisor]:
    made = advisor_at(server, own_home)
    yield made
    made.close()


def say(session: Session, *texts: str) -> None:
    for text in texts:
        last = list(session.send(text))[-1]
        assert isinstance(last, Done), last


def test_resume_over_a_new_connection(advisor: Advisor, server: str, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000", "gpu=none \0 and \ud800", "#what_if(volume=3e8)")
    other = advisor_at(server, own_home)
    again = other.open(session.id)
    assert again.profile == session.profile and again.trial == session.trial
    assert again.answer == session.answer and len(again.history) == 3
    say(again, "#undo")
    other.close()
    assert not own_home.exists()


def test_list_rename_duplicate_delete(advisor: Advisor) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.rename(session.id, "Tickets")
    copy = advisor.duplicate(session.id, "Copy")
    say(copy, "gpu=some")
    assert {"Tickets", "Copy"} <= {s.title for s in advisor.sessions()}
    advisor.delete(session.id)
    with pytest.raises(UnknownSessionError):
        advisor.open(session.id)
    assert copy.profile.team.gpu_ops == "some"


def test_two_processes_worth_of_writers_take_turns(advisor: Advisor, server: str, own_home: Path) -> None:
    session, others = advisor.open(), [advisor_at(server, own_home) for _ in range(3)]
    say(session, "gpu=none")
    threads = [
        threading.Thread(target=say, args=(other.open_or_create(session.id), *(f"volume={n}" for n in range(1, 6))))
        for other in others
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [t.turn for t in session.history] == list(range(1, 17))
    assert all(t.answer for t in session.history)
    for other in others:
        other.close()


def test_old_checkpoints_are_forgotten(advisor: Advisor) -> None:
    session = advisor.open()
    say(session, *(f"volume={n}" for n in range(1, 24)))
    kept = advisor.database.read("SELECT COUNT(*) FROM checkpoints WHERE thread_id = ?", (session.id,))[0][0]
    assert kept < 10
    say(session, "gpu=none")


def test_what_a_killed_process_had_heard_is_worked_off(advisor: Advisor, server: str, own_home: Path) -> None:
    session = advisor.open()
    say(session, "volume=30000000")
    advisor.journal.heard(session.id, 2, {"do": "say", "text": "gpu=none"})
    other = advisor_at(server, own_home)
    assert other.open(session.id).profile.team.gpu_ops == "none"
    other.close()


def test_nobody_at_the_address(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.sessions.postgres.CONNECT_S", 1.0)
    advisor = advisor_at("postgresql://u:secret@127.0.0.1:9/x", own_home)
    with pytest.raises(DatabaseUnreachableError) as caught:
        advisor.sessions()
    assert "secret" not in str(caught.value)
    failed = list(advisor.open().send("hello"))[-1]
    assert isinstance(failed, Failed) and "BREAKEVEN_DATABASE_URL" in failed.message
