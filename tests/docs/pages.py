"""The pages that people read, cut into what a test can hold: fenced blocks, links, headings, command lines."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(
    p for p in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))) if p.is_file()
)
_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", re.M | re.S)
_LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^()\s]+)\)")
_HEREDOC = re.compile(r"^cat > (\S+) <<'(\w+)'$")


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the word after it, and the text."""

    language: str
    name: str
    text: str


@dataclass
class Command:
    """One ``breakeven ...`` of a page; ``files``: here-documents written before it in the same block."""

    arguments: list[str]
    output: str | None = None
    files: dict[str, str] = field(default_factory=dict)


def blocks(page: Path) -> list[Block]:
    found = []
    for head, text in _FENCE.findall(page.read_text(encoding="utf-8")):
        language, _, name = head.strip().partition(" ")
        found.append(Block(language, name.strip(), text))
    return found


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page)))


def anchors(page: Path) -> set[str]:
    """Headings as GitHub names them."""
    headings = re.findall(r"^#+ +(.+?)\s*$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def commands(page: Path) -> list[Command]:
    """Every ``breakeven`` line of the page's ``sh`` blocks, here-documents and continued lines understood."""
    found = []
    for block in blocks(page):
        if block.language == "sh":
            found += _commands(block.text.replace("\\\n", " ").splitlines())
    return found


COMMAND = re.compile(r"`((?:make|python|pip|curl|export|pytest|\.ci/run|chroma)(?: [^`\n]+|/[^`\n]+)?)`")


def other_commands(page: Path) -> list[str]:
    """Every other line of the page's ``sh`` blocks, without its comment, and the commands that its prose names."""
    found = [words for words in COMMAND.findall(prose(page)) if " " in words]
    for block in blocks(page):
        if block.language == "sh":
            text = re.sub(r"^cat > (\S+) <<'(\w+)'\n.*?^\2$", "", block.text, flags=re.M | re.S)
            lines = (re.sub(r"\s+#.*", "", line).strip() for line in text.replace("\\\n", " ").splitlines())
            found += [line for line in lines if line and not line.startswith("breakeven")]
    return found


def _commands(lines: list[str]) -> list[Command]:
    found, files, at = [], {}, 0
    while at < len(lines):
        line, at = lines[at].strip(), at + 1
        if heredoc := _HEREDOC.match(line):
            end = lines.index(heredoc[2], at)
            files[heredoc[1]] = "\n".join(lines[at:end]) + "\n"
            at = end + 1
        elif line.split()[:1] == ["breakeven"]:
            words = shlex.split(line, comments=True)[1:]
            target = words[words.index(">") + 1] if ">" in words else None
            found.append(Command(words[: words.index(">")] if ">" in words else words, target, dict(files)))
    return found
