"""Wheel and sdist: built, installed where no repository is, and asked; and the chat out of a fresh clone.

The other of the two commands, ``make test``, is what runs these tests: .ci/run calls it in a fresh clone.
"""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import termios
import time
from pathlib import Path

import jsonschema
import pytest
from installed import Built, Environment, run
from pages import ROOT

from tui.schema import ask_schema

pytestmark = pytest.mark.slow
SAID = "We summarise support tickets, 30M tokens a day, nobody here has run GPUs"


def asked(clean: Environment) -> None:
    answer = json.loads(clean("breakeven", "ask", "--json", SAID))
    jsonschema.validate(answer, ask_schema())
    assert answer["profile"]["workloads"][0]["tokens_per_day"] == 30e6
    assert answer["recommendation"]["citations"]


def test_the_wheel_answers_without_a_repository(clean: Environment) -> None:
    where = clean(
        "python", "-c", "import agent, knowledge, tools, tui, slackbot as s; print(agent.__file__, s.__file__)"
    )
    assert str(ROOT) not in where and where.count("site-packages") == 2
    asked(clean)
    assert json.loads(clean("breakeven", "search", "--json", "break-even against open models"))["passages"]
    clean("breakeven", "doctor")


def test_an_extra_is_added_to_what_is_installed(clean: Environment) -> None:
    """``breakeven[memo]`` is what the program and the guide say; no index needs to know breakeven for it."""
    asked_first = clean("breakeven", "usage", "import", str(_activity(clean)), "--yes")
    assert asked_first
    clean("pip", "install", "-q", "breakeven[memo]")
    clean("breakeven", "memo", "-o", "memo.pdf")
    assert (clean.desk / "memo.pdf").read_bytes().startswith(b"%PDF")


def _activity(clean: Environment) -> Path:
    path = clean.desk / "activity.csv"
    path.write_text(
        "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n"
        "2026-11-01 00:00:00,openai/gpt-oss-120b,0.9,0,500,1000000,100000,0\n"
        "2026-11-02 00:00:00,openai/gpt-oss-120b,1.1,0,620,1200000,130000,0\n",
        encoding="utf-8",
    )
    return path


def test_the_sdist_answers_too(built: Built, clean: Environment) -> None:
    clean("pip", "install", "-q", "--force-reinstall", "--no-deps", str(built.sdist))
    asked(clean)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is nothing to clone")
    folder = tmp_path_factory.mktemp("clone") / "breakeven"
    run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), str(folder)])
    return folder


def test_make_run_opens_the_chat_in_a_fresh_clone(clone: Path, tmp_path: Path) -> None:
    shown, code = _on_a_terminal(["make", "run"], clone, tmp_path, until=b"language-model work run?", then=b"\x11")
    assert code == 0, shown[-3000:]


def _on_a_terminal(command: list[str], folder: Path, home: Path, *, until: bytes, then: bytes) -> tuple[bytes, int]:
    """What a command shows on a terminal, with one key pressed once ``until`` stands there; and its exit status."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (30, 100))
    variables = {**os.environ, "BREAKEVEN_HOME": str(home), "TERM": "xterm-256color"}
    with subprocess.Popen(command, cwd=folder, env=variables, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown, pressed, end = b"", False, time.monotonic() + 600
        while process.poll() is None and time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    shown += os.read(ours, 65536)
                except OSError:  # the other side is closed
                    break
            if not pressed and until in shown:
                os.write(ours, then)
                pressed = True
        if time.monotonic() >= end:
            process.kill()
    os.close(ours)
    assert pressed, shown[-3000:]
    return shown, process.returncode
