"""Where sources, or the user's own figures, disagree: side by side, with standing, and what the arithmetic says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.evidence import lexer, words
from agent.evidence.citing import Citer
from agent.evidence.ledger import Ledger
from agent.evidence.protocols import Passage
from agent.evidence.support import Claims
from tools.results import Assessment

APART = 1.5  # figures further apart than this factor disagree
SIDES = 3


@dataclass(frozen=True)
class SideDraft:
    """A source's side (``excerpt`` and ``cite`` are keys of the citer), or one of the user's own figures (records)."""

    excerpt: str | None = None
    cite: str | None = None
    record: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class ConflictDraft:
    about: str
    sides: tuple[SideDraft, ...]
    computed: str | None  # record id
    facts: tuple[str, ...] = ()


Compute = Callable[[Ledger, Assessment], str | None]


@dataclass(frozen=True)
class Quantity:
    """Something that sources put a figure to. ``kind``: as :func:`lexer.quantities` names units."""

    about: str
    topics: tuple[str, ...]
    kind: str
    compute: Compute


def _break_even(ledger: Ledger, a: Assessment) -> str | None:
    """For each open alternative: the computed volume, or never."""
    return break_even(ledger, a, "computed.break_even", "for your case they pay ")


def break_even(ledger: Ledger, a: Assessment, id_: str, lead: str) -> str | None:
    """One sentence over all alternatives that no hard gate takes away; those never reached together, with the reason."""
    hard = {g.option for g in a.gates if g.kind == "hard"}
    reached, never, holes, why = [], [], {}, ""
    several = len({e.workload for e in a.break_even}) > 1
    for i, even in enumerate(a.break_even):
        against = words.THE[even.against]
        if even.against in hard:
            continue
        if several and even.workload:
            against, holes[f"w{i}"] = f"{against} for {{w{i}}}", f"breakeven.{i}.workload"
        if even.tokens_per_day is not None:
            reached.append(f"from {{b{i}}} on against {against}")
            holes[f"b{i}"] = f"breakeven.{i}"
        elif f"never.{i}" in ledger:
            never.append(against)
            why, holes["why"] = "{why}", f"never.{i}"
    parts = [*reached, *([f"never against {words.join(never, 'or')} ({why})"] if never else [])]
    return ledger.statement(id_, lead + "; ".join(parts), holes) if parts else None


def _line(*needles: str) -> Compute:
    def compute(ledger: Ledger, a: Assessment) -> str | None:
        cost = a.costs.get("self_host")
        for i, line in enumerate(cost.lines if cost else ()):
            if any(n in line.name.lower() for n in needles):
                holes = {"usd": f"line.self_host.{i}"}
                return ledger.statement(
                    f"computed.{needles[0]}",
                    f"for your case the calculation takes {{usd}} for {line.name.lower()}",
                    holes,
                )
        return None

    return compute


def _total(ledger: Ledger, a: Assessment) -> str | None:
    cost = a.costs.get("self_host")
    if not cost or not cost.monthly_usd:
        return None
    holes = {part: f"cost.self_host.{part}" for part in ("low", "mid", "high")}
    return ledger.statement("computed.total", "for your case own GPUs come to {mid} in all ({low} to {high})", holes)


def _throughput(ledger: Ledger, a: Assessment) -> str | None:
    if not a.stack.capacity:
        return None
    holes = {"out": "capacity.output_tok_s", "gpus": "capacity.gpus"}
    return ledger.statement("computed.throughput", "for your case the calculation takes {out} on {gpus} in all", holes)


def _fact_of(unit: str, needle: str = "") -> Compute:
    def compute(ledger: Ledger, a: Assessment) -> str | None:
        for fact in a.facts:
            record = ledger[f"fact.{fact.id}"]
            if record.unit == unit and needle in f"{fact.id} {fact.name}".lower() and record.value:
                return ledger.statement(f"computed.{unit}", "the dated catalogue says {value}", {"value": record.id})
        return None

    return compute


QUANTITIES = (
    Quantity(
        "the volume from which own GPUs pay",
        ("break_even_general", "break_even_frontier", "break_even_open_api", "volume_threshold"),
        "token",
        _break_even,
    ),
    Quantity("the cost of serving a large open model", ("total_70b_cost", "worked_example"), "usd", _total),
    Quantity("the cost of operating it", ("ops_cost",), "usd", _line("operation", "engineer", "people", "ops")),
    Quantity("the throughput of a pair of GPUs", ("throughput_pair",), "tok/s", _throughput),
    Quantity("the price of a GPU", ("gpu_cost",), "usd", _fact_of("usd_gpu_hour")),
    Quantity("the price of a frontier model", ("frontier_price",), "usd", _fact_of("usd_mtok", "frontier")),
)


def find(ledger: Ledger, a: Assessment, claims: Claims, citer: Citer) -> tuple[ConflictDraft, ...]:
    """The user's own figures first, then the sources, those nearest to the decision first."""
    return (*_own(ledger, a, claims, citer), *_sources(ledger, a, claims, citer))


