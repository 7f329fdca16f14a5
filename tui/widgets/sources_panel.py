"""Who says so: each cited passage with its standing, and the sources that disagree side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui import words
from tui.widgets.row import STEPS, Row

if TYPE_CHECKING:
    from agent.schema import Citation, Conflict, Recommendation

NARROWEST = 20  # cells of one side of a conflict
AROUND = 220  # characters of the document shown before and after a quote
MARK = {"stated": "▪", "unverified": "◌", "inference": "∴", "speculation": "≈"}
Document = Callable[[str], str | None]  # source id -> its text, None if it cannot be read


class SourceCard(Static, Row, can_focus=True):
    """One passage in its surroundings, the quote highlighted. Enter opens the whole document there."""

    BINDING_GROUP_TITLE = "Source"
    HELP = "A cited passage; the quote is highlighted. Enter opens the whole document at this place."
    BINDINGS = [*STEPS, Binding("enter,space", "open", "Open document")]

    @dataclass
    class Opened(Message):
        """The whole document is wanted, at this citation."""

        citation: Citation

    def __init__(self, citation: Citation, text: str | None) -> None:
        super().__init__(self._content(citation, text), classes="source", id=f"source-{citation.n}")
        self.citation = citation

    def _content(self, c: Citation, text: str | None) -> Content:
        kind = "our summary of the source" if c.kind == "digest" else "the original, word for word"
        before, after = _around(text, c.start, c.end) if text and text[c.start : c.end] == c.quote else ("", "")
        standing = "$foreground 65%" if c.standing == "stated" else "$warning"
        return Content.assemble(
            (f"[{c.n}] ", "bold $accent"), (c.title, "bold"), "\n",
            (f"{c.section} · {kind}\n" if c.section else f"{kind}\n", "$foreground 65%"),
            (f"{MARK[c.standing]} {words.STANDING[c.standing]}\n\n", standing),
            (before, "$foreground 60%"), (c.quote, "$text on $warning 30%"), (after, "$foreground 60%"),
        )  # fmt: skip

    def action_open(self) -> None:
        self.post_message(self.Opened(self.citation))

    def on_click(self) -> None:
        self.focus()


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Some of the document before and after a quote, cut at a word and within the paragraph."""
    before = text[max(0, start - AROUND) : start].rpartition("\n\n")[2]
    after = text[end : end + AROUND].partition("\n\n")[0]
    if start > len(before) and not text[max(0, start - AROUND) : start].endswith("\n\n") and len(before) == AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + " …"
    return before, after


class ConflictCard(Vertical):
    """What sources, or the user's own figures, disagree about: the sides, and what the arithmetic says."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(classes="conflict")
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        about = self._conflict.about.replace("_", " ")
        yield Static(Content.assemble(("⇄ They disagree", "bold $warning"), f" on {about}"), classes="about")
        with Horizontal(classes="sides"):
            for number, side in enumerate(self._conflict.sides):
                cites = "".join(f"[{n}]" for n in side.cites)
                yield Static(
                    Content.assemble(side.claim, (f" {cites}", "bold $accent")),
                    classes="side -next" if number else "side",
                )
        yield Static(Content.assemble(("The arithmetic: ", "bold"), self._conflict.computed), classes="computed")

    def on_resize(self) -> None:
        """Side by side where each has room for a few words in a line, else one below the other."""
        self.set_class(self.content_size.width < NARROWEST * len(self._conflict.sides), "-stacked")


class SourcesPanel(VerticalScroll, can_focus=False):
    """The citations of the latest answer."""

    def __init__(self) -> None:
        super().__init__(id="sources-panel")
        self._opened: SourceCard | None = None

    def compose(self) -> ComposeResult:
        hint = "Sources appear with your first message: every [n] opens one here."
        yield Static(hint, id="no-sources", classes="empty", markup=False)

    async def show(self, recommendation: Recommendation, document: Document) -> None:
        """Shows what a recommendation cites."""
        self.query_one("#no-sources").display = not (recommendation.citations or recommendation.conflicts)
        focused = self.screen.focused.citation.n if isinstance(self.screen.focused, SourceCard) else None
        async with self.batch():
            await self.query("SourceCard, ConflictCard").remove()
            await self.mount_all(
                [
                    *(ConflictCard(c) for c in recommendation.conflicts),
                    *(SourceCard(c, document(c.source)) for c in recommendation.citations),
                ]
            )
        if focused is not None:
            self.open(focused)

    def open(self, n: int) -> bool:
        """Brings source ``n`` into view and marks it; False if the latest answer has no such source."""
        found = None
        for card in self.query(SourceCard):
            card.set_class(card.citation.n == n, "-active")
            found = card if card.citation.n == n else found
        if found is None:
            return False
        found.focus(scroll_visible=False)
        self._opened = found
        self.call_after_refresh(self._bring)
        return True

    def watch_virtual_size(self) -> None:
        """A panel that was hidden is laid out in steps: what stands above the source gets its height last."""
        self.call_after_refresh(self._bring)

    def _bring(self) -> None:
        if self._opened is not None and self.screen.focused is self._opened:
            self.scroll_to_widget(self._opened, animate=False, top=False)
