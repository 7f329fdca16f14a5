"""What a workload does, told by a verb and its object: "pull the fields out of invoices", "sorts mail into groups"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

from agent.understanding.lexicon import Hit
from agent.understanding.polarity import NEGATORS
from agent.understanding.tasks import WEAK_TASKS
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_WEAK = frozenset(f"task:{name}" for name in WEAK_TASKS)
_LONGEST = 18  # tokens of a sentence that is read as one
_REACH = 9  # words between the verb and its object


@dataclass(frozen=True)
class Deed:
    """``verb`` with ``thing`` in either order within reach, and one of ``link`` in the clause, when any is named."""

    task: str
    verb: frozenset[str]
    thing: frozenset[str]
    link: frozenset[str]


@functools.cache
def _known() -> tuple[Deed, ...]:
    rows = yaml.safe_load(Path(__file__).with_name("deeds.yaml").read_text(encoding="utf-8"))
    return tuple(Deed(r["task"], words(r["verb"]), words(r["thing"]), words(r.get("link", ""))) for r in rows)


def told_by_deeds(tokens: list[Token], clauses: list[tuple[int, int]], hits: list[Hit]) -> list[Hit]:
    """The tasks of a sentence that no name tells, in one clause or over the commas of a short sentence."""
    if any(_names_task(h, tokens) for h in hits):
        return []
    found = [h for a, b in clauses for h in _deeds(tokens, a, b)]
    if not found and clauses and clauses[-1][1] - clauses[0][0] <= _LONGEST:
        found = _deeds(tokens, clauses[0][0], clauses[-1][1])
    return found


def _names_task(h: Hit, tokens: list[Token]) -> bool:
    """A task word, and not the German day ("pro Tag")."""
    return h.tag.startswith("task:") and h.tag not in _WEAK and tokens[h.start].text not in ("tag", "tage")


def _deeds(tokens: list[Token], start: int, end: int) -> list[Hit]:
    """The task told by verb and object in the tokens ``start:end``, if any; the hit stands at the object."""
    found = [k.text for k in tokens[start:end]]
    every = set(found)
    if NEGATORS & every:
        return []
    for deed in _known():
        if not (deed.verb & every and deed.thing & every) or (deed.link and not deed.link & every):
            continue
        for i, word in enumerate(found):
            if word in deed.verb:
                at = next((j for j in _around(i, len(found)) if found[j] in deed.thing), None)
                if at is not None:
                    return [Hit("task:" + deed.task, start + at, start + at + 1)]
    return []


def _around(i: int, size: int) -> list[int]:
    """Positions after ``i``, nearest first, then those before it."""
    return [*range(i + 1, min(size, i + 1 + _REACH)), *range(i - 1, max(-1, i - 1 - _REACH), -1)]
