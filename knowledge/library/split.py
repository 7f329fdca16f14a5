"""From a document to passages of at most 700 characters that keep a claim, its figure and its standing together.

A passage is a paragraph, a list or table with the line that introduces it, a question with its answer: never a page,
never half a sentence where that can be avoided. Offsets are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.library.types import LONGEST_QUOTE

VERSION = 3  # part of the index's signature: raise it when passages come out differently
SHORT = 100  # characters: a shorter passage says too little alone and joins the next one,
TINY = 40  # and one so short joins the one before it, where it is the last
LONGEST_HEADING = 300  # characters: what goes on for longer is no heading, whatever mark stands before it
WORDS = 10  # characters: a passage that holds fewer beside data for machines says nothing
_ENCODED = re.compile(r"[!-~]{120,}")  # a run without a blank: base64, minified code; no words


@dataclass(frozen=True)
class Block:
    """A stretch of the text: kind is text, bullet, row, question or heading (``level`` 1..6)."""

    kind: str
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True)
class Piece:
    """A passage: ``text[start:end]`` under ``section``; ``lead`` introduces it where it is the rest of a list."""

    start: int
    end: int
    section: str
    lead: str = ""


def split(text: str, form: str) -> tuple[str, list[Piece]]:
    """(title, passages in order) of a document. ``form``: "markdown" or "text"."""
    blocks = list(_markdown_blocks(text)) if form == "markdown" else []
    blocks = blocks or list(_text_blocks(text))  # quotes within quotes, deeper than the parser goes, are still text
    title, section, under = "", "", False  # under: the last block was a heading too
    pieces: list[Piece] = []
    group: list[Block] = []
    for block in [*blocks, Block("heading", len(text), len(text))]:
        if block.kind != "heading" or block.end - block.start > LONGEST_HEADING:
            group.append(block if block.kind != "heading" else Block("text", block.start, block.end))
            under = False
            continue
        pieces += _pieces(text, group, section)
        group = []
        heading = " ".join(text[block.start : block.end].strip("# \t").split())
        if not title and not pieces and block.level <= 1:
            title = heading
        elif not (under and section and " " not in heading):  # a lone word under a heading ("Code") names nothing
            section = heading
        under = True
    return title, [p for p in pieces if not _says_nothing(text[p.start : p.end])]


def _says_nothing(passage: str) -> bool:
    data = encoded(passage)
    return data > 0 and len(passage) - data < WORDS


def encoded(text: str) -> int:
    """How many characters of a text are data for machines: where a passage is little else, nobody will ask for it."""
    return sum(len(m[0]) for m in _ENCODED.finditer(text))


# ------------------------------------------------------------------ blocks of plain text
_BULLET = re.compile(r"(?:[•‣▪◦·*\-–]|\d{1,2}[.)])\s+\S")
_BULLET_MARK = re.compile(r"^(?:[•‣▪◦·*\-–]|\d{1,2}[.)])\s+")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$|\]$")


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool  # a blank line stands before it


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    gap = True
    for m in re.finditer(r"[^\n\r\f\u2028\u2029]+", text):
        stripped = m[0].strip()
        broken = text[found[-1].end : m.start()].count("\n") > 1 if found else True
        if not stripped:
            gap = True
            continue
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        found.append(_Line(start, start + len(stripped), stripped, gap or broken))
        gap = False
    return found


def _text_blocks(text: str) -> Iterator[Block]:
    lines = _lines(text)
    i = 0
    while i < len(lines):
        run = [lines[i]]
        while i + len(run) < len(lines) and not lines[i + len(run)].gap:
            run.append(lines[i + len(run)])
        i += len(run)
        following = i < len(lines)
        yield from _run_blocks(run, first=i == len(run), following=following)


def _run_blocks(run: list[_Line], first: bool, following: bool) -> Iterator[Block]:
    """Blocks of lines without a blank line between them."""
    if len(run) > 1 and not _heading_like(run[0]) and _wrapped(run):
        yield Block("text", run[0].start, run[-1].end)
        return
    n = 0
    while n < len(run):
        line = run[n]
        if _BULLET.match(line.text):
            yield _bullet(run, n)
        elif _heading_like(line) and _stands_alone(run, n) and (following or n + 1 < len(run)):
            yield Block("heading", line.start, line.end, 1 if first and n == 0 else 2)
        elif line.text.endswith("?") and len(line.text) < 200 and n + 1 < len(run) and _ENDS.search(run[n + 1].text):
            yield Block("question", line.start, line.end)
        elif (line.text.endswith("?") or not _ENDS.search(line.text)) and len(line.text) < 160 and len(run) > 1:
            yield Block("row", line.start, line.end)
        else:
            yield Block("text", line.start, line.end)
        n += 1


def _bullet(run: list[_Line], n: int) -> Block:
    """A list item; or a heading that a converter glued to the end of the list: short, bare, unlike the items before."""
    line = run[n]
    words = _BULLET_MARK.sub("", line.text)
    others = sorted(len(x.text) for x in run[:n] if _BULLET.match(x.text))
    glued = (
        n == len(run) - 1
        and others
        and len(line.text) < 0.7 * others[len(others) // 2]
        and words[0].isupper()
        and len(words.split()) <= 9
        and not re.search(r"[.:;,!?)\]]$|\s[—–-]\s|\d", words)
    )
    if glued:
        return Block("heading", line.end - len(words), line.end, 2)
    return Block("bullet", line.start, line.end)


def _heading_like(line: _Line) -> bool:
    words = line.text.split()
    return (
        len(line.text) <= 90
        and len(words) <= 14
        and not re.search(r"[.:;,!\]]$|[.!?] [A-Z]", line.text)
        and not _BULLET.match(line.text)
        and line.text[0].isalnum()
        and not line.text[0].islower()
    )


def _stands_alone(run: list[_Line], n: int) -> bool:
    """A heading's neighbours end like sentences; a table's rows have neighbours like themselves."""
    if run[n].text.endswith("?") and len(run) > 1:
        return False
    near = [run[m] for m in (n - 1, n + 1) if 0 <= m < len(run)]
    return all(_ENDS.search(x.text) or len(x.text) > 160 for x in near)


def _wrapped(run: list[_Line]) -> bool:
    """One paragraph broken into lines of about one width (mail, PDF), rather than a line a paragraph."""
    body = run[:-1]
    if any(_BULLET.match(x.text) for x in run):
        return False
    longest = max(len(x.text) for x in run)
    even = sum(len(x.text) > 0.6 * longest for x in body) >= 0.7 * len(body)
    open_ended = sum(not _ENDS.search(x.text) for x in body) >= 0.5 * len(body)
    return even and open_ended and 40 <= longest <= 160


# ------------------------------------------------------------------ blocks of Markdown
_KINDS = {
    "paragraph_open": "text",
    "list_item_open": "bullet",
    "tr_open": "row",
    "fence": "text",
    "code_block": "text",
    "html_block": "text",
}


def _markdown_blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    starts = [0]
    for m in re.finditer(r"\n|\r(?!\n)", text):  # the lines that markdown-it counts
        starts.append(m.end())
    starts.append(len(text))

    def span(map_: list[int]) -> tuple[int, int]:
        raw = text[starts[map_[0]] : starts[min(map_[1], len(starts) - 1)]]
        at = starts[map_[0]] + len(raw) - len(raw.lstrip())
        return at, at + len(raw.strip())

    done = _front_matter(text)
    parser = MarkdownIt("commonmark").enable("table").disable("inline")  # what is in a line does not matter here
    for token in parser.parse(text):
        if token.map is None or not (kind := "heading" if token.type == "heading_open" else _KINDS.get(token.type)):
            continue
        start, end = span(token.map)
        if start < done or end <= start:  # inside something already taken
            continue
        if kind == "text" and text[start:end].endswith("?") and end - start < 200:
            kind = "question"
        done = end
        yield Block(kind, start, end, int(token.tag[1]) if kind == "heading" else 0)


def _front_matter(text: str) -> int:
    m = re.match(r"---\r?\n.*?\n---\r?\n", text, re.S)
    return m.end() if m else 0


# ------------------------------------------------------------------ packing
def _pieces(text: str, blocks: list[Block], section: str) -> list[Piece]:
    units = list(_units(text, blocks))
    merged: list[tuple[int, int, str]] = []
    for start, end, lead in units:
        small = merged and (merged[-1][1] - merged[-1][0] < SHORT or end - start < TINY) and not lead
        if small and end - merged[-1][0] <= LONGEST_QUOTE:
            merged[-1] = (merged[-1][0], end, merged[-1][2])
        else:
            merged.append((start, end, lead))
    return [Piece(a, b, section, lead) for start, end, lead in merged for a, b in _cut(text, start, end)]


def _units(text: str, blocks: list[Block]) -> Iterator[tuple[int, int, str]]:
    """(start, end, lead) of what belongs together; a list that is too long is cut between its items."""
    n = 0
    while n < len(blocks):
        lead, items = blocks[n], []
        kind = blocks[n + 1].kind if n + 1 < len(blocks) else ""
        if lead.kind in ("bullet", "row"):
            items = list(_same(blocks, n))
            yield from _list(text, None, items)
        elif lead.kind == "question" and kind in ("text", "bullet"):
            items = list(_same(blocks, n + 1)) if kind == "bullet" else [blocks[n + 1]]
            yield from _list(text, lead, items)
            items = [lead, *items]
        elif kind in ("bullet", "row") and text[lead.start : lead.end].rstrip().endswith((":", "]")):
            items = list(_same(blocks, n + 1))
            yield from _list(text, lead, items)
            items = [lead, *items]
        else:
            items = [lead]
            yield lead.start, lead.end, ""
        n += len(items)


def _same(blocks: list[Block], n: int) -> Iterator[Block]:
    kind = blocks[n].kind
    while n < len(blocks) and blocks[n].kind == kind:
        yield blocks[n]
        n += 1


def _list(text: str, lead: Block | None, items: list[Block]) -> Iterator[tuple[int, int, str]]:
    words = text[lead.start : lead.end] if lead else ""
    start, end, said = (lead.start, lead.end, "") if lead else (items[0].start, items[0].start, "")
    for item in items:
        if item.end - start > LONGEST_QUOTE and end > start:
            yield start, end, said
            start, said = item.start, words
        end = item.end
    yield start, end, said


_BLANK = re.compile(r"\s*")


def _cut(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The span in pieces of at most LONGEST_QUOTE characters, cut after sentences, else after blanks, of like size."""
    size = end - start
    if size <= LONGEST_QUOTE:
        return [(start, end)]
    aim = size / -(-size // int(LONGEST_QUOTE * 0.85))
    found, at = [], start
    while end - at > LONGEST_QUOTE:
        window = text[at : at + LONGEST_QUOTE]
        stops = [m.end() for m in re.finditer(r"[.!?][\"'”’)\]]*(?=\s)|\n", window)] or [
            m.start() for m in re.finditer(r"\s", window)
        ]
        stop = min((s for s in stops if s > 1), key=lambda s: abs(s - aim), default=LONGEST_QUOTE)
        found.append((at, at + stop))
        blank = _BLANK.match(text, at + stop, end)  # no slice of the rest: a page may be one line of megabytes
        at = blank.end() if blank else at + stop
    found.append((at, end))
    return [(a, a + len(text[a:b].rstrip())) for a, b in found if text[a:b].strip()]
