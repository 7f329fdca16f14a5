"""Events that arrive while the chat is being closed: their screen is being taken apart under them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

Handler = Callable[[Any, Any], Awaitable[None]]


def while_open(handler: Handler) -> Handler:
    """A handler of the app that draws: what fails in it (NoMatches, NoScreen, MountError, a widget that was never
    mounted) is an error only while the chat runs. A thread may post at any moment, and textual goes on handling what
    was posted while it removes the widgets."""

    @wraps(handler)
    async def guarded(self: Any, event: Any) -> None:
        try:
            await handler(self, event)
        except Exception:
            if self.is_running:
                raise

    return guarded
