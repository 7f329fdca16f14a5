"""The first picture comes before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys

LATE = (
    "langgraph",
    "chromadb",
    "openai",
    "onnxruntime",
    "numpy",
    "textual_plot",
    "pydantic",
    "agent",
    "knowledge",
    "tools",
    "rich.markdown",
    "click",
)


def test_the_chat_module_imports_neither_agent_nor_library_nor_plots() -> None:
    code = "import sys, tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    early = {"agent", "agent.settings"}  # the theme that is kept: it imports nothing but the standard library
    late = [name for name in loaded if name in LATE or name.startswith(tuple(f"{late}." for late in LATE))]
    assert set(late) <= early


def test_the_panels_are_not_needed_for_the_first_picture() -> None:
    code = "import sys, tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("tui.widgets.side", "tui.widgets.costs", "tui.screens."))]
