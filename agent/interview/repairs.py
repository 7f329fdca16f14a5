"""What a message does to the conversation: facts, and every repair that people make while they talk.

``talk`` is pure: it holds what was read against the state and returns an ``Outcome``; nothing is written.
Each task in an outcome is answered in words by ``agent.interview.replies`` once the new assessment is known.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from agent.events import Change
from agent.evidence import safe
from agent.evidence.followup import intents
from agent.interview import compared, moves, show, slips
from agent.interview.outcome import Outcome, dump, profile_of, remember
from agent.state import State
from tools.profile import Profile, Said, slot_value, with_slot

SCENARIO_NAME = re.compile(
    r"\b(?:scenario\s+(?:called\s+|named\s+|as\s+)?|as\s+(?:scenario\s+)?)[\"“'‘]?(\w[\w -]{0,38})", re.I
)
BILL = "current.monthly_bill_usd"
SHORT = 6  # words; longer messages are not just an answer
ANSWERS = re.compile(
    r"\W*(yes|no|nope|yeah|yep|sure|only|just|any|none|not|about|around|roughly|maybe|probably|it|that)\b", re.I
)
FEW = 4  # words that may be an answer without a word of what was asked
BEGUN = re.compile(
    r"\W*(?:yes|no|nope|yeah|yep|sure|only|just|any|none|not|never|nobody|absolutely|definitely|of course|freely|"
    r"all of)\b",
    re.I,
)
MARKS = {"skip": "skipped", "dont_know": "unknown", "refuse": "refused"}
OWN_ANSWER = frozenset(
    ("what_if", "out_of_scope", "why_ask", "what_means", "arithmetic", "sources", "compare", "review", "resume")
)
AT_HAND = frozenset(("what_means", "why_ask"))  # about the advisor's own words: never of what lies out of scope
POLITE = frozenset(("greeting", "thanks"))
TALK = frozenset(  # acts answered with words; the rest change something
    [
        "question",
        "why_ask",
        "what_means",
        "review",
        "compare",
        "resume",
        "greeting",
        "thanks",
        "out_of_scope",
        "unsafe",
        "arithmetic",
        "sources",
    ]
)


def talk(reading: Any, state: State) -> Outcome:
    """A message that was read: facts first, then each act in the order of the message."""
    before, question = profile_of(state), state.get("question") or {}
    reading = compared.beside(reading, before, str((state.get("inbox") or {}).get("text") or ""))
    out = Outcome(reading.profile, tuple(reading.changes), tuple(reading.notes))
    text = str((state.get("inbox") or {}).get("text") or "")
    for act in _wanted(tuple(_on_terms(act, text) for act in reading.acts)):
        _act(act, out, state, question.get("slot"))
    for change in out.changes:
        if change.currency not in (None, "USD"):
            out.task("currency", words=safe.quoted(change.words))
    slips.held_back(reading, out)
    if reading.language not in ("", "en", "und", state.get("language")):  # said once
        out.task("language", language=reading.language)
        out.state["language"] = reading.language
    if out.profile != before:
        remember(before, out, state)
    if question and (out.profile.state_of(question["slot"]) != before.state_of(question["slot"]) or out.changes):
        out.answers = True
    return out


def by_the_way(reading: Any, asked: str | None, text: str) -> bool:
    """Whether words that state another fact were taken for the answer to the open question as well.

    "Nobody here has run GPUs" says nothing about vendors, though vendors were asked about. An answer is short, or
    begins like one; a sentence of its own that states something else is not."""
    taken = [c for c in reading.changes if c.slot == asked and c.end > c.start]
    if any(c.end - c.start >= len(text.strip().rstrip(".!?")) for c in taken) and _beside_the_point(asked, text):
        return True
    others = [c for c in reading.changes if c.slot != asked and c.end > c.start]
    if not taken or not others:
        return False
    same_words = any(c.start < o.end and o.start < c.end for c in taken for o in others)
    return same_words or (len(text.split()) > SHORT and not ANSWERS.match(text))


ABOUT = {
    "third_party": r"data|vendors?|providers?|third|outside|external\w*|see|sees|seen|send|sent|share\w*|terms|"
    r"retention|stor\w+|region\w*|legal|counsel|lawyers?|dpo|privacy|allow\w*|forb\w+|cloud|apis?|openai|"
    r"anthropic|eu|europe\w*|contract\w*",
    "gpu_ops": r"gpus?|engineers?|people|teams?|nobody|no one|someone|somebody|ops|persons?|servers?|staff|have",
    "quality": r"models?|llama\w*|qwen\w*|open\w*|good|tests?|tested|tried|try|eval\w*|frontier|best|quality|"
    r"weights|enough",
    "hosting": r"gpus?|cloud|accounts?|premises?|rent\w*|servers?|hardware|rooms?|racks?|stand|anywhere|colo\w*",
}
"""Words of which a longer answer to the question has one."""


def _beside_the_point(asked: str | None, text: str) -> bool:
    """Whether a sentence was taken for the answer for one small word in it: "we are all engineers" allows nothing."""
    about = ABOUT.get((asked or "").rsplit(".", 1)[-1])
    if about is None or len(text.split()) <= FEW or BEGUN.match(text):
        return False
    return not re.search(rf"\b(?:{about})\b", text, re.I)


def _wanted(acts: tuple[Any, ...]) -> list[Any]:
    """What is answered: a what-if put as a question as a what-if, and a greeting only where nothing else was said."""
    acts = _once(tuple(_as_question(act) for act in acts))
    if any(act.kind == "out_of_scope" for act in acts):
        acts = tuple(act for act in acts if act.kind not in AT_HAND)
    answered = any(act.kind in OWN_ANSWER for act in acts)
    busy = any(act.kind not in POLITE for act in acts)
    return [act for act in acts if not (answered and act.kind == "question") and not (busy and act.kind in POLITE)]


def _once(acts: tuple[Any, ...]) -> tuple[Any, ...]:
    """A what-if that supposes nothing was read as a question twice, by its "what if" and by its sentence: the sentence
    is kept, and that it supposes something."""
    vague = [act for act in acts if act.kind == "question" and act.term == "supposed"]
    plain = [act for act in acts if act.kind == "question" and act.term != "supposed"]
    pairs = [(v, p) for v in vague for p in plain if v.text.lower() in p.text.lower()]
    merged = {id(p): dataclasses.replace(p, term="supposed") for _, p in pairs}
    dropped = {id(v) for v, _ in pairs}
    return tuple(merged.get(id(act), act) for act in acts if id(act) not in dropped)


ITS_OWN = frozenset(("spread", "terms", "steps", "period", "saving", "payback", "included"))
"""Questions that are never about the open question or a word of it, however they are put: "what's the worst case?"."""


CONDITION = re.compile(r"^\W*if (?:we|i|you)\b[^,]*, (?:how|is|are|does|do|can|could|will|which|who)\b", re.I)
"""What opens a question on what holds then: "if we use your API, is our data kept?" supposes nothing."""


def _on_terms(act: Any, text: str) -> Any:
    asks = act.kind == "what_if" and CONDITION.match(text) and intents.of(text)[0] in ("terms", "training", "papers")
    return dataclasses.replace(act, kind="question", text=text, term=None, changes=()) if asks else act


def _as_question(act: Any) -> Any:
    """What looks like a what-if but supposes nothing is a question: "what would change your mind?"."""
    if act.kind in ("why_ask", "what_means") and intents.of(act.text)[0] in ITS_OWN:
        return dataclasses.replace(act, kind="question", slot=None, term=None)
    if act.kind != "what_if" or act.changes:
        return act
    return dataclasses.replace(act, kind="question", term="supposed")


def _act(act: Any, out: Outcome, state: State, asked: str | None) -> None:
    if act.kind == "dont_know" and act.slot is None and out.changes and not any(c.slot == asked for c in out.changes):
        return  # "not sure about the volume, 3 to 8 million" is no word on what was asked
    if act.kind == "compare" and act.changes:
        compared.keep_each(act, out, state)
        out.task("beside")
        return
    if act.kind == "why_ask" and asked is None:  # nothing was asked: what matters is the question
        out.task("question", text=act.text, slot=None, term=None)
    elif act.kind in MARKS:
        mark(MARKS[act.kind], act.slot or asked, act.text, out, state)
    elif act.kind in TALK:
        out.task(act.kind, text=act.text, slot=act.slot or asked, term=act.term)
    elif act.kind in ACTS:
        ACTS[act.kind](act, out, state)


def mark(kind: Any, slot: str | None, text: str, out: Outcome, state: State) -> None:
    """Skip, don't know, rather not say: three different states of a slot, none of which is a value."""
    if slot is None:
        out.task("nothing_open")
        return
    if slot != BILL and (known := slot_value(out.profile, slot)) is not None:  # what was said is not unsaid by it
        out.task("stays", what=show.change(out.profile, slot, known))
        out.answers = True
        return
    if out.profile.state_of(slot) != kind:
        said = Said(slot=slot, words=text[:200], message=max(state.get("turn", 1) - 1, 0), state=kind)
        out.profile = out.profile.model_copy(update={"said": (*(s for s in out.profile.said if s.slot != slot), said)})
    out.task(kind, slot=slot)


