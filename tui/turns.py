"""What happens on the screen with each turn: the half of the app that follows the advisor's events."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on

from tui import advice, words
from tui.closing import while_open
from tui.history import History
from tui.widgets.chips import Chips
from tui.widgets.conversation import Conversation, Exchange
from tui.widgets.prompt import Editor
from tui.widgets.question import QuestionCard
from tui.widgets.status import StatusLine
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from agent import events
    from agent.schema import Answer, Profile, Question
    from tui.widgets.side import Side


TOO_LITTLE = "too little is known yet"


class Turns(History):
    """Mixed into the app. One exchange on the screen for each turn."""

    desk: advice.Desk
    side: Side | None

    def __init__(self) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self._exchanges: dict[int, Exchange] = {}
        self._passages: dict[int, int] = {}
        self._progress: dict[int, str] = {}
        self._tornado: Any = ()
        self._profile: Any = None  # as it was understood last
        self.memo: tuple[str, str] | None = None  # the one that was saved last, as Markdown, and where
        self._waiting: list[str] = []

    # ---- what begins a turn

    async def say(self, text: str) -> None:
        """Sends a message; one that comes before the advisor is ready waits for it."""
        await self.query(Welcome).remove()
        await self.query_one(Chips).offer()
        if self.desk.session is None:
            self._waiting.append(text)
            self.notify("Getting ready; your message is next.")
            return
        conversation = self.query_one(Conversation)
        if asked := self.query_one(QuestionCard).done():
            await conversation.asked(asked)
        exchange = await conversation.start(text)
        self._begin(exchange, lambda session: session.send(text))

    def change(self, do: Callable[[Any], Iterable[Any]]) -> None:
        """An edit, undo or redo: shown as an exchange without a message."""
        self.run_worker(self._change(do), exclusive=False)

    async def _change(self, do: Callable[[Any], Iterable[Any]]) -> None:
        if self.desk.session is not None:
            await self.query(Welcome).remove()
            self._begin(await self.query_one(Conversation).start(None), do)

    def _begin(self, exchange: Exchange, do: Callable[[Any], Iterable[Any]]) -> None:
        exchange.steps.doing("reading your words")
        self._exchanges[self.desk.start(do)] = exchange

    async def open_session(self, session_id: str | None) -> None:
        """Leaves this conversation, which is saved, for another or a new one."""
        self.desk.stop()
        self.answer = self.memo = None
        self._exchanges.clear()
        conversation = self.query_one(Conversation)
        await conversation.clear()
        await self.query_one(Chips).offer()
        self.query_one(QuestionCard).done()
        status = self.query_one(StatusLine)
        status.option, status.state = None, "opening …"
        self.screen.remove_class("-advised", "-panel")
        if session_id is None:
            await conversation.mount(Welcome())
        self.desk.load(session_id)
        self.query_one(Editor).focus()

    # ---- what the advisor says

    @on(advice.Ready)
    @while_open
    async def _loaded(self, event: advice.Ready) -> None:
        status = self.query_one(StatusLine)
        status.state = ""
        if await self.show_saved(event.session):
            await self.query(Welcome).remove()
            await self._show_last(event.session)
        if self.side is not None:
            await self.side.profile.show(event.session.profile, self.answer.recommendation if self.answer else None)
        waiting, self._waiting = self._waiting, []
        for text in waiting:
            await self.say(text)

    @on(advice.Unavailable)
    @while_open
    async def _unavailable(self, event: advice.Unavailable) -> None:
        self.query_one(StatusLine).state = "not available"
        await self.query_one(Conversation).note(event.why, "error")

    @on(advice.Heard)
    @while_open
    async def _heard(self, event: advice.Heard) -> None:
        exchange = self._exchanges.get(event.turn)
        if exchange is None:
            return
        if event.event is None:
            await self._ended(event.turn, exchange)
        elif not self.desk.stopped(event.turn):
            await getattr(self, f"_on_{type(event.event).__name__.lower()}")(event.turn, exchange, event.event)

    async def _on_understood(self, turn: int, exchange: Exchange, event: events.Understood) -> None:
        understood = [_understood(c) for c in event.changes if c.value is not None or c.state != "said"]
        if understood:
            exchange.steps.done("understood: " + " · ".join(understood))
        for note in event.notes:
            exchange.steps.done(note)
        exchange.steps.doing("computing every option")
        self._profile = event.profile
        if self.side is not None:
            await self.side.profile.show(event.profile, self.answer.recommendation if self.answer else None)

    async def _on_assessed(self, turn: int, exchange: Exchange, event: events.Assessed) -> None:
        found = event.assessment
        possible = sum(c.feasible for c in found.costs.values())
        known = self._show_status(self._profile, found.option, found.confidence, found.status)
        verdict = f"{words.OPTION[found.option]}, {words.sure(found.confidence)}" if known else TOO_LITTLE
        exchange.steps.done(f"computed {len(found.costs)} options, {possible} possible: {verdict}")
        exchange.steps.doing("looking for who says so")
        self._tornado = found.tornado

    async def _on_passagefound(self, turn: int, exchange: Exchange, event: events.PassageFound) -> None:
        self._passages[turn] = self._passages.get(turn, 0) + 1

    async def _on_text(self, turn: int, exchange: Exchange, event: events.Text) -> None:
        self._found(turn, exchange)
        await exchange.write(event.fragment)

    async def _on_asked(self, turn: int, exchange: Exchange, event: events.Asked) -> None:
        self._progress[turn] = event.progress

    async def _on_done(self, turn: int, exchange: Exchange, event: events.Done) -> None:
        self._found(turn, exchange)
        self.answer = event.answer
        await exchange.finish(event.answer.answer)
        self._ask(event.answer.next_question, self._progress.get(turn, ""))
        await self._offer(event.answer.next_question, event.suggestions)
        await self._show_panels(event.answer, turn)

    async def _on_failed(self, turn: int, exchange: Exchange, event: events.Failed) -> None:
        await exchange.finish(None)
        await self.query_one(Conversation).note(event.message, "error")

    async def _ended(self, turn: int, exchange: Exchange) -> None:
        if self.desk.stopped(turn):
            await exchange.finish(None)
            await self.query_one(Conversation).note("Stopped. Your message is kept; send another when you like.")
        exchange.steps.end()
        del self._exchanges[turn]
        self._passages.pop(turn, None)
        self._progress.pop(turn, None)
        await self.keep_light()

    # ---- drawing

    def _found(self, turn: int, exchange: Exchange) -> None:
        """Says once how many passages were found, before the first word of the answer."""
        number = self._passages.pop(turn, 0)
        if number:
            exchange.steps.done(f"found {number} passage{'s' if number > 1 else ''}")
        exchange.steps.doing("writing")

    def _ask(self, question: Question | None, progress: str = "") -> None:
        card = self.query_one(QuestionCard)
        if question is None:
            card.done()
        else:
            card.ask(question.text, question.why, progress)

    async def _offer(self, question: Question | None, suggestions: Sequence[str]) -> None:
        choices = question.choices if question else ()
        await self.query_one(Chips).offer(choices, [s for s in suggestions if s not in choices])

    def _show_status(self, profile: Profile, option: str, confidence: float, state: str) -> bool:
        """Whether enough is known for a verdict to be shown."""
        from agent.evidence.brief import decisive

        status, known = self.query_one(StatusLine), decisive(profile)
        status.option, status.state = (option, "") if known else (None, TOO_LITTLE)
        status.confidence, status.final = confidence, state == "final"
        return known

    async def _show_panels(self, answer: Answer, turn: int) -> None:
        recommendation = answer.recommendation
        self._show_status(answer.profile, recommendation.option, recommendation.confidence, answer.status)
        self.query_one(Editor).read()
        if self.side is None:
            return
        self.screen.add_class("-advised")
        volumes = [w.tokens_per_day for w in answer.profile.workloads if w.tokens_per_day]
        await self.side.profile.show(answer.profile, recommendation)
        await self.side.costs.show(recommendation, sum(volumes) or None, self._tornado)
        await self.side.sources.show(recommendation, self.desk.document)
        self.side.count_sources(len(recommendation.citations))
        self.side.settle()
        self.desk.draw(turn, answer.profile)

    @on(advice.Drawn)
    @while_open
    async def _drawn(self, event: advice.Drawn) -> None:
        if self.side is not None and event.curve is not None:
            await self.side.costs.show_curves(event.curve)

    async def _show_last(self, session: Any) -> None:
        """The last answer of a saved conversation in the panels, and what is open."""
        self.answer = session.answer
        if self.answer is not None:
            self._ask(session.question)
            await self._show_panels(self.answer, 0)
            await self._offer(session.question, session.suggestions)

    async def save_memo(self, name: str) -> None:
        """Writes the memo of this conversation and says where; in a browser it is handed to the browser."""
        path = Path(name).expanduser().absolute()
        if self.is_web:
            path = Path(tempfile.mkdtemp(prefix="breakeven-")) / path.name
        self.notify("Writing the memo …", timeout=2)
        try:
            text = await asyncio.to_thread(self.desk.write_memo, path)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self.notify(advice.sentence(e), title="Not saved", severity="error")
            return
        if self.is_web:
            self.deliver_binary(path, save_filename=path.name)
        shown = path.name if self.is_web else str(path)
        self.memo = (text, shown)
        self.notify(f"Memo saved: {shown}")  # below a long answer the line in the conversation is out of sight
        await self.query_one(Conversation).note(f"Memo saved: {shown} · /open shows it", "done")


def _understood(change: events.Change) -> str:
    """One change in words, with the conversion where there was one."""
    value = words.value(change.slot, change.value) if change.state == "said" else words.STATE[change.state]
    if not change.shown:
        return f"{words.label(change.slot)} {value}"
    shown = change.shown if value in change.shown else f"{value} ({change.shown})"
    return f"{words.label(change.slot)} {shown}"
