"""One message as the slot readers see it: tokens, sentences, amounts, and which clause each belongs to."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass, field, replace

from agent.understanding import languages
from agent.understanding.bare import count_per_day, type_bare
from agent.understanding.bothways import mark_both_ways
from agent.understanding.chains import link_counts
from agent.understanding.clauses import Clause, Sentence, ends_line, sentences
from agent.understanding.countnames import name_counts
from agent.understanding.directions import give_directions
from agent.understanding.headings import headed, spoken_flows
from agent.understanding.headlines import count_under_headings
from agent.understanding.lexer import lex
from agent.understanding.markup import without_hidden, without_looks
from agent.understanding.numbers import numbers
from agent.understanding.occasions import count_runs
from agent.understanding.per_head import count_per_head
from agent.understanding.periods import period_phrase
from agent.understanding.portions import add_portions
from agent.understanding.prefixes import mark_prefix
from agent.understanding.quantities import quantities
from agent.understanding.relative import relate
from agent.understanding.rows import spread
from agent.understanding.spelling import mend
from agent.understanding.spoken import mend_spoken
from agent.understanding.sums import add_up
from agent.understanding.tables import DAY, MONTH_NAMES, WORKING_DAYS
from agent.understanding.text import Plain, plain
from agent.understanding.types import Quantity, Token
from agent.understanding.working_time import mark_working_time

MOST_TOKENS = 4_000  # a longer message is read up to there
MOST_AMOUNTS = 200


@dataclass
class Scene:
    message: str
    plain: Plain
    language: str
    tokens: list[Token]
    sentences: list[Sentence]
    amounts: list[Quantity]
    hidden: bool = False  # something was hidden in markup, and is not read
    refused: set[str] = field(default_factory=set)  # regimes that are said not to apply
    divided: tuple[int, int] = (0, 0)  # the tokens that divide one total among workloads
    prefix: tuple[Quantity, float] | None = None  # the part that every prompt repeats, tokens of the whole prompt or 0

    def __post_init__(self) -> None:
        self.clauses: list[Clause] = [c for s in self.sentences for c in s.clauses]
        self._clause_starts = [c.start for c in self.clauses]
        self._sentence_starts = [s.start for s in self.sentences]

    def clause_of(self, position: int) -> Clause:
        return self.clauses[max(0, bisect.bisect_right(self._clause_starts, position) - 1)]

    def sentence_of(self, position: int) -> Sentence:
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, position) - 1)]

    def clauses_in(self, start: int, end: int) -> list[Clause]:
        """The clauses that overlap the tokens ``start:end``."""
        first = max(0, bisect.bisect_right(self._clause_starts, start) - 1)
        return self.clauses[first : bisect.bisect_left(self._clause_starts, end, lo=first)]

    def clause_before(self, clause: Clause) -> Clause | None:
        """The clause before, of the same sentence."""
        i = bisect.bisect_left(self._clause_starts, clause.start)
        before = self.clauses[i - 1] if i else None
        return before if before is not None and before.sentence == clause.sentence else None

    def heading(self, clause: Clause) -> Clause | None:
        """The clause before where it ends in a colon: "bill: 2k a month"."""
        before = self.clause_before(clause)
        return before if before is not None and self.tokens[before.end - 1].text == ":" else None

    def words(self, start: int, end: int) -> list[str]:
        return [k.text for k in self.tokens[start:end]]

    def amounts_in(self, part: Clause | Sentence) -> list[Quantity]:
        """The amounts that start in a clause or sentence; ``amounts`` stays ordered by start."""
        low = bisect.bisect_left(self.amounts, part.start, key=_start)
        return self.amounts[low : bisect.bisect_left(self.amounts, part.end, lo=low, key=_start)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the message of the tokens ``start:end``, without the punctuation at their end."""
        while (
            end > start + 1
            and self.tokens[end - 1].kind == "punct"
            and self.tokens[end - 1].text not in (")", "%", "+")
        ):
            end -= 1
        return self.plain.origin(self.tokens[start].start, self.tokens[end - 1].end)


