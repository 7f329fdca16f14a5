"""A topic raised as a question and answered by the speaker: "A vendor? Only with zero retention.", "On call? No."."""

from __future__ import annotations

from collections.abc import Iterable

from agent.understanding.lexicon import Hit
from agent.understanding.polarity import NEGATORS
from agent.understanding.types import Token
from agent.understanding.wordlist import words

ASKING = words("""
    what what's whats why how who who's whose which is are does do did can could should would will whom
    was were am shall wie was warum pourquoi comment quel quelle qué cuánto cómo lohnt lässt has have
""")  # fmt: skip
_TOPICS = words("VENDOR GPU HIRE KUBERNETES ON_CALL AIR_GAP NETWORK STAFF BATCH_OK INTERNET")
_ANSWERS = words("""
    no nope nobody none nothing zero not never only yes yep yeah sure fine ok okay any whatever under with provided
    just strictly forbidden allowed banned unless as some both all neither at
""")
_YES = words("yes yep yeah sure afraid unfortunately sadly certainly definitely absolutely very")
_DEMANDED = words("required needed demanded requested wanted mandated asked")
_BY_NONE = words("nobody none nowhere never noone")
_YOURS = words("you your yours")  # a question to the machine
_NOBODY = words("nobody none only noone no just")
_PRONOUNS = words("it we they that this he she there those these")
_SINCE = words("since everywhere always plenty lots")
_NO_ANSWER = words("idea clue matter")
_LONGEST_TOPIC = 6  # words
_LONGEST_QUESTION, _LONGEST_ANSWER = 11, 8  # words, of a whole question and its answer
_YES_OR_NO = words("can could may do does is are have has")
_OURS = words("we us our anyone anybody someone somebody vendor vendors provider")


def with_answers(
    ranges: list[tuple[int, int]], tokens: list[Token], hits: list[Hit]
) -> Iterable[tuple[int, int, bool]]:
    """The ranges of sentences, a topic raised as a question joined with its answer, and whether one was: "A vendor?
    Only with zero retention.", "On call? No.", "Can we hire? No."."""
    n = 0
    while n < len(ranges):
        a, b = ranges[n]
        if n + 1 < len(ranges) and _answered((a, b), ranges[n + 1], tokens, hits):
            yield a, ranges[n + 1][1], True
            n += 2
            continue
        yield a, b, False
        n += 1


def _affirmed(tokens: list[Token], topic: tuple[int, int], answer: tuple[int, int]) -> bool:
    """ "Is PCI an issue? Sadly it is.", "Can we hire? The board said yes.", "Kubernetes? Since 2019." """
    (a, b), (c, d) = topic, answer
    asked, found = tokens[a].text, [k.text for k in tokens[c:d]]
    if NEGATORS & set(found) or {"if", "but", "unless"} & set(found):
        return False
    if asked not in ASKING:
        return found[0] in _SINCE and b - a <= _LONGEST_TOPIC
    echo = any(w in _PRONOUNS and found[i + 1 : i + 2] == [asked] for i, w in enumerate(found[:4]))
    return asked in _YES_OR_NO and (echo or bool({"yes", "yep"} & set(found[:_LONGEST_ANSWER])))


def _answered(topic: tuple[int, int], answer: tuple[int, int], tokens: list[Token], hits: list[Hit]) -> bool:
    (a, b), (c, d) = topic, answer
    if tokens[b - 1].text != "?" or tokens[d - 1].text == "?":
        return False
    lead = [k.text for k in tokens[c : min(d, c + 4)]]
    if len(lead) > 2 and lead[1] == ":":  # "Legal: absolutely not"
        lead = lead[2:]
    by_nobody = lead[0] in _DEMANDED and bool(_BY_NONE & set(lead[1:]))
    careless = lead[:2] in (["don't", "care"], ["doesn't", "matter"], ["couldn't", "care"], ["don't", "mind"])
    yes = _affirmed(tokens, topic, answer)
    if not (lead[0] in _ANSWERS or lead[:2] == ["absolutely", "not"] or by_nobody or careless or yes):
        return False
    if _NO_ANSWER & set(lead[:2]):
        return False
    inside = {h.tag for h in hits if a <= h.start < b}
    regime = any(t.startswith("regime:") for t in inside)
    if regime and (lead[0] in _YES or yes):
        return tokens[a].text in _YES_OR_NO and not _YOURS & {k.text for k in tokens[a:b]} and d - c <= _LONGEST_ANSWER
    if not inside & (_TOPICS | ({"DATA"} if tokens[a].text == "who" else set())) or regime:
        return False
    if tokens[a].text not in ASKING:
        return b - a <= _LONGEST_TOPIC + 1
    if tokens[a].text == "who":
        return lead[0] in _NOBODY and bool({"DATA", "SEND"} & {h.tag for h in hits if a <= h.start < b})
    asked = {k.text for k in tokens[a:b]}
    short = b - a <= _LONGEST_QUESTION + 1 and d - c <= _LONGEST_ANSWER + 1
    return short and tokens[a].text in _YES_OR_NO and bool(_OURS & asked) and "you" not in asked
