"""Volumes into the profile: which workload a segment means, what was remembered of it, and what follows together."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from agent.understanding.counting import singular
from agent.understanding.draft import Draft
from agent.understanding.habits import habit_words, habits
from agent.understanding.pool import Pool, role_of
from agent.understanding.scene import Scene, scene
from agent.understanding.segments import Segment
from agent.understanding.tasks import WEAK_TASKS
from agent.understanding.types import Quantity
from agent.understanding.volume import assemble

# the slot under which the words of a role are kept
SLOT_OF_ROLE = {
    "items": "requests_per_day",
    "per_user": "requests_per_day",
    "tok_item_in": "input_tokens",
    "tok_item_out": "output_tokens",
}
MEMORY = ("tokens_per_day", "requests_per_day", "input_tokens", "output_tokens")


def read_loads(s: Scene, draft: Draft, parts: list[Segment], *, fresh: bool) -> list[tuple[Segment, int]]:
    """Puts every segment's task and volume into the profile; which segment became which workload.
    ``fresh``: what is said replaces a product said before (the user corrects)."""
    out: list[tuple[Segment, int]] = []
    total: float | None = None
    for part in parts:
        if part.share is not None and total is None:
            total = _total(draft)  # may take the undivided workload away: before anything is matched with it
        index = match(draft, part, s.words(part.start, part.end))
        if part.share is not None:
            if index is None:
                index = draft.workload(part.name or part.task or "workload", task=part.task)
            if total is not None:
                _share(s, draft, part, index, total)
            out.append((part, index))
            continue
        if part.task is None and parts and any(p.share is not None for p in parts) and part.heavy:
            total = _just_total(s, part)
            continue
        if index is None:
            if not part.amounts and not part.task and not part.habits:
                continue
            index = draft.workload(part.name or part.task or "workload")
        _name(s, draft, part, index)
        _load(s, draft, part, index, fresh=fresh)
        out.append((part, index))
    return out


def match(draft: Draft, part: Segment, spoken: list[str]) -> int | None:
    """The workload a segment speaks of, in these words; None means a new one."""
    works = draft.workloads
    if not works:
        return None
    if part.task is not None:
        if part.another and part.heavy and all(w["tokens_per_day"] and w["name"] != part.name for w in works):
            return None
        for i, w in enumerate(works):
            if w["task"] == part.task and (
                len([x for x in works if x["task"] == part.task]) == 1 or part.name == w["name"]
            ):
                return i
        for i, w in enumerate(works):
            if part.name and (part.name in w["name"] or w["name"] in part.name):
                return i
        open_ones = [i for i, w in enumerate(works) if w["task"] is None]
        if open_ones and not part.another and not (part.heavy and _told_apart(works, open_ones[-1])):
            return open_ones[-1]
        if part.heavy or part.another or part.subject:
            return None
        return 0 if len(works) == 1 else None
    if part.another and part.heavy:
        return None
    if len(works) == 1:
        return 0
    if (named := _by_name(works, spoken)) is not None:
        return named
    empty = [i for i, w in enumerate(works) if w["tokens_per_day"] is None]
    return empty[0] if part.heavy and empty else len(works) - 1


def _by_name(works: list[dict[str, Any]], spoken: list[str]) -> int | None:
    """ "the contracts are closer to 6M": the one workload whose name shares a word with what is said."""
    found = {singular(w) for w in spoken if len(w) > LEAST_LETTERS}
    named = [
        i for i, w in enumerate(works) if found & {singular(x) for x in w["name"].split() if len(x) > LEAST_LETTERS}
    ]
    return named[0] if len(named) == 1 else None


LEAST_LETTERS = 4  # of a word that tells one workload from another


def _told_apart(works: list[dict[str, Any]], index: int) -> bool:
    """Whether a workload without a task has its volume, and a name of its own or a neighbour."""
    work = works[index]
    return work["tokens_per_day"] is not None and (len(works) > 1 or not work["name"].startswith("workload"))


def _total(draft: Draft) -> float | None:
    values = [w["tokens_per_day"] for w in draft.workloads if w["tokens_per_day"] is not None]
    if len(draft.workloads) >= 1 and values:
        total = sum(values)
        if len(draft.workloads) == 1 and draft.workloads[0]["task"] is None:
            draft.workloads.clear()
            draft.said = [x for x in draft.said if not x.slot.startswith("workloads[0]")]
        return float(total)
    return None


def _just_total(s: Scene, part: Segment) -> float | None:
    pool = Pool()
    for q in part.amounts:
        pool.add(q)
    habits(s, part.start, part.end, part.amounts, pool)
    return assemble(pool).tokens_per_day


def _share(s: Scene, draft: Draft, part: Segment, index: int, total: float) -> None:
    assert part.share is not None
    value = total * part.share
    if part.task:
        draft.set(f"workloads[{index}].task", part.task, (part.start, min(part.end, part.start + 6)))
    shown = f"{part.share:.0%} of {total:,.0f} = {value:,.0f} tokens a day"
    draft.set(f"workloads[{index}].tokens_per_day", value, (part.start, min(part.end, part.start + 6)), shown=shown)


def _name(s: Scene, draft: Draft, part: Segment, index: int) -> None:
    work = draft.workloads[index]
    if part.task and (work["task"] is None or work["task"] in WEAK_TASKS):
        hits = [
            h for c in s.clauses for h in c.hits if h.tag == f"task:{part.task}" and part.start <= h.start < part.end
        ]
        if hits and work["task"] != part.task:
            draft.set(f"workloads[{index}].task", part.task, (hits[0].start, hits[0].end))
    if (
        part.name
        and (work["name"] == "workload" or work["name"].startswith("workload ") or len(part.name) > len(work["name"]))
        and part.name != work["name"]
    ):
        work["name"] = draft.free_name(part.name)


def _load(s: Scene, draft: Draft, part: Segment, index: int, *, fresh: bool) -> None:
    if not part.amounts and not habits(s, part.start, part.end, part.amounts, Pool()):
        return
    pool = remembered(draft, index)
    if (
        fresh
        and any(role_of(q) in ("items", "per_user", "users", "tok_item") for q in part.amounts)
        and not any((role_of(q) or "").startswith("rate") for q in part.amounts)
        and len(part.amounts) > 1
    ):
        pool.roles = {k: v for k, v in pool.roles.items() if not k.startswith("rate")}
        _drop_memory(draft, index, "rate")
    for q in part.amounts:
        role = pool.add(q)
        if role:
            _drop_memory(draft, index, role)
            leaf = SLOT_OF_ROLE.get(role, "tokens_per_day")
            slot = f"workloads[{index}].{leaf}"
            draft.set(slot, draft.get(slot), (q.start, q.end), keep=True)
    for a, b in habits(s, part.start, part.end, part.amounts, pool):
        slot = f"workloads[{index}].tokens_per_day"
        draft.set(slot, draft.get(slot), (a, b), keep=True)
    before = draft.get(f"workloads[{index}].tokens_per_day")
    settle(draft, index, pool)
    _show_derived(draft, part, index, before, pool)


def _show_derived(draft: Draft, part: Segment, index: int, before: float | None, pool: Pool) -> None:
    """Tokens a day that follow from what was said of requests or of their size is a change, too."""
    slot = f"workloads[{index}].tokens_per_day"
    value = draft.get(slot)
    if value is not None and value != before and part.amounts and not any(c.slot == slot for c in draft.changes):
        load = assemble(pool)
        draft.derive(slot, value, (part.amounts[0].start, part.amounts[-1].end), load.shown, load.low, load.high)


def settle(draft: Draft, index: int, pool: Pool) -> None:
    """Writes what follows from the pool into the workload's slots."""
    load = assemble(pool)
    base = f"workloads[{index}]."
    values = {
        "tokens_per_day": load.tokens_per_day, "requests_per_day": load.requests_per_day, "input_tokens": load.input_tokens,  # noqa: E501
        "output_tokens": load.output_tokens,
    }  # fmt: skip
    for leaf, value in values.items():
        if value is not None:
            draft.put(base + leaf, value)
            mine = leaf == "tokens_per_day"
            draft.reshow(
                base + leaf, value, load.shown if mine else "", load.low if mine else None, load.high if mine else None
            )
    if load.input_share is not None:
        draft.put(base + "input_share", load.input_share)
    share = draft.get(base + "input_share")
    if share is not None and load.input_share is None and load.tokens_per_day is None:
        rate_in, rate_out = pool.get("rate_in"), pool.get("rate_out")
        one = rate_in or rate_out
        part = share if rate_in else 1 - share
        if one is not None and part > 0:
            draft.put(base + "tokens_per_day", one.value / (one.period or 1) / part)


