"""Sentences and clauses, and in what mood they stand: denied, supposed, asked, quoted, past, said of others."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.understanding.deeds import told_by_deeds
from agent.understanding.lexicon import Hit, tag
from agent.understanding.tables import ABBREVIATIONS, TOKEN_WORDS
from agent.understanding.topics import ASKING, with_answers
from agent.understanding.types import Token
from agent.understanding.wordlist import words

_STOPS = frozenset([".", "!", "?", "...", "\n", ";"])
_BREAKS = words(", ; : ( ) | • -> => [ ]")
_CONJUNCTIONS = words("""
    if unless provided but however although though whereas while because since which where so yet aber
    doch mais pero except unless
""")
_JOINED = words("and or plus und et y")
_STARTS = words("""
    we our i it they nobody noone no not the a an there any none legal security counsel everything
    nothing all this that these everyone my its their only wir es nous on il ya hay somebody someone two
    one customers
""")
_AUX_AFTER_WH = words("""
    is are does do did can could should would will has have was were to many much long big large about
    if we i you kind of makes counts happens
""")
_DECIDING = (
    "should we",
    "should i",
    "where should our",
    "what should we",
    "where should we",
    "can we",
    "shall we",
    "do we",
    "would you",
    "is it worth",
    "does it make",
)


@dataclass(slots=True)
class Clause:
    start: int
    end: int
    sentence: int
    hits: list[Hit] = field(default_factory=list)
    asked: bool = False
    quoted: bool = False
    unsafe: bool = False
    supposed: bool = False  # a hypothesis, not a fact
    tags: frozenset[str] = frozenset()

    def has(self, *names: str) -> bool:
        return any(n in self.tags for n in names)

    def all(self, *names: str) -> bool:
        return all(n in self.tags for n in names)

    def of(self, *names: str) -> list[Hit]:
        return [h for h in self.hits if h.tag in names]

    def prefixed(self, prefix: str) -> list[Hit]:
        return [h for h in self.hits if h.tag.startswith(prefix)]

    @property
    def silent(self) -> bool:
        """Whether nothing here is a fact about the user."""
        return self.asked or self.quoted or self.unsafe or self.supposed


@dataclass(slots=True)
class Sentence:
    start: int
    end: int
    clauses: list[Clause]
    tags: frozenset[str]
    question: bool
    sure: frozenset[str] = frozenset()  # what is composed so surely that no second reading is asked; "*": everything

    def has(self, *names: str) -> bool:
        return any(n in self.tags for n in names)

    def hits(self, *names: str) -> list[Hit]:
        return [h for c in self.clauses for h in c.hits if h.tag in names]


def sentences(tokens: list[Token], text: str) -> list[Sentence]:
    """The message's sentences with their clauses, tagged and with their moods marked."""
    hits = tag(tokens)
    starts = [h.start for h in hits]
    out: list[Sentence] = []
    for a, b, answered in with_answers(list(_sentence_ranges(tokens, text)), tokens, hits):
        clauses = [Clause(s, e, len(out)) for s, e in _clause_ranges(tokens, a, b)]
        for clause in clauses:
            lo, hi = bisect.bisect_left(starts, clause.start), bisect.bisect_left(starts, clause.end)
            clause.hits = hits[lo:hi]
            clause.tags = frozenset(h.tag for h in clause.hits)
        for h in told_by_deeds(tokens, [(c.start, c.end) for c in clauses], [h for c in clauses for h in c.hits]):
            mine = next(c for c in clauses if c.start <= h.start < c.end)
            mine.hits = sorted([*mine.hits, h], key=lambda x: x.start)
            mine.tags |= {h.tag}
        tags = frozenset(t for c in clauses for t in c.tags)
        question = b > a and any(tokens[i].text == "?" for i in range(max(a, b - 2), b))
        sentence = Sentence(a, b, clauses, tags, question)
        if answered:
            sentence.sure |= {"regimes"}
        else:
            _ask(sentence, tokens)
        out.append(sentence)
    return out


