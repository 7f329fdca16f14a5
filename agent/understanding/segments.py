"""Which amounts and tasks belong together: one segment per workload that a message speaks of."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from agent.understanding.amounts import usable_amounts
from agent.understanding.clauses import Sentence
from agent.understanding.habits import told
from agent.understanding.labels import best_label, task_labels
from agent.understanding.lexicon import Hit
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.tables import FRACTIONS
from agent.understanding.tasks import WEAK_TASKS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

_REST = words("""
    rest remainder remaining balance other remaining_ restlichen reste resto others
""")


@dataclass
class Segment:
    """Part of a message about one workload: token range, task, and the amounts that count for its volume."""

    start: int
    end: int
    task: str | None = None
    name: str = ""
    amounts: list[Quantity] = field(default_factory=list)
    share: float | None = None  # of the total that was said for all
    another: bool = False  # "also", "a second workload"
    habits: bool = False  # tells when there is traffic
    subject: bool = False  # the sentence is about it: "the RAG assistant must ..."

    @property
    def heavy(self) -> bool:
        """Whether a volume of its own is said."""
        return any(is_head(q) for q in self.amounts) or self.share is not None


def is_head(q: Quantity) -> bool:
    role = role_of(q)
    return (
        role in ("rate", "rate_in", "rate_out", "words_rate", "chars_rate")
        or (role == "items" and q.period is not None)
        or role in ("pages", "per_user", "users")
    )


def is_rate(q: Quantity) -> bool:
    return role_of(q) in ("rate", "words_rate", "chars_rate")


def segments(s: Scene, *, tokens_known: bool) -> list[Segment]:
    """The message's segments in order of speech."""
    out: list[Segment] = []
    several = any(
        _SEVERAL_PHRASES & {f"{a} {b}" for a, b in itertools.pairwise(s.words(x.start, x.end))} for x in s.sentences
    )
    for sentence in s.sentences:
        if all(c.silent for c in sentence.clauses):
            continue
        usable = usable_amounts(s, sentence, tokens_known)
        parts = _split(s, sentence, usable, several)
        if len(parts) == 1 and out and _continues(parts[0], out[-1], s, sentence):
            _extend(out[-1], parts[0])
        else:
            out.extend(p for p in parts if p.amounts or p.task or p.share is not None or p.habits)
    named = any(p.task is not None and p.task not in WEAK_TASKS for p in out)
    # "batch would halve it" beside a task is how it may run, not another workload
    return _without_total([p for p in out if not (named and p.task == "batch" and not p.heavy)])


# ---------------------------------------------------------------- splitting
def _split(s: Scene, sentence: Sentence, usable: list[Quantity], several: bool) -> list[Segment]:
    labels = task_labels(s, sentence)
    shared = _shares(s, sentence, labels, usable)
    if shared:
        return shared
    heads = [q for q in usable if is_rate(q)] or [
        q for q in usable if role_of(q) in ("items", "rate_in", "pages") and q.period
    ]
    heads = _distinct(heads)
    if len(heads) < 2 or (len({t for t, _ in labels}) < 2 and not _listed(s, heads)):
        segment = Segment(sentence.start, sentence.end, amounts=usable)
        segment.task, segment.name = best_label(s, labels)
        segment.another = sentence.has("SEVERAL") and not sentence.has("ONE")
        if segment.task is None and segment.heavy:
            segment.name, segment.another = _opening(s, sentence), segment.another or several
            segment.another = segment.another or bool(segment.name)
        elif several and segment.heavy and _opening(s, sentence):
            segment.another = True
        segment.habits = not usable and told(s, sentence.start, sentence.end)
        segment.subject = _subject(s, sentence, labels)
        return [segment]
    return _cut(s, sentence, usable, heads, labels)


_SEVERAL_PHRASES = frozenset(
    f"{n} {what}"
    for n in ("two", "three", "four", "five", "several", "2", "3", "4")
    for what in ("workloads", "applications", "projects")
)
_NO_THING = words("""
    traffic volume usage load total consumption demand system app application product service company team throughput
    bill
    cfo cto ceo boss average
""")
_NO_NAME = words("""
    we our it this that they there i the a an so and but or also then now on in at from per each every daily
    weekly monthly today all total
    currently tokens token volume usage roughly about around in one two three sorry actually no yes ok well hi
    hello is are has have do does
""")


def _opening(s: Scene, sentence: Sentence) -> str:
    """The short noun phrase that opens a sentence and names its workload: "Contract review, 6 million tokens a day"."""
    first = sentence.clauses[0]
    if len(sentence.clauses) < 2 or s.tokens[first.end - 1].text not in (",", ":") or first.end - first.start > 4:
        return ""
    found = s.words(first.start, first.end - 1)
    if found[:1] in (["our"], ["the"], ["my"]) and not _NO_THING & set(found):
        found = found[1:]
    if not found or set(found) & _NO_NAME or any(k.kind != "word" for k in s.tokens[first.start : first.end - 1]):
        return ""
    if s.tokens[first.start].text not in ("our", "my") and first.has("WE"):
        return ""
    return (
        "" if first.has("CHANGE", "NEG", "PEAK", "AVERAGE", "FUTURE", "PAST", "HYP", "CAN", "RUN") else " ".join(found)
    )


