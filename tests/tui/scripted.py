"""A scripted advisor: the events of one believable conversation, without graph, library or arithmetic.

The screen is tested against it. ``Session.hold`` lets a test stop in the middle of an answer.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.errors import BreakevenError
from agent.events import Asked, Assessed, Change, Done, Event, Failed, PassageFound, Text, Understood
from agent.schema import (
    Answer,
    BreakEven,
    Citation,
    CitedAssumption,
    Conflict,
    Flip,
    OptionCost,
    Plan,
    Question,
    Reason,
    Recommendation,
    Side,
)  # fmt: skip
from agent.sessions.journal import SessionInfo, TurnRecord
from agent.settings import Settings
from knowledge.library import Document
from knowledge.library.types import Added
from tools.decision.curves import CostCurve
from tools.profile import Profile, Said, slot_value, with_slot
from tools.results import Assessment, Band, CostLine, Fact, Sensitivity, WorkloadChoice

VOLUME = "workloads[0].tokens_per_day"
DOCUMENT = (
    "## When it pays\n\nA rule of thumb across reports: against providers of open models the point shifts "
    "to 50M tokens a day and more, since they run at scale.\n\n## What it costs\n\nThe whole bill runs to "
    "three to five times the rental of the GPUs, once operations and idle capacity are in it.\n"
)


def citation(n: int, quote: str, standing: Any) -> Citation:
    start = DOCUMENT.index(quote)
    return Citation(n=n, source="rules", kind="digest", title="When self-hosting pays", section="What it costs",
                    quote=quote, start=start, end=start + len(quote), standing=standing, score=0.8)  # fmt: skip


CITATIONS = (
    citation(1, "the point shifts to 50M tokens a day and more", "unverified"),
    citation(2, "three to five times the rental of the GPUs", "stated"),
)
QUESTION = Question(
    slot="regulation.third_party",
    text="May a model vendor see this data, and on what terms?",
    why="A refusal takes every endpoint away, whatever it costs.",
    choices=("any vendor may", "only with zero retention", "only in the EU", "no vendor at all"),
)
TEXT = """### Use an open model at a provider, in an EU region

At **30M tokens a day** it costs about **$720 a month**; two rented GPUs with part-time operations come to **$7,000**
[1][2].

| Option | A month | People | Data in the EU |
|:--|--:|:--|:--|
| Frontier API | $8,100 | none | by contract |
| **Open model API** | **$720** | none | by contract |
| Self-hosted | $7,000 | 0.5 | full control [2] |

