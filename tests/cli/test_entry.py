"""The installed command's first moment."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from tui import entry


@pytest.mark.parametrize(("args", "loading"), [([], "tui.app"), (["--help"], "tui.cli")])
def test_interrupted_while_loading_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], args: list[str], loading: str
) -> None:
    real = builtins.__import__

    def interrupted(name: str, *args: Any, **more: Any) -> Any:
        if name == loading:
            raise KeyboardInterrupt
        return real(name, *args, **more)

    monkeypatch.setattr(sys, "argv", ["breakeven", *args])
    monkeypatch.setattr(builtins, "__import__", interrupted)
    assert entry.main() == 130
    assert capsys.readouterr().err == "breakeven: interrupted\n"


def test_the_chat_without_a_terminal_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["breakeven"])
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert entry.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
