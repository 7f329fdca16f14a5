"""Where sources, or the user's own figures, disagree: side by side, with standing, and what the arithmetic says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.evidence import audited, lexer, words
from agent.evidence.citing import ANYTHING, Citer, Wanted
from agent.evidence.ledger import Ledger
from agent.evidence.protocols import Passage
from agent.evidence.support import Claims
from tools.results import Assessment, Fact, Option

APART = 1.5  # figures further apart than this factor disagree
SIDES = 3
VENDORS = 3


@dataclass(frozen=True)
class SideDraft:
    """A source's side (``excerpt`` and ``cite`` are keys of the citer), or one of the user's own figures (records)."""

    excerpt: str | None = None
    cite: str | None = None
    record: str | None = None
    name: str | None = None
    dated: str = ""  # record: from when it is
    audit: str | None = None  # record: what the source's figure comes to when it is recomputed


@dataclass(frozen=True)
class ConflictDraft:
    about: str
    sides: tuple[SideDraft, ...]
    computed: str | None  # record id
    facts: tuple[str, ...] = ()


Computed = tuple[str | None, float | None] | None  # the sentence and, where it has a single one, its figure
Compute = Callable[[Ledger, Assessment], Computed]


@dataclass(frozen=True)
class Quantity:
    """Something that sources put a figure to. ``kind``: as :func:`lexer.quantities` names units."""

    about: str
    topics: tuple[str, ...]
    kind: str | None
    compute: Compute
    without: frozenset[str] = frozenset()  # topics whose figures are about something else
    alone: bool = False  # whether one source against the calculation is a disagreement: both count the very same thing
    figure: Callable[[str], float | None] | None = None  # reads a quote, in one unit; else the first of the kind


def _break_even(ledger: Ledger, a: Assessment) -> Computed:
    text = break_even(ledger, a)
    return (ledger.statement("computed.break_even", "for your case {text}", {"text": text}), None) if text else None


def break_even(ledger: Ledger, a: Assessment, *, why: bool = True) -> str | None:
    """One sentence over the alternatives that are open: where own GPUs start to pay, and against what they never do
    (``why`` not)."""
    reached, never, holes = [], [], {}
    for i, even in enumerate(a.break_even):
        if not _open(a, even.against):
            continue
        against = words.THE[even.against]
        if even.tokens_per_day is not None:
            holes[f"b{i}"] = f"breakeven.{i}"
            several = even.workload and len(a.by_workload) > 1
            if several:
                holes[f"w{i}"] = f"breakeven.{i}.workload"
            reached.append(f"from {{b{i}}} on against {against}{f' for {{w{i}}}' if several else ''}")
        elif f"never.{i}" in ledger:
            never.append(against)
            holes["why"] = f"never.{i}"
    parts = [f"pay {'; '.join(reached)}"] if reached else []
    if never:
        rest = "the rest" if reached and len(a.by_workload) > 1 else words.join(list(dict.fromkeys(never)), "or")
        parts.append(f"never pay against {rest}{' ({why})' if why else ''}")
    return ledger.statement("break_even", f"own GPUs {'; they '.join(parts)}", holes) if parts else None


def _open(a: Assessment, option: Option) -> bool:
    """Whether an alternative is worth naming: feasible, or out for a reason that could pass."""
    kinds = {g.kind for g in a.gates if g.option == option}
    return not kinds & {"hard", "latency"} and (a.costs[option].feasible or bool(kinds)) if option in a.costs else False


def _line(*needles: str) -> Compute:
    def compute(ledger: Ledger, a: Assessment) -> Computed:
        cost = a.costs.get("self_host")
        for i, line in enumerate(cost.lines if cost else ()):
            if any(n in line.name.lower() for n in needles):
                text = f"for your case the calculation takes {{usd}} for {line.name.lower()}"
                return ledger.statement(f"computed.{needles[0]}", text, {"usd": f"line.self_host.{i}"}), line.usd
        return None

    return compute


def _total(ledger: Ledger, a: Assessment) -> Computed:
    cost = a.costs.get("self_host")
    if not cost or not cost.monthly_usd:
        return None
    text = "for your case own GPUs come to {mid} in all, people included"
    return ledger.statement("computed.total", text, {"mid": "cost.self_host.mid"}), cost.monthly_usd.mid


HOURS = 730.0  # a month, as the catalogue counts it
_AN_HOUR = re.compile(r"\s*(?:/|per |an? )\s*(?:GPU[- ]?)?h(?:ou)?r?\b", re.I)


def _card_hour(quote: str) -> float | None:
    """US dollars for a GPU-hour: the rate where a quote gives one, else a month's rent over its hours."""
    rents = [q for q in lexer.quantities(quote) if q.unit == "usd" and q.value > 0]
    hourly = next((q.high for q in rents if _AN_HOUR.match(quote, q.end)), None)
    return hourly if hourly is not None else rents[0].high / HOURS if rents else None


