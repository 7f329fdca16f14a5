"""Where a figure comes from: the calculation step by step, or who says it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from agent.evidence import conflicts, lexer, words
from agent.evidence.citing import ANYTHING, Wanted
from agent.evidence.conflicts import SideDraft
from agent.evidence.followup.doubt import because, named_by
from agent.evidence.followup.intents import Asked
from agent.evidence.followup.mentions import named
from agent.evidence.followup.passages import LONGEST
from agent.evidence.ledger import Record, close
from agent.evidence.protocols import Passage
from agent.evidence.support import MEASURED
from agent.evidence.template import Section
from agent.evidence.template.bearings import side
from tools.costs.api import DAYS_PER_MONTH
from tools.results import OPTIONS, Fact, Option

MEASURE = (
    "A benchmark of your own on the model and card that you mean replaces the estimate: `breakeven calc capacity`."
)
MOST_FACTS, MOST_SIDES, MOST_REFERENCES = 12, 4, 3
SHARED = ("chosen_usd", "saving_usd")
STEPS: dict[Option, tuple[str, ...]] = {
    "frontier_api": ("price_in_frontier", "price_out_frontier", "blended_frontier", "list_usd"),
    "smaller_tier": ("price_in_smaller", "price_out_smaller", "blended_smaller"),
    "managed_open": ("price_in_managed", "price_out_managed", "blended_managed"),
    "sovereign_api": ("price_in_frontier", "price_out_frontier", "blended_frontier"),
    "self_host": ("gpu_hourly", "replica_tok_s", "replicas", "gpus", "marginal", "people_usd"),
}
"""Beginnings of the ids of the facts that an option's monthly cost is made of, in the order of the calculation."""
ASSUMED = re.compile(r"assumption\.(\d+)")
ALSO = ("total_multiplier", "success_story", "failure_story", "worked_example", "price_trend", "bill_small", "bill_mid")
"""Topics beside the measured ones whose passages state figures that people ask about."""


def arithmetic(asked: Asked) -> list[Section]:
    """Each value that the option's cost rests on, with formula, date and reference, down to the sum."""
    a, known = asked.brief.assessment, asked.brief.ledger.facts.values()
    option = next(iter(named(asked.text)), a.option)
    paid = known_bill(asked)
    wanted = ("volume", *STEPS.get(option, ()), f"monthly_{option}", *(SHARED if paid else SHARED[:1]))
    facts = [f for start in wanted for f in known if re.fullmatch(rf"{start}(?:_\d+)?", f.id)]
    lines = [fact_line(asked, f) for f in dict.fromkeys(facts)][:MOST_FACTS]
    if not lines:
        return []
    head = f"**How the cost of {{{{the.{option}}}}} comes about**"
    return [[head, *lines], [*_origin(asked), *_product(asked, option)], _lines(asked, option), _break_even(asked)]


def known_bill(asked: Asked) -> bool:
    return asked.brief.profile.current.monthly_bill_usd is not None


def _origin(asked: Asked) -> Section:
    """The volume that was worked back from the bill, as the division it is."""
    brief = asked.brief
    bill, volume, price = "profile.current.monthly_bill_usd", "fact.volume", "fact.blended_frontier"
    if len(brief.profile.workloads) > 1 or any(w.tokens_per_day for w in brief.profile.workloads):
        return []
    if not brief.has(bill, volume, price) or not _comes_to(asked, [volume, price], 1e-6, bill):
        return []
    rests = (bill, volume, price)
    text = "you gave no volume, so it is what the bill buys: {bill} / ({days} x {price}) = {volume}"
    holes = {"bill": bill, "days": _days(asked), "price": price, "volume": volume}
    brief.ledger.statement("phrase.origin", text, holes, rests=rests)
    return ["- {{phrase.origin|cap}}."] if brief.has("phrase.origin") else []


def _product(asked: Asked, option: Option) -> Section:
    """The sum itself, figures in: said only where it comes out as the cost that is shown."""
    brief, total = asked.brief, f"cost.{option}.mid"
    price = next((f"fact.{s}" for s in STEPS.get(option, ()) if s.startswith("blended_")), "")
    if brief.has("fact.volume", price, total) and _comes_to(asked, ["fact.volume", price], 1e-6, total):
        parts = ("fact.volume", _days(asked), price, total)
        return [f"- So: {{{{{parts[0]}}}}} x {{{{{parts[1]}}}}} x {{{{{parts[2]}}}}} = {{{{{parts[3]}}}}}."]
    gpus = ["fact.gpus", "fact.gpu_hourly", "fact.hours_per_month"]
    if option != "self_host" or not brief.has(*gpus, "fact.people_usd", total):
        return []
    cards = math.prod(float(str(brief.ledger[g].value)) for g in gpus)
    people, whole = (float(str(brief.ledger[k].value)) for k in ("fact.people_usd", total))
    if not close(cards + people, whole):
        return []
    names = " x ".join(f"{{{{{g}}}}}" for g in gpus)
    return [f"- So: {names} + {{{{fact.people_usd}}}} = {{{{{total}}}}}."]


