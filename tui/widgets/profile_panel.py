"""The profile: what was said, what is assumed, what is open - each editable in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.profile_lines import Line, groups, matters
from tui.widgets.row import STEPS, Row
from tui.widgets.slot_row import SlotRow
from tui.widgets.what_if import WhatIf

if TYPE_CHECKING:
    from agent.schema import Profile, Recommendation
    from tools.results import Assessment


class Unfold(Static, Row, can_focus=True):
    """Shows or hides the open slots that seldom matter."""

    HELP = "Facts that are open and seldom matter. Enter shows them, or hides them again."
    BINDINGS = [*STEPS, Binding("enter,space", "unfold", "Show")]

    @dataclass
    class Toggled(Message):
        pass

    def action_unfold(self) -> None:
        self.post_message(self.Toggled())

    on_click = action_unfold


class ProfilePanel(VerticalScroll, can_focus=False):
    """All slots in groups; rows are kept and updated, so that an edit never loses one's place."""

    def __init__(self) -> None:
        super().__init__(id="profile-panel")
        self._all = False
        self._rows: dict[str, SlotRow] = {}
        self._shown: tuple[Profile | None, Recommendation | None] = (None, None)

    def compose(self) -> ComposeResult:
        marks = "[$success]●[/] you said   [$warning]◐[/] assumed   [$foreground 45%]○[/] open"
        how = "[$foreground 65%]Enter or click changes a fact; the recommendation follows.[/]"
        yield Static(Content.from_markup(f"{marks}\n{how}"), id="key")
        yield Unfold(id="unfold")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever goes on to another fact leaves the value that was tried."""
        if isinstance(event.widget, SlotRow):
            self._only_trial(event.widget)

    @on(SlotRow.Tried)
    def _tried(self, event: SlotRow.Tried) -> None:
        self._only_trial(event.row)
        if event.row.trial is None:
            self._what_if.hide()

    def _only_trial(self, row: SlotRow) -> None:
        for other in self._rows.values():
            if other is not row and other.trial is not None:
                other.drop()
                self._what_if.hide()

    @property
    def _what_if(self) -> WhatIf:
        return self.screen.query_one(WhatIf)

    def supposed(self, path: str, value: Any, before: Assessment, after: Assessment) -> None:
        """Shows what a tried value comes to, if it is still the one that is tried."""
        row = self._rows.get(path)
        if row is not None and row.trial == value:
            self._what_if.show(before, after)
            self.call_after_refresh(row.scroll_visible, animate=False)

    async def show(self, profile: Profile, recommendation: Recommendation | None) -> None:
        """Shows this profile, with the assumptions of this recommendation."""
        self._shown = (profile, recommendation)
        self._what_if.hide()
        parts = list(groups(profile, recommendation))
        wanted = [line.path for _, lines in parts for line in lines if self._all or matters(line)]
        if list(self._rows) == wanted:
            for line in (line for _, lines in parts for line in lines if line.path in self._rows):
                self._rows[line.path].show(line)
        else:
            await self._rebuild(parts, set(wanted))
        hidden = sum(len(lines) for _, lines in parts) - len(wanted)
        self.query_one(Unfold).display = bool(hidden or self._all)
        self.query_one(Unfold).update("▴ show less" if self._all else f"▾ {hidden} more that are open")

    async def _rebuild(self, titled: list[tuple[str, list[Line]]], wanted: set[str]) -> None:
        focused = self.app.focused.line.path if isinstance(self.app.focused, SlotRow) else None
        async with self.batch():
            await self.query(".group, SlotRow").remove()
            self._rows = {}
            parts: list[Static | SlotRow] = []
            for title, lines in titled:
                rows = [SlotRow(line) for line in lines if line.path in wanted]
                self._rows |= {row.line.path: row for row in rows}
                parts += [Static(title, classes="group", markup=False), *rows] if rows else []
            await self.mount_all(parts, before="#unfold")
        if focused in self._rows:
            self._rows[focused].focus(scroll_visible=False)

    @on(Unfold.Toggled)
    async def _toggle(self, event: Unfold.Toggled) -> None:
        event.stop()
        self._all = not self._all
        if self._shown[0] is not None:
            await self.show(self._shown[0], self._shown[1])
