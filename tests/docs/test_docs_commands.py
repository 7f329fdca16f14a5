"""Every ``breakeven`` command in the README and in docs/ runs, in the order of its page, in a home of its own."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from pages import PAGES, ROOT, Command, commands

from agent.advisor import Advisor
from agent.settings import load_settings
from tui.cli import COMMANDS, main
from tui.schema import ask_schema

# Front ends run until they are left: that they exist and explain themselves is what is tested here.
ENDLESS = {"serve", "mcp", "slack"}
# 1 is an answer of these: something is old, something is broken.
MAY_FIND = {"prices check", "doctor"}
WITH_COMMANDS = [page for page in PAGES if commands(page)]


@pytest.fixture
def a_saved_conversation(own_home: Path) -> None:
    advisor = Advisor(load_settings())
    for _ in advisor.open().send("Chat, 5M tokens a day, we pay OpenAI $3,000 a month"):
        pass
    advisor.close()


def runnable(command: Command) -> list[str]:
    """The command line as it is run: one that opens a front end is only asked for its help."""
    given = [a for a in command.arguments if not a.startswith("-")]
    return [*given[:1], "--help"] if not given or given[0] in ENDLESS else command.arguments


@pytest.mark.usefixtures("a_saved_conversation")
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_every_command_of_the_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in commands(page):
        for name, text in command.files.items():
            Path(name).write_text(text, encoding="utf-8")
        line = runnable(command)
        code = main(line)
        out, err = capsys.readouterr()
        allowed = {0, 1} if " ".join(line[:2]) in MAY_FIND or line[0] in MAY_FIND else {0}
        assert code in allowed, f"{page.name}: breakeven {' '.join(line)}\n{err}"
        assert out.strip(), f"{page.name}: breakeven {' '.join(line)} printed nothing"
        if "--json" in line:
            json.loads(out)
        if command.output:
            Path(command.output).write_text(out, encoding="utf-8")


def test_the_guide_shows_every_command() -> None:
    shown = {c.arguments[0] for page in PAGES for c in commands(page) if c.arguments}
    assert set(COMMANDS) <= shown | ENDLESS


def test_the_schema_of_ask_is_up_to_date() -> None:
    written = json.loads((ROOT / "docs" / "ask.schema.json").read_text(encoding="utf-8"))
    assert written == ask_schema(), "out of date: make docs writes it anew"


def test_an_answer_fits_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "RAG over contracts, 20M tokens a day, EU customers"]) == 0
    jsonschema.validate(json.loads(capsys.readouterr().out), ask_schema())
