"""The command line itself: help without heavy imports, exit statuses, one line for every failure."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from tui import failures
from tui.cli import COMMANDS, cli, main

HEAVY = {
    "langgraph",
    "chromadb",
    "openai",
    "textual",
    "onnxruntime",
    "numpy",
    "pydantic",
    "rich",
    "agent",
    "knowledge",
    "tools",
    "genai_prices",
}


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, tui.cli; tui.cli.main(['--help']); print(*{m.split('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Commands:" in done.stdout
    assert not HEAVY & set(done.stderr.split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_loads_and_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert "Usage: breakeven" in capsys.readouterr().out


@pytest.mark.parametrize(
    "args", [["nonsense"], ["ask", "--nonsense"], ["ask"], ["search"], ["calc", "capacity", "--gpus", "x"]]
)
def test_a_wrong_command_line_is_2_and_one_line(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "--help" in err


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (BrokenPipeError(), 1, "closed"),
        (PermissionError(13, "Permission denied", "/x"), 1, "BREAKEVEN_HOME"),
        (OSError(30, "Read-only file system", "/x"), 1, "BREAKEVEN_HOME"),
        (failures.Failure("a\nb"), 1, "a b"),
        (ValueError("no good"), 1, "no good"),
        (RuntimeError("surprise"), 1, "internal error"),
    ],
)
def test_failures_become_one_line(
    error: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def broken() -> None:
        raise error

    monkeypatch.setattr(failures, "_silence_stdout", lambda: None)
    monkeypatch.setattr(cli, "get_command", lambda ctx, name: broken)
    assert main(["broken"]) == code
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_message_says_so(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", text]) == 1
    assert "empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ({"do": "say", "text": "30M tokens a day"}, "> 30M tokens a day"),
        ({"do": "edit", "slot": "team.gpu_ops", "value": "none"}, "> (set by hand: team.gpu_ops)"),
        ({"do": "fill", "values": []}, "> (facts from an import)"),
        ({"do": "keep", "name": "today"}, "> (kept as scenario today)"),
    ],
)
def test_a_saved_conversation_says_what_was_done_where_nothing_was_said(heard: dict[str, object], shown: str) -> None:
    from agent.sessions.journal import TurnRecord
    from tui.commands.sessions import _turn

    record = TurnRecord(1, None, heard, "2026-11-28T10:00:00", {"answer": "Noted."})
    assert _turn(record) == f"{shown}\n\nNoted."
