"""One conversation: messages and edits go in, typed events come out, and nothing acknowledged is ever lost.

The way of an input: journal (on disk) -> graph -> answer into the journal -> checkpoint (on disk) -> ``Done``. Killed
anywhere on that way, the next opening finds the input in the journal and works it off. One input at a time: threads and
processes wait for each other; each starts from the newest checkpoint.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from agent.errors import BreakevenError, EditError, SessionBusyError, SessionTooNewError, StorageError
from agent.events import Done, Event, Failed
from agent.graph import config
from agent.interview import show
from agent.interview.outcome import profile_of
from agent.schema import Answer, Question
from agent.sessions import migrations
from agent.sessions.journal import Journal, TurnRecord
from agent.sessions.migrations import migrated
from agent.state import JSON, SCHEMA, State
from tools.profile import Profile, with_slot
from tools.results import Assessment

if TYPE_CHECKING:
    from agent.advisor import Advisor

LONGEST = 20_000  # characters of one message that are read and kept
WAIT_S = 120.0  # for another thread's answer in this session


class Session:
    """Made by ``Advisor.open``. ``send`` streams; everything else answers at once with all its events."""

    def __init__(self, session_id: str, advisor: Advisor) -> None:
        self.id = session_id
        self._advisor = advisor
        self._busy = threading.Lock()
        self._state = State()

    @property
    def _journal(self) -> Journal:
        return self._advisor.journal

    # ---- what is known

    @property
    def profile(self) -> Profile:
        return profile_of(self._state)

    @property
    def question(self) -> Question | None:
        """The question that is open now."""
        opened = self._state.get("question")
        return Question.model_validate(opened) if opened else None

    @property
    def trial(self) -> Profile | None:
        """The what-if that was asked and neither adopted nor dropped."""
        kept = self._state.get("trial")
        return Profile.model_validate(kept) if kept else None

    @property
    def scenarios(self) -> dict[str, Profile]:
        return {name: Profile.model_validate(p) for name, p in (self._state.get("scenarios") or {}).items()}

    @property
    def can_undo(self) -> bool:
        return bool(self._state.get("past"))

    @property
    def can_redo(self) -> bool:
        return bool(self._state.get("future"))

    @property
    def summary(self) -> str:
        """What is known, in one line: what a returning user is greeted with."""
        return show.summary(self.profile)

    @property
    def answer(self) -> Answer | None:
        """The last answer as it was given then. Error: StorageError."""
        kept = self._journal.last_answer(self.id)
        return answer_from(kept) if kept else None

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What could be said next, as ``Done`` offered it with the last answer. Error: StorageError."""
        from agent.nodes.write import suggestions

        answer = self.answer
        return suggestions(answer) if answer else ()

    @property
    def history(self) -> list[TurnRecord]:
        """Every input, who said it and when, with its answer. Error: StorageError."""
        return self._journal.turns(self.id)

    def assessment(self) -> Assessment:
        """The assessment of the profile as it stands (computed, or remembered)."""
        return self._advisor.assess(self.profile)

    def what_if(self, slot: str, value: Any) -> Assessment:
        """Option, confidence and costs with one slot changed, for a slider; nothing is saved. Error: EditError."""
        return self._advisor.glance(_with(self.profile, slot, value))

    def compare(self) -> dict[str, Assessment]:
        """The profile ("now"), the open what-if and every kept scenario, each assessed."""
        cases = {"now": self.profile} | ({"what if": self.trial} if self.trial else {}) | self.scenarios
        return {name: self._advisor.assess(profile) for name, profile in cases.items()}

    # ---- what can be done

    def send(self, text: str, author: str | None = None) -> Iterator[Event]:
        """A message; the events of its answer as they happen, ending in Done or Failed."""
        clean = text[: LONGEST + 1].encode("utf-8", "replace").decode().replace("\0", " ")
        return self._run({"do": "say", "text": clean[:LONGEST], "author": author, "cut": len(text) > LONGEST})

    def edit(self, slot: str, value: Any, author: str | None = None) -> tuple[Event, ...]:
        """Sets one slot by hand; None empties it. Error: EditError, before anything is changed."""
        _with(self.profile, slot, value)
        return tuple(self._run({"do": "edit", "slot": slot, "value": value, "author": author}))

    def fill(self, values: Sequence[tuple[str, Any]], author: str | None = None) -> tuple[Event, ...]:
        """Sets many slots in one step, which one undo takes back. Error: EditError, before anything is changed."""
        profile = self.profile
        for slot, value in values:
            profile = _with(profile, slot, value)
        return tuple(self._run({"do": "fill", "values": [list(pair) for pair in values], "author": author}))

    def undo(self, author: str | None = None) -> tuple[Event, ...]:
        return self._do("undo", author)

    def redo(self, author: str | None = None) -> tuple[Event, ...]:
        return self._do("redo", author)

    def adopt(self, author: str | None = None) -> tuple[Event, ...]:
        """Makes the open what-if the profile."""
        return self._do("adopt", author)

    def discard(self, author: str | None = None) -> tuple[Event, ...]:
        return self._do("discard", author)

    def keep_scenario(self, name: str, author: str | None = None) -> tuple[Event, ...]:
        return self._do("keep", author, name)

    def use_scenario(self, name: str, author: str | None = None) -> tuple[Event, ...]:
        return self._do("use", author, name)

    def drop_scenario(self, name: str, author: str | None = None) -> tuple[Event, ...]:
        return self._do("drop", author, name)

    def rename(self, title: str) -> None:
        self._journal.rename(self.id, title)

    # ---- how

    def refresh(self) -> None:
        """Reads the newest state, after working off what a killed process left. Errors: StorageError, SessionError."""
        with self._alone():
            self._catch_up()

    def _do(self, what: str, author: str | None, name: str = "") -> tuple[Event, ...]:
        return tuple(self._run({"do": what, "name": name, "author": author}))

    def _run(self, inbox: JSON) -> Iterator[Event]:
        try:
            with self._alone():
                self._catch_up()
                turn = self._journal.last_turn(self.id) + 1
                self._journal.heard(self.id, turn, inbox)
                yield from self._work(turn, inbox)
        except BreakevenError as e:
            yield Failed(str(e))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._busy.acquire(timeout=WAIT_S):
            raise SessionBusyError
        try:
            with self._advisor.database.exclusive(self.id):
                yield
        finally:
            self._busy.release()

    def _work(self, turn: int, inbox: JSON | None, *, replay: bool = False) -> Iterator[Event]:
        """One input through the graph (None: go on with the one that was interrupted)."""
        graph, where, done = self._advisor.graph, config(self.id), None
        good = graph.get_state(where)
        desk = self._advisor.desk(builtin=replay)
        given = None if inbox is None else self._given(good, turn, inbox, desk)
        try:
            for event in graph.stream(given, where, context=desk, stream_mode="custom", durability="exit"):
                if isinstance(event, Done):
                    self._journal.answered(self.id, turn, event.answer.to_json())
                    done = event
                else:
                    yield event
        except Exception as e:  # a reader that goes away is no failure: the journal still has the input
            self._journal.failed(self.id, turn, sentence(e))
            self._take_back(good)
            if isinstance(e, BreakevenError):
                raise
            raise BreakevenError(sentence(e)) from e
        self._state = graph.get_state(where).values
        if turn % 20 == 0:
            self._advisor.database.forget(self.id, all_=False)
        if done is not None:
            yield done

    def _given(self, snapshot: Any, turn: int, inbox: JSON, desk: Any) -> Any:
        """A session's first input, or the answer to its interrupt by the interrupt's id: a stale one is ignored."""
        from langgraph.types import Command

        if not snapshot.values:
            return State(schema=SCHEMA, turn=turn, answered=0, inbox=inbox)
        if not snapshot.interrupts:  # killed between two writes of one checkpoint
            self._advisor.graph.invoke(None, config(self.id), context=desk, durability="exit")
            snapshot = self._advisor.graph.get_state(config(self.id))
        return Command(resume={snapshot.interrupts[0].id: {"turn": turn, "inbox": inbox}})

    def _catch_up(self) -> None:
        graph, where = self._advisor.graph, config(self.id)
        snapshot = graph.get_state(where)
        if snapshot.values.get("schema", SCHEMA) > SCHEMA:
            raise SessionTooNewError(self.id)
        newer = migrated(snapshot.values, SCHEMA, migrations.STEPS)
        if newer is not snapshot.values:
            self._replace(snapshot, newer)
            snapshot = graph.get_state(where)
        if snapshot.values and snapshot.values.get("answered", 0) < snapshot.values["turn"]:
            self._again(snapshot.values["turn"], None)
            snapshot = graph.get_state(where)
        self._state = snapshot.values
        for record in self._journal.turns(self.id, after=self._state.get("answered", 0)):
            if record.failed is None:
                self._again(record.turn, record.input)

    def _again(self, turn: int, inbox: JSON | None) -> None:
        """Works off an input that a killed process had accepted, without any language model."""
        try:
            for _ in self._work(turn, inbox, replay=True):
                pass
        except StorageError:
            raise
        except BreakevenError:
            pass  # the journal says why; the conversation goes on without it

    def _take_back(self, good: Any) -> None:
        """After a failure the conversation stands where it stood before the input."""
        if not good.values:
            self._advisor.database.forget(self.id, all_=True)
            return
        self._replace(good, {})
        self._state = self._advisor.graph.get_state(config(self.id)).values

    def _replace(self, snapshot: Any, values: JSON) -> None:
        """A new checkpoint from one that is there, with these values changed, waiting for the next message."""
        graph = self._advisor.graph
        graph.update_state(snapshot.config, values, as_node="write")
        graph.invoke(None, config(self.id), context=self._advisor.desk(builtin=True), durability="exit")


def answer_from(data: JSON) -> Answer:
    """The Answer behind its public JSON, of an older schema too."""
    data = migrated(data, migrations.ANSWER_SCHEMA, migrations.ANSWERS)
    return Answer.model_validate({("schema_" if k == "schema" else k): v for k, v in data.items()})


def _with(profile: Profile, slot: str, value: Any) -> Profile:
    try:
        return with_slot(profile, slot, value)
    except (KeyError, ValueError) as e:
        raise EditError(f"{value!r} is not a value of {slot}.") from e


def sentence(error: Exception) -> str:
    """One sentence for any error: the message of those that were made to be read, else what kind it was."""
    from knowledge.catalogue.load import CatalogueError
    from knowledge.library import LibraryError

    if isinstance(error, (BreakevenError, LibraryError, CatalogueError)):
        return str(error)
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
    return f"Something went wrong inside ({what}); nothing was changed."
