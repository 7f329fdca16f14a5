"""What it comes to: over a year, against today, at worst, when it has paid for itself, and what is counted in it."""

from __future__ import annotations

import re

from agent.evidence import words
from agent.evidence.followup.doubt import because, currency, moves
from agent.evidence.followup.intents import Asked
from agent.evidence.followup.mentions import named
from agent.evidence.template import Section, numbers
from agent.evidence.template.opening import BILL_AGAINST_LIST
from tools.results import Fact, Option

MONTHS = 12
PER = "Costs here are for a month, volumes are tokens a day averaged over all seven days of the week."


def period(asked: Asked) -> list[Section]:
    """What the figures are counted over, and the recommendation's cost and today's bill over a year."""
    brief, told, years = asked.brief, _chosen(asked), _years(asked.text)
    if brief.situation == "unknown" and not brief.profile.current.monthly_bill_usd:
        return []
    lines = [f"{{{{{brief.ledger.name('period', PER, longest=None)}}}}}"]
    if told:
        lines.append(_over(asked, f"the.{brief.assessment.option}", told, _comes(brief.assessment.option), years))
    bill = "profile.current.monthly_bill_usd"
    if brief.has(bill):
        lines.append(_over(asked, "stated.bill", bill, "today you pay {month}", years))
    if years > 1 and told:
        text = "that is today's volume and today's prices, which will not stand still for so long"
        lines.append(f"{{{{{brief.ledger.name('period.long', text, longest=None)}|cap}}}}.")
    return [[" ".join(lines)]]


def _comes(option: Option) -> str:
    return "{what} come to {month}" if option == "self_host" else "{what} comes to {month}"


YEARS = re.compile(r"\b(\d{1,2}|two|three|four|five|ten) years?\b", re.I)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


def _years(text: str) -> int:
    """The years that are asked about; one where no number is named."""
    found = YEARS.search(text)
    return max(COUNTS.get(found[1].lower()) or int(found[1]), 1) if found else 1


def _over(asked: Asked, what: str, monthly: str, text: str, years: int = 1) -> str:
    """ "An open model at a provider comes to $442 a month, over a year $5,300." """
    ledger, key = asked.brief.ledger, f"{monthly.replace('.', '_')}_{years}"
    value = float(str(ledger[monthly].value))
    fact = Fact(id=f"year_{key}", name=f"{MONTHS * years} months of it", value=value * MONTHS * years, unit="USD",
                inputs=(monthly,), formula="monthly cost x months")  # fmt: skip
    ledger.fact(fact)
    holes = {"what": what, "month": monthly, "year": f"fact.{fact.id}"}
    if years > 1:
        ledger.fact(Fact(id="years_asked", name="years asked about", value=float(years), unit=""))
        holes["years"] = "fact.years_asked"
    holes = {name: id_ for name, id_ in holes.items() if id_ in ledger}
    joint = "," if "{month}" in text else ""
    span = "a year" if years == 1 else "{years} years"
    ledger.statement(f"phrase.{fact.id}", f"{text}{joint} over {span} {{year}}", holes)
    return f"{{{{phrase.{fact.id}|cap}}}}."


def _chosen(asked: Asked) -> str | None:
    """The record of the likely cost of what is recommended."""
    mid = f"cost.{asked.brief.assessment.option}.mid"
    if asked.brief.has(mid) and asked.brief.ledger[mid].value is not None:
        return mid
    return "fact.chosen_usd" if asked.brief.has("fact.chosen_usd") else None


