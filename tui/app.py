"""The chat: the conversation, and beside it what it rests on. Draws the events of ``agent.advisor``, knows no more.

First paint needs textual and the conversation only; the panels come after the first refresh, the advisor in a thread.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Button, Input

from agent.settings import SettingsError, load_settings
from tui import advice, theme
from tui.actions import Actions
from tui.widgets.chips import Chips
from tui.widgets.conversation import Conversation
from tui.widgets.keybar import KeyBar
from tui.widgets.prompt import Editor, Prompt
from tui.widgets.question import QuestionCard
from tui.widgets.status import StatusLine
from tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from textual.widgets import Markdown

    from tui.widgets.side import Side
    from tui.widgets.slot_row import SlotRow
    from tui.widgets.sources_panel import SourceCard

PANELS = Binding.Group("Panels", compact=True)


class Chat(Actions):
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
        Binding("f5", "conversation", "Conversation", show=False),
        Binding("f9", "settings", "Settings", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
        Binding("escape", "leave", "Back", tooltip="Stop the answer, or back to the message"),
        *(Binding(str(n), f"source({n})", f"Source {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self, open_advisor: advice.OpenAdvisor, resume: str | None = None) -> None:
        super().__init__()
        # Before the first picture: a theme that is set later makes textual read all styles twice.
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        wanted = _wanted_theme()
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
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Editor).focus()
        self.query_one(StatusLine).state = "getting ready …"
        # textual draws only what changed since, on a terminal that has nothing left of what was there
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self._after_first_paint)

    async def _after_first_paint(self) -> None:
        from tui.widgets.side import Side

        body = self.query_one("#body")
        if not body.is_attached:
            return  # left as soon as the first picture stood
        side = Side()
        await body.mount(side)
        self.side = side
        self.desk.load(self._resume)

    # ---- what the user does

    @on(Editor.Sent)
    async def _sent(self, event: Editor.Sent) -> None:
        if event.text.startswith("/"):
            await self._command(event.text)
        else:
            await self.say(event.text)

    def on_editor_scrolled(self, event: Editor.Scrolled) -> None:
        conversation = self.query_one(Conversation)
        (conversation.scroll_page_down if event.by > 0 else conversation.scroll_page_up)(animate=False)

    def on_key(self, event: events.Key) -> None:
        """What is typed while something else has the focus is meant for the message, a command's slash too."""
        character, editor = event.character or "", self.query_one(Editor)
        if not character or (character in "123456789" and self.check_action("source", ())):
            return  # no character at all, or the key of a source
        begun = self.focused is editor  # typed fast: still on its way through what had the focus before
        if len(self.screen_stack) == 1 and character.isprintable() and (character.strip() or begun):
            self.screen.remove_class("-panel")
            self.screen.set_focus(editor)  # at once: what is typed next must not go elsewhere
            editor.insert(character)
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """As with what is typed."""
        editor = self.query_one(Editor)
        if len(self.screen_stack) == 1 and self.focused is not editor and not isinstance(self.focused, Input):
            self.screen.remove_class("-panel")
            self.screen.set_focus(editor)
            editor.insert(event.text)
            event.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits open sources from the panels and the conversation; elsewhere they are the beginning of a message."""
        if action == "source":
            around = self.focused.ancestors_with_self if self.focused is not None else []
            reading = self.focused is None or any(isinstance(w, Conversation) or w.id == "side" for w in around)
            return self.answer is not None and reading
        return True

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

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Beside the memo: the folder of downloads, textual's choice, is not everywhere."""
        return super().deliver_screenshot(filename, path or str(Path.cwd()), time_format)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        yield SystemCommand("New conversation", "Begin again with an empty profile", partial(self.run_action, "new"))
        yield SystemCommand("Conversations", "Resume, rename, duplicate or delete a saved one", self.action_sessions)
        yield SystemCommand("Keep as scenario", "The facts as they are now, under a name", self.action_keep)
        yield SystemCommand("Side by side", "This conversation beside a scenario or a copy", self.action_compare)
        yield SystemCommand("Save memo", "The decision memo as a file", self.action_memo)
        yield SystemCommand("Open memo", "The memo that was saved last", self.action_open_memo)
        yield SystemCommand("Settings", "The language model, the theme, your documents", self.action_settings)
        yield SystemCommand("Undo", "Take back the last change", self.action_undo)
        yield SystemCommand("Redo", "Do it again", self.action_redo)
        yield SystemCommand("Copy answer", "The last answer as Markdown", self.action_copy_answer)
        for name, what in (
            ("profile", "What is known of you"),
            ("costs", "What each option costs"),
            ("sources", "Who says so"),
        ):
            yield SystemCommand(f"Panel: {name}", what, partial(self.action_panel, name))
        yield SystemCommand("Suspend", "Back to the shell; fg brings the chat back", self.action_suspend_process)


def _edit(session: Any, *, path: str, value: Any) -> Iterable[Any]:
    events: Iterable[Any] = session.edit(path, value)
    return events


def _wanted_theme() -> str:
    try:
        return os.environ.get("TEXTUAL_THEME") or load_settings().theme
    except SettingsError:
        return ""  # the advisor says what is wrong with the file


def run_chat(resume: str | None = None, model: str | None = None) -> int:
    """Opens the chat and returns the exit status. Failure: there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and "TEXTUAL_DRIVER" not in os.environ:
        from tui.failures import Failure

        raise Failure('The chat needs a terminal. Without one: breakeven ask "your question"')
    app = Chat(partial(advice.open_advisor, model), resume)
    app.run()
    return app.return_code or 0
