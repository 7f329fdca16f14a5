"""Our two themes. Colours carry no meaning alone: every state has a shape or a word as well."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="breakeven-dark",
    primary="#7aa2f7",
    secondary="#9d7cd8",
    accent="#4fd6be",
    foreground="#c8d3f5",
    background="#171a26",
    surface="#1e2233",
    panel="#252a3f",
    success="#8bd49c",
    warning="#ffc777",
    error="#ff757f",
    dark=True,
    variables={
        "footer-key-foreground": "#4fd6be",
        "border": "#4fd6be",
        "border-blurred": "#2f354d",
        "scrollbar": "#2f354d",
        "scrollbar-hover": "#444b6a",
        "scrollbar-active": "#4fd6be",
        "scrollbar-background": "#171a26",
        "scrollbar-background-hover": "#171a26",
        "scrollbar-background-active": "#171a26",
        "scrollbar-corner-color": "#171a26",
    },
)
LIGHT = Theme(
    name="breakeven-light",
    primary="#2e5fd0",
    secondary="#7847bd",
    accent="#00756a",
    foreground="#2a3050",
    background="#f7f8fc",
    surface="#eceef6",
    panel="#dfe3f0",
    success="#2a7d46",
    warning="#9a5b00",
    error="#c02f46",
    dark=False,
    variables={
        "footer-key-foreground": "#00756a",
        "border": "#00756a",
        "border-blurred": "#c3c9dd",
        "scrollbar": "#c3c9dd",
        "scrollbar-hover": "#a4abc4",
        "scrollbar-active": "#00756a",
        "scrollbar-background": "#f7f8fc",
        "scrollbar-background-hover": "#f7f8fc",
        "scrollbar-background-active": "#f7f8fc",
        "scrollbar-corner-color": "#f7f8fc",
    },
)
# One colour an option, the same in bars and curves. Rich styles of textual-plot take hex only.
OPTION_COLOURS = {
    "frontier_api": ("#ff757f", "#c02f46"),
    "smaller_tier": ("#ffc777", "#b07400"),
    "managed_open": ("#8bd49c", "#2a7d46"),
    "sovereign_api": ("#c099ff", "#7847bd"),
    "self_host": ("#7aa2f7", "#2e5fd0"),
    "hybrid": ("#4fd6be", "#00756a"),
}


def option_colour(option: str, dark: bool) -> str:
    """The colour of an option as hex."""
    return OPTION_COLOURS[option][0 if dark else 1]
