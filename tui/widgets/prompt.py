"""Where people write: several lines, history, and ``/`` commands with completion."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

COMMANDS = {
    "/new": "start a new conversation",
    "/sessions": "saved conversations: resume, rename, duplicate, delete",
    "/import": "facts from a provider's usage export: /import FILE",
    "/keep": "keep the facts as they are now, as a scenario to compare with",
    "/compare": "this conversation beside a scenario or a copy",
    "/memo": "save the decision memo",
    "/open": "read the memo that was saved last",
    "/undo": "take back the last change",
    "/redo": "do it again",
    "/profile": "what is known of you, editable",
    "/costs": "what each option costs",
    "/sources": "who says so",
    "/copy": "copy the last answer",
    "/theme": "light or dark",
    "/settings": "the language model, the theme, your documents",
    "/help": "keys and commands",
    "/suspend": "back to the shell; fg brings the chat back",
    "/quit": "leave; everything said is kept",
}
TAKING = ("import", "keep", "memo")  # what is asked for may stand on the line: /import FILE

SCROLLS = {"pageup": -1, "pagedown": 1}
HINT = "Your answer, or a question · / for commands"


class Editor(TextArea):
    """Enter sends, Ctrl+J breaks the line; Up and Down at the edge walk through what was sent before."""

    BINDING_GROUP_TITLE = "Message"
    HELP = (
        "Your message. Enter sends it, Ctrl+J begins a new line, / lists the commands. Up and Down at the edge bring "
        "back what was sent before, Page Up and Page Down scroll the conversation. Long text can be pasted; whole "
        "documents are added in the settings (F9)."
    )

    @dataclass
    class Sent(Message):
        """The user sent ``text``."""

        text: str

    @dataclass
    class Scrolled(Message):
        """The user wants to read on (``by`` 1) or back (-1) in the conversation, by a page."""

        by: int

    def __init__(self) -> None:
        super().__init__(
            id="editor", soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False,
            placeholder=HINT,
        )  # fmt: skip
        self.sent: list[str] = []
        self._at = 0

    def read(self) -> None:
        """From now on there is something to read back."""
        self.placeholder = "Answer or ask · / for commands · PgUp PgDn scroll"

    def remember(self, text: str) -> None:
        """Adds to the history."""
        if not self.sent or self.sent[-1] != text:
            self.sent.append(text)
        self._at = len(self.sent)

    def recall(self, sent: list[str]) -> None:
        """Makes these the history: what was sent in a conversation that is resumed."""
        self.sent, self._at = sent, len(sent)

    def send(self) -> None:
        """Sends what is written, or takes the completion that is highlighted."""
        completions = self.screen.query_one(Completions)
        if completions.display and completions.accept():
            return
        text = self.text.strip()
        if not text:
            return
        from tui.inputs import LONGEST_MESSAGE  # its module brings the command line's: not for the first picture

        if len(text) > LONGEST_MESSAGE:
            self.notify(
                f"The message has {len(text):,} characters, the limit is {LONGEST_MESSAGE:,}. "
                "Documents are added with: breakeven sources add FILE",
                title="Too long", severity="error",
            )  # fmt: skip
            return
        self.remember(text)
        self.load_text("")
        self.post_message(self.Sent(text))

    def on_key(self, event: events.Key) -> None:
        completions = self.screen.query_one(Completions)
        # Not as bindings with priority: those would overtake the letters typed just before.
        if event.key == "enter":
            event.prevent_default().stop()
            self.send()
        elif event.key in ("ctrl+j", "alt+enter", "shift+enter"):
            event.prevent_default().stop()
            self.insert("\n")
        elif event.key == "tab" and not completions.display and (offered := self.screen.query("Chip, Start")):
            event.prevent_default().stop()
            offered.first().focus()
        elif event.key in SCROLLS:
            event.prevent_default().stop()
            self.post_message(self.Scrolled(SCROLLS[event.key]))
        elif completions.display and event.key in ("up", "down", "escape", "tab"):
            event.prevent_default().stop()
            completions.key(event.key)
        elif event.key == "up" and self.cursor_location[0] == 0 and self._at > 0:
            event.prevent_default().stop()
            self._show(self._at - 1)
        elif (
            event.key == "down"
            and self.cursor_location[0] == self.document.line_count - 1
            and self._at < len(self.sent)
        ):
            event.prevent_default().stop()
            self._show(self._at + 1)

    def _show(self, at: int) -> None:
        self._at = at
        self.load_text(self.sent[at] if at < len(self.sent) else "")
        self.move_cursor(self.document.end)

    def action_undo(self) -> None:
        if self.text or not self.app.check_undo():
            super().action_undo()

    def action_redo(self) -> None:
        if self.text or not self.app.check_redo():
            super().action_redo()


class Completions(OptionList):
    """The commands that fit what was typed. Enter sends the one that is highlighted, Tab only writes it."""

    can_focus = False

    @dataclass
    class Completed(Message):
        """The user wants ``name`` written out."""

        name: str

    def offer(self, text: str) -> None:
        """Shows the commands that begin with ``text``; hides where there is none."""
        fitting = (
            [c for c in COMMANDS if c.startswith(text.lower())] if text.startswith("/") and "\n" not in text else []
        )
        self.display = bool(fitting) and text.lower() not in COMMANDS
        if self.display:
            self.clear_options()
            self.add_options([Option(f"{name:<10} {COMMANDS[name]}", id=name[1:]) for name in fitting])
            self.highlighted = 0

    def key(self, key: str) -> None:
        if key == "escape":
            self.display = False
        elif key == "up":
            self.action_cursor_up()
        elif key == "down":
            self.action_cursor_down()
        else:
            self.post_message(self.Completed(self._highlit()))

    def _highlit(self) -> str:
        return str(self.get_option_at_index(self.highlighted or 0).id)

    def accept(self) -> bool:
        """Sends the highlighted command; False where there is none."""
        if self.highlighted is None:
            return False
        self.post_message(self.OptionSelected(self, self.get_option_at_index(self.highlighted), self.highlighted))
        return True


class Prompt(Vertical):
    """The editor with its completions above it."""

    def compose(self) -> ComposeResult:
        completions = Completions(id="completions", compact=True)
        completions.display = False
        yield completions
        yield Editor()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.query_one(Completions).offer(event.text_area.text)

    @on(Completions.Completed)
    def _completed(self, event: Completions.Completed) -> None:
        event.stop()
        editor = self.query_one(Editor)
        editor.load_text(f"/{event.name}" + " " * (event.name in TAKING))
        editor.move_cursor(editor.document.end)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        editor = self.query_one(Editor)
        editor.load_text("")
        self.query_one(Completions).display = False
        editor.focus()
        self.post_message(Editor.Sent(f"/{event.option.id}"))  # from the editor it would stop here, its parent
