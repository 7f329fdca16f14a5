"""A line of the memo from a draft: filled from the ledger, then read by the second gate. What fails is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.evidence import safe, words
from agent.evidence.brief import Brief
from agent.evidence.errors import EvidenceError
from agent.evidence.render import render
from agent.evidence.verify import check

FILE_OF = re.compile(r"\b\d{3}_[0-9a-f]{16} \(([^()]+)\)")  # 003_9adf... (its title)
MEASURED = re.compile(r"\b(published measurement)((?:,? m\d+)+)", re.I)  # published measurement m230, m235


def readable(text: str) -> str:
    """A reference of the catalogue without the ids of files and rows that mean something to the program alone."""
    text = FILE_OF.sub(r"\1", text)
    return MEASURED.sub(lambda m: m[1] + ("s" if "," in m[2] else ""), text)


class Pen:
    """``refused``: the lines left out, and why."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.refused: list[str] = []

    def say(self, draft: str) -> str:
        """The finished line, or nothing where a draft does not pass."""
        citer, ledger = self.brief.citer, self.brief.ledger
        numbers = dict(citer.numbers)
        try:
            rendered = render(draft, ledger, citer)
            check(rendered, ledger, citer)
        except EvidenceError as e:
            citer.numbers = numbers
            self.refused.append(f"{draft[:80]!r}: {e}")
            return ""
        return " ".join(rendered.text.split())

    def lines(self, drafts: Iterable[str]) -> tuple[str, ...]:
        """Those of the drafts that pass; list marks at their beginning are taken off."""
        return tuple(line for d in drafts if (line := self.say(d.lstrip("-0123456789. ") if d[:1] in "-1234" else d)))

    def name(self, id_: str, text: str) -> str:
        """A placeholder for words of the catalogue or of a person, harmless as they are put into the ledger."""
        return f"{{{{{self.brief.ledger.name(id_, text, longest=None)}}}}}"

    def label(self, id_: str, slot: str) -> str:
        """A placeholder for what a slot is about, as the first cell of a row."""
        text = words.label(slot)
        return self.name(id_, text[:1].upper() + text[1:])

    def verbatim(self, id_: str, text: str) -> str:
        """A placeholder for a reference, a formula or somebody's words: letter for letter, but a link is no link."""
        self.brief.ledger.value(id_, safe.quoted(text.replace("https://", "").replace("http://", "")))
        return f"{{{{{id_}}}}}"

    def value(self, id_: str, value: object, unit: str = "", form: str = "") -> str:
        """A placeholder for a value that the ledger does not hold under a name of its own yet."""
        self.brief.ledger.value(id_, value, unit)  # type: ignore[arg-type]
        return f"{{{{{id_}{'|' + form if form else ''}}}}}"