WRAPPED = 50  # characters of a line, from which one may be broken only because it was full


def ends_line(text: str, end: int, start: int) -> bool:
    """Whether a line ends between two tokens, and was not just wrapped in the middle of a sentence."""
    gap = text[end:start]
    if "\n" not in gap:
        return False
    line = end - (text.rfind("\n", 0, end) + 1)
    return gap.count("\n") > 1 or line < WRAPPED or not (text[start].islower() or text[start].isdigit())


def _sentence_ranges(tokens: list[Token], text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for i, k in enumerate(tokens):
        newline = i + 1 < len(tokens) and ends_line(text, k.end, tokens[i + 1].start)
        stop = k.text in _STOPS and not (k.text == "." and _abbreviation(tokens, i))
        stop = stop and not (k.text in (";", ".") and _rest_follows(tokens, i + 1))
        if stop or newline:
            if i + 1 > start:
                yield start, i + 1
            start = i + 1
    if start < len(tokens):
        yield start, len(tokens)


_REST = words("other second remaining")
_PIECES = words("half third thirds two quarter quarters three fifth")


def _rest_follows(tokens: list[Token], at: int) -> bool:
    """ "half goes to chat; the other half to search": the pieces of one whole stay in one sentence."""
    found = [k.text for k in tokens[at : at + 4]] + [""] * 4
    if found[0] != "the" or found[1] not in _REST:
        return False
    return found[2] in _PIECES or found[3] in ("%", "percent", "quarters", "thirds")


def _abbreviation(tokens: list[Token], i: int) -> bool:
    if i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if after.start == tokens[i].end and after.kind in ("word", "num", "name"):
        return True  # no blank after it: e.g, u.s
    word = before.text.split()[-1]
    return (word in ABBREVIATIONS and after.kind in ("word", "num", "cur") and not after.raw[:1].isupper()) or (
        len(word) == 1 and word.isalpha() and i > 1 and tokens[i - 2].text == "." and not after.raw[:1].isupper()
    )


_CLAUSE_RANGES_WORDS = words(
    "on of in to with for about from what even only as ask know and but or so is are be not was"
)


def _clause_ranges(tokens: list[Token], a: int, b: int) -> Iterable[tuple[int, int]]:
    start = a
    for i in range(a, b):
        k = tokens[i]
        dash = k.text == "-" and 0 < i < b - 1 and tokens[i - 1].end < k.start and k.end < tokens[i + 1].start
        joined = k.text in _JOINED and i + 1 < b and tokens[i + 1].text in _STARTS
        if k.text in _BREAKS or dash:
            if i + 1 > start:
                yield start, i + 1
            start = i + 1
        elif (
            (k.text in _CONJUNCTIONS or joined)
            and i > start
            and not (
                k.text == "but"
                and tokens[i - 1].text in ("nothing", "anything", "all", "everything", "none", "anyone", "only")
            )
            and not (k.text in ("if", "provided", "which", "where") and tokens[i - 1].text in _CLAUSE_RANGES_WORDS)
        ):
            yield start, i
            start = i
    if start < b:
        yield start, b


def _ask(sentence: Sentence, tokens: list[Token]) -> None:
    """Marks the clauses that ask. Clauses before the asking one stay statements when they speak of us."""
    words = [k.text for k in tokens[sentence.start : sentence.end]]
    opening = " ".join(words[:4])
    wh = bool(words) and words[0] in ASKING and (sentence.question or _asks_without_mark(words))
    wh = wh or any(opening.startswith(p) for p in _WANTS_TO_KNOW)
    if not sentence.question and not wh:
        return
    if not sentence.question and _told_in_reverse(words, tokens[sentence.start : sentence.end]):
        return
    if not sentence.question and words[0] == "should" and len(sentence.clauses) > 1:
        return  # "should it take more people, we can hire": a condition
    ours = sentence.has("WE")
    told = sum(k.kind == "cur" or k.text in TOKEN_WORDS for k in tokens[sentence.start : sentence.end]) >= 2
    deciding = any(opening.startswith(d) or f" {d} " in f" {' '.join(words)} " for d in _DECIDING)
    first = next((n for n, c in enumerate(sentence.clauses) if _opens_question(c, tokens)), None)
    if first is None:
        first = 0 if wh or len(sentence.clauses) == 1 else len(sentence.clauses) - 1
        if (
            len(sentence.clauses) == 1
            and not wh
            and ours
            and words[0] not in ASKING
            and any(k.kind == "num" for k in tokens[sentence.start : sentence.end])
            and len(words) > 3
        ):
            return  # "we do 5M tokens a day?" is said with a rising voice
    for n, clause in enumerate(sentence.clauses):
        heading = n < first and tokens[clause.end - 1].text == ":"  # "air-gapped use: which models ...?"
        clause.asked = n >= first or not (ours or deciding or told or heading)
        if deciding and n >= first and _own_quantity(clause, tokens):
            clause.asked = False


def _told_in_reverse(words: list[str], tokens: list[Token]) -> bool:
    """ "What we really spend is $11,250": no question, for its own answer follows."""
    if words[:1] != ["what"] or words[1:2] not in (["we"], ["i"], ["it"], ["our"], ["they"]):
        return False
    at = next((i for i in range(2, len(words)) if words[i] in ("is", "are", "was", "comes", "amounts")), None)
    return at is not None and any(k.kind in ("num", "cur") for k in tokens[at : at + 5])


_WANTS_TO_KNOW = (
    "i'd like to know", "i want to know", "we want to know", "we'd like to know", "please explain", "explain to me",
    "explain what", "explain how", "i wonder", "i'm curious", "tell me what", "tell me how", "tell me if",
    "tell me whether",
)  # fmt: skip
_ASKS_WITHOUT_MARK_WORDS = words("what why how who which wie warum what's whats who's")
_ASKS_WITHOUT_MARK_WORDS_2 = words("is are does do can could should would did")
_ASKS_WITHOUT_MARK_WORDS_3 = words("we i it you the this that there our they hipaa gdpr self a")


_LEFT = (["what's", "left"], ["whats", "left"], ["what", "remains"])


def _asks_without_mark(words: list[str]) -> bool:
    if words[0] == "what" and words[1:2] in (["we"], ["i"], ["it"], ["you"]) and {"is", "was", "are"} & set(words[2:]):
        return False  # "what we really spend is $11,250"
    if words[:2] in _LEFT or words[:3] == ["what", "is", "left"]:
        return False  # "what's left is chat"
    if words[0] in _ASKS_WITHOUT_MARK_WORDS:
        return len(words) > 1 and bool(
            words[0] in ("what's", "whats", "why", "how", "who's", "warum", "wie") or words[1] in _AUX_AFTER_WH
        )
    return words[0] in _ASKS_WITHOUT_MARK_WORDS_2 and len(words) > 2 and words[1] in _ASKS_WITHOUT_MARK_WORDS_3  # fmt: skip  # noqa: E501


_OPENS_QUESTION_WORDS = words("so and but then now ok okay or if well hi hello please")


def _opens_question(clause: Clause, tokens: list[Token]) -> bool:
    words = [k.text for k in tokens[clause.start : clause.end] if k.kind != "punct"]
    while words and words[0] in _OPENS_QUESTION_WORDS:
        words = words[1:]
    return bool(words) and words[0] in ASKING


_OWN_QUANTITY_WORDS = words("""
    our my with for at host hosting doing these unsere run pay of spending paying
""")


def _own_quantity(clause: Clause, tokens: list[Token]) -> bool:
    """ "should we self-host our 20M tokens a day": the volume is said, though in a question."""
    for i in range(clause.start, clause.end):
        if tokens[i].kind == "num" and tokens[i].value >= 1000:
            before = [k.text for k in tokens[max(clause.start, i - 4) : i]]
            return any(w in _OWN_QUANTITY_WORDS for w in before)
    return False
