"""One total that a message divides among its workloads: "24M tokens a day, of which 6M are chat and the remainder is
extraction", "9:1 between extraction and chat". Only where every part has a task and the parts make up the whole."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from agent.understanding.amounts import usable_amounts
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.labels import best_label, task_labels
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.segment import Segment, is_rate
from agent.understanding.splits import is_fraction
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

REACH = 3  # sentences that one division may run over
_REST = words("rest remainder remaining balance restlichen reste resto others")
_REST_PHRASES = (
    ["everything", "else"],
    ["all", "else"],
    ["what's", "left"],
    ["what", "is", "left"],
    ["what", "remains"],
    ["whatever", "is"],
    ["whatever", "remains"],
    ["whatever's", "left"],
)
_LEADS = words("the a le der el its our my and , ; : -")
CLOSE = 0.03  # of the whole, by which the parts may miss it


@dataclass(frozen=True)
class Part:
    """``value``: tokens a day, None for the rest."""

    at: int
    value: float | None


def divided(s: Scene, *, tokens_known: bool) -> tuple[list[Segment], int, int] | None:
    """The total and its parts, and the sentences (from, to) that say so."""
    for first in range(len(s.sentences)):
        group = s.sentences[first : first + REACH]
        for size in range(1, len(group) + 1):
            found = _divide(s, group[:size], tokens_known)
            if found:
                return found, first, first + size
    return None


def _divide(s: Scene, group: list[Sentence], tokens_known: bool) -> list[Segment]:
    if any(_silent(s, c) or c.has("CACHED", "GROWTH", "CHANGE", "PEAK") for x in group for c in x.clauses):
        return []
    labels = [label for x in group for label in task_labels(s, x)]
    if len({task for task, _ in labels}) < 2:
        return []
    rates = [q for x in group for q in usable_amounts(s, x, tokens_known) if is_rate(q)]
    if not rates:
        return _alike(s, group, labels)
    total = max(rates, key=_daily)
    parts = _parts(s, group, total, [q for q in rates if q is not total])
    if not parts and len(rates) == 1 and len(labels) == len({t for t, _ in labels}) and _evenly(s, group):
        parts = [Part(h.start - 1, _daily(total) / len(labels)) for _, h in labels]
    if len(parts) < 2 or not _make_up(parts, _daily(total)):
        return []
    known = sum(p.value for p in parts if p.value is not None)
    shares = [(p.value if p.value is not None else _daily(total) - known) / _daily(total) for p in parts]
    if all(p.value is not None for p in parts) and len({task for task, _ in labels}) != len(parts):
        return []  # three tasks with a volume each, of which one happens to be the sum of the others
    named = _named(parts, [x for x in labels if not total.start <= x[1].start < total.end], group)
    if named is None or min(shares) <= 0:
        return []
    out = [Segment(group[0].start, group[0].start, amounts=[total])]
    for n, (label, share) in enumerate(zip(named, shares, strict=True)):
        task, name = best_label(s, label)
        out.append(Segment(label[0][1].start, label[0][1].end, task, name, share=share, another=bool(n)))
    return out


def _alike(s: Scene, group: list[Sentence], labels: list[tuple[str, Hit]]) -> list[Segment]:
    """ "3.5M tokens a day each: chat and extraction"."""
    each = [q for q in s.amounts_in(group[0]) if q.kind == "tokens" and q.period and q.per == ("each",) and not q.flow]
    tasks = {task for task, _ in labels}
    if len(group) > 1 or len(each) != 1 or len(tasks) != len(labels):
        return []
    whole = replace(each[0], value=each[0].value * len(labels), per=(), low=None, high=None)
    parts = [Segment(h.start, h.end, *best_label(s, [(t, h)]), share=1 / len(labels)) for t, h in labels]
    for part in parts[1:]:
        part.another = True
    return [Segment(group[0].start, group[0].start, amounts=[whole]), *parts]


_EVENLY = words("equally evenly fifty-fifty 50/50 half-half")
_EVEN_PAIRS = frozenset([("half", "and"), ("fifty", "-"), ("fifty", "fifty"), ("equal", "parts"), ("equal", "halves")])


def _evenly(s: Scene, group: list[Sentence]) -> bool:
    found = s.words(group[0].start, group[-1].end)
    return bool(_EVENLY & set(found)) or bool(_EVEN_PAIRS & set(itertools.pairwise(found)))


def _silent(s: Scene, clause: Clause) -> bool:
    """Whether a clause states nothing; "what's left is chat" is no question."""
    rest = any(_is_rest(s, i) for i in range(clause.start, min(clause.start + 2, clause.end)))
    return clause.silent and not (rest and clause.asked and s.tokens[clause.end - 1].text != "?")


def _daily(q: Quantity) -> float:
    return q.value / (q.period or 1.0)


def _make_up(parts: list[Part], whole: float) -> bool:
    open_ones = [p for p in parts if p.value is None]
    known = sum(p.value for p in parts if p.value is not None)
    return (len(open_ones) == 1 and known < whole) or (not open_ones and abs(known - whole) <= CLOSE * whole)


def _parts(s: Scene, group: list[Sentence], total: Quantity, rates: list[Quantity]) -> list[Part]:
    whole = _daily(total)
    out = [Part(q.start, _daily(q)) for q in rates]
    for sentence in group:
        for q in s.amounts_in(sentence):
            if q.kind == "share" and 0 < q.value < 1:
                out.append(Part(q.start, q.value * whole))
            elif _bare_part(q, total):
                out.append(Part(q.start, q.value / (total.period or 1.0)))
        for i in range(sentence.start, sentence.end):
            if (share := _fraction(s, i)) is not None:
                out.append(Part(i, share * whole))
            elif _is_rest(s, i) and not any(i <= p.at <= i + 2 for p in out):
                out.append(Part(i, None))
        out += _ratio(s, sentence, whole)
    return sorted(out, key=lambda p: p.at)


def _bare_part(q: Quantity, total: Quantity) -> bool:
    """ "18M of them", "chat 5M": a number of the size of a part, without unit or period."""
    bare = q.kind == "plain" or (q.kind == "items" and q.weak) or (q.kind == "tokens" and not q.flow)
    return bare and q.scaled and q.period is None and not q.per and q.value < total.value


def _fraction(s: Scene, i: int) -> float | None:
    """ "a quarter", "five eighths" at the place of the noun, "1/3" at its first number."""
    a, slash, b = [*s.tokens[i : i + 3], None, None][:3]
    if (
        a is not None
        and a.kind == "num"
        and slash is not None
        and slash.text == "/"
        and b is not None
        and b.kind == "num"
    ):
        return a.value / b.value if 0 < a.value < b.value <= 10 and s.tokens[i - 1].text != "/" else None
    if s.tokens[i].text not in FRACTIONS or not is_fraction(s, i) or any(q.start <= i < q.end for q in s.amounts):
        return None
    before = s.tokens[i - 1] if i else None
    count = before.value if before is not None and before.kind == "num" else 1.0
    share = FRACTIONS[s.tokens[i].text] * count
    return share if 0 < share < 1 else None


def _is_rest(s: Scene, i: int) -> bool:
    found = s.words(i, i + 3)
    if any(found[: len(p)] == p for p in _REST_PHRASES):
        return True
    lead = s.tokens[i - 1].text if i else ","
    if found[0] in _REST:
        return lead in _LEADS
    # "for the other nine", "the other one"
    counted = i + 1 < len(s.tokens) and s.tokens[i + 1].kind == "num" and s.tokens[i + 1].value > 1
    return found[0] == "other" and lead == "the" and counted


def _ratio(s: Scene, sentence: Sentence, whole: float) -> list[Part]:
    """ "9:1 between extraction and chat"."""
    for i in range(sentence.start, sentence.end - 2):
        a, colon, b = s.tokens[i : i + 3]
        if a.kind == b.kind == "num" and colon.text == ":" and 0 < a.value <= 100 and 0 < b.value <= 100:
            return [Part(i, whole * a.value / (a.value + b.value)), Part(i + 2, whole * b.value / (a.value + b.value))]
        run = [s.tokens[n] for n in range(i, min(i + 9, sentence.end), 2)]
        marks = [s.tokens[n].text for n in range(i + 1, min(i + 8, sentence.end), 2)]
        size = 1 + next((n for n, mark in enumerate(marks) if mark not in ("/", ":")), len(marks))
        shares = [k.value for k in run[:size] if k.kind == "num"]
        if len(shares) == size > 2 and abs(sum(shares) - 100) < 1:
            return [Part(i + 2 * n, whole * share / 100) for n, share in enumerate(shares)]
    return []


def _named(
    parts: list[Part], labels: list[tuple[str, Hit]], group: list[Sentence]
) -> list[list[tuple[str, Hit]]] | None:
    """The task words of each part: all after their part, all before it, or as many as there are parts, in order."""
    places = [p.at for p in parts]
    for bounds in ([*places, group[-1].end], [group[0].start, *places]):
        found = [[x for x in labels if a <= x[1].start < b] for a, b in itertools.pairwise(bounds)]
        if all(found) and _all_differ(found):
            return found
    apart = [list(run) for _, run in itertools.groupby(labels, key=lambda x: x[0])]
    return apart if len(apart) == len(parts) and _all_differ(apart) else None


def _all_differ(found: list[list[tuple[str, Hit]]]) -> bool:
    tasks = [x[-1][0] for x in found]
    return len(set(tasks)) == len(tasks)
