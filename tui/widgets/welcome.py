"""The first screen: three lines on what this is, three real sentences to begin with."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

WHAT = (
    ("Where should your language-model work run?", "bold $primary"),
    "\nTell me in your own words what you do, how much of it, and what rules your data is under. "
    "I ask only what can change the answer.\n"
    "Every figure is computed for you or quoted, and [n] opens its source. It runs here: no account, no key.",
)
STARTS = (
    "We summarise support tickets, about 30M tokens a day, EU customers, nobody here has run GPUs",
    "We pay OpenAI $40,000 a month for chat and RAG and we have two engineers who know GPUs - should we host our own?",
    "Hospital, HIPAA, the data may not leave our network: 5M tokens a day of record extraction",
)


class Start(Button):
    """A starting sentence; pressing it sends it."""

    HELP = "A sentence to begin with. Enter sends it; the message below takes your own words."
    BINDINGS = [
        Binding("up", "app.focus_previous", "Previous", show=False),
        Binding("down", "app.focus_next", "Next", show=False),
    ]


class Welcome(Vertical):
    """Goes away with the first message."""

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble(*WHAT), id="what")
        yield Static("Begin with your own words below, or with one of these:", classes="muted")
        for sentence in STARTS:
            yield Start(Content.assemble(("❯ ", "$accent"), sentence), compact=True, classes="start", name=sentence)
