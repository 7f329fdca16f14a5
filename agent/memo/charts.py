"""Both charts as SVG, drawn by matplotlib without a display. Colours are the light ones; HTML swaps them for variables.

Text becomes outlines, so that a file shows the same everywhere and needs no font; the words stand in the figure's
description and in the table beside it too.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING, Any, Literal

from agent.memo.document import Chart, CostChart, MemoError, Range, VolumeChart
from agent.memo.inline import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {
    "ink": "#1f2933",
    "quiet": "#667685",
    "grid": "#dde3e8",
    "paper": "#fffffe",
    "frontier_api": "#b4530a",
    "smaller_tier": "#7c3aed",
    "managed_open": "#0f766e",
    "sovereign_api": "#2563eb",
    "self_host": "#be1e4a",
}
WIDTH = 7.0  # inches
LOG_FROM = 15  # largest over smallest figure from which the cost axis is logarithmic
FLAT = 6  # the same, under which it gets many more
NARROW = 50  # highest over lowest figure under which the axis gets more ticks
EDGE = 0.16  # of the width: nearer to an edge a label does not fit centred
GAP = 0.055  # of the height: the least distance between two names at the right edge


def svg(chart: Chart) -> str:
    """The chart as one <svg> element. Error: MemoError where matplotlib is not installed."""
    try:
        import matplotlib as mpl
    except ImportError as e:
        raise MemoError("Charts need matplotlib: pip install 'breakeven[memo]'.") from e
    style: Any = {
        "svg.fonttype": "path",
        "svg.hashsalt": chart.kind,
        "font.family": "DejaVu Sans",
        "font.size": 8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": COLOURS["ink"],
        "axes.edgecolor": COLOURS["grid"],
        "axes.labelcolor": COLOURS["quiet"],
        "xtick.color": COLOURS["quiet"],
        "ytick.color": COLOURS["quiet"],
        "text.parse_math": False,
    }
    with mpl.rc_context(style):
        return _element(_drawn(chart), _described(chart))


def _drawn(chart: Chart) -> str:
    from matplotlib.figure import Figure

    height = 0.42 * len(chart.ranges) + 0.7 if isinstance(chart, CostChart) else 3.1
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    if isinstance(chart, CostChart):
        _costs(axes, chart)
    else:
        _volume(axes, chart)
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _costs(axes: Axes, chart: CostChart) -> None:
    values = [v for r in chart.ranges for v in (r.low, r.mid, r.high, chart.today or 0.0) if v > 0]
    logarithmic = bool(values) and max(values) > LOG_FROM * min(values)
    if logarithmic:
        axes.set_xscale("log")
        axes.set_xlim(min(values) / 1.6, max(values) * 1.6)
    else:
        axes.set_xlim(0, max(values, default=1.0) * 1.08)
    for place, r in enumerate(reversed(chart.ranges)):
        _range(axes, place, r)
    if chart.today:
        axes.axvline(chart.today, color=COLOURS["quiet"], linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        axes.annotate(
            chart.today_label,
            (chart.today, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=7,
            color=COLOURS["quiet"],
        )
    axes.set_ylim(-0.6, len(chart.ranges) - 0.4)
    axes.set_yticks(range(len(chart.ranges)), [r.name for r in reversed(chart.ranges)])
    axes.tick_params(axis="y", length=0, labelcolor=COLOURS["ink"])
    _dollars(axes.xaxis)
    axes.grid(axis="x", color=COLOURS["grid"], linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _range(axes: Axes, place: int, r: Range) -> None:
    align = _aligned(axes, r.mid)
    colour = COLOURS[r.option] if r.option in COLOURS else COLOURS["ink"]
    axes.plot(
        [r.low, r.high],
        [place, place],
        color=colour,
        linewidth=5 if r.chosen else 3,
        alpha=0.35,
        solid_capstyle="round",
    )
    axes.plot(
        [r.mid],
        [place],
        marker="o",
        markersize=8 if r.chosen else 6,
        color=colour,
        markerfacecolor=colour if r.open else COLOURS["paper"],
        markeredgewidth=1.5,
    )
    axes.annotate(
        r.label,
        (r.mid if align == "center" else axes.get_xlim()[align == "right"], place),
        xytext=(0, 7),
        textcoords="offset points",
        ha=align,
        fontsize=7.5,
        color=COLOURS["ink"],
        fontweight="bold" if r.chosen else "normal",
        bbox={"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 0.5},
    )


def _aligned(axes: Axes, x: float) -> Literal["left", "center", "right"]:
    """Where the words over a dot go, so that they stay inside the picture."""
    place = float(axes.transAxes.inverted().transform(axes.transData.transform((x, 0)))[0])
    return "left" if place < EDGE else "right" if place > 1 - EDGE else "center"


def _volume(axes: Axes, chart: VolumeChart) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    for line in chart.lines:
        axes.plot(
            chart.tokens_per_day,
            line.monthly_usd,
            color=COLOURS.get(line.option, COLOURS["ink"]),
            linewidth=2.4 if line.chosen else 1.4,
        )
    low, high = chart.tokens_per_day[0], chart.tokens_per_day[-1]
    axes.set_xlim(low, high)
    axes.axvline(chart.here, color=COLOURS["quiet"], linewidth=0.8, linestyle=(0, (4, 3)))
    axes.annotate(
        plain(chart.here_label),
        (chart.here, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=7.5,
    )
    _marks(axes, chart)
    _names(axes, chart)
    axes.set_xlabel("tokens a day")
    axes.xaxis.set_major_formatter(lambda x, _: _short(x))
    _dollars(axes.yaxis)
    _dense(axes)
    axes.grid(color=COLOURS["grid"], linewidth=0.6)
    axes.minorticks_off()


def _dense(axes: Axes) -> None:
    """More figures at the side where the whole chart spans little more than a power of ten."""
    from matplotlib.ticker import LogLocator

    low, high = axes.get_ylim()
    if high < NARROW * low:
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high > FLAT * low else (1, 1.5, 2, 3, 4, 5, 7)))


def _marks(axes: Axes, chart: VolumeChart) -> None:
    own = next((line for line in chart.lines if line.option == "self_host"), None)
    for mark in chart.marks if own else ():
        usd = _at(chart.tokens_per_day, own.monthly_usd, mark.tokens_per_day) if own else 0.0
        axes.plot(
            [mark.tokens_per_day],
            [usd],
            marker="o",
            markersize=7,
            markerfacecolor="none",
            markeredgecolor=COLOURS["ink"],
            markeredgewidth=1.3,
        )
        axes.annotate(
            mark.label,
            (mark.tokens_per_day, usd),
            xytext=(0, -13),
            textcoords="offset points",
            ha="center",
            fontsize=7.5,
        )


def _names(axes: Axes, chart: VolumeChart) -> None:
    """Each line's name at its right end, moved apart where ends lie close."""
    low, high = (math.log10(v) for v in axes.get_ylim())
    ends = sorted((math.log10(max(line.monthly_usd[-1], 1e-9)), line.name, line) for line in chart.lines)
    last = -1.0
    for end, name, line in ends:
        last = max((end - low) / (high - low), last + GAP)
        axes.annotate(
            name,
            (1.01, last),
            xycoords="axes fraction",
            va="center",
            fontsize=7.5,
            annotation_clip=False,
            color=COLOURS.get(line.option, COLOURS["ink"]),
            fontweight="bold" if line.chosen else "normal",
        )