**What would change this:** a ruling that data may not leave your network, or a volume above **50M tokens a day** [1].
"""


def band(mid: float) -> Band:
    return Band(low=mid * 0.8, mid=mid, high=mid * 1.4)


def costs(volume: float) -> dict[Any, OptionCost]:
    def usd(per_million: float) -> float:
        return per_million * volume * 30.4 / 1e6

    people = CostLine(name="people", usd=3500)
    return {
        "frontier_api": OptionCost(
            feasible=True, monthly_usd=band(usd(9)), lines=(CostLine(name="tokens", usd=usd(9)),)
        ),
        "smaller_tier": OptionCost(feasible=True, monthly_usd=band(usd(1.6))),
        "managed_open": OptionCost(feasible=True, monthly_usd=band(usd(0.8))),
        "sovereign_api": OptionCost(feasible=False, why_not="no rule of yours calls for such terms"),
        "self_host": OptionCost(feasible=True, monthly_usd=band(7000), lines=(CostLine(name="GPUs", usd=3500), people)),
    }


def assessment(profile: Profile) -> Assessment:
    volume = slot_value(profile, VOLUME) or 10e6
    option: Any = "self_host" if volume > 300e6 else "managed_open"
    choice = WorkloadChoice(workload="tickets", option=option, monthly_usd=band(720))
    return Assessment(
        option=option, status="provisional", confidence=0.84, by_workload=(choice,), costs=costs(volume),
        tornado=(
            Sensitivity(slot=VOLUME, low_value=1e7, high_value=9e7, low_gap_usd=200, high_gap_usd=6000),
            Sensitivity(slot="money.gpu_hourly_usd", low_value=1.5, high_value=4, low_gap_usd=900, high_gap_usd=2900),
        ),
    )  # fmt: skip


def answer(profile: Profile) -> Answer:
    found = assessment(profile)
    recommendation = Recommendation(
        option=found.option, by_workload=found.by_workload, confidence=found.confidence, costs=found.costs,
        reasons=(Reason(text="It is the cheapest that is allowed.", cites=(1,)),),
        break_even=(
            BreakEven(against="managed_open", tokens_per_day=310e6),
            BreakEven(against="smaller_tier", why_null="the API is cheaper at every volume up to the largest tried"),
        ),
        payback_months=4.2,
        flips=(
            Flip(slot=VOLUME, at=310e6, becomes="self_host"),
            Flip(slot="regulation.third_party", at="forbidden", becomes="self_host"),
        ),
        plan=Plan(model="Llama 3.3 70B"),
        conflicts=(
            Conflict(
                about="break_even_open_api", computed="for you it lies at 310M tokens a day",
                sides=(
                    Side(claim="from 50M tokens a day", cites=(1,)),
                    Side(claim="from 500M tokens a day", cites=(2,)),
                ),
            ),
        ),
        assumptions=(
            CitedAssumption(slot="workloads[0].input_share", value=0.85, unit="share", because="usual for summaries"),
            CitedAssumption(slot="workloads[0].peak_to_average", value=3, unit="x", because="office hours"),
        ),
        citations=CITATIONS,
        facts=(
            Fact(id="volume", name="volume of tickets", value=slot_value(profile, VOLUME) or 10e6, unit="tokens/day"),
            Fact(id="blended_managed", name="blended price of the model", value=0.8, unit="USD/Mtok",
                 formula="input share x input price + output share x output price", as_of=dt.date(2026, 11, 4),
                 reference="the provider's page"),
            Fact(id="monthly_managed_open", name="monthly cost, managed_open", value=729.6, unit="USD/month",
                 formula="volume x days x price"),
        ),
    )  # fmt: skip
    return Answer(
        status="provisional", profile=profile, recommendation=recommendation, next_question=QUESTION, answer=TEXT
    )


def curve(profile: Profile) -> CostCurve:
    """Instead of the decision's own curve."""
    volumes = tuple(10 ** (5 + i / 10) for i in range(41))
    usd = {
        o: tuple(costs(v)[o].monthly_usd.mid for v in volumes) for o in ("frontier_api", "managed_open", "self_host")
    }
    return CostCurve(volumes, usd, slot_value(profile, VOLUME) or 10e6)


SUGGESTIONS = ("What if the volume doubles?", "Show the arithmetic")


