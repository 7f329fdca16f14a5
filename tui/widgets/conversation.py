"""The conversation: what was said, what is being done about it, and the answer as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from tui.widgets.messages import Asked, Earlier, Note, UserMessage
from tui.widgets.steps import Steps

if TYPE_CHECKING:
    from textual.widgets.markdown import MarkdownStream


ASKED = "\n\n**Next question:**"  # how the last paragraph of an answer begins; the question card shows it


class Exchange(Vertical):
    """One message and its answer, without the question at its end: that stands above the message until it is
    answered, and then as a line of its own."""

    def __init__(self, text: str | None) -> None:
        super().__init__(classes="exchange" if text is not None else "exchange -edited")
        self._text = text
        self.steps = Steps()
        from tui.widgets.markdown import CitedMarkdown  # Markdown is not needed for the first picture

        self.answer = CitedMarkdown()
        self._stream: MarkdownStream | None = None
        self._come = ""  # of the answer so far
        self._shown = 0  # characters of it
        self._finished = False  # and laid out with all it says
        self._height = 0  # when it was last asked to sleep
        self._asleep: list[Widget] = []  # our parts, while they are off the screen

    def compose(self) -> ComposeResult:
        if self._text is not None:
            yield UserMessage(self._text)
        yield self.steps
        yield self.answer

    async def write(self, fragment: str) -> None:
        """The next fragment of the answer."""
        self._come += fragment
        until = len(certain(self._come))
        if until > self._shown:
            # only now: a stream that is stopped before its first write cancels whoever stops it (textual 8.2)
            self._stream = self._stream or self.answer.get_stream(self.answer)
            await self._stream.write(self._come[self._shown : until])
            self._shown = until

    async def finish(self, markdown: str | None) -> None:
        """The answer is complete (None: it was stopped, keep what is there)."""
        self.steps.end()
        if self._stream is not None:
            await self._stream.stop()
            self._stream = None
        if markdown is not None:
            text, shown = markdown.partition(ASKED)[0], self.answer.source
            await (self.answer.append(text[len(shown) :]) if text.startswith(shown) else self.answer.update(text))
        self.call_after_refresh(self._was_laid_out)

    def _was_laid_out(self) -> None:
        self._finished = True

    # ---- far from what is in view, an exchange is a box as high as it was: a layout then costs what is in view

    def sleep(self) -> bool:
        """Takes its parts out of the layout, if it has the height that it had when last asked: one that has not come to
        rest would be cut. False where it is to be asked once more."""
        before, self._height = self._height, self.size.height
        if self._finished and not self._asleep and self._height:
            if self._height != before:
                return False
            self._asleep = [part for part in self.children if part.display]
            self.styles.height = self.size.height
            for part in self._asleep:
                part.display = False
        return True

    def wake(self) -> None:
        """Puts its parts back."""
        self._height = 0
        if self._asleep:
            self.styles.height = None
            for part in self._asleep:
                part.display = True
            self._asleep = []


def certain(come: str) -> str:
    """What of an answer is shown while the rest is on its way: whole paragraphs, lists and tables, which need not be
    built again when more comes; nothing that may be the question's beginning."""
    text = come.partition(ASKED)[0]
    return text[: max(0, text.rfind("\n\n"))] if text == come else text


