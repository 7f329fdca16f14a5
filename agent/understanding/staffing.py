"""Hiring, Kubernetes and on-call: what there is or may be, composed from who or what, and a yes or no."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.polarity import NEGATORS, verdict
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words

# ---------------------------------------------------------------- hiring
_HIRING = words(
    "hires hire hiring recruit recruiting recruitment headcount vacancy vacancies einstellen embaucher contratar"
)
_NEW = words("new more additional extra another second further any")
_HAND = words("""
    people person staff engineer engineers colleague colleagues hires position positions role roles specialist
    specialists
    admin admins head heads hands member members headcount sre sres expert experts someone somebody
""")
_POST = words("position positions post posts requisition opening openings role roles vacancy vacancies")
_TAKEN_ON = phrases_of("""
    take on; taken on; staff up; grow the team; add people; add staff; added to the team; expand the team;
    team grow; team will grow; team may grow; team will not grow; team can grow; team cannot grow; team won't grow;
    bring in
    people; bring people in; enlarge the team; join the team
""")
_STOPPED = words("ice hold paused suspended shelved capped freeze frozen impossible stop stopped blocked ban")
_ABLE = words("""
    can could may able possible approved approve approves allowed budget open willing plan planning funded ready free
    going
    will available money there's prepared about happy want wants would intend intends looking headcount ok fine okay
    authorised authorized granted signed budgeted agreed agrees covers
""")
_NOT_OURS = words("""
    candidate candidates applicant applicants customers recruiters cv cvs resume resumes jobseekers seekers platform
    agency
""")
_OTHER_TRADES = words("""
    sales marketing nurses drivers cooks waiters cashiers teachers clerks salespeople warehouse pickers retail cleaners
    pilots riders couriers
""")
_OUR_TRADE = words("gpu gpus engineer engineers sre sres admin admins mlops devops ml it platform")


def hiring_topic(found: list[str]) -> bool:
    """Whether a clause speaks of taking on people: "recruit somebody", "bring someone on board"."""
    if _NOT_OURS & set(found) or (_OTHER_TRADES & set(found) and not _OUR_TRADE & set(found)):
        return False
    found = [w.removesuffix("'s") for w in found]
    if _HIRING & set(found):
        return True
    for i, word in enumerate(found):
        if word in _NEW and _HAND & set(found[i + 1 : i + 4]):
            return True
        if word in ("add", "adding") and _HAND & set(found[i + 1 : i + 5]):
            return True
        if word == "board" and found[i - 1] == "on" and {"bring", "take", "get", "brought"} & set(found):
            return True
        if word == "hired" and found[i - 1 : i] == ["be"]:
            return True
    text = f" {' '.join(found)} "
    return any(f" {p} " in text for p in _TAKEN_ON) or (bool(_POST & set(found)) and verdict(found) is not None)


def read_hiring(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    """``team.can_hire`` from one clause."""
    found = s.words(clause.start, clause.end)
    at = (clause.start, clause.end)
    if clause.has("NONE_PLANNED") and sentence.has("HIRE", "STAFF", "GPU") and not sentence.has("OPEN_MODEL", "PASS"):
        return draft.set("team.can_hire", False, at)
    if not hiring_topic(found):
        return None
    said = verdict(found)
    denied = NEGATORS & set(found) and "only" not in found and said != "yes"
    if _STOPPED & set(found):
        sentence.sure |= {"can_hire"}
    if denied or _STOPPED & set(found) or said == "no":
        draft.set("team.can_hire", False, at)
    elif _ABLE & set(found) or ({"are", "we're", "is"} & set(found) and {"hiring", "recruiting"} & set(found)):
        draft.set("team.can_hire", True, at)
    return None


_NEVER_LEARNT = phrases_of("""
    greek to us; greek to me; chinese to us; double dutch to us; a closed book; a mystery; a riddle; foreign territory;
    uncharted territory; black magic; new to us; over our heads; beyond us
