"""Who would run it: skill with GPUs, hiring, Kubernetes, on-call."""

from __future__ import annotations

from agent.understanding.amounts import of_others
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

_NONE_WORDS = words("""
    no nobody none no-one noone zero nil without lacks lack lacking never neither nor not don't doesn't
    haven't hasn't didn't isn't kein keine keinen niemand aucun aucune personne sin ningún ninguna nadie
    without nothing can't cannot couldn't won't hardly
""")
_PEOPLE = words("""
    engineer engineers person people sre sres admin administrator administrators developers developer
    experts expert specialist specialists colleague colleagues guy guys sysadmin team teams someone
    dev devs programmer programmers intern students student phd anyone anybody somebody staff group squad crew
    researchers practitioners
    contractors
""")
_SKILL = ("GPU",)


def read_team(s: Scene, draft: Draft) -> None:
    """``team.*`` from what is said of people."""
    for sentence in s.sentences:
        if of_others(s, sentence):
            continue
        for clause in sentence.clauses:
            if clause.silent:
                if _could_hire(s, clause, sentence):
                    draft.set("team.can_hire", True, (clause.start, clause.end))
                continue
            _gpu_ops(s, draft, sentence, clause)
            _gone(s, draft, sentence, clause)
            _hire(s, draft, sentence, clause)
            _yes_no(s, draft, clause, "KUBERNETES", "team.kubernetes")
            _yes_no(s, draft, clause, "ON_CALL", "team.on_call")


_LEFT = words("quit left gone resigned fired leave leaving departed")


