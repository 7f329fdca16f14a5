"""What is to be done for one thing that happened in Slack, in a form that survives on disk."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Do = Literal["say", "choose", "detail", "prompts"]
Lane = Literal["answers", "quick"]


@dataclass(frozen=True)
class Ask:
    """One wish. ``author`` said the text (a shortcut quotes another), ``user`` asked.

    ``private``: only the user may see the answer. ``name``: which detail, or the slot of the answered question.
    ``files``: how many were attached, which nobody reads.
    """

    do: Do
    user: str
    channel: str
    text: str = ""
    author: str = ""
    thread: str | None = None
    private: bool = False
    name: str = ""
    choice: int = 0
    files: int = 0
    response_url: str = ""
    trigger_id: str = ""

    def to_json(self) -> str:
        return json.dumps({k: v for k, v in asdict(self).items() if v}, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Ask:
        data: dict[str, Any] = json.loads(text)
        return Ask(**{"channel": "", "user": "", **data})


@dataclass(frozen=True)
class Job:
    """An Ask on its way. ``key`` names the event, so that a retry is known; ``order`` is Slack's own timestamp.

    ``turn``, ``ts``: how far an earlier try came - the session's turn with the text, the message that was begun.
    """

    key: str
    tenant: str
    enterprise: str
    order: str
    ask: Ask
    attempts: int = 0
    accepted: float = 0.0
    turn: int | None = None
    ts: str | None = None
    claim: str = field(default="", compare=False)

    @property
    def lane(self) -> Lane:
        """Views and prompts wait for nothing: a view must open within three seconds. A memo takes longer than that."""
        quick = self.ask.do == "prompts" or (self.ask.do == "detail" and self.ask.name != "memo")
        return "quick" if quick else "answers"

    @property
    def session(self) -> str:
        """The session of a thread; of one person in one channel where the answer is private."""
        place = self.ask.user if self.ask.private else self.ask.thread
        return f"slack:{self.tenant}:{self.ask.channel}:{place}"

    @property
    def queue(self) -> str:
        """Jobs of one queue are done one after the other, in Slack's order."""
        return self.session if self.lane == "answers" else self.key
