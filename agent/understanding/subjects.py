"""How a sentence names the workload that it speaks of."""

from __future__ import annotations

from agent.understanding.clauses import Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.segment import is_rate
from agent.understanding.wordlist import words

_NO_THING = words("""
    traffic volume usage load total consumption demand system app application product service company team throughput
    bill
    cfo cto ceo boss average
""")
_NO_NAME = words("""
    we our it this that they there i the a an so and but or also then now on in at from per each every daily
    weekly monthly today all total
    currently tokens token volume usage roughly about around in one two three sorry actually no yes ok well hi
    hm erm uh hang wait stands stand runs sits amounts shows reads says
    hello is are has have do does oh ah hmm okay right sure thanks look listen btw fyi so basically honestly again
""")
_LONGEST_NAME = 4  # words


def _amount_at(s: Scene, position: int) -> bool:
    """ "product search at 40M tokens a day"."""
    return position < len(s.tokens) and s.tokens[position].kind == "num"


def opening(s: Scene, sentence: Sentence) -> str:
    """The short noun phrase that opens a sentence and names its workload: "Contract review, 6 million tokens a day"."""
    first = sentence.clauses[0]
    at = next((i for i in range(first.start, first.end) if s.tokens[i].text == "at"), None)
    if at is None and (verb := _uses(s, sentence)) is not None:
        return _subject_of(s, first.start, verb)
    if at is None and (named := _named_right_before(s, sentence)):
        return named
    listed = len(sentence.clauses) > 1 and s.tokens[first.end - 1].text in (",", ":", "-")
    end = at if at is not None and _amount_at(s, at + 1) else first.end - 1 if listed else None
    if end is None or first.prefixed("provider:"):
        return ""
    found = [k.text for k in s.tokens[first.start : end] if k.text != "-"]
    if len(found) > _LONGEST_NAME or (end == at and (len(found) < 2 or first.has("INPUT", "OUTPUT"))):
        return ""
    if found[:1] in (["our"], ["the"], ["my"]) and not _NO_THING & set(found):
        found = found[1:]
    if not found or set(found) & _NO_NAME or not all(w.isalpha() for w in found):
        return ""
    if s.tokens[first.start].text not in ("our", "my") and first.has("WE"):
        return ""
    return (
        "" if first.has("CHANGE", "NEG", "PEAK", "AVERAGE", "FUTURE", "PAST", "HYP", "CAN", "RUN") else " ".join(found)
    )


def _named_right_before(s: Scene, sentence: Sentence) -> str:
    """ "Fraud explanations 250k tokens a day;": a noun phrase and its volume, in a list."""
    q = next((x for x in s.amounts_in(sentence) if is_rate(x)), None)
    ends = s.tokens[sentence.end - 1].text == ";" or (sentence.start and s.tokens[sentence.start - 1].text == ";")
    if q is None or not ends or not 1 < q.start - sentence.start <= _LONGEST_NAME:
        return ""
    found = s.words(sentence.start, q.start)
    return "" if set(found) & (_NO_NAME | _NO_THING) or not all(w.isalpha() for w in found) else " ".join(found)


_USING = words("uses needs consumes takes burns eats processes handles generates requires")


def _uses(s: Scene, sentence: Sentence) -> int | None:
    """The verb of "the legal team's workload uses 11M tokens a week", right before the amount."""
    for q in s.amounts_in(sentence):
        if not is_rate(q):
            continue
        near = range(q.start - 1, max(q.start - 4, sentence.start), -1)
        return next((i for i in near if s.tokens[i].text in _USING), None)
    return None


def _subject_of(s: Scene, start: int, verb: int) -> str:
    """A short subject with a word of its own: "the voice team's workload", and no "our system"."""
    found = [k.text.removesuffix("'s") for k in s.tokens[start:verb] if k.text not in ("-", ",")]
    if found[:1] not in (["the"], ["our"], ["my"], ["a"], ["an"]) or not 2 <= len(found) <= _LONGEST_NAME + 1:
        return ""
    found = found[1:]
    telling = set(found) - _NO_THING - _NO_NAME - {"workload", "whole", "thing", "model", "current", "new", "entire"}
    return " ".join(found) if telling and not set(found) & _NO_NAME and all(w.isalpha() for w in found) else ""


def subject(s: Scene, sentence: Sentence, labels: list[tuple[str, Hit]]) -> bool:
    """Whether a task word opens the sentence as its subject."""
    if not labels or labels[0][1].start - sentence.start > 4:
        return False
    lead = s.words(sentence.start, labels[0][1].start)
    return lead[:1] in (["the"], ["our"], ["for"], []) and not {"is", "are", "it", "we", "and"} & set(lead)
