"""The built-in library: one Markdown file per source, our own words, one claim a paragraph.

A file is front matter (id, title, author, hash of the original's normal form), then sections; after each claim's
paragraph a comment in YAML says its standing, stance, topics, its place in the original and what people ask of it.
A document's text is the Markdown without front matter and comments, so that a quote of it reads well.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.library.types import Claim, Document

FOLDER = Path(__file__).resolve().parent.parent / "sources"
_NOTE = re.compile(r"\n*<!--\n(.*?)\n-->", re.S)
_ASK = re.compile(r'  - "([^"\\]+)"')
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where it is there


@dataclass(frozen=True)
class Digest:
    """A source as we summarise it. ``original_sha256``, ``original_length``: of the original's normal form."""

    document: Document
    claims: tuple[Claim, ...]
    original_sha256: str
    original_length: int
    year: str = ""  # in which the source appeared, where it says so


@functools.cache
def digests(folder: Path = FOLDER) -> tuple[Digest, ...]:
    """All built-in digests, by file name. Error: ValueError naming the file and what is wrong in it."""
    return tuple(_read(path) for path in sorted(folder.glob("*.md")))


def _read(path: Path) -> Digest:
    raw = path.read_text(encoding="utf-8")
    try:
        _, head, body = raw.split("---\n", 2)
        meta = yaml.load(head, Loader=_Loader)
        text, claims = _claims(body.lstrip("\n"))
        document = Document(
            id=meta["id"],
            kind="digest",
            title=meta["title"],
            author=meta["author"],
            text=text,
            sha256=hashlib.sha256(raw.encode()).hexdigest(),
            path=str(path),
            form="markdown",
        )
        return Digest(
            document, claims, meta["original"]["sha256"], meta["original"]["length"], str(meta.get("year", ""))
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as e:
        raise ValueError(f"{path.name}: not a digest: {e!r}") from e


def _claims(body: str) -> tuple[str, tuple[Claim, ...]]:
    text, section, claims, last = "", "", [], 0
    for note in _NOTE.finditer(body):
        text += body[last : note.start()]
        last = note.end()
        heading, paragraph = _tail(text)
        section = heading or section
        head, _, asks = note[1].partition("\nasks:\n")
        meta = {**yaml.load(head, Loader=_Loader), "asks": _asks(asks)}
        claims.append(_claim(meta, text, paragraph, section))
    return text + body[last:], tuple(claims)


def _volumes(given: list[float] | None) -> tuple[float, float] | None:
    """Tokens a day. Error: ValueError."""
    if given is None:
        return None
    low, high = map(float, given)
    if not 0 < low <= high:
        raise ValueError(f"pays_from is no range of tokens a day: {given}")
    return low, high


def _asks(lines: str) -> tuple[str, ...]:
    """The questions of a claim, each between quotation marks on a line of its own; by hand, since two thousand of them
    in YAML take longer to parse than all the rest. Error: ValueError."""
    found = [_ASK.fullmatch(line) for line in lines.split("\n")]
    if not all(found):
        raise ValueError(f"not a list of quoted questions: {lines[:60]!r}")
    return tuple(m[1] for m in found if m)


def _tail(text: str) -> tuple[str, str]:
    """The last heading within the last two blocks ("" when none), and the last paragraph."""
    blocks = text.rstrip("\n").split("\n\n")
    headings = [b.lstrip("# ") for b in blocks[-2:-1] if b.startswith("#")]
    return (headings[-1] if headings else ""), blocks[-1]


def _claim(meta: dict[str, Any], text: str, paragraph: str, section: str) -> Claim:
    end = len(text.rstrip("\n"))
    return Claim(
        id=meta["claim"],
        text=paragraph,
        section=section,
        standing=meta["standing"],
        stance=meta["stance"],
        topics=tuple(meta["topics"]),
        asks=meta["asks"],
        start=end - len(paragraph),
        end=end,
        place=meta["place"]["start"],
        length=meta["place"]["length"],
        hash=str(meta["place"]["hash"]),
        pays_from=_volumes(meta.get("pays_from")),
    )
