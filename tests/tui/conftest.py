"""Every picture the same: no blinking, no animation; and the helpers beside this file importable by name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

sys.path.insert(0, str(Path(__file__).parent))

import scripted


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No blinking cursor, no animation, colours on: the picture is the same every time."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("agent.views.cost_curve", scripted.curve)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None, raising=False)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None, raising=False)
