"""Estimates to reckon with: "assume 4M tokens a day" says an amount, and supposes nothing."""

from __future__ import annotations

from agent.understanding.clauses import Clause
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

_ESTIMATED = (
    ["assume"],
    ["assuming"],
    ["say"],
    ["let's", "say"],
    ["let's", "assume"],
    ["let", "us", "say"],
    ["suppose"],
)
_ABOUT_AN_AMOUNT = words("about around roughly approximately some circa ca ~ a an : up to an average of on")


def is_estimate(s: Scene, clause: Clause) -> bool:
    """ "assume 4M tokens a day": whoever gives an amount to reckon with gives an amount, unless a question follows."""
    found = s.words(clause.start, clause.end)
    lead = next((len(p) for p in _ESTIMATED if found[: len(p)] == p), None)
    if lead is None or any(x.question for x in s.sentences):
        return False
    at = clause.start + lead
    while at < clause.end and s.tokens[at].text in _ABOUT_AN_AMOUNT:
        at += 1
    return at < clause.end and s.tokens[at].kind in ("num", "cur")
