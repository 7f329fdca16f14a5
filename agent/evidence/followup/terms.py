"""What vendors promise about the data, term by term, as the dated catalogue read it.

"Not found" is said as such: it is neither yes nor no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section
from knowledge.catalogue.schema import Term, VendorTerms
from tools.gates.regions import region_code
from tools.results import Fact

MOST_VENDORS, MOST_TERMS = 5, 3
SOUGHT = {
    "zero_retention": r"stor(?:e\w*|ing|age)|retain\w*|retention|keep|kept|log(?:s|ged|ging)?|train\w*|delet\w+|"
    r"collect\w*|prompts?",
    "baa": r"baa|hipaa|health\w*|patients?|medical|clinical|hospital",
    "eu_residency": r"eu|europe\w*|gdpr|dsgvo|rgpd|german\w*|france|residen\w+|region\w*|cloud act",
    "fedramp": r"fedramp|government|federal", "itar": r"itar|export",
    "batch_under_zero_retention": r"batch",
}  # fmt: skip
"""Terms by what people call them."""
ANY = re.compile(r"\b(?:vendors?|providers?|endpoints?|apis?|cloud|they|them|hosted|paid|chatbot|ai)\b", re.I)
"""Words that mean the vendors, where none is named."""
USUAL = ("zero_retention", "eu_residency", "baa")
SAID = {"yes": "yes", "no": "no", "not_found": "not found"}
REGIME_TERM = {"hipaa": "baa", "gdpr": "eu_residency", "fedramp": "fedramp", "itar": "itar"}


def terms(asked: Asked) -> list[Section]:
    """The terms sought of the vendors named; of those that fit what the rules call for, where none is named."""
    vendors = _vendors(asked)
    wanted = _wanted(asked)
    lines = [line for vendor in vendors for line in _lines(asked, vendor, wanted)]
    if not lines:
        return []
    head = "**What the vendors promise, as the dated catalogue read it**"
    return [[head, *lines], [_ask(asked)]]


def _vendors(asked: Asked) -> list[VendorTerms]:
    from knowledge.catalogue.load import load

    every = load().vendors
    if named := _spelled_out(asked.text, every):
        return named[:MOST_VENDORS]
    planned = asked.brief.assessment.stack.providers if asked.brief.assessment.option == "sovereign_api" else ()
    own = asked.brief.profile.current.provider or ""
    fit = [v for name in planned for v in every if v.name == name]
    mine = [v for v in every if own and any(alias.lower() == own.lower() for alias in (v.vendor, *v.aliases))]
    fit = [*mine, *fit]  # the vendor they have comes first
    if not fit and (asked.brief.situation != "unknown" or ANY.search(asked.text)):
        fit = [v for v in every if v.kind == "frontier"]
    return list({v.vendor: v for v in fit}.values())[:MOST_VENDORS]


def _spelled_out(text: str, every: Iterable[VendorTerms]) -> list[VendorTerms]:
    """The vendors that a text names; "Azure OpenAI" is not OpenAI."""
    spans = {v.vendor: _span(text, (v.name, *v.aliases)) for v in every}
    found = [(v, span) for v in every if (span := spans[v.vendor])]
    longer = [span for _, span in found]
    return [v for v, (a, b) in found if not any(x <= a and b <= y and (x, y) != (a, b) for x, y in longer)]


def _span(text: str, aliases: Iterable[str]) -> tuple[int, int] | None:
    """Where the longest of a vendor's names stands in a text."""
    found = [m.span() for alias in aliases if (m := re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text, re.I))]
    return max(found, key=lambda s: s[1] - s[0], default=None)


def _wanted(asked: Asked) -> list[str]:
    """The terms that the words ask for, else those that the user's rules need, else the usual ones."""
    sought = [key for key, pattern in SOUGHT.items() if re.search(rf"\b(?:{pattern})\b", asked.text, re.I)]
    rules = asked.brief.profile.regulation
    needed = [REGIME_TERM[r] for r in rules.regimes or () if r in REGIME_TERM]
    region = [f"{region_code(rules.region)}_residency"] if rules.region else []
    needed += ["zero_retention"] if rules.third_party == "zero_retention" else []
    return list(dict.fromkeys((*sought, *region, *needed)))[:MOST_TERMS] or list(USUAL)


def _lines(asked: Asked, vendor: VendorTerms, wanted: Iterable[str]) -> Section:
    return [
        _line(asked, vendor, key, vendor.terms[key]) if key in vendor.terms else _unread(asked, vendor, key)
        for key in wanted
    ]


def _unread(asked: Asked, vendor: VendorTerms, key: str) -> str:
    """A term of which nothing was read: neither yes nor no."""
    text = f"{vendor.name}: {_named(key)}: nothing was read about it, so ask"
    return f"- {{{{{asked.brief.ledger.name(f'term_{vendor.vendor}_{key}.unread', text)}}}}}."


def _line(asked: Asked, vendor: VendorTerms, key: str, term: Term) -> str:
    ledger, what = asked.brief.ledger, f"{vendor.name}: {_named(key)}"
    id_ = f"term_{vendor.vendor}_{key}"
    note = term.note or ""
    if id_ not in ledger.facts:
        ledger.fact(Fact(id=id_, name=what, value=SAID[term.value], unit="text", formula=note, as_of=term.as_of,
                         reference=term.cited))  # fmt: skip
    name = ledger.name(f"term.{id_}", what)
    date = ledger.name(f"term.{id_}.date", term.as_of.isoformat())
    told = f" {{{{{ledger.name(f'term.{id_}.note', note, longest=None)}}}}}" if note else ""
    return f"- {{{{{name}}}}}: {{{{fact.{id_}}}}} (read {{{{{date}}}}}).{told}"


def _named(key: str) -> str:
    """A term as people call it: "EU residency", "BAA", "zero retention"."""
    first, _, rest = key.partition("_")
    return f"{first.upper() if len(first) < 4 or not rest else first} {rest.replace('_', ' ')}".strip()


def _ask(asked: Asked) -> str:
    text = "Get it in writing, for your account and your models, before any data flows. This is no legal advice."
    return f"{{{{{asked.brief.ledger.name('terms.ask', text, longest=None)}}}}}"
