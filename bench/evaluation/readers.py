"""From what a benchmark prints to figures. A line that is not there gives no figure; the caller says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bench.evaluation.figures import Figure, Goal, at_least, at_most

_METRIC = re.compile(r"^(\S.*?)\s{2,}([\d.]+)\s+([\d.]+) / ([\d.]+)$", re.M)
_ERROR = re.compile(r"^  (.+?)\s+n=\s*(\d+)\s+median error\s+([\d.]+)%.*within 2x\s+(\d+)%", re.M)

CASES: dict[str, tuple[str, str, Goal | None]] = {
    "slots: F1": ("understanding", "slots, F1", at_least(0.97)),
    "slots: joint accuracy": ("understanding", "whole message right", at_least(0.90)),
    "decisions: accuracy": ("decisions", "option right", at_least(0.97)),
    "decisions: status": ("decisions", "final or provisional, right", None),
    "decisions: warned": ("decisions", "warning given where needed", None),
    "decisions: by workload": ("decisions", "option of each workload right", None),
    "search: recall@3": ("search", "recall@3, the two originals", at_least(0.97)),
    "search: MRR": ("search", "MRR, the two originals", at_least(0.90)),
    "search: no-answer below all answered": ("search", "unanswerable scored below every answered one", at_least(1)),
    "injections: nothing repeated or leaked": ("safety", "hostile document: nothing repeated or leaked", at_least(1)),
    "injections: same option": ("safety", "hostile document: same option", at_least(1)),
    "quotes: verbatim in the sources": ("answers", "quotes verbatim", at_least(1)),
    "quotes: at their offsets": ("answers", "quotes at their offsets", at_least(1)),
    "numbers: accounted for": ("answers", "numbers traced to the result or a quote", at_least(1)),
    "numbers: answers with no stray number": ("answers", "answers with no stray number", at_least(1)),
}


def shared_cases(text: str) -> Iterator[Figure]:
    for name, _, hit, total in _METRIC.findall(text):
        if name in CASES:
            area, what, goal = CASES[name]
            yield Figure(area, what, float(hit) / float(total), goal=goal, note=f"{hit} of {total}")


def capacity(text: str) -> Iterator[Figure]:
    """Errors on published rows by section; the sections in which the rows were not seen have a goal."""
    wanted = {
        "Every fifth row left out": "every fifth row left out",
        "One source left out": "one publisher left out",
        "One model left out": "one model left out",
        "Published neighbours used, the row itself left out": "with published neighbours, the row itself left out",
    }
    for title, what in wanted.items():
        for name, n, error, within in _section(text, title):
            goal = {"dense": at_most(0.15), "mixture of experts": at_most(0.30)}.get(name)
            if goal:
                yield Figure(
                    "capacity", f"median error, {name}, {what}", float(error) / 100, goal=goal, note=f"{n} rows"
                )
            elif name == "all":
                yield Figure("capacity", f"within a factor 2, {what}", float(within) / 100, goal=at_least(0.9))
    if inside := re.search(r"inside low\.\.high: (\d+)%", text):
        yield Figure("capacity", "published figure inside low to high", int(inside[1]) / 100, note="meant to hold 80%")


def _section(text: str, title: str) -> list[tuple[str, ...]]:
    part = text.partition(f"\n{title}\n")[2].partition("\n\n")[0]
    return [row for row in _ERROR.findall(part) if row[0] in ("all", "dense", "mixture of experts")]


def peer_capacity(text: str) -> dict[str, str]:
    """Median error of other people's formulas on the same rows, in words."""
    found = {}
    if rows := _section(text, "Peer formula 960 / active B x GB / 80"):
        found["should-i-self-host-llm"] = f"{rows[0][2]}% median error, {rows[0][3]}% within a factor 2"
    return found


def second_opinion(text: str) -> dict[str, str]:
    """Median errors on the rows that aiconfigurator knows, its own and ours, in words."""
    found = re.findall(r"^(.+?): n=(\d+)  median error ([\d.]+)%", text, re.M)
    return {name: f"{error}% median error on the {n} rows that aiconfigurator knows" for name, n, error in found}


