"""A saved conversation on the screen: its end at once, what was said before on demand, and never too much of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App

from tui import advice
from tui.widgets.conversation import Conversation, Exchange
from tui.widgets.messages import Earlier
from tui.widgets.prompt import Editor

if TYPE_CHECKING:
    from agent.sessions.journal import TurnRecord

KEPT = 24  # exchanges on the screen; older ones stay in the saved session
SHOWN_AT_ONCE = 12


class History(App[None]):
    """Mixed into the app. Every exchange on the screen is one record of the session, the last ones of it."""

    desk: advice.Desk

    async def show_saved(self, session: Any) -> bool:
        """The end of a saved conversation; False where nothing was said yet."""
        records = await asyncio.to_thread(lambda: session.history)
        if not records:
            return False
        await self._mount(records[-SHOWN_AT_ONCE:])
        await self._offer_earlier(len(records) > SHOWN_AT_ONCE)
        self.query_one(Editor).recall([r.input["text"] for r in records if r.input.get("text")])
        return True

    async def _mount(self, records: list[TurnRecord], *, first: bool = False) -> None:
        conversation = self.query_one(Conversation)
        for record in reversed(records) if first else records:
            exchange = Exchange(record.input.get("text") or None)
            if first:
                await conversation.put_first(exchange)
            else:
                await conversation.follow(exchange)
            await exchange.finish((record.answer or {}).get("answer") or record.failed or "")

    async def _offer_earlier(self, more: bool) -> None:
        conversation = self.query_one(Conversation)
        if not more:
            await conversation.query(Earlier).remove()
        elif not conversation.query(Earlier):
            await conversation.mount(Earlier(), before=0)

    @on(Earlier.Wanted)
    async def _earlier(self) -> None:
        session = self.desk.session
        if session is None:
            return
        records = await asyncio.to_thread(lambda: session.history)
        until = len(records) - len(self.query(Exchange))
        before = next(iter(self.query(Exchange)), None)
        await self._mount(records[max(0, until - SHOWN_AT_ONCE) : max(0, until)], first=True)
        await self._offer_earlier(until > SHOWN_AT_ONCE)
        if before is not None:
            self.query_one(Conversation).show_exchange(before)

    async def keep_light(self) -> None:
        """In a long conversation, takes what scrolled far away off the screen; the session keeps it."""
        exchanges = list(self.query(Exchange))
        if len(exchanges) > KEPT:
            await self.query_one(Conversation).drop(exchanges[-KEPT])
            await self._offer_earlier(True)
