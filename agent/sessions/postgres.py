"""PostgreSQL by BREAKEVEN_DATABASE_URL: sessions shared by many processes, over a pool of our own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from agent.errors import DatabaseUnreachableError, SessionBusyError
from agent.sessions.database import TABLES, Row, Statement

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

POOL = 8
CONNECT_S = 10.0
LOCK_WAIT_S = 60.0


class Postgres:
    """``autocommit`` and no prepared statements: what LangGraph's saver needs, and what works behind a pgbouncer."""

    def __init__(self, url: str) -> None:
        try:
            from psycopg.rows import dict_row
            from psycopg_pool import ConnectionPool
        except ImportError as e:
            raise DatabaseUnreachableError("psycopg is not installed: pip install 'breakeven[postgres]'") from e
        self._pool: Any = ConnectionPool(
            url, min_size=1, max_size=POOL, open=False, timeout=CONNECT_S, check=ConnectionPool.check_connection,
            kwargs={"autocommit": True, "prepare_threshold": None, "row_factory": dict_row},
        )  # fmt: skip
        self._saver: Any = None
        self._lock = threading.Lock()
        with self.speaking():
            self._pool.open(wait=True, timeout=CONNECT_S)
            self.write(*((table, ()) for table in TABLES))

    def read(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        with self.speaking(), self._pool.connection() as connection:
            return [tuple(row.values()) for row in connection.execute(_dialect(sql), values).fetchall()]

    def write(self, *statements: Statement) -> None:
        with self.speaking(), self._pool.connection() as connection, connection.transaction():
            for sql, values in statements:
                connection.execute(_dialect(sql), values)

    @contextmanager
    def exclusive(self, name: str) -> Iterator[None]:
        with self.speaking():
            connection = self._pool.getconn()
        try:
            with self.speaking():
                _advisory_lock(connection, name)
            yield
        finally:
            self._release(connection, name)

    def _release(self, connection: Any, name: str) -> None:
        import psycopg

        try:
            connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (name,))
        except psycopg.Error:
            connection.close()  # the server gives the lock back when the connection ends
        self._pool.putconn(connection)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Turns the driver's errors inside the block into ours."""
        import psycopg
        from psycopg_pool import PoolTimeout

        try:
            yield
        except (psycopg.Error, PoolTimeout) as e:
            raise DatabaseUnreachableError(" ".join(str(e).split())[:200]) from e

    def checkpointer(self) -> BaseCheckpointSaver[str]:
        from agent.sessions.savers import speaking_postgres

        with self._lock, self.speaking():
            if self._saver is None:
                saver = speaking_postgres(self._pool, self.speaking)
                saver.setup()
                self._saver = saver
            kept: BaseCheckpointSaver[str] = self._saver
            return kept

    def forget(self, thread: str, *, all_: bool) -> None:
        saver = self.checkpointer()
        with self.speaking():
            if all_:
                saver.delete_thread(thread)
            else:
                saver.prune([thread], strategy="keep_latest")

    def close(self) -> None:
        self._pool.close()


def _dialect(sql: str) -> str:
    return sql.replace("?", "%s")


def _advisory_lock(connection: Any, name: str) -> None:
    until = time.monotonic() + LOCK_WAIT_S
    while True:
        row = connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0)) AS got", (name,)).fetchone()
        if row["got"]:
            return
        if time.monotonic() > until:
            raise SessionBusyError
        time.sleep(0.01)
