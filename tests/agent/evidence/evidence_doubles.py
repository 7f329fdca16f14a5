"""A small library and made-up assessments: what the writer is tested and measured with, without the calculators."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from agent.schema import Question
from knowledge.library.types import Document, Passage, StaleQuote
from tools.profile import Current, Profile, Regulation, Team, Workload
from tools.results import (
    OPTIONS,
    Assessment,
    Assumption,
    Band,
    BreakEven,
    Capacity,
    CostLine,
    Fact,
    Flip,
    Gate,
    Option,
    OptionCost,
    ReasonCore,
    Stack,
    StepCore,
    Warning_,
    WorkloadChoice,
)

ALPHA = (
    "Own GPUs pay from about 2M to 5M tokens a day against frontier models. This has not been checked by us.\n\n"
    "Against providers of open models the volume is 50M tokens a day or more.\n\n"
    "Operations take $750 to $3,000 a month of senior time.\n\n"
    "An API by default is still right for most teams.\n\n"
    "Where no connection to the outside exists, an API is no option at all.\n"
)
BETA = (
    "Own hardware pays from roughly 500 million tokens per day at current prices.\n\n"
    "Everything beside the GPU makes the total three to five times the rent.\n\n"
    "Under $5,000 a month, stay on the API: nothing pays back.\n\n"
    "When the data-protection officer has refused twice, cost is not the question.\n\n"
    "Benchmark on your own prompts before you believe a leaderboard.\n"
)
CLAIMS: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (  # source, beginning, topics, stance, standing
    ("alpha", "Own GPUs pay from about 2M", ("break_even_frontier",), "for", "unverified"),
    ("alpha", "Against providers of open", ("break_even_open_api",), "against", "unverified"),
    ("alpha", "Operations take", ("ops_cost",), "neutral", "stated"),
    ("alpha", "An API by default", ("api_default",), "against", "stated"),
    ("alpha", "Where no connection", ("air_gap", "data_cannot_leave"), "for", "stated"),
    ("beta", "Own hardware pays", ("break_even_general", "volume_threshold"), "neutral", "stated"),
    ("beta", "Everything beside", ("total_multiplier",), "against", "stated"),
    ("beta", "Under $5,000", ("bill_small", "managed_open"), "against", "stated"),
    ("beta", "When the data-protection", ("dpo_refusal",), "for", "stated"),
    ("beta", "Benchmark on your own", ("benchmark_own_task",), "neutral", "inference"),
)


@dataclass
class FakeLibrary:
    """Two documents with prepared claims, and what a test adds without any."""

    texts: dict[str, str] = field(default_factory=lambda: {"alpha": ALPHA, "beta": BETA})
    added: dict[str, str] = field(default_factory=dict)
    generation: int = 0

    __hash__ = object.__hash__

    def _passages(self) -> list[Passage]:
        out = []
        for source, beginning, topics, stance, standing in CLAIMS:
            original = {"alpha": ALPHA, "beta": BETA}[source]
            start = original.index(beginning)
            end = original.index("\n", start)
            out.append(
                Passage(
                    source,
                    "original",
                    source.title(),
                    "",
                    original[start:end],
                    start,
                    end,
                    standing,
                    1.0,
                    topics,
                    stance,
                    f"{source}{start}",
                )
            )  # type: ignore[arg-type]
        return out

    def claims(self, topic: str, k: int = 3) -> list[Passage]:
        return [p for p in self._passages() if topic in p.topics][:k]

    def search(self, query: str, k: int = 5) -> list[Passage]:
        wanted = {w for w in query.lower().split() if len(w) > 4}
        found = [p for p in self._passages() if wanted & set(p.quote.lower().split())]
        for name, text in self.added.items():
            found.insert(0, Passage(name, "original", name, "", text, 0, len(text), "stated", 0.9))
        return found[:k]

    def document(self, source: str) -> Document:
        text = (self.texts | self.added)[source]
        return Document(source, "original", source.title(), "", text, "")

    def dated(self, source_id: str, kind: str) -> str:
        return {"alpha": "2026"}.get(source_id, "")

    def verify(self, passage: Passage) -> None:
        if self.document(passage.source).text[passage.start : passage.end] != passage.quote:
            raise StaleQuote(f"{passage.source} no longer says this: re-index it")


NAMES = (
    "ticket labelling",
    "board papers",
    "support chat",
    "résumé parsing",
    "code review",
    "H100 logs",
    "2nd line help",
)
REASONS = (
    (
        "cost",
        "It comes to about {chosen_usd}, against {other_usd} for the next.",
        "managed_open",
        ("chosen_usd", "other_usd"),
    ),
    ("people", "Of that, {people_usd} is people and platform.", "ops_cost", ("people_usd",)),
    ("break_even", "Own GPUs start to pay at {even}.", "break_even_frontier", ("even",)),
    (
        "marginal",
        "A million tokens on rented GPUs costs about {marginal} before anyone is paid.",
        "break_even_general",
        ("marginal",),
    ),
    ("quality", "Nobody has said yet whether an open model is good enough on your task.", "benchmark_own_task", ()),
)


def made(seed: int) -> tuple[Profile, Assessment, Question | None]:
    """One plausible case; the same for the same seed."""
    rng = random.Random(seed)
    volume = round(10 ** rng.uniform(5, 9.5))
    profile = _profile(rng, volume)
    option: Option = rng.choice([*OPTIONS, "hybrid"])
    return profile, _assessment(rng, profile, option, volume), _question(rng)


def _profile(rng: random.Random, volume: int) -> Profile:
    return Profile(
        workloads=tuple(
            Workload(
                name=rng.choice(NAMES),
                tokens_per_day=rng.choice([volume, None]),
                input_share=rng.choice([0.8, None]),
                quality=rng.choice([None, "open_large"]),
            )
            for _ in range(rng.choice([1, 1, 2]))
        ),
        current=Current(
            provider=rng.choice(["OpenAI", "Anthropic", None]),
            monthly_bill_usd=rng.choice([None, 800, 9_500, 12_750.5, 540_000]),
        ),
        regulation=Regulation(
            regimes=rng.choice([None, (), ("hipaa",), ("gdpr", "pci_dss")]),
            third_party=rng.choice([None, "zero_retention"]),
        ),
        team=Team(gpu_ops=rng.choice([None, "none", "dedicated"])),
    )


def band(rng: random.Random) -> Band:
    mid = 10 ** rng.uniform(0.5, 6.5)
    return Band(low=mid * rng.uniform(0.4, 1), mid=mid, high=mid * rng.uniform(1, 3))


def _cost(rng: random.Random, option: Option) -> OptionCost:
    if rng.random() < 0.25:
        return OptionCost(feasible=False, why_not=REFUSED)
    lines = (CostLine(name="Operations", usd=2000.0), CostLine(name="GPUs", usd=rng.uniform(1e3, 1e5)))
    return OptionCost(feasible=True, monthly_usd=band(rng), lines=lines if option == "self_host" else ())


def _facts(rng: random.Random, volume: int) -> tuple[Fact, ...]:
    money = {k: 10 ** rng.uniform(1, 6) for k in ("chosen_usd", "other_usd", "people_usd")}
    facts = [Fact(id=k, name=k, value=v, unit="USD/month", formula="a + b") for k, v in money.items()]
    facts.append(
        Fact(id="even", name="break-even", value=10 ** rng.uniform(6, 9), unit="tokens/day", inputs=("tokens_per_day",))
    )
    facts.append(
        Fact(id="marginal", name="marginal cost", value=rng.uniform(0.05, 30), unit="USD/Mtok", formula="GPU / tokens")
    )
    facts.append(Fact(id="tokens_per_day", name="volume", value=float(volume), unit="tokens/day"))
    return tuple(facts)


REFUSED = "your counsel refused every outside endpoint"


def _assessment(rng: random.Random, profile: Profile, option: Option, volume: int) -> Assessment:
    costs = {o: _cost(rng, o) for o in OPTIONS}
    if option != "hybrid":
        costs[option] = OptionCost(feasible=True, monthly_usd=band(rng))
    chosen = tuple(
        WorkloadChoice(workload=w.name, option=rng.choice(OPTIONS), monthly_usd=band(rng)) for w in profile.workloads
    )
    reasons = rng.sample(REASONS, rng.randint(1, len(REASONS)))
    return Assessment(
        option=option,
        status=rng.choice(["final", "provisional"]),
        by_workload=chosen,
        confidence=rng.choice([rng.random(), 1.0, 0.998]),
        runner_up=rng.choice([None, *OPTIONS]),
        costs=costs,
        break_even=(
            BreakEven(against="frontier_api", tokens_per_day=10 ** rng.uniform(6, 9)),
            BreakEven(against="managed_open", why_null="a provider asks less than the GPUs alone cost"),
        ),
        payback_months=rng.choice([None, rng.uniform(0.2, 40)]),
        flips=_flips(rng),
        stack=_stack(rng),
        gates=_gates(rng),
        reasons=tuple(ReasonCore(key=k, text=t, claim=c, facts=f) for k, t, c, f in reasons),
        assumptions=_assumptions(rng),
        facts=_facts(rng, volume),
        warnings=_warnings(rng),
    )


def _gates(rng: random.Random) -> tuple[Gate, ...]:
    slot, kind = "regulation.third_party", rng.choice(["hard", "quality"])
    return (Gate(option="smaller_tier", workload=None, kind=kind, slot=slot, why=REFUSED, claim="dpo_refusal"),)


def _assumptions(rng: random.Random) -> tuple[Assumption, ...]:
    share = rng.uniform(0.5, 0.99)
    return (
        Assumption(slot="workloads[0].input_share", value=share, unit="share", because="most prompts are long"),
        Assumption(slot="utilization", value=0.7, unit="share of capacity", because="head room"),
        Assumption(slot="team.gpu_ops", value="none", unit="", because="nobody was named"),
    )


def _warnings(rng: random.Random) -> tuple[Warning_, ...]:
    nobody = Warning_(slot="team.gpu_ops", text="nobody was named who would run the GPUs.")
    return (nobody,) if rng.random() < 0.3 else ()


def _flips(rng: random.Random) -> tuple[Flip, ...]:
    return (
        Flip(slot="workloads[0].tokens_per_day", at=10 ** rng.uniform(6, 9.5), becomes="self_host"),
        Flip(slot="team.gpu_ops", at="dedicated", becomes="self_host"),
        Flip(slot="money.gpu_hourly_usd", at=rng.uniform(0.5, 4), becomes="self_host"),
    )


def _stack(rng: random.Random) -> Stack:
    steps = (
        StepCore(
            when="this week", do="export the usage of the last month from the provider's console", claim="bill_small"
        ),
        StepCore(
            when="after that", do="run your own prompts through the open model and compare", claim="benchmark_own_task"
        ),
    )
    capacity = Capacity(
        replicas=3,
        gpus=rng.choice([1, 2, 6]),
        utilization=0.7,
        output_tok_s=rng.uniform(100, 1e4),
        total_tok_s=rng.uniform(1e4, 1e5),
        evidence="estimate",
    )
    return Stack(
        model="Llama 3.3 70B",
        gpus="2 x H100 SXM",
        providers=("Together", "Groq"),
        capacity=rng.choice([None, capacity]),
        steps=steps,
    )


def _question(rng: random.Random) -> Question | None:
    question = Question(
        slot="team.gpu_ops",
        text="Who would run the GPUs, if it came to that?",
        why="Nobody to run them rules own GPUs out.",
    )
    return rng.choice([None, question])
