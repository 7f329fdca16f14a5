"""The conversation: what was said, what is being done about it, and the answer as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.widgets.markdown import MarkdownStream

SPINNER = "◐◓◑◒"


class UserMessage(Static):
    """What the user said. Shown as written: brackets are not markup."""

    def __init__(self, text: str) -> None:
        super().__init__(Content.assemble(("❯ ", "bold $primary"), text), classes="user")


class Asked(Static):
    """A question of ours that was answered or passed over, kept where it was asked."""

    def __init__(self, text: str) -> None:
        super().__init__(Content.assemble(("? ", "bold $accent"), (text, "$foreground 65%")), classes="asked")


class Note(Static):
    """A line of ours that is no answer: what failed and what to do, a command's result."""

    def __init__(self, text: str, kind: str = "info") -> None:
        mark, style = {"error": ("✗ ", "bold $error"), "done": ("✓ ", "bold $success")}.get(
            kind, ("· ", "bold $accent")
        )
        super().__init__(Content.assemble((mark, style), text), classes=f"note -{kind}")


class Steps(Static):
    """The steps of one answer as they happen, one line each; the last one turns while it is at work."""

    def __init__(self) -> None:
        super().__init__(classes="steps")
        self._done: list[str] = []
        self._doing: str | None = None
        self._turn = 0

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
        self.update(Content("\n").join(lines))


class Exchange(Vertical):
    """One message and its answer."""

    def __init__(self, text: str | None) -> None:
        super().__init__(classes="exchange")
        self._text = text
        self.steps = Steps()
        from tui.widgets.markdown import CitedMarkdown  # Markdown is not needed for the first picture

        self.answer = CitedMarkdown()
        self._stream: MarkdownStream | None = None

    def compose(self) -> ComposeResult:
        if self._text is not None:
            yield UserMessage(self._text)
        yield self.steps
        yield self.answer

    async def write(self, fragment: str) -> None:
        """The next fragment of the answer."""
        if self._stream is None:
            self._stream = self.answer.get_stream(self.answer)
        await self._stream.write(fragment)

    async def finish(self, markdown: str | None) -> None:
        """The answer is complete (None: it was stopped, keep what is there). Parsed once more as a whole: a streamed
        document can keep blocks that were built before their end was known."""
        self.steps.end()
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        if markdown is not None:
            await self.answer.update(markdown)


class Conversation(VerticalScroll):
    """All exchanges, oldest first. A new one is followed until it fills the view from its first line, so that an answer
    is read from its beginning; whoever scrolls keeps the place they scrolled to."""

    BINDING_GROUP_TITLE = "Conversation"
    HELP = "What was said. Up, Down, Page Up and Page Down scroll; [n] opens its source."

    def __init__(self) -> None:
        super().__init__(id="conversation")
        self._newest: Widget | None = None
        self._put = 0.0  # where we scrolled to; elsewhere means that the user did

    async def start(self, text: str | None) -> Exchange:
        """A new exchange for what the user said (None: they edited a value)."""
        exchange = Exchange(text)
        await self._add(exchange)
        return exchange

    async def note(self, text: str, kind: str = "info") -> None:
        """A line of ours."""
        note = Note(text, kind)
        await self._add(note, follow=self._newest is None)

    async def _add(self, widget: Widget, *, follow: bool = True) -> None:
        await self.mount(widget)
        if follow:
            self._newest, self._put = widget, self.scroll_y
        self.call_after_refresh(self._follow)

    def watch_virtual_size(self) -> None:
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        if self._newest is None or not self._newest.is_attached or abs(self.scroll_y - self._put) > 1:
            return
        self._put = min(self._newest.virtual_region.y, self.max_scroll_y)
        self.scroll_to(y=self._put, animate=False)

    async def clear(self) -> None:
        """Takes everything off the screen."""
        self._newest = None
        await self.remove_children()

    def last_answer(self) -> str:
        """The Markdown of the latest answer, empty if there is none."""
        return next((e.answer.source for e in reversed(self.query(Exchange).nodes) if e.answer.source), "")