def _comes_to(asked: Asked, factors: list[str], scale: float, total: str) -> bool:
    """Whether a daily amount at a price, over the days of a month, is the total that is claimed."""
    ledger = asked.brief.ledger
    product = math.prod(float(str(ledger[f].value)) for f in factors) * DAYS_PER_MONTH * scale
    return close(product, float(str(ledger[total].value)))


def _days(asked: Asked) -> str:
    asked.brief.ledger.fact(Fact(id="days_per_month", name="days a month", value=DAYS_PER_MONTH, unit="days"))
    return "fact.days_per_month"


def plain(name: str) -> str:
    """A fact's name without codes: options by their names, blanks for underscores."""
    for option in OPTIONS:
        name = name.replace(option, words.THE[option])
    return name.replace("_", " ")


def fact_line(asked: Asked, fact: Fact) -> str:
    """One value with its name, formula, date and reference."""
    ledger = asked.brief.ledger
    name = ledger.name(f"factname.{fact.id}", plain(fact.name), longest=None)
    text = f"- {{{{{name}|cap}}}}: {{{{fact.{fact.id}}}}}"
    if fact.formula:
        text += f" = {{{{{ledger.name(f'formula.{fact.id}', fact.formula, longest=None)}}}}}"
    if fact.as_of:
        date, reference = (
            ledger.name(f"asof.{fact.id}", fact.as_of.isoformat()),
            _reference(asked, fact.id, fact.reference),
        )
        text += f" (as of {{{{{date}}}}}{', ' + reference if reference else ''})"
    return text


def _reference(asked: Asked, id_: str, reference: str | None) -> str:
    """The reference without its address: an answer holds no links but its citations; the facts list it whole."""
    bare = re.sub(r"\s*\(?https?://\S+", "", reference or "")
    bare = re.sub(r"\d{3}_[0-9a-f]{16} \(([^)]*)\)", r"\1", bare)  # a source by what it is, not by its file
    return f"{{{{{asked.brief.ledger.name(f'reference.{id_}', bare)}}}}}" if bare.strip() else ""


def _lines(asked: Asked, option: Option) -> Section:
    cost = asked.brief.assessment.costs.get(option)
    if not cost or len(cost.lines) < 2:
        return []
    at = f"line.{option}"
    parts = [f"{{{{{at}.{i}.name}}}} {{{{{at}.{i}|cell}}}}" for i in range(len(cost.lines))]
    return [f"{{{{head.month|cap}}}} that is: {', '.join(parts)}."]


def _break_even(asked: Asked) -> Section:
    return ["{{break_even|cap}}."] if conflicts.break_even(asked.brief.ledger, asked.brief.assessment) else []


def who_says(asked: Asked) -> list[Section]:
    """The passages that state the figure asked for, what they come to when recomputed, and the value computed here."""
    sought = [q for q in lexer.quantities(asked.text) if q.value]
    if not sought:
        return _by_name(asked) or _on_topic(asked) or _all_sources(asked)
    wanted = Wanted(values=tuple(q.value for q in sought), longest=LONGEST)
    told: dict[str, SideDraft] = {}
    for passage in (p for p in _candidates(asked) if _states(p, sought)):
        found = conflicts.side_of(passage, wanted, asked.brief.ledger, asked.brief.citer, asked.at)
        if found and found.excerpt:
            told.setdefault(asked.brief.citer.raw(found.excerpt), found)
    lines = [f"- {{{{who:{s.cite}}}}}: {side(s)}." for s in list(told.values())[:MOST_SIDES]]
    own = list(_computed(asked, sought))
    return [lines, own, _break_even(asked) if lines else []] if lines or own else []


ON = {
    "ops_cost": r"people|engineers?|operat\w+|ops|labou?r|staff", "on_call": r"on-?call",
    "gpu_cost": r"(?:cost|price|rent|rate)s? of (?:a |the )?gpus?|gpu (?:cost|price|rate|rent)s?|gpus? costs?",
    "benchmark_own_task": r"test\w*|evaluat\w+|quality|benchmark\w*", "residency": r"residen\w+|region|eu",
    "zero_retention": r"retention", "without_team": r"team", "payback": r"pay ?back",
    "break_even_general": r"(?:never |ever )?pays?(?! back)|break-?even|volume|threshold",
}  # fmt: skip
"""Topics by what people call them, for "who says ...?" without a figure."""


