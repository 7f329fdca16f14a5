"""The first paint of a terminal program, as a terminal sees it: milliseconds from fork to text on the screen."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS, LINES = 120, 40
GLYPHS = 40  # characters on the screen that count as a paint
KEY = "¤"  # typed to see when keys are taken
LIMIT_S = 60.0
BARE = Path(__file__).with_name("bare.py")
_ESCAPES = re.compile(r"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b[\]P_^].*?(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b.", re.S)


@dataclass(frozen=True)
class Painted:
    """Seconds from fork; ``key_s`` is None where nothing typed was asked for."""

    paint_s: float
    key_s: float | None


def painted(command: Sequence[str], *, type_: bool = False) -> Painted:
    """Starts the program on a pseudo-terminal of 120 x 40 and ends it when it has painted. Error: RuntimeError."""
    with tempfile.TemporaryDirectory(prefix="bench-paint-") as home:
        start = time.perf_counter()
        child, screen = _fork(command, home)
        try:
            watch = _Watch(screen, start)
            paint = watch.until(lambda shown: len(re.sub(r"\s", "", shown)) >= GLYPHS)
            key = None
            if type_:
                os.write(screen, KEY.encode())
                key = watch.until(lambda shown: KEY in shown)
            return Painted(paint, key)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(screen)


def _fork(command: Sequence[str], home: str) -> tuple[int, int]:
    child, screen = pty.fork()
    if child == 0:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "HOME": home,
            "BREAKEVEN_HOME": home,
        }
        environment.pop("NO_COLOR", None)
        try:
            os.execvpe(command[0], list(command), environment)
        finally:
            os._exit(127)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return child, screen


class _Watch:
    """What the program has written so far, escape sequences taken out, from the alternate screen on."""

    def __init__(self, screen: int, start: float) -> None:
        self._screen, self._start, self._text = screen, start, ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def until(self, seen: Callable[[str], bool]) -> float:
        while time.perf_counter() - self._start < LIMIT_S:
            if select.select([self._screen], [], [], 0.5)[0]:
                try:
                    self._text += self._decoder.decode(os.read(self._screen, 65536))
                except OSError:
                    break
                if seen(self._shown()):
                    return time.perf_counter() - self._start
        raise RuntimeError(f"nothing of the kind within {LIMIT_S:g} s; last: {self._shown()[-200:]!r}")

    def _shown(self) -> str:
        return _ESCAPES.sub("", self._text.partition("\x1b[?1049h")[2])
