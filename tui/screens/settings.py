"""Settings: the language model with a test, the theme, the documents that answers may cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label, TabbedContent, TabPane

from tui.screens.dialog import Dialog
from tui.widgets.document_list import DocumentList
from tui.widgets.model_form import ModelForm
from tui.widgets.theme_list import ThemeList

if TYPE_CHECKING:
    from agent.advisor import Advisor


class Settings(Dialog[None]):
    """What is changed here holds at once, and is written into the configuration file. In a browser only the theme can
    be changed: whoever looks in from elsewhere must neither choose where keys go nor name files of this machine."""

    BINDINGS = [
        Binding("escape", "dismiss", "Back"),
        Binding("f2", "show('model')", "Model", priority=True),
        Binding("f3", "show('theme')", "Theme", priority=True),
        Binding("f4", "show('documents')", "Documents", priority=True),
    ]

    def __init__(self, advisor: Advisor) -> None:
        super().__init__()
        self._advisor = advisor

    def compose(self) -> ComposeResult:
        with Vertical(classes="box -large -tall"):
            with TabbedContent(initial="theme" if self.app.is_web else "model"):
                if not self.app.is_web:
                    with TabPane("Model", id="model"):
                        yield ModelForm(self._advisor)
                with TabPane("Theme", id="theme"):
                    yield ThemeList()
                with TabPane("Documents", id="documents"):
                    yield DocumentList(self._advisor)
            yield Label("F2 F3 F4 or ← → on the tabs · Tab goes on · Esc closes", classes="hint")

    def on_mount(self) -> None:
        self.call_after_refresh(self._focus_first, self.query_one(TabbedContent).active)

    def action_show(self, name: str) -> None:
        tabs = self.query_one(TabbedContent)
        if not tabs.query(f"TabPane#{name}"):
            return
        tabs.active = name
        self.call_after_refresh(self._focus_first, name)

    def _focus_first(self, name: str) -> None:
        pane = self.query_one(TabbedContent).get_pane(name)
        first = next((w for w in pane.query("Input, OptionList") if w.focusable), None)
        if first is not None:
            first.focus()
