"""LangGraph's savers with our errors: a damaged file is one sentence, wherever in the graph it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from langgraph.checkpoint.sqlite import SqliteSaver

Speaking = Callable[[], AbstractContextManager[None]]


class SpeakingSqliteSaver(SqliteSaver):
    """``speaking()`` turns the driver's errors into ours."""

    def __init__(self, connection: Any, speaking: Speaking) -> None:
        super().__init__(connection)
        self._speaking = speaking

    def get_tuple(self, *args: Any, **kwargs: Any) -> Any:
        with self._speaking():
            return super().get_tuple(*args, **kwargs)

    def put(self, *args: Any, **kwargs: Any) -> Any:
        with self._speaking():
            return super().put(*args, **kwargs)

    def put_writes(self, *args: Any, **kwargs: Any) -> None:
        with self._speaking():
            super().put_writes(*args, **kwargs)

    def list(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        with self._speaking():
            yield from super().list(*args, **kwargs)


def speaking_postgres(pool: Any, speaking: Speaking) -> Any:
    """A PostgresSaver over a pool, made here because psycopg is an extra."""
    from langgraph.checkpoint.postgres import PostgresSaver

    class SpeakingPostgresSaver(PostgresSaver):
        def get_tuple(self, *args: Any, **kwargs: Any) -> Any:
            with speaking():
                return super().get_tuple(*args, **kwargs)

        def put(self, *args: Any, **kwargs: Any) -> Any:
            with speaking():
                return super().put(*args, **kwargs)

        def put_writes(self, *args: Any, **kwargs: Any) -> None:
            with speaking():
                super().put_writes(*args, **kwargs)

    return SpeakingPostgresSaver(pool)
