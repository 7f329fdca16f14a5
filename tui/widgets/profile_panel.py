"""The profile: what was said, what is assumed, what is open - each editable in place.

● said   ◐ assumed   ○ open   ? said to be unknown   ⊘ skipped or not told: shape as well as colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui import slider, slots, words
from tui.widgets.row import STEPS, Row
from tui.widgets.what_if import WhatIf

if TYPE_CHECKING:
    from agent.schema import Profile, Recommendation
    from tools.results import Assessment

MARKS = {
    "said": ("●", "$success", "You said so"),
    "assumed": ("◐", "$warning", "Assumed - please check"),
    "open": ("○", "$foreground 45%", "Open"),
    "unknown": ("?", "$warning", "You do not know it yet"),
    "skipped": ("⊘", "$foreground 60%", "Skipped"),
    "refused": ("⊘", "$foreground 60%", "Not told"),
}
LABEL_CELLS = 21


@dataclass(frozen=True)
class Line:
    """One slot as it is shown: ``state`` is a key of MARKS, ``words`` what it rests on, ``guess`` what is assumed."""

    path: str
    slot: slots.Slot
    state: str
    value: Any
    shown: str
    words: str
    guess: Any = None


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
        yield Static(classes="fact")

    def on_mount(self) -> None:
        self.show(self.line)

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    def show(self, line: Line) -> None:
        """Shows another state of the same slot."""
        if line != self.line:
            self.set_class(line.value != self.line.value, "-changed")
        self.line, self.trial, self._error = line, None, ""
        mark, _, means = MARKS[line.state]
        self.tooltip = f"{mark} {means}" + (f": {line.words}" if line.words else "")
        self._draw()

    def _draw(self) -> None:
        mark, style, _ = MARKS[self.line.state]
        room = max(10, self.content_size.width)
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
        self.query_one(".fact", Static).update(content)

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


class Unfold(Static, Row, can_focus=True):
    """Shows or hides the open slots that seldom matter."""

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
        groups = list(_groups(profile, recommendation))
        wanted = [line.path for _, lines in groups for line in lines if self._all or _matters(line)]
        if list(self._rows) == wanted:
            for line in (line for _, lines in groups for line in lines if line.path in self._rows):
                self._rows[line.path].show(line)
        else:
            await self._rebuild(groups, set(wanted))
        hidden = sum(len(lines) for _, lines in groups) - len(wanted)
        self.query_one(Unfold).display = bool(hidden or self._all)
        self.query_one(Unfold).update("▴ show less" if self._all else f"▾ {hidden} more that are open")

    async def _rebuild(self, groups: list[tuple[str, list[Line]]], wanted: set[str]) -> None:
        focused = self.app.focused.line.path if isinstance(self.app.focused, SlotRow) else None
        async with self.batch():
            await self.query(".group, SlotRow").remove()
            self._rows = {}
            parts: list[Static | SlotRow] = []
            for title, lines in groups:
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


def _matters(line: Line) -> bool:
    return line.state != "open" or line.slot.important


def _groups(profile: Profile, recommendation: Recommendation | None) -> Iterator[tuple[str, list[Line]]]:
    said = {s.slot: s for s in profile.said}
    assumed = {a.slot: a for a in recommendation.assumptions} if recommendation else {}

    def line(path: str, slot: slots.Slot, given: Any) -> Line:
        spoken, guess = said.get(path), assumed.get(path)
        if given is not None:
            quote = f"“{spoken.words}”" if spoken and spoken.words else "set by hand"
            return Line(path, slot, "said", given, words.value(path, given), quote)
        if spoken and spoken.state != "said":
            because = f"assumed {words.value(path, guess.value, guess.unit)}" if guess else f"“{spoken.words}”"
            return Line(path, slot, spoken.state, None, MARKS[spoken.state][2].lower(), because)
        if guess and guess.value not in (None, "unknown"):
            return Line(
                path, slot, "assumed", None, words.value(path, guess.value, guess.unit), guess.because, guess.value
            )
        return Line(path, slot, "open", None, "open", "")

    workloads = profile.workloads or (None,)
    for index, workload in enumerate(workloads):
        title = "Workload" if len(workloads) == 1 else f"Workload {index + 1}"
        name = workload.name if workload and workload.name not in ("workload", f"workload {index + 1}") else ""
        rows = [line(f"workloads[{index}].{s.key}", s, getattr(workload, s.key, None)) for s in slots.WORKLOAD]
        yield f"{title} · {name}" if name else title, rows
    for section, (title, members) in slots.SECTIONS.items():
        yield title, [line(f"{section}.{s.key}", s, getattr(getattr(profile, section), s.key)) for s in members]
