"""The installed command's first moment."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from tui import entry


def test_interrupted_while_loading_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def interrupted(name: str, *args: Any, **more: Any) -> Any:
        if name == "tui.cli":
            raise KeyboardInterrupt
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", interrupted)
    assert entry.main() == 130
    assert capsys.readouterr().err == "breakeven: interrupted\n"
