"""From people's words ("Claude Sonnet", "gpt 4o on Azure", "Bedrock") to the ids that prices are kept under.

A name is compared as a bag of letters-runs and numbers, so that "Sonnet 4.6", "claude-4-6-sonnet" and
"claude-sonnet-4-6" are one. Words that a vendor is called by count for the vendor, not against the model.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.catalogue import package_prices
from knowledge.catalogue.load import Catalogue

# where a model without a named vendor is looked for: its maker first, then those who host open models
SEARCHED = (
    "openai",
    "anthropic",
    "google",
    "mistral",
    "x-ai",
    "deepseek",
    "cohere",
    "perplexity",
    "meta",
    "moonshotai",
    "aws",
    "deepinfra",
    "together",
    "fireworks",
    "groq",
    "novita",
    "cerebras",
    "azure",
)
HOSTS = {
    "together": ("Together", "Together AI"),
    "fireworks": ("Fireworks", "Fireworks AI"),
    "groq": ("Groq", "GroqCloud"),
    "deepinfra": ("DeepInfra", "Deep Infra"),
    "novita": ("Novita", "Novita AI"),
    "cerebras": ("Cerebras",),
    "openrouter": ("OpenRouter", "Open Router"),
}
FILLER = frozenset(
    {
        "a",
        "ai",
        "api",
        "class",
        "family",
        "hosted",
        "latest",
        "model",
        "models",
        "on",
        "our",
        "s",
        "the",
        "through",
        "using",
        "version",
        "via",
        "we",
        "with",
    }
)
# words in a model's name that say nothing new
NEUTRAL = frozenset(
    {"amazon", "anthropic", "chat", "global", "instruct", "it", "latest", "meta", "preview", "v", "versatile"}
)
TOKEN = re.compile(r"[a-z]+|\d+")
DATE_LIKE = 1000  # 2512, 20250929: a date of release, not a version


@dataclass(frozen=True)
class Candidate:
    id: str
    names: tuple[tuple[str, ...], ...]  # the id and the display name, as tokens
    version: tuple[int, ...]
    deprecated: bool
    usd: float


RELEASE_DATE = re.compile(r"\b20\d\d-?\d\d-?\d\d\b")


def _tokens(words: str) -> list[str]:
    return TOKEN.findall(words.lower().replace("+", " plus"))


def _is_small(token: str) -> bool:
    return token.isdigit() and int(token) < DATE_LIKE


def _version(words: str) -> tuple[int, ...]:
    """Version numbers in order; parameter counts such as 70b and dates are none."""
    bare = re.sub(r"\d+(?:\.\d+)?[bekmt]\b|\b(?:19|20)\d\d-\d\d-\d\d\b", " ", words.lower())
    return tuple(int(t) for t in _tokens(bare) if _is_small(t))


@functools.cache
def _package_candidates(provider: str) -> tuple[Candidate, ...]:
    found = []
    for info in package_prices.models(provider).values():
        prices = info.prices if not isinstance(info.prices, list) else info.prices[0].prices
        if prices.output_mtok is None or ":" in info.id.split("-v")[0] or (provider == "openai" and "oss" in info.id):
            continue
        names = (info.id, info.name) if info.name else (info.id,)
        cost = float(getattr(prices.output_mtok, "base", prices.output_mtok))
        split = tuple(tuple(_tokens(n)) for n in names)
        found.append(Candidate(info.id, split, _version(names[-1]), bool(info.deprecated), cost))
    return tuple(found)


def _candidates(catalogue: Catalogue, provider: str) -> list[Candidate]:
    found = {c.id: c for c in _package_candidates(provider)}
    for entry in catalogue.api_overlay:
        if entry.provider == provider and entry.output_usd_per_mtok is not None and entry.model not in found:
            name = tuple(_tokens(entry.model.rpartition("/")[2]))
            cost = entry.output_usd_per_mtok
            found[entry.model] = Candidate(entry.model, (name,), _version(entry.model), False, cost)
    return list(found.values())


def _aliases(catalogue: Catalogue) -> list[tuple[list[str], str]]:
    """Every way to name a vendor as tokens, the longest first ("azure openai" before "openai")."""
    named = [(a, t.provider) for t in catalogue.tiers for a in (t.provider, *t.aliases)]
    named += [(a, host) for host, names in HOSTS.items() for a in names]
    return sorted(((_tokens(a), p) for a, p in named), key=lambda pair: -len(pair[0]))


def _vendor(catalogue: Catalogue, tokens: list[str]) -> str | None:
    """The vendor that the words name; one that only hosts counts before one that only makes ("Claude on Bedrock")."""
    named = []
    for alias, provider in _aliases(catalogue):
        if any(tokens[i : i + len(alias)] == alias for i in range(len(tokens))):
            named.append((len(alias), provider))
    if not named:
        return None
    hosts = [p for _, p in named if p in HOSTS or p in {"aws", "azure"}]
    return hosts[0] if hosts else named[0][1]


def _own_words(catalogue: Catalogue, provider: str | None) -> set[str]:
    return {t for alias, p in _aliases(catalogue) if p == provider for t in alias}


def vendor(catalogue: Catalogue, words: str) -> str | None:
    """The id of the vendor that the words name."""
    return _vendor(catalogue, _tokens(words))


def match(catalogue: Catalogue, provider: str | None, words: str | None) -> tuple[str, str] | None:
    """See ``api_prices.find_model``."""
    said = [t for t in _tokens(RELEASE_DATE.sub(" ", words or "")) if t not in FILLER]
    named = None
    if provider:
        named = _vendor(catalogue, _tokens(provider)) or (provider if provider in package_prices.providers() else None)
        if named is None:
            return None
    elif not said:
        return None
    vendor = named or _vendor(catalogue, said)
    own = _own_words(catalogue, vendor)
    if vendor and all(t in own for t in said):
        return _flagship(catalogue, vendor)
    found = _best(catalogue, [vendor], said, own) if vendor else None
    if found is None and named is None:  # "gpt-oss-120b" bears a vendor's name and is served elsewhere
        found = _best(catalogue, SEARCHED, said, own if vendor is None else set(), strict=vendor is not None)
    return found


def _best(
    catalogue: Catalogue, places: Sequence[str], said: list[str], own: set[str], strict: bool = False
) -> tuple[str, str] | None:
    """The model nearest to the words; among equals the one most like the flagship, then the newest, the dearest.

    ``strict``: vendors' words must be in the model's name too.
    """
    free = set() if strict else own | {t for tier in catalogue.tiers for a in tier.aliases for t in _tokens(a)}
    flagships = {t.provider: set(_tokens(t.frontier_model)) for t in catalogue.tiers}
    usable = []
    for order, place in enumerate(places):
        mine = _own_words(catalogue, place)
        for c in _candidates(catalogue, place):
            far = [
                d
                for d in (_distance(bag, said, free) for bag in c.names if _known_by(bag, said, mine))
                if d is not None
            ]
            if far:
                shortest = len(c.names[0])
                rank = (
                    min(far),
                    order,
                    c.deprecated,
                    -_likeness(c, flagships.get(place)),
                    _newest_first(c.version),
                    shortest,
                )
                usable.append((*rank, -c.usd, c.id, place))
    return (min(usable)[-1], min(usable)[-2]) if usable else None


def _likeness(candidate: Candidate, flagship: set[str] | None) -> int:
    """Letters-runs shared with the vendor's flagship: "GPT-5.6" means Sol rather than a special edition."""
    return sum(not t.isdigit() for t in (flagship or set()) & set(candidate.names[0]))