def _own(ledger: Ledger, a: Assessment, claims: Claims, citer: Citer) -> Iterator[ConflictDraft]:
    """What the calculators found to disagree; each figure that they name is a side."""
    for i, core in enumerate(a.conflicts):
        if f"conflict.{i}" not in ledger:
            continue
        sides = [
            SideDraft(record=f"fact.{f}", name=ledger.name(f"name.{f}", ledger.facts[f].name))
            for f in core.facts
            if f in ledger.facts
        ]
        sides += _sides(claims, (core.about,), None, citer)
        about = ledger.say(f"conflict.{i}.about") if f"conflict.{i}.about" in ledger else ""
        yield ConflictDraft(about.replace("_", " "), tuple(sides), f"conflict.{i}", core.facts)


def _sources(ledger: Ledger, a: Assessment, claims: Claims, citer: Citer) -> Iterator[ConflictDraft]:
    named = {core.about for core in a.conflicts}
    for quantity in QUANTITIES:
        if named & set(quantity.topics) or not _relevant(quantity, a):
            continue
        sides = _sides(claims, quantity.topics, quantity.kind, citer)
        if len(sides) < 2:
            continue
        computed = quantity.compute(ledger, a)
        facts = ledger[computed].facts if computed else ()
        yield ConflictDraft(quantity.about, tuple(sides), computed, facts)


def _relevant(quantity: Quantity, a: Assessment) -> bool:
    """Own GPUs must be a real choice; when nothing else is left, no break-even matters any more."""
    own = a.costs.get("self_host")
    if own is None or any(g.option == "self_host" and g.kind == "hard" for g in a.gates):
        return False
    forced = a.option == "self_host" and not any(c.feasible for o, c in a.costs.items() if o != "self_host")
    if quantity.kind == "token":
        return not forced
    return own.feasible


def _sides(claims: Claims, topics: tuple[str, ...], kind: str | None, citer: Citer) -> list[SideDraft]:
    """Passages that put different figures to the same thing; those of the same size are one side."""
    sides: list[SideDraft] = []
    sizes: list[float] = []
    for passage in _interleaved([claims(t) for t in topics]):
        size = _figure(passage, kind)
        if (kind and size is None) or (size and any(max(size, s) / min(size, s) < APART for s in sizes)):
            continue
        excerpt = citer.excerpt(passage, (kind,) if kind else ())
        if excerpt is None:
            continue
        if size:
            sizes.append(size)
        sides.append(SideDraft(excerpt=excerpt, cite=excerpt.split("#", 1)[0]))
    return sides[:SIDES]


def _interleaved(groups: list[tuple[Passage, ...]]) -> Iterator[Passage]:
    """The best of each topic first, then the second of each, ...; no passage twice."""
    seen: set[tuple[str, int]] = set()
    for rank in range(max(map(len, groups), default=0)):
        for group in groups:
            if rank < len(group) and (group[rank].source, group[rank].start) not in seen:
                seen.add((group[rank].source, group[rank].start))
                yield group[rank]


def _figure(passage: Passage, kind: str | None) -> float | None:
    return next((q.high for q in lexer.quantities(passage.quote) if q.unit == kind and q.value > 0), None)
