"""Which language model reads and words, if any: its name, its server, a test."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, Static

from agent.settings import BUILTIN, NAMES, Settings, keep
from tui import advice

if TYPE_CHECKING:
    from agent.advisor import Advisor

WHAT = "Without a model, rules read and templates write. With one it reads and words as well; it never counts."
CALLED_HERE = {"OPENAI_BASE_URL": "Server", "BREAKEVEN_MODEL": "Model", "OPENAI_API_KEY": "Key"}
FIELDS = (
    ("model", "Model", f"a name, or {BUILTIN}: none"),
    ("server", "Server", "http://localhost:8000/v1; empty: OpenAI"),
    ("key", "Key", "for this run only; OPENAI_API_KEY keeps it"),
)


class ModelForm(Vertical):
    """``Use`` changes the model from the next message on, and writes it into the configuration file."""

    HELP = (
        "The language model: a name as its server knows it. **Test** asks it a few small things and says what it can "
        "do, **Use** takes it from the next message on. Any server that speaks the OpenAI protocol will do."
    )

    def __init__(self, advisor: Advisor) -> None:
        super().__init__()
        self._advisor = advisor

    def compose(self) -> ComposeResult:
        settings = self._advisor.settings
        values = {"model": settings.model, "server": settings.openai_base_url, "key": ""}
        yield Static(WHAT, classes="muted")
        for name, label, hint in FIELDS:
            with Horizontal(classes="field"):
                yield Label(label)
                yield Input(values[name], placeholder=hint, compact=True, password=name == "key", id=f"model-{name}")
        with Horizontal(classes="buttons"):
            yield Button("Test", id="test", compact=True)
            yield Button("Use", id="use", compact=True)
            yield Button("No model", id="none", compact=True)
        yield Static(id="model-said", markup=False)

    @property
    def entered(self) -> Settings:
        """The settings with what stands in the fields."""
        model, server, key = (self.query_one(f"#model-{name}", Input).value.strip() for name, _, _ in FIELDS)
        before = self._advisor.settings
        return replace(
            before, model=model or BUILTIN, openai_base_url=server, openai_api_key=key or before.openai_api_key
        )

    def _say(self, text: str, mark: str = "·") -> None:
        style = {"✓": "$success", "✗": "$error"}.get(mark, "$accent")
        self.query_one("#model-said", Static).update(Content.assemble((f"{mark} ", f"bold {style}"), text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.test()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "test":
            self.test()
            return
        if event.button.id == "none":
            self.query_one("#model-model", Input).value = BUILTIN
            self.query_one("#model-server", Input).value = ""
        self._use()

    @work(exclusive=True)
    async def test(self) -> None:
        """Asks the model a few small things and says what it can do."""
        from tui.commands import doctor

        settings = self.entered
        if settings.builtin:
            self._say("No model to test: everything is read by rules and written by templates.")
            return
        self._say(f"asking {settings.model} …")
        found = await asyncio.to_thread(doctor.model, settings)
        fix = found.fix or ""
        for setting, field in CALLED_HERE.items():
            fix = fix.replace(setting, field)
        self._say(found.found + (f". Try: {fix}." if fix else "."), "✓" if found.state == "ok" else "✗")

    def _use(self) -> None:
        wanted = self.entered
        self._advisor.use_model(wanted.model, wanted.openai_base_url, wanted.openai_api_key)
        who = "No model: rules read, templates write" if wanted.builtin else f"{wanted.model} from the next message on"
        try:
            path = keep({"model": wanted.model, "openai_base_url": wanted.openai_base_url})
        except Exception as e:  # noqa: BLE001 - said on the screen
            self._say(f"{who}, until the chat ends: {advice.sentence(e)}", "✗")
            return
        over = [NAMES[n] for n in ("model", "openai_base_url") if os.environ.get(NAMES[n])]
        wins = f"; but {' and '.join(over)} in the environment wins at the next start" if over else ""
        self._say(f"{who}. Kept in {path}{wins}.", "✓")
