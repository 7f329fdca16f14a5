"""A chat with the scripted advisor, driven by a pilot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import scripted
from textual.pilot import Pilot

from tui.app import Chat
from tui.widgets.prompt import Editor

SENTENCE = "We summarise support tickets, about 30M tokens a day, EU customers"
Open = Callable[..., Any]


@asynccontextmanager
async def chat(size: tuple[int, int] = (120, 40), advisor: Any = None) -> AsyncIterator[tuple[Chat, Pilot[None]]]:
    """A chat that is ready for the first message."""
    app = Chat(lambda: advisor or scripted.Advisor())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.side is not None and (app.desk.session is not None or advisor_broken(advisor)))
        yield app, pilot


def advisor_broken(advisor: Any) -> bool:
    return bool(getattr(advisor, "broken", ""))


async def until(pilot: Pilot[None], holds: Callable[[], bool], seconds: float = 90) -> None:
    """Waits until something holds; fails where it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await pilot.pause()
        if holds():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to that in time")


async def say(app: Chat, pilot: Pilot[None], text: str = SENTENCE) -> None:
    """Sends a message and waits for the whole answer, panels and curve included."""
    app.query_one(Editor).load_text(text)
    await pilot.press("enter")
    await answered(app, pilot)


async def answered(app: Chat, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: app.answer is not None and not app.desk.busy and not app._exchanges)
    await until(pilot, lambda: bool(app.query("CostCurve")))
