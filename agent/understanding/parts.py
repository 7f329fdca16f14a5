"""Workloads that are shares of one total: "60% chat, the rest extraction", "half of it RAG and half code"."""

from __future__ import annotations

from agent.understanding.clauses import Sentence
from agent.understanding.labels import best_label
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.segment import Segment, is_rate
from agent.understanding.splits import is_fraction
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

_REST = words("""
    rest remainder remaining balance other remaining_ restlichen reste resto others
""")


def shared_parts(s: Scene, sentence: Sentence, labels: list[tuple[str, Hit]], usable: list[Quantity]) -> list[Segment]:
    """ "half of it RAG and half code", "60% chat, the rest extraction": each task with its share of one total."""
    if len({t for t, _ in labels}) < 2:
        return []
    marks = _share_marks(s, sentence)
    if not marks:
        return _equal_parts(s, sentence, labels, usable)
    if even := _even_shares(s, marks, labels):
        total = Segment(sentence.start, marks[0][0], amounts=[q for q in usable if q.start < marks[0][0] or is_rate(q)])
        return [total, *even] if total.amounts else even
    after = _labels_follow(marks, labels, sentence.end)
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


_EQUALLY = words("equally evenly fifty-fifty 50/50 half-half halves")


def _equal_parts(s: Scene, sentence: Sentence, labels: list[tuple[str, Hit]], usable: list[Quantity]) -> list[Segment]:
    """ "chat and extraction share 12M tokens a day equally"."""
    found = set(s.words(sentence.start, sentence.end))
    rates = [q for q in usable if is_rate(q)]
    tasks = {t for t, _ in labels}
    if not found & _EQUALLY or len(rates) != 1 or len(tasks) != len(labels) or {"input", "output"} & found:
        return []
    total = Segment(sentence.start, sentence.start, amounts=rates)
    parts = [Segment(h.start, h.end, *best_label(s, [(t, h)]), share=1 / len(labels)) for t, h in labels]
    for part in parts[1:]:
        part.another = True
    return [total, *parts]


def _labels_follow(marks: list[tuple[int, float]], labels: list[tuple[str, Hit]], end: int) -> bool:
    """Whether each share stands before the task it is of ("60% comes from chat, 40% from code")."""
    if all(any(at < h.start <= at + 9 for _, h in labels) for at, _ in marks):
        return True
    ends = [at for at, _ in marks[1:]] + [end]
    return labels[0][1].start > marks[0][0] and all(
        any(at < h.start < stop for _, h in labels) for (at, _), stop in zip(marks, ends, strict=True)
    )


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
            opens = i == clause.start or s.tokens[i - 1].text in ("and", ",", ";")
            led = s.tokens[i - 1].text in ("the", "a", "le", "der", "el") and k.text != "other"
            if k.text in _REST and (led or (opens and k.text in ("rest", "remainder", "rest's"))):
                out.append((i, -1.0))
            elif k.text in FRACTIONS and is_fraction(s, i) and not any(q.start <= i < q.end for q in s.amounts):
                count = s.tokens[i - 1].value if i and s.tokens[i - 1].kind == "num" else 1.0
                out.append((i, FRACTIONS[k.text] * count))
        out.extend((q.start, q.value) for q in s.amounts_in(clause) if q.kind == "share")
    return sorted(out)
