"""The first lines: what to do, what it costs and against what, how sure that is; then why."""

from __future__ import annotations

import itertools
import re

from agent.evidence import derived, lexer, words
from agent.evidence.brief import Argument, Brief
from tools.decision.cautions import UNSURE
from tools.profile import Regulation
from tools.results import Option

REASONS = 3
UNSPOKEN = ("marginal",)  # in the break-even line already
NAMED = 2  # providers
NOTHING = 1.0  # USD a month
BILL_AGAINST_LIST = "bill and volume"  # the conflict of tools.decision.summary


PROVISIONAL = "Provisional, for I do not know enough yet: "


def headline(brief: Brief, lead: str | None = None) -> list[str]:
    """What to do, its cost, and how sure; ``lead``: what comes before it where that may still change."""
    lead = (lead or ("Provisional: " if brief.short else PROVISIONAL)) if brief.provisional else ""
    first = f"**{lead}{what(brief, capital=not lead)}.**"
    return [" ".join(part for part in (first, _run(brief), _money(brief), _sure(brief)) if part)]


def what(brief: Brief, *, capital: bool) -> str:
    form = "|cap" if capital else ""
    option = brief.assessment.option
    provider = "profile.current.provider"
    if brief.situation == "stay":
        where = f" with {{{{{provider}}}}}" if brief.has(provider) else ""
        return f"{'Stay' if capital else 'stay'} where you are{where}, on the {{{{option.{option}}}}}"
    if option == "smaller_tier" and brief.has(provider) and _same_vendor(brief):
        brief.ledger.statement(
            "phrase.smaller", "but take the smaller model there, once your own evaluation has passed it"
        )
        return f"{'Stay' if capital else 'stay'} with {{{{{provider}}}}}, {{{{phrase.smaller}}}}"
    if option == "self_host" and _own_premises(brief):
        return f"{'Run' if capital else 'run'} an open model on GPUs of your own, on your own premises"
    if option == "self_host":
        verb = "Run" if capital else "run"
        where = "bought or in a cloud account that counsel accepts" if _refused(brief) else "rented or bought"
        return f"{verb} an open model on GPUs of your own, {where}"
    if option == "managed_open" and brief.assessment.status_quo == option:
        return f"{'Keep' if capital else 'keep'} your open model, and have another provider run it"
    if option == "hybrid":
        return f"{{{{do.hybrid{form}}}}}: {_split(brief)}"
    return f"{{{{do.{option}{form}}}}}"


def _same_vendor(brief: Brief) -> bool:
    """Whether the model of the plan is served by the vendor in place."""
    return brief.assessment.vendor_today in brief.assessment.stack.providers


def _rules(brief: Brief) -> list[Regulation]:
    """What each workload is under: its own rules, or those of all."""
    everyones = brief.profile.regulation
    return [w.regulation or everyones for w in brief.profile.workloads] or [everyones]


def _own_premises(brief: Brief) -> bool:
    return any(r.air_gapped or r.hosting == "on_premises" for r in _rules(brief))


def _refused(brief: Brief) -> bool:
    """A rented GPU is a third party, too."""
    return any(r.third_party == "forbidden" for r in _rules(brief))


def _split(brief: Brief) -> str:
    parts = [
        f"{{{{choice.{i}.workload}}}} on {{{{the.{c.option}}}}}" for i, c in enumerate(brief.assessment.by_workload)
    ]
    return words.join(parts)


def _run(brief: Brief) -> str:
    """What would run, where that is known: the model, on which GPUs or at whom."""
    stack = brief.assessment.stack
    if brief.assessment.option == "hybrid" or brief.situation == "stay" or not brief.has("stack.model"):
        return ""
    if brief.assessment.option == "sovereign_api":  # the model was priced at one of them, not at each
        places = [f"{{{{stack.providers.{i}}}}}" for i in range(len(stack.providers[: NAMED + 1]))]
        return f"Ask first: {words.join(places, 'or')}." if places else ""
    if brief.has("stack.gpus"):
        engine = " with {{stack.engine}}" if brief.has("stack.engine") else ""
        return f"First candidate: {{{{stack.model}}}}{engine}, {{{{stack.gpus}}}}."
    places = [f"{{{{stack.providers.{i}}}}}" for i in range(len(stack.providers[:NAMED]))]
    return f"First candidate: {{{{stack.model}}}} at {words.join(places, 'or')}." if places else ""


