"""Saved conversations: resume one, delete one, begin a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from agent.sessions import SessionInfo

NEW = "+new"


class Sessions(ModalScreen[str | None]):
    """Dismissed with the id to resume, with NEW, or with None. Typing filters; Del twice deletes."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("delete,ctrl+d", "delete", "Delete", priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, saved: Sequence[SessionInfo], current: str, delete: Callable[[str], None]) -> None:
        super().__init__(classes="dialog")
        self._saved, self._current, self._delete = list(saved), current, delete
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large"):
            yield Label("Conversations", classes="title")
            yield Input(placeholder="type to filter", compact=True)
            yield OptionList(compact=True)
            yield Label("Enter resumes · Del twice deletes · Esc back", classes="hint")

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
        options = self.query_one(OptionList)
        option = options.highlighted_option
        if option is None or option.id in (None, NEW):
            return
        if self._doomed != option.id:
            self._doomed = option.id
            self.notify("Press Del again to delete this conversation for good.", severity="warning")
            return
        self._delete(str(option.id))
        self._saved = [info for info in self._saved if info.id != option.id]
        self._doomed = None
        self._fill(self.query_one(Input).value)

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
        said = f"{info.turns} message" + ("s" if info.turns != 1 else "")
        return Content.assemble(
            (f"{mark} ", "$success"), info.title or info.id, (f"   {ago(info.updated)} · {said}", "$foreground 65%")
        )


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
