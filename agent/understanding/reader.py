"""The one door: ``read(message, profile)``."""

from __future__ import annotations

from dataclasses import replace

from agent.events import Change
from agent.understanding.acts import acts
from agent.understanding.additions import add_on_top
from agent.understanding.amend import amend
from agent.understanding.answers import answer
from agent.understanding.draft import Draft, State
from agent.understanding.dropped import drop_workloads
from agent.understanding.forms import read_forms
from agent.understanding.languages import NAMES
from agent.understanding.later import keep_direction, later
from agent.understanding.learned import certain, fill_direct, ours, prepare, read_numbers, repair, second_reading
from agent.understanding.learned.numbers import Part
from agent.understanding.loads import read_loads
from agent.understanding.money import read_money
from agent.understanding.providers import read_providers
from agent.understanding.restate import restate, stand_in
from agent.understanding.rules import read_rules
from agent.understanding.safety import guard
from agent.understanding.scaling import factor_of, scale_said, times
from agent.understanding.scene import Scene, scene
from agent.understanding.segments import Segment, segments
from agent.understanding.slips import slips
from agent.understanding.supposing import suppose
from agent.understanding.swaps import swap
from agent.understanding.team import read_team
from agent.understanding.text import LONGEST
from agent.understanding.traffic import read_traffic
from agent.understanding.types import Act, ActKind, Quantity, Reading, Slip
from tools.profile import Profile, workload_of

_STATES: dict[str, State] = {"skip": "skipped", "dont_know": "unknown", "refuse": "refused"}
_SPOKEN_OF = {
    "volume": "workloads[0].tokens_per_day",
    "tokens": "workloads[0].tokens_per_day",
    "bill": "current.monthly_bill_usd",
    "spend": "current.monthly_bill_usd",
}


def read(message: str, profile: Profile, *, asked: str | None = None, turn: int = 0) -> Reading:
    """What a message says, put into the profile. ``asked``: the slot the advisor has just asked for. ``turn``:
    the number
    of the message, kept in ``said``. Never raises on any text; a message over 20,000 characters is read up to there."""
    s = scene(message)
    if not s.tokens:
        hidden = (Act("unsafe", message),) if s.hidden else ()
        return Reading(profile, acts=hidden, notes=_notes(s, s.hidden), language=s.language)
    unsafe = guard(s)
    suppose(s)
    draft = Draft(profile, s, turn)
    draft.asked = asked or ""
    found = acts(s, unsafe=unsafe)
    odd = _facts(s, draft, asked=asked)
    if any(c.slot.endswith("].name") for c in draft.changes):
        found = [a for a in found if a.kind not in ("skip", "cancel")]  # a workload was taken out, and no question
    if asked is not None:
        _answered(s, draft, asked, found)
    elif any(a.kind == "dont_know" for a in found):
        _unknown(s, draft)
    out = [a if a.kind != "what_if" else _what_if(a, message, profile, turn) for a in found]
    if draft.changes:
        out.append(Act("facts", message))
    return Reading(draft.profile(), _shown(draft), tuple(out), odd, _notes(s, unsafe), s.language)


def _facts(s: Scene, draft: Draft, *, asked: str | None = None, supposing: bool = False) -> tuple[Slip, ...]:
    """Every slot reader once; the amounts that are asked back. ``supposing``: what is supposed is what is wanted."""
    before = draft.profile()
    if not supposing and (swap(s, draft) or drop_workloads(s, draft)):
        return ()
    correcting = any(x.has("CHANGE") for x in s.sentences)
    if not supposing:
        later(s, draft)
        stand_in(s, draft)
        correcting = add_on_top(s, draft) or correcting
    correcting = amend(s, draft) or correcting
    odd = _hold_back(s, asked)
    # what corrects an earlier message cannot be judged without it
    alone = not (asked or supposing or (correcting and before.said))
    prepare(s, numbers=alone)
    composed = any(q.parts for q in s.amounts)  # a product that the grammar found whole
    found = read_numbers(s) if alone and not composed else []
    placed = _volumes(s, draft, found, fresh=correcting)
    read_traffic(s, draft, placed)
    read_money(s, draft, correcting=correcting)
    read_providers(s, draft)
    read_rules(s, draft, placed)
    read_team(s, draft)
    read_forms(s, draft)
    fill_direct(s, draft, found, placed)
    second_reading(s, draft, before, placed, supposing=supposing)
    scale_said(s, draft)
    restate(s, draft)
    keep_direction(s, draft)
    return odd


def _volumes(s: Scene, draft: Draft, found: list[tuple[Quantity, Part]], *, fresh: bool) -> list[tuple[Segment, int]]:
    """The loads as the grammar reads them; where they come to no volume, or the trained reading is certain of every
    amount, with the amounts as that mends them."""
    amounts, other = s.amounts, draft.copy()
    s.amounts = [replace(q) for q in ours(s, found)]
    placed = _loads(s, draft, fresh=fresh)
    if not found or (_volumes_in(draft) and not certain(s, found)):
        return placed
    plain, s.amounts = s.amounts, amounts
    repair(s, found)
    mended = _loads(s, other, fresh=fresh)
    if not 0 < _volumes_in(other) <= (_volumes_in(draft) or len(amounts)) or _loses_one(draft, other):
        s.amounts = plain
        return placed
    draft.become(other)
    return mended


