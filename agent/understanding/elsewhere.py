"""What was the case somewhere else, or in something that is over: a former employer, a pilot that ended, a deal that
fell through. Nothing of it is a fact about the user today."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

import re

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.scene import Scene

_FORMER = re.compile(
    r"\b(?:my|his|her|their|our|an?|the) (?:previous|former|last|old|prior|earlier|ex)\b ?-? ?(?:\w+ )?(?:employer|job|company|"
    r"firm|workplace|gig|startup|role|position|life|boss|shop|place|house)\b|\b(?:previous|former|last|prior|ex)\b ?-? ?employers?\b"
    r"|\bwhere i (?:was|worked|used to work)\b|\bi (?:came|come|moved here|joined) from\b|\bi used to work\b|\bi worked (?:at|for) (?!us\b)"
    r"|\bwhen i (?:was|worked) (?:at|with|for)\b|\bin (?:my|a) (?:previous|former|past) life\b|\bbefore (?:i joined|joining)\b"
)
_TRIED = re.compile(
    r"\b(?:pilot|trial|poc|proof ?-? ?of ?-? ?concept|prototype|beta|test phase|test run|experiment|hackathon|proof|demo|"
    r"(?:old|legacy|former|previous|first|earlier) \w+|predecessor)\b"
)
_OVER = re.compile(
    r"\b(?:ended|finished|concluded|expired|wrapped up|(?:is|was|are|were|has been|been|since) (?:over|closed|stopped|retired|discontinued|"
    r"decommissioned|scrapped|cancelled|canceled|shelved|killed|replaced|gone)|stopped|retired|discontinued|decommissioned|"
    r"(?:shut|closed|taken|took) (?:it |that |them )?down|(?:switched|turned) (?:it |that |them )?off|pulled the plug|no longer (?:runs?|exists?|live)|"
    r"last (?:spring|summer|autumn|fall|winter|year)|fell through|fallen through|walked away|went elsewhere|came to nothing|never happened)\b"
)
_DEAL = re.compile(r"\b(?:prospects?|deal|bid|tender|lead|rfp|pitch)\b")
_LOST = re.compile(
    r"\b(?:fell through|fallen through|lost|walked away|went elsewhere|came to nothing|never happened|didn't happen|is off)\b"
)
_HERE = re.compile(
    r"\b(?:here|now|today|currently|nowadays|at present|these days|this company|this place|by now|still|since then)\b"
)
_GOES_ON = re.compile(
    r"^(?:there |and |so )*(?:we|they|everything|nothing|it|the \w+|there)\b.*\b(?:was|were|had|did|ran|used|could|couldn't|lived)\b"
)


def elsewhere(s: Scene) -> None:
    """Marks the clauses about former employers and about what is over as no facts."""
    carried = False
    for sentence in s.sentences:
        text = _text(s, sentence)
        former = bool(_FORMER.search(text))
        carried = former or (carried and bool(_GOES_ON.match(text)) and not _HERE.search(text))
        if carried or _is_over(text):
            _mark(s, sentence)


def _is_over(text: str) -> bool:
    return bool((_TRIED.search(text) and _OVER.search(text)) or (_DEAL.search(text) and _LOST.search(text)))


def _mark(s: Scene, sentence: Sentence) -> None:
    """All clauses up to the one that comes back to here and now."""
    for clause in sentence.clauses:
        if _HERE.search(_text(s, clause)):
            return
        clause.supposed = True


def _text(s: Scene, part: Sentence | Clause) -> str:
    return " ".join(k.raw.lower() for k in s.tokens[part.start : part.end])  # as written: spelling is not mended here