def _card(ledger: Ledger, a: Assessment) -> Computed:
    fact = ledger.facts.get("gpu_hourly")
    if fact is None or fact.as_of is None or not isinstance(fact.value, (int, float)):
        return None
    if not fact.name.endswith(" rate"):  # cards of one's own: power and space, no rent
        return None
    names = {
        "card": ledger.name("computed.card", fact.name.removesuffix(" rate")),
        "day": ledger.name("computed.card.day", fact.as_of.isoformat()),
    }
    text = "for your case the calculation takes {gpu_hourly} for {card}, as offered on {day}"
    return ledger.statement("computed.card_hour", text, names), fact.value


def vendors(ledger: Ledger, a: Assessment) -> Computed:
    """Vendors whose published terms, as dated in the catalogue, offer what the rules call for."""
    terms: dict[str, list[Fact]] = {}
    for fact in a.facts:
        if fact.id.startswith("term_") and "batch" not in fact.id:
            terms.setdefault(fact.name.split(":")[0], []).append(fact)
    fit = [v for v in a.stack.providers if v in terms and all(f.value == "yes" for f in terms[v])][:VENDORS]
    if not fit:
        return None
    names = {f"v{i}": ledger.name(f"vendor.{i}", v) for i, v in enumerate(fit)}
    listed = words.join([f"{{{n}}}" for n in names])
    used = tuple(f.id for v in fit for f in terms[v])
    return ledger.statement(
        "computed.vendors", f"for your case the terms of {listed} offer what the rules call for", names, used
    ), None


QUANTITIES = (
    Quantity("whether regulated data may go to an API", ("residency", "zero_retention"), None, vendors),
    Quantity(
        "the volume from which own GPUs pay",
        ("break_even_general", "break_even_frontier", "break_even_open_api", "volume_threshold"),
        "token",
        _break_even,
    ),
    Quantity(
        "the cost of serving a large open model",
        ("total_70b_cost", "total_multiplier"),
        "usd",
        _total,
        without=frozenset({"ops_cost"}),
        alone=True,
    ),
    Quantity(
        "the rent of an H100",
        ("gpu_cost",),
        "usd",
        _card,
        without=frozenset({"total_multiplier", "worked_example", "price_trend", "success_story"}),  # several, and more
        figure=_card_hour,
    ),
    Quantity("the cost of operating it", ("ops_cost",), "usd", _line("operation", "engineer", "people", "ops")),
)


def find(
    ledger: Ledger, a: Assessment, claims: Claims, citer: Citer, at: dt.date | None = None
) -> tuple[ConflictDraft, ...]:
    """The user's own figures first, then the sources, those nearest to the decision first."""
    return (*_own(ledger, a, claims, citer, at), *_sources(ledger, a, claims, citer, at))


def _own(ledger: Ledger, a: Assessment, claims: Claims, citer: Citer, at: dt.date | None) -> Iterator[ConflictDraft]:
    """What the calculators found to disagree; each figure that they name is a side."""
    for i, core in enumerate(a.conflicts):
        if f"conflict.{i}" not in ledger:
            continue
        sides = [
            SideDraft(
                record=f"fact.{f}", name=ledger.name(f"name.{f}", ledger.facts[f].name), dated=_from(ledger, f, at)
            )
            for f in core.facts
            if f in ledger.facts
        ]
        excerpts = [citer.excerpt(p) for p in claims(core.about)[:SIDES]]
        sides += [SideDraft(excerpt=e, cite=e.split("#", 1)[0]) for e in excerpts if e]
        about = ledger.say(f"conflict.{i}.about") if f"conflict.{i}.about" in ledger else ""
        yield ConflictDraft(about.replace("_", " "), tuple(sides), f"conflict.{i}", core.facts)


