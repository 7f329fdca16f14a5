"""What a later message says of the one workload that is known: the other direction of its tokens, its ratio alone, and that
its task was taken for another."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import re

from agent.understanding.anew import LEAST_VOLUME
from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.ratios import MOST_RATIO
from agent.understanding.scene import Scene, scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words
from tools.profile import Said

_READS = words("read reads reading ingest ingests send sends sending sent prompt prompts input inputs")
_WRITES = words("""
    write writes writing generate generates generating produce produces producing emit emits return returns output outputs
    completions completion back
""")


def later(s: Scene, draft: Draft) -> None:
    """Before the amounts are placed; what is used up here is not placed again."""
    index = _known(s, draft)
    if index is None:
        return
    _other_direction(s, draft, index)
    _ratio(s, draft, index)
    _task(s, draft, index)


def _known(s: Scene, draft: Draft) -> int | None:
    """The one workload that earlier messages told of, where this one only tells."""
    if len(draft.workloads) != 1 or not draft.said or any(x.question for x in s.sentences):
        return None
    return 0 if any(not c.silent for c in s.clauses) else None


# ---------------------------------------------------------------- the other direction
def _other_direction(s: Scene, draft: Draft, index: int) -> None:
    """ "It reads 11M a day." - "It writes 1M.": a total of both; "10M a day" - "it writes 2M a day": a part of them."""
    if len(s.amounts) != 1:
        return
    q = s.amounts[0]
    clause, now = s.clause_of(q.start), _direction(s, q)
    called = q.kind == "items" and q.noun in ("completion", "prompt", "output", "input")
    counted = (called or q.kind in ("tokens", "plain")) and not q.per and q.value >= LEAST_VOLUME
    if (
        now is None
        or not counted
        or clause.silent
        or clause.has("CHANGE", "PEAK", "BUDGET", "BILL", "FUTURE", "GROWTH")
    ):
        return
    slot = f"workloads[{index}].tokens_per_day"
    told = [x for x in draft.said if x.slot == slot and x.state == "said"]
    if len(told) != 1 or told[0].message == draft.turn or (old := _only_amount(told[0])) is None:
        return
    if any(x.slot.endswith(("input_tokens", "output_tokens")) for x in draft.said):
        return
    before, first = _direction(*old), old[1]
    value = first.value / first.period if first.period else draft.get(slot)
    period = q.period or first.period
    if not value or not period or before == now:
        return
    new = q.value / period * (5 / 7 if q.working else 1)
    total = value + new if before else value
    if new >= total or (before is None and q.period is None):
        return
    share = new / total if now == "in" else 1 - new / total
    at = (q.start, q.end)
    if before:
        draft.set(slot, total, at, shown=f"{value:,.0f} + {new:,.0f} = {total:,.0f} tokens a day")
    draft.set(f"workloads[{index}].input_share", share, at)
    s.amounts = []


def _only_amount(told: Said) -> tuple[Scene, Quantity] | None:
    s = scene(told.words)
    fits = [q for q in s.amounts if q.kind in ("tokens", "plain") and not q.per]
    return (s, fits[0]) if len(fits) == len(s.amounts) == 1 else None


def _direction(s: Scene, q: Quantity) -> str | None:
    """Which way an amount goes, by its own words or the verb of its clause."""
    if q.flow:
        return q.flow
    clause = s.clause_of(q.start)
    found = set(s.words(clause.start, clause.end))
    into, out = bool(_READS & found), bool(_WRITES & found)
    if out and "back" in found:
        return "out"  # "we send back 5M"
    return None if into == out else "in" if into else "out"


def keep_direction(s: Scene, draft: Draft) -> None:
    """The words of a volume are remembered with the word that tells its direction, for a message that tells the other."""
    fits = [q for q in s.amounts if q.kind in ("tokens", "plain") and not q.per and not q.parts]
    if len(fits) != 1 or len(s.amounts) != 1 or _direction(s, fits[0]) is None:
        return
    q = fits[0]
    clause = s.clause_of(q.start)
    told = next((i for i in range(clause.start, q.start) if s.tokens[i].text in _READS | _WRITES), None)
    if told is None:
        return
    a, b = s.span(told, q.end)
    for i, x in enumerate(draft.said):
        own = x.slot.endswith("].tokens_per_day") and x.message == draft.turn and x.state == "said"
        if own and x.words == s.message[slice(*s.span(q.start, q.end))] and x.words in s.message[a:b]:
            draft.said[i] = x.model_copy(update={"words": s.message[a:b]})


# ---------------------------------------------------------------- the ratio
_BARE_RATIO = re.compile(
    r"(?:(?:sorry|no|nope|actually|wait|correction|well|and|oh|ok|okay|so|then|but|also|please|just|let's|in fact)\W+)*"
    r"(?:(?:make|change|set|update|correct|put|use|say|take|call) )?(?:(?:the|our|its|that|this|my|a|it|for) )*"
    r"(?:(?:token|tokens|in/out|real|new|right|correct|current|typical|average|overall|actual) )*(?:ratio|split|mix)"
    r"(?: (?:is|should|be|would|will|was|now|to|at|of|about|around|roughly|rather|actually|really|has|changed|more|like))*"
    r"[ :=~]*(?P<a>\d{1,3}(?:\.\d+)?)\s?(?::|/|to|-)\s?(?P<b>\d{1,3}(?:\.\d+)?)"
    r"(?: (?:now|actually|instead|today|then|on average|please|not \d+\s?(?::|/|to|-)\s?\d+))*",
    re.IGNORECASE,
)


def _ratio(s: Scene, draft: Draft, index: int) -> None:
    """ "the ratio is 4:1": of input to output, as it was said before or is mostly said."""
    slot = f"workloads[{index}].input_share"
    if draft.workloads[index]["tokens_per_day"] is None and draft.get(slot) is None:
        return
    for sentence in s.sentences:
        start, end = s.tokens[sentence.start].start, s.tokens[sentence.end - 1].end
        m = _BARE_RATIO.fullmatch(s.plain.text[start:end].strip(" .!,;-*"))
        if m is None or all(c.silent for c in sentence.clauses):
            continue
        a, b = float(m["a"]), float(m["b"])
        if a + b <= 0 or max(a, b) > MOST_RATIO or not (min(a, b) <= 10 or abs(a + b - 100) < 1e-6):
            continue
        share = a / (a + b)
        draft.set(slot, 1 - share if _output_first(draft, slot) else share, (sentence.start, sentence.end))
        s.amounts = [q for q in s.amounts if not sentence.start <= q.start < sentence.end]


def _output_first(draft: Draft, slot: str) -> bool:
    """Whether the ratio said before was of output to input."""
    known = draft.get(slot)
    for x in draft.words_of(slot):
        said = [k.value for k in scene(x.words).tokens if k.kind == "num"]
        if known is not None and len(said) == 2 and said[0] != said[1] and sum(said) > 0:
            return bool(abs(said[1] / sum(said) - known) < 1e-6)
    return False


# ---------------------------------------------------------------- the task
_CUES = words(
    "wrong no not nope correction should change meant rather instead actually isn't sorry mistake wasn't changed"
)
_NAMES = words("task workload usecase application use case job")
_DENIES = words("not isn't no wasn't than of from said wrote")
_FILLER = words("""
    it it's its is a an the that that's this we i do to was be as of in fact but and just our kind type really please set make
    made one than from by oh well for use called mean more like them they're these are or said wrote