def _gone(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    """ "they both quit, so nobody now": those who knew GPUs are no longer there."""
    found = set(s.words(sentence.start, sentence.end))
    before = s.sentences[clause.sentence - 1] if clause.sentence else None
    known = draft.get("team.gpu_ops") in ("some", "dedicated") or (before is not None and before.has("GPU"))
    nobody = {"nobody", "none", "no-one"} & set(s.words(clause.start, clause.end))
    if known and nobody and found & _LEFT and not sentence.has("VENDOR"):
        draft.set("team.gpu_ops", "none", (clause.start, clause.end))


def _could_hire(s: Scene, clause: Clause, sentence: Sentence) -> bool:
    """ "we could recruit two people": able to, though it sounds like a supposition."""
    found = s.words(sentence.start, sentence.end)
    able = clause.supposed and "could" in found and "if" not in found and not sentence.question
    return able and clause.has("HIRE") and not clause.has("NEG") and clause.has("WE", "STAFF")


_RELATIVE = words("der die das who that qui que quien")


def _denying(s: Scene, clause: Clause) -> bool:
    """A denial in the clause, or of the people it tells more of; "nothing but" is none."""
    if s.tokens[clause.start].text in _RELATIVE:
        before = next((c for c in s.clauses if c.end == clause.start), None)
        if before is not None and any(h.end >= before.end - 2 for h in before.of("NEG")):
            return True
    return any(s.words(h.end, h.end + 1) not in (["but"], ["else"]) for h in clause.of("NEG"))


def _gpu_ops(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    if not _about_gpus(s, clause) or not clause.has("STAFF", "RUN", "DEDICATED", "WE", "SOME"):
        return
    words = s.words(clause.start, clause.end)
    if not _about_people(s, clause, sentence) or (clause.has("RENT") and not clause.has("STAFF", "DEDICATED")):
        return
    if _hardware_only(s, clause, words) or (clause.has("AUTHORITY") and clause.has("ON_PREM", "OWN_CLOUD", "VENDOR")):
        return
    at = (clause.start, clause.end)
    if _denying(s, clause) or _fresh_hands(words) or _none_follows(s, clause):
        if clause.has("HIRE") and not clause.has("STAFF", "RUN"):
            return
        draft.set("team.gpu_ops", "none", at)
    elif clause.has("FUTURE", "HIRE") and not clause.has("NOW") and not _joined(clause, words):
        return
    elif (clause.has("DEDICATED") and not set(words) & {"part", "part-time", "junior"}) or _big_team(s, clause):
        draft.set("team.gpu_ops", "dedicated", at)
    elif clause.has("STAFF", "RUN", "SOME") and _somebody(s, clause, words) and not _dedicated_now(draft):
        draft.set("team.gpu_ops", "some", at)


_HIRED = words("hired joined recruited onboarded poached")


def _joined(clause: Clause, words: list[str]) -> bool:
    """ "we hired a GPU engineer last week": there is one now."""
    return bool(_HIRED & set(words)) and not clause.has("FUTURE")


def _hardware_only(s: Scene, clause: Clause, words: list[str]) -> bool:
    """A price of GPUs, or cards that are owned, and nobody who would run them."""
    priced = any(q.kind == "money" for q in s.amounts_in(clause))
    people = set(words) & _PEOPLE or clause.has("DEDICATED") or {"run", "runs", "operate", "knows", "know"} & set(words)
    return priced and not people


def _about_gpus(s: Scene, clause: Clause) -> bool:
    """GPUs are named, or were just asked about: "GPUs? Nobody knows them." """
    if clause.has("GPU"):
        return True
    before = s.sentences[clause.sentence - 1] if clause.sentence else None
    inside = next((c for c in s.clauses if c.end == clause.start and c.sentence == clause.sentence), None)
    if inside is not None and inside.has("GPU") and {"them", "those"} & set(s.words(clause.start, clause.end)):
        return True  # "16 H100s are ours, a dedicated team runs them"
    pronoun = {"them", "those", "it", "that", "one"} & set(s.words(clause.start, clause.end))
    return before is not None and before.has("GPU") and before.end - before.start <= 5 and bool(pronoun)


def _somebody(s: Scene, clause: Clause, words: list[str]) -> bool:
    return bool(set(words) & _PEOPLE or clause.has("SOME", "WE") or s.amounts_in(clause))


def _dedicated_now(draft: Draft) -> bool:
    """Whether this very message has already told of a dedicated team."""
    return draft.get("team.gpu_ops") == "dedicated" and any(c.slot == "team.gpu_ops" for c in draft.changes)


def _none_follows(s: Scene, clause: Clause) -> bool:
    """ "GPU skills: none." """
    after = next((c for c in s.clauses if c.start == clause.end), None)
    if after is None or s.tokens[clause.end - 1].text not in (":", "-", "?", ",", "="):
        return False
    words = s.words(after.start, after.end)
    if after.has("NOTHING_REGULATED", "VENDOR", "DATA", "INTERNET", "NETWORK") or after.prefixed("regime:"):
        return False  # "dedicated GPU team, nothing regulated"
    return bool(words) and words[0] in ("none", "no", "zero", "nil", "nobody", "nothing", "0") and len(words) <= 4


_ABOUT_PEOPLE_WORDS = words("""
    run runs running operate operated operates operating maintain maintained administer ran manage
    managed deployed touched know knows understand understands
""")


def _about_people(s: Scene, clause: Clause, sentence: Sentence) -> bool:
    """People or their skill, and not just hardware or where the data may stand."""
    if clause.has("STAFF", "DEDICATED"):
        return True
    words = set(s.words(clause.start, clause.end))
    return bool(words & _ABOUT_PEOPLE_WORDS) and clause.has("WE", "STAFF", "NEG", "SOME") and not clause.has("PASS")


def _fresh_hands(words: list[str]) -> bool:
    text = " ".join(words)
    return any(
        p in text
        for p in (
            "new to gpu",
            "are new to",
            "is new to",
            "new to all",
            "new for us",
            "new to us",
            "first time with",
            "never heard of",
            "black magic",
            "no clue about",
            "a closed book",
            "new to ml",
            "beginner",
            "no idea how to run",
            "strangers to",
            "new to this",
            "from scratch",
            "foreign to",
            "unfamiliar",
            "a mystery",
            "inexperienced",
        )
    )


def _big_team(s: Scene, clause: Clause) -> bool:
    return any(
        q.kind in ("users", "items")
        and q.value >= 4
        and q.noun in ("engineer", "person", "sre", "expert", "specialist")
        for q in s.amounts_in(clause)
    ) and clause.has("GPU")


def _hire(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    words = s.words(clause.start, clause.end)
    none_planned = clause.has("NONE_PLANNED") and (sentence.has("HIRE", "STAFF", "GPU"))
    if none_planned or (clause.has("HIRE") and (_denying(s, clause) or "freeze" in words or "frozen" in words)):
        draft.set("team.can_hire", False, (clause.start, clause.end))
    elif clause.has("HIRE") and clause.has("CAN", "FUTURE"):
        draft.set("team.can_hire", True, (clause.start, clause.end))


def _yes_no(s: Scene, draft: Draft, clause: Clause, tag: str, slot: str) -> None:
    hits = clause.of(tag)
    if not hits:
        return
    if clause.has("HYP", "FUTURE") and not clause.has("WE"):
        return
    denied = any(h.start <= hits[0].end + 4 and h.end >= hits[0].start - 6 for h in clause.of("NEG"))
    draft.set(slot, not denied, (clause.start, clause.end))