class Conversation(VerticalScroll):
    """All exchanges, oldest first. A new one is followed until it fills the view from its first line, so that an answer
    is read from its beginning; whoever scrolls keeps the place they scrolled to."""

    BINDING_GROUP_TITLE = "Conversation"
    HELP = (
        "What was said. Up and Down go from block to block, Enter copies the one that is marked; Page Up and Page Down "
        "scroll; a click on [n] opens its source. Dragging with the mouse selects, Ctrl+C copies the selection."
    )
    BINDINGS = [
        Binding("up", "block(-1)", "Previous block", show=False),
        Binding("down", "block(1)", "Next block", show=False),
        Binding("enter", "copy_block", "Copy block"),
        Binding("space", "unfold_block", "Unfold", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="conversation")
        self._marked: Widget | None = None
        self._newest: Widget | None = None
        self._put = 0.0  # where we scrolled to; elsewhere means that the user did
        self._width = 0  # for which the exchanges were laid out
        self._place: tuple[Exchange, float] | None = None  # what begins the view, and how much of it is above
        self._keeping = False  # that place, while every height becomes another

    async def start(self, text: str | None) -> Exchange:
        """A new exchange for what the user said (None: they edited a value)."""
        exchange = Exchange(text)
        await self.follow(exchange)
        return exchange

    async def asked(self, question: str) -> None:
        """Keeps a question that was answered or passed over where it was asked: at the end of the newest exchange."""
        newest = self.query_children(Exchange)
        await (newest.last() if newest else self).mount(Asked(question))

    async def follow(self, exchange: Exchange) -> None:
        """Puts an exchange at the end and follows it."""
        await self._add(exchange)

    async def put_first(self, exchange: Exchange) -> None:
        """Puts an older exchange above the others."""
        first = next(iter(self.query(Exchange)), None)
        self._newest = None
        await self.mount(exchange, before=first) if first else await self.mount(exchange)

    def show_exchange(self, exchange: Exchange) -> None:
        """Scrolls so that it begins the view."""
        self.call_after_refresh(self.scroll_to_widget, exchange, animate=False, top=True)

    async def drop(self, first: Exchange) -> None:
        """Takes off all that stands before an exchange, unless somebody is reading elsewhere: it would move."""
        if not self._following:
            return
        before = self.children[: self.children.index(first)]
        if any(old is self._marked or old in self._marked.ancestors for old in before if self._marked):
            self.mark(None)
        await self.remove_children(before)

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
        self.call_after_refresh(self._settle)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if abs(old_value - self._put) <= 1 and new_value < old_value and new_value >= self.max_scroll_y:
            self._put = new_value  # what is shown became shorter: the place moved, not the user
        if round(old_value) != round(new_value):
            self._settle()

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:  # every height may be another
            self._width, self._keeping = event.size.width, not self._following
            self.call_after_refresh(self._back)
            for exchange in self.query(Exchange):
                exchange.wake()
        self.call_after_refresh(self._follow)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Only what is in view, and a screen above and below it, takes part in the layout."""
        height = self.size.height
        near = range(round(self.scroll_y) - height, round(self.scroll_y) + 2 * height)
        at_rest, still = True, self.outer_size.width == self._width and not self._keeping
        for exchange in self.query_children(Exchange):
            top = exchange.virtual_region.y
            if still and 0 <= self.scroll_y - top < exchange.size.height:
                self._place = exchange, (self.scroll_y - top) / exchange.size.height
            if top < near.stop and top + exchange.size.height > near.start:
                exchange.wake()
            else:
                at_rest &= exchange.sleep()
        if not at_rest:
            self.call_after_refresh(self._settle)

    def _back(self) -> None:
        """To the place that was being read before the width changed."""
        if self._keeping and self._place is not None and self._place[0].is_attached:
            exchange, share = self._place
            y = exchange.virtual_region.y + round(share * exchange.size.height)
            self.scroll_to(y=y, animate=False, immediate=True)
        self._keeping = False

    @property
    def _following(self) -> bool:
        return self._newest is not None and self._newest.is_attached and abs(self.scroll_y - self._put) <= 1

    def _follow(self) -> None:
        if self._newest is None or not self._following:
            return
        # at once: a scroll that is put off would look like the user's own when the next part comes in between
        self.scroll_to(y=min(self._newest.virtual_region.y, self.max_scroll_y), animate=False, immediate=True)
        self._put = self.scroll_y

    async def clear(self) -> None:
        """Takes everything off the screen."""
        self._newest = None
        await self.remove_children()

    def last_answer(self) -> str:
        """The Markdown of the latest answer, empty if there is none."""
        return next((e.answer.source for e in reversed(self.query(Exchange).nodes) if e.answer.source), "")

    # ---- blocks: each message of the user, each paragraph, list and table of an answer, each remark

    def blocks(self) -> list[Widget]:
        """All of them, oldest first."""
        found: list[Widget] = []
        for child in self.children:
            if isinstance(child, Exchange):
                found += [*child.query(UserMessage), *child.answer.children]
            elif isinstance(child, (Earlier, Note)):
                found.append(child)
        return found

    def mark(self, block: Widget | None) -> None:
        """Puts the mark on a block, or takes it away."""
        if self._marked is not None:
            self._marked.remove_class("-marked")
        self._marked = block
        if block is not None:
            block.add_class("-marked")

    def action_block(self, by: int) -> None:
        blocks = self.blocks()
        if not blocks:
            return
        if self._marked in blocks:
            at = blocks.index(self._marked) + by
        else:
            seen = [i for i, block in enumerate(blocks) if block.region.overlaps(self.region)]
            at = (seen[-1] if by < 0 else seen[0]) if seen else len(blocks) - 1
        if not 0 <= at < len(blocks):
            self.scroll_relative(y=by, animate=False)
            return
        self.mark(blocks[at])
        self.scroll_to_widget(blocks[at], animate=False)

    def action_copy_block(self) -> None:
        if isinstance(self._marked, Earlier):
            self._marked.post_message(Earlier.Wanted())
            return
        source = getattr(self._marked, "source", None)
        if source:
            self.app.copy_to_clipboard(source.strip())
        self.notify("Copied: " + " ".join(source.split())[:60] if source else "Up and Down mark the block to copy.")

    def action_unfold_block(self) -> None:
        if isinstance(self._marked, UserMessage):
            self._marked.unfold()

    def on_blur(self) -> None:
        self.mark(None)

    def on_click(self, event: events.Click) -> None:
        blocks = set(self.blocks())
        clicked = event.widget
        block = next((w for w in clicked.ancestors_with_self if w in blocks), None) if clicked else None
        self.mark(block if isinstance(block, Widget) else None)
