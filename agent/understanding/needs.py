"""What is said to be needed by telling what becomes of us without it: "unless it is FedRAMP authorised, forget it",
"anything that lacks FedRAMP is struck from our list", "no BAA, no deal"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import re

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.polarity import NEGATORS
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

# What may be needed of a vendor, a place or a model. Staff, skill and volumes are no such terms.
_TERMS = words("AIR_GAP ZERO_RETENTION BAA ON_PREM OWN_CLOUD FRONTIER OWN_WEIGHTS REAL_TIME CUT_OFF NETWORK")
_OTHER = words("HIRE KUBERNETES ON_CALL BILL BUDGET PRICE GROWTH MIGRATION HORIZON")
_APPLIES = words(
    "applies apply applied binds bind covers concerns matters matter changes changed goes went wins moved move switch"
)
_BAD = re.compile(
    r"\b(?:can't|cannot|can not|won't|will not|mustn't|must not|may not|wouldn't|shouldn't|forget (?:it|about)|no (?:deal|go|chance|contract|sale|signature|order|way|business|"
    r"entry|purchase|thanks|launch)|don't (?:bother|even|want|need|call|buy|touch)|do not (?:bother|even|want|need|buy)|(?:is|are|it's|we're|that's|be|you're) (?:out|dead|done|over|lost|useless|"
    r"worthless|pointless|illegal|unlawful|unusable|off the (?:list|table|market)|a (?:no|non-starter|breach|crime|violation))|break(?:s|ing)?|breach(?:es|ing)?|violat\w+|"
    r"fall(?:s|ing)? (?:apart|through|flat)|collapse\w*|fail(?:s|ed|ing)?|refuse[sd]?|reject(?:s|ed)?|strike|struck|stricken|cross(?:ed|es)? (?:out|off)|thrown? out|kicked out|"
    r"drop(?:s|ped)\b|barred|banned|blocked|excluded|disqualified|discarded|eliminated|fined|sued|shut (?:us )?down|close[sd] (?:us )?down|lose|loses|losing|"
    r"in trouble|in jail|to (?:jail|prison)|veto\w*|walks? away|nobody (?:buys|signs|will|would|may)|no one (?:buys|signs|will|would|may)|never (?:sign|buy|accept|pass|get)\w*|unacceptable|"
    r"(?:doesn't|does not|don't|do not) (?:enter|get|pass|come|qualify|count)|goes (?:in|into) the bin|binned|turn(?:s|ed)? (?:it )?down|not (?:an option|acceptable|allowed|usable|welcome|considered|good enough)|says? no)\b"
)  # fmt: skip
_LACKS = words("lacks lack lacking without missing")
_RELATIVE = words("that which who whatever whoever anything everything any every vendors providers offers")
_OPENERS = words("unless without no if when")
_SHORT = 8  # words of a lack that opens a sentence: "no BAA", "without an EU region"


def needed(s: Scene, sentence: Sentence) -> bool:
    """Marks the clause that names what is needed as a fact, and what would follow without it as none. Whether there was
    such a pair."""
    found = s.words(sentence.start, sentence.end)
    if sentence.question or not (_LACKS | _OPENERS | {"either"}) & set(found):
        return False
    text = " ".join(found)
    if not _BAD.search(text):
        return False
    if found[0] == "either":
        return _either(s, sentence)
    for clause in sentence.clauses:
        at = _condition(s, clause)
        if at is None or not _is_term(s, clause):
            continue
        if _lacking_inside(s, clause, at):
            if not _BAD.search(_text(s, clause)):
                continue
        elif not any(_BAD.search(_text(s, c)) for c in sentence.clauses if c is not clause):
            continue
        _state(s, sentence, clause, at)
        return True
    return False


def _either(s: Scene, sentence: Sentence) -> bool:
    """ "either it is certified or it doesn't come in": what comes after "or" is no rule of its own."""
    rest = [c for c in sentence.clauses if s.tokens[c.start].text == "or"]
    if not rest or not any(_names_term(h) for c in sentence.clauses if c.start < rest[0].start for h in c.hits):
        return False
    for clause in sentence.clauses:
        clause.supposed = clause.supposed or clause.start >= rest[0].start
    sentence.sure |= {"hosting", "third_party"}  # which the last clause sounds like
    return True


def _text(s: Scene, clause: Clause) -> str:
    return " ".join(s.words(clause.start, clause.end))


def _is_term(s: Scene, clause: Clause) -> bool:
    if clause.has(*_OTHER) or any(q.period for q in s.amounts_in(clause)):
        return False
    if _APPLIES & set(s.words(clause.start, clause.end)):
        return False
    return any(_names_term(h) for h in clause.hits)


def _names_term(h: Hit) -> bool:
    return h.tag in _TERMS or h.tag.startswith(("regime:", "region:"))


def _condition(s: Scene, clause: Clause) -> int | None:
    """Where the word stands that makes a clause the lack of something: "unless", "without", "if it isn't", "lacks"."""
    found = [(i, s.tokens[i].text) for i in range(clause.start, clause.end) if s.tokens[i].kind != "punct"]
    lead = next(((i, w) for i, w in found if w not in ("and", "so", "but", "because", "as", "well")), None)
    if lead is None:
        return None
    at, first = lead
    rest = [w for _, w in found]
    if first == "unless":
        return None if NEGATORS & set(rest) else at
    lack = next((i for i, w in found if w in _LACKS), None)
    if first == "without" or (first == "no" and lack is None):
        return at if any(h.start <= at + 2 for h in clause.hits if _names_term(h)) and len(found) <= _SHORT else None
    if first in ("if", "when") and (lack is not None or NEGATORS & set(rest)):
        return at
    if lack is not None and lack > clause.start and (_RELATIVE | NEGATORS) & set(s.words(clause.start, lack)):
        return lack  # "anything that lacks it is out", "it can't be deployed without it"
    return None


def _lacking_inside(s: Scene, clause: Clause, at: int) -> bool:
    return s.tokens[at].text in _LACKS and at > clause.start


def _state(s: Scene, sentence: Sentence, clause: Clause, at: int) -> None:
    """The denial goes, for it is the lack that is denied; the rest of the sentence tells only what would follow."""
    clause.supposed = False
    gone = ("NEG", "FORBID", "FAIL", "HYP")
    clause.hits = [h for h in clause.hits if h.tag not in gone]
    clause.hits = (
        [Hit("ONLY", at, at + 1), *clause.hits] if at == clause.start else [*clause.hits, Hit("ONLY", at, at + 1)]
    )
    clause.tags = frozenset(h.tag for h in clause.hits)
    sentence.tags |= {"ONLY"}
    sentence.sure |= {"*"}
    for other in sentence.clauses:
        if other is not clause and _BAD.search(_text(s, other)):
            other.supposed = True
