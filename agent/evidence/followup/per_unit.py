"""What one request, or a million tokens, comes to: the monthly cost over the load of a month."""

from __future__ import annotations

import re

from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section
from tools.costs.api import DAYS_PER_MONTH
from tools.results import Fact

TOKENS = re.compile(r"\btok(?:en)?s?\b|\bmtok\b|\b1m\b", re.I)
MOST = 4  # options
UNKNOWN = "that needs the number of requests a day beside the cost, and I do not know it yet"


def per_unit(asked: Asked) -> list[Section]:
    """Per million tokens where tokens are asked about, else per request; the recommendation first."""
    brief, a = asked.brief, asked.brief.assessment
    tokens = TOKENS.search(asked.text) is not None
    load, unit, what = _load(asked, tokens=tokens)
    if brief.situation == "unknown":
        return []
    if not load:
        return [[f"{{{{{brief.ledger.name('unit.unknown', UNKNOWN)}|cap}}}}."]]
    usd = {o: c.monthly_usd.mid for o, c in a.costs.items() if c.feasible and c.monthly_usd}
    order = sorted(usd, key=lambda o: (o != a.option, usd[o]))[:MOST]
    lines = []
    for option in order:
        fact = Fact(id=f"unit_{option}", name=f"{what}, {option}", value=usd[option] / load, unit=unit,
                    formula=f"monthly cost / ({'million tokens' if tokens else 'requests'} a day x days a month)",
                    inputs=(f"monthly_{option}",))  # fmt: skip
        brief.ledger.fact(fact)
        lines.append(f"- {{{{the.{option}|cap}}}}: {{{{fact.unit_{option}}}}}")
    head = "**By tokens, input and output together**" if tokens else "**One request**"
    return [[head, *lines]] if lines else []


def _load(asked: Asked, *, tokens: bool) -> tuple[float, str, str]:
    """The load of a month, the unit of a cost over it, and what it is called."""
    works = asked.brief.profile.workloads
    volume = asked.brief.ledger.facts.get("tokens_per_day") or asked.brief.ledger.facts.get("volume")
    if tokens:
        daily = volume.value if volume and isinstance(volume.value, (int, float)) else 0.0
        return daily * DAYS_PER_MONTH / 1e6, "USD/Mtok", "cost of a million tokens"
    requests = sum(w.requests_per_day or 0.0 for w in works) if all(w.requests_per_day for w in works) else 0.0
    return requests * DAYS_PER_MONTH, "USD", "cost of a request"
