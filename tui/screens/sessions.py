"""Saved conversations: resume, rename, duplicate, compare or delete one, or begin a new one."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from tui import advice
from tui.screens.dialog import Dialog
from tui.screens.line import Line

if TYPE_CHECKING:
    from agent.advisor import Advisor
    from agent.sessions import SessionInfo

NEW = "+new"

BOX_SHARE, BOX_CELLS = 0.9, 8  # of the screen that a dialog may be wide; of it, borders, padding and the mark


class Sessions(Dialog[str | None]):
    """Dismissed with the id to resume, with NEW, or with None. Typing filters; Del twice deletes."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("delete,ctrl+d", "delete", "Delete", priority=True),
        Binding("f2", "rename", "Rename", priority=True),
        Binding("f5", "duplicate", "Duplicate", priority=True),
        Binding("f6", "compare", "Side by side", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, advisor: Advisor, current: str, compare: Callable[[str], Any]) -> None:
        """``compare`` shows the conversation of that id beside the open one. Error: StorageError."""
        super().__init__()
        self._advisor, self._current, self._compare = advisor, current, compare
        self._saved = advisor.sessions()
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            yield Label("Conversations", classes="title")
            yield Input(placeholder="type to filter", compact=True)
            yield OptionList(compact=True)
            yield Label(
                "Enter resumes · F2 renames · F5 duplicates · F6 side by side\nDel twice deletes · Esc back",
                classes="hint",
            )

    def on_mount(self) -> None:
        self._fill("")

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()
        self._doomed = None

    def action_delete(self) -> None:
        doomed = self._highlighted()
        if doomed is None:
            return
        if self._doomed != doomed.id:
            self._doomed = doomed.id
            self.notify("Press Del again to delete this conversation for good.", severity="warning")
            return
        self._doomed = None
        self._changed(lambda: self._advisor.delete(doomed.id), gone=doomed.id)

    @work
    async def action_rename(self) -> None:
        chosen = self._highlighted()
        if chosen is None:
            return
        name = await self.app.push_screen_wait(Line("Rename", chosen.title, "Enter renames, Esc goes back."))
        if name:
            self._changed(lambda: self._advisor.rename(chosen.id, name), keep=chosen.id)

    def action_duplicate(self) -> None:
        chosen = self._highlighted()
        if chosen is not None:
            # the mark stands in front, since long titles lose their end
            self._changed(lambda: self._advisor.duplicate(chosen.id, f"copy of {chosen.title}"))

    def action_compare(self) -> None:
        chosen = self._highlighted()
        if chosen is not None:
            self._compare(chosen.id)

    def _highlighted(self) -> SessionInfo | None:
        option = self.query_one(OptionList).highlighted_option
        return next((info for info in self._saved if option is not None and info.id == option.id), None)

    @work
    async def _changed(self, do: Callable[[], Any], keep: str | None = None, gone: str | None = None) -> None:
        """Does it in a thread and shows the list anew, with ``keep`` under the cursor; what fails is said. Where the
        open conversation is ``gone``, a new one begins."""
        try:
            await asyncio.to_thread(do)
            self._saved = await asyncio.to_thread(self._advisor.sessions)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self.notify(advice.sentence(e), severity="error")
            gone = None
        if gone == self._current:
            self.dismiss(NEW)
            return
        self._fill(self.query_one(Input).value)
        options = self.query_one(OptionList)
        if keep is not None and any(option.id == keep for option in options.options):
            options.highlighted = options.get_option_index(keep)

    def _fill(self, words: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_option(Option(Content.assemble(("+ ", "bold $accent"), "a new conversation"), id=NEW))
        for info in self._saved:
            if words.lower() in info.title.lower():
                options.add_option(Option(self._line(info), id=info.id))
        options.highlighted = min(1, options.option_count - 1)

    def _line(self, info: SessionInfo) -> Content:
        mark = "●" if info.id == self._current else " "
        said = f"   {ago(info.updated)} · {info.turns} message" + ("s" if info.turns != 1 else "")
        room = int(self.app.size.width * BOX_SHARE) - BOX_CELLS - len(said)
        title = Content(info.title or info.id).truncate(max(12, room), ellipsis=True)
        return Content.assemble((f"{mark} ", "$success"), title, (said, "$foreground 65%"))


def ago(moment: str, now: dt.datetime | None = None) -> str:
    """An ISO 8601 time as people say it: just now, 20 minutes ago, yesterday, 2026-11-02."""
    then = dt.datetime.fromisoformat(moment)
    seconds = ((now or dt.datetime.now(dt.UTC)) - then).total_seconds()
    if seconds < 90:
        return "just now"
    if seconds < 5400:
        return f"{round(seconds / 60)} minutes ago"
    if seconds < 79200:
        return f"{round(seconds / 3600)} hours ago"
    return "yesterday" if seconds < 172800 else then.date().isoformat()