SPEED = re.compile(r"\btok(?:ens)?/s\b|\bthroughput\b|\btokens? (?:per|a) second\b|\bhow fast\b", re.I)


def _by_name(asked: Asked) -> list[Section]:
    """A figure that is asked for by its name: the speed of a replica with where it comes from, an assumption with its
    reason."""
    facts = asked.brief.ledger.facts
    speed = (
        [f for f in facts.values() if re.fullmatch(r"replica_tok_s(?:_\d+)?", f.id)] if SPEED.search(asked.text) else []
    )
    wanted = named_by(asked.text) - ({"tok_s_per_user"} if speed else set())
    lines = [fact_line(asked, f) for f in speed]
    held = enumerate(asked.brief.assessment.assumptions)
    if re.search(r"\bassum\w+|\bdo you (?:use|take|count)\b", asked.text, re.I):
        lines += [line for i, x in held if words.leaf(x.slot) in wanted and (line := because(asked, i))]
    return [lines] if lines else []


def _on_topic(asked: Asked) -> list[Section]:
    """The passages of the topic that the question names, each with what became of its figure, and the value here."""
    topics = [topic for topic, word in ON.items() if re.search(rf"\b(?:{word})\b", asked.text, re.I)]
    passages = [p for topic in topics[:2] for p in asked.brief.claims(topic)[:2]]
    sides = [
        s for p in passages if (s := conflicts.side_of(p, ANYTHING, asked.brief.ledger, asked.brief.citer, asked.at))
    ]
    lines = [f"- {{{{who:{s.cite}}}}}: {side(s)}." for s in sides if s.excerpt]
    if lines and set(topics) & {"ops_cost", "on_call"} and asked.brief.has("fact.people_usd"):
        lines.append(fact_line(asked, asked.brief.ledger.facts["people_usd"]))
    return [lines] if lines else []


def _states(passage: Passage, sought: list[lexer.Quantity]) -> bool:
    """A bare "50M" matches whatever is counted; with a unit, the unit must be the same."""
    stated = [q for q in lexer.quantities(passage.quote) if q.value]
    return any(
        (not s.unit or s.unit == q.unit) and (close(s.value, q.value) or close(s.value, q.high))
        for s in sought
        for q in stated
    )


def _candidates(asked: Asked) -> Iterator[Passage]:
    """What answers the question in words, then every prepared claim that puts a figure to something."""
    seen: set[tuple[str, int]] = set()
    found = [p for p in asked.library.search(asked.text, 5) if p.claim_id]
    for passage in [*found, *(p for t in (*sorted(MEASURED), *ALSO) for p in asked.brief.claims(t, 8))]:
        if (passage.source, passage.start) not in seen:
            seen.add((passage.source, passage.start))
            yield passage


def _computed(asked: Asked, sought: list[lexer.Quantity]) -> Iterator[str]:
    """Values of this calculation, or of the user's, that are the figure asked for."""
    ledger = asked.brief.ledger
    for record in list(ledger.records.values()):
        if not _is(record, sought):
            continue
        if record.id.startswith("profile.") and record.slot:
            label = ledger.name(f"label.{record.id}", words.label(record.slot))
            yield f"- You said so yourself: {{{{{label}}}}} {{{{{record.id}}}}}."
        elif record.id.startswith("fact.") and not record.id.startswith("fact.audit_"):
            fact = ledger.facts[record.facts[0]]
            if fact.formula or fact.reference:
                yield fact_line(asked, fact)
        elif found := ASSUMED.fullmatch(record.id):
            yield because(asked, int(found[1]))


def _is(record: Record, sought: list[lexer.Quantity]) -> bool:
    value = record.value
    if record.kind not in ("value", "words") or isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return any(close(s.value, float(value)) for s in sought)


def _all_sources(asked: Asked) -> list[Section]:
    """Every source that the recommendation leans on, with the passage it is cited for."""
    brief, lines = asked.brief, []
    for argument in brief.arguments:
        for key in argument.supports[:1]:
            quote = f"{{{{quote:{brief.citer.excerpt_of(key)}}}}} {{{{cite:{key}}}}}{{{{standing:{key}}}}}"
            lines.append(f"- {{{{reason.{argument.core.key}|cap}}}} – {{{{who:{key}}}}}: {quote}.")
    references = sorted({f.reference for f in brief.assessment.facts if f.reference and f.as_of})
    dated = [r for i, text in enumerate(references) if (r := _reference(asked, f"all.{i}", text))]
    dated = list({brief.ledger.say(r.strip("{}")): r for r in dated}.values())[:MOST_REFERENCES]
    prices = [
        f"Prices and measurements come from {words.join(dated)}, among others; the facts list each with its date."
    ]
    return [["**What it rests on**", *lines], prices if dated else []] if lines else []
