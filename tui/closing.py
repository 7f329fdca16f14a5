"""Events that arrive while the chat is being closed: their screen is being taken apart under them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.widget import MountError

Handler = Callable[[Any, Any], Awaitable[None]]


def while_open(handler: Handler) -> Handler:
    """A handler of the app that draws: widgets that are gone are an error only while the chat runs. A thread may post
    at any moment, and textual goes on handling what was posted while it removes the widgets."""

    @wraps(handler)
    async def guarded(self: Any, event: Any) -> None:
        try:
            await handler(self, event)
        except (NoMatches, NoScreen, MountError, ScreenStackError):
            if self.is_running:
                raise

    return guarded
