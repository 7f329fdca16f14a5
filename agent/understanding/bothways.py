"""One volume of which a part goes in and the other comes out: "we feed it 70M tokens a week and get back 7M"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.clauses import Sentence
from agent.understanding.types import Quantity
from agent.understanding.wordlist import phrases_of, words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_IN_BEFORE = words("""
    read reads reading ingest ingests ingesting send sends sending feed feeds feeding push pushes pushing put puts pour
    pours pass passes upload uploads inbound incoming takes in
""")
_OUT_BEFORE = words("""
    back receive receives receiving get gets write writes writing generate generates generating produce produces
    producing output outputs return returns returning emit emits outbound outgoing
""")
_IN_AFTER = phrases_of("""
    go in; goes in; going in; go into; goes into; going into; flow in; flows in; flow into; flows into; enter;
    enters; in;
    are sent; is sent; are fed; is fed; are read; is read; are input; through; inbound
""")
_OUT_AFTER = phrases_of("""
    come out; comes out; coming out; come back; comes back; go out; goes out; out; back; flow out; are written;
    are generated; is generated; is written; outbound; flow back; leave; leaves; are output; are returned
""")
_PASSED = words("it the model to us about around roughly some ~ approximately daily each every day a week month of")
MOST_APART = 30  # tokens between the two amounts
LEAST = 1e5  # a bare number below this is no volume


def mark_both_ways(s: Scene, sentence: Sentence, amounts: list[Quantity]) -> None:
    """Gives two amounts of tokens their directions, where the verbs around them tell one from the other."""
    if len({h.tag for c in sentence.clauses for h in c.prefixed("task:")}) > 1:
        return
    found = [q for q in amounts if _is_volume(q)]
    for a, b in itertools.pairwise(found):
        if (a.flow and b.flow) or a.per or b.per or b.start - a.end > MOST_APART:
            continue
        if not (a.period or b.period) or not ("tokens" in (a.kind, b.kind) or (a.scaled and b.scaled)):
            continue
        one, two = a.flow or _way(s, a, amounts), b.flow or _way(s, b, amounts)
        if {one, two} == {"in", "out"}:
            for q, flow in ((a, one), (b, two)):
                q.kind, q.noun, q.flow = "tokens", "token", flow
                q.period = q.period or a.period or b.period
                q.working = a.working or b.working


def _is_volume(q: Quantity) -> bool:
    return q.kind == "tokens" or (q.kind == "plain" and (q.scaled or q.value >= LEAST))


def _way(s: Scene, q: Quantity, amounts: list[Quantity]) -> str | None:
    """The verb right before or right after an amount: the words between them carry no matter of their own."""
    sentence = s.sentence_of(q.start)
    floor = max([sentence.start, *(x.end for x in amounts if x.end <= q.start)])
    stop = min([sentence.end, *(x.start for x in amounts if x.start >= q.end)])
    after = s.words(q.end, min(stop, q.end + 3))
    for flow, phrases in (("in", _IN_AFTER), ("out", _OUT_AFTER)):
        if any(after[: len(p.split())] == p.split() for p in phrases):
            return flow
    for word in reversed(s.words(floor, q.start)):
        if word in _IN_BEFORE | _OUT_BEFORE:
            return "in" if word in _IN_BEFORE else "out"
        if word not in _PASSED:
            return None
    return None
