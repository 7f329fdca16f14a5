"""Pictures of the main states. `pytest --snapshot-update` makes them anew; look at the .svg before committing it."""

from __future__ import annotations

from typing import Any

import pytest
import scripted
from driving import answered, say, until
from textual.pilot import Pilot

from tui.app import Chat

pytestmark = pytest.mark.slow

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}


def picture(snap_compare: Any, size: str, *keys: str, theme: str = "breakeven-dark", ask: bool = True) -> None:
    """Compares the screen after one answer and some keys with the picture kept."""
    app = Chat(scripted.Advisor)

    async def drive(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.side is not None and app.desk.session is not None)
        app.theme = theme
        if ask:
            await say(app, pilot)
        await pilot.press(*keys)
        await answered(app, pilot) if ask else await pilot.pause()
        await pilot.wait_for_scheduled_animations()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=drive)


def test_first_screen(snap_compare: Any) -> None:
    picture(snap_compare, "120x40", ask=False)


@pytest.mark.parametrize("size", SIZES)
def test_answer(snap_compare: Any, size: str) -> None:
    picture(snap_compare, size)


def test_costs(snap_compare: Any) -> None:
    picture(snap_compare, "120x40", "f3")


def test_sources_light(snap_compare: Any) -> None:
    picture(snap_compare, "120x40", "f4", "1", theme="breakeven-light")


def test_costs_narrow(snap_compare: Any) -> None:
    picture(snap_compare, "80x24", "f3")
