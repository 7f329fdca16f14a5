"""What the steps work with and what is never saved: the parts of the house, the date, the language model.

A part is a plain function with the signature of its module; tests put doubles in their place.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from agent.schema import Usage
from agent.settings import Settings
from tools.profile import Profile
from tools.results import Assessment

if TYPE_CHECKING:
    from agent.llm.client import Model

REMEMBERED = 64  # assessments kept: undo, redo and comparisons cost nothing


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@dataclass
class Parts:
    """The other floors and rooms, by the names of their contracts; each is imported when it is first used."""

    settings: Settings
    date: Callable[[], dt.date] = today

    def read(self, message: str, profile: Profile, *, asked: str | None, turn: int) -> Any:
        from agent.understanding import read

        return read(message, profile, asked=asked, turn=turn)

    def assess(self, profile: Profile, at: dt.date) -> Assessment:
        from tools.decision import assess

        return assess(profile, self.catalogue, at)

    def glance(self, profile: Profile, at: dt.date) -> Assessment:
        """The assessment without the search for flips: a fraction of the time, for a slider."""
        from tools.decision import assess

        return assess(profile, self.catalogue, at, with_flips=False)

    def compose(self, profile: Profile, assessment: Assessment, **more: Any) -> Any:
        from agent.evidence import compose

        return compose(profile, assessment, self.library, **more)

    def answer_question(self, text: str, profile: Profile, assessment: Assessment, **more: Any) -> str:
        from agent.evidence import answer_question

        return answer_question(text, profile, assessment, self.library, **more)

    @cached_property
    def catalogue(self) -> Any:
        from knowledge.catalogue.load import load

        return load()

    @cached_property
    def library(self) -> Any:
        from knowledge.library import Library

        return Library.open(Path(self.settings.home), chroma_url=self.settings.chroma_url)


@dataclass
class Desk:
    """One per run of the graph. ``model``: None on the built-in path; ``full``: always the whole recommendation;
    ``details``: at its full length."""

    parts: Parts
    model: Model | None = None
    full: bool = False
    details: bool = False
    memory: Memory = field(default_factory=lambda: Memory())

    @property
    def at(self) -> dt.date:
        return self.parts.date()

    def usage(self) -> Usage:
        """The language model's own work in this run so far."""
        return self.model.usage if self.model is not None else Usage()

    def assess(self, profile: Profile) -> Assessment:
        """The assessment of a profile, remembered."""
        key = (profile.model_dump_json(), self.at)
        found: Assessment = self.memory.get(key, lambda: self.parts.assess(profile, self.at))
        return found

    def glance(self, profile: Profile) -> Assessment:
        """The assessment of a profile but for its flips, remembered too."""
        key = (profile.model_dump_json(), self.at, "glance")
        found: Assessment = self.memory.get(key, lambda: self.parts.glance(profile, self.at))
        return found


class Run(Protocol):
    """What a step is given besides the state: LangGraph's ``Runtime``, or the run of a single question."""

    @property
    def context(self) -> Desk: ...

    @property
    def stream_writer(self) -> Callable[[Any], None]: ...


class Memory:
    """A small, thread-safe least-recently-used store: the same profile is not assessed twice within a message."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size, self._lock = size, threading.Lock()
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made
