"""``breakeven doctor``: what is set up, what is not, and the command that fixes it."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

import click

from tui import output
from tui.failures import FAILED, explain, one_line

if TYPE_CHECKING:
    from agent.settings import Settings

MARKS = {"ok": "✓", "off": "○", "broken": "✗"}


@dataclass(frozen=True)
class Finding:
    """``off``: an optional thing that is not set up. ``fix``: the command or setting that changes it."""

    what: str
    state: Literal["ok", "off", "broken"]
    found: str
    fix: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """What is set up, what is not, and the command that fixes it. Exit status 1 if something needed is broken."""
    from agent.settings import load_settings

    findings = list(examine(load_settings(model=ctx.obj)))
    if as_json:
        output.write_json({"findings": [asdict(f) for f in findings]})
    else:
        for finding in findings:
            fix = f"  → {finding.fix}" if finding.fix else ""
            click.echo(f"{MARKS[finding.state]} {finding.what:<18} {finding.found}{fix}")
    if any(f.state == "broken" for f in findings):
        ctx.exit(FAILED)


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding, the needed things first."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", "ok", version)
    for what, look, fix in (
        ("home", _home, "set BREAKEVEN_HOME to a folder you may write to"),
        ("catalogue", _catalogue, "reinstall breakeven"),
        ("library", _library, "breakeven sources list names what is damaged"),
        ("sessions", _sessions, "move the file away, or set BREAKEVEN_DATABASE_URL"),
    ):
        yield _tried(what, look, settings, fix)
    yield model(settings)
    yield from _extras()


def _tried(what: str, look: Callable[[Settings], str], settings: Settings, fix: str) -> Finding:
    try:
        return Finding(what, "ok", look(settings))
    except Exception as e:  # noqa: BLE001 - a finding, whatever it is
        return Finding(what, "broken", one_line(explain(e)[1]), fix)


def _home(settings: Settings) -> str:
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=settings.home):
        return str(settings.home)


def _catalogue(settings: Settings) -> str:
    from knowledge.catalogue.load import load

    catalogue = load()
    newest = max(price.as_of for price in catalogue.api_overlay)
    return f"{len(catalogue.models)} models, {len(catalogue.gpus)} GPUs, prices of {newest} (breakeven prices check)"


def _library(settings: Settings) -> str:
    from knowledge.library import Library

    library = Library.open(settings.home, chroma_url=settings.chroma_url)
    documents = library.documents()
    own = sum(d.kind == "original" for d in documents)
    library.search("what does self-hosting cost")
    damaged = "; ".join(library.notices)
    return f"{len(documents)} documents, {own} of them yours" + (f"; {damaged}" if damaged else "")


def _sessions(settings: Settings) -> str:
    from agent.advisor import Advisor

    place = "PostgreSQL" if settings.database_url else "SQLite in the home folder"
    return f"{len(Advisor(settings).sessions())} saved, {place}"


def model(settings: Settings) -> Finding:
    """Whether a language model is set, and whether it answers."""
    if settings.builtin:
        fix = "optional: BREAKEVEN_MODEL and OPENAI_BASE_URL, or OPENAI_API_KEY"
        return Finding("language model", "off", "built-in reading and writing, no model", fix)
    if not (settings.openai_api_key or settings.openai_base_url):
        return Finding(
            "language model", "broken", f"{settings.model}: no server", "set OPENAI_BASE_URL or OPENAI_API_KEY"
        )
    from agent.llm.capabilities import probe

    seen = probe(settings)
    if not seen.reachable:
        found = one_line(f"{settings.model}: {seen.problem}")
        return Finding("language model", "broken", found, "check OPENAI_BASE_URL, BREAKEVEN_MODEL and the key")
    proved = {"structured output": seen.structured, "long prompts": seen.context, "tool calls": seen.tools}
    can = ", ".join(what for what, ok in proved.items() if ok) or "plain answers only"
    cannot = ", ".join(what for what, ok in proved.items() if not ok)
    found = f"{settings.model} answers in {seen.latency_ms or 0:.0f} ms; {can}" + (f"; not: {cannot}" if cannot else "")
    return Finding("language model", "ok", found)


def _extras() -> Iterator[Finding]:
    for what, module, extra in (
        ("PostgreSQL", "psycopg", "postgres"),
        ("Slack", "slack_bolt", "slack"),
    ):
        if importlib.util.find_spec(module):
            yield Finding(what, "ok", "installed")
        else:
            yield Finding(what, "off", "not installed", f"pip install 'breakeven[{extra}]'")
    if os.environ.get("NO_COLOR"):
        yield Finding("NO_COLOR", "ok", "set: no colours")