@dataclass
class Session:
    """Understands one thing: a number of millions of tokens a day."""

    id: str = "scripted1"
    profile: Profile = field(default_factory=Profile)
    answer: Answer | None = None
    hold: threading.Event = field(default_factory=threading.Event)
    past: list[Profile] = field(default_factory=list)
    future: list[Profile] = field(default_factory=list)
    history: list[TurnRecord] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    fail: str = ""
    scenarios: dict[str, Profile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hold.set()

    @property
    def question(self) -> Question | None:
        return QUESTION if self.answer else None

    @property
    def suggestions(self) -> tuple[str, ...]:
        return SUGGESTIONS

    @property
    def can_undo(self) -> bool:
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        return bool(self.future)

    def send(self, text: str) -> Iterator[Event]:
        self.sent.append(text)
        if self.fail:
            yield Failed(self.fail)
            return
        profile = with_slot(self.profile, VOLUME, 30e6)
        said = Said(slot=VOLUME, words="about 30M tokens a day", message=0)
        region = Said(slot="regulation.region", words="EU customers", message=0)
        profile = with_slot(profile, "regulation.region", "EU").model_copy(update={"said": (said, region)})
        yield from self._turn(
            profile, (Change(VOLUME, 30e6, said.words, 0, 5), Change("regulation.region", "EU", region.words, 5, 9))
        )

    def edit(self, slot: str, value: Any) -> tuple[Event, ...]:
        return tuple(self._turn(with_slot(self.profile, slot, value), (Change(slot, value, "", 0, 0),)))

    def what_if(self, slot: str, value: Any) -> Assessment:
        return assessment(with_slot(self.profile, slot, value))

    def undo(self) -> tuple[Event, ...]:
        self.future.append(self.profile)
        back = self.past.pop()
        events = tuple(self._turn(back, ()))
        self.past.pop()
        return events

    def redo(self) -> tuple[Event, ...]:
        return tuple(self._turn(self.future.pop(), ()))

    def keep_scenario(self, name: str) -> tuple[Event, ...]:
        self.scenarios[name] = self.profile
        return tuple(self._turn(self.profile, ()))

    def use_scenario(self, name: str) -> tuple[Event, ...]:
        return tuple(self._turn(self.scenarios[name], ()))

    def drop_scenario(self, name: str) -> tuple[Event, ...]:
        del self.scenarios[name]
        return tuple(self._turn(self.profile, ()))

    def _turn(self, profile: Profile, changes: tuple[Change, ...]) -> Iterator[Event]:
        self.past.append(self.profile)
        self.profile = profile
        yield Understood(changes, profile)
        yield Assessed(assessment(profile))
        yield from (PassageFound(c) for c in CITATIONS)
        self.answer = answer(profile)
        for i in range(0, len(TEXT), 40):
            yield Text(TEXT[i : i + 40])
            self.hold.wait(20)
        yield Asked(QUESTION, "at most two more questions")
        yield Done(self.answer, SUGGESTIONS)


@dataclass
class Advisor:
    """Opens the one session."""

    session: Session = field(default_factory=Session)
    saved: list[SessionInfo] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    broken: str = ""
    settings: Settings = field(default_factory=Settings)
    added: list[Document] = field(default_factory=list)

    def use_model(self, model: str, base_url: str = "", api_key: str = "") -> None:
        self.settings = dataclasses.replace(
            self.settings, model=model, openai_base_url=base_url, openai_api_key=api_key
        )

    def documents(self) -> list[Document]:
        return [*self.added, Document("rules", "digest", "When self-hosting pays", "", DOCUMENT, "0")]

    def add(self, paths: list[Path], progress: Any) -> list[Added]:
        progress(1, 1, "reading")
        for path in paths:
            self.added.append(Document(path.stem, "original", path.stem, "", path.read_text(encoding="utf-8"), "1"))
        return [Added(str(path), path.stem, "added", f"{path.name}: added") for path in paths]

    def remove(self, source: str) -> None:
        self.added = [document for document in self.added if document.id != source]

    def open(self, session_id: str | None = None) -> Session:
        if self.broken:
            raise BreakevenError(self.broken)
        return self.session

    def sessions(self) -> list[SessionInfo]:
        return self.saved

    def delete(self, session_id: str) -> None:
        self.deleted.append(session_id)

    def glance(self, profile: Profile) -> Assessment:
        return assessment(profile)

    def rename(self, session_id: str, title: str) -> None:
        self.saved = [dataclasses.replace(i, title=title) if i.id == session_id else i for i in self.saved]

    def duplicate(self, session_id: str, title: str | None = None) -> Session:
        original = next(i for i in self.saved if i.id == session_id)
        copy = dataclasses.replace(original, id=f"{session_id}b", title=title or f"{original.title} (copy)")
        self.saved = [copy, *self.saved]
        return Session(id=copy.id)

    def warm(self) -> None:
        pass

    def desk(self, *, builtin: bool = False) -> Any:
        return self

    @property
    def parts(self) -> Any:
        return self

    @property
    def library(self) -> Any:
        return self

    def document(self, source: str) -> Any:
        return type("Found", (), {"text": DOCUMENT})()
