"""Text that changes often and seldom its height."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Drawn(Static):
    """A Static whose change lays the screen out again only where its height becomes another: a layout touches every
    widget shown, a repaint only this one."""

    def draw(self, content: Content) -> None:
        width, height = self.content_size
        same = self.display and width > 0 and content.get_height(self.styles, width) == height
        self.update(content, layout=not same)
