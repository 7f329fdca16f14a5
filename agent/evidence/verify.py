"""The second gate: reads the finished text, whoever wrote it, and refuses what the ledger does not bear out.

It takes nothing on trust from the writer: each filled place is read against the ledger and the documents again, and
between them there may be no figure, unit, comparison, citation mark, link or markup at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.evidence import errors, lexer
from agent.evidence.citing import Citer
from agent.evidence.ledger import Ledger
from agent.evidence.render import Rendered, Span, resolve

MASK = "\x1a"  # stands for a filled place while the rest is read
SENTENCE = re.compile(r"[^\n.?!]+(?:[.?!](?!\s|$)[^\n.?!]*)*[.?!]?")


@dataclass(frozen=True)
class Verdict:
    """``rate``: share of checks passed; ``coverage``: share of the claiming sentences that carry evidence."""

    checks: int
    failures: tuple[errors.AnswerError, ...]
    claims: int
    covered: int

    @property
    def rate(self) -> float:
        return 1 - len(self.failures) / self.checks if self.checks else 1.0

    @property
    def coverage(self) -> float:
        return self.covered / self.claims if self.claims else 1.0


def verify(answer: Rendered, ledger: Ledger, citer: Citer) -> Verdict:
    """Every failure that the finished text has; see :func:`check` for the one that raises."""
    failures: list[errors.AnswerError] = []
    for span in answer.spans:
        if problem := _span(answer.text, span, ledger, citer):
            failures.append(problem)
    between = _between(answer)
    failures.extend(_literal(between, answer))
    claims, covered = _coverage(answer, ledger)
    return Verdict(len(answer.spans) + max(1, len(between.split())), tuple(failures), claims, covered)


def check(answer: Rendered, ledger: Ledger, citer: Citer) -> Verdict:
    """The verdict of a text without a fault. Error: the first :class:`errors.AnswerError` found."""
    verdict = verify(answer, ledger, citer)
    if verdict.failures:
        raise verdict.failures[0]
    return verdict


def _span(text: str, span: Span, ledger: Ledger, citer: Citer) -> errors.AnswerError | None:
    written = text[span.start : span.end]
    try:
        meant = resolve(span.id, span.form, ledger, citer)
    except errors.EvidenceError as e:
        return errors.AlteredValue(f"{written!r}: {e}")
    if written == meant:
        return None
    if span.id.startswith("cite:"):
        return errors.UnknownCitation(f"{written!r} stands where {meant} belongs")
    return errors.AlteredValue(f"{written[:60]!r} stands where the ledger says {meant[:60]!r}")


def _between(answer: Rendered) -> str:
    """The text with every filled place masked, offsets kept."""
    text = list(answer.text)
    for span in answer.spans:
        text[span.start : span.end] = MASK * (span.end - span.start)
    return "".join(text)


def _literal(between: str, answer: Rendered) -> list[errors.AnswerError]:
    bare = lexer.ORDINAL.sub(lambda m: " " * len(m[0]), between)
    found: list[errors.AnswerError] = []
    found += [
        errors.UnknownCitation(f"{f.words} was not put there by a source") for f in lexer.matches(lexer.CITATION, bare)
    ]
    bare = lexer.CITATION.sub(lambda m: " " * len(m[0]), bare)
    found += [errors.StrayNumber(f"{f.words!r} is in no record") for f in lexer.digits(bare)]
    found += [errors.StrayNumber(f"{f.words!r} is in no record") for f in lexer.matches(lexer.NUMBER_WORD, bare)]
    found += [
        errors.StrayComparison(f"{f.words!r} is proven by no record") for f in lexer.matches(lexer.COMPARISON, bare)
    ]
    for span in answer.spans:
        after, before = bare[span.end :], bare[: span.start]
        if (unit := lexer.UNIT_AFTER.match(after)) or (unit := lexer.UNIT_BEFORE.search(before[-4:])):
            found.append(errors.StrayUnit(f"{unit[0]!r} beside {answer.text[span.start : span.end]!r}"))
    for pattern, what in ((lexer.LINK, "link"), (lexer.HTML, "HTML"), (lexer.CONSOLE_MARKUP, "markup")):
        found += [errors.UnsafeText(f"{what}: {f.words!r}") for f in lexer.matches(pattern, bare)]
    found += [errors.UnsafeText(f"hidden {f.words}") for f in lexer.hidden(answer.text)]
    return found


def _coverage(answer: Rendered, ledger: Ledger) -> tuple[int, int]:
    """Sentences that claim something (a value, a statement or a quote), and those of them that carry evidence:
    a citation, a quote, the user's own figure, or something that says what it was computed from."""
    claims = covered = 0
    for sentence in SENTENCE.finditer(_between(answer)):
        ids = [s.id for s in answer.spans if sentence.start() <= s.start < sentence.end()]
        records = [ledger[i] for i in ids if i in ledger]
        sourced = any(i.startswith(("cite:", "quote:")) for i in ids)
        if not sourced and not any(r.kind != "name" for r in records):
            continue
        claims += 1
        covered += sourced or any(r.facts or r.rests or r.kind in ("value", "words") for r in records)
    return claims, covered
