"""The journal: every input is written here before it is worked on, every answer before it is shown as done.

An input in the journal is safe: whatever kills the process, the next opening of the session works off what the
checkpoint does not hold yet. It is also the transcript: who said what, and the answer as it stood that day.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agent.errors import SessionsDamagedError, UnknownSessionError
from agent.sessions.database import Database
from agent.state import JSON

TITLE = 60
NEW_SESSION = (
    "INSERT INTO breakeven_sessions (id, title, created, updated) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)


@dataclass(frozen=True)
class SessionInfo:
    """One saved conversation, as a list shows it. Times are UTC, ISO 8601."""

    id: str
    title: str
    created: str
    updated: str
    turns: int


@dataclass(frozen=True)
class TurnRecord:
    """One input and its answer (the public JSON of ``ask``; None: not yet). ``failed``: what was said instead."""

    turn: int
    author: str | None
    input: JSON
    said_at: str
    answer: JSON | None
    failed: str | None = None


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


class Journal:
    def __init__(self, database: Database, clock: Callable[[], str] = now) -> None:
        self.database, self.clock = database, clock

    def create(self, session: str | None = None, title: str = "") -> str:
        session = session or uuid.uuid4().hex[:12]
        at = self.clock()
        self.database.write((NEW_SESSION, (session, title, at, at)))
        return session

    def exists(self, session: str) -> bool:
        return bool(self.database.read("SELECT id FROM breakeven_sessions WHERE id = ?", (session,)))

    def sessions(self) -> list[SessionInfo]:
        """All saved conversations in which something was said, the last used first."""
        rows = self.database.read(
            "SELECT s.id, s.title, s.created, s.updated, COUNT(t.turn) FROM breakeven_sessions s"
            " JOIN breakeven_turns t ON t.session = s.id"
            " GROUP BY s.id, s.title, s.created, s.updated ORDER BY s.updated DESC, s.id"
        )
        return [SessionInfo(*row) for row in rows]

    def rename(self, session: str, title: str) -> None:
        self._known(session)
        self.database.write(("UPDATE breakeven_sessions SET title = ? WHERE id = ?", (title[:TITLE], session)))

    def delete(self, session: str) -> None:
        self._known(session)
        self.database.write(
            ("DELETE FROM breakeven_turns WHERE session = ?", (session,)),
            ("DELETE FROM breakeven_sessions WHERE id = ?", (session,)),
        )

    def copy(self, session: str, title: str) -> str:
        self._known(session)
        new = self.create(title=title[:TITLE])
        self.database.write(
            (
                "INSERT INTO breakeven_turns (session, turn, author, input, said_at, answer, failed)"
                " SELECT CAST(? AS TEXT), turn, author, input, said_at, answer, failed"
                " FROM breakeven_turns WHERE session = ?",
                (new, session),
            )
        )
        return new

    def heard(self, session: str, turn: int, inbox: JSON) -> None:
        """Writes an input down, with its session if that is new; from here on it cannot be lost."""
        at, title = self.clock(), _title(str(inbox.get("text") or ""))
        self.database.write(
            (NEW_SESSION, (session, "", at, at)),
            (
                "INSERT INTO breakeven_turns (session, turn, author, input, said_at) VALUES (?, ?, ?, ?, ?)",
                (session, turn, inbox.get("author"), json.dumps(inbox, ensure_ascii=True), at),
            ),
            (
                "UPDATE breakeven_sessions SET updated = ?, title = CASE WHEN title = '' THEN ? ELSE title END"
                " WHERE id = ?",
                (at, title, session),
            ),
        )

    def answered(self, session: str, turn: int, answer: JSON) -> None:
        text = json.dumps(answer, ensure_ascii=True)
        self.database.write(
            ("UPDATE breakeven_turns SET answer = ? WHERE session = ? AND turn = ?", (text, session, turn))
        )

    def failed(self, session: str, turn: int, why: str) -> None:
        """An input that could not be worked on; it is not tried again."""
        self.database.write(
            ("UPDATE breakeven_turns SET failed = ? WHERE session = ? AND turn = ?", (why, session, turn))
        )

    def turns(self, session: str, after: int = 0) -> list[TurnRecord]:
        rows = self.database.read(
            "SELECT turn, author, input, said_at, answer, failed FROM breakeven_turns"
            " WHERE session = ? AND turn > ? ORDER BY turn",
            (session, after),
        )
        return [
            TurnRecord(turn, author, _loads(heard), at, _loads(answer) if answer else None, failed)
            for turn, author, heard, at, answer, failed in rows
        ]

    def last_turn(self, session: str) -> int:
        return int(
            self.database.read("SELECT COALESCE(MAX(turn), 0) FROM breakeven_turns WHERE session = ?", (session,))[0][0]
        )

    def last_answer(self, session: str) -> JSON | None:
        rows = self.database.read(
            "SELECT answer FROM breakeven_turns WHERE session = ? AND answer IS NOT NULL ORDER BY turn DESC LIMIT 1",
            (session,),
        )
        return _loads(rows[0][0]) if rows else None

    def _known(self, session: str) -> None:
        if not self.exists(session):
            raise UnknownSessionError(session)


def _title(text: str) -> str:
    """The beginning of a message, cut at a word where one is near, with a sign that it goes on."""
    flat = " ".join(text.split())
    if len(flat) <= TITLE:
        return flat
    kept = flat[: TITLE - 1]
    return (kept[: kept.rfind(" ")] if kept.rfind(" ") > TITLE // 2 else kept) + "…"


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as e:
        raise SessionsDamagedError("of this conversation", f"a line of the journal is not JSON: {e}") from e