def unseen(text: str) -> Iterator[Figure]:
    if found := re.search(r"median error ([\d.]+)%, largest (\d+)%, n=(\d+)", text):
        note = f"{found[3]} rows, largest error {found[2]}%"
        yield Figure(
            "capacity",
            "median error, two publishers never fitted",
            float(found[1]) / 100,
            goal=at_most(0.15),
            note=note,
        )
    for kind, median, within, n in re.findall(
        r"under a (\w+) load: median ([\d.]+), within a factor 2: (\d+) of (\d+)", text
    ):
        ratio = max(float(median), 1e-3)
        note = f"{median} of what was published in the median, {within} of {n} within a factor 2; the goal is ours"
        what = f"time to first token, {kind} load, off by a factor"
        yield Figure("capacity", what, max(ratio, 1 / ratio), "x", at_most(2), note)


def elsewhere(text: str) -> Iterator[Figure]:
    """Errors on other hardware, and how often the band held there."""
    for name, n, error, within in _ERROR.findall(text):
        if goal := {"dense": at_most(0.15), "mixture of experts": at_most(0.30)}.get(name):
            what = f"median error, {name}, cards and engines of no fitted row"
            yield Figure("capacity", what, float(error) / 100, goal=goal, note=f"{n} rows, read after the fit")
        elif name == "all":
            yield Figure("capacity", "within a factor 2, cards and engines of no fitted row", float(within) / 100,
                         goal=at_least(0.9), note=f"{n} rows")  # fmt: skip
    if inside := re.search(r"inside low\.\.high: (\d+)%", text):
        what = "published figure inside low to high, cards and engines of no fitted row"
        yield Figure("capacity", what, int(inside[1]) / 100, note="meant to hold 80%")


def speed(text: str) -> Iterator[Figure]:
    for words, what, goal in (
        ("one edited value", "one edited value: option, confidence, costs", at_most(50)),
        ("... with flips", "then flips, tornado and plot", at_most(500)),
        ("first assessment", "first decision of a process", None),
    ):
        if found := re.search(rf"^{re.escape(words)}.*?\s([\d.]+) ms", text, re.M):
            yield Figure("speed", what, float(found[1]), "ms", goal)
    if found := re.search(r"^draws a second.*?(\d+)$", text, re.M):
        yield Figure("speed", "draws a second, one workload", float(found[1]), "")


SEARCHED = {  # what a part of bench/search/run.py begins with -> (what it is called, goals of recall@3 and MRR)
    "our own, written before the search": ("our own questions", (0.97, 0.90)),
    "our own, written after it was finished": ("our own questions, written after the search", (0.97, 0.90)),
    "a document without prepared claims": ("a document nobody prepared", (0.97, 0.90)),
    "a report in plain text without prepared claims": ("a report nobody prepared", None),
    "a public set, the Python FAQ": ("the Python FAQ, nobody prepared it", None),
    "the two originals as if nothing were prepared": ("the two originals, nothing prepared", None),
}


def search(text: str) -> Iterator[Figure]:
    for start, (what, goals) in SEARCHED.items():
        part = text.partition(f"\n{start}")[2].partition("\n\n")[0].splitlines()
        columns = [_columns(line) for line in part[2:]]
        if not columns or len(columns[-1]) != 7:
            continue
        count = re.search(r"(\d+) questions", part[0])
        alone = "; ".join(
            f"{name} alone {c[1]:.0%}"
            for name, line, c in zip(("BM25", "MiniLM"), part[2:], columns, strict=False)
            if name in line
        )
        half = next((c for line, c in zip(part[2:], columns, strict=True) if "the half held back" in line), None)
        held = f"{half[1]:.0%} of the half on which nothing was chosen" if half else ""
        note = "; ".join(x for x in (f"{count[1]} questions" if count else "", alone, held) if x)
        recall, mrr = (at_least(goals[0]), at_least(goals[1])) if goals else (None, None)
        yield Figure("search", f"recall@3, {what}", columns[-1][1], goal=recall, note=note)
        yield Figure("search", f"MRR, {what}", columns[-1][3], goal=mrr)
        yield Figure("search", f"unanswerable scored below answered (AUC), {what}", columns[-1][4])
        lost = f"of the answered {columns[-1][6]:.1%} came back empty, too"
        yield Figure("search", f"unanswerable came back empty, {what}", columns[-1][5], note=lost)
    if found := re.search(r"p50 ([\d.]+) ms, p95 ([\d.]+) ms", text):
        yield Figure("speed", "one search, warm", float(found[1]), "ms", at_most(10), f"95th percentile {found[2]} ms")


