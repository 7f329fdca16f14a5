"""The right side: Profile, Costs, Sources. Mounted after the first picture: it brings half of textual's widgets."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TabbedContent, TabPane

from tui.widgets.costs_panel import CostsPanel
from tui.widgets.profile_panel import ProfilePanel
from tui.widgets.row import Row
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.what_if import WhatIf


class Side(Vertical):
    """The three panels as tabs; ``open`` brings one to the front and into focus."""

    def __init__(self) -> None:
        super().__init__(id="side")
        self.profile, self.costs, self.sources = ProfilePanel(), CostsPanel(), SourcesPanel()

    def compose(self) -> ComposeResult:
        with TabbedContent(initial="profile"):
            with TabPane("Profile", id="profile"):
                yield self.profile
                yield WhatIf()
            with TabPane("Costs", id="costs"):
                yield self.costs
            with TabPane("Sources", id="sources"):
                yield self.sources

    def open(self, name: str) -> None:
        """Shows one panel and focuses the first thing in it that can be focused."""
        self.query_one(TabbedContent).active = name
        self.screen.set_focus(None)  # at once: a digit typed now means a source, not a letter of the message
        self.settle()

    def settle(self) -> None:
        """Focuses the first row of the panel in front, where nothing has the focus: now, or once there are rows."""
        self.call_after_refresh(self._focus_first)

    def _focus_first(self) -> None:
        tabs = self.query_one(TabbedContent)
        row = next((row for row in tabs.get_pane(tabs.active).query("*").results(Row) if row.focusable), None)
        if row is not None and self.screen.focused is None:
            row.focus(scroll_visible=False)

    def count_sources(self, number: int) -> None:
        """Shows in the tab how many sources there are."""
        self.query_one(TabbedContent).get_tab("sources").label = f"Sources {number}" if number else "Sources"
