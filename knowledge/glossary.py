"""What the words mean: plain explanations, found in spite of case, plurals and small slips."""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass
from importlib.resources import files

import yaml

CLOSE_ENOUGH = 0.86
"""Likeness from which a misspelt word is taken for a known one; short words must be exact."""
LEAST_TO_GUESS = 5
_ASKING = re.compile(
    r"^(?:so |and |but |ok(?:ay)?,? |please |sorry,? |hm+,? )*"
    r"(?:what do(?:es)? (?:you mean (?:by|with)|you call|one mean by)|what does|what do|"
    r"what(?:'s| is| are| was|s)?(?: exactly)?(?: meant by| the meaning of| the definition of)?|"
    r"(?:can|could) you (?:please )?(?:explain|define|tell me)(?: to me)?(?: what)?|"
    r"explain(?: to me)?(?: what)?|define|"
    r"meaning of|definition of|tell me(?: about)?(?: what)?|i (?:do not|don't) (?:know|understand)(?: what)?|"
    r"was (?:ist|sind|bedeutet|heißt)|how do you define)\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:is|are|means?|stands? for|refers? to|mean(?:s|t)? (?:here|exactly|in this context)|again|please|exactly|"
    r"here|in plain (?:words|english|language)|for short|mean by that)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:difference|distinction) between (.+?) (?:and|versus|vs) (.+)$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "for",
        "to",
        "and",
        "or",
        "is",
        "are",
        "our",
        "my",
        "your",
        "this",
        "that",
        "here",
        "it",
    )
)
_ARTICLE = re.compile(
    r"^(?:a|an|the|this|that|your|my|our|these|those|ein|eine|der|die|das|term|word|by)\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class GlossaryEntry:
    """A word and its meaning. ``slot``: what the interview asks it for; ``topic``: where sources speak of it."""

    term: str
    text: str
    aliases: tuple[str, ...] = ()
    slot: str | None = None
    topic: str | None = None

    def __str__(self) -> str:
        return f"{self.term[0].upper()}{self.term[1:]}: {self.text}"


@functools.cache
def glossary() -> tuple[GlossaryEntry, ...]:
    """Every entry, in the file's order. Error: TypeError naming a key that no entry has."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (files("knowledge") / "glossary.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=loader)
    return tuple(GlossaryEntry(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in rows)


def explain(term_or_question: str) -> GlossaryEntry | None:
    """The entry for a word, or for what a question asks the meaning of; None when nothing here explains it."""
    asked = _bare(term_or_question)
    if not asked:
        return None
    if found := _names().get(_key(asked)) or _regime(asked):
        return found
    if is_asking(term_or_question) or len(asked.split()) <= 4:
        return _difference(asked) or _inside(asked) or _similar(asked)
    return None


def _difference(asked: str) -> GlossaryEntry | None:
    """Both meanings, for "the difference between prefill and decode"."""
    if not (found := _BETWEEN.match(asked)):
        return None
    sides = [_names().get(_key(_ARTICLE.sub("", side))) for side in found.groups()]
    known = [side for side in sides if side]
    if len(known) < 2:
        return None
    return GlossaryEntry(" and ".join(e.term for e in known), " ".join(str(e) for e in known))


def is_asking(text: str) -> bool:
    """True where the words ask what something means."""
    plain = text.strip()
    return bool(_ASKING.match(plain) or re.search(r"\b(?:mean|stand for)s?\W*$", plain, re.IGNORECASE))


def _bare(text: str) -> str:
    """The thing asked about: "What is a KV cache?" becomes "KV cache"."""
    words = re.sub(r"[?!.\"'“”„«»`]+", " ", re.sub(r"(?<=\w)['’](?=s\b)", "'", text)).strip()
    words = re.sub(r"^what s\b", "what is", re.sub(r"\s+", " ", words), flags=re.IGNORECASE)
    words = _ASKING.sub("", words)
    for pattern in (_TRAILING, _ARTICLE, _TRAILING):
        words = pattern.sub("", words).strip()
    return words


def _key(words: str) -> str:
    """Letters and digits only, singular: "KV-caches" and "kv cache" are the same."""
    return "".join(_singular(w) for w in _words(words))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@functools.cache
def _names() -> dict[str, GlossaryEntry]:
    """Every name to its entry; a term's own name wins over another's alias."""
    names: dict[str, GlossaryEntry] = {}
    for entry in glossary():
        names.setdefault(_key(entry.term), entry)
    for entry in glossary():
        for alias in entry.aliases:
            names.setdefault(_key(alias), entry)
    return names


def _regime(asked: str) -> GlossaryEntry | None:
    """A rule that the catalogue describes but the glossary does not."""
    from knowledge.catalogue import load  # the catalogue is large, and most questions never need it

    wanted = _key(asked)
    for regime in load().regimes:
        if wanted in {_key(n) for n in (regime.id, regime.name, *regime.aliases)}:
            beyond = " Beyond that our documents do not cover it." if regime.scope == "outside" else ""
            return GlossaryEntry(
                regime.name, regime.summary + beyond, regime.aliases, "regulation.regimes", "residency"
            )
    return None


def _inside(asked: str) -> GlossaryEntry | None:
    """The longest known name, if it is most of what is asked: "the KV cache of a replica", not "the best GPU"."""
    words = _words(asked)
    content = sum(w not in _SMALL_WORDS for w in words)
    for size in range(len(words), content // 2, -1):
        for start in range(len(words) - size + 1):
            if found := _names().get(_key(" ".join(words[start : start + size]))):
                return found
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w+/]+", text.lower().replace("-", " "))


def _similar(asked: str) -> GlossaryEntry | None:
    key = _key(asked)
    if len(key) < LEAST_TO_GUESS:
        return None
    close = difflib.get_close_matches(key, _names(), n=1, cutoff=CLOSE_ENOUGH)
    return _names()[close[0]] if close else None