def remembered(draft: Draft, index: int) -> Pool:
    """The amounts said of a workload in earlier messages, read again from their words."""
    pool = Pool()
    base = f"workloads[{index}]."
    for x in draft.said:
        if x.slot.startswith(base) and x.slot[len(base) :] in MEMORY and x.state == "said":
            for q in _amounts(x.words):
                if x.slot.endswith("output_tokens") or x.slot.endswith("input_tokens"):
                    q = replace(q, kind="tokens", flow="in" if x.slot.endswith("input_tokens") else "out")
                pool.add(replace(q))
            habit_words(_parsed(x.words), pool)
    return _trusted(draft, base, pool)


def _trusted(draft: Draft, base: str, pool: Pool) -> Pool:
    """The memory, unless the profile says otherwise by now (edited in place): then the profile counts."""
    _pieces(draft, base, pool)
    load = assemble(pool)
    now = draft.get(base + "tokens_per_day")
    if now is not None and (load.tokens_per_day is None or abs(load.tokens_per_day - now) > 1e-6 * now):
        low = pool.get("rate")
        pool.roles = {k: v for k, v in pool.roles.items() if not k.startswith("rate")}
        pool.roles["rate"] = (
            replace(low, value=now, period=1.0, low=None, high=None, working=False)
            if low
            else Quantity("tokens", now, 0, 0, noun="token", period=1.0)
        )
        pool.week = pool.hours = None
    return pool


