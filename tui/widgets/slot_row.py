"""One fact of the profile: edited in place, or moved by keys to see what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from tui import slider, slots, words
from tui.profile_lines import MARKS, Line
from tui.widgets.drawn import Drawn
from tui.widgets.row import STEPS, Row

LABEL_CELLS = 21


class SlotRow(Vertical, Row, can_focus=True):
    """One slot. Enter or a click edits it; Left and Right try other values, which Enter keeps and Escape discards."""

    BINDING_GROUP_TITLE = "Fact"
    HELP = (
        "One fact about you. Enter edits it, Up and Down move, an empty value forgets it. "
        "**What if:** Left and Right try another value, with Shift in bigger steps; Enter keeps it, Esc discards it."
    )
    BINDINGS = [
        *STEPS,
        Binding("enter,space", "edit", "Edit"),
        Binding("left", "move(-1)", "What if", key_display="← →", tooltip="Try other values of this fact"),
        Binding("right", "move(1)", show=False),
        Binding("shift+left", "move(-1, True)", show=False),
        Binding("shift+right", "move(1, True)", show=False),
        Binding("escape", "drop", "Discard"),
    ]

    @dataclass
    class Edited(Message):
        """The user set ``path`` to ``value``; None forgets it."""

        path: str
        value: Any

    @dataclass
    class Tried(Message):
        """The user moved ``row`` to a value that is not kept yet; ``row.trial`` None: it was dropped."""

        row: SlotRow

    def __init__(self, line: Line) -> None:
        super().__init__(classes="slot")
        self.line = line
        self.trial: Any = None
        self._error = ""

    def compose(self) -> ComposeResult:
        yield Drawn(classes="fact")

    def on_mount(self) -> None:
        self._explain()
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    def show(self, line: Line) -> None:
        """Shows another state of the same slot."""
        if line == self.line and self.trial is None and not self._error:
            return
        if line != self.line:
            self.set_class(line.value != self.line.value, "-changed")
        self.line, self.trial, self._error = line, None, ""
        self._explain()
        self._draw()

    def _explain(self) -> None:
        mark, _, means = MARKS[self.line.state]
        self.tooltip = f"{mark} {means}" + (f": {self.line.words}" if self.line.words else "")

    def _draw(self) -> None:
        mark, style, _ = MARKS[self.line.state]
        room = max(10, self.cells)
        value_style = "$text" if self.line.state in ("said", "assumed") else "$foreground 45%"
        shown = _fit(self.line.shown, room - LABEL_CELLS - 2)
        content = Content.assemble(
            (f"{mark} ", style), (f"{self.line.slot.label:<{LABEL_CELLS}}", "$foreground 65%"), (shown, value_style)
        )
        if self.trial is not None:
            tried = words.value(self.line.path, self.trial)
            content = Content.assemble(content, (" → ", "$accent"), (tried, "bold $accent"))
        if self._error:
            content = Content.assemble(content, (f"\n  ! {self._error}", "$error"))
        elif self.line.words and (self.line.state != "assumed" or self.has_focus):
            content = Content.assemble(content, (f"\n  {_fit(self.line.words, room - 2)}", "italic $foreground 55%"))
        self.query_one(Drawn).draw(content)

    async def on_click(self, event: events.Click) -> None:
        if not isinstance(event.widget, Input) and self.trial is None:
            await self.action_edit()

    def action_move(self, by: int, far: bool = False) -> None:
        """Tries the next value up or down from the one that is tried, said or assumed."""
        line, slot = self.line, self.line.slot
        start = next((v for v in (self.trial, line.value, line.guess) if v is not None), None)
        if self.query(Input):
            return
        if not slider.movable(slot) or (not start and slot.kind != "share" and not slots.choices(slot)):
            self._error = "Nothing to move here; Enter writes a value."
            self._draw()
            return
        self.trial = slider.moved(slot, start or (start if slots.choices(slot) else 0.0), by, far=far)
        self._error = ""
        self._draw()
        self.post_message(self.Tried(self))

    def action_drop(self) -> None:
        self.drop()
        self.post_message(self.Tried(self))

    def drop(self) -> None:
        """Forgets the value that was tried."""
        self.trial = None
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.trial is not None if action == "drop" else True

    async def action_edit(self) -> None:
        if self.trial is not None:
            self.post_message(self.Edited(self.line.path, self.trial))
            return
        slot = self.line.slot
        choices = slots.choices(slot)
        if choices:
            from tui.screens.choose import Choose

            offered = [(words.choice_words(slot, name), value) for name, value in choices]
            self.app.push_screen(Choose(slot.label, [*offered, ("not known", None)], self.line.value), self._chosen)
        elif not self.query(Input):
            field = Input(slots.editable(slot, self.line.value), placeholder=slot.hint, compact=True)
            await self.mount(field)
            self.screen.set_focus(field)

    def _chosen(self, picked: tuple[Any] | None) -> None:
        if picked is not None and picked[0] != self.line.value:
            self.post_message(self.Edited(self.line.path, picked[0]))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            value = slots.parse(self.line.slot, event.value)
        except ValueError as e:
            self._error = str(e)
            self._draw()
            return
        self.close()
        if value != self.line.value:
            self.post_message(self.Edited(self.line.path, value))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.query(Input):
            event.stop()
            self.close()

    def close(self) -> None:
        """Ends the editing without a change."""
        self.query(Input).remove()
        self._error = ""
        self._draw()
        self.focus()


def _fit(text: str, cells: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= cells else text[: max(1, cells - 1)] + "…"
