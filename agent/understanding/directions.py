"""Which way the tokens of a request go, from nouns and verbs around the amount: a transcript is read, a summary is
written."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_READ_NOUNS = words("""
    transcript transcripts document documents doc docs contract contracts email emails mail mails ticket tickets text
    texts file files article articles record records letter letters paper papers prompt prompts question questions
    context input inputs claim claims invoice invoices log logs snippet snippets review reviews post posts page pages
    instructions history chunks passages source original brief briefs
""")
_WRITTEN_NOUNS = words("""
    summary summaries answer answers reply replies response responses output outputs draft drafts completion completions
    translated translation translations rewritten generated copy post-mortem
    label labels verdict json abstract abstracts digest digests result results extract headline headlines
""")
_READ_VERBS = words("""
    take takes taking read reads reading carry carries carrying send sends sending feed feeds
    ingest ingests in prefill from given
""")
_WRITTEN_VERBS = words("""
    produce produces producing yield yields yielding generate generates generating write writes writing return returns
    returning emit emits out back output outputs give giving gives into
    spin spins spit spits make makes create creates draft drafts compose composes craft crafts
""")
_STRONG_VERBS = {
    **dict.fromkeys(words("reads read ingests ingest sends send"), "in"),
    **dict.fromkeys(
        words("writes write produces produce generates generate returns return emits emit spins drafts"), "out"
    ),
}
_KINDS = {
    **dict.fromkeys(words("source original"), "in"),
    **dict.fromkeys(words("translated rewritten generated finished resulting"), "out"),
}
_WHOLE = words("""
    total altogether overall including includes included incl both combined together all-in sum per-request which
""")
MOST_APART = 40  # tokens between the two sizes of one request


def give_directions(s: Scene) -> None:
    """Sizes of one request, of which one is said to be read and the other to be written, get their flow."""
    sizes = [q for q in s.amounts if _is_size(s, q)]
    for a, b in itertools.pairwise(sizes):
        if (a.flow and b.flow) or b.start - a.end > MOST_APART:
            continue
        if _says_whole(s.words(a.end, b.start)) or _says_whole(s.words(b.end, b.end + 2)):
            continue
        one, two = a.flow or _way(s, a), b.flow or _way(s, b)
        if {one, two} != {"in", "out"} or "tokens" not in (a.kind, b.kind):
            continue
        for q, flow in ((a, one), (b, two)):
            q.kind, q.noun, q.flow = "tokens", q.noun or "token", flow


def _says_whole(found: list[str]) -> bool:
    """Whether one amount is part of the other, or both are of something else: "7k in total, of which 2k"."""
    parts = any(a == "of" and b in ("which", "them", "those", "these", "it") for a, b in itertools.pairwise(found))
    return parts or bool(_WHOLE & set(found))


def _is_size(s: Scene, q: Quantity) -> bool:
    if q.period is not None or s.clause_of(q.start).silent or "prefix" in q.marks:
        return False
    plain = q.kind == "plain" and q.value >= 10 and s.tokens[q.start].kind == "num"
    return q.kind == "tokens" or plain


def _last(s: Scene, start: int, end: int) -> str:
    """The last word of a stretch, punctuation left out."""
    return next((s.tokens[i].text for i in range(end - 1, start, -1) if s.tokens[i].kind == "word"), "")


def _way(s: Scene, q: Quantity) -> str | None:
    """Read or written, by what the amount is counted per, else by the nearest telling word of its clause."""
    for word in reversed(s.words(max(s.clause_of(q.start).start, q.start - 3), q.start)):
        if word in _STRONG_VERBS:
            return _STRONG_VERBS[word]
    if len(q.per) == 1 and q.per[0] in _WRITTEN_NOUNS:
        return "out"
    if len(q.per) == 1 and q.per[0] in _READ_NOUNS:
        return "in"
    if q.per == ("each",):
        counted = next((x for x in reversed(s.amounts) if x.end <= q.start and x.kind == "items" and x.period), None)
        if counted is not None and counted.noun in _READ_NOUNS - {"prompt", "question"}:
            return "in"
    clause = s.clause_of(q.start)
    floor = max([clause.start, *(x.end for x in s.amounts_in(clause) if x.end <= q.start)])
    stop = min([clause.end, q.end + 3, *(x.start for x in s.amounts_in(clause) if x.start >= q.end)])
    far = min([clause.end, q.end + 7, *(x.start for x in s.amounts_in(clause) if x.start >= q.end)])
    if s.words(q.end, q.end + 1) == ["of"] and s.words(far - 1, far) and (end := _last(s, q.end, far)) in ("in", "out"):
        return end  # "3,500 tokens of notes in"
    after = list(itertools.takewhile(lambda w: w not in (",", ";", "."), s.words(q.end, stop)))
    for word in after[:3]:
        if word in ("in", "out", "back") or word in _WRITTEN_NOUNS or word in ("going", "coming", "goes", "comes"):
            if word in ("going", "coming", "goes", "comes"):
                continue
            return "in" if word == "in" else "out"
    lead = s.words(floor, q.start)[-8:]
    if {("go", "out"), ("goes", "out"), ("is", "sent"), ("are", "sent")} & set(
        itertools.pairwise(lead)
    ) and "with" in lead:
        return "in"  # "each lookup goes out with 11,000 tokens"
    kinds = {w for w in lead if w in _KINDS}
    if len(kinds) == 1:
        return _KINDS[kinds.pop()]  # "the translated file"
    for word in reversed(lead):
        if word in _WRITTEN_VERBS or word in _WRITTEN_NOUNS:
            return "out"
        if (word in _READ_VERBS and word != "in") or word in _READ_NOUNS:
            return "in"
    return None
