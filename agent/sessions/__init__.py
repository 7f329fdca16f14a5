"""Saved conversations: LangGraph's checkpoints, and a journal of who said what, in SQLite or PostgreSQL."""

from __future__ import annotations

from agent.sessions.database import Database
from agent.sessions.journal import Journal, SessionInfo, TurnRecord
from agent.settings import Settings

__all__ = ["Database", "Journal", "SessionInfo", "TurnRecord", "open_database"]


def open_database(settings: Settings) -> Database:
    """The database that the settings name. Errors: StorageError and below."""
    if settings.database_url:
        from agent.sessions.postgres import Postgres

        return Postgres(settings.database_url)
    from agent.sessions.sqlite import Sqlite

    return Sqlite(settings.home)