""")
_TALKED_OF = words(
    "book books talk talks article articles course courses lecture podcast video slides paper blog joke jokes"
)
_SOLD = words("product products sell sells selling vendor's")  # what they make is not what they have


# ---------------------------------------------------------------- Kubernetes
_PLANNED = words("""
    see we'll plan plans planning consider considering evaluate evaluating thinking introduce migrating moving will
    might
    would could next soon later learn learning
""")
_THERE = words("our us we in there place available used use what where installed present running not isn't no deployed")
_INSTEAD = words("rid instead rather without than avoid avoided dropped abandoned left nor")


def read_kubernetes(s: Scene, draft: Draft, clause: Clause) -> None:
    """``team.kubernetes`` from one clause."""
    hits = clause.of("KUBERNETES")
    if not hits:
        return
    found = s.words(clause.start, clause.end)
    if _SOLD & set(found) or _TALKED_OF & set(
        found[max(0, hits[0].start - clause.start - 4) : hits[0].start - clause.start]
    ):
        return
    if found[hits[0].end - clause.start : hits[0].end - clause.start + 1] == ["is"] and not _THERE & set(found):
        return  # "Kubernetes is popular"
    lead = set(found[: hits[0].start - clause.start])
    if (_PLANNED & lead and "already" not in found) or (clause.has("HYP") and not clause.has("WE")):
        return
    if any(h.start < hits[0].start for h in clause.prefixed("task:")) and not clause.has("RUN"):
        return  # "our product summarises Kubernetes logs"
    denied = any(h.start <= hits[0].end + 4 and h.end >= hits[0].start - 6 for h in clause.of("NEG"))
    denied = denied or any(f" {p} " in f" {' '.join(found)} " for p in _NEVER_LEARNT)
    denied = denied or bool(
        _INSTEAD & set(found[max(0, hits[0].start - clause.start - 3) : hits[0].start - clause.start])
    )
    draft.set("team.kubernetes", not denied, (clause.start, clause.end))


# ---------------------------------------------------------------- on call
_NIGHT = words("night nights weekend weekends evening evenings nighttime overnight hours 24/7 clock midnight")
_WATCH = words("""
    gets get rises answers responds fixes cover covers covered covering duty pager standby carry carries woken wake
    wakes staffed staffs shift shifts rota
    rotation watch watches phone reachable
""")
_WHO = words("""
    nobody someone somebody one anyone ops sre sres engineer engineers admin admins team people we us staff colleague
    colleagues operators devops it not no nights weekends shifts
""")
_CREW = words("it ops sre sres engineer engineers admin admins devops platform nobody no none someone")
_CUSTOMERS = words("support customer customers agents callers call-centre nurses drivers shop bot chatbot assistant")


def read_on_call(s: Scene, draft: Draft, clause: Clause) -> None:
    """``team.on_call`` from one clause."""
    found = s.words(clause.start, clause.end)
    hits = clause.of("ON_CALL")
    if _SOLD & set(found):
        return
    if not hits:
        watch = (_NIGHT & set(found) or _after_hours(found)) and _WATCH & set(found)
        duty = {"duty", "standby", "pager"} & set(found)
        if not ((watch or duty) and _WHO & set(found)) or _CUSTOMERS & set(found) or clause.prefixed("task:"):
            return
        denied = bool(NEGATORS & set(found))
        draft.set("team.on_call", not denied, (clause.start, clause.end))
        return
    if s.tokens[hits[0].start].text == "night" and not _CREW & set(found):
        return  # "our night shift packs parcels"
    if clause.has("HYP", "FUTURE") and (not clause.has("WE") or _PLANNED & set(found)) and not NEGATORS & set(found):
        return
    denied = any(h.start <= hits[0].end + 4 and h.end >= hits[0].start - 6 for h in clause.of("NEG"))
    draft.set("team.on_call", not denied, (clause.start, clause.end))


def _after_hours(found: list[str]) -> bool:
    """ "after six pm", "past 6"."""
    return "after" in found and bool({"six", "five", "seven", "eight", "pm", "work", "hours"} & set(found))
