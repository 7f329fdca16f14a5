"""Whose words a sentence holds: a quotation of our own people is a rule of the house, one of strangers is none; what some
speaker claimed, and what customers and competitors have, is nobody's fact here."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import re

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

_NEAR = 14  # tokens beside a quotation in which its speaker is named
_ROLES = words("""
    boss manager managers management dpo officer officers counsel lawyer lawyers attorney assessor assessors auditor
    auditors
    cto ceo cfo cio ciso coo security infosec compliance legal board director directors head chief lead leader founder
    owner regulator
    supervisor supervisors committee council chair chairman chairwoman president commander colonel admiral general
    colleague colleagues team department rule rules policy motto maxim mandate order orders guideline principle
""")
_OWNING = words("our my we us the house company's corporate in-house")
_STRANGERS = words("""
    customer's customers client's supplier's vendor's vendor vendors provider's competitor competitor's rival rival's
    friend's wife's
    husband's neighbour's neighbor's another their his her some somebody's someone's former previous ex sales poster
    article blog
    book film movie novel series
""")
_AFFIRMED = re.compile(
    r"\b(?:and|quite|very) rightly\b|\brightly so\b|\b(?:he|she|they|that|which)(?:'s| is|'re| are| was| were) (?:quite |absolutely |of course |simply )?"
    r"(?:right|true|correct)\b|\band correctly\b|\band (?:we do|we agree)\b"
)
# Who speaks though nobody knows him: nothing that he claims of the world is said of us.
_HEARSAY = re.compile(
    r"^(?:and |but |well , )?(?:somebody|someone|some (?:guy|man|woman|speaker|fellow|expert|people)|one (?:speaker|panellist|guest|reader|participant)|"
    r"an? (?:guy|man|woman|speaker|fellow|stranger|panellist|visitor|salesman|saleswoman|reporter|journalist|professor|neighbou?r|passenger)|"
    r"the (?:speaker|keynote|panel|presenter|newsreader|salesman|saleswoman|taxi driver|guy|man|woman|fellow|lady)) (?:\S+ ){0,6}?"
    r"(?:claim(?:s|ed)?|says?|said|argue[sd]|insist(?:s|ed)?|mention(?:s|ed)|reckon(?:s|ed)|wr(?:ites?|ote)|thinks?|thought|believe[sd]|"
    r"swears|swore|boast(?:s|ed)|brag(?:s|ged)|whisper(?:s|ed)|announce[sd]|preach(?:es|ed)) "
)
_HOUSE = re.compile(r"\b(?:our|my|we|us|legal|compliance|security|procurement|finance|it|hr|ops|platform|here)\b")
_SPEAKING = words("somebody someone some one a an the and but well")  # how a sentence of hearsay begins
_NOUNS = words("""
    customer customers client clients supplier suppliers partner partners landlord landlords subcontractor
    subcontractors contractor contractors tenant tenants reseller resellers distributor distributors buyer buyers
    competitor competitors rival rivals neighbour neighbours neighbor neighbors firm company bank startup shop office
    clinic agency business outfit lab people guys
""")
_LEAD = 8  # words in which the subject of a clause stands
_PARTY = re.compile(
    r"^(?:and |but |so |well , )?(?:our|the|my|their|all our|(?:one|some|most|many|several|two|three|each|a few|none|half) of (?:our|the|my)|"
    r"a|another|every|any) (?:\S+ ){0,2}?(?:customers?|clients?|suppliers?|partners?|landlords?|subcontractors?|contractors?|tenants?|"
    r"resellers?|distributors?|buyers?) "
)
_STRANGER = re.compile(
    r"^(?:and |but |so |well , )?(?:our|the|my|a|an|another|some|one) (?:\S+ ){0,2}?(?:(?:competitors?|rivals?|neighbou?rs?) |"
    r"(?:firm|company|bank|startup|shop|office|clinic|agency|business|outfit|lab|people|guys) "
    r"(?:across|next door|next to us|down the|upstairs|below|opposite|around the|(?:that )?we share (?:\S+ ){1,3}with) )"
)
_HAS = re.compile(
    r"^(?:\S+ ){0,4}?(?:has|have|had|own|owns|owned|operate|operates|employ|employs|employed|maintain|maintains|keep|keeps|kept|launched|launches|"
    r"built|builds|bought|hired|is|are) (?!to\b|been waiting|waiting)|\b(?:do|does) .*\bfor a (?:living|business)\b|\bmake their living\b"
)
_THEIRS = words("GPU AIR_GAP KUBERNETES ON_CALL REAL_TIME STAFF")
_BINDING = words("ZERO_RETENTION BAA DATA SEND FORBID PERSONAL HYP")
_US = words("we us we're we've ours ourselves our")


def own_voice(s: Scene, a: int, b: int) -> bool:
    """Whether the quotation from mark ``a`` to mark ``b`` is of somebody of this house, as the words beside it say."""
    sentence = s.sentence_of(b)
    stop = min(len(s.tokens), b + 1 + _NEAR, max(sentence.end, b + 1))
    after = s.words(b + 1, stop)
    before = s.words(max(0, a - _NEAR, s.sentence_of(a).start), a)
    beside = [*before, "|", *after]
    if _AFFIRMED.search(" ".join(after)):
        return True
    if _STRANGERS & set(beside):
        return False
    return any(
        w.removesuffix("'s") in _ROLES and _OWNING & set(beside[max(0, i - 4) : i]) for i, w in enumerate(beside)
    )


def hear(s: Scene) -> None:
    """Marks what strangers claim and what other parties have as no facts about us; what a stranger said and the speaker
    affirms counts as said by us."""
    for sentence in s.sentences:
        begins = s.tokens[sentence.start].text in _SPEAKING
        text = " ".join(s.words(sentence.start, sentence.end)) if begins or sentence.has("OTHERS") else ""
        if sentence.has("OTHERS") and _AFFIRMED.search(text):
            _adopt(sentence)
        elif begins and (m := _HEARSAY.match(text)) and not _HOUSE.search(m[0]):
            _silence(s, sentence.clauses)
        else:
            for clause in sentence.clauses:
                clause.supposed = clause.supposed or _belongs_to_others(s, clause)


def _adopt(sentence: Sentence) -> None:
    for clause in sentence.clauses:
        clause.hits = [h for h in clause.hits if h.tag != "OTHERS"]
        clause.tags -= {"OTHERS"}
    sentence.tags -= {"OTHERS"}


def _silence(s: Scene, clauses: list[Clause]) -> None:
    for clause in clauses:
        if clause is not clauses[0] and _US & set(s.words(clause.start, clause.start + 3)):
            return  # "..., but we do"
        clause.supposed = True


def _belongs_to_others(s: Scene, clause: Clause) -> bool:
    """ "our customers have GPU experts of their own", "our competitor has launched a chatbot"."""
    if not _NOUNS & set(s.words(clause.start, min(clause.end, clause.start + _LEAD))):
        return False
    text = " ".join(s.words(clause.start, clause.end))
    if (m := _STRANGER.match(text)) and not _US & set(text[m.end() :].split()):
        return True
    about = clause.has(*_THEIRS) or bool(clause.prefixed("task:"))
    if not about or clause.has(*_BINDING) or clause.prefixed("regime:") or s.amounts_in(clause):
        return False
    m = _PARTY.match(text)
    if m is None or _US & set(text[m.end() :].split()):
        return False
    return bool(_HAS.search(text[m.end() :]))