def _columns(line: str) -> list[float]:
    return [float(x) for x in re.findall(r"(?<=\s)[\d.]+(?=\s|$)", line)]


def growth(text: str) -> Iterator[Figure]:
    """Rows of bench/search/growth.py: passages, seconds to add and to open, MiB of disk and memory, ms p50 and p95."""
    for row in re.findall(r"^ +([\d,]+)" + r" +([\d.]+)" * 6 + "$", text, re.M):
        add, opened, disk, memory, p50, p95 = map(float, row[1:])
        goal = at_most(10) if row[0] == "1,000" else None
        yield Figure(
            "search", f"one search, warm, over {row[0]} passages", p50, "ms", goal, f"95th percentile {p95:.1f} ms"
        )
        note = f"{disk:,.0f} MiB on disk, {memory:,.0f} MiB of memory, opened in {opened:.1f} s; without embedding them"
        yield Figure("search", f"indexing {row[0]} passages", add, "s", None, note)


def support(text: str) -> Iterator[Figure]:
    wanted = {
        "citation recall": ("reasons borne out by what they cite", at_least(0.9)),
        "citation precision": ("citations that bear their reason", at_least(0.9)),
        "opposing, precision": ("passages shown against a reason that are", None),
    }
    for name, (what, goal) in wanted.items():
        if (found := re.search(rf"^{name}\s+(\d+) of (\d+)", text, re.M)) and int(found[2]):
            note = f"{found[1]} of {found[2]}; judged by hand, claim by claim"
            yield Figure("answers", what, int(found[1]) / int(found[2]), goal=goal, note=note)


def verifier(text: str) -> Iterator[Figure]:
    if found := re.search(r"clean answers refused\s+(\d+) of (\d+)", text):
        yield Figure("answers", "clean answers refused", int(found[1]), "", at_most(0), f"of {found[2]}")
    for kind, hit, total in re.findall(r"altered (\w+)\s+refused\s+(\d+) of (\d+)", text):
        note = f"{hit} of {total}"
        yield Figure("answers", f"one {kind} changed: refused", int(hit) / int(total), goal=at_least(1), note=note)


def interview(text: str) -> Iterator[Figure]:
    found = _last_object(text)
    if "mean_questions" in found:
        needs = found["fixed_needs"] if found["fixed_needs"] is not None else "more than all of its questions"
        note = f"{found['users']} simulated users; a fixed order needs {needs} for the same"
        yield Figure("interview", "questions until it stops by itself", found["mean_questions"], "", note=note)
        yield Figure("interview", "option of the complete case found", found["right"])


def kill(text: str) -> Iterator[Figure]:
    found = _last_object(text)
    if "kills" in found:
        note = f"{found['kills']} kills, {found['in_mid_answer']} in the middle of an answer"
        yield Figure("sessions", "acknowledged answers lost when killed", len(found["wrong"]), "", at_most(0), note)


