"""The documents that answers may cite: looked through, added, removed."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tui import advice
from tui.screens.line import Line

if TYPE_CHECKING:
    from agent.advisor import Advisor

KIND = {"original": "yours", "digest": "our summary"}
IN_A_BROWSER = "Enter opens one. They are added where the program runs: breakeven sources add FILE."
KEYS = "Enter opens · Ins adds a file or folder · Del twice removes one of yours; the file itself stays"


class DocumentList(Vertical):
    """The user's own first. Adding goes on in a thread and says how far it is."""

    HELP = "What answers may cite: your documents, word for word, and our summaries. " + KEYS + "."

    BINDINGS = [
        Binding("insert,plus", "add", "Add"),
        Binding("delete,ctrl+d", "remove", "Remove"),
    ]

    def __init__(self, advisor: Advisor) -> None:
        super().__init__()
        self._advisor = advisor
        self._documents: list[Any] = []
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        yield OptionList(compact=True)
        if self.app.is_web:
            yield Static(IN_A_BROWSER, classes="hint", id="documents-said")
            return
        with Horizontal(classes="buttons"):
            yield Button("Add a file or folder", id="add", compact=True)
            yield Button("Remove", id="remove", compact=True)
        yield Static(KEYS, classes="hint", id="documents-said", markup=False)

    def on_mount(self) -> None:
        self._fill()

    @work
    async def _fill(self) -> None:
        from agent import views

        try:
            self._documents = await asyncio.to_thread(views.documents, self._advisor)
        except Exception as e:  # noqa: BLE001 - said on the screen
            self._say(advice.sentence(e))
            return
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(_line(document)) for document in self._documents])
        options.highlighted = min(at, len(self._documents) - 1) if self._documents else None

    def _say(self, text: str) -> None:
        self.query_one("#documents-said", Static).update(text)

    def _highlighted(self) -> Any:
        at = self.query_one(OptionList).highlighted
        return self._documents[at] if at is not None and at < len(self._documents) else None

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        from tui.screens.document import Document

        event.stop()
        document = self._documents[event.option_index]
        self.app.push_screen(Document(document.title, document.text, 0, 0))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._doomed = None

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_add() if event.button.id == "add" else self.action_remove()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self.app.is_web and action in ("add", "remove"))

    @work
    async def action_add(self) -> None:
        from agent import views

        hint = "A .txt, .md, .pdf or .html file, or a folder of them. Enter adds, Esc goes back."
        name = await self.app.push_screen_wait(Line("Add to the documents", "", hint))
        if not name:
            return
        path = Path(name).expanduser()
        self._say(f"reading {path.name} …")
        try:
            said = await asyncio.to_thread(views.add_documents, self._advisor, path, self._progress)
        except Exception as e:  # noqa: BLE001 - said on the screen
            said = [advice.sentence(e)]
        self._say("\n".join(said[:4]) + (f"\n… and {len(said) - 4} more" if len(said) > 4 else ""))
        self._fill()

    def _progress(self, done: int, total: int, what: str) -> None:
        self.app.call_from_thread(self._say, f"{what}: {done} of {total}")

    def action_remove(self) -> None:
        document = self._highlighted()
        if document is None:
            return
        if document.kind != "original":
            self._say("Our summaries belong to the program; only your own documents can be removed.")
        elif self._doomed != document.id:
            self._doomed = document.id
            self._say(f"Press Del again to forget “{document.title}”. The file itself stays.")
        else:
            self._doomed = None
            self._remove(document)

    @work
    async def _remove(self, document: Any) -> None:
        from agent import views

        try:
            await asyncio.to_thread(partial(views.remove_document, self._advisor, document.id))
            self._say(f"“{document.title}” is no longer cited.")
        except Exception as e:  # noqa: BLE001 - said on the screen
            self._say(advice.sentence(e))
        self._fill()


def _line(document: Any) -> Content:
    about = f"   {KIND[document.kind]} · {len(document.text):,} characters"
    return Content.assemble(document.title, (about, "$foreground 65%"))
