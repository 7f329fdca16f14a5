"""Small stand-ins for reader, decision, library and writer, so that the conversation is tested by itself.

They keep to the signatures of the real parts. The reader knows a toy language: ``key=value`` sets a slot, ``#act`` is
an act (``#skip``, ``#what_means:token``, ``#what_if(gpu=none)``), ``?...`` a question; everything else means nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from agent.events import Change
from agent.schema import Citation, Recommendation, Usage
from agent.settings import Settings
from agent.understanding.types import Act, Reading, Slip
from tools.profile import Profile, Said, with_slot
from tools.results import Assessment, Band, ConflictCore, Fact, OpenQuestion, OptionCost, ReasonCore, WorkloadChoice

AT = dt.date(2026, 11, 21)
SLOTS = {
    "volume": "workloads[0].tokens_per_day", "second": "workloads[1].tokens_per_day", "quality": "workloads[0].quality",
    "gpu": "team.gpu_ops",
    "third": "regulation.third_party", "region": "regulation.region", "air": "regulation.air_gapped",
    "bill": "current.monthly_bill_usd",
}  # fmt: skip
FACT = re.compile(r"(\w+)=([\w.,]+)")
ACT = re.compile(r"#(\w+)(?::(\w+))?(?:\(([^)]*)\))?")
SLIP_OVER = 1e13
CLASH = ConflictCore(about="bill and volume", computed="The bill does not fit the volume.")


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return text


def changes_in(text: str) -> list[Change]:
    return [Change(SLOTS[m[1]], _value(m[2]), m[0], m.start(), m.end()) for m in FACT.finditer(text) if m[1] in SLOTS]


def read(message: str, profile: Profile, *, asked: str | None = None, turn: int = 0) -> Reading:
    acts = tuple(
        Act(m[1], m[0], slot=None, term=m[2], changes=tuple(changes_in(m[3] or "")))  # type: ignore[arg-type]
        for m in ACT.finditer(message)
    )
    changes, slips = [], []
    for change in changes_in(ACT.sub(lambda m: " " * len(m[0]), message)):
        if isinstance(change.value, float) and change.value > SLIP_OVER and asked is None:
            question = f"{change.words} is a great deal. Did you mean {change.value / 1000:,.0f}?"
            slips.append(
                Slip(change.slot, change.value, change.words, change.start, change.end, question, change.value / 1000)
            )
        else:
            changes.append(change)
    if message.startswith("?"):
        acts = (*acts, Act("question", message))
    for change in changes:
        profile = with_slot(profile, change.slot, change.value)
        said = Said(slot=change.slot, words=change.words, message=turn)
        profile = profile.model_copy(update={"said": (*(s for s in profile.said if s.slot != change.slot), said)})
    language = "pl" if "dzień dobry" in message else "en"
    return Reading(profile, tuple(changes), acts, tuple(slips), (), language)


ORDER = ["third", "gpu", "volume", "quality", "region"]


def assess(profile: Profile, at: dt.date) -> Assessment:
    """Self-hosting from 100M tokens a day or where nobody else may see the data; open slots in a fixed order."""
    volume = profile.workloads[0].tokens_per_day if profile.workloads else None
    forbidden = profile.regulation.third_party == "forbidden"
    option: Any = "self_host" if forbidden or (volume or 0) >= 1e8 else "frontier_api"
    known = {s.slot for s in profile.said if s.state == "said"}
    open_ = () if forbidden else tuple(
        OpenQuestion(slot=SLOTS[n], value=1000.0 / (i + 1), flips_to=("self_host",), hard_gate=n == "third")
        for i, n in enumerate(ORDER)
        if SLOTS[n] not in known
    )  # fmt: skip
    clash = (
        profile.current.monthly_bill_usd is not None
        and volume is not None
        and profile.current.monthly_bill_usd > volume / 1000
    )
    usd = Band(low=900, mid=1000 + (volume or 0) / 1e5, high=3000)
    return Assessment(
        option=option, status="provisional" if open_ else "final", confidence=0.9,
        by_workload=(WorkloadChoice(workload="w", option=option, monthly_usd=usd),),
        costs={"frontier_api": OptionCost(feasible=not forbidden, monthly_usd=usd),
               "self_host": OptionCost(feasible=True, monthly_usd=usd)},
        reasons=(ReasonCore(key="volume", text="The volume decides.", claim="volume_threshold"),), open_questions=open_,
        conflicts=(CLASH,) if clash else (),
        facts=(Fact(id="f1", name="cost", value=usd.mid, unit="usd/month"),),
    )  # fmt: skip


@dataclass(frozen=True)
class Passage:
    source: str = "book"
    start: int = 0
    end: int = 5
    quote: str = "words"
    claim_id: str = "c1"


class Library:
    def claims(self, topic: str, k: int = 3) -> list[Passage]:
        return [Passage()]

    def search(self, query: str, k: int = 5) -> list[Passage]:
        return [Passage()]


@dataclass(frozen=True)
class Composed:
    recommendation: Recommendation
    answer: str
    coverage: float = 1.0
    rate: float = 1.0
    refused: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


def compose(profile: Profile, assessment: Assessment, library: Any, **more: Any) -> Composed:
    cited = Citation(
        n=1,
        source="book",
        kind="digest",
        title="Book",
        section="1",
        quote="words",
        start=0,
        end=5,
        standing="stated",
        score=1,
    )
    recommendation = Recommendation(
        option=assessment.option,
        by_workload=assessment.by_workload,
        confidence=assessment.confidence,
        costs=assessment.costs,
        citations=(cited,),
    )
    return Composed(recommendation, f"RECOMMENDED: {assessment.option} [1].")


@dataclass
class Parts:
    """The stand-ins as the graph's desk takes them; ``fail`` names a part that breaks."""

    settings: Settings
    fail: set[str] = field(default_factory=set)
    asked: list[str | None] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    catalogue: Any = None
    library: Any = field(default_factory=Library)

    def date(self) -> dt.date:
        return AT

    def read(self, message: str, profile: Profile, *, asked: str | None, turn: int) -> Reading:
        self._used("read")
        self.asked.append(asked)
        return read(message, profile, asked=asked, turn=turn)

    def assess(self, profile: Profile, at: dt.date) -> Assessment:
        self._used("assess")
        return assess(profile, at)

    def glance(self, profile: Profile, at: dt.date) -> Assessment:
        return self.assess(profile, at)

    def compose(self, profile: Profile, assessment: Assessment, **more: Any) -> Composed:
        self._used("compose")
        return compose(profile, assessment, self.library, **more)

    def answer_question(self, text: str, profile: Profile, assessment: Assessment, **more: Any) -> str:
        return f"ANSWERED: {text}"

    def _used(self, part: str) -> None:
        self.calls.append(part)
        if part in self.fail:
            raise RuntimeError(f"{part} is broken")
