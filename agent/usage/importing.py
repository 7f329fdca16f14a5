"""From export files to a report: recognise the format, stream the rows, add them up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from agent.usage import anthropic, langfuse, litellm, openai, openrouter
from agent.usage.errors import DamagedExportError, EmptyExportError, UnknownExportError
from agent.usage.reading import Pages, rows
from agent.usage.record import BadFigureError, Record, Row
from agent.usage.report import By, UsageReport, WorkloadUse
from agent.usage.tally import Span, Tally
from tools.costs import DAYS_PER_MONTH

MOST = 5  # workloads of a report; the rest become one
WEEK = 7.0
REST = "everything else"


@dataclass(frozen=True)
class Format:
    name: str
    recognises: Callable[[set[str]], bool]
    read: Callable[[Row], Record | None]
    columns: set[str]


FORMATS = (
    Format(langfuse.NAME, langfuse.recognises, langfuse.read, langfuse.COLUMNS),
    Format(openai.NAME, openai.recognises, openai.read, openai.COLUMNS),
    Format(openai.COSTS_NAME, openai.recognises_costs, openai.read_costs, openai.COSTS_COLUMNS),
    Format(anthropic.NAME, anthropic.recognises, anthropic.read, anthropic.COLUMNS),
    Format(anthropic.COSTS_NAME, anthropic.recognises_costs, anthropic.read_costs, anthropic.COSTS_COLUMNS),
    Format(litellm.NAME, litellm.recognises, litellm.read, litellm.COLUMNS),
    Format(openrouter.NAME, openrouter.recognises, openrouter.read, openrouter.COLUMNS),
)
KINDS: tuple[By, ...] = ("project", "tag", "key")


@dataclass
class Import:
    """What has streamed by so far."""

    by: By | None = None
    kinds: dict[By, dict[str, Tally]] = field(default_factory=dict)
    whole: Tally = field(default_factory=Tally)
    used: Span = field(default_factory=Span)
    paid: Span = field(default_factory=Span)
    providers: dict[str, float] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)
    count: int = 0
    left_out: int = 0
    more: list[str] = field(default_factory=list)  # files that are a page of several
    commas: list[str] = field(default_factory=list)  # files whose figures have a decimal comma
    files: list[tuple[str, str, Span]] = field(default_factory=list)  # name, format and period of each

    def take(self, r: Record) -> None:
        self.count += 1
        self.whole.take(r)
        tokens = r.input is not None or r.output is not None
        if tokens:
            self.used.take(r.start, r.seconds)
        if r.usd is not None:
            self.paid.take(r.start, r.seconds)
        if r.provider:
            weight = (r.input or 0.0) + (r.output or 0.0) + (r.usd or 0.0)
            self.providers[r.provider] = self.providers.get(r.provider, 0.0) + weight
        for kind in (self.by,) if self.by else KINDS:
            if kind != "all":
                self.kinds.setdefault(kind, {}).setdefault(r.labels.get(kind, REST), Tally()).take(r)

    def overlaps(self) -> Iterator[tuple[str, str]]:
        """Pairs of files of one format whose periods overlap."""
        for (one, form, a), (other, form_, b) in itertools.combinations(self.files, 2):
            if form == form_ and a.first and a.last and b.first and b.last and a.first < b.last and b.first < a.last:
                yield one, other


def read_exports(
    paths: Iterable[Path], by: By | None = None, progress: Callable[[int], None] | None = None
) -> UsageReport:
    """The report of one or more files: usage and costs of one vendor belong together. ``by``: what tells workloads
    apart; None: projects where there are any, else tags, else keys. ``progress``: called with the rows read.

    Errors: UsageError and below, OSError."""
    taken = Import(by)
    for path in paths:
        _file(path, taken, progress)
    return _report(taken)


def _file(path: Path, taken: Import, progress: Callable[[int], None] | None) -> None:
    form: Format | None = None
    before, pages, span = taken.count, Pages(), Span()
    for number, row in rows(path, pages):
        if form is None:
            form = _format(path, row)
            taken.formats.append(form.name)
        for column in row.keys() - form.columns:
            taken.ignored.setdefault(f"{column} ({path.name})" if column else f"a column without a name ({path.name})")
        try:
            record = form.read(row)
        except BadFigureError as e:
            raise DamagedExportError(f"{path.name}, row {number}: {e}.") from e
        if record is None:
            taken.left_out += 1
        else:
            taken.take(record)
            span.take(record.start, record.seconds)
        if progress is not None and number % 10_000 == 0:
            progress(number)
    if pages.more:
        taken.more.append(path.name)
    if pages.commas:
        taken.commas.append(path.name)
    if form is not None:
        taken.files.append((path.name, form.name, span))
    if taken.count == before:
        raise EmptyExportError(path.name)


def _format(path: Path, row: Row) -> Format:
    columns = set(row)
    found = next((f for f in FORMATS if f.recognises(columns)), None)
    if found is None:
        raise UnknownExportError(path.name, sorted(columns), [f.name for f in FORMATS])
    return found


def _report(taken: Import) -> UsageReport:
    span = taken.used if taken.used.first else taken.paid
    assert span.first is not None and span.last is not None  # an empty file was refused
    by, parts = _split(taken)
    whole = taken.whole.use("all", taken.used.days, taken.paid.days)
    model = whole.models[0].model if whole.models else None
    return UsageReport(
        formats=tuple(taken.formats), rows=taken.count, first=span.first, last=span.last, days=round(span.days, 2),
        by=by,
        provider=max(taken.providers, key=lambda p: taken.providers[p]) if taken.providers else None, model=model,
        monthly_usd=whole.monthly_usd, workloads=_workloads(taken, parts, whole), ignored=tuple(taken.ignored),
        left_out=taken.left_out, notes=tuple(_notes(taken, whole)),
    )  # fmt: skip


def _split(taken: Import) -> tuple[By, dict[str, Tally]]:
    """The first kind of label that tells workloads apart; everything as one where none does."""
    if taken.by:
        return taken.by, taken.kinds.get(taken.by, {})
    for kind in KINDS:
        if len(taken.kinds.get(kind, {}).keys() - {REST}) > 1:
            return kind, taken.kinds[kind]
    return "all", {}


def _workloads(taken: Import, parts: dict[str, Tally], whole: WorkloadUse) -> tuple[WorkloadUse, ...]:
    if not parts:
        return (whole.model_copy(update={"name": "workload"}),)
    uses = [t.use(name, taken.used.days, taken.paid.days) for name, t in parts.items() if name != REST]
    uses.sort(key=lambda u: (-(u.tokens_per_day or 0.0), -(u.monthly_usd or 0.0), u.name))
    shown, small = uses[:MOST], [u.name for u in uses[MOST:]] + [REST]
    rest = Tally()
    for name in small:
        if name in parts:
            _add(rest, parts[name])
    if rest.total.has_tokens or rest.total.has_usd:
        shown.append(rest.use(REST, taken.used.days, taken.paid.days))
    return tuple(shown)


def _add(into: Tally, other: Tally) -> None:
    """Adds one workload to another, hour by hour."""
    for key, value in vars(other.total).items():
        mine = getattr(into.total, key)
        setattr(into.total, key, mine or value if isinstance(value, bool) else mine + value)
    for mine_, theirs in ((into.hours, other.hours), (into.days, other.days)):
        for bucket, tokens in theirs.items():
            mine_[bucket] += tokens
    into.hourly &= other.hourly
    for model, total in other.models.items():
        kept = into.models[model]
        for key, value in vars(total).items():
            mine = getattr(kept, key)
            setattr(kept, key, mine or value if isinstance(value, bool) else mine + value)


def _notes(taken: Import, whole: WorkloadUse) -> Iterable[str]:
    days = taken.used.days or taken.paid.days
    if days < WEEK:
        yield f"It covers {days:.1f} days: weekdays and weekends are not both in it, so the seven-day mean may be off."
    if pause := taken.whole.pause():
        yield (
            f"There is nothing in it from {pause[0]} to {pause[1]}, and those days count as days without usage. If the "
            "export only left them out, import the periods before and after each alone."
        )
    for one, other in taken.overlaps():
        yield f"{one} and {other} cover the same days: what stands in both was counted twice."
    if taken.commas:
        yield f"A comma in a figure of {', '.join(taken.commas)} was read as the decimal point."
    if taken.more:
        yield f"There are more pages after {', '.join(taken.more)} (has_more): without them the figures are too low."
    if whole.tokens_per_day is None:
        yield "It holds costs only: add the usage export of the same period for volume, split and cache share."
    elif whole.monthly_usd is None:
        yield "It holds no costs: add the cost export of the same period for the bill."
    if whole.tokens_per_day is not None and not taken.whole.hourly:
        yield "Its buckets are of a day, so the busiest hour is not in it; export by the hour for the peak."
    if whole.tokens_per_day is not None and whole.requests_per_day is None:
        yield "It does not count requests, so tokens per request stay open."
    if taken.left_out:
        yield f"Rows left out, for no language model was asked for them: {taken.left_out}."
    if whole.monthly_usd is not None and taken.paid.days < DAYS_PER_MONTH * 0.9:
        yield f"The bill is scaled from {taken.paid.days:.1f} days to a month."