""")
_MOST_OTHER = 2  # words besides


def _task(s: Scene, draft: Draft, index: int) -> None:
    """ "the task is wrong, it's RAG", "it's an agent, not a chatbot"."""
    old = draft.workloads[index]["task"]
    found = s.words(0, len(s.tokens))
    cued = bool(_CUES & set(found))
    if old is None or not cued or len(found) > LONGEST or any(q.kind != "plain" or q.value > 1 for q in s.amounts):
        return
    hits = [(h.start, h.end, h.tag[5:], c) for c in s.clauses if not c.silent for h in c.prefixed("task:")]
    hits = [h for h in hits if s.words(h[0], h[1]) != ["task"]]
    denied = [h for h in hits if _DENIES & set(s.words(max(h[3].start, h[0] - 3), h[0])) and not _opens(s, h[3], h[0])]
    kept = [h for h in hits if h not in denied]
    new = {h[2] for h in kept} - {old}
    inside = {i for a, b, *_ in hits for i in range(a, b)}
    rest = [w for i, w in enumerate(found) if i not in inside and w[:1].isalpha() and w not in _FILLER | _CUES | _NAMES]
    if len(new) != 1 or len(rest) > (_MOST_OTHER if denied or _NAMES & set(found) else 0):
        return
    if any(h[2] == old for h in kept) and not denied:
        return
    at = next(h for h in kept if h[2] in new)
    task = at[2]
    if draft.workloads[index]["name"] == old:
        draft.put(f"workloads[{index}].name", task)
    draft.set(f"workloads[{index}].task", task, at[:2])


LONGEST = 16  # words of a message that corrects a task


def _opens(s: Scene, clause: Clause, at: int) -> bool:
    """ "No, an agent": a denial of what was understood, not of what follows."""
    lead = s.words(max(0, at - 3), at)
    return "no" in lead and "," in lead[lead.index("no") :] and not {"not", "isn't"} & set(lead)
