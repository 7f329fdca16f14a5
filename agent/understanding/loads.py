"""Volumes into the profile: which workload a segment means, what was remembered of it, and what follows together."""

from __future__ import annotations

import functools
from dataclasses import replace

from agent.understanding.draft import Draft
from agent.understanding.scene import Scene, scene
from agent.understanding.segments import Segment
from agent.understanding.tasks import WEAK_TASKS
from agent.understanding.types import Quantity
from agent.understanding.volume import OFFICE_HOURS, Pool, assemble, role_of

# the slot under which the words of a role are kept
SLOT_OF_ROLE = {
    "items": "requests_per_day",
    "per_user": "requests_per_day",
    "tok_item_in": "input_tokens",
    "tok_item_out": "output_tokens",
}
MEMORY = ("tokens_per_day", "requests_per_day", "input_tokens", "output_tokens")
_COMPATIBLE = frozenset(
    [
        frozenset(p)
        for p in (
            ("chat", "rag"),
            ("agent", "code"),
            ("agent", "chat"),
            ("agent", "rag"),
            ("classification", "extraction"),
        )
    ]
)


def read_loads(s: Scene, draft: Draft, parts: list[Segment], *, fresh: bool) -> list[tuple[Segment, int]]:
    """Puts every segment's task and volume into the profile; which segment became which workload.
    ``fresh``: what is said replaces a product said before (the user corrects)."""
    out: list[tuple[Segment, int]] = []
    total: float | None = None
    for part in parts:
        index = match(draft, part, total_given=total is not None)
        if part.share is not None:
            total = total if total is not None else _total(draft)
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
            if not part.amounts and not part.task:
                continue
            index = draft.workload(part.name or part.task or "workload")
        _name(s, draft, part, index)
        _load(s, draft, part, index, fresh=fresh)
        out.append((part, index))
    return out


def match(draft: Draft, part: Segment, *, total_given: bool = False) -> int | None:
    """The workload a segment speaks of; None means a new one."""
    works = draft.workloads
    if not works:
        return None
    if part.task is not None:
        for i, w in enumerate(works):
            if w["task"] == part.task and (
                len([x for x in works if x["task"] == part.task]) == 1 or part.name == w["name"]
            ):
                return i
        for i, w in enumerate(works):
            if part.name and (part.name in w["name"] or w["name"] in part.name):
                return i
        open_ones = [i for i, w in enumerate(works) if w["task"] is None]
        if (
            open_ones
            and not part.another
            and not (part.heavy and works[open_ones[-1]]["tokens_per_day"] is not None and len(works) > 1)
        ):
            return open_ones[-1]
        if part.heavy or part.another:
            return None
        return 0 if len(works) == 1 else None
    if part.another and part.heavy:
        return None
    if len(works) == 1:
        return 0
    empty = [i for i, w in enumerate(works) if w["tokens_per_day"] is None]
    return empty[0] if part.heavy and empty else len(works) - 1


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
    _habits(s, part, pool)
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
    if not part.amounts and not _has_habits(s, part):
        return
    pool = remembered(draft, index)
    if (
        fresh
        and any(role_of(q) in ("items", "per_user", "users", "tok_item") for q in part.amounts)
        and not any((role_of(q) or "").startswith("rate") for q in part.amounts)
        and len([q for q in part.amounts]) > 1
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
    for a, b in _habits(s, part, pool):
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
        "tokens_per_day": load.tokens_per_day, "requests_per_day": load.requests_per_day, "input_tokens": load.input_tokens,
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
            _habit_words(x.words, pool)
    return _trusted(draft, base, pool)


def _trusted(draft: Draft, base: str, pool: Pool) -> Pool:
    """The memory, unless the profile says otherwise by now (edited in place): then the profile counts."""
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
    requests = draft.get(base + "requests_per_day")
    if requests is not None and load.requests_per_day is None:
        pool.roles.setdefault("items", Quantity("items", requests, 0, 0, noun="request", period=1.0))
    for leaf, role in (("input_tokens", "tok_item_in"), ("output_tokens", "tok_item_out")):
        value = draft.get(base + leaf)
        if (
            value is not None
            and role not in pool.roles
            and not (role == "tok_item_in" and load.input_tokens)
            and not (role == "tok_item_out" and load.output_tokens)
        ):
            pool.roles[role] = Quantity(
                "tokens",
                value,
                0,
                0,
                noun="token",
                flow=role[9:] if False else role.rsplit("_", 1)[1],
                per=("request",),
            )
    return pool


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
        if not (x.slot.startswith(base) and x.slot[len(base) :] in MEMORY and x.message != draft.turn and any(role_of(q) == role for q in _amounts(x.words)))
    ]  # fmt: skip