def _start(q: Quantity) -> int:
    return q.start


def scene(message: str) -> Scene:
    """Reads a message as far as it can be read without knowing the profile."""
    simple = plain(message)
    text, hidden = without_hidden(simple.text)
    simple = replace(simple, text=without_looks(text))
    raw = mend(spread(lex(simple.text)[:MOST_TOKENS], simple.text))
    language = languages.guess(raw)
    tokens = numbers(raw, language)
    parts = sentences(tokens, simple.text)
    lines = [
        x.start for x in parts if x.start and ends_line(simple.text, tokens[x.start - 1].end, tokens[x.start].start)
    ]
    found = headed(tokens, quantities(tokens, lines)[:MOST_AMOUNTS])
    made = Scene(message, simple, language, tokens, parts, found, hidden)
    mend_spoken(made)
    add_up(made)
    count_per_day(made)
    name_counts(made)
    count_per_head(made)
    _lend_periods(made)
    count_under_headings(made)
    type_bare(made)
    link_counts(made)
    mark_prefix(made)
    add_portions(made)
    give_directions(made)
    relate(made)
    _lend_to_list(made)
    mark_working_time(made)
    count_runs(made)
    made.amounts.sort(key=_start)
    return made


def _lend_to_list(s: Scene) -> None:
    """ "1M tokens a day for chat, 4M for extraction": what follows in a list keeps the unit and period of its first;
    "9M input and 1M output tokens per day": what stands before it, too."""
    for sentence in s.sentences:
        amounts = s.amounts_in(sentence)
        _unit_at_end(s, sentence, amounts)
        spoken_flows(s.tokens, amounts)
        mark_both_ways(s, sentence, amounts)
        for a, b in itertools.pairwise(_with_list_before(s, sentence, amounts)):
            if (a.kind == b.kind == "tokens" and a.flow and b.flow and a.flow != b.flow and not (a.per and b.per)) or (
                a.kind == b.kind == "money"
                and not a.per
                and not b.per
                and b.start - a.end <= 6
                and not s.clause_of(b.start).has("MIGRATION", "PRICE")
            ):
                _even(a, b)
            elif a.kind == "tokens" and a.flow and b.flow and b.kind == "plain":
                b.kind, b.noun = "tokens", "token"
                _even(a, b)
            elif (
                a.kind == "tokens"
                and a.period
                and not a.per
                and b.kind == "plain"
                and b.scaled
                and not b.flow
                and not sentence.has("CHANGE")
                and not s.clause_of(b.start).has("BILL", "BUDGET")
            ):
                b.kind, b.noun, b.period, b.working = "tokens", "token", b.period or a.period, a.working
            elif a.kind == "tokens" and a.period and not a.per and _named_piece(s, b):
                b.kind, b.noun, b.period, b.working, b.end = "tokens", "token", a.period, a.working, b.end - 1
            elif b.kind == "tokens" and b.period and a.kind == "plain" and a.scaled and a.flow and b.flow:
                a.kind, a.noun, a.period = "tokens", "token", b.period


def _named_piece(s: Scene, q: Quantity) -> bool:
    """ "15M is extraction and 5M chat": tokens of a task, which the number is followed by."""
    last = s.tokens[q.end - 1].text
    return q.kind == "items" and q.scaled and q.value >= 1e5 and not q.period and not q.per and last == "chat"


def _unit_at_end(s: Scene, sentence: Sentence, amounts: list[Quantity]) -> None:
    """ "chat 1M, extraction 5M, code 10M tokens a day": the unit is said once, with the last of a list of tasks."""
    labels = {h.tag for c in sentence.clauses for h in c.hits if h.tag.startswith("task:")}
    for a, b in itertools.pairwise(amounts[::-1]):
        listed = a.kind == "tokens" and a.period and not a.per and not a.flow and a.start - b.end <= 6
        if listed and b.kind == "plain" and b.scaled and not b.period and len(labels) > 1:
            b.kind, b.noun, b.period, b.working = "tokens", "token", a.period, a.working


