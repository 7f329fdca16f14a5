"""What the reader makes of a conversation, message after message."""

from __future__ import annotations

from agent.understanding import Reading, read
from tools.profile import Profile


def heard(*messages: str, asked: str | None = None) -> Reading:
    """The reading of the last message; ``asked`` is the slot asked for before it."""
    reading = Reading(Profile())
    for turn, message in enumerate(messages):
        reading = read(message, reading.profile, asked=asked if turn == len(messages) - 1 else None, turn=turn)
    return reading


def value(messages: tuple[str, ...] | str, slot: str) -> object:
    """What a slot holds after them, None where there is no such workload."""
    node: object = heard(*((messages,) if isinstance(messages, str) else messages)).profile.model_dump()
    for key in slot.replace("[", ".").replace("]", "").split("."):
        if isinstance(node, list | tuple):
            node = node[int(key)] if int(key) < len(node) else None
        else:
            node = node.get(key) if isinstance(node, dict) else None
    return node


def volumes(*messages: str) -> list[float | None]:
    """Tokens a day of each workload after them."""
    return [w.tokens_per_day for w in heard(*messages).profile.workloads]