# ---------------------------------------------------------------- hours and days
_WEEKDAYS = (
    "weekdays only", "only on weekdays", "on weekdays", "working days only", "only on working days", "on working days", "business days", "monday to friday", "mon - fri", "mon to fri",
    "monday - friday", "monday through friday", "mo - fr", "nothing at weekends", "nothing on weekends", "nothing at the weekend", "not at weekends", "not on weekends", "no weekends",
    "none at weekends", "none on weekends", "no traffic at weekends", "no traffic on weekends", "closed at weekends", "closed on weekends", "quiet at weekends", "idle at weekends", "idle on weekends", "weekends are quiet", "weekends off",
    "zero on weekends", "zero at weekends", "weekends excluded", "except weekends", "excluding weekends", "weekdays , ", "each weekday", "every weekday", "during the week", "no weekend traffic", "nothing at the weekends", "five days a week", "workdays only", "on workdays",
    "only weekdays", "only working days", "only workdays", "only business days", "nichts am wochenende", "werktags", "nur werktags", "weekends nothing", "weekends empty", "silent at weekends", "silent on weekends", "stops at weekends", "office days", "not weekends", "nothing over the weekend", "weekends are dead", "dead at weekends", "dead on weekends", "weekends are idle", "nobody works weekends", "nobody works at weekends", "monday till friday", "jours ouvrés", "sauf le week - end", "días laborables", "weekends are zero", "off at weekends", "off on weekends", "nothing saturday", "nothing on saturday", "nothing on saturdays",
)  # fmt: skip
_OFFICE = (
    "business hours",
    "office hours",
    "working hours",
    "bürozeiten",
    "geschäftszeiten",
    "heures de bureau",
    "horario de oficina",
    "during the working day",
    "work hours",
    "opening hours",
)
_ALL_DAY = (
    "round the clock",
    "around the clock",
    "24/7",
    "24x7",
    "24 / 7",
    "day and night",
    "all day and night",
    "whole day",
    "non - stop",
    "nonstop",
    "rund um die uhr",
)


def _has_habits(s: Scene, part: Segment) -> bool:
    pool = Pool()
    return bool(_habits(s, part, pool))


def _habits(s: Scene, part: Segment, pool: Pool) -> list[tuple[int, int]]:
    """Working days and hours of the segment into the pool; the token ranges that said so."""
    words = [k.text for k in s.tokens[part.start : part.end]]
    found = []
    for phrase, name in _HABIT_PHRASES:
        at = _find(words, phrase)
        if at is None or s.clause_of(part.start + at).silent:
            continue
        if name == "week" and pool.week is None:
            pool.week = 5 / 7
            found.append((part.start + at, part.start + at + len(phrase)))
        elif (
            name == "office"
            and pool.hours is None
            and any((q.period or 1) < 0.9 for q in [*part.amounts, *pool.roles.values()])
        ):
            pool.hours = OFFICE_HOURS
            found.append((part.start + at, part.start + at + len(phrase)))
        elif name == "all" and pool.hours is None:
            pool.hours = 24.0
    clock = _clock(s, part)
    if clock is not None and pool.hours is None:
        pool.hours = clock[0]
        found.append((clock[1], clock[2]))
    return found


_HABIT_PHRASES = tuple(
    (tuple(p.split()), name)
    for name, group in (("week", _WEEKDAYS), ("all", _ALL_DAY), ("office", _OFFICE))
    for p in group
)


def _find(words: list[str], phrase: tuple[str, ...]) -> int | None:
    first, size = phrase[0], len(phrase)
    for i, w in enumerate(words):
        if w == first and tuple(words[i : i + size]) == phrase:
            return i
    return None


def _clock(s: Scene, part: Segment) -> tuple[float, int, int] | None:
    """ "from 9 to 17", "8am-6pm", "9 to 5": hours of the day, where an hourly amount is said."""
    for i in range(part.start, part.end - 2):
        a, b = s.tokens[i], s.tokens[i + 2]
        if s.tokens[i + 1].text not in ("to", "-", "till", "until", "bis", "and"):
            continue
        start, end = _hour(a.text), _hour(b.text)
        told = a.kind == "skip" or b.kind == "skip" or (i and s.tokens[i - 1].text in ("from", "between", "von"))
        if start is None or end is None or not told:
            continue
        if end <= start and end <= 12:
            end += 12
        if 1 <= end - start <= 24:
            return end - start, i, i + 3
    k = next(
        (
            k
            for k in s.tokens[part.start : part.end]
            if k.kind == "num" and k.low is not None and k.high is not None and k.high <= 24 and k.low >= 5
        ),
        None,
    )
    if k is not None and k.low is not None and k.high is not None:
        i = s.tokens.index(k)
        if i and s.tokens[i - 1].text in ("from", "between"):
            return k.high - k.low, i, i + 1
    return None


def _hour(text: str) -> float | None:
    body = text.replace(" ", "").replace(".", "")
    late = body.endswith("pm")
    body = body.removesuffix("am").removesuffix("pm").split(":")[0]
    if not body.isdigit() or int(body) > 24:
        return None
    hour = int(body)
    return float(hour + 12 if late and hour < 12 else hour)


def _habit_words(words: str, pool: Pool) -> None:
    s = _parsed(words)
    if s.tokens:
        _habits(s, Segment(0, len(s.tokens)), pool)
        if pool.hours is None and any(" ".join(k.text for k in s.tokens) == p for p in _OFFICE):
            pool.hours = OFFICE_HOURS
