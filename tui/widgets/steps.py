"""What is being done about a message, as it happens."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer

from tui.widgets.drawn import Drawn

SPINNER = "◐◓◑◒"


class Steps(Drawn):
    """The steps of one answer as they happen, one line each; the last one turns while it is at work."""

    def __init__(self) -> None:
        super().__init__(classes="steps")
        self._done: list[str] = []
        self._doing: str | None = None
        self._turn = 0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        self._timer = self.set_interval(0.15, self._spin)

    def doing(self, what: str) -> None:
        """What is being worked on now."""
        self._doing = what
        self._draw()

    def done(self, what: str) -> None:
        """A step that ended, with what it found."""
        self._done.append(what)
        self._draw()

    def end(self) -> None:
        """Nothing more comes."""
        self._doing = None
        if self._timer is not None:
            self._timer.stop()
        self._draw()

    def _spin(self) -> None:
        if self._doing:
            self._turn += 1
            self._draw()

    def _draw(self) -> None:
        lines = [Content.assemble(("✓ ", "$success"), (text, "$foreground 65%")) for text in self._done]
        if self._doing:
            lines.append(
                Content.assemble((f"{SPINNER[self._turn % 4]} ", "$warning"), (f"{self._doing} …", "$foreground 65%"))
            )
        self.display = bool(lines)
        self.draw(Content("\n").join(lines))
