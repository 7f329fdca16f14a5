"""What keys, commands and the palette do: the half of the app that follows the user's wishes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual import work

from tui import advice, theme
from tui.turns import Turns
from tui.widgets.conversation import Conversation
from tui.widgets.prompt import Editor


class Actions(Turns):
    """Mixed into the app, above ``Turns``."""

    async def _command(self, text: str) -> None:
        """A line that begins with ``/``; what follows the name is what the command would ask for."""
        name, _, rest = text.removeprefix("/").strip().partition(" ")
        name, rest = name.lower() or "help", rest.strip()
        actions: dict[str, Callable[[], Any]] = {
            "new": partial(self.open_session, None), "sessions": self.action_sessions,
            "import": partial(self.action_import, rest), "keep": partial(self.action_keep, rest),
            "compare": self.action_compare, "memo": partial(self.action_memo, rest), "open": self.action_open_memo,
            "undo": self.action_undo, "redo": self.action_redo, "copy": self.action_copy_answer,
            "profile": partial(self.action_panel, "profile"), "costs": partial(self.action_panel, "costs"),
            "sources": partial(self.action_panel, "sources"), "theme": self.action_other_theme,
            "settings": self.action_settings, "help": self.action_help, "suspend": self.action_suspend_process,
            "quit": self.exit,
        }  # fmt: skip
        if name not in actions and Path(text).expanduser().is_file():  # a file that was dragged in
            name, actions = "import", {"import": partial(self.action_import, text)}
        if name not in actions:
            self.notify(f"There is no command /{name}; /help lists them.", severity="warning")
            return
        result = actions[name]()
        if hasattr(result, "__await__"):
            await result

    # ---- actions

    def action_help(self) -> None:
        from tui.screens.help import Help

        if isinstance(self.screen, Help):
            self.screen.dismiss()
            return
        around = self.focused.ancestors_with_self if self.focused is not None else [self.screen]
        self.push_screen(Help(next((about for node in around if (about := getattr(node, "HELP", None))), "")))

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
            for exchange in self._exchanges.values():
                exchange.steps.doing("stopping")
        self.screen.remove_class("-panel")
        self.query_one(Editor).focus()

    def action_conversation(self) -> None:
        """Into the conversation, with the newest block marked: it can be copied, and the others are a key away."""
        self.screen.remove_class("-panel")
        conversation = self.query_one(Conversation)
        conversation.focus()
        conversation.action_block(-1)

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

    def action_undo(self) -> None:
        if not self.check_undo():
            self.notify("There is nothing to take back.")

    def action_redo(self) -> None:
        if not self.check_redo():
            self.notify("There is nothing to do again.")

    @work
    async def action_settings(self) -> None:
        """Model, theme and documents; needs the advisor, for which it waits no longer than the user does."""
        from tui.screens.settings import Settings

        if self.desk.advisor is None:
            self.notify("Still getting ready; try again in a moment.")
            return
        await self.push_screen_wait(Settings(self.desk.advisor))

    @work
    async def action_import(self, names: str | None = None) -> None:
        """Shows what an export says and, after a yes, sets it in one step, which one undo takes back."""
        from tui import imports
        from tui.screens.choose import Choose
        from tui.screens.line import Line

        if self.is_web or self.desk.session is None:
            self.notify("In the shell: breakeven usage import FILE." if self.is_web else "Still getting ready.")
            return
        names = names or await self.push_screen_wait(Line("Import usage", "", imports.HINT))
        if not names:
            return
        try:
            report = await asyncio.to_thread(imports.read, names)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self.notify(advice.sentence(e), title="Not read", severity="error")
            return
        answers = [("Take these facts", True), ("Leave everything as it is", False)]
        taken = await self.push_screen_wait(Choose(imports.told(report), answers, None))
        if taken == (True,):
            self.change(lambda session: session.fill(imports.facts(report)))

    @work
    async def action_memo(self, name: str | None = None) -> None:
        from tui.screens.line import Line

        if self.answer is None:
            self.notify("There is no recommendation yet to write down.", severity="warning")
            return
        hint = "The ending decides: .md, .html, .pdf or .json. Enter saves, Esc goes back."
        name = name or await self.push_screen_wait(Line("Save the decision memo", "breakeven-memo.md", hint))
        if name:
            await self.save_memo(name)

    def action_open_memo(self) -> None:
        """Shows the memo that was saved last."""
        from tui.screens.memo import ReadMemo

        if self.memo is None:
            self.notify("No memo was saved yet in this conversation: Ctrl+S saves one.")
        else:
            self.push_screen(ReadMemo(*self.memo))

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
    async def action_keep(self, name: str | None = None) -> None:
        """Keeps the profile as it is now, a what-if included, under a name: a scenario to be compared later."""
        from tui.screens.line import Line

        session = self.desk.session
        if session is None or self.answer is None:
            self.notify("There is nothing to keep yet.", severity="warning")
            return
        hint = "A name for this state of the facts. Enter keeps it, Esc goes back."
        name = name or await self.push_screen_wait(
            Line("Keep as scenario", f"scenario {len(session.scenarios) + 1}", hint)
        )
        if name:
            self.change(lambda session: session.keep_scenario(name))

    @work
    async def action_compare(self) -> None:
        """Asks beside what this conversation is to be shown: a scenario kept in it, or another conversation."""
        from tui.screens.choose import Choose

        if self.desk.advisor is None or self.desk.session is None:
            return
        offered = self.desk.others()
        if not offered:
            self.notify("There is nothing to compare with yet: /keep keeps the facts as they are now under a name.")
            return
        picked = await self.push_screen_wait(Choose("Side by side with", offered, None))
        if picked is not None:
            self.compare_with(picked[0])

    @work
    async def compare_with(self, other: str) -> None:
        """Shows this conversation beside another one, or beside one of its scenarios, by ``Desk.others``."""
        from tui.screens.compare import DROP, USE, Compare

        try:
            left, right = await asyncio.to_thread(self.desk.compared, other)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self.notify(advice.sentence(e), severity="error")
            return
        wish = await self.push_screen_wait(Compare(left, right, kept=other.startswith(advice.SCENARIO)))
        if wish == USE:
            self.change(lambda session: session.use_scenario(right.name))
        elif wish == DROP:
            self.change(lambda session: session.drop_scenario(right.name))

    async def action_new(self) -> None:
        await self.open_session(None)
