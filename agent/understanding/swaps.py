"""Numbers put in each other's place: "swap those two", "it's the other way round"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import re

from agent.understanding.draft import Draft
from agent.understanding.loads import MEMORY
from agent.understanding.restate import few
from agent.understanding.scene import Scene, scene
from tools.profile import workload_of

_SWAP = re.compile(
    r"\b(?:swap(?:ped)?|switch(?:ed)?|revers(?:e|ed)|flip(?:ped)?|exchange[d]?|interchange[d]?|invert(?:ed)?|transposed?)"
    r"(?: \w+)? (?:the|those|these|them|both|that|it|two|around|round|numbers|figures)\b"
    r"|\b(?:the )?(?:other|wrong|opposite) way (?:a?round|about)\b|\bvice versa\b|\bback ?to front\b|\bin reverse\b"
    r"|\b(?:mixed|mixing|muddled) (?:\w+ ){0,3}up\b|\bmixed up\b|\bconfused (?:the two|them|those|both|one)\b|\bumgekehrt\b"
    r"|\bgot (?:them|those|these|the two) (?:backwards?|swapped|reversed|inverted|mixed up)\b|\bbackwards\b",
    re.IGNORECASE,
)
LONGEST = 24  # words of a message that swaps
_LEAVES = ("tokens_per_day", "requests_per_day", "input_tokens", "output_tokens", "input_share")


def swap(s: Scene, draft: Draft) -> bool:
    """Swaps the last two numbers that can stand for each other; whether it did."""
    m = _SWAP.search(s.plain.text)
    if m is None or not all(map(few, s.amounts)) or not draft.said or len(s.tokens) > LONGEST:
        return False
    if any(x.question for x in s.sentences) or all(c.silent for c in s.clauses):
        return False
    start = next(i for i, k in enumerate(s.tokens) if k.end > m.start())
    end = next((i for i, k in enumerate(s.tokens) if k.start >= m.end()), len(s.tokens))
    pair = _two_workloads(draft)
    if pair is not None:
        _volumes(draft, *pair, at=(start, end))
        return True
    index = _one_workload(draft)
    return index is not None and _flows(draft, index, (start, end))


def _one_workload(draft: Draft) -> int | None:
    return next((n for x in reversed(draft.said) if (n := workload_of(x.slot)) is not None), None)


def _two_workloads(draft: Draft) -> tuple[int, int] | None:
    """The two workloads whose volumes were said in the last message that said one, each with a single number."""
    said = [x for x in draft.said if x.slot.endswith("].tokens_per_day") and x.state == "said"]
    if not said:
        return None
    newest = [x for x in said if x.message == said[-1].message]
    indexes = sorted({n for x in newest if (n := workload_of(x.slot)) is not None})
    if len(indexes) != 2 or len(newest) != 2:
        return None
    return indexes[0], indexes[1]


def _volumes(draft: Draft, i: int, j: int, *, at: tuple[int, int]) -> None:
    one, two = draft.workloads[i], draft.workloads[j]
    values = [(leaf, one[leaf], two[leaf]) for leaf in _LEAVES]
    gone = {f"workloads[{n}].{leaf}" for n in (i, j) for leaf in MEMORY}
    draft.said = [x for x in draft.said if x.slot not in gone]
    for leaf, a, b in values:
        for n, value in ((i, b), (j, a)):
            if a != b and leaf == "tokens_per_day":
                draft.set(f"workloads[{n}].{leaf}", value, at)
            else:
                draft.put(f"workloads[{n}].{leaf}", value)


def _flows(draft: Draft, index: int, at: tuple[int, int]) -> bool:
    """What is read and what is written change places, in the words that are remembered as well."""
    base = f"workloads[{index}]."
    read, written = (f"{base}{x}_tokens" for x in ("input", "output"))
    share = draft.get(base + "input_share")
    sizes = draft.get(read), draft.get(written)
    known = None not in sizes
    if not known and share is None:
        return False
    if known:
        other = {read: written, written: read}
        draft.said = [x.model_copy(update={"slot": other.get(x.slot, x.slot)}) for x in draft.said]
    # sizes that are remembered under the volume's slot carry their own "in" and "out": the words no longer hold
    draft.said = [x for x in draft.said if not (x.slot == base + "tokens_per_day" and _sized(x.words))]
    if known:
        draft.set(read, sizes[1], at)
        draft.set(written, sizes[0], at)
        if share is not None:
            draft.put(base + "input_share", 1 - share)
    else:
        draft.set(base + "input_share", 1 - share, at)
    return True


def _sized(text: str) -> bool:
    return any(q.flow for q in scene(text).amounts)
