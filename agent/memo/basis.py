"""What the memo rests on: gates and risks, what was said and assumed, figures with their dates, sources, versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.evidence.citing import standing, who
from agent.evidence.publish import stated_by
from agent.evidence.template import bearings, numbers
from agent.evidence.template.opening import marks
from agent.memo.document import Block, Bullets, Paragraph, Section, Source, Table
from agent.memo.front import FLIPS, WARNINGS
from agent.memo.pen import Pen, readable
from agent.schema import Citation
from tools.results import Fact

VERSIONED = ("breakeven", "genai-prices")
IN_COST_TABLE = "line_"
AS_OF = "As of"


def changes(brief: Brief, pen: Pen) -> Section:
    """What would change it beyond the nearest, which stand on the first page."""
    first = numbers.changes(brief, FLIPS)
    items = pen.lines(line for line in numbers.changes(brief, None)[1:] if line not in first)
    return Section(title="What else would change it", blocks=(Bullets(items=items),) if items else ())


def risks(brief: Brief, pen: Pen) -> Section:
    """Gates (each reason once, with what it takes out), warnings, and figures that disagree."""
    taken: dict[str, list[int]] = {}
    for i, gate in enumerate(brief.assessment.gates):
        if f"gate.{i}" in brief.ledger:
            taken.setdefault(gate.why, []).append(i)
    gates = []
    for places in taken.values():
        out = dict.fromkeys(f"{{{{the.{brief.assessment.gates[i].option}}}}}" for i in places)
        gates.append(f"{{{{gate.{places[0]}|cap}}}}{gated(brief, places)} – out: {words.join(list(out))}.")
    warned = bearings.warnings(brief, None)[1 + WARNINGS :]  # the others stand on the first page
    apart = [bearings.one_conflict(brief, c, most=3) for c in brief.conflicts if c.sides or c.computed]
    blocks: list[Block] = []
    for title, drafts in (("Gates", gates), ("Mind", warned), ("Where figures disagree", apart)):
        if items := pen.lines(drafts):
            blocks += [Paragraph(text=f"**{title}**"), Bullets(items=items)]
    return Section(title="Risks and gates", blocks=tuple(blocks))


def gated(brief: Brief, places: list[int]) -> str:
    """The workloads that gates are for, where that is not all of them."""
    names = {brief.assessment.gates[i].workload for i in places}
    found = [f"{{{{workload.{w}}}}}" for w, each in enumerate(brief.profile.workloads) if each.name in names]
    return f" ({words.join(found)})" if found and len(found) < len(brief.profile.workloads) else ""


def said(brief: Brief, pen: Pen) -> Section:
    """Every slot that was spoken of: what was taken, and the user's own words."""
    rows = []
    for i, mark in enumerate(brief.profile.said):
        value = pen.say(_taken(brief, mark.slot)) or "open"
        index = words.workload_index(mark.slot)
        of = f", {{{{workload.{index}}}}}" if index is not None and len(brief.profile.workloads) > 1 else ""
        label = pen.say(f"{pen.label(f'said.{i}.label', mark.slot)}{of}")
        rows.append((label, value, pen.say(f"“{pen.verbatim(f'said.{i}', mark.words[:200])}”") if mark.words else ""))
    table = Table(head=("What", "Taken as", "In your words"), rows=tuple(rows), widths=(2, 2, 3))
    return Section(title="What was said", blocks=(table,) if rows else (), aside=True)


def _taken(brief: Brief, slot: str) -> str:
    at = f"profile.{slot}"
    if at in brief.ledger:
        return f"{{{{{at}}}}}"
    return f"{{{{{at}.count}}}}, {{{{{at}.gpu}}}}" if brief.has(f"{at}.count", f"{at}.gpu") else ""


