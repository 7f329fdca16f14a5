"""Which amounts and tasks belong together: one segment per workload that a message speaks of."""

from __future__ import annotations

import itertools

from agent.understanding.amounts import usable_amounts
from agent.understanding.clauses import Sentence
from agent.understanding.divided import divided
from agent.understanding.habits import told, weekend_averaged
from agent.understanding.labels import best_label, task_labels
from agent.understanding.lexicon import Hit
from agent.understanding.parts import shared_parts
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.segment import Segment, is_head, is_rate
from agent.understanding.spoken import AMENDED
from agent.understanding.subjects import opening, subject
from agent.understanding.tasks import WEAK_TASKS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words


def segments(s: Scene, *, tokens_known: bool) -> list[Segment]:
    """The message's segments in order of speech."""
    out: list[Segment] = []
    several = any(
        _SEVERAL_PHRASES & {f"{a} {b}" for a, b in itertools.pairwise(s.words(x.start, x.end))} for x in s.sentences
    )
    whole = divided(s, tokens_known=tokens_known)
    if whole is not None:
        s.divided = s.sentences[whole[1]].start, s.sentences[whole[2] - 1].end
    for n, sentence in enumerate(s.sentences):
        if whole is not None and whole[1] <= n < whole[2]:
            out.extend(whole[0] if n == whole[1] else [])
            continue
        if all(c.silent for c in sentence.clauses):
            continue
        usable = weekend_averaged(s, usable_amounts(s, sentence, tokens_known))
        parts = _split(s, sentence, usable, several)
        if len(parts) == 1 and out and _continues(parts[0], out[-1], s, sentence):
            _extend(out[-1], parts[0], changing=sentence.has("CHANGE"))
        else:
            out.extend(p for p in parts if p.amounts or p.task or p.share is not None or p.habits)
    named = any(p.task is not None and p.task not in WEAK_TASKS for p in out)
    # "batch would halve it" beside a task is how it may run, not another workload
    return _without_total([p for p in out if not (named and p.task == "batch" and not p.heavy)])


# ---------------------------------------------------------------- splitting
def _split(s: Scene, sentence: Sentence, usable: list[Quantity], several: bool) -> list[Segment]:
    labels = task_labels(s, sentence)
    shared = shared_parts(s, sentence, labels, usable)
    if shared:
        return shared
    heads = [q for q in usable if is_rate(q)] or [
        q for q in usable if role_of(q) in ("items", "rate_in", "pages") and q.period
    ]
    heads = _distinct(_with_products(s, heads, usable))
    if len(heads) < 2 or (len({t for t, _ in labels}) < 2 and not _listed(s, heads)):
        segment = Segment(sentence.start, sentence.end, amounts=usable)
        segment.task, segment.name = best_label(s, labels)
        segment.another = (sentence.has("SEVERAL") and not sentence.has("ONE")) or _next_of_several(s, sentence)
        if segment.task is None and segment.heavy and not any(AMENDED in q.marks for q in usable):
            segment.name, segment.another = opening(s, sentence), segment.another or several
            segment.another = segment.another or bool(segment.name)
        elif several and segment.heavy and opening(s, sentence):
            segment.another = True
        segment.habits = not usable and told(s, sentence.start, sentence.end)
        segment.subject = subject(s, sentence, labels)
        return [segment]
    return _cut(s, sentence, usable, heads, labels)


_THINGS = words("job workload use case app application project task system service product bot")
_LATER = words("two three four five 2 3 4 5 b c d second third")
_ORDINALS = words("second third fourth other last")


def _next_of_several(s: Scene, sentence: Sentence) -> bool:
    """ "The second is the fact-checking desk, 6M tokens a day."."""
    found = s.words(sentence.start, sentence.start + 4)
    if found[:1] and found[0] in _THINGS and found[1:2] and found[1] in _LATER:
        return True  # "Job two negotiates edge cases, 10M tokens a day."
    return (
        found[:1] == ["the"]
        and found[1:2] != []
        and found[1] in _ORDINALS
        and (
            found[2:3] in (["is"], ["one"], ["runs"], ["does"], ["uses"], ["needs"]) or found[2:4] == ["workload", "is"]
        )
    )


_SEVERAL_PHRASES = frozenset(
    f"{n} {what}"
    for n in ("two", "three", "four", "five", "several", "2", "3", "4")
    for what in ("workloads", "applications", "projects")
)


def _distinct(heads: list[Quantity]) -> list[Quantity]:
    """Without restatements in another period ("5M a day, so 150M a month")."""
    out: list[Quantity] = []
    for q in heads:
        daily = q.value / (q.period or 1)
        if not any(abs(daily - x.value / (x.period or 1)) <= 0.05 * daily and x.period != q.period for x in out):
            out.append(q)
    return out


def _with_products(s: Scene, heads: list[Quantity], usable: list[Quantity]) -> list[Quantity]:
    """The rates, and the things counted that have a size of their own beside them and come to another volume: "500
    contracts a day with 30k tokens each, and a chat, 1M tokens a day"."""
    rates = [q for q in heads if is_rate(q)]
    out = list(heads)
    for a, b in itertools.pairwise(usable):
        sized = role_of(a) == "items" and a.period and role_of(b) == "tok_item" and b.per and rates
        if not sized or not any(_apart(s, a, b, q) for q in rates):
            continue
        daily = a.value / (a.period or 1) * b.value
        if not any(abs(daily - q.value / (q.period or 1)) <= 0.05 * daily for q in rates):
            out.append(a)
    return sorted(out, key=lambda q: q.start)


