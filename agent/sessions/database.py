"""What a database must offer to hold conversations; SQLite and PostgreSQL both do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

Row = tuple[Any, ...]
Statement = tuple[str, Sequence[Any]]

TABLES = (
    """CREATE TABLE IF NOT EXISTS breakeven_sessions (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS breakeven_turns (
        session TEXT NOT NULL, turn INTEGER NOT NULL, author TEXT, input TEXT NOT NULL, said_at TEXT NOT NULL,
        answer TEXT, failed TEXT, PRIMARY KEY (session, turn))""",
)


class Database(Protocol):
    """Statements use ``?`` for values. Methods raise StorageError or SessionBusyError, never the driver's errors."""

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]: ...

    def write(self, *statements: Statement) -> None:
        """All statements in one transaction, on disk when this returns."""

    def exclusive(self, name: str) -> AbstractContextManager[None]:
        """The only holder of ``name`` among all processes; given up when the process dies. Error: SessionBusyError."""

    def checkpointer(self) -> BaseCheckpointSaver[str]:
        """LangGraph's saver; its errors are ours too."""

    def forget(self, thread: str, *, all_: bool) -> None:
        """Deletes the checkpoints of a thread: all of them, or all but the newest."""

    def close(self) -> None: ...