def _pieces(draft: Draft, base: str, pool: Pool) -> None:
    """Requests and their sizes that the words alone do not give ("100 out"), or that were edited in place."""
    load = assemble(pool)
    requests = draft.get(base + "requests_per_day")
    if requests is not None and load.requests_per_day is None:
        pool.roles.setdefault("items", Quantity("items", requests, 0, 0, noun="request", period=1.0))
    for leaf, role, known in (
        ("input_tokens", "tok_item_in", load.input_tokens), ("output_tokens", "tok_item_out", load.output_tokens),
    ):  # fmt: skip
        value = draft.get(base + leaf)
        if value is not None and role not in pool.roles and not known:
            flow = role.rsplit("_", 1)[1]
            pool.roles[role] = Quantity("tokens", value, 0, 0, noun="token", flow=flow, per=("request",))


@functools.lru_cache(maxsize=512)
def _parsed(words: str) -> Scene:
    return scene(words)


def _amounts(words: str) -> list[Quantity]:
    out = []
    for q in _parsed(words).amounts:
        if q.kind == "plain" and q.period and q.value >= 1e5:
            q = replace(q, kind="tokens", noun="token")
        if q.kind not in ("plain", "share", "money", "gpus", "times"):
            out.append(replace(q))
    return out


def _drop_memory(draft: Draft, index: int, role: str) -> None:
    base = f"workloads[{index}]."
    draft.said = [
        x for x in draft.said
        if not (x.slot.startswith(base) and x.slot[len(base) :] in MEMORY and x.message != draft.turn and any(role_of(q) == role for q in _amounts(x.words)))  # noqa: E501
    ]  # fmt: skip
