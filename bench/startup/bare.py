"""The floor: the least Textual app that shows a line and a footer."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Label


class Bare(App[None]):
    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Label("A line of text that is long enough to count as a paint.")
        yield Footer()


Bare().run()  # a script to be timed, not a module
