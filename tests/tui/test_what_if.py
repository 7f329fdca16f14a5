"""What-if by keys, and conversations as things: renamed, copied, side by side."""

from __future__ import annotations

import pytest
import scripted
from driving import SENTENCE, answered, chat, say, until
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from agent.sessions.journal import SessionInfo
from tui import slider
from tui.app import Chat
from tui.screens.choose import Choose
from tui.screens.compare import Compare
from tui.screens.line import Line
from tui.slots import SECTIONS, WORKLOAD, parse
from tui.widgets.prompt import Editor
from tui.widgets.slot_row import SlotRow
from tui.widgets.what_if import WhatIf

SLOTS = {s.key: s for s in (*WORKLOAD, *(s for _, members in SECTIONS.values() for s in members))}


@pytest.mark.asyncio
async def test_a_fact_is_moved_by_keys_and_kept_or_discarded() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        session = app.desk.session
        assert session is not None
        row, strip = _row(app, scripted.VOLUME), app.query_one(WhatIf)
        row.focus()
        await pilot.press(*["shift+right"] * 4)
        await until(pilot, lambda: "Open model API 84% sure → Self-hosted" in str(strip.render()))
        assert row.trial > 300e6
        assert "30M → 500M" in str(row.query_one(".fact").render())
        assert session.profile.workloads[0].tokens_per_day == 30e6  # nothing is kept yet
        await pilot.press("escape")
        await until(pilot, lambda: not strip.display)
        assert row.trial is None
        assert app.focused is row
        await pilot.press("left")
        await until(pilot, lambda: strip.display and "still Open model API" in str(strip.render()))
        await pilot.press("enter")
        await until(pilot, lambda: session.profile.workloads[0].tokens_per_day == 25e6)
        await answered(app, pilot)
        assert not strip.display
        assert session.can_undo


@pytest.mark.asyncio
async def test_a_what_if_of_choices_and_assumptions_ends_at_the_next_row() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        people, share = _row(app, "team.gpu_ops"), _row(app, "workloads[0].input_share")
        people.focus()
        await pilot.press("right", "right", "right", "right")
        assert people.trial == "dedicated"
        share.focus()
        await until(pilot, lambda: people.trial is None)
        await pilot.press("right")  # from the assumption, 85%
        assert share.trial == pytest.approx(0.9)
        _row(app, "regulation.region").focus()
        await pilot.press("right")
        await until(pilot, lambda: "Nothing to move" in str(_row(app, "regulation.region").query_one(".fact").render()))


def _row(app: Chat, path: str) -> SlotRow:
    return next(r for r in app.query(SlotRow) if r.line.path == path)


@pytest.mark.asyncio
async def test_sessions_are_renamed_duplicated_and_set_side_by_side() -> None:
    advisor = scripted.Advisor(
        saved=[SessionInfo("s1", "tickets", "2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00", 1)]
    )
    other = scripted.Session(id="s1")
    list(other.send(SENTENCE))
    other.edit(scripted.VOLUME, 400e6)
    async with chat(size=(80, 24), advisor=advisor) as (app, pilot):
        await say(app, pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("f2")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        app.screen.query_one(Input).value = "support"
        await pilot.press("enter")
        await until(pilot, lambda: [i.title for i in advisor.saved] == ["support"])
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 3)
        assert [i.title for i in advisor.saved] == ["copy of support", "support"]
        advisor.session = other  # what is opened next
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, Compare))
        lines = [" ".join(line.split()) for line in _text(app)]
        assert "Recommended Open model API Self-hosted" in lines
        assert "Tokens a day 30M 400M" in lines
        assert not any("Region" in line for line in lines)  # the same in both


@pytest.mark.asyncio
async def test_a_scenario_is_kept_compared_used_and_deleted() -> None:
    async with chat(size=(80, 24)) as (app, pilot):
        await say(app, pilot)
        session = app.desk.session
        assert session is not None
        await _command(app, pilot, "/keep")
        await until(pilot, lambda: isinstance(app.screen, Line))
        assert app.screen.query_one(Input).value == "scenario 1"
        app.screen.query_one(Input).value = "today"
        await pilot.press("enter")
        await until(pilot, lambda: list(session.scenarios) == ["today"])
        app.change(lambda s: s.edit(scripted.VOLUME, 400e6))
        await until(pilot, lambda: session.profile.workloads[0].tokens_per_day == 400e6)
        await answered(app, pilot)
        await _compared(app, pilot)
        assert "Tokens a day 400M 30M" in [" ".join(line.split()) for line in _text(app)]
        await pilot.press("u")
        await until(pilot, lambda: session.profile.workloads[0].tokens_per_day == 30e6)
        await answered(app, pilot)
        await _compared(app, pilot)
        await pilot.press("delete")
        assert list(session.scenarios) == ["today"]
        await pilot.press("delete")
        await until(pilot, lambda: not session.scenarios)
        await answered(app, pilot)


async def _command(app: Chat, pilot: Pilot[None], command: str) -> None:
    app.query_one(Editor).load_text(command)
    await pilot.press("enter")


async def _compared(app: Chat, pilot: Pilot[None]) -> None:
    """Opens the one scenario beside the conversation."""
    await _command(app, pilot, "/compare")
    await until(pilot, lambda: isinstance(app.screen, Choose))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Compare))


def _text(app: Chat) -> list[str]:
    table = app.screen.query_one("#compared", Static)
    return [strip.text for strip in table.render_lines(Region(0, 0, table.size.width, table.size.height))]


@pytest.mark.parametrize(
    ("key", "value", "by", "far", "expected"),
    [
        ("tokens_per_day", 30e6, 1, False, 40e6),
        ("tokens_per_day", 30e6, -1, False, 25e6),
        ("tokens_per_day", 30e6, 1, True, 60e6),
        ("tokens_per_day", 9.9e6, 1, False, 10e6),
        ("tokens_per_day", 10e6, -1, False, 8e6),
        ("latency_ms", 800.0, 1, False, 1000.0),
        ("peak_to_average", 1.0, -1, False, 1.0),
        ("input_share", 0.85, 1, False, 0.9),
        ("input_share", 0.85, -1, True, 0.8),
        ("input_share", 1.0, 1, True, 1.0),
        ("cached_share", 0.0, -1, False, 0.0),
        ("growth_per_year", 1.0, 1, True, 1.2),
        ("quality", "frontier", 1, False, "open_large"),
        ("quality", "frontier", -1, False, "frontier"),
        ("quality", None, 1, False, "frontier"),
        ("can_hire", None, -1, False, False),
    ],
)
def test_steps(key: str, value: object, by: int, far: bool, expected: object) -> None:
    assert slider.moved(SLOTS[key], value, by, far=far) == pytest.approx(expected)


@pytest.mark.parametrize("value", [3e-3, 1.0, 7.77, 12345.6, 9.99e11])
def test_up_and_down_again_ends_on_the_rung_below_or_at_the_start(value: float) -> None:
    up = slider.moved(SLOTS["tokens_per_day"], value, 1)
    assert value < up <= value * 4 / 3 + 1e-9
    assert slider.moved(SLOTS["tokens_per_day"], up, -1) <= value * (1 + 1e-9)


def test_a_wrong_number_is_quoted_as_it_was_typed_and_a_unit_is_no_part_of_it() -> None:
    volume = next(slot for slot in WORKLOAD if slot.key == "tokens_per_day")
    assert (
        parse(volume, "30M tokens a day") == parse(volume, "30M tokens/day") == parse(volume, "30Mtokens a day") == 30e6
    )
    with pytest.raises(ValueError, match=r"^'banana' is not a number"):
        parse(volume, "banana")