def _loads(s: Scene, draft: Draft, *, fresh: bool) -> list[tuple[Segment, int]]:
    parts = segments(s, tokens_known=any(w["tokens_per_day"] is not None for w in draft.workloads))
    return read_loads(s, draft, parts, fresh=fresh)


def _loses_one(draft: Draft, other: Draft) -> bool:
    """Whether the mended amounts leave a task without the volume that the grammar gives it."""

    def loaded(d: Draft) -> set[str | None]:
        return {w["task"] for w in d.workloads if w["task"] and w["tokens_per_day"] is not None}

    return len(loaded(draft)) > 1 and not loaded(draft) <= loaded(other)


def _volumes_in(draft: Draft) -> int:
    """How many loads got a volume from this message. Mended amounts may bring loads together, never add one."""
    return len({c.slot for c in draft.changes if c.slot.endswith("tokens_per_day") and c.value is not None})


def _hold_back(s: Scene, asked: str | None) -> tuple[Slip, ...]:
    """Implausible amounts are not used until the user has said them again."""
    if asked is not None:
        return ()
    found = slips(s)
    s.amounts = [q for q in s.amounts if not any(q is x for x, _ in found)]
    return tuple(slip for _, slip in found)


def _answered(s: Scene, draft: Draft, asked: str, found: list[Act]) -> None:
    """The asked slot: its answer, or that it is unknown, skipped or refused."""
    said = any(c.slot == asked for c in draft.changes)
    if said:
        return
    left = next((a for a in found if a.kind in _STATES), None)
    state, slot = (_STATES[left.kind], left.slot or asked) if left else (None, asked)
    if state is None and not any(
        a.kind in ("question", "why_ask", "what_means", "undo", "cancel", "restart") for a in found
    ):
        answer(s, draft, asked)
    elif state is not None:
        _state(draft, slot, state, len(s.tokens))


def _state(draft: Draft, slot: str, state: State, end: int) -> None:
    if (index := workload_of(slot)) is not None and index >= len(draft.workloads):
        draft.workload("workload")
    if draft.get(slot) is None:
        draft.set(slot, None, (0, end), state=state)


def _unknown(s: Scene, draft: Draft) -> None:
    """ "No idea about volume": said to be unknown, though nobody asked."""
    for i, k in enumerate(s.tokens):
        slot = _SPOKEN_OF.get(k.text)
        if slot and not any(c.slot == slot for c in draft.changes) and not s.amounts and draft.get(slot) is None:
            if slot.startswith("workloads") and not draft.workloads:
                draft.workload("workload")
            draft.set(slot, None, (i, i + 1), state="unknown")


def _what_if(act: Act, message: str, profile: Profile, turn: int) -> Act:
    """The hypothetical changes, read as if they were facts, on a copy that is thrown away."""
    s = scene(message)
    if guard(s):
        return act
    suppose(s)
    for clause in s.clauses:
        clause.asked = not clause.supposed and clause.asked
        lead = clause.supposed
        clause.supposed = False
        if not lead:
            clause.asked = True
        else:
            clause.asked = False
            clause.hits = [h for h in clause.hits if h.tag not in ("HYP", "FUTURE")]
            clause.tags = frozenset(h.tag for h in clause.hits)
    draft = Draft(profile, s, turn)
    _facts(s, draft, supposing=True)
    _supposed_factor(s, draft)
    _supposed_refusal(s, draft)
    return Act(act.kind, act.text, act.slot, act.term, tuple(draft.changes))


def _supposed_factor(s: Scene, draft: Draft) -> None:
    if any(c.slot.endswith("tokens_per_day") for c in draft.changes):
        return
    for clause in s.clauses:
        factor = factor_of(s, clause) if not clause.silent else None
        if factor is not None:
            times(draft, factor, (clause.start, clause.end))
            return


def _supposed_refusal(s: Scene, draft: Draft) -> None:
    """ "what if legal says no?" """
    for clause in s.clauses:
        if (
            not clause.silent
            and clause.has("AUTHORITY")
            and clause.has("FORBID")
            and not any(c.slot == "regulation.third_party" for c in draft.changes)
        ):
            draft.set("regulation.third_party", "forbidden", (clause.start, clause.end))


def _shown(draft: Draft) -> tuple[Change, ...]:
    """The changes worth showing: a factor ("200 users") once its product is there goes without a line of its own."""
    done = {c.slot for c in draft.changes if c.value is not None}
    return tuple(c for c in draft.changes if c.value is not None or c.slot not in done)


def _notes(s: Scene, unsafe: bool) -> tuple[str, ...]:
    notes = []
    if unsafe:
        notes.append("An instruction to the machine was found in the message and was not followed.")
    if s.plain.cut:
        notes.append(f"The message is long: only its first {LONGEST:,} characters were read.")
    if s.language != "en":
        notes.append(f"The message seems to be in {NAMES.get(s.language, s.language)}; answers are in English.")
    return tuple(notes)


__all__ = ["ActKind", "read"]
