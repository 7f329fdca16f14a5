"""Sentences that only suppose: what if, what was believed once, what is undecided."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.elsewhere import elsewhere
from agent.understanding.estimates import is_estimate
from agent.understanding.hosting import own_building_in, own_cloud_in
from agent.understanding.needs import needed
from agent.understanding.polarity import NEGATORS
from agent.understanding.scene import Scene
from agent.understanding.voices import hear
from agent.understanding.wordlist import words


def suppose(s: Scene) -> None:
    """Marks what is only supposed: the clause of an "if" and what follows from it, what is said to be undecided, and what
    was so elsewhere or is over."""
    elsewhere(s)
    hear(s)
    for sentence in s.sentences:
        opened = False
        for clause in sentence.clauses:
            if _supposes(s, clause.start, clause.end) and (
                _what_if(s, clause) or not _terms_of_consent(sentence, clause)
            ):
                opened = True
            if opened and (_rule_for_hosting(s, sentence, clause) or is_estimate(s, clause)):
                opened = False
            clause.supposed = clause.supposed or opened or _bygone(s, clause, sentence) or _undecided(s, clause)
        needed(s, sentence)


_HOSTS = words(
    "hosting self-hosting host hosts self-host hosted run runs ran own owned buy bought rent rented deploy deployed serve"
)
_OURSELVES = words("it we ourselves gpus gpu hardware models them anything our own")
_MUST = words("must only may cannot can't needs need required have has should")


def _rule_for_hosting(s: Scene, sentence: Sentence, clause: Clause) -> bool:
    """ "if we host it, the GPUs have to stand in our own room": a rule for the case, and so a rule."""
    lead = s.words(sentence.start, clause.end)
    bare = lead[:1] == ["if"] and lead[1:2] in (["gpus"], ["hardware"], ["servers"]) and lead[2:3] == [","]
    told = bare or (_HOSTS & set(lead[:8]) and _OURSELVES & set(lead[:8]))
    if "if" not in lead[:3] or "what" in lead[:2] or not told:
        return False
    found = s.words(clause.start, clause.end)
    place = own_cloud_in(found) is not None or own_building_in(found) is not None
    return (place or clause.has("OWN_CLOUD", "ON_PREM", "GPU")) and (
        bare or bool(_MUST & set(s.words(clause.start, clause.end)))
    )


_UNSURE = words("""
    can't cannot couldn't still looking not unclear unsure wonder wondering asking asked ask checking check find unknown undecided debate debating debated
    nobody decide decided decision settled open
    discussing discuss discussed yet don't doesn't hasn't haven't didn't isn't know clarify clarifying
