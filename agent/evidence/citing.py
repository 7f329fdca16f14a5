"""Citations: numbered in the order of their first use, each checked against its document before it may be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.evidence import errors, lexer, safe, words
from agent.evidence.bearing import content_words
from agent.evidence.ledger import close
from agent.evidence.protocols import Library, Passage
from agent.schema import Citation
from knowledge.library.types import LibraryError

LONGEST_QUOTE = 700  # characters, as promised for the JSON
SHORTEST_PIECE = 30  # characters: less is a heading or a name
EXCERPT = 130  # characters of a quote that the answer itself repeats


@dataclass(frozen=True)
class Wanted:
    """What an excerpt should show: figures of a unit (as :func:`lexer.quantities` names them), one of these values, or
    the words of a question."""

    units: frozenset[str] = frozenset()
    values: tuple[float, ...] = ()
    words: frozenset[str] = frozenset()
    longest: int = EXCERPT

    def figure(self, q: lexer.Quantity) -> bool:
        if self.values:
            return any(close(v, q.value) or close(v, q.high) for v in self.values)
        return q.unit in self.units

    def weight(self, piece: str) -> int:
        figures = sum(self.figure(q) for q in lexer.quantities(piece)) if self.units or self.values else 0
        shared = len(self.words & content_words(piece)) if self.words else 0
        return 4 * figures + shared + (len(piece) >= SHORTEST_PIECE) - 3 * piece.endswith("?")


ANYTHING = Wanted()


def key_of(passage: Passage) -> str:
    return f"{passage.source}:{passage.start}:{passage.end}"


class Citer:
    """Knows the passages of one answer. ``cited``: citations that exist already and keep their numbers (follow-ups)."""

    def __init__(self, library: Library, cited: Sequence[Citation] = ()) -> None:
        self._library = library
        self._passages: dict[str, Passage | Citation] = {f"{c.source}:{c.start}:{c.end}": c for c in cited}
        self.numbers: dict[str, int] = {f"{c.source}:{c.start}:{c.end}": c.n for c in cited}
        self._excerpts: dict[str, str] = {}
        self.stale: dict[str, str] = {}

    def admit(self, passage: Passage) -> str | None:
        """The key of a passage that stands in its document; None (and a note in ``stale``) when it does not."""
        key = key_of(passage)
        if key in self._passages:
            return key
        if key in self.stale or not passage.quote.strip() or len(passage.quote) > LONGEST_QUOTE:
            return None
        try:
            self._library.verify(passage)
        except LibraryError as e:
            self.stale[key] = f"a passage of {safe.name(passage.title)} is left out: {safe.plain(str(e))}"
            return None
        self._passages[key] = passage
        return key

    def excerpt(self, passage: Passage, wanted: Wanted = ANYTHING) -> str | None:
        """The key of a short verbatim piece of a passage that shows what is wanted."""
        key = self.admit(passage)
        return self.excerpt_of(key, wanted) if key else None

    def excerpt_of(self, key: str, wanted: Wanted = ANYTHING) -> str:
        """The same of a passage that was admitted."""
        quote = self._passages[key].quote
        piece = best_piece(quote, wanted)
        name = f"{key}#{quote.find(piece)}+{len(piece)}"
        self._excerpts[name] = piece
        return name

    def figure_of(self, name: str) -> str | None:
        """The key of the first figure that an excerpt shows, with what it counts: "50M+ tokens/day"; None without."""
        key = name.split("#", 1)[0]
        shown = {q.value for q in lexer.quantities(self._excerpts[name]) if q.value}
        quote = self._passages[key].quote
        found = next((q for q in lexer.quantities(quote) if q.unit and q.value in shown), None)
        if found is None:
            return None
        rest = PER.match(quote, found.end)
        figure = quote[found.start : rest.end() if rest else found.end].strip()
        short = f"{key}#figure#{quote.find(figure)}+{len(figure)}"
        self._excerpts[short] = figure
        return short

    def mark(self, key: str) -> str:
        """``[n]``; the first use gives the number."""
        if key not in self._passages:
            raise errors.UnknownCitation(f"{key} was never admitted")
        return f"[{self.numbers.setdefault(key, len(self.numbers) + 1)}]"

    def number(self, key: str) -> int:
        return int(self.mark(key)[1:-1])

    def quote(self, name: str) -> str:
        """The excerpt in quotation marks, on one line and harmless in Markdown; dots where a sentence was cut."""
        if name not in self._excerpts:
            raise errors.UnknownCitation(f"{name} was never admitted")
        piece, whole = self._excerpts[name], self._passages[name.split("#", 1)[0]].quote
        if name.count("#") > 1:  # a figure alone
            return f"“{safe.quoted(piece)}”"
        at = whole.find(piece)
        before = "" if _begins(whole, at) else "… "
        after = "" if _ends(whole, at + len(piece)) else " …"
        return f"“{before}{safe.quoted(piece)}{after}”"

    def raw(self, name: str) -> str:
        return self._excerpts[name]

    def passage(self, key: str) -> Passage | Citation:
        return self._passages[key.split("#", 1)[0]]

    def dated(self, key: str) -> str:
        """How sure a source is of a passage, after the date of the document: `` (2026; our summary)``."""
        passage = self.passage(key)
        return standing(passage, safe.name(self._library.dated(passage.source, passage.kind)) or "undated")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What was used, by number."""
        return tuple(
            _citation(n, self._passages[key]) for key, n in sorted(self.numbers.items(), key=lambda item: item[1])
        )