def _flagship(catalogue: Catalogue, vendor: str) -> tuple[str, str] | None:
    found = next((t.frontier_model for t in catalogue.tiers if t.provider == vendor), None)
    return (vendor, found) if found else None


def _newest_first(version: tuple[int, ...]) -> tuple[int, ...]:
    return (*(-n for n in version), 1)  # 5.5 before 5, 5 before 4.6


def _distance(name: tuple[str, ...], said: list[str], free: set[str]) -> int | None:
    """How many words one name and the words said differ by; None where it lacks one that was said.

    A vendor's word may be missing, at a price. Numbers keep their order: 3.5 is not 5.3. Version numbers nobody
    said count only where others were said, so that "Gemini Flash" is open to every version of it.
    """
    wanted, bag = Counter(said), Counter(name)
    missing = wanted - bag
    if any(t not in free for t in missing) or not _in_order(_numbers(said), _numbers(name)):
        return None
    counted = any(_is_small(t) for t in said)
    extra = sum(
        n for t, n in (bag - wanted).items() if t not in NEUTRAL and (counted if _is_small(t) else not t.isdigit())
    )
    return extra + missing.total()


def _known_by(name: tuple[str, ...], said: list[str], mine: set[str]) -> bool:
    """Whether a name has at least one of the words said, numbers aside: "DeepSeek V3.1" is no "llama-v3p1" at whoever
    is not called DeepSeek (``mine``: what the place is called)."""
    telling = [t for t in said if not t.isdigit() and t not in NEUTRAL]
    return not telling or any(t in name or t in mine for t in telling)


def _numbers(tokens: Iterable[str]) -> list[str]:
    return [t for t in tokens if _is_small(t)]


def _in_order(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(n in rest for n in few)
