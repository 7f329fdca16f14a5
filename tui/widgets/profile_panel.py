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

from tui import slots, words
from tui.widgets.row import STEPS, Row

if TYPE_CHECKING:
    from agent.schema import Profile, Recommendation

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
    """One slot as it is shown: ``state`` is a key of MARKS, ``words`` what it rests on."""

    path: str
    slot: slots.Slot
    state: str
    value: Any
    shown: str
    words: str


class SlotRow(Vertical, Row, can_focus=True):
    """One slot. Enter or a click edits it."""

    BINDING_GROUP_TITLE = "Fact"
    HELP = "One fact about you. Enter edits it, Up and Down move, an empty value forgets it."
    BINDINGS = [*STEPS, Binding("enter,space", "edit", "Edit")]

    @dataclass
    class Edited(Message):
        """The user set ``path`` to ``value``; None forgets it."""

        path: str
        value: Any

    def __init__(self, line: Line) -> None:
        super().__init__(classes="slot")
        self.line = line
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
        self.line = line
        mark, _, means = MARKS[line.state]
        self.tooltip = f"{mark} {means}" + (f": {line.words}" if line.words else "")
        self._draw()

    def _draw(self) -> None:
        mark, style, _ = MARKS[self.line.state]
        room = max(10, self.content_size.width)
        value_style = "$text" if self.line.state in ("said", "assumed") else "$foreground 45%"
        content = Content.assemble(
            (f"{mark} ", style), (f"{self.line.slot.label:<{LABEL_CELLS}}", "$foreground 65%"),
            (_fit(self.line.shown, room - LABEL_CELLS - 2), value_style),
        )  # fmt: skip
        if self._error:
            content = Content.assemble(content, (f"\n  ! {self._error}", "$error"))
        elif self.line.words and (self.line.state != "assumed" or self.has_focus):
            content = Content.assemble(content, (f"\n  {_fit(self.line.words, room - 2)}", "italic $foreground 55%"))
        self.query_one(".fact", Static).update(content)

    async def on_click(self, event: events.Click) -> None:
        if not isinstance(event.widget, Input):
            await self.action_edit()

    async def action_edit(self) -> None:
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

    async def show(self, profile: Profile, recommendation: Recommendation | None) -> None:
        """Shows this profile, with the assumptions of this recommendation."""
        self._shown = (profile, recommendation)
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
            return Line(path, slot, "assumed", None, words.value(path, guess.value, guess.unit), guess.because)
        return Line(path, slot, "open", None, "open", "")

    workloads = profile.workloads or (None,)
    for index, workload in enumerate(workloads):
        title = "Workload" if len(workloads) == 1 else f"Workload {index + 1}"
        name = workload.name if workload and workload.name not in ("workload", f"workload {index + 1}") else ""
        rows = [line(f"workloads[{index}].{s.key}", s, getattr(workload, s.key, None)) for s in slots.WORKLOAD]
        yield f"{title} · {name}" if name else title, rows
    for section, (title, members) in slots.SECTIONS.items():
        yield title, [line(f"{section}.{s.key}", s, getattr(getattr(profile, section), s.key)) for s in members]
