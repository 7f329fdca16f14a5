"""The page, section by section. The words here explain; figures, rules, formulas are read from code and catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from agent.interview import bank
from bench.docs import code, rules, tables
from bench.docs.markdown import inline, number, paragraphs, table
from knowledge.catalogue.load import Catalogue, load
from tools.costs import DAYS_PER_MONTH, HOURS_PER_MONTH, AuditRow, audit
from tools.decision import DRAWS
from tools.decision.summary import FINAL_CONFIDENCE

GENERATED = "<!-- Written by `python -m bench.docs` from code and catalogue. Do not edit: a test compares them. -->"
COSTS = ("api", "fleet", "lines", "market", "break_even", "overflow", "horizon")
CAPACITY = ("replica", "roofline", "throughput", "neighbours", "evidence", "engines", "benchmark")
DECISION = (
    "evaluate",
    "case",
    "resolve",
    "params",
    "hosting",
    "bands",
    "renters",
    "monthly",
    "api_costs",
    "people",
    "upkeep",
    "today",
    "same_model",
    "readdress",
    "contracts",
    "outlook",
    "looks",
    "explore",
    "thresholds",
    "curves",
    "stacks",
    "cautions",
)
STACK = ("candidates", "engine", "choose", "roadmap", "command")

INTRODUCTION = f"""# How it decides

Every formula, default, prior, rule, term and price behind a recommendation, with its date and reference.

