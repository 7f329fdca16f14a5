"""The whole program in a real terminal: keys as a terminal sends them, the real advisor, SIGKILL and resumption."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")]
BREAKEVEN = f"{sys.executable} -m tui.cli"


class Terminal:
    """A tmux of our own, on a socket of our own."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self._socket, self._size = str(folder / "tmux"), (str(columns), str(rows))
        self._env = {**os.environ, "BREAKEVEN_HOME": str(folder / "home"), "TERM": "xterm-256color"}
        self._env.pop("NO_COLOR", None)
        self.tmux("new-session", "-d", "-s", "keep", "sleep 900")  # or the server ends with its last session

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, *arguments]
        return subprocess.run(command, env=self._env, capture_output=True, text=True, check=False).stdout

    def start(self, command: str) -> None:
        shown = f"{command}; echo ENDED $?; sleep 600"
        self.tmux("new-session", "-d", "-s", "t", "-x", self._size[0], "-y", self._size[1], shown)

    def kill(self) -> None:
        """SIGKILL to the program, then the terminal closes."""
        shell = self.tmux("list-panes", "-t", "t", "-F", "#{pane_pid}").strip()
        child = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0]
        os.kill(int(child), signal.SIGKILL)
        self.tmux("kill-session", "-t", "t")

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "t", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "t")

    def wait_for(self, text: str, seconds: float = 90) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in (screen := self.screen()):
                return screen
            time.sleep(0.2)
        raise AssertionError(f"{text!r} did not appear:\n{self.screen()}")

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, *request.param)
    yield terminal
    terminal.close()


def test_a_stranger_gets_an_answer_opens_its_sources_and_comes_back(terminal: Terminal) -> None:
    terminal.start(BREAKEVEN)
    terminal.wait_for("Where should your language-model work run?")
    terminal.keys("RAG for 2000 employees, 15 questions a day each, GDPR", "Enter")  # typed ahead, in one burst
    terminal.wait_for("% sure")
    terminal.keys("F4")
    terminal.wait_for("Open document")
    terminal.keys("1")
    terminal.wait_for("[1] ")
    terminal.keys("Enter")
    terminal.wait_for("Esc closes")
    terminal.keys("Escape")
    terminal.wait_for("Open document")
    time.sleep(1)  # two escapes at once are another key to a terminal
    terminal.keys("Escape")
    terminal.wait_for("Your answer, or a question")
    terminal.keys("/profile", "Enter")
    terminal.wait_for("GDPR")
    terminal.keys("C-q")
    terminal.wait_for("ENDED 0")


def test_killed_and_resumed_the_conversation_is_there(terminal: Terminal) -> None:
    terminal.start(BREAKEVEN)
    terminal.wait_for("Where should your language-model work run?")
    terminal.keys("Hospital, HIPAA, no data may leave our network, 5M tokens a day", "Enter")
    terminal.wait_for("% sure")
    terminal.kill()
    terminal.start(f"{BREAKEVEN} --resume")
    terminal.wait_for("Hospital, HIPAA")
    terminal.wait_for("% sure")
    terminal.keys("what if it were 500M tokens a day?", "Enter")
    terminal.wait_for("what if it were")
