"""Why not that option, provider or model? Answered from the gates, the costs and the flips."""

from __future__ import annotations

import re

from agent.evidence import words
from agent.evidence.followup import hardware
from agent.evidence.followup.intents import Asked
from agent.evidence.followup.mentions import MANAGED, named
from agent.evidence.followup.passages import quotes_of
from agent.evidence.template import Section, numbers
from agent.evidence.template.opening import marks
from tools.results import OPTIONS, Option

AN_API = re.compile(r"\b(?:an|the) apis?\b", re.I)
_PROVIDER = re.compile(rf"\b(?:{'|'.join(words.PROVIDERS)}|{MANAGED})\b", re.I)


def one(asked: Asked) -> Option | None:
    """The single option that a question names, where enough is known to say yes or no to it."""
    found = named(asked.text)
    if AN_API.search(asked.text) and asked.brief.assessment.option not in (*found, "self_host", "hybrid"):
        return None  # an API is what is recommended, whatever else was named
    return found[0] if len(found) == 1 and asked.brief.situation != "unknown" else None


def should(asked: Asked) -> list[Section]:
    """Yes or no to one option, as things stand, and why."""
    option, a = one(asked), asked.brief.assessment
    if option is None:
        return []
    if option == a.option:
        return [[f"As things stand, yes: {{{{the.{option}}}}} is what I recommend."]]
    card = hardware.hardware(asked) if option == "self_host" and hardware.CARD.search(asked.text) else []
    return [[f"As things stand, no: I recommend {{{{the.{a.option}}}}}."], _about(asked, option), *card]


def nothing(asked: Asked) -> list[Section]:
    """What staying as it is comes to."""
    option = asked.brief.assessment.status_quo
    if option is None:
        text = "you told me nothing of what you use or pay today, so I cannot say what staying as you are comes to"
        return [[f"{{{{{asked.brief.ledger.name('nothing.today', text, longest=None)}|cap}}}}."]]
    if asked.brief.situation == "unknown":
        return []
    return [_about(asked, option)]


def why_not(asked: Asked) -> list[Section]:
    """For each option named: what rules it out, what it costs beside the recommendation, what would change that."""
    found = named(asked.text)
    if not found:
        return [numbers.by_workload(asked.brief)] if _workload_named(asked) else []
    sections = [_about(asked, option) for option in found[:2]]
    return [*sections, _provider(asked), quotes_of(asked, asked.text, 1)]


def _workload_named(asked: Asked) -> bool:
    works = asked.brief.profile.workloads
    return len(works) > 1 and any(w.name.lower() in asked.text.lower() for w in works)


def _about(asked: Asked, option: Option) -> Section:
    brief = asked.brief
    if option == brief.assessment.option:
        return [f"{{{{the.{option}|cap}}}}: that is what I recommend."]
    if option == "hybrid" or option not in OPTIONS:
        one = "phrase.one_option"
        brief.ledger.statement(one, "each of your workloads has the same best option, so there is nothing to split")
        return [f"{{{{{one}|cap}}}}."]
    lines = [f"**{{{{the.{option}|cap}}}}**", *_gates(asked, option), *_cost(asked, option)]
    flips = [i for i, f in enumerate(brief.assessment.flips) if f.becomes == option and brief.has(f"flip.{i}.clause")]
    lines += [f"- It would be the answer if {{{{flip.{i}.clause}}}}." for i in flips[:2]]
    return lines


def _gates(asked: Asked, option: Option) -> Section:
    brief, lines, seen = asked.brief, [], set[str]()
    for i, gate in enumerate(brief.assessment.gates):
        if gate.option == option and brief.has(f"gate.{i}") and gate.why not in seen:
            seen.add(gate.why)
            cites = marks(brief.cites(gate.claim, gate.why) or brief.cites(gate.claim))
            lines.append(f"- It is out: {{{{gate.{i}|open}}}}{brief.unsaid(gate.why)}{' ' + cites if cites else ''}.")
    return lines


def _cost(asked: Asked, option: Option) -> Section:
    brief = asked.brief
    cost = brief.assessment.costs.get(option)
    if not cost or not cost.monthly_usd or brief.situation == "unknown":
        return []
    at, chosen = f"cost.{option}", brief.assessment.option
    line = f"- It would cost about {{{{{at}.mid}}}} ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}})"
    mine = brief.assessment.costs.get(chosen)
    if mine and mine.monthly_usd:
        line += f", {{{{the.{chosen}}}}} {{{{cost.{chosen}.mid}}}}"
    return [f"{line}."]


def _provider(asked: Asked) -> Section:
    """A provider that was asked for by name: among those that carry the recommended model, or not."""
    brief = asked.brief
    stack, moves = brief.assessment.stack, brief.assessment.option in ("managed_open", "sovereign_api")
    sought = _PROVIDER.search(asked.text)
    if not moves or not sought or not stack.providers or not brief.has("stack.model"):
        return []
    held = next((i for i, p in enumerate(stack.providers) if sought[0].lower() in p.lower()), None)
    if held is not None:
        return [f"- {{{{stack.providers.{held}}}}} is among the providers of {{{{stack.model}}}} that the plan names."]
    known = words.join([f"{{{{stack.providers.{i}}}}}" for i in range(len(stack.providers[:3]))])
    name = brief.ledger.name("asked.provider", words.PROVIDERS.get(sought[0].lower(), sought[0].capitalize()))
    missing = f"- {{{{{name}}}}} is not among the providers that the dated catalogue lists for {{{{stack.model}}}}"
    return [f"{missing}; those are {known}."]