def _subject(s: Scene, sentence: Sentence, labels: list[tuple[str, Hit]]) -> bool:
    """Whether a task word opens the sentence as its subject."""
    if not labels or labels[0][1].start - sentence.start > 4:
        return False
    lead = s.words(sentence.start, labels[0][1].start)
    return lead[:1] in (["the"], ["our"], ["for"], []) and not {"is", "are", "it", "we", "and"} & set(lead)


def _distinct(heads: list[Quantity]) -> list[Quantity]:
    """Without restatements in another period ("5M a day, so 150M a month")."""
    out: list[Quantity] = []
    for q in heads:
        daily = q.value / (q.period or 1)
        if not any(abs(daily - x.value / (x.period or 1)) <= 0.05 * daily and x.period != q.period for x in out):
            out.append(q)
    return out


_LISTED_WORDS = words("weekend weekends ie i.e or so that which saturday sunday total")


def _listed(s: Scene, heads: list[Quantity]) -> bool:
    """Two rates side by side that are no correction and no weekend."""
    if len([q for q in heads if is_rate(q)]) < 2:
        return False
    between = [k.text for k in s.tokens[heads[0].end : heads[1].start]]
    sentence = s.sentence_of(heads[0].start)
    return (
        bool({"and", "plus", ",", ";", "&"} & set(between))
        and not sentence.has("CHANGE", "PEAK", "PAST", "GROWTH", "FUTURE")
        and not _LISTED_WORDS & set(s.words(sentence.start, sentence.end))
    )


def _cut(
    s: Scene, sentence: Sentence, usable: list[Quantity], heads: list[Quantity], labels: list[tuple[str, Hit]]
) -> list[Segment]:
    """One segment per head. Labels stand before the heads or after them; the first label tells which."""
    inside = [x for x in labels if not any(h.start <= x[1].start < h.end for h in heads)] or labels
    before = bool(inside) and inside[0][1].start < heads[0].start
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


def _clause_start(s: Scene, position: int, floor: int) -> int:
    for clause in s.clauses:
        if clause.start <= position < clause.end:
            return max(clause.start, floor)
    return floor


def _shares(s: Scene, sentence: Sentence, labels: list[tuple[str, Hit]], usable: list[Quantity]) -> list[Segment]:
    """ "half of it RAG and half code", "60% chat, the rest extraction": each task with its share of one total."""
    if len({t for t, _ in labels}) < 2:
        return []
    marks = _share_marks(s, sentence)
    if not marks:
        return []
    if even := _even_shares(s, marks, labels):
        total = Segment(sentence.start, marks[0][0], amounts=[q for q in usable if q.start < marks[0][0] or is_rate(q)])
        return [total, *even] if total.amounts else even
    after = sum(any(m[0] < h.start <= m[0] + 9 for _, h in labels) for m in marks) >= len(marks)
    out: list[Segment] = []
    used: set[int] = set()
    for n, (at, value) in enumerate(marks):
        limit = marks[n + 1][0] if n + 1 < len(marks) else sentence.end
        floor = marks[n - 1][0] if n else sentence.start
        near_by = [
            x
            for x in labels
            if (at < x[1].start < limit if after else floor <= x[1].start < at) and x[1].start not in used
        ]
        if not near_by:
            continue
        task, name = best_label(s, near_by)
        used |= {h.start for _, h in near_by}
        out.append(Segment(at, limit, task, name, share=value, another=bool(out)))
    if len(out) < 2:
        return []
    known = sum(x.share for x in out if x.share is not None and x.share >= 0)
    for x in out:
        if x.share is not None and x.share < 0:
            x.share = max(0.0, 1.0 - known)
    total = Segment(sentence.start, marks[0][0], amounts=[q for q in usable if q.start < marks[0][0] or is_rate(q)])
    return [total, *out] if total.amounts else out


def _even_shares(s: Scene, marks: list[tuple[int, float]], labels: list[tuple[str, Hit]]) -> list[Segment]:
    """ "a third each for chat, code and translation": one share, said for every label after it."""
    at, value = marks[0]
    later = [x for x in labels if x[1].start > at]
    if len(marks) != 1 or len(later) < 2 or "each" not in s.words(at, at + 3):
        return []
    out = []
    for n, label in enumerate(later):
        task, name = best_label(s, [label])
        out.append(Segment(label[1].start, label[1].end, task, name, share=value, another=bool(n)))
    return out


def _share_marks(s: Scene, sentence: Sentence) -> list[tuple[int, float]]:
    """Places where a share is said; -1 stands for "the rest"."""
    out: list[tuple[int, float]] = []
    for clause in sentence.clauses:
        if clause.silent or clause.has("CACHED", "GROWTH"):
            continue
        for i in range(clause.start, clause.end):
            k = s.tokens[i]
            if k.text in _REST and s.tokens[i - 1].text in ("the", "a", "le", "der", "el") and k.text != "other":
                out.append((i, -1.0))
            elif (
                k.text in FRACTIONS
                and s.tokens[i - 1].text not in ("an", "per", "every", "last", "this", "next")
                and not any(q.start <= i < q.end for q in s.amounts)
            ):
                count = s.tokens[i - 1].value if i and s.tokens[i - 1].kind == "num" else 1.0
                out.append((i, FRACTIONS[k.text] * count))
        out.extend((q.start, q.value) for q in s.amounts_in(clause) if q.kind == "share")
    return sorted(out)


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


def _extend(last: Segment, part: Segment) -> None:
    roles = {role_of(q) for q in last.amounts}
    last.end = part.end
    last.amounts += [q for q in part.amounts if role_of(q) not in roles or role_of(q) in ("link",) or not is_rate(q)]
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
