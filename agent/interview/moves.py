"""Moves that state no fact: back and forth, what-ifs taken or dropped, scenarios, values set by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from agent.errors import EditError
from agent.events import Change
from agent.interview import bank, phrases, show
from agent.interview.outcome import Outcome, dump, profile_of, remember
from agent.state import JSON, State
from tools.profile import Profile, Said, slot_value, with_slot


def undo(out: Outcome, state: State) -> None:
    """Back to the profile before the last change; what is left can be done again."""
    past = list(state.get("past") or [])
    if not past:
        out.task("nothing_to_undo")
        return
    now = profile_of(state)
    out.profile = Profile.model_validate(past.pop())
    out.state |= State(past=past, future=[*(state.get("future") or []), dump(now)])
    if now == Profile():
        out.task("undone", what=show.summary(out.profile), values=[], restart=True)
        return
    values = [[slot, given] for slot, given in show.differences(out.profile, now)]
    again = "; ".join(show.moved(now, out.profile, given_only=True))
    out.task("undone", what=show.diff(out.profile, now), values=values, again=again)


def redo(out: Outcome, state: State) -> None:
    future = list(state.get("future") or [])
    if not future:
        out.task("nothing_to_redo")
        return
    now = profile_of(state)
    out.profile = Profile.model_validate(future.pop())
    out.state |= State(future=future, past=[*(state.get("past") or []), dump(now)])
    out.task("redone", what=show.diff(now, out.profile))


def keep(name: str, out: Outcome, state: State) -> None:
    """The profile as it is (a what-if included) kept under a name, to be compared."""
    kept = out.state.get("trial") or state.get("trial") or dump(out.profile)
    out.state["scenarios"] = {**(state.get("scenarios") or {}), name: kept}
    out.task("kept", name=name)


def use(name: str, out: Outcome, state: State) -> None:
    kept = (state.get("scenarios") or {}).get(name)
    if kept is None:
        out.task("no_scenario", name=name)
        return
    out.profile = Profile.model_validate(kept)
    remember(profile_of(state), out, state)
    out.task("used", name=name)


def drop(name: str, out: Outcome, state: State) -> None:
    kept = dict(state.get("scenarios") or {})
    out.task("dropped" if kept.pop(name, None) is not None else "no_scenario", name=name)
    out.state["scenarios"] = kept


def adopt(out: Outcome, state: State) -> None:
    """Makes the open what-if the profile."""
    trial = out.state.get("trial") or state.get("trial")
    if not trial:
        out.task("no_trial")
        return
    out.profile = Profile.model_validate(trial)
    out.state |= State(trial=None, trial_words="")
    out.task("adopted")
    remember(profile_of(state), out, state)


def discard(out: Outcome, state: State) -> None:
    out.task("discarded" if state.get("trial") else "no_trial")
    out.state |= State(trial=None, trial_words="")


def restart(out: Outcome, state: State) -> None:
    """Clears the profile; scenarios stay, and undo brings it back."""
    out.profile = Profile()
    out.state |= State(trial=None, trial_words="", asked=[], slip=None, quiet=False)
    out.task("restarted")
    if profile_of(state) != out.profile:
        remember(profile_of(state), out, state)


def edit(values: list[tuple[str, Any]], out: Outcome, state: State) -> None:
    """Values entered by hand, or taken from a file, as one step back. Error: EditError when one does not fit."""
    before = profile = profile_of(state)
    changes = []
    for slot, value in values:
        try:
            profile = with_slot(profile, slot, value)
        except (KeyError, ValueError) as e:
            raise EditError(f"{value!r} does not fit {bank.short(slot, before)} ({slot}).") from e
        words = show.value(slot, slot_value(profile, slot))
        others = tuple(s for s in profile.said if s.slot != slot)
        mark = Said(slot=slot, words=words, message=max(state.get("turn", 1) - 1, 0))
        profile = profile.model_copy(update={"said": others if value is None else (*others, mark)})
        changes.append(Change(slot, slot_value(profile, slot), words, 0, 0))
    out.profile, out.changes = profile, tuple(changes)
    told = [
        c for c in changes if not c.slot.endswith(".name")
    ] or changes  # a workload's name stands in its other lines
    out.task("edited", what="; ".join(f"{bank.short(c.slot, profile)}: {c.words}" for c in told))
    if out.profile != before:
        remember(before, out, state)


def quiet(out: Outcome, state: State) -> None:
    """No more questions: the answer as it stands, and nothing is asked until the user wants to be asked."""
    out.state["quiet"] = True
    out.task("quiet")
    out.task("whole")


def ask_on(out: Outcome, state: State) -> None:
    out.state["quiet"] = False
    out.task("asking")


COMMANDS = {  # whole messages that are commands, with or without a stroke before them
    "undo": "undo", "redo": "redo", "adopt": "adopt", "adopt it": "adopt", "discard": "discard", "drop it": "discard",
    "drop that": "discard", "drop this": "discard", "forget that": "discard", "forget it": "discard",
    "scrap that": "discard", "scrap it": "discard",
    "compare": "compare", "review": "review", "summary": "resume", "start over": "restart", "restart": "restart",
    "help": "help", "what can you do": "help", "what can you do for me": "help", "what do you do": "help",
    "who are you": "help", "what are you": "help", "what is this": "help", "how does this work": "help",
    "what can i ask": "help", "what can i say": "help", "": "help",
    "so": "advice", "and now": "advice", "now what": "advice", "what now": "advice",
    "recommendation": "whole", "the recommendation": "whole", "answer": "whole",
    "show the recommendation": "whole", "show me the recommendation": "whole",
} | dict.fromkeys(
    ("details", "the details", "more details", "all details", "all the details", "in detail", "full answer",
     "the full answer", "the whole answer", "whole answer", "show details", "show the details", "show me the details",
     "show everything", "everything", "more", "tell me more", "go on", "elaborate", "long version", "the long version"),
    "details",
)  # fmt: skip
SAVED = re.compile(
    r"(?:please )?(?:save|store|keep|name|call|copy) (?:this|that|it)(?: one| case)?(?: scenario)? "
    r"(?:as )?(?:(?:a |the )?scenario )?(?:called )?[\"“'‘](?P<name>[^\"”'’]{1,38})[\"”'’]",
    re.I,
)
"""A name in quotation marks is a name, whatever it says: "save this as 'doubled'" doubles nothing."""
SAVED_PLAIN = re.compile(
    r"(?:please )?(?:(?:save|store|keep|copy|remember) (?:this|that|it|the what-?if)(?: one| case)? as"
    r"(?: (?:the |a )?scenario)?|(?:call|name) (?:this|that|it)(?: one| case)?(?: the)?) "
    r"(?!(?:it|is|was|before|they|now|an?|the|off|quits|if|well|usual|default)\b)(?P<name>\w[\w-]*(?: [\w-]+){0,2})",
    re.I,
)
"""So is what stands where a name does: "save that as doubled"."""
LED_IN = re.compile(r"(?:(?:ok(?:ay)?|well|hm+|no|then|please|actually|right|fine|and|now)\b[,.!]*\s+)+(?=\S)", re.I)


ON_SCENARIO = re.compile(
    r"(?:(?P<use>use|load|open|switch (?:back )?to|go back to|continue with)|(?P<drop>drop|delete|remove|forget))"
    r" (?:the )?scenario (?P<name>\S.{0,38})",
    re.I,
)


def as_command(text: str) -> JSON | None:
    """The command that a message is, word for word; None for everything else."""
    said = text.strip().lstrip("/").rstrip(".!?")
    if found := SAVED.fullmatch(said) or SAVED_PLAIN.fullmatch(said):
        return {"do": "keep", "name": found["name"].strip()}
    if found := ON_SCENARIO.fullmatch(said):
        return {"do": "use" if found["use"] else "drop", "name": found["name"].strip("\"'“” ")}
    if len(said.split()) <= phrases.SHORT and phrases.QUIET.search(said):
        return {"do": "quiet"}
    if phrases.SHORTLY.fullmatch(said):
        return {"do": "brief"}
    if phrases.ASK_ON.fullmatch(said):
        return {"do": "ask_on"}
    do = COMMANDS.get(said.lower()) or COMMANDS.get(LED_IN.sub("", said, count=1).lower())
    return {"do": do} if do else None


def command(inbox: JSON, state: State) -> Outcome:
    """An input that is not a message: a button, a key, a value edited in place, a message that is one command."""
    out, name = Outcome(profile_of(state), answers=True), str(inbox.get("name") or "")
    do = str(inbox["do"])
    if do == "edit":
        edit([(inbox["slot"], inbox.get("value"))], out, state)
    elif do == "fill":
        edit([(slot, value) for slot, value in inbox["values"]], out, state)
    elif do in NAMED:
        NAMED[do](name, out, state)
    elif do in MOVES:
        MOVES[do](out, state)
    else:  # compare, review, resume, help, brief: only to be shown, so the open question stays
        out.answers = False
        out.task(do)
    return out


MOVES: dict[str, Callable[[Outcome, State], None]] = {
    "undo": undo, "redo": redo, "adopt": adopt, "discard": discard, "restart": restart,
    "quiet": quiet, "ask_on": ask_on,
}  # fmt: skip
NAMED: dict[str, Callable[[str, Outcome, State], None]] = {"keep": keep, "use": use, "drop": drop}
