"""Pictures of the main states. `pytest --snapshot-update` makes them anew; look at the .svg before committing it."""

from __future__ import annotations

from typing import Any

import pytest
import scripted
from driving import answered, say, until
from textual.pilot import Pilot

from tui.app import Chat
from tui.widgets.what_if import WhatIf

pytestmark = pytest.mark.slow

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
THEMES = ("dark", "light")
STATES = {  # the keys after an answer; None: before any
    "first": None, "answer": (), "profile": ("f2", "down"), "what-if": ("f2", "down", "right"),
    "costs": ("f3", "enter"), "sources": ("f4", "1"), "help": ("f1",), "settings": ("f9",),
}  # fmt: skip


def picture(snap_compare: Any, size: str, *keys: str, theme: str = "breakeven-dark", ask: bool = True) -> None:
    """Compares the screen after one answer and some keys with the picture kept."""
    app = Chat(scripted.Advisor)

    async def drive(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.side is not None and app.desk.session is not None)
        app.theme = theme
        if ask:
            await say(app, pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        if "right" in keys:
            await until(pilot, lambda: app.query_one(WhatIf).display)
        await answered(app, pilot) if ask else await pilot.pause()
        await pilot.wait_for_scheduled_animations()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=drive)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Any, state: str, size: str, theme: str) -> None:
    keys = STATES[state]
    picture(snap_compare, size, *(keys or ()), theme=f"breakeven-{theme}", ask=keys is not None)
