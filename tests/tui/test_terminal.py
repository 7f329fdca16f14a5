"""The whole program in a real terminal: keys as a terminal sends them, the real advisor, SIGKILL and resumption."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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

    def shell(self) -> None:
        """A shell with job control, as people have it."""
        self.tmux("new-session", "-d", "-s", "t", "-x", self._size[0], "-y", self._size[1], "bash --norc -i")

    def program(self) -> int:
        """The process that the terminal's shell has started."""
        shell = self.tmux("list-panes", "-t", "t", "-F", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def kill(self) -> None:
        """SIGKILL to the program, then the terminal closes."""
        os.kill(self.program(), signal.SIGKILL)
        self.hang_up()

    def hang_up(self) -> None:
        """The window is closed."""
        self.tmux("kill-session", "-t", "t")

    def resize(self, columns: int, rows: int) -> None:
        self.tmux("resize-window", "-t", "t", "-x", str(columns), "-y", str(rows))

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "t", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "t")

    def wait_for(self, text: str, seconds: float = 180) -> str:
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
    terminal.wait_for("Answer or ask")
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


def test_a_closed_terminal_ends_the_program_and_the_conversation_goes_on(terminal: Terminal) -> None:
    terminal.start(BREAKEVEN)
    terminal.wait_for("Where should your language-model work run?")
    terminal.keys("Hospital, HIPAA, no data may leave our network, 5M tokens a day", "Enter")
    terminal.wait_for("% sure")
    program = terminal.program()
    terminal.hang_up()
    _until(lambda: not Path(f"/proc/{program}").exists())  # nothing is left behind to spin
    terminal.start(f"{BREAKEVEN} --resume")
    terminal.wait_for("Hospital, HIPAA")
    terminal.wait_for("% sure")


@pytest.mark.parametrize("how", ["command", "signal"])
def test_suspended_and_brought_back_the_chat_goes_on(terminal: Terminal, how: str) -> None:
    terminal.shell()
    terminal.keys(BREAKEVEN, "Enter")
    terminal.wait_for("Where should your language-model work run?")
    terminal.keys("RAG for 2000 employees, 15 questions a day each, GDPR", "Enter")
    terminal.wait_for("% sure")
    if how == "command":
        terminal.keys("/suspend", "Enter")
    else:
        os.kill(terminal.program(), signal.SIGTSTP)
    terminal.wait_for("Stopped")
    terminal.keys("echo shell $((20 + 3))", "Enter")
    terminal.wait_for("shell 23")
    if how == "signal":
        terminal.resize(100, 30)  # while it sleeps
    terminal.keys("fg", "Enter")
    terminal.wait_for("% sure")  # drawn whole, before anything else happens
    terminal.wait_for("^p")
    terminal.keys("make it 3M tokens a day", "Enter")
    terminal.wait_for("make it 3M tokens a day")
    _until(lambda: terminal.screen().count("understood:") >= 1 and "shell 23" not in terminal.screen())


def _until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)
