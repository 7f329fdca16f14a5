"""``/import``: what an export says is shown, and set after a yes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import answered, chat, until
from textual.widgets import Input, Label, OptionList

from agent.advisor import Advisor
from agent.settings import load_settings
from tui.screens.choose import Choose
from tui.screens.line import Line
from tui.widgets.prompt import Editor

EXPORTS = Path(__file__).parents[1] / "agent" / "usage" / "exports"


@pytest.mark.parametrize("taken", [True, False])
async def test_an_export_is_shown_and_taken_after_a_yes(taken: bool) -> None:
    async with chat(advisor=Advisor(load_settings())) as (app, pilot):
        app.query_one(Editor).load_text("/import")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Line))
        app.screen.query_one(Input).value = f"{EXPORTS / 'openai_usage.csv'}; {EXPORTS / 'openai_costs.json'}"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        said = str(app.screen.query_one(Label).render())
        assert "2.45M tokens a day" in said and "a month" in said and "22% of it cached" in said
        app.screen.query_one(OptionList).highlighted = 0 if taken else 1
        await pilot.press("enter")
        session = app.desk.session
        assert session is not None
        if taken:
            await answered(app, pilot)
            assert session.profile.workloads[0].tokens_per_day == 2_450_000
        else:
            await until(pilot, lambda: not isinstance(app.screen, Choose))
            assert not session.profile.workloads


async def test_what_is_no_export_is_said() -> None:
    async with chat(advisor=Advisor(load_settings())) as (app, pilot):
        app.query_one(Editor).load_text("/import")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Line))
        app.screen.query_one(Input).value = str(Path(__file__))
        await pilot.press("enter")
        await until(pilot, lambda: any("no export that is known" in n.message for n in app._notifications))


@pytest.mark.parametrize("line", ["/import {}", "{}"])
async def test_the_file_may_stand_on_the_line_or_be_dragged_in_alone(line: str) -> None:
    async with chat(advisor=Advisor(load_settings())) as (app, pilot):
        app.query_one(Editor).load_text(line.format(EXPORTS / "openai_usage.csv"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert "2.45M tokens a day" in str(app.screen.query_one(Label).render())
