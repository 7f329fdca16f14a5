"""SQLite in BREAKEVEN_HOME: write-ahead log, every commit on disk, many processes, one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.errors import HomeNotWritableError, SessionBusyError, SessionsDamagedError
from agent.sessions.database import TABLES, Row, Statement

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

FILE = "sessions.sqlite"
WAIT_S = 30.0  # for another process's commit; LangGraph's saver fails at once without it
LOCK_WAIT_S = 60.0  # for another window's whole answer
LOCKS = 64  # lock files, shared by the hash of the session's id
NOT_WRITABLE = ("readonly", "unable to open", "disk i/o", "full", "read-only")


class Sqlite:
    """Two connections: LangGraph's saver has its own, because it commits when it likes."""

    def __init__(self, home: Path) -> None:
        self.home, self.path = home, home / FILE
        self._lock = threading.RLock()
        self._saver: Any = None
        with self.speaking():
            (home / "locks").mkdir(parents=True, exist_ok=True)
            self._journal = self._connect()
            self.write(*((table, ()) for table in TABLES))

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=WAIT_S, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        with self._lock, self.speaking():
            return self._journal.execute(sql, values).fetchall()

    def write(self, *statements: Statement) -> None:
        with self._lock, self.speaking():
            self._journal.execute("BEGIN IMMEDIATE")
            try:
                for sql, values in statements:
                    self._journal.execute(sql, values)
            except BaseException:
                self._journal.execute("ROLLBACK")
                raise
            self._journal.execute("COMMIT")

    @contextmanager
    def exclusive(self, name: str) -> Iterator[None]:
        file = self.home / "locks" / f"{zlib.crc32(name.encode()) % LOCKS}.lock"
        with self.speaking():
            handle = file.open("w")
        try:
            _lock_file(handle)
            yield
        finally:
            handle.close()

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Turns the driver's errors inside the block into ours."""
        try:
            yield
        except sqlite3.OperationalError as e:
            if "locked" in str(e) or "busy" in str(e):
                raise SessionBusyError from e
            if any(word in str(e).lower() for word in NOT_WRITABLE):
                raise HomeNotWritableError(self.home, str(e)) from e
            raise SessionsDamagedError(self.path, str(e)) from e
        except sqlite3.DatabaseError as e:
            raise SessionsDamagedError(self.path, str(e)) from e
        except OSError as e:
            raise HomeNotWritableError(self.home, e.strerror or str(e)) from e

    def checkpointer(self) -> BaseCheckpointSaver[str]:
        from agent.sessions.savers import SpeakingSqliteSaver

        with self._lock, self.speaking():
            if self._saver is None:
                connection = self._connect()
                connection.isolation_level = "DEFERRED"  # the saver's own commits need a transaction
                self._saver = SpeakingSqliteSaver(connection, self.speaking)
                self._saver.setup()
            saver: BaseCheckpointSaver[str] = self._saver
            return saver

    def forget(self, thread: str, *, all_: bool) -> None:
        self.checkpointer()  # makes the tables
        newest = "" if all_ else " AND checkpoint_id < (SELECT MAX(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
        values = (thread,) if all_ else (thread, thread)
        # writes first: afterwards the newest checkpoint could not be told
        self.write(
            (f"DELETE FROM writes WHERE thread_id = ?{newest}", values),
            (f"DELETE FROM checkpoints WHERE thread_id = ?{newest}", values),
        )

    def close(self) -> None:
        with self._lock:
            self._journal.close()
            if self._saver is not None:
                self._saver.conn.close()


def _lock_file(handle: Any) -> None:
    """An advisory lock that dies with its holder. Where the system has none, one process guards only itself."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    until = time.monotonic() + LOCK_WAIT_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            if time.monotonic() > until:
                raise SessionBusyError from None
            time.sleep(0.01)