def _at(xs: tuple[float, ...], ys: tuple[float, ...], x: float) -> float:
    import numpy as np

    return float(10 ** np.interp(math.log10(x), np.log10(xs), np.log10(np.maximum(ys, 1e-9))))


def _dollars(axis: Any) -> None:
    axis.set_major_formatter(lambda x, _: f"${_short(x)}")
    axis.set_minor_formatter(lambda x, _: "")


def _short(value: float) -> str:
    for limit, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= limit:
            return f"{value / limit:g}{letter}"
    return f"{value:g}"


def _described(chart: Chart) -> str:
    """The chart in words, for those who cannot see it."""
    if isinstance(chart, CostChart):
        return f"{chart.title}: " + "; ".join(f"{r.name} {r.label}" for r in chart.ranges)
    marks = f"; own GPUs pay from {', '.join(m.label for m in chart.marks)}" if chart.marks else ""
    return f"{chart.title}, {plain(chart.here_label)}{marks}"


def _element(document: str, described: str) -> str:
    """The <svg> element alone, sized by its place, with a role and a description."""
    body = document[document.index("<svg") :].strip()
    head, rest = body.split(">", 1)
    head = re.sub(r'\s(?:width|height)="[^"]*"', "", head)
    text = described.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'{head} role="img" aria-label="{text}">{re.sub(r"<metadata>.*?</metadata>", "", rest, flags=re.S)}'
