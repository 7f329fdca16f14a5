"""Whose amounts they are: ours, or those of other companies and of what somebody read."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words


def of_others(s: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells of other companies or of something read, and not of us."""
    hits = [h for h in sentence.hits("OTHERS") if not _own_source(s, sentence, h)]
    return bool(hits) and not {"we", "we're", "we've", "ours", "wir", "nous"} & _without_of_ours(
        s.words(sentence.start, sentence.end)
    )


def _without_of_ours(found: list[str]) -> set[str]:
    """The words but for those of "a competitor of ours", which is not us."""
    return {w for i, w in enumerate(found) if not (w in ("ours", "mine") and found[i - 1 : i] == ["of"])}


def theirs(s: Scene, clause: Clause) -> bool:
    """ "..., and our competitor brags about 50M": a clause of its own about others."""
    told = [h for h in clause.of("OTHERS") if not _own_source(s, s.sentence_of(clause.start), h)]
    return bool(told) and not (OWN - {"our"}) & _without_of_ours(s.words(clause.start, clause.end))


_TOLD = words("told according")
_RECORDS = words("""
    warehouse dashboard sheet spreadsheet report ledger invoice invoices export log logs meter billing console gateway
    monitoring system records statistics stats metrics books
""")
_OURS = words("our my")
_COLLEAGUES = words("ops finance it colleague colleagues boss engineers accounting procurement devops controlling hr")
_NOT_OURS = words("customer customers client clients regulator regulators rules law regulation attorney")


def _own_source(s: Scene, sentence: Sentence, h: Hit) -> bool:
    """ "legal just told me", "according to our tests": our own people and our own findings; and what "has told us not
    to" is an order to us, whoever gave it."""
    if h.start and s.tokens[h.start - 1].text in _OURS and s.tokens[h.start].text.startswith("benchmark"):
        return True  # "our benchmark says"
    if s.words(h.start, h.end) in (["i", "read"], ["i", "heard"]) and s.words(h.start - 1, h.start) == ["if"]:
        return True  # "if I read the sheet right"
    if s.words(h.start, h.end)[-1:] == ["us"] and s.words(h.end, h.end + 2) == ["not", "to"]:
        return True
    if s.tokens[h.start].text not in _TOLD:
        return False
    if s.words(h.end, h.end + 1) and s.tokens[h.end].text in _OURS:
        return True
    if s.tokens[h.start].text == "according" and _RECORDS & set(s.words(h.end, h.end + 4)):
        return True  # "according to the data warehouse"
    if _COLLEAGUES & set(s.words(max(sentence.start, h.start - 4), h.start) + s.words(h.end, h.end + 2)):
        return True
    spoken = [a for a in sentence.hits("AUTHORITY") if 0 <= h.start - a.end <= 2 or 0 <= a.start - h.end <= 1]
    return any(s.tokens[a.start].text not in _NOT_OURS for a in spoken)


OWN = words("we we're we've our ours us wir nous nuestro")