def _what_if(act: Any, out: Outcome, state: State) -> None:
    """An assessment on a copy; the profile is left alone until the change is adopted."""
    trial, words = out.profile, []
    for change in (*act.changes, *_bill_with_volume(act.changes, out.profile)):
        trial = with_slot(trial, change.slot, change.value)
        words.append(show.change(trial, change.slot, change.value))
    if trial == out.profile:  # it supposes what is so already: the answer is what hangs on it
        out.task("question", text=act.text, slot=None, term="supposed")
        return
    out.state |= State(trial=dump(trial), trial_words="; ".join(words))
    out.task("trial")


def _bill_with_volume(changes: tuple[Change, ...], profile: Profile) -> tuple[Change, ...]:
    """What is paid today grows with the volume, where the bill itself is not part of what is supposed."""
    bill, ratios = profile.current.monthly_bill_usd, []
    for change in changes:
        if change.slot == BILL:
            return ()
        if change.slot.endswith((".tokens_per_day", ".requests_per_day")):
            before, after = slot_value(profile, change.slot), change.value
            ratios.append(after / before if before and isinstance(after, (int, float)) else 0.0)
    if not bill or not ratios or min(ratios) <= 0 or max(ratios) - min(ratios) > 0.01 * max(ratios):
        return ()  # only part of it grows: what it does to the bill is not known
    volumes = [w for w in profile.workloads if w.tokens_per_day or w.requests_per_day]
    if len({c.slot.split(".")[0] for c in changes}) < len(volumes):
        return ()
    return (Change(BILL, bill * ratios[0], "", 0, 0),)


def _scenario(act: Any, out: Outcome, state: State) -> None:
    named = SCENARIO_NAME.search(act.text)
    number = len(state.get("scenarios") or {}) + 1
    moves.keep(act.term or (named[1].strip() if named else f"scenario {number}"), out, state)


def _cancel(act: Any, out: Outcome, state: State) -> None:
    """Takes back the last thing: an open what-if, else the last change."""
    (moves.discard if state.get("trial") else moves.undo)(out, state)


def _restart(act: Any, out: Outcome, state: State) -> None:
    """The reading began from nothing already: what else the message said is the new beginning."""
    begun = out.profile
    moves.restart(out, state)
    out.profile = begun


def _move(do: str) -> Callable[[Any, Outcome, State], None]:
    return lambda act, out, state: moves.MOVES[do](out, state)


ACTS: dict[str, Callable[[Any, Outcome, State], None]] = {
    "what_if": _what_if, "scenario": _scenario, "adopt": _move("adopt"), "discard": _move("discard"),
    "undo": _move("undo"), "cancel": _cancel, "restart": _restart,
}  # fmt: skip
