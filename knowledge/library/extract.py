"""From a file to text: .txt, .md, .html, .pdf. Text and Markdown keep every character: offsets are the file's.

HTML and PDF become text with their structure kept (headings, lists and tables as Markdown; pages as paragraphs).
Every refusal is an Unreadable whose message is one line.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.library.text import oddities
from knowledge.library.types import Unreadable

LARGEST_FILE = 50 * 1024 * 1024  # bytes
LARGEST_TEXT = 50 * 1024 * 1024  # characters after extraction: a small file may unfold into a huge text
ENDINGS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf"}


@dataclass(frozen=True)
class Extract:
    """``form`` says how ``text`` is to be split; ``notes`` what a reader should know about it."""

    text: str
    form: str
    title: str
    sha256: str
    notes: tuple[str, ...]


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """The file's bytes, and what it was before they were read. Error: Unreadable - no such file, not readable, not a
    file (a pipe or a device would be read for ever), empty, too large."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable("a folder that cannot be read")
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("not a file but a pipe, a socket or a device")
        if about.st_size > LARGEST_FILE:
            raise Unreadable(f"{about.st_size / 2**20:.0f} MB is over the limit of {LARGEST_FILE // 2**20} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("no such file") from None
    except (OSError, ValueError) as e:
        raise Unreadable(f"cannot be read: {getattr(e, 'strerror', None) or e}") from None
    if not data.strip():
        raise Unreadable("the file is empty")
    return data, about


def extract(path: Path, data: bytes) -> Extract:
    """The text of a file whose bytes are given. Error: Unreadable."""
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise Unreadable(f"{path.suffix or 'no ending'}: only {' '.join(sorted(ENDINGS))} can be read")
    title = ""
    notes: tuple[str, ...] = ()
    if form == "pdf":
        text, title = _pdf(data)
        form = "text"
    else:
        text, notes = decode(data)
        if form == "html":
            text, title = _html(text)
            form = "markdown"
    if len(text) > LARGEST_TEXT:
        raise Unreadable(f"it unfolds into {len(text) / 2**20:.0f} million characters, over the limit")
    if not text.strip():
        raise Unreadable("no text in it (a scan? run character recognition first)")
    return Extract(text, form, title, hashlib.sha256(data).hexdigest(), notes + oddities(text))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of bytes in UTF-8, UTF-16 with a mark, or what charset-normalizer finds. Error: Unreadable for binary."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), ("encoding utf-16",)
            except UnicodeDecodeError:
                raise Unreadable("damaged UTF-16 text") from None
    if (
        data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\x1f\x8b", b"\x7fELF", b"GIF8", b"\xff\xd8\xff"))
        or b"\0" in data
    ):
        raise Unreadable("binary, not text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    control = sum(b < 32 and b not in b"\t\n\r\f\x1b" for b in data[:65536])
    best = from_bytes(data[: 1 << 20]).best() if control * 50 < min(len(data), 65536) else None
    if best is None:
        raise Unreadable("binary, or in an encoding that cannot be told: save it as UTF-8")
    return data.decode(best.encoding, "replace"), (f"encoding guessed as {best.encoding}",)


# ------------------------------------------------------------------ HTML
_SKIP = {"script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "form", "button", "head"}
_HEADING = re.compile(r"h([1-6])$")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.I)
_BLOCKS = {
    "p",
    "li",
    "tr",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "figcaption",
    "caption",
    "summary",
    "div",
    "section",
    "article",
    "br",
}


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ALONE = frozenset(  # need no end tag, so their start tags say nothing about depth
    """area base br col colgroup dd dt embed hr img input li link meta option p param rp rt source tbody td tfoot th
    thead tr track wbr""".split()  # noqa: SIM905 - read as a list of words
)
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?""")
DEEPEST = 10_000  # tags within tags: the parser's time grows with the square of it,
MOST_ATTRIBUTES = 1_000  # and of a tag's attributes


def _html(source: str) -> tuple[str, str]:
    from selectolax.lexbor import LexborHTMLParser

    if _depth(source) > DEEPEST:
        raise Unreadable(f"tags nested more than {DEEPEST:,} deep: no page is")
    if _crowded(source):
        raise Unreadable(f"a tag with more than {MOST_ATTRIBUTES:,} attributes: no page has one")
    tree = LexborHTMLParser(source)
    title = tree.css_first("title")
    lines: list[str] = []
    if tree.body is not None:
        _walk(tree.body, lines)
    text = "".join(lines)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t\r\f]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", " ".join(title.text().split()) if title else ""


def _depth(source: str) -> int:
    """How deep tags are nested, roughly: what is opened and not closed."""
    depth = deepest = 0
    for m in _TAG.finditer(source):
        if m[2].lower() not in _ALONE:
            depth = max(0, depth - 1) if m[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _crowded(source: str) -> bool:
    """Whether a tag has more attributes than any page would give it."""
    at = 0
    while tag := _TAG.search(source, at):
        at = tag.end()
        for _ in range(MOST_ATTRIBUTES + 1):
            attribute = _ATTRIBUTE.match(source, at)
            if attribute is None:
                break
            at = attribute.end()
        else:
            return True
    return False


def _walk(root: Any, out: list[str]) -> None:
    """Depth first without recursion: a page may nest deeper than Python's stack."""
    todo: list[Any] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tag = node.tag
        if tag == "-text":
            out.append(re.sub(r"\s+", " ", node.text_content or ""))
            continue
        attributes = node.attributes or {}
        if (
            tag in _SKIP
            or tag.startswith(("-", "_"))
            or "hidden" in attributes
            or _UNSEEN.search(attributes.get("style") or "")
        ):
            continue
        before, after = _marks(tag)
        out.append(before)
        todo.append(after)
        todo.extend(reversed(list(node.iter(include_text=True))))


def _marks(tag: str) -> tuple[str, str]:
    heading = _HEADING.match(tag)
    if heading:
        return "\n\n" + "#" * int(heading[1]) + " ", "\n\n"
    if tag == "li":
        return "\n- ", "\n"
    if tag == "tr":
        return "\n", "\n"
    if tag in ("td", "th"):
        return "", " | "
    if tag in ("p", "ul", "ol", "table", "pre", "blockquote", "div", "section", "article"):
        return "\n\n", "\n\n"
    return ("\n", "") if tag in _BLOCKS else ("", "")


# ------------------------------------------------------------------ PDF
def _pdf(data: bytes) -> tuple[str, str]:
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints about broken files are not ours to print
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is encrypted: save it without a password")
        pages, size = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > LARGEST_TEXT:
                raise Unreadable(f"it unfolds into more than {LARGEST_TEXT // 2**20} million characters")
        title = (reader.metadata.title or "") if reader.metadata else ""
    except Unreadable:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        MemoryError,
    ) as e:
        why = (str(e).splitlines() or ["no reason given"])[0][:80]
        raise Unreadable(f"damaged or hostile PDF ({type(e).__name__}: {why})") from None
    except Exception as e:  # noqa: BLE001 - pypdf raises its dependencies' errors too (DependencyError and others)
        raise Unreadable(f"this PDF cannot be read ({type(e).__name__})") from None
    return "\n\n".join(pages), " ".join(str(title).split())
