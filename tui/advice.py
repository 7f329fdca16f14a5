"""The advisor behind the screen. It is imported in a thread, after the first picture has been painted.

Everything here runs in threads and speaks to the app by messages only, so that no work ever blocks the screen.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

    from agent.advisor import Advisor
    from agent.sessions.session import Session
    from tools.results import Assessment
    from tui.screens.compare import Case

OpenAdvisor = Callable[[], Any]
SCENARIO = "scenario/"  # before the name of one; ids of sessions have no slash


@dataclass
class Ready(Message):
    """The advisor is loaded and the session open."""

    session: Session


@dataclass
class Unavailable(Message):
    """It could not be: one sentence that says what to do."""

    why: str


@dataclass
class Heard(Message):
    """One event of an answer (``agent.events``), or None when the answer has ended."""

    turn: int
    event: Any


@dataclass
class Drawn(Message):
    """The curves for the Costs panel are computed."""

    turn: int
    curve: Any


@dataclass
class Supposed(Message):
    """What one slot at another value comes to; ``before``: the profile as it stands."""

    path: str
    value: Any
    before: Assessment
    after: Assessment


class Desk:
    """Loads the advisor, runs one thing at a time for the session, and can be told to stop."""

    def __init__(self, app: App[Any], open_advisor: OpenAdvisor) -> None:
        self._app, self._open_advisor = app, open_advisor
        self.advisor: Advisor | None = None
        self.session: Session | None = None
        self._turn = 0
        self._stopped: set[int] = set()
        self._running = 0
        self._lock = threading.Lock()
        self._wanted: tuple[str, Any] | None = None
        self._supposing = False

    @property
    def busy(self) -> bool:
        """Whether an answer is being worked on that was not stopped."""
        return self._running > 0

    def load(self, session_id: str | None) -> None:
        """Opens a session (None: a new one, ``latest``: the last used) and posts Ready or Unavailable."""
        self._thread(self._load, session_id)

    def start(self, do: Callable[[Session], Iterable[Any]]) -> int:
        """Runs what ``do`` yields and posts each event; returns the number by which they are known."""
        self._turn += 1
        self._running += 1
        self._thread(self._run, self._turn, do)
        return self._turn

    def stop(self) -> None:
        """The answer now running is no longer wanted."""
        self._stopped.add(self._turn)

    def stopped(self, turn: int) -> bool:
        return turn in self._stopped

    def draw(self, turn: int, profile: Any) -> None:
        """Computes the curves of a profile and posts Drawn."""
        self._thread(self._draw, turn, profile)

    def suppose(self, path: str, value: Any) -> None:
        """Computes a what-if and posts Supposed. While one is computed only the last of those that follow is kept: a
        key that is held down must not queue up work."""
        with self._lock:
            self._wanted = (path, value)
            if self._supposing:
                return
            self._supposing = True
        self._thread(self._suppose)

    def others(self) -> list[tuple[str, str]]:
        """(name, key) of what this conversation can be compared with: its scenarios, then the other conversations."""
        assert self.advisor is not None
        assert self.session is not None
        kept = [(f"scenario: {name}", f"{SCENARIO}{name}") for name in self.session.scenarios]
        return kept + [(i.title or i.id, i.id) for i in self.advisor.sessions() if i.id != self.session.id]

    def compared(self, other: str) -> tuple[Case, Case]:
        """This conversation and the one of that key, both assessed; takes a while, so call it in a thread.

        Errors: UnknownSessionError, StorageError."""
        from tui.screens.compare import Case

        assert self.advisor is not None
        assert self.session is not None
        here = self.session.profile
        if other.startswith(SCENARIO):
            name = other.removeprefix(SCENARIO)
            there = self.session.scenarios[name]
        else:
            there = self.advisor.open(other).profile
            name = next((i.title for i in self.advisor.sessions() if i.id == other), other)
        glance = self.advisor.glance
        return Case("This conversation", here, glance(here)), Case(name, there, glance(there))

    def document(self, source: str) -> str | None:
        """The whole text of a cited document, None where it cannot be read."""
        from agent.views import document_text

        return document_text(self.advisor, source) if self.advisor else None

    def write_memo(self, path: Path) -> str:
        """Writes the memo of the session and returns its Markdown; takes a while, so call it in a thread. Errors: as
        tui.memo says."""
        from tui.memo import write_memo

        assert self.advisor is not None
        assert self.session is not None
        return write_memo(self.advisor, self.session, path)

    # ---- in threads

    def _thread(self, work: Callable[..., None], *args: Any) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()

    def _load(self, session_id: str | None) -> None:
        try:
            self.advisor = self.advisor or self._open_advisor()
            if session_id == "latest":
                saved = self.advisor.sessions()
                session_id = saved[0].id if saved else None
            self.session = self.advisor.open(session_id)
        except Exception as e:  # noqa: BLE001 - whatever it is, the screen must say it
            self._app.post_message(Unavailable(sentence(e)))
            return
        self._app.post_message(Ready(self.session))
        try:
            self.advisor.warm()
            gc.freeze()  # what is loaded stays: looking through it for garbage would hold up the screen
        except Exception as e:  # noqa: BLE001 - as above
            self._app.post_message(Unavailable(sentence(e)))

    def _run(self, turn: int, do: Callable[[Session], Iterable[Any]]) -> None:
        from agent.events import Failed

        try:
            assert self.session is not None
            events = iter(do(self.session))
            for event in events:
                if self.stopped(turn):
                    getattr(events, "close", lambda: None)()
                    break
                self._app.post_message(Heard(turn, event))
        except Exception as e:  # noqa: BLE001 - as above
            self._app.post_message(Heard(turn, Failed(sentence(e))))
        finally:
            self._running -= 1
            self._app.post_message(Heard(turn, None))

    def _suppose(self) -> None:
        while True:
            with self._lock:
                wanted, self._wanted = self._wanted, None
                self._supposing = wanted is not None
            if wanted is None or self.advisor is None or self.session is None:
                return
            try:
                before = self.advisor.glance(self.session.profile)
                self._app.post_message(Supposed(*wanted, before, self.session.what_if(*wanted)))
            except Exception as e:  # noqa: BLE001 - as above
                self._app.call_from_thread(self._app.notify, sentence(e), severity="warning")

    def _draw(self, turn: int, profile: Any) -> None:
        import tui.widgets.curve  # noqa: F401 - brings numpy and the plot library: not while the screen waits
        from agent.views import cost_curve

        try:
            self._app.post_message(Drawn(turn, cost_curve(profile)))
        except Exception:  # noqa: BLE001 - a curve that cannot be drawn is left out; bars and words are there
            self._app.post_message(Drawn(turn, None))


def sentence(error: Exception) -> str:
    from tui.failures import explain, one_line

    return one_line(explain(error)[1])


def open_advisor(model: str | None) -> Advisor:
    """The advisor under the settings in force."""
    from agent.advisor import Advisor
    from agent.settings import load_settings

    return Advisor(load_settings(model=model))
