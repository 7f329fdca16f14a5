"""The one door for every front end.

    advisor = Advisor()
    session = advisor.open()                      # or advisor.open("3f2a...") to go on where it stopped
    for event in session.send("30M tokens a day, EU customers, nobody has run GPUs"):
        ...                                       # agent.events, ending in Done or Failed
    answer = advisor.ask(["30M tokens a day ..."])  # one-shot, in memory, nothing saved

Importing this module is cheap; LangGraph is imported with the first graph, which ``warm`` can do in the background.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from agent.errors import BreakevenError, UnknownSessionError
from agent.events import Done
from agent.schema import Answer
from agent.sessions import Database, Journal, SessionInfo, open_database
from agent.settings import BUILTIN, Settings, load_settings
from agent.state import SCHEMA, State
from tools.profile import Profile
from tools.results import Assessment

ANY = "We use a language model."  # any sentence: reading one loads what reads

if TYPE_CHECKING:
    from agent.nodes.desk import Desk, Parts
    from agent.sessions.session import Session


class Advisor:
    """Holds what sessions share: the settings, the database, the graph, the library. Thread-safe."""

    def __init__(self, settings: Settings | None = None, *, parts: Parts | None = None) -> None:
        from agent.nodes.desk import Memory
        from agent.nodes.desk import Parts as RealParts

        self.settings = settings or load_settings()
        self._parts = parts or RealParts(self.settings)
        self._memory = Memory()
        self._lock = threading.RLock()
        self._database: Database | None = None
        self._compiled: Any = None

    # ---- sessions

    def open(self, session_id: str | None = None) -> Session:
        """A new session (saved with its first message), or a saved one.

        Errors: UnknownSessionError, SessionTooNewError, StorageError."""
        from agent.sessions.session import Session

        if session_id is None:
            return Session(_new_id(), self)
        if not self.journal.exists(session_id):
            raise UnknownSessionError(session_id)
        session = Session(session_id, self)
        session.refresh()
        return session

    def open_or_create(self, session_id: str) -> Session:
        """The session of that id, new or old: for front ends with ids of their own, such as a Slack thread."""
        from agent.sessions.session import Session

        session = Session(session_id, self)
        if self.journal.exists(session_id):
            session.refresh()
        return session

    def sessions(self) -> list[SessionInfo]:
        """Saved sessions, the last used first. Error: StorageError."""
        return self.journal.sessions()

    def rename(self, session_id: str, title: str) -> None:
        self.journal.rename(session_id, title)

    def delete(self, session_id: str) -> None:
        """Deletes a session with everything said in it. Error: UnknownSessionError."""
        self.journal.delete(session_id)
        self.database.forget(session_id, all_=True)

    def duplicate(self, session_id: str, title: str | None = None) -> Session:
        """A copy that goes its own way from here, history included. Error: UnknownSessionError."""
        from agent.graph import config

        self.open(session_id)  # works off what a killed process left
        known = {info.id: info.title for info in self.sessions()}
        new = self.journal.copy(session_id, title or f"{known.get(session_id, '')} (copy)".strip())
        values = self.graph.get_state(config(session_id)).values
        if values:
            self.graph.update_state(config(new), values, as_node="write")
            self.graph.invoke(None, config(new), context=self.desk(builtin=True), durability="exit")
        return self.open(new)

    # ---- one-shot

    def ask(self, texts: Sequence[str], id: str | int | None = None, *, details: bool = False) -> Answer:  # noqa: A002 - the name in the public JSON
        """One answer to one or more messages of one person, in memory; ``details``: at its full length. Errors:
        BreakevenError and below."""
        from agent.nodes.understand import take

        if not texts:
            raise BreakevenError("There is no message to answer.")
        desk = self.desk(full=True, details=details)
        state = State(schema=SCHEMA, turn=0, answered=0, profile={})
        for turn, text in enumerate(texts, 1):
            state = state | _message(text, turn)
            if turn < len(texts):
                state = state | take(state, desk)[1]
        return self._answer(state, desk).model_copy(update={"id": id})

    def _answer(self, state: State, desk: Desk) -> Answer:
        from agent.graph import once
        from agent.sessions.session import sentence

        try:
            events = once(state, desk)
        except Exception as e:
            raise BreakevenError(sentence(e)) from e
        return next(event.answer for event in events if isinstance(event, Done))

    def assess(self, profile: Profile) -> Assessment:
        """The assessment of any profile: what-ifs, scenarios."""
        return self.desk(builtin=True).assess(profile)

    def glance(self, profile: Profile) -> Assessment:
        """Option, confidence and costs of any profile, without flips: quick enough for a slider."""
        return self.desk(builtin=True).glance(profile)

    def use_model(self, model: str, base_url: str = "", api_key: str = "") -> None:
        """From the next message on this model reads and words, for every session; an empty key keeps the one in
        force."""
        key = api_key or self.settings.openai_api_key
        self.settings = replace(self.settings, model=model or BUILTIN, openai_base_url=base_url, openai_api_key=key)

    def warm(self) -> None:
        """Does the slow imports, opens the library, and reads and decides once, which fills the tables that the first
        answer would wait for: for a background thread, while the user types."""
        from agent.graph import build

        nothing = Profile()
        _ = build(), self._parts.library, self._parts.read(ANY, nothing, asked=None, turn=0), self.glance(nothing)

    def close(self) -> None:
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database = None
            self._compiled = None
            self.__dict__.pop("journal", None)

    # ---- shared by sessions

    @property
    def database(self) -> Database:
        with self._lock:
            if self._database is None:
                self._database = open_database(self.settings)
            return self._database

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.database)

    @property
    def graph(self) -> Any:
        """The graph with its checkpoints."""
        from agent.graph import build

        with self._lock:
            if self._compiled is None:
                self._compiled = build(self.database.checkpointer())
            return self._compiled

    def desk(self, *, builtin: bool = False, full: bool = False, details: bool = False) -> Desk:
        from agent.nodes.desk import Desk

        return Desk(
            self._parts, model=None if builtin else self._model(), full=full, details=details, memory=self._memory
        )

    def _model(self) -> Any:
        if self.settings.builtin:
            return None
        from agent.llm.client import Model

        return Model(self.settings)


def _new_id() -> str:
    import uuid

    return uuid.uuid4().hex[:12]


def _message(text: str, turn: int) -> State:
    from agent.sessions.session import LONGEST

    clean = text[: LONGEST + 1].encode("utf-8", "replace").decode().replace("\0", " ")
    return State(turn=turn, inbox={"do": "say", "text": clean[:LONGEST], "cut": len(text) > LONGEST})