1. **Gates first.** Facts such as an air gap or a regulation take options away. See [Gates](#gates).
2. **Open facts get a prior.** What you said is used exactly, or as the range you gave. What you did not say is drawn
   from a [prior](#priors) or a [default](#defaults). Those that matter are listed in the answer as assumptions.
3. **Costs.** Each option left gets a monthly cost: [API](#costs) prices, or whole [replicas](#capacity) of GPUs plus
   people and platform.
4. **Choice.** The cheapest feasible option, workload by workload, after the cost of moving. Today's arrangement wins
   ties. See [Decision](#decision).
5. **Doubt.** The same function runs on {DRAWS:,} draws of everything uncertain. Confidence is the share of draws in
   which the option stays best. An answer is *final* from {FINAL_CONFIDENCE:.0%} on, if no single open answer could
   change it.
6. **Next question.** The open fact whose answer could save most. See [Questions](#questions).
7. **Plan.** Model, engine, GPUs or providers, and steps. See [Plan](#plan).

No language model takes part in any of this. A month has {DAYS_PER_MONTH} days or {HOURS_PER_MONTH:g} hours. Money is
US dollars. Tokens are input + output unless the text says otherwise. Standing of a value: *read* in the reference,
*assumed* by us inside what the reference reports, or *to verify* (general knowledge: check it before you rely on it).
"""


def page(catalogue: Catalogue | None = None) -> str:
    """The whole of docs/how-it-decides.md."""
    catalogue = catalogue or load()
    return "\n\n".join([GENERATED, INTRODUCTION.strip(), *_sections(catalogue)]) + "\n"


def _sections(catalogue: Catalogue) -> Iterator[str]:
    yield from _gates(catalogue)
    yield "## Costs"
    yield from _modules("tools/costs", COSTS)
    yield "### What an answer may say, and how it is computed\n\n`{...}` is filled in for the case."
    yield table(("fact", "what", "unit", "formula"), _facts())
    yield from _capacity(catalogue)
    yield "## Decision"
    yield from _modules("tools/decision", DECISION)
    yield f"## Questions\n\n{paragraphs(code.module('agent/interview/choose.py')[0])}"
    yield table(("slot", "question", "why it is asked"), _questions())
    yield "## Plan"
    yield from _modules("tools/stack", STACK)
    yield f"### Steps\n\nA step is in the plan where all its conditions hold.\n\n{tables.roadmap(catalogue)}"
    yield from _values(catalogue)
    yield from _audited(catalogue)


def _gates(catalogue: Catalogue) -> Iterator[str]:
    yield "## Gates"
    yield from _modules("tools/gates", ("rules", "terms", "regions", "relax", "notes"))
    yield f"### What each fact takes away\n\nOne fact at a time, nothing else bound.\n\n{rules.removed(catalogue)}"
    yield f"### Terms an endpoint must offer\n\n{rules.terms(catalogue)}"
    yield f"### Regimes\n\nA map for engineers, not legal advice.\n\n{tables.regimes(catalogue)}"
    unlisted = "*Not found* is not *no*: it has to be asked. A term that is not listed counts as not found."
    yield f"### Vendors' terms\n\n{unlisted}\n\n{tables.vendors(catalogue)}"


def _capacity(catalogue: Catalogue) -> Iterator[str]:
    yield "## Capacity"
    yield from _modules("tools/capacity", CAPACITY)
    fitted = table(("name", "value", "meaning"), _constants())
    yield f"### Constants\n\nFitted on the published rows below; see bench/capacity.\n\n{fitted}"
    yield f"### Published measurements\n\n{tables.measurements(catalogue)}"


def _values(catalogue: Catalogue) -> Iterator[str]:
    yield f"## Defaults\n\nUsed where you said nothing; low and high are P5 and P95.\n\n{tables.defaults(catalogue)}"
    yield f"## Priors\n\nWhat an open slot may be. The first line that fits counts.\n\n{tables.priors(catalogue)}"
    yield f"## Tiers\n\n{tables.tiers(catalogue)}"
    package = "API prices come from the `genai-prices` package. These win over it. US dollars a million tokens."
    yield f"## API prices beside the package\n\n{package}\n\n{tables.api_prices(catalogue)}"
    yield f"## GPU prices\n\n{tables.gpu_prices(catalogue)}"
    yield f"## GPUs\n\n{tables.gpus(catalogue)}"
    yield f"## Open models\n\n{tables.models(catalogue)}"
    yield f"## Engines\n\n{tables.engines(catalogue)}"


def _audited(catalogue: Catalogue) -> Iterator[str]:
    yield "## The first two sources, recomputed\n\nClaims in our words. `breakeven calc audit` prints the same."
    rows = (
        (f"`{r.source}`", inline(r.claim), _range(r, "claimed"), _range(r, "computed"), inline(r.unit),
         inline(r.verdict_text), inline(r.because), inline(r.formula))
        for r in audit(catalogue, max(p.as_of for p in catalogue.api_overlay))
    )  # fmt: skip
    yield table(("source", "claim", "says", "recomputed", "unit", "verdict", "why", "formula"), rows)


def _range(row: AuditRow, which: str) -> str:
    low, high = getattr(row, which), getattr(row, f"{which}_high")
    return number(low) + (f" to {number(high)}" if high is not None else "")


def _modules(folder: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        about, spoken = code.module(f"{folder}/{name}.py")
        lines = "\n".join(f"- `{s.name}`: {inline(s.text)}" for s in spoken)
        yield f"### {name.replace('_', ' ').capitalize()}\n\n{paragraphs(about)}" + (f"\n\n{lines}" if lines else "")


def _facts() -> Iterator[tuple[str, ...]]:
    """One line a fact: the calculators' own first, so that what the agent adds does not repeat them."""
    found: dict[str, code.SaidFact] = {}
    for folder in ("tools/decision", "tools/gates", "tools/stack", "agent/evidence"):
        for fact in code.facts(folder):
            found.setdefault(fact.id, fact)
    for fact in found.values():
        yield f"`{fact.id}`", inline(fact.name), inline(fact.unit), inline(fact.formula)


def _constants() -> Iterator[tuple[str, ...]]:
    for c in code.constants("tools/capacity/constants.py", "Constants"):
        yield f"`{c.name}`", number(float(c.value)), inline(c.meaning)


def _questions() -> Iterator[tuple[str, ...]]:
    for slot, asked in bank.wordings().items():
        yield f"`{slot}`", inline(asked.text), inline(asked.why)
