"""``breakeven prices``: the dated catalogue behind the calculators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from tui import output
from tui.failures import FAILED

KINDS = {
    "gpu": ("gpus", "name"),
    "gpu-price": ("gpu_prices", "gpu"),
    "model": ("models", "id"),
    "api": ("api_overlay", "model"),
    "tier": ("tiers", "provider"),
    "engine": ("engines", "id"),
    "regime": ("regimes", "id"),
    "default": ("defaults", "name"),
    "prior": ("priors", "slot"),
}
UNSHOWN = {"as_of", "reference", "basis", "aliases"}
LIMIT_DAYS = 180


@click.group()
def prices() -> None:
    """The dated catalogue behind the calculators. API prices not listed here come from the genai-prices package."""


@prices.command("list")
@click.option("--kind", type=click.Choice(sorted(KINDS)), help="One kind of entry only.  [default: all]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every value.")
def list_(kind: str | None, as_json: bool) -> None:
    """Every entry with its date and where it is from."""
    entries = _entries(kind)
    if as_json:
        output.write_json({"entries": [{"kind": k, "name": n, **e.model_dump(mode="json")} for k, n, e in entries]})
        return
    rows = [(k, n, _values(e), e.as_of.isoformat(), e.reference) for k, n, e in entries]
    output.write_table(("kind", "name", "values", "of", "reference"), rows)


@prices.command()
@click.argument("words", nargs=-1, required=True, metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(words: tuple[str, ...], as_json: bool) -> None:
    """Everything that is known under a name: a GPU, a model, a provider, a default."""
    wanted = " ".join(words).lower()
    found = [(k, n, e) for k, n, e in _entries(None) if wanted in _haystack(n, e)]
    if not found:
        raise LookupError(f"nothing in the catalogue is called {wanted!r}; breakeven prices list shows all")
    if as_json:
        output.write_json({"entries": [{"kind": k, "name": n, **e.model_dump(mode="json")} for k, n, e in found]})
        return
    for kind, name, entry in found:
        click.echo(f"{kind}: {name}")
        for key, value in entry.model_dump(mode="json").items():
            if value not in (None, [], (), {}, ""):
                click.echo(f"  {key}: {value}")


@prices.command()
@click.option("--days", default=LIMIT_DAYS, show_default=True, type=click.IntRange(1), help="The age that is too old.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def check(ctx: click.Context, days: int, as_json: bool) -> None:
    """Names the entries older than a limit; exit status 1 if there are any."""
    today = dt.date.today()  # noqa: DTZ011 - the user's own day
    aged = sorted(((today - as_of).days, kind, name, reference) for kind, name, as_of, reference in _in_force())
    old = [row for row in reversed(aged) if row[0] > days]
    if as_json:
        fields = ("age_days", "kind", "name", "reference")
        output.write_json(
            {"limit_days": days, "entries": len(aged), "old": [dict(zip(fields, r, strict=True)) for r in old]}
        )
    elif old:
        output.write_table(("days", "kind", "name", "reference"), old, right=(0,))
    else:
        click.echo(f"All {len(aged)} entries are younger than {days} days; the oldest is {aged[-1][0]}.")
    if old:
        advice = "check them before you rely on them"
        click.echo(f"breakeven: {len(old)} of {len(aged)} entries are older than {days} days; {advice}", err=True)
        ctx.exit(FAILED)


def _entries(kind: str | None) -> list[tuple[str, str, Any]]:
    from knowledge.catalogue.load import load

    catalogue = load()
    found = []
    for name, (field, key) in KINDS.items():
        if kind in (None, name):
            entries = getattr(catalogue, field)
            found += [(name, getattr(e, key), e) for e in (entries.values() if isinstance(entries, dict) else entries)]
    return found


def _in_force() -> Iterator[tuple[str, str, dt.date, str]]:
    """(kind, name, day, reference) of everything that still counts: of a provider's GPU prices the newest, each term
    of each vendor, and the price list that the API prices beside our own come from."""
    from knowledge.catalogue import package_prices
    from knowledge.catalogue.load import load

    yield "api-list", package_prices.version(), package_prices.as_of(), "its newest verified price; pip install -U"

    newest: dict[tuple[str, ...], Any] = {}
    for kind, name, entry in _entries(None):
        if kind != "gpu-price":
            yield kind, name, entry.as_of, entry.reference
            continue
        key = (name, entry.provider, entry.kind)
        if key not in newest or newest[key].as_of <= entry.as_of:
            newest[key] = entry
    yield from (("gpu-price", f"{k[0]} at {k[1]}, {k[2]}", e.as_of, e.reference) for k, e in newest.items())
    for vendor in load().vendors:
        yield from (("term", f"{vendor.vendor} {key}", t.as_of, t.reference) for key, t in vendor.terms.items())


def _values(entry: Any) -> str:
    """The entry's figures in one line."""
    data = entry.model_dump(mode="json")
    shown = {
        k: v for k, v in data.items() if k not in UNSHOWN and isinstance(v, (int, float)) and not isinstance(v, bool)
    }
    text = ", ".join(f"{k} {v:,g}" for k, v in shown.items())
    return ", ".join(part for part in (str(data.get("provider") or ""), str(data.get("kind") or ""), text) if part)


def _haystack(name: str, entry: Any) -> str:
    provider = str(getattr(entry, "provider", ""))
    return " | ".join((name, provider, *getattr(entry, "aliases", ()))).lower()