def saving(asked: Asked) -> list[Section]:
    """Against what is paid today; without a bill, against the frontier model at list price. Of the option that the
    question names, else of the one that is recommended."""
    brief = asked.brief
    today, against = _today(asked)
    option, told = _meant(asked)
    if told is None or today is None or against == option or brief.situation == "unknown":
        return []
    gain = float(str(brief.ledger[today].value)) - float(str(brief.ledger[told].value))
    what = "recommended" if option == brief.assessment.option else "supposed"
    fact = Fact(id="saved_usd", name=f"saving of what is {what}", value=abs(gain), unit="USD/month",
                formula=f"today - {what}" if gain >= 0 else f"{what} - today")  # fmt: skip
    brief.ledger.fact(fact)
    text = f"it {'saves' if gain >= 0 else 'costs'} about {{saved}}{'' if gain >= 0 else ' more'}: {{today}} "
    text += f"{'today' if against is None else f'for {words.THE[against]}'}, {{chosen}} for {{what}}"
    holes = {"saved": "fact.saved_usd", "today": today, "chosen": told, "what": f"the.{option}"}
    brief.ledger.statement("phrase.saved", text, holes)
    year = _over(asked, "", "fact.saved_usd", "that makes")
    section = [f"{{{{phrase.saved|cap}}}}. {year}{_caution(asked)}"]
    return [section, *payback(asked)] if what == "recommended" else [section + _out(asked, option)]


def _meant(asked: Asked) -> tuple[Option, str | None]:
    """The option whose saving is asked for, and the record of its likely cost."""
    chosen = asked.brief.assessment.option
    for option in named(asked.text):
        mid = f"cost.{option}.mid"
        if (
            option not in ("frontier_api", chosen)
            and asked.brief.has(mid)
            and asked.brief.ledger[mid].value is not None
        ):
            return option, mid
    return chosen, _chosen(asked)


def _out(asked: Asked, option: Option) -> Section:
    """That an option whose saving was asked for is not open as things stand."""
    brief = asked.brief
    gates = ((i, g) for i, g in enumerate(brief.assessment.gates) if g.option == option and brief.has(f"gate.{i}"))
    return [f"- As things stand it is out: {{{{gate.{i}|open}}}}{brief.unsaid(g.why)}." for i, g in gates][:1]


def _today(asked: Asked) -> tuple[str | None, Option | None]:
    bill, list_price = "profile.current.monthly_bill_usd", "cost.frontier_api.mid"
    if asked.brief.has(bill):
        return bill, None
    known = asked.brief.has(list_price) and asked.brief.ledger[list_price].value is not None
    return (list_price, "frontier_api") if known else (None, None)


def _caution(asked: Asked) -> str:
    """A saving against a bill that does not fit the volume is said with what does not fit."""
    found = next((c for c in asked.brief.conflicts if c.about == BILL_AGAINST_LIST and c.computed), None)
    return f" Mind: {{{{{found.computed}|open}}}}." if found else ""


FOREIGN = re.compile(
    r"€|£|₹|¥|\b(?:chf|eur|euros?|gbp|pounds?|francs?|zlot\w+|zł|pln|sek|nok|dkk|yen|inr|rupees?|cad|aud)\b", re.I
)


def budget(asked: Asked) -> list[Section]:
    """Whether it is dear: what is recommended costs, and that a budget is no bill."""
    brief, told = asked.brief, spread(asked)
    if brief.situation == "unknown" or not told:
        return []
    text = "a budget is no bill: it does not enter the calculation, so hold it against this"
    name = brief.ledger.name("budget", text, longest=None)
    lines = [f"{{{{{name}|cap}}}}."] if re.search(r"\bbudget\b|\bwe have\b|\d", asked.text, re.I) else []
    foreign = currency(asked) if FOREIGN.search(asked.text) else []
    return [[" ".join((*lines, told[0][0]))], *foreign]


def payback(asked: Asked) -> list[Section]:
    """When the move has paid for itself, at which cost of moving; or why there is none to pay back."""
    brief, a = asked.brief, asked.brief.assessment
    costs = [f"- {{{{{told}|cap}}}}, you said." for told in _said(asked)]
    costs += [line for i, x in enumerate(a.assumptions) if _moving(asked, x.slot) and (line := because(asked, i))]
    if a.payback_months is not None:
        months = "within the first month" if a.payback_months < 1 else "in {months}"
        brief.ledger.statement(
            "phrase.payback", f"the move pays back {months}", {"months": "payback"}, rests=("payback",)
        )
        return [["{{phrase.payback|cap}}."], costs]
    if brief.situation == "stay" or a.stays:
        return [["There is nothing to pay back: the recommendation is to stay."]]
    text = "a payback needs something to be set against: tell me what you pay today" if not _paid(asked) else (
        "the move does not pay for itself: it is recommended because of a rule, not of its cost")  # fmt: skip
    brief.ledger.statement("phrase.no_payback", text)
    return [["{{phrase.no_payback|cap}}."], costs]


