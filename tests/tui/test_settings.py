"""The settings: a model with a test, a theme, documents. What is chosen holds at once and at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
import scripted
from driving import chat, until
from model_server import serving, tool_call
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from agent.settings import SettingsError, config_file, keep, load_settings
from tui.app import Chat
from tui.screens.document import Document
from tui.screens.settings import Settings
from tui.widgets.document_list import DocumentList
from tui.widgets.model_form import ModelForm
from tui.widgets.theme_list import ThemeList


async def opened(app: Chat, pilot: Pilot[None], tab: str) -> None:
    await pilot.press("f9")
    await until(pilot, lambda: isinstance(app.screen, Settings))
    await pilot.press(tab)
    await pilot.pause()


def said(app: Chat, name: str) -> str:
    return str(app.screen.query_one(name, Static).render())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_model_is_tested_and_used(size: tuple[int, int]) -> None:
    def script(asked: dict[str, object]) -> object:
        if asked.get("tools"):
            return tool_call("lookup", word="weaver")
        return '{"word": "weaver"}' if "response_format" in asked else "Hello."

    advisor = scripted.Advisor()
    with serving(script) as server:
        async with chat(size=size, advisor=advisor) as (app, pilot):
            await opened(app, pilot, "f2")
            form = app.screen.query_one(ModelForm)
            form.query_one("#model-model", Input).value = "scripted"
            form.query_one("#model-server", Input).value = f"http://127.0.0.1:{server.server_port}/v1"
            form.query_one("#model-key", Input).value = "secret"
            await pilot.click("#test")
            await until(pilot, lambda: "scripted answers in" in said(app, "#model-said"), 30)
            await pilot.click("#use")
            await until(pilot, lambda: "Kept in" in said(app, "#model-said"))
        assert server.requests
    assert (advisor.settings.model, advisor.settings.openai_api_key) == ("scripted", "secret")
    assert load_settings().model == "scripted"
    assert "secret" not in config_file().read_text(encoding="utf-8")


async def test_a_server_that_is_not_there_is_a_sentence_and_no_model_is_one_key() -> None:
    advisor = scripted.Advisor()
    async with chat(advisor=advisor) as (app, pilot):
        await opened(app, pilot, "f2")
        form = app.screen.query_one(ModelForm)
        form.query_one("#model-model", Input).value = "nobody"
        form.query_one("#model-server", Input).value = "http://127.0.0.1:9/v1"
        await pilot.click("#test")
        await until(pilot, lambda: "Try: check Server, Model and the key" in said(app, "#model-said"), 60)
        await pilot.click("#none")
        await until(pilot, lambda: "No model" in said(app, "#model-said"))
        assert advisor.settings.builtin


async def test_a_theme_is_shown_under_the_cursor_and_kept_by_enter() -> None:
    async with chat() as (app, pilot):
        await opened(app, pilot, "f3")
        themes = app.screen.query_one(ThemeList).query_one(OptionList)
        await until(pilot, lambda: themes.has_focus)
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "breakeven-light")
        await pilot.press("f4")
        await until(pilot, lambda: app.theme == "breakeven-dark")  # left without Enter
        await pilot.press("f3")
        await until(pilot, lambda: themes.has_focus)
        await pilot.press("down", "enter", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert app.theme == "breakeven-light"
    assert Chat(scripted.Advisor).theme == "breakeven-light"  # the next start


async def test_documents_are_added_opened_and_removed(tmp_path: Path) -> None:
    file = tmp_path / "our-prices.txt"
    file.write_text("A token costs two cents.", encoding="utf-8")
    advisor = scripted.Advisor()
    async with chat(advisor=advisor) as (app, pilot):
        await opened(app, pilot, "f4")
        options = app.screen.query_one(DocumentList).query_one(OptionList)
        await until(pilot, lambda: options.option_count == 1)
        options.focus()
        await pilot.press("delete")
        await until(pilot, lambda: "Our summaries belong to the program" in said(app, "#documents-said"))
        await pilot.press("insert")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: options.option_count == 2)
        await until(pilot, lambda: "our-prices.txt: added" in said(app, "#documents-said"))
        options.highlighted = 0
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Document))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Settings))
        await pilot.press("delete", "delete")
        await until(pilot, lambda: options.option_count == 1)
    assert advisor.added == []
    assert file.exists()


async def test_in_a_browser_neither_the_model_nor_a_file_of_the_machine_can_be_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Chat, "is_web", True)
    async with chat() as (app, pilot):
        await opened(app, pilot, "f4")
        options = app.screen.query_one(DocumentList).query_one(OptionList)
        await until(pilot, lambda: options.option_count == 1 and options.has_focus)
        assert not app.screen.query(ModelForm)
        await pilot.press("f2", "insert", "delete")
        assert isinstance(app.screen, Settings)
        assert "breakeven sources add" in said(app, "#documents-said")
        await pilot.press("f3")
        themes = app.screen.query_one(ThemeList).query_one(OptionList)
        await until(pilot, lambda: themes.has_focus)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "until the page is closed" in said(app, "ThemeList .hint"))
    assert not config_file().exists()


def test_what_is_kept_leaves_the_rest_of_the_file_alone() -> None:
    file = config_file()
    file.parent.mkdir(parents=True)
    file.write_text('# ours\nBREAKEVEN_MODEL = "old"\nhome = "/somewhere"\n[later]\nmodel = 1\n', encoding="utf-8")
    keep({"model": 'a "quoted" name', "theme": "", "openai_api_key": "secret"})
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert text.endswith("[later]\nmodel = 1\n")
    assert "old" not in text
    assert "secret" not in text
    assert load_settings().model == 'a "quoted" name'


def test_a_damaged_file_is_not_overwritten() -> None:
    file = config_file()
    file.parent.mkdir(parents=True)
    file.write_text("model = ", encoding="utf-8")
    with pytest.raises(SettingsError):
        keep({"theme": "nord"})
    assert file.read_text(encoding="utf-8") == "model = "
