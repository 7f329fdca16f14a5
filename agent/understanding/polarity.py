"""Yes or no to something, composed from small word classes: who is asked, denials, words of refusal, consent, worry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from agent.understanding.wordlist import words

Verdict = Literal["yes", "no"]

NEGATORS = words("""
    not no never nobody none nothing neither nor cannot can't won't don't doesn't isn't aren't mustn't shouldn't
    wouldn't couldn't didn't hasn't haven't without zero hardly needn't shan't
    kein keine keinen keiner nicht nie niemand niemanden niemandem keinem
    aucun aucune pas jamais sin ningún ninguna nadie nunca geen niet
""")
_REFUSING = (
    "forb", "prohib", "refus", "reject", "veto", "disallow", "outlaw", "exclud", "preclud", "declin", "oppos",
    "prevent", "hinder", "barred", "banned", "banning", "distrust", "verb", "untersag", "interdi", "ablehn",
)  # fmt: skip
_REFUSAL = words("""
    ban bans block blocks blocked blocking deny denies denied bar bars objects objected taboo illegal unacceptable
    unthinkable offence offense breach breaches violation non-starter nonstarter no-go nogo opposed against lehnt
""")
_REFUSED = (
    ("ruled", "out"), ("rules", "out"), ("rule", "out"), ("ruling", "out"), ("turned", "down"), ("turns", "down"),
    ("turned", "us", "down"), ("off", "limits"), ("off", "-", "limits"), ("out", "of", "the", "question"),
    ("off", "the", "table"),
    ("a", "no"), ("say", "no"), ("says", "no"), ("said", "no"), ("is", "out"), ("are", "out"), ("no", "-", "go"),
    ("foot", "down"), ("stay", "away"), ("keep", "away"), ("non", "-", "starter"), ("shot", "down"), ("shoots", "down"),
    ("thumbs", "down"), ("vendors", "out"), ("providers", "out"),
    ("a", "nono"), ("strictly", "internal"), ("kept", "internal"),
)  # fmt: skip
_CONSENTING = (
    "allow", "permit", "permis", "accept", "approv", "authori", "greenl", "bless", "tolerat", "okay", "trust", "erlaub",
    "zulässig", "akzept", "autoris", "permiti", "agree", "welcom",
)  # fmt: skip
_CONSENT = words("""
    ok fine happy comfortable relaxed cleared clears content let lets letting free cool willing ready unrestricted
    unproblematic harmless good clearance permission consent possible feasible
""")
_CONSENTED = (
    ("signed", "off"), ("sign", "off"), ("signs", "off"), ("green", "light"), ("thumbs", "up"), ("at", "ease"),
    ("live", "with"), ("in", "favour"), ("in", "favor"), ("go", "ahead"), ("go", "-", "ahead"), ("said", "yes"),
    ("says", "yes"),
)  # fmt: skip
_WORRY = words("""
    objection objections problem problems issue issues concern concerns concerned qualm qualms restriction
    restrictions
    limit limits constraint constraints reservation reservations worry worries worried mind minds care cares matter
    matters scruples hesitation barrier barriers obstacle obstacles secret confidential sensitive bothers bother
    object fuss fussy picky veto conditions
""")
_REACH = 5  # words between a denial and what it denies


def verdict(found: Sequence[str], objects: Iterable[int] = ()) -> Verdict | None:
    """What a stretch of words says of the thing at the positions ``objects``: refusal, consent, or neither.

    A denial up to five words before a word of refusal, consent or worry turns it round ("never refused", "no
    objection", "does not allow"), and so does one right before the object ("accepts no vendor")."""
    things = sorted(objects)
    refusal, consent, worry = (_places(found, *x) for x in _CLASSES)
    every = sorted([*refusal, *consent, *worry])
    denials = [i for i, w in enumerate(found) if w in NEGATORS and not _fixed(found, i)]
    for places, says in ((refusal, "no"), (worry, "worry"), (consent, "yes")):
        for at in places:
            before = [x for x in every if x < at]
            floor = max(at - 1 - _REACH, before[-1] if before else -1)
            turned = {d for d in denials if floor < d < at}
            turned |= {d for d in denials for o in things if at < d < o <= d + 2 and says == "yes"}
            if says == "worry":
                if turned:
                    return "yes"
                continue
            return _turned("yes" if says == "yes" else "no", len(turned))
    return None


def unworried(found: Sequence[str]) -> bool:
    """Whether a worry is denied: "no restrictions", "doesn't mind", "nothing confidential"."""
    return any(
        w in _WORRY and any(found[j] in NEGATORS for j in range(max(0, i - 1 - _REACH), i)) for i, w in enumerate(found)
    )


def denied_action(found: Sequence[str], actions: Iterable[int]) -> bool:
    """Whether a denial stands up to eight words before one of the actions."""
    denials = [i for i, w in enumerate(found) if w in NEGATORS]
    return any(0 < a - d <= 8 for a in actions for d in denials)


def _turned(says: Verdict, times: int) -> Verdict:
    if times % 2 == 0:
        return says
    return "yes" if says == "no" else "no"


def _fixed(found: Sequence[str], i: int) -> bool:
    """A denial that is part of a word of refusal ("is a no", "no-go", "says no") or that permits ("not only")."""
    return (
        any(
            tuple(found[i - k : i - k + len(p)]) == p for p in _REFUSED for k, w in enumerate(p) if w == "no" and i >= k
        )
        or (found[i] in ("not", "no") and found[i + 1 : i + 2] == ["only"])
        or found[i : i + 2] in (["no", "matter"], ["nothing", "but"], ["no", "wait"])
    )


_CLASSES = (
    (_REFUSAL, _REFUSING, _REFUSED),
    (_CONSENT, _CONSENTING, _CONSENTED),
    (_WORRY, (), ()),
)


def _places(
    found: Sequence[str], exact: frozenset[str], stems: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]
) -> list[int]:
    out = []
    for i, word in enumerate(found):
        if (
            word in exact
            or (stems and word.startswith(stems))
            or any(tuple(found[i : i + len(p)]) == p for p in phrases)
        ):
            out.append(i)
    return out