def assumed(brief: Brief, pen: Pen) -> Section:
    """Each assumption with its reason and reference: the first thing to replace by a measured value."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for i, a in enumerate(brief.assessment.assumptions):
        alike.setdefault((words.leaf(a.slot), str(a.value), a.unit, a.because, a.reference), []).append(i)
    rows = []
    for places in alike.values():
        i = places[0]
        assumption = brief.assessment.assumptions[i]
        cites = marks(stated_by(brief, i, assumption))
        because = pen.name(f"because.{i}", assumption.because.rstrip(". ") + ".")
        source = f" *{pen.verbatim(f'reference.{i}', readable(assumption.reference))}*" if assumption.reference else ""
        label = pen.say(f"{pen.label(f'assumed.{i}', assumption.slot)}{_whose(brief, places)}")
        why = pen.say(f"{because}{' ' + cites if cites else ''}{source}")
        rows.append((label, pen.say(f"{{{{assumption.{i}}}}}"), why))
    table = Table(head=("What", "Value", "Because, and where that is from"), rows=tuple(rows), widths=(2, 1.4, 6.6))
    return Section(title="What was assumed", blocks=(table,) if rows else (), aside=True)


def _whose(brief: Brief, places: list[int]) -> str:
    """The workloads of assumptions that are one and the same; nothing where that is all of them."""
    found = [words.workload_index(brief.assessment.assumptions[i].slot) for i in places]
    named = [f"{{{{workload.{index}}}}}" for index in found if index is not None]
    return f", {words.join(named)}" if named and len(named) < len(brief.profile.workloads) else ""


def figures(brief: Brief, pen: Pen) -> Section:
    """Every computed or catalogue value behind the answer: formula, or date and reference."""
    audited = {fact.id for fact in brief.ledger.added}  # recomputed where sources disagree, and said there
    shown = [fact for fact in brief.ledger.facts.values() if fact.id not in audited]
    rows = list(dict.fromkeys(row for fact in shown if (row := _figure(fact, pen))))  # workloads share prices
    table = Table(head=("Figure", "Value", "How", AS_OF), rows=tuple(rows), right=(1,), widths=(3.1, 1.8, 4.3, 0.8))
    return Section(title="Figures and prices", blocks=(table,) if rows else (), aside=True)


def _figure(fact: Fact, pen: Pen) -> tuple[str, ...] | None:
    if not isinstance(fact.value, (int, float)) or fact.id.startswith(IN_COST_TABLE):
        return None
    name = fact.name
    for option, spoken in words.OPTION.items():
        name = name.replace(option, spoken)
    how = "; ".join(readable(p) for p in (fact.formula, fact.reference) if p)
    return (pen.say(pen.name(f"figure.{fact.id}", name[:1].upper() + name[1:])), pen.say(f"{{{{fact.{fact.id}}}}}"),
            pen.say(pen.verbatim(f"how.{fact.id}", how)) if how else "",
            pen.say(pen.value(f"asof.{fact.id}", fact.as_of)) if fact.as_of else "")  # fmt: skip


def sources(citations: tuple[Citation, ...]) -> Section:
    """The passages cited, verbatim, each with whose it is and how sure its source is of it."""
    blocks = tuple(
        Source(n=c.n, title=who(c), section=c.section, standing=standing(c).strip(" ()"), quote=c.quote)
        for c in citations
    )
    return Section(title="Sources", blocks=blocks, aside=True)


def versions(brief: Brief, pen: Pen, made: dt.date) -> Section:
    dated = sorted(f.as_of for f in brief.ledger.facts.values() if f.as_of)
    parts = [pen.name(f"version.{n}", f"{n} {v}") for n in VERSIONED if (v := _version(n))]
    drafts = [f"Computed on {pen.value('made', made)} with {', '.join(parts)}."]
    if dated:
        first, last = pen.value("dated.first", dated[0]), pen.value("dated.last", dated[-1])
        drafts.append(f"Prices and terms date from {first} to {last}; the table of figures has the day of each.")
    return Section(title="Versions", blocks=tuple(Paragraph(text=t) for t in pen.lines(drafts)), aside=True)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def differences(brief: Brief, pen: Pen, before: tuple[str, float] | None) -> Iterator[str]:
    """A note where the answer given in the conversation (option, US dollars a month) is no longer what is computed."""
    from agent.evidence.derived import chosen_mid

    now = chosen_mid(brief.assessment)
    if before is None or now is None:
        return
    option, usd = before
    if option != brief.assessment.option or abs(usd - now) > 0.01 * max(usd, now):
        was = f"{{{{the.{option}}}}}, {pen.value('before.usd', usd, 'usd/month')}"
        text = pen.say(f"The conversation ended on {was}. Prices or this program have changed since.")
        if text:
            yield text