def _from(ledger: Ledger, fact_id: str, at: dt.date | None) -> str:
    """From when one of the user's figures is, or what was computed from them."""
    fact = ledger.facts[fact_id]
    if fact.as_of:
        return f"as of {fact.as_of.isoformat()}"
    if not fact.formula:
        return "as told here"
    return f"computed for {at.isoformat()}" if at else "undated"


def _sources(
    ledger: Ledger, a: Assessment, claims: Claims, citer: Citer, at: dt.date | None
) -> Iterator[ConflictDraft]:
    named = {core.about for core in a.conflicts}
    for quantity in QUANTITIES:
        if named & set(quantity.topics) or not _relevant(quantity, a):
            continue
        found = _passages(claims, quantity)
        computed = quantity.compute(ledger, a)
        alone = quantity.alone and found and computed and _differs(found[0], quantity, computed[1])
        if len(found) < 2 and not alone:
            continue
        wanted = Wanted(units=frozenset({quantity.kind})) if quantity.kind else ANYTHING
        sides = tuple(s for p in found if (s := side_of(p, wanted, ledger, citer, at)))
        told = computed[0] if computed else None
        yield ConflictDraft(quantity.about, sides, told, ledger[told].facts if told else ())


def side_of(
    passage: Passage, wanted: Wanted, ledger: Ledger, citer: Citer, at: dt.date | None = None
) -> SideDraft | None:
    """A source's side, with what the audit makes of its figure; None when its document no longer holds it."""
    excerpt = citer.excerpt(passage, wanted)
    if excerpt is None:
        return None
    row = audited.row_for(passage.source, citer.raw(excerpt), at)
    return SideDraft(excerpt, excerpt.split("#", 1)[0], audit=audited.enter(ledger, row) if row else None)


def _differs(passage: Passage, quantity: Quantity, value: float | None) -> bool:
    named = [q for q in lexer.quantities(passage.quote) if q.unit == quantity.kind and q.value > 0]
    return bool(value and named) and not any(q.value / APART <= (value or 0) <= q.high * APART for q in named)


def _relevant(quantity: Quantity, a: Assessment) -> bool:
    """Own GPUs must be a real choice; when nothing else is left, no break-even matters any more."""
    if quantity.kind is None:
        return a.option == "sovereign_api"
    own = a.costs.get("self_host")
    if own is None or any(g.option == "self_host" and g.kind == "hard" for g in a.gates):
        return False
    forced = a.option == "self_host" and not any(c.feasible for o, c in a.costs.items() if o != "self_host")
    return not forced if quantity.kind == "token" else own.feasible


def _passages(claims: Claims, quantity: Quantity) -> list[Passage]:
    """Claims that put different figures to the same thing, smallest first; those of the same size are one side."""
    found: list[Passage] = []
    sizes: list[float] = []
    for passage in _interleaved([claims(t) for t in quantity.topics]):
        size = _figure(passage, quantity)
        if quantity.without & set(passage.topics) or (quantity.kind and size is None):
            continue
        if size and any(max(size, s) / min(size, s) < APART for s in sizes):
            continue
        sizes += [size] if size else []
        found.append(passage)
    return sorted(found[:SIDES], key=lambda p: _figure(p, quantity) or 0.0)


def _interleaved(groups: list[tuple[Passage, ...]]) -> Iterator[Passage]:
    """The best of each topic first, then the second of each, ...; no passage twice."""
    seen: set[tuple[str, int]] = set()
    for rank in range(max(map(len, groups), default=0)):
        for group in groups:
            if rank < len(group) and (group[rank].source, group[rank].start) not in seen:
                seen.add((group[rank].source, group[rank].start))
                yield group[rank]


def _figure(passage: Passage, quantity: Quantity) -> float | None:
    if quantity.figure:
        return quantity.figure(passage.quote)
    return next((q.high for q in lexer.quantities(passage.quote) if q.unit == quantity.kind and q.value > 0), None)
