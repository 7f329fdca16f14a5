"""Every ``breakeven`` command in the README and in docs/ runs, in the order of its page, in a home of its own."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import jsonschema
import pytest
from pages import PAGES, ROOT, Command, blocks, commands, other_commands

from agent.advisor import Advisor
from agent.settings import load_settings
from knowledge.catalogue import update
from tui.cli import COMMANDS, main
from tui.sample import BEGIN, END, QUESTION
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


ELSEWHERE = {  # what is no ``breakeven`` line, and where it is run or looked at
    "make run": "tests/docs/test_installed.py",
    "make test": ".ci/run", "make check": ".ci/run", ".ci/run": "CI itself",
    "make bench": "a target", "make docs": "a target", "make pins": "a target",
    "python -m knowledge.catalogue.update": "test_the_catalogue_is_updated_as_the_page_says",
    "pip install .": "tests/docs/test_installed.py, as sdist",
    "pip install 'breakeven[": "tests/docs/test_installed.py",
    "pip wheel": "tests/docs/test_operating.py", "pip install dist/": "tests/docs/test_operating.py",
    "pip install --upgrade dist/": "tests/docs/test_operating.py",
    "chroma run": "tests/docs/test_operating.py", "sqlite3": "tests/docs/test_operating.py",
    "tar": "tests/docs/test_operating.py", "pg_dump": "tests/docs/test_operating.py",
    "psql": "tests/docs/test_operating.py", "mkdir": "tests/docs/test_operating.py",
    "rm": "tests/docs/test_operating.py", "cp": "tests/docs/test_operating.py",
    "export BREAKEVEN_": "tests/docs/test_operating.py", "export SLACK_": "tests/slackbot, as settings",
    "curl localhost:9464/readyz": "tests/slackbot/test_operation.py",
    "pytest -m slow tests/tui/test_snapshots.py": "a file", "python -m": "a module", "python bench/": "a file",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_other_command_is_run_or_exists(page: Path) -> None:
    """A line of a page that nobody runs is a line that nobody knows to work."""
    for line in other_commands(page):
        known = max((start for start in ELSEWHERE if line.startswith(start)), key=len, default=None)
        assert known, f"{page.name}: {line} is not accounted for in ELSEWHERE"
        if line.startswith("make "):
            assert f"\n{line.split()[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8"), line
        if line.startswith("python -m "):
            assert importlib.util.find_spec(line.split()[2]), line
        for word in line.split():
            if word.startswith(("bench/", "tests/")):
                assert (ROOT / word).exists(), line
        if extra := re.search(r"breakeven\[([\w,]+)\]", line):
            declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
            assert set(extra[1].split(",")) <= set(declared["optional-dependencies"]), line


def test_the_catalogue_is_updated_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The block of extending.md, with the catalogue copied so that ``--write`` changes nothing here."""
    (block,) = (b for b in blocks(ROOT / "docs" / "extending.md") if b.name == "update")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "knowledge" / "catalogue", tmp_path / "own", ignore=shutil.ignore_patterns("*.py"))
    for line in block.text.splitlines():
        words = shlex.split(line)
        assert words[:3] == ["python", "-m", "knowledge.catalogue.update"]
        arguments, _, target = " ".join(words[3:]).partition(" > ")
        printed = io.StringIO()
        assert update.main(["--folder", "own", *arguments.split()], printed) == 0, line
        if target:
            Path(target).write_text(printed.getvalue(), encoding="utf-8")
    assert (tmp_path / "sheet.csv").read_text(encoding="utf-8").startswith("gpu,")


def test_the_sample_of_the_readme_is_still_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """Prices move from day to day; what is recommended and the parts of the answer do not."""
    assert main(["ask", QUESTION]) == 0
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    sample = text[text.index(BEGIN) : text.index(END)].replace("\n> ", "\n")
    answer = capsys.readouterr().out
    assert answer.splitlines()[0].split("It costs")[0].replace("*", "") in sample.replace("*", "")
    heads = [line.strip("*") for line in answer.splitlines() if re.fullmatch(r"\*\*[A-Z][^*]*\*\*", line)]
    assert all(head in sample for head in heads), "make docs writes it anew"


def test_the_guide_shows_every_command() -> None:
    shown = {c.arguments[0] for page in PAGES for c in commands(page) if c.arguments}
    assert set(COMMANDS) <= shown | ENDLESS


def test_the_schema_of_ask_is_up_to_date() -> None:
    written = json.loads((ROOT / "docs" / "ask.schema.json").read_text(encoding="utf-8"))
    assert written == ask_schema(), "out of date: make docs writes it anew"


def test_an_answer_fits_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "RAG over contracts, 20M tokens a day, EU customers"]) == 0
    jsonschema.validate(json.loads(capsys.readouterr().out), ask_schema())
