"""Who would run it: skill with GPUs, hiring, Kubernetes, on-call."""

from __future__ import annotations

import itertools

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.staffing import hiring_topic, read_hiring, read_kubernetes, read_on_call
from agent.understanding.whose import of_others
from agent.understanding.wordlist import phrases_of, words

_PEOPLE = words("""
    engineer engineers person people sre sres admin administrator administrators developers developer
    experts expert specialist specialists colleague colleagues guy guys sysadmin team teams someone
    dev devs programmer programmers intern students student phd anyone anybody somebody staff group squad crew
    researchers practitioners
    contractors
""")


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
            if not _gone(s, draft, sentence, clause):
                _gpu_ops(s, draft, sentence, clause)
            read_hiring(s, draft, sentence, clause)
            read_kubernetes(s, draft, clause)
            read_on_call(s, draft, clause)


_LEFT = words("quit left gone resigned fired leave leaving departed retired moved leaves")
_KNEW = words("knew ran operated understood handled managed could maintained did")


def _gone(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> bool:
    """ "they both quit, so nobody now", "the only one who knew GPUs left": who knew GPUs is no longer there."""
    found = set(s.words(sentence.start, sentence.end))
    before = s.sentences[clause.sentence - 1] if clause.sentence else None
    known = draft.get("team.gpu_ops") in ("some", "dedicated") or (before is not None and before.has("GPU"))
    here = set(s.words(clause.start, clause.end))
    nobody = {"nobody", "none", "no-one"} & here
    last = sentence.has("GPU") and {"who", "that"} & found and _KNEW & found and _LEFT & here
    if (known and nobody and found & _LEFT and not sentence.has("VENDOR")) or (last and not clause.has("NEG")):
        draft.set("team.gpu_ops", "none", (clause.start, clause.end))
        return True
    return False


def _could_hire(s: Scene, clause: Clause, sentence: Sentence) -> bool:
    """ "we could recruit two people": able to, though it sounds like a supposition."""
    found = s.words(sentence.start, sentence.end)
    here = s.words(clause.start, clause.end)
    if not clause.supposed or sentence.question or clause.has("NEG") or not clause.has("WE", "STAFF"):
        return False
    conditional = here[:1] in (["if"], ["should"], ["unless"], ["suppose"], ["what"])
    able = ("could" in found and "if" not in found) or (_ABLE & set(here) and not conditional)
    return bool(able) and hiring_topic(here)


_ABLE = words("can able free allowed may")
_RELATIVE = words("der die das who that qui que quien")


def _denying(s: Scene, clause: Clause) -> bool:
    """A denial in the clause, or of the people it tells more of; "nothing but" is none."""
    if s.tokens[clause.start].text in _RELATIVE:
        before = next((c for c in s.clauses if c.end == clause.start), None)
        if before is not None and any(h.end >= before.end - 2 for h in before.of("NEG")):
            return True
    told = [h for h in clause.of("NEG") if s.words(h.end, h.end + 1) not in (["but"], ["else"])]
    turned = len(told) > 1 and s.words(told[0].end, told[0].end + 1) in (["that"], ["as"])
    return bool(told) and not turned  # "it's not that we know nothing about GPUs"


def _gpu_ops(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    words = s.words(clause.start, clause.end)
    if not _about_gpus(s, clause) and not _hosting_models(words):
        return
    if words[:2] == ["and", "nothing"] and sentence.has("STAFF") and {"about", "of", "with"} & set(words):
        draft.set("team.gpu_ops", "none", (clause.start, clause.end))  # "they know Windows and nothing about GPUs"
        return
    if _fresh_hands(words):
        draft.set("team.gpu_ops", "none", (clause.start, clause.end))
        return
    if not clause.has("STAFF", "RUN", "DEDICATED", "WE", "SOME") or _the_gpus_we_run(s, clause):
        return
    if not _about_people(s, clause, sentence) or (clause.has("RENT") and not clause.has("STAFF", "DEDICATED")):
        return
    if _hardware_only(s, clause, words) or (clause.has("AUTHORITY") and clause.has("ON_PREM", "OWN_CLOUD", "VENDOR")):
        return
    at = (clause.start, clause.end)
    if _denying(s, clause) or {"personne", "ne"} <= set(words) or _none_follows(s, clause):
        if clause.has("HIRE") and not clause.has("STAFF", "RUN"):
            return
        draft.set("team.gpu_ops", "none", at)
    elif not _joined(clause, words) and (
        hiring_topic(words) or (clause.has("FUTURE", "HIRE") and not clause.has("NOW"))
    ):
        return
    elif _whole_team(s, clause, words):
        draft.set("team.gpu_ops", "dedicated", at)
    elif clause.has("STAFF", "RUN", "SOME") and _somebody(s, clause, words) and not _dedicated_now(draft):
        draft.set("team.gpu_ops", "some", at)


def _whole_team(s: Scene, clause: Clause, words: list[str]) -> bool:
    """A team whose work this is, by its name, its size or because it does nothing else."""
    named = clause.has("DEDICATED") and not set(words) & {"part", "part-time", "junior"}
    named = named or (clause.has("WE") and _team_of(s, clause))
    return named or _big_team(s, clause) or _nothing_else(s, clause, words)


_TEAM = words("team group department squad crew unit division")


def _team_of(s: Scene, clause: Clause) -> bool:
    """ "our own GPU operations group": the team is named after this work."""
    return any(_TEAM & set(s.words(h.end, h.end + 2)) for h in clause.of("GPU"))


def _nothing_else(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "a crew of four does nothing but run them", "three people run them, full time"."""
    after = next((c for c in s.clauses if c.start == clause.end and c.sentence == clause.sentence), None)
    whole = (
        after is not None and after.has("DEDICATED") and after.end - after.start <= 4 and not after.has("NEG", "SOME")
    )
    return clause.has("STAFF") and (("nothing", "but") in itertools.pairwise(words) or whole)


_RUNNING = words("hosted host hosting run ran running served serve operated operate deployed deploy self-hosted")
_MODELS = words("model models llm llms")
_SKILLED = words("ourselves who whom how anyone nobody never")


def _hosting_models(words: list[str]) -> bool:
    """ "hosted a model ourselves", "who can run an LLM": the same skill without the word GPU."""
    runs = any(w in _RUNNING and _MODELS & set(words[i + 1 : i + 4]) for i, w in enumerate(words))
    return runs and bool(_SKILLED & set(words))


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
    earlier = [c for c in s.sentences[clause.sentence].clauses if c.end <= clause.start]
    here = set(s.words(clause.start, clause.end))
    if (
        {"them", "those"} & here
        and any(c.has("GPU") for c in earlier)
        and (here & _ABOUT_PEOPLE_WORDS or clause.has("STAFF"))
    ):
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
    if after.has("DEDICATED", "NOTHING_REGULATED", "VENDOR", "DATA", "INTERNET", "NETWORK") or after.prefixed(
        "regime:"
    ):
        return False  # "dedicated GPU team, nothing regulated"
    return bool(words) and words[0] in ("none", "no", "zero", "nil", "nobody", "nothing", "0") and len(words) <= 4


_ABOUT_PEOPLE_WORDS = words("""
    run runs running operate operated operates operating maintain maintained administer ran manage
    managed deployed touched know knows understand understands
""")


def _about_people(s: Scene, clause: Clause, sentence: Sentence) -> bool:
    """People or their skill, and not just hardware or where the data may stand."""
    if _staff(s, clause) or clause.has("DEDICATED"):
        return True
    words = set(s.words(clause.start, clause.end))
    if {"dabbled", "dabble", "tinkered"} & words:
        return True
    if clause.has("ON_PREM", "OWN_CLOUD"):
        return False  # "any GPUs we run must be in our own data centre"
    return bool(words & _ABOUT_PEOPLE_WORDS) and clause.has("WE", "STAFF", "NEG", "SOME") and not clause.has("PASS")


_TOWARDS = words("with for to at from by on near beside like")


def _staff(s: Scene, clause: Clause) -> bool:
    """People of ours; "with us" says only where something is."""
    return any(
        s.tokens[h.start].text != "us" or not _TOWARDS & set(s.words(max(0, h.start - 1), h.start))
        for h in clause.of("STAFF")
    )


_OPERATING = words("run operate own host manage serve maintain buy rent use have put set place")


def _the_gpus_we_run(s: Scene, clause: Clause) -> bool:
    """ "for GPUs that we run": which ones are meant, and no word on who can."""
    if _staff(s, clause):
        return False
    for h in clause.of("GPU"):
        after = [
            w
            for w in s.words(h.end, h.end + 5)
            if w not in ("that", "which", "boxes", "machines", "servers", "might", "may")
        ]
        if after[:1] in (["we"], ["i"], ["you"]) and set(after[1:2]) & _OPERATING:
            return True
    return False


_FRESH = phrases_of("""
    new to gpu; are new to; is new to; new to all; new for us; new to us; first time with; never heard of; black
    magic;
    no clue about; a closed book; new to ml; beginner; no idea how to run; strangers to; new to this; from scratch;
    foreign to; unfamiliar; a mystery; inexperienced; foreign territory; unknown territory; black box; a riddle;
    uncharted; out of our
    depth;
    new ground; over our heads; not our thing; not our strength; never done; a weak spot; beyond us
""")


def _fresh_hands(words: list[str]) -> bool:
    text = " ".join(words)
    return any(p in text for p in _FRESH)


def _big_team(s: Scene, clause: Clause) -> bool:
    return any(
        q.kind in ("users", "items")
        and q.value >= 4
        and q.noun in ("engineer", "person", "sre", "expert", "specialist")
        for q in s.amounts_in(clause)
    ) and clause.has("GPU")
