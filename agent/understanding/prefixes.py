"""The part of every prompt that never changes, said as an amount beside the whole: "3,000 of 4,000 tokens"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.understanding.clauses import Sentence
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_SAME = words("""
    same identical fixed constant static repeated repeats repeat shared shares share common unchanged invariant
    boilerplate preamble prefix header template
""")
_SAME_PAIRS = frozenset([("system", "prompt"), ("never", "change"), ("never", "changes"), ("not", "change")])
_SAME_PAIRS |= frozenset([("don't", "change"), ("doesn't", "change"), ("do", "not"), ("standing", "instructions")])
_SAME_PAIRS |= frozenset([("every", "time"), ("fixed", "instructions"), ("few", "shot")])
_WHOLE = words("prompt prompts request requests call calls input inputs total whole context all query queries")
_ADDED = words(
    "plus adds add add-on extra another additional top then followed varying variable changing remainder rest"
)
_REACH = 8


def _prefix_of_sizes(s: Scene) -> tuple[Quantity, Quantity | None, float] | None:
    """The amount that is the same in every prompt, the amount that is the whole, and the tokens of the whole (0 where
    only the fixed part was said)."""
    for n, sentence in enumerate(s.sentences):
        if all(c.silent for c in sentence.clauses):
            continue
        sizes = _sizes(s, sentence)
        fixed = _fixed(s, sentence, sizes)
        if fixed is None:
            continue
        others = [q for q in sizes if q is not fixed]
        for beside in (s.sentences[n + 1 : n + 2], s.sentences[n - 1 : n] if n else []):
            others += [q for x in beside for q in _sizes(s, x)]
        added = next((q for q in others if _is_added(s, sentence, fixed, q)), None)
        if added is not None:
            return fixed, added, fixed.value + added.value
        larger = [q for q in others if q.value > fixed.value]
        if not larger:
            return fixed, None, 0.0
        named = [q for q in larger if _WHOLE & set(s.words(max(0, q.start - 5), min(len(s.tokens), q.end + 3)))]
        whole = (named or larger)[0]
        return fixed, whole, whole.value
    return None


def mark_prefix(s: Scene) -> None:
    """The fixed part is no size of a request; the whole is what goes in."""
    found = _prefix_of_sizes(s)
    if found is None:
        return
    fixed, whole, tokens = found
    fixed.marks |= {"prefix"}
    s.prefix = fixed, tokens
    if whole is None:
        return
    if whole.kind == "plain" and s.tokens[whole.start].kind == "num":
        whole.kind, whole.noun = "tokens", "token"
    around = {*s.words(max(0, whole.start - 5), whole.start), *whole.per}
    if whole.flow is None and whole.kind == "tokens" and around & {"prompt", "prompts", "input", "inputs"}:
        whole.flow = "in"
    if tokens != whole.value:  # "plus 400 of the user's own": the whole prompt is the sum
        whole.value, whole.start, whole.end = tokens, min(whole.start, fixed.start), max(whole.end, fixed.end)
        whole.flow = "in"


def _sizes(s: Scene, sentence: Sentence) -> list[Quantity]:
    """Amounts that can be tokens of one prompt."""
    out = []
    for q in s.amounts_in(sentence):
        of_them = q.kind == "items" and q.weak and q.noun == "item"
        plain = q.kind == "plain" and q.value >= 50 and s.tokens[q.start].kind == "num"
        if (q.kind == "tokens" or of_them or plain) and q.period is None and q.flow != "out" and q.value <= 2e6:
            out.append(q)
    return out


def _fixed(s: Scene, sentence: Sentence, sizes: list[Quantity]) -> Quantity | None:
    """The size that the words of sameness stand nearest to, "system prompt of 3,000 tokens"."""
    marks = _same_at(s, sentence)
    short = {"prompt", "prompts"} & set(s.words(sentence.start, sentence.end)) and all(q.scaled for q in sizes)
    if not marks or not (short or any(q.kind == "tokens" for q in sizes)):
        return None
    first = next((q for q in sizes if s.tokens[q.start - 1].text == "first"), None)
    if first is not None:
        return first  # "the first 2,000 tokens of each prompt are identical"
    best: tuple[int, Quantity] | None = None
    for q in sizes:
        for at in marks:
            between = range(q.end, at) if at >= q.end else range(at, q.start)
            crossed = [x for x in sizes if x is not q and x.start in between]
            distance = len(between) + (2 if s.clause_of(at) is not s.clause_of(q.start) else 0)
            if not crossed and distance <= _REACH and (best is None or distance < best[0]):
                best = distance, q
    return best[1] if best is not None else None


def _same_at(s: Scene, sentence: Sentence) -> list[int]:
    out = []
    for i in range(sentence.start, sentence.end):
        pair = (s.tokens[i].text, s.tokens[i + 1].text if i + 1 < sentence.end else "")
        if (pair[0] in _SAME or pair in _SAME_PAIRS) and not any(q.start <= i < q.end for q in s.amounts_in(sentence)):
            out.append(i)
        elif pair[0] in _SAME and pair[0] in ("preamble", "prefix", "boilerplate"):
            out.append(i)  # "a 6k-token preamble"
    return out


def _is_added(s: Scene, sentence: Sentence, fixed: Quantity, q: Quantity) -> bool:
    """ "a 1,200-token system prompt, and user input adds 400 tokens"."""
    after = s.sentence_of(q.start)
    if q.start < fixed.end or after.start > sentence.end:
        return False
    return bool(_ADDED & set(s.words(fixed.end, q.start)))