def _money(brief: Brief) -> str:
    a = brief.assessment
    cost = a.costs.get(a.option)
    if cost and cost.monthly_usd:
        at = f"cost.{a.option}"
        about = "next to nothing:" if cost.monthly_usd.mid < NOTHING else "about"
        told = f"It costs {about} {{{{{at}.mid}}}} ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}})"
    elif brief.has("fact.chosen_usd"):
        told = "Together that costs about {{fact.chosen_usd}}"
        if brief.has("fact.chosen_low_usd"):
            told += " ({{fact.chosen_low_usd|cell}} to {{fact.chosen_high_usd|cell}})"
    else:
        return ""
    if brief.situation != "stay" and brief.has(f"fact.{derived.TODAY}"):
        told += f"; today you pay {{{{fact.{derived.TODAY}}}}}"
        if any(c.about == BILL_AGAINST_LIST for c in a.conflicts):
            told += ", which the volume that you gave does not explain"
        elif a.payback_months:
            told += f", and the move pays back {payback(a.payback_months)}"
    return f"{told}{_volume_assumed(brief)}.{_grown(brief)}{no_matter(brief)}"


def _grown(brief: Brief) -> str:
    """With growth that was stated a cost is no price of today: said beside it."""
    if not any(w.growth_per_year for w in brief.profile.workloads):
        return ""
    text = "each cost is the mean of the coming months with the growth that you stated"
    return f" {{{{{brief.ledger.name('phrase.grown', text, longest=None)}|cap}}}}."


def no_matter(brief: Brief) -> str:
    """At a small volume no choice between APIs saves as much, over the whole horizon, as the move itself costs."""
    a = brief.assessment
    usd = {o: c.monthly_usd.mid for o, c in a.costs.items() if c.feasible and c.monthly_usd and o != "self_host"}
    known = {words.leaf(x.slot): x.value for x in a.assumptions} | {f.id: f.value for f in a.facts}
    months = brief.profile.money.horizon_months or known.get("horizon_months")
    move = brief.profile.money.migration_usd or known.get("migration_api_usd") or known.get("line_operations")
    if (
        a.option not in usd
        or len(usd) < 2
        or not isinstance(months, (int, float))
        or not isinstance(move, (int, float))
    ):
        return ""
    if (max(usd.values()) - min(usd.values())) * months > move:
        return ""
    text = "at this volume the choice between APIs hardly matters for the cost: choose by quality and by terms"
    brief.ledger.statement("phrase.no_matter", text, rests=tuple(f"cost.{o}.mid" for o in usd))
    return " {{phrase.no_matter|cap}}."


def payback(months: float) -> str:
    return "within the first month" if months < 1 else "in {{payback}}"


def _volume_assumed(brief: Brief) -> str:
    """Where no volume was given, the cost hangs on an assumed one: said beside it."""
    missing = [i for i, w in enumerate(brief.profile.workloads) if not (w.tokens_per_day or w.requests_per_day)]
    if brief.profile.current.monthly_bill_usd or not brief.has("fact.tokens_per_day"):
        return ""
    works = brief.profile.workloads
    if not missing and any(not (w.tokens_per_day or w.input_tokens or w.output_tokens) for w in works):
        return ", with requests of a length that I had to assume"
    if len(missing) < len(brief.profile.workloads):
        names = words.join([f"{{{{workload.{i}}}}}" for i in missing if brief.has(f"workload.{i}")])
        return f", with a volume that I had to assume for {names}" if names else ""
    return ", if the volume is {{fact.tokens_per_day}} (assumed: no volume was given)"


def _sure(brief: Brief) -> str:
    a = brief.assessment
    if brief.situation == "forced":
        gates = tuple(f"gate.{i}" for i in range(len(brief.assessment.gates)))
        text = "Cost does not decide this: nothing else is open to you"
        brief.ledger.statement("phrase.forced", text, rests=gates)
        return "{{phrase.forced}}."
    share = "all" if a.confidence == 1 else "{c} of the"
    doubt = ", so what is still open decides" if brief.short and any(w.text == UNSURE for w in a.warnings) else ""
    brief.ledger.statement(
        "phrase.confidence", f"it stays the best choice in {share} simulated cases{doubt}", {"c": "confidence"}
    )
    rest = (
        f"; next in line: {{{{the.{a.runner_up}}}}}"
        if a.runner_up and a.runner_up != a.option and a.confidence < 1
        else ""
    )
    return f"How sure: {{{{phrase.confidence}}}}{rest}."


def reasons(brief: Brief, most: int | None = REASONS) -> list[str]:
    named: set[Option] = set()
    if brief.short:
        told = _the_reason(brief, named)
    else:
        told = [text for argument in brief.arguments if (text := _told(brief, argument, named))]
    return ["**Why**", *(f"- {text}" for text in told[:most])] if told else []


