"""Who said what in a thread: every statement with its speaker, and whose word a later one has replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.interview import bank
from agent.schema import Answer
from agent.sessions import TurnRecord
from slackbot.text import cut, escaped

WORDS = 80


@dataclass(frozen=True)
class Statement:
    words: str
    author: str | None

    def shown(self) -> str:
        return f"“{escaped(cut(self.words, WORDS))}”"


def statements(history: Sequence[TurnRecord]) -> dict[str, list[Statement]]:
    """By slot, what was said of it in order; the last of each is what counts, unless it was undone."""
    found: dict[str, list[Statement]] = {}
    for record in history:
        for said in ((record.answer or {}).get("profile") or {}).get("said") or ():
            if said["message"] + 1 == record.turn:  # the others were there before
                found.setdefault(said["slot"], []).append(Statement(said["words"], record.author))
    return found


def name(author: str | None) -> str:
    """A speaker in Slack's markup. A bot's number cannot be mentioned."""
    if not author:
        return "somebody"
    return f"<@{author}>" if author[0] in "UW" else "an app"


def contradicted(answer: Answer, history: Sequence[TurnRecord], author: str) -> Iterator[str]:
    """One line for each word of somebody else's that ``author`` has just replaced. ``history``: without that turn."""
    before, turn = statements(history), max((r.turn for r in history), default=0)
    for said in answer.profile.said:
        old = before.get(said.slot)
        if said.message < turn or not old or old[-1].author in (None, author) or old[-1].words == said.words:
            continue
        what = bank.short(said.slot, answer.profile)
        new = Statement(said.words, author)
        yield (
            f"{escaped(what[:1].upper() + what[1:])}: {name(old[-1].author)} had said {old[-1].shown()}, {name(author)}"
            f" now says {new.shown()}. I go by the later word."
        )


def told(answer: Answer, history: Sequence[TurnRecord]) -> list[str]:
    """What counts now, slot by slot, whose words it is, and what others had said of it before."""
    lines, by_slot = [], statements(history)
    authors = {record.turn: record.author for record in history}
    for said in answer.profile.said:
        now = Statement(said.words, authors.get(said.message + 1))
        who = f" ({name(now.author)})" if now.author else ""
        others = [s for s in by_slot.get(said.slot, ()) if s.author != now.author and s.words != now.words]
        before = "".join(f", before that {s.shown()} ({name(s.author)})" for s in others)
        lines.append(f"• {escaped(bank.short(said.slot, answer.profile))}: {now.shown()}{who}{before}")
    return lines


def speakers(answer: Answer, history: Sequence[TurnRecord]) -> list[str]:
    """Those whose words count, each once."""
    authors = {record.turn: record.author for record in history}
    found = (authors.get(said.message + 1) for said in answer.profile.said)
    return [name(author) for author in dict.fromkeys(found) if author]
