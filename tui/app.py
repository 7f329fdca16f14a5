"""The chat: the conversation, and beside it what it rests on. Draws the events of ``agent.advisor``, knows no more.

First paint needs textual and the conversation only; the panels come after the first refresh, the advisor in a thread.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, TextArea

from tui import advice, theme
from tui.turns import Turns
from tui.widgets.chips import Chips
from tui.widgets.conversation import Conversation
from tui.widgets.prompt import Editor, Prompt
from tui.widgets.question import QuestionCard
from tui.widgets.status import StatusLine
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.widgets import Markdown

    from tui.widgets.profile_panel import SlotRow
    from tui.widgets.side import Side
    from tui.widgets.sources_panel import SourceCard

PANELS = Binding.Group("Panels", compact=True)


class Chat(Turns, App[None]):
    """``open_advisor`` makes the advisor, in a thread. ``resume``: a session's id, ``latest``, or None: a new one."""

    TITLE = "breakeven"
    CSS_PATH = "chat.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    BINDINGS = [
        Binding("f1", "help", "Help", priority=True),
        Binding("f2", "panel('profile')", "Profile", group=PANELS, key_display="f2 ", tooltip="What is known of you"),
        Binding("f3", "panel('costs')", "Costs", group=PANELS, key_display="f3 ", tooltip="What each option costs"),
        Binding("f4", "panel('sources')", "Sources", group=PANELS, key_display="f4", tooltip="Who says so"),
        Binding("ctrl+s", "memo", "Memo", tooltip="Save the decision memo"),
        Binding("ctrl+o", "sessions", "Sessions", tooltip="Saved conversations"),
        Binding("ctrl+y", "copy_answer", "Copy the last answer", show=False),
        Binding("escape", "leave", "Stop / back"),
        *(Binding(str(n), f"source({n})", f"Source {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self, open_advisor: advice.OpenAdvisor, resume: str | None = None) -> None:
        super().__init__()
        # Before the first picture: a theme that is set later makes textual read all styles twice.
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        wanted = os.environ.get("TEXTUAL_THEME")
        self.theme = wanted if wanted in self.available_themes else theme.DARK.name
        self.stylesheet.set_variables(self.get_css_variables())
        self._resume = resume
        self.desk = advice.Desk(self, open_advisor)
        self.side: Side | None = None

    # ---- life

    def compose(self) -> ComposeResult:
        yield StatusLine()
        with Horizontal(id="body"), Vertical(id="left"):
            with Conversation():
                if self._resume is None:
                    yield Welcome()
            yield QuestionCard()
            yield Chips()
            yield Prompt()
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Editor).focus()
        self.query_one(StatusLine).state = "getting ready …"
        self.call_after_refresh(self._after_first_paint)

    async def _after_first_paint(self) -> None:
        from tui.widgets.side import Side

        side = Side()
        await self.query_one("#body").mount(side)
        self.side = side
        self.desk.load(self._resume)

    # ---- what the user does

    @on(Editor.Sent)
    async def _sent(self, event: Editor.Sent) -> None:
        if event.text.startswith("/"):
            await self._command(event.text[1:].split()[0] if event.text[1:].split() else "help")
        else:
            await self.say(event.text)

    def on_key(self, event: events.Key) -> None:
        """Letters typed while a panel has the focus are meant for the message; digits open sources there."""
        character = event.character or ""
        if len(self.screen_stack) == 1 and character.isalpha() and not isinstance(self.focused, (Input, TextArea)):
            editor = self.query_one(Editor)
            editor.focus()
            editor.insert(character)
            event.stop()

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        self.query_one(Editor).focus()
        await self.say(str(event.button.name))

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        from tui.widgets.markdown import cited

        number = cited(event.href)
        if number is not None:
            self.action_source(number)
        elif event.href.startswith(("http://", "https://")):
            self.open_url(event.href)

    def on_slot_row_edited(self, event: SlotRow.Edited) -> None:
        self.change(partial(_edit, path=event.path, value=event.value))

    def on_slot_row_tried(self, event: SlotRow.Tried) -> None:
        if event.row.trial is not None:
            self.desk.suppose(event.row.line.path, event.row.trial)

    @on(advice.Supposed)
    def _supposed(self, event: advice.Supposed) -> None:
        if self.side is not None:
            self.side.profile.supposed(event.path, event.value, event.before, event.after)

    def on_source_card_opened(self, event: SourceCard.Opened) -> None:
        from tui.screens.document import Document

        citation = event.citation
        text = self.desk.document(citation.source)
        if text is None:
            self.notify("The document of this source is no longer there; its quote stands above.", severity="warning")
        else:
            self.push_screen(Document(citation.title, text, citation.start, citation.end))

    async def _command(self, name: str) -> None:
        actions: dict[str, Callable[[], Any]] = {
            "new": partial(self.open_session, None), "sessions": self.action_sessions, "memo": self.action_memo,
            "undo": self.check_undo, "redo": self.check_redo, "copy": self.action_copy_answer,
            "compare": self.action_compare,
            "profile": partial(self.action_panel, "profile"), "costs": partial(self.action_panel, "costs"),
            "sources": partial(self.action_panel, "sources"), "theme": self.action_other_theme,
            "help": self.action_help, "quit": self.exit,
        }  # fmt: skip
        if name not in actions:
            self.notify(f"There is no command /{name}; /help lists them.", severity="warning")
            return
        result = actions[name]()
        if hasattr(result, "__await__"):
            await result

    # ---- actions

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.push_screen(Help(getattr(self.focused, "HELP", None) or ""))

    def action_panel(self, name: str) -> None:
        """Brings one panel to the front, in place of the conversation where there is no room for both."""
        if self.side is not None:
            self.screen.add_class("-advised", "-panel")
            self.side.open(name)

    def action_source(self, number: int) -> None:
        if self.side is None:
            return
        self.action_panel("sources")
        if not self.side.sources.open(number):
            self.notify(f"The latest answer has no source [{number}].", severity="warning")

    def action_leave(self) -> None:
        """Stops a running answer; otherwise leads back to the message."""
        if self.desk.busy:
            self.desk.stop()
        self.screen.remove_class("-panel")
        self.query_one(Editor).focus()

    def action_other_theme(self) -> None:
        self.theme = theme.LIGHT.name if self.current_theme.dark else theme.DARK.name

    def action_copy_answer(self) -> None:
        text = self.query_one(Conversation).last_answer()
        if text:
            self.copy_to_clipboard(text)
        self.notify("The last answer is in the clipboard." if text else "There is no answer to copy yet.")

    def check_undo(self) -> bool:
        """Takes back the last change; False where there is nothing to take back."""
        possible = self.desk.session is not None and self.desk.session.can_undo
        if possible:
            self.change(lambda session: session.undo())
        return possible

    def check_redo(self) -> bool:
        possible = self.desk.session is not None and self.desk.session.can_redo
        if possible:
            self.change(lambda session: session.redo())
        return possible

    @work
    async def action_memo(self) -> None:
        from tui.screens.line import Line

        if self.answer is None:
            self.notify("There is no recommendation yet to write down.", severity="warning")
            return
        hint = "The ending decides: .md, .html, .pdf or .json. Enter saves, Esc goes back."
        name = await self.push_screen_wait(Line("Save the decision memo", "breakeven-memo.md", hint))
        if name:
            await self.save_memo(name)

    @work
    async def action_sessions(self) -> None:
        from tui.screens.sessions import NEW, Sessions

        if self.desk.advisor is None or self.desk.session is None:
            return
        try:
            screen = Sessions(self.desk.advisor, self.desk.session.id, self.compare_with)
        except Exception as e:  # noqa: BLE001 - the list is a convenience; what is wrong with it is said
            self.notify(advice.sentence(e), severity="error")
            return
        chosen = await self.push_screen_wait(screen)
        if chosen is not None:
            await self.open_session(None if chosen == NEW else chosen)

    @work
    async def action_compare(self) -> None:
        """Asks beside what this conversation is to be shown: a scenario kept in it, or another conversation."""
        from tui.screens.choose import Choose

        if self.desk.advisor is None or self.desk.session is None:
            return
        offered = self.desk.others()
        if not offered:
            self.notify("There is nothing to compare with yet: in Sessions, F5 makes a copy to change.")
            return
        picked = await self.push_screen_wait(Choose("Side by side with", offered, None))
        if picked is not None:
            self.compare_with(picked[0])

    @work
    async def compare_with(self, other: str) -> None:
        """Shows this conversation beside another one, or beside one of its scenarios, by ``Desk.others``."""
        from tui.screens.compare import Compare

        try:
            left, right = await asyncio.to_thread(self.desk.compared, other)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self.notify(advice.sentence(e), severity="error")
            return
        self.push_screen(Compare(left, right))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        yield SystemCommand("New conversation", "Begin again with an empty profile", partial(self.run_action, "new"))
        yield SystemCommand("Conversations", "Resume, rename, duplicate or delete a saved one", self.action_sessions)
        yield SystemCommand("Side by side", "This conversation beside a scenario or a copy", self.action_compare)
        yield SystemCommand("Save memo", "The decision memo as a file", self.action_memo)
        yield SystemCommand("Undo", "Take back the last change", self.check_undo)
        yield SystemCommand("Redo", "Do it again", self.check_redo)
        yield SystemCommand("Copy answer", "The last answer as Markdown", self.action_copy_answer)
        for name, what in (
            ("profile", "What is known of you"),
            ("costs", "What each option costs"),
            ("sources", "Who says so"),
        ):
            yield SystemCommand(f"Panel: {name}", what, partial(self.action_panel, name))

    async def action_new(self) -> None:
        await self.open_session(None)


def _edit(session: Any, *, path: str, value: Any) -> Iterable[Any]:
    events: Iterable[Any] = session.edit(path, value)
    return events


def run_chat(resume: str | None, model: str | None) -> int:
    """Opens the chat and returns the exit status. Failure: there is no terminal."""
    from tui.failures import OK, Failure

    if not (sys.stdin.isatty() and sys.stdout.isatty()) and "TEXTUAL_DRIVER" not in os.environ:
        raise Failure('The chat needs a terminal. Without one: breakeven ask "your question"')
    app = Chat(partial(advice.open_advisor, model), resume)
    app.run()
    return app.return_code or OK
