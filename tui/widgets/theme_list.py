"""The themes: the one under the cursor is shown at once, Enter keeps it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent.settings import keep
from tui import advice, theme


class ThemeList(Vertical):
    """Ours first. Left without Enter, the theme from before comes back."""

    HELP = "Up and Down show a theme, Enter keeps it."

    def compose(self) -> ComposeResult:
        ours = [theme.DARK.name, theme.LIGHT.name]
        names = [*ours, *sorted(n for n in self.app.available_themes if n not in ours and "ansi" not in n)]
        yield OptionList(*(Option(name, id=name) for name in names), compact=True)
        yield Static("Up and Down show a theme, Enter keeps it.", classes="hint")

    def on_mount(self) -> None:
        self._kept = self.app.theme
        self._list.highlighted = self._at(self._kept)

    def on_unmount(self) -> None:
        self.app.theme = self._kept

    def on_descendant_blur(self) -> None:
        self.app.theme = self._kept
        self._list.highlighted = self._at(self._kept)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _at(self, name: str) -> int | None:
        return next((i for i, option in enumerate(self._list.options) if option.id == name), None)

    @on(OptionList.OptionHighlighted)
    def _shown(self, event: OptionList.OptionHighlighted) -> None:
        if self._list.has_focus:
            self.app.theme = str(event.option_id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.app.theme = self._kept = str(event.option_id)
        if self.app.is_web:  # the file belongs to whoever serves the chat
            self.query_one(Static).update(f"{self._kept} holds until the page is closed.")
            return
        try:
            said = f"{self._kept} is kept, in {keep({'theme': self._kept})}"
        except Exception as e:  # noqa: BLE001 - said on the screen
            said = f"{self._kept} holds until the chat ends: {advice.sentence(e)}"
        self.query_one(Static).update(said)