def _apart(s: Scene, a: Quantity, b: Quantity, rate: Quantity) -> bool:
    """Whether "and", a semicolon or "plus" stands between a product and a rate."""
    lo, hi = (b.end, rate.start) if rate.start >= b.end else (rate.end, a.start)
    return bool({"and", ";", "plus", "&"} & set(s.words(lo, hi)))


_ONE_VOLUME = words("weekend weekends saturday sunday total")
_RESTATED = words("ie i.e or so that which")


def _listed(s: Scene, heads: list[Quantity]) -> bool:
    """Two rates side by side that are no correction and no weekend."""
    if len([q for q in heads if is_rate(q)]) < 2 and {is_rate(q) for q in heads} != {True, False}:
        return False
    between = [k.text for k in s.tokens[heads[0].end : heads[1].start]]
    sentence = s.sentence_of(heads[0].start)
    return (
        bool({"and", "plus", ",", ";", "&"} & set(between))
        and not sentence.has("CHANGE", "PEAK", "PAST", "GROWTH", "FUTURE")
        and not _ONE_VOLUME & set(s.words(sentence.start, sentence.end))
        and not _RESTATED & set(between)
    )


def _cut(
    s: Scene, sentence: Sentence, usable: list[Quantity], heads: list[Quantity], labels: list[tuple[str, Hit]]
) -> list[Segment]:
    """One segment per head. Labels stand before the heads or after them; the first label tells which."""
    if parallel := _parallel(usable, heads, labels):
        return parallel
    inside = [x for x in labels if not any(h.start <= x[1].start < h.end for h in heads)] or labels
    before = bool(inside) and (
        inside[0][1].start < heads[0].start or (len(inside) < len(heads) and not _led_by_preposition(s, inside[0][1]))
    )
    bounds = [sentence.start]
    for previous, q in itertools.pairwise(heads):
        if before:
            ahead = [h.start for _, h in inside if previous.end <= h.start < q.start]
            cut = _clause_start(s, ahead[0], previous.end) if ahead else q.start
        else:
            cut = q.start
        bounds.append(cut)
    bounds.append(sentence.end)
    out: list[Segment] = []
    for a, b in itertools.pairwise(bounds):
        part = Segment(a, b, amounts=[q for q in usable if a <= q.start < b])
        part.task, part.name = best_label(s, [x for x in inside if a <= x[1].start < b])
        part.another = bool(out)
        out.append(part)
    return out


def _parallel(usable: list[Quantity], heads: list[Quantity], labels: list[tuple[str, Hit]]) -> list[Segment]:
    """ "extraction, summaries and chat need 3M, 4M and 5M tokens a day": as many tasks as amounts, one list after the
    other."""
    tasks = {task for task, _ in labels}
    if len(labels) != len(heads) or len(tasks) != len(labels) or usable != heads:
        return []
    if not (labels[-1][1].end <= heads[0].start or heads[-1].end <= labels[0][1].start):
        return []
    out = []
    for n, ((task, h), q) in enumerate(zip(labels, heads, strict=True)):
        out.append(Segment(min(h.start, q.start), max(h.end, q.end), task, task, amounts=[q], another=bool(n)))
    return out


def _led_by_preposition(s: Scene, h: Hit) -> bool:
    """ "1M tokens a day for the chat": the label follows its amount."""
    return bool(
        {"for", "of", "in", "from", "on", "through", "to", "is", "are", "by"} & set(s.words(h.start - 4, h.start))
    )


def _clause_start(s: Scene, position: int, floor: int) -> int:
    for clause in s.clauses:
        if clause.start <= position < clause.end:
            return max(clause.start, floor)
    return floor


# ---------------------------------------------------------------- joining
def _continues(part: Segment, last: Segment, s: Scene, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the workload of the one before."""
    if last.share is not None:
        return False
    if part.task and last.task and part.task != last.task:
        return not (part.heavy or part.another or part.subject)
    if part.heavy and last.heavy:
        same = {role_of(q) for q in part.amounts if is_head(q)} & {role_of(q) for q in last.amounts if is_head(q)}
        return not same or (part.task is None and not part.another)
    return True


def _extend(last: Segment, part: Segment, *, changing: bool) -> None:
    """``changing``: what the sentence says stands for what was said before it."""
    roles = {role_of(q) for q in last.amounts}
    last.end = part.end
    if changing:
        new = {role_of(q) for q in part.amounts if role_of(q) in ("users", "items", "tok_item", "per_user")}
        last.amounts = [q for q in last.amounts if role_of(q) not in new]
        roles -= new
    last.amounts += [q for q in part.amounts if not (role_of(q) in roles and (is_rate(q) or q.kind == "users"))]
    if last.task is None or (last.task in WEAK_TASKS and part.task):
        last.task, last.name = part.task or last.task, part.name or last.name


def _without_total(parts: list[Segment]) -> list[Segment]:
    """A first total that the labelled parts add up to is no workload of its own."""
    if len(parts) < 3 or parts[0].task or any(p.share is not None for p in parts):
        return parts
    rates = [[q.value / (q.period or 1) for q in p.amounts if is_rate(q)][:1] for p in parts]
    if not all(rates):
        return parts
    values = [r[0] for r in rates]
    return parts[1:] if abs(sum(values[1:]) - values[0]) <= 0.03 * values[0] else parts


__all__ = ["Segment", "segments"]
