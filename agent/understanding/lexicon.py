"""Phrases to concepts: one dictionary over word tuples, longest match, built once on first use."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from agent.understanding import concepts, places, tasks
from agent.understanding.lexer import lex
from agent.understanding.types import Token
from knowledge.catalogue import load

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its tag ("NEG", "task:chat", "regime:hipaa"), and its token range."""

    tag: str
    start: int
    end: int


def _inflected(word: str) -> Iterable[str]:
    yield word
    if word.endswith("e"):
        yield from (word + "s", word + "d", word[:-1] + "ing", word[:-1] + "er")
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing", word + "s")
    else:
        yield from (
            word + "s",
            word + "es",
            word + "ed",
            word + "ing",
            word + word[-1:] + "ing",
            word + word[-1:] + "ed",
        )


def _phrase(text: str) -> Phrase:
    words = text.split()
    if text.replace(" ", "").isalpha() and text.isascii():
        return tuple(words)
    return tuple(k.text for k in lex(text) if k.text != "-")


def _variants(entry: str) -> Iterable[Phrase]:
    entry = " ".join(entry.split())
    if "~" not in entry:
        yield _phrase(entry)
        return
    before, after = entry.split("~", 1)
    *head, word = before.split(" ")
    for form in _inflected(word):
        yield _phrase(" ".join([*head, form]) + after)


SHORTEST = 4
"""Letters of a name that is no abbreviation by accident: "ear" and "c5" are words and machines too."""


def _catalogued(known: frozenset[Phrase]) -> Iterable[tuple[str, Phrase]]:
    """Rules and closed vendors that only the catalogue knows, by their names there: adding one takes no code. A name
    that holds one known here already ("UK GDPR") is read as that."""
    catalogue = load()
    rules = [(f"regime:{r.id}", (r.name, *r.aliases)) for r in catalogue.regimes if r.id not in tasks.REGIMES]
    vendors = [(f"provider:{t.aliases[0]}", t.aliases) for t in catalogue.tiers if t.aliases]
    for tag_, names in (*rules, *vendors):
        for phrase in {_phrase(name.lower()) for name in names}:
            parts = {phrase[i:j] for i in range(len(phrase)) for j in range(i + 1, len(phrase) + 1)}
            if not parts & known and len("".join(phrase)) >= SHORTEST:
                yield tag_, phrase


@functools.cache
def phrases() -> dict[str, list[tuple[Phrase, frozenset[str]]]]:
    """First word -> (phrase, its tags), longest phrase first."""
    tagged: dict[Phrase, set[str]] = {}
    for prefix, table in (
        ("", concepts.CONCEPTS), ("task:", tasks.TASKS), ("regime:", tasks.REGIMES), ("hint:", tasks.HINTS),
        ("region:", places.REGIONS), ("provider:", tasks.PROVIDERS),
    ):  # fmt: skip
        for name, entries in table.items():
            for entry in entries.split(";"):
                if not entry.strip():
                    continue
                for phrase in _variants(entry):
                    tagged.setdefault(phrase, set()).add(prefix + name)
    for tag_, phrase in _catalogued(frozenset(tagged)):
        tagged.setdefault(phrase, set()).add(tag_)
    out: dict[str, list[tuple[Phrase, frozenset[str]]]] = {}
    for phrase, tags in tagged.items():
        if phrase:
            out.setdefault(phrase[0], []).append((phrase, frozenset(tags)))
    for entries_ in out.values():
        entries_.sort(key=lambda e: -len(e[0]))
    return out


@functools.cache
def vocabulary() -> frozenset[str]:
    """Every word that some phrase holds."""
    return frozenset(w for entries in phrases().values() for phrase, _ in entries for w in phrase)


def tag(tokens: list[Token]) -> list[Hit]:
    """All phrases found, shorter ones inside longer ones of the same tag left out."""
    table = phrases()
    at = [i for i, k in enumerate(tokens) if not _hyphen(tokens, i)]
    words = [_key(tokens[i].text) for i in at]
    hits: list[Hit] = []
    for n, word in enumerate(words):
        for phrase, tags in table.get(word, ()):
            size = len(phrase)
            if size == 1 or tuple(words[n : n + size]) == phrase:
                hits.extend(Hit(name, at[n], at[n + size - 1] + 1) for name in tags)
    return _longest(hits)


def _key(text: str) -> str:
    return text[:-2] if text.endswith("'s") and len(text) > 4 else text


def _hyphen(tokens: list[Token], i: int) -> bool:
    return (
        tokens[i].text == "-" and 0 < i < len(tokens) - 1
        and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    )  # fmt: skip


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drops a hit that lies inside a longer one of the same tag."""
    best: dict[str, Hit] = {}
    out: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.start - h.end)):
        last = best.get(hit.tag)
        if last is None or hit.end > last.end or hit.start >= last.end:
            best[hit.tag] = hit
            out.append(hit)
    return out