def _with_list_before(s: Scene, sentence: Sentence, amounts: list[Quantity]) -> list[Quantity]:
    """The list goes on after a semicolon, and into a short sentence that names a task."""
    before = [q for q in s.amounts if q.end <= sentence.start]
    goes_on = sentence.start and (
        s.tokens[sentence.start - 1].text == ";"
        or (sentence.has("NOW") and sentence.end - sentence.start <= 8)
        or any(h.tag.startswith("task:") for c in sentence.clauses for h in c.hits)
    )
    return [*before[-1:], *amounts] if goes_on and amounts and amounts[0].kind == "plain" else amounts


def _even(a: Quantity, b: Quantity) -> None:
    """Gives the one the period and the noun that only the other has."""
    if a.period is None and not a.per:
        a.period, a.working, a.per = b.period, b.working, b.per
    elif b.period is None and not b.per:
        b.period, b.working, b.per = a.period, a.working, a.per


def _lend_periods(s: Scene) -> None:
    """A period said elsewhere in the sentence ("each day we process 5M tokens") goes to the first amount without
    one."""
    for sentence in s.sentences:
        amounts = s.amounts_in(sentence)
        needy = [
            q
            for q in amounts
            if q.period is None
            and (not q.per or (q.per == ("user",) and q.kind == "tokens"))
            and q.kind in ("tokens", "items", "money", "plain")
        ]
        if not needy:
            continue
        owned = {i for q in amounts for i in range(q.start, q.end)}
        loose = _loose_periods(s, sentence, owned)
        if not loose or any(q.period for q in amounts if q.kind == "tokens" and needy[0].kind != "money" and not q.per):
            continue
        for days, working, at in loose:
            if at and s.tokens[at - 1].text in ("both", "all", "each") and all(q.scaled for q in needy):
                for q in needy:
                    q.period, q.working = days, working  # "chat 12M, rag 8M, both per day"
                break
            for q in needy:
                if q.period is None and (q.kind != "plain" or q.scaled) and _same_side(s, q, at):
                    q.period, q.working = days, working
                    q.start, q.end = (at, q.end) if at < q.start and q.start - at < 8 else (q.start, q.end)
                    break


def _same_side(s: Scene, q: Quantity, at: int) -> bool:
    lo, hi = sorted((q.start, at))
    return hi - lo < 14 and not any(s.tokens[i].text in (";",) for i in range(lo, hi))


def _leading_days(s: Scene, sentence: Sentence, i: int) -> tuple[float, bool, int] | None:
    """ "weekdays 21M tokens, weekends none": the days of an amount right before it."""
    if s.tokens[i].text not in WORKING_DAYS or i + 1 >= sentence.end:
        return None
    following = s.tokens[i + 1]
    return (DAY, True, i + 1) if following.kind == "num" or following.text in (":", "=") else None


def _loose_periods(s: Scene, sentence: Sentence, owned: set[int]) -> list[tuple[float, bool, int]]:
    out = []
    i = sentence.start
    while i < sentence.end:
        found = (period_phrase(s.tokens, i) or _leading_days(s, sentence, i)) if i not in owned else None
        if (
            found
            and (s.tokens[i].text != "for" or s.tokens[i + 1].raw in MONTH_NAMES)
            and not (found[2] < len(s.tokens) and s.tokens[found[2]].text in ("review", "meeting", "after", "report_"))
        ):
            often = {"twice": 2.0, "thrice": 3.0}.get(s.tokens[i - 1].text if i else "", 1.0)
            out.append((found[0] / often, found[1] or s.tokens[i].text in WORKING_DAYS, i))
            i = found[2]
        else:
            i += 1
    return out