def slack(text: str) -> Iterator[Figure]:
    """The row of the highest rate that was tried."""
    rows = [line.split() for line in text.splitlines() if re.fullmatch(r"[\d. ]+", line.strip() or "-")]
    rows = [row for row in rows if len(row) == 14]
    if not rows:
        return
    rate, events, _, _, p99, worst, _, answered, _, drained, lost, twice, _, each = (float(x) for x in rows[-1])
    at = f"at {rate:g} events a second"
    note = f"{events:g} events, slowest {worst:,.0f} ms"
    yield Figure("slack", f"acknowledged, 99th percentile, {at}", p99, "ms", at_most(1000), note)
    yield Figure("slack", f"events lost, {at}", lost, "", at_most(0))
    yield Figure("slack", f"events answered twice, {at}", twice, "", at_most(0))
    note = f"all answered {drained:g} s after the last event"
    yield Figure("slack", f"answered, 95th percentile, {at}", answered, "s", note=note)
    yield Figure("slack", "processor time of an answer, all of it", each, "ms")


def startup(text: str) -> Iterator[Figure]:
    found = _last_object(text)
    if not found:
        return
    scaled = 0.25 * max(1.0, found["pass_s"] / 0.02)
    note = f"python -c pass takes {found['pass_s']:.3f} s here; the goal grows with it"
    yield Figure("start-up", "breakeven --help", found["help_s"], "s", at_most(scaled), note)
    note = f"{found['ask_s']:.2f} s against {found['imports_s']:.2f} s"
    note += f"; processor time {found['ask_cpu_s']:.2f} s against {found['imports_cpu_s']:.2f} s"
    ratio = found["ask_s"] / found["imports_s"]
    yield Figure(
        "start-up", "ask --json from cold over `import langgraph.graph, chromadb`", ratio, "x", at_most(1.25), note
    )
    note = f"{found['paint_s']:.2f} s against {found['bare_paint_s']:.2f} s; takes a key after {found['key_s']:.2f} s"
    ratio = found["paint_s"] / found["bare_paint_s"]
    yield Figure("start-up", "first paint of the chat over a bare Textual app", ratio, "x", at_most(1.6), note)
    if others := [v for v in found["peers"].values() if isinstance(v, float)]:
        sooner = sum(v < found["paint_s"] for v in others)
        note = f"of {len(others)} that were installed and timed"
        yield Figure("start-up", "terminal programs that paint before ours", sooner, "", at_most(0), note)
    yield Figure(
        "speed",
        "batch, messages a second",
        found["messages_a_second"],
        "",
        at_least(20),
        "start-up included; hoped for: 50",
    )


def chat(text: str) -> Iterator[Figure]:
    found = _last_object(text)
    if not found:
        return
    note = f"processor time; the first key {1e3 * found['what_if_first_s']:.0f} ms"
    what = "what-if: from a key to option, confidence and costs"
    yield Figure("chat", what, 1e3 * found["what_if_s"], "ms", at_most(50), note)
    count = f"{found['messages']:.0f} messages"
    for what, name, unit in (("an answer", "answer", "s"), ("a page scrolled", "page", "ms")):
        early, late = found[f"early_{name}_s"], found[f"late_{name}_s"]
        scale = 1e3 if unit == "ms" else 1
        note = f"{scale * late:.3g} {unit} of processor time against {scale * early:.3g} {unit}"
        yield Figure("chat", f"{what} after {count} over one of the first", late / early, "x", at_most(1.25), note)
    note = f"{found['early_mb']:.0f} MB near the beginning"
    yield Figure("chat", f"resident memory after {count}", found["late_mb"], "MB", note=note)


def peer_paints(text: str) -> dict[str, str]:
    """First paint of other terminal programs in the same run, in words."""
    found = _last_object(text)
    others = {
        k: f"{v:.2f} s" if isinstance(v, float) else f"not measured: {v}" for k, v in found.get("peers", {}).items()
    }
    ours = (
        {"breakeven": f"{found['paint_s']:.2f} s", "bare Textual app": f"{found['bare_paint_s']:.2f} s"}
        if found
        else {}
    )
    return ours | others


def _last_object(text: str) -> dict[str, Any]:
    """The JSON object in the last line that holds one."""
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    return {}