def _the_reason(brief: Brief, named: set[Option]) -> list[str]:
    """The one reason: a rule that was stated; else what holds the cheaper option back; the cost alone stands above."""
    by_weight = sorted(brief.arguments, key=lambda argument: _weight(brief, argument))
    return list(itertools.islice(filter(None, (_told(brief, a, named) for a in by_weight)), 1))


def _weight(brief: Brief, argument: Argument) -> int:
    """The heaviest come first."""
    a, key = brief.assessment, argument.core.key
    gates = [g for g in a.gates if g.why == argument.core.text]
    if any(g.kind == "hard" and f"profile.{g.slot}" in brief.ledger for g in gates):
        return 0
    if key == "same_model":
        return 1
    if key == "quality_unknown":
        return 1 if _cheaper(brief, "managed_open") else 4
    if any(g.slot and f"profile.{g.slot}" in brief.ledger for g in gates):
        return 2
    return {"quality_frontier": 2, "quality_smaller": 5}.get(key, 3 if "does not pay" in argument.core.text else 6)


def _cheaper(brief: Brief, option: Option) -> bool:
    costs, chosen = brief.assessment.costs, derived.chosen_mid(brief.assessment)
    own = costs[option].monthly_usd if option in costs else None
    return own is not None and chosen is not None and own.mid < chosen


def _told(brief: Brief, argument: Argument, named: set[Option]) -> str:
    """A reason as a line; what the first line or the table says already gives its place to what a source says."""
    if argument.core.key in UNSPOKEN:
        return ""
    if argument.core.key != "cost" or "does not pay" in argument.core.text:
        return reason(brief, argument, named)
    fitting = tuple(k for k in argument.supports if _fits(brief, argument.core.claim, k))
    excerpt = brief.excerpt(fitting)
    if excerpt is None or brief.situation == "forced":
        return ""
    key = excerpt.split("#", 1)[0]
    return f"On cases like yours a source says: {{{{quote:{excerpt}}}}} {{{{cite:{key}}}}}{{{{standing:{key}}}}}."


ADVICE: dict[str, tuple[Option, ...]] = {
    "bill_small": ("frontier_api", "smaller_tier"),
    "bill_mid": ("managed_open", "hybrid"),
    "bill_large": ("self_host", "managed_open", "hybrid"),
    "api_default": ("frontier_api", "smaller_tier"),
    "managed_open": ("managed_open",),
}
"""What the passages of a topic advise: quoted only beside a recommendation that says the same."""


def _fits(brief: Brief, topic: str, key: str) -> bool:
    """Whether a passage advises what is recommended, for a bill like the user's."""
    if brief.assessment.option not in ADVICE.get(topic, ()):
        return False
    bill = brief.profile.current.monthly_bill_usd
    if not topic.startswith("bill_") or bill is None:
        return True
    quote = brief.citer.passage(key).quote
    bands = [
        (m[0].lower(), q) for q in lexer.quantities(quote) if q.unit == "usd" and (m := BAND.search(quote[: q.start]))
    ]
    inside = [bill < q.value if w in BELOW else bill > q.value for w, q in bands]
    inside += [q.value <= bill <= q.high for q in lexer.quantities(quote) if q.unit == "usd" and q.high > q.value]
    return any(inside)


BELOW = ("under", "below", "less than")
BAND = re.compile(r"(?:under|below|less than|over|above|more than)(?=\W*$)", re.I)


def reason(brief: Brief, argument: Argument, named: set[Option]) -> str:
    """One reason with its sources, those that speak against it too, and what it rules out."""
    text = f"{{{{reason.{argument.core.key}|cap}}}}{brief.unsaid(argument.core.text)}"
    if argument.supports:
        text = f"{text} {marks(argument.supports)}"
    if argument.opposes:
        text = f"{text} (a source says otherwise: {marks(argument.opposes[:1])})"
    return f"{text}{_rules_out(brief, argument, named)}."


def _rules_out(brief: Brief, argument: Argument, named: set[Option]) -> str:
    """The options that a gate's reason takes away and no line before; the first line says when a single one is left."""
    out = {g.option for g in brief.assessment.gates if g.why == argument.core.text} - named
    named |= out
    if not out or brief.situation == "forced":
        return ""
    names = [f"{{{{the.{option}}}}}" for option in brief.assessment.costs if option in out]
    return f" – out: {words.join(names)}"


def marks(keys: tuple[str, ...] | list[str]) -> str:
    return " ".join(f"{{{{cite:{key}}}}}" for key in keys)
