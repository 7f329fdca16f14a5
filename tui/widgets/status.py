"""The line at the top: which option stands, how sure that is, and whether more could change it."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui import words

CELLS = 14


class StatusLine(Widget):
    """Name on the left, recommendation and confidence on the right; what does not fit is left out."""

    option: reactive[str | None] = reactive(None)
    confidence: reactive[float] = reactive(0.0)
    final: reactive[bool] = reactive(False)
    state: reactive[str] = reactive("")

    def render(self) -> Content:
        name = Content.assemble(("◆ breakeven", "bold $accent"))
        right = self._right()
        gap = self.content_size.width - name.cell_length - right.cell_length
        return Content.assemble(name, " " * max(1, gap), right)

    def _right(self) -> Content:
        if self.option is None:
            return Content.assemble((self.state, "$foreground 65%"))
        filled = round(CELLS * self.confidence)
        mark, word, style = ("●", "final", "$success") if self.final else ("◐", "provisional", "$warning")
        room = self.content_size.width - 14
        parts = [Content.assemble((words.OPTION[self.option], "bold $primary"))]
        bar = Content.assemble(("━" * filled, "$success"), ("━" * (CELLS - filled), "$foreground 20%"), " ")
        said = Content.assemble((words.sure(self.confidence), "$text"))
        verdict = Content.assemble((f"{mark} {word}", style))
        for extra in (said, verdict, bar):
            if sum(p.cell_length + 2 for p in parts) + extra.cell_length <= room:
                parts.insert(1 if extra is bar else len(parts), extra)
        return Content("  ").join(parts)
