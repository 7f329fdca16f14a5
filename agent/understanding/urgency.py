"""Whether the answers can wait (``batchable``): who waits, what may take hours, what runs at night."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.polarity import NEGATORS, verdict
from agent.understanding.scene import Scene
from agent.understanding.types import Fact
from agent.understanding.wordlist import words

_WAITING = words("wait waits waiting sit sits sitting stand stands standing await awaits awaiting stare stares staring")
_SOMEBODY = words("""
    user users customer customers clerk clerks agent agents caller callers nurse nurses doctor doctors people someone
    somebody staff employee employees operator operators driver drivers person human visitor visitors patient patients
    player players student students client clients developer developers engineer engineers cashier analyst analysts
""")
_ANSWERS = words("answer answers reply replies response responses result results it output screen each")
_TIMES = words("hours day days overnight morning tomorrow weekend night week")
_MAY_TAKE = words(
    "may can could might allowed fine ok okay acceptable enough suffices sufficient problem hurry tolerable"
)
_PACE = words("latency speed delay delays response turnaround timing")
_NO_MATTER = words("irrelevant unimportant secondary immaterial")
_WORK = words("job jobs process processes processed processing pipeline crunch crunches batch batches run runs")
_NIGHTS = (("at", "night"), ("every", "night"), ("each", "night"), ("over", "night"), ("during", "the", "night"))


def batchable(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    """The fact ``batchable`` of a clause, when one is said."""
    found = s.words(clause.start, clause.end)
    real_time = [h for h in clause.of("REAL_TIME") if not _lives(s, h.start) and not clause.has("VENDOR")]
    hits = clause.of("BATCH_OK")
    if real_time:
        first = real_time[0]
        denied = any(
            h.end <= first.start and first.start - h.end <= 3 and s.tokens[h.start].text != "nothing"
            for h in clause.of("NEG")
        )
        if denied and s.tokens[first.start].text not in ("cannot", "can't", "not", "no"):
            return [("batchable", True, (first.start, first.end), None, None)]
        if not hits:
            return [("batchable", False, (first.start, first.end), None, None)]
    if hits:
        first = hits[0]
        denied = any(h.end <= first.start and first.start - h.end <= 3 for h in clause.of("NEG"))
        if s.tokens[first.start].text.startswith("batch") and verdict(s.words(first.end, clause.end)) == "no":
            return [("batchable", False, (first.start, clause.end), None, None)]
        value = not (denied and s.tokens[first.start].text not in ("nobody", "no", "not"))
        return [("batchable", value, (first.start, first.end), None, None)]
    if none_may_wait(s, clause):
        return [("batchable", False, (clause.start, clause.end), None, None)]
    value_ = _somebody_waits(found)
    if value_ is None and (_may_take_long(found) or _at_night(found)):
        value_ = True
    return [] if value_ is None else [("batchable", value_, (clause.start, clause.end), None, None)]


def _lives(s: Scene, i: int) -> bool:
    """ "the machines live in our cage", "we go live in May", "a live event": no matter of time."""
    if s.tokens[i].text != "live":
        return False
    around = s.words(max(0, i - 1), i) + s.words(i + 1, i + 2)
    return bool(
        {
            "event",
            "events",
            "music",
            "show",
            "demo",
            "concert",
            "go",
            "went",
            "going",
            "to",
            "goes",
            "machines",
            "we",
            "they",
            "in",
        }
        & set(around)
    )


def _somebody_waits(found: list[str]) -> bool | None:
    """False when a person waits for the answer, True when it is said that none does."""
    for i, word in enumerate(found):
        if word in _WAITING and (_ANSWERS & set(found)) and "list" not in found:
            lead = set(found[max(0, i - 5) : i])
            if lead & (_SOMEBODY | {"nobody", "one", "anyone"}):
                return bool(lead & NEGATORS)
    return None


_POSTPONED = words("wait postponed delayed queued deferred later batched")


def none_may_wait(s: Scene, clause: Clause) -> bool:
    """ "there isn't one call in it that could wait till tonight", "none of it can be put off till later"."""
    found = s.words(clause.start, clause.end)
    at = next((i for i, w in enumerate(found) if w in ("can", "could", "may")), None)
    if at is None or not _POSTPONED & set(found[at + 1 : at + 5]) or NEGATORS & set(found[at:]):
        return False
    lead = found[:at]
    return any(w in ("isn't", "no", "none", "nothing", "not", "aren't") for w in lead[:4]) and "matter" not in lead


def _may_take_long(found: list[str]) -> bool:
    """ "the answers may take hours", "a day is fine", "latency is irrelevant"."""
    if _PACE & set(found) and _NO_MATTER & set(found):
        return True
    if {"offline"} & set(found) and {"job", "jobs", "task", "process", "analysis"} & set(found):
        return True
    timed = bool(_TIMES & set(found)) and bool(_MAY_TAKE & set(found))
    about = bool(
        {"take", "takes", "come", "arrive", "delay", "late", "later", "results", "answers", "turnaround"} & set(found)
    )
    whole = found[:2] == ["a", "day"] or "within" in found
    return timed and (about or whole) and not {"not", "can't", "cannot", "won't", "tokens"} & set(found)


def _at_night(found: list[str]) -> bool:
    """ "we process them at night": work is done then; people who use something at night are no such sign."""
    return bool(_WORK & set(found)) and any(
        p in zip(*(found[k:] for k in range(len(p))), strict=False) for p in _NIGHTS
    )