def _said(asked: Asked) -> list[str]:
    """What the user said a move costs, and how long it may take to earn that back."""
    holes = {"money.migration_usd": "a move costs {at}", "money.horizon_months": "it must pay back within {at}"}
    ledger = asked.brief.ledger
    known = [slot for slot in holes if asked.brief.has(f"profile.{slot}")]
    told = [ledger.statement(f"phrase.said.{s}", holes[s], {"at": f"profile.{s}"}) for s in known]
    return [id_ for id_ in told if id_]


def _paid(asked: Asked) -> bool:
    return asked.brief.profile.current.monthly_bill_usd is not None


def _moving(asked: Asked, slot: str) -> bool:
    own = asked.brief.assessment.option == "self_host"
    leaf = words.leaf(slot)
    return leaf == "horizon_months" or leaf == ("migration_self_host_usd" if own else "migration_api_usd")


def spread(asked: Asked) -> list[Section]:
    """How bad, and how good, it may get."""
    brief, a = asked.brief, asked.brief.assessment
    at = f"cost.{a.option}"
    cost = a.costs.get(a.option)
    if cost is None or cost.monthly_usd is None or brief.situation == "unknown":
        return []
    text = (
        "{what} lies between {low} and {high} in all but the outermost tenths of the simulated cases, likely near {mid}"
    )
    holes = {"what": f"the.{a.option}", "low": f"{at}.low", "high": f"{at}.high", "mid": f"{at}.mid"}
    brief.ledger.statement("phrase.spread", text, holes)
    bars = moves(asked)
    return [["{{phrase.spread|cap}}."], ["**What moves it**", *bars] if bars else [], *_surprise(asked)]


def _surprise(asked: Asked) -> list[Section]:
    """The change of fact that would upset the recommendation itself."""
    flip = numbers.changes(asked.brief, most=1)
    return [flip] if len(flip) > 1 else []


def each(asked: Asked) -> list[Section]:
    """What every option costs; every workload, where they differ."""
    if asked.brief.situation == "unknown":
        return []  # of a volume that nobody named
    if len(asked.brief.profile.workloads) > 1 and re.search(r"\bwhich\b", asked.text, re.I):
        return [numbers.by_workload(asked.brief)]
    return [numbers.table(asked.brief) or costs_alone(asked)]


def costs_alone(asked: Asked) -> Section:
    """Where nothing else is open: the one cost, and what it is made of."""
    a = asked.brief.assessment
    cost, at = a.costs.get(a.option), f"cost.{a.option}"
    if cost is None or cost.monthly_usd is None:
        return []
    lines = [f"- {{{{line.{a.option}.{i}.name|cap}}}}: {{{{line.{a.option}.{i}}}}}." for i in range(len(cost.lines))]
    return [f"{{{{the.{a.option}|cap}}}}: {{{{{at}.mid}}}} ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}).", *lines]


def prices(asked: Asked) -> list[Section]:
    """At which change of API or GPU prices the recommendation turns."""
    brief = asked.brief
    gpus = re.search(r"\bgpus?\b|\brent", asked.text, re.I) is not None
    leaves = ("gpu_price_factor", "gpu_hourly_usd") if gpus else ("api_price_factor",)
    found = [i for i, f in enumerate(brief.assessment.flips) if words.leaf(f.slot) in leaves]
    lines = [
        f"- The recommendation turns if {{{{flip.{i}.clause}}}}: {{{{the.{brief.assessment.flips[i].becomes}}}}}."
        for i in found
        if brief.has(f"flip.{i}.clause")
    ]
    if lines:
        return [lines]
    what = "GPU" if gpus else "API"
    brief.ledger.statement("phrase.prices", f"no plausible change of {what} prices alone changes the recommendation")
    return [["{{phrase.prices|cap}}."]]