def _citation(n: int, p: Passage | Citation) -> Citation:
    return Citation(
        n=n, source=p.source, kind=p.kind, title=p.title, section=p.section, quote=p.quote,
        start=p.start, end=p.end, standing=p.standing, score=round(float(p.score), 4),
    )  # fmt: skip


def who(passage: Passage | Citation) -> str:
    """Whose words these are: the title of the document, without what stands in brackets at its end."""
    return safe.name(re.sub(r"\s*\([^()]*\)\s*$", "", passage.title))


def standing(passage: Passage | Citation, dated: str = "") -> str:
    """`` (our summary; unverified, says the source itself)``; empty where it is quoted and simply stated."""
    told = [dated] if dated else []
    told += ["our summary"] if passage.kind == "digest" else []
    told += [words.STANDING[passage.standing]] if words.STANDING[passage.standing] else []
    return f" ({'; '.join(told)})" if told else ""


def best_piece(quote: str, wanted: Wanted = ANYTHING) -> str:
    """A sentence of the quote, verbatim, that shows what is wanted; a part of it around the figure when it is long."""
    pieces = list(_pieces(quote))
    piece = max(pieces, key=lambda p: (wanted.weight(p), -pieces.index(p))) if pieces else quote.strip()
    if len(piece) <= wanted.longest:
        return _with_what_follows(quote, piece, wanted.longest)
    shown = [q for q in lexer.quantities(piece) if wanted.figure(q)]
    first = 0
    if shown and shown[0].end > wanted.longest:
        starts = [m.end() for m in CLAUSE_END.finditer(piece) if m.end() <= shown[0].start]
        first = next((s for s in starts if shown[0].end - s <= wanted.longest), piece.rfind(" ", 0, shown[0].start) + 1)
    cut = piece[first : first + wanted.longest]
    return cut if first + wanted.longest >= len(piece) else cut[: cut.rfind(" ")].rstrip(" ,;:(-–—")


def _with_what_follows(quote: str, piece: str, longest: int) -> str:
    """The next sentence too where it is short: it may be the one that takes the first back."""
    end = quote.find(piece) + len(piece)
    rest = re.match(r" [^\n.?!\[]+[.?!](?=\s|$)", quote[end:])
    longer = piece + rest[0] if rest and piece[-1:] in ".?!" else piece
    return longer if len(longer) <= longest else piece


PER = re.compile(r"(?:\s?tokens?)?(?:\s?/\s?\w+|\s(?:per|an?)\s\w+)?")
CLAUSE_END = re.compile(r"[,;:)]\s|\s[-–—]\s|\s(?=\()")


def _begins(whole: str, at: int) -> bool:
    """Whether a sentence, list item or row begins there."""
    before = whole[:at].rstrip(" \t•*-")
    return not before or before[-1] in "\n.?!]:"


def _ends(whole: str, at: int) -> bool:
    after = whole[at:].lstrip()
    return not after or whole[at - 1] in ".?!" or whole[at] in "\n" or after[0] == "["


def _pieces(quote: str) -> Iterable[str]:
    start = 0
    for i, c in enumerate(quote):
        if c == "\n" or (c in ".?!]" and (i + 1 == len(quote) or quote[i + 1].isspace())):
            if piece := _TAG.sub("", quote[start : i + (c != "\n")]).strip(" \t\n•*-"):
                yield piece
            start = i + 1
    if piece := _TAG.sub("", quote[start:]).strip(" \t\n•*-"):
        yield piece


_TAG = re.compile(r"\s*\[[^\]\n]*\]?\s*$")  # the source's own mark of doubt: it is said in our words beside the quote