""")
_UNKNOWING = frozenset(
    [("no", "idea"), ("no", "clue"), ("don't", "know"), ("not", "sure"), ("not", "clear"), ("not", "know")]
)
_UNKNOWING_WHETHER = frozenset((*u, "whether") for u in _UNKNOWING)
_OPEN_POINT = (["who"], ["which"], ["what"], ["where"], ["when"], ["if"], ["about"], ["on"], ["as"])


def _undecided(s: Scene, clause: Clause) -> bool:
    """ "legal hasn't decided whether a vendor may see it", and no "doesn't matter whether"."""
    found = s.words(clause.start, clause.end)
    if any(tuple(found[i : i + 2]) in _UNKNOWING and found[i + 2 : i + 3] in _OPEN_POINT for i in range(len(found))):
        return True  # "no idea who would run GPUs"
    if "whether" not in found:
        return False
    if any(tuple(found[i : i + 3]) in _UNKNOWING_WHETHER for i in range(len(found))):
        return True
    lead = set(found[: found.index("whether")])
    return bool(lead & _UNSURE) and not lead & {"matter", "mind", "care"}


def _what_if(s: Scene, clause: Clause) -> bool:
    return {"what", "suppose", "imagine", "assume", "assuming", "supposing"} & set(
        s.words(clause.start, clause.start + 2)
    ) != set()


_BELIEVED = words("thought believed assumed feared")
_EARLIER = (("back", "then"), ("in", "the", "beginning"), ("at", "the", "start"), ("in", "those", "days"))


def _bygone(s: Scene, clause: Clause, sentence: Sentence) -> bool:
    """ "we used to be air-gapped", "two years ago we had": no longer so."""
    found = s.words(clause.start, clause.end)
    for i, word in enumerate(found):
        if (
            word == "used"
            and found[i + 1 : i + 2] == ["to"]
            and found[i - 1 : i]
            and found[i - 1] in ("we", "i", "it", "they", "there", "bill", "that", "which")
        ):
            return True
    if any(w in _BELIEVED and {"we", "i", "had"} & set(found[max(0, i - 2) : i]) for i, w in enumerate(found)):
        return not {"about", "of"} & set(found[:5])  # "we had thought that HIPAA covered us"
    if clause.has("NOW", "CHANGE"):
        return False
    if any(tuple(found[i : i + len(p)]) == p for p in _EARLIER for i in range(len(found))):
        return True
    if any(
        found[i : i + 2] == ["back", "in"] and s.tokens[clause.start + i + 2].kind == "skip"
        for i in range(len(found) - 2)
    ):
        return True  # "back in 2022"
    if "ago" in found and {"bought", "purchased", "acquired"} & set(found):
        return False  # what was bought is still there
    was = {"was", "were", "did", "had"} & set(found) and "last year" in " ".join(found)
    return bool(
        {"ago", "formerly"} & set(found) or (was and not any(q.kind == "money" for q in s.amounts_in(sentence)))
    )


def _terms_of_consent(sentence: Sentence, clause: Clause) -> bool:
    """ "vendors are fine if they are hosted in Europe": a condition that is a rule, not a supposition."""
    terms = (
        clause.has("ZERO_RETENTION", "BAA", "BATCH_OK", "DELETE")
        or bool(clause.prefixed("region:"))
        or clause.all("NEG", "KEEP")
    )
    before = any(c.has("ALLOW", "VENDOR", "ONLY") for c in sentence.clauses if c.start < clause.start)
    return terms and (clause.has("VENDOR") or (before and not clause.has("WE")))


_OPENERS = (("what", "if"), ("if",), ("suppose",), ("supposing",), ("imagine",), ("assuming",), ("assume",), ("let's", "say"), ("let", "us", "say"), ("hypothetically",), ("in", "case"), ("were", "we"), ("were", "there"), ("were", "i"), ("had", "we"), ("had", "i"), ("unless",),
            ("should", "we", "ever"), ("and", "if"), ("but", "if"), ("so", "if"), ("or", "if"), ("only", "if"), ("even", "if"), ("say", "we"), ("falls",), ("wenn",), ("si", "nous"), ("si", "on"), ("und", "wenn"), ("what", "about"), ("how", "about"), ("what", "would"), ("what", "happens"), ("如", "果"))  # fmt: skip
_MERE_TALK = frozenset(
    [("if", w) for w in words("needed necessary required possible anything something so")]
    + [("if", "i", w) for w in words("read recall understand understood see got counted count calculated reckon follow heard")]
    + [("if", "memory", "serves"), ("if", "i", "am"), ("if", "my", "memory"), ("if", "push", "comes"), ("if", "worst", "comes"), ("if", "it", "comes")]
    + [("if", "need", "be"), ("if", "that", "helps"), ("if", "it", "helps"), ("if", "i", "remember"), ("if", "you", "ask"),
       ("if", "you", "must"), ("if", "i'm", "not"), ("if", "at", "all"), ("if", "really", "needed")]
)  # fmt: skip
_WOULD = frozenset(["would", "might", "could"])
_WHATEVER = words("anything everything whatever all everyone anyone")
_SUPPOSES_WORDS = words("we i our the my it they you legal someone there")
_SUPPOSES_WORDS_2 = words("we it that they volume this which i you")


def _supposes(s: Scene, start: int, end: int) -> bool:
    words = [w for w in s.words(start, end) if w not in (",", "-", ":", "(", '"')]
    if tuple(words[:2]) in _MERE_TALK or tuple(words[:3]) in _MERE_TALK:
        return False
    if any(tuple(words[: len(o)]) == o for o in _OPENERS):
        return True
    if words[:1] == ["should"] and words[-1] == "," and len(words) > 3:
        return True  # "should it take more people, ..."
    if any(words[i] == "if" and i + 1 < len(words) and words[i + 1] in _SUPPOSES_WORDS for i in range(len(words))):
        return True
    if any(words[i : i + 2] == ["would", "have"] and words[i + 2 : i + 3] != ["to"] for i in range(len(words))):
        return True  # "would have wanted": it did not come to that
    soft = next((i for i, w in enumerate(words) if w in _WOULD), None)
    if soft and words[soft - 1] in ("that", "which") and (NEGATORS | _WHATEVER) & set(words[: soft - 1]):
        return False  # "stops anything that would violate ITAR", "there isn't one that could wait"
    return (
        soft is not None
        and any(w in _SUPPOSES_WORDS_2 for w in words[max(0, soft - 2) : soft])
        and not any(w in ("say", "like", "call", "prefer", "be_") for w in words[soft + 1 : soft + 2])
        and words[soft + 1 : soft + 2] != ["be"]
        and words[soft + 1 : soft + 2] != ["not"]
        and words[soft + 1 : soft + 3] not in (["have", "to"], ["need", "to"])
    )
