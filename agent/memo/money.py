"""Behind the first page: costs line by line, workload by workload, and from which volume own GPUs pay."""

from __future__ import annotations

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.evidence.template.numbers import compared
from agent.memo import figures
from agent.memo.basis import gated
from agent.memo.document import Block, Paragraph, Section, Table
from agent.memo.pen import Pen
from tools.decision.curves import CostCurve
from tools.results import Option

GAP = (
    "how far the next best option lies above the recommendation, in US dollars a month, with one input at the low and "
    "at the high end of what is plausible; below nought the other would be cheaper"
)


def costs(brief: Brief, pen: Pen) -> Section:
    blocks: list[Block] = [_options(brief, pen)]
    if len(brief.assessment.by_workload) > 1:
        blocks.append(_workloads(brief, pen))
    blocks += _lines(brief, pen)
    return Section(title="Costs", blocks=tuple(blocks))


def _options(brief: Brief, pen: Pen) -> Table:
    chosen = brief.assessment.option
    order = figures.ordered(brief)
    order += [o for o in brief.assessment.costs if o not in order]
    rows = []
    for option in order:
        at, cost = f"cost.{option}", brief.assessment.costs[option]
        low_high = f"{{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}" if cost.monthly_usd else ""
        shown = cost.monthly_usd is not None and option in figures.ordered(brief)
        note = "recommended" if option == chosen else _why_not(brief, pen, option)
        rows.append(
            (
                pen.say(f"{{{{option.{option}|cap}}}}"),
                pen.say(f"{{{{{at}.mid|cell}}}}") if shown else "–",
                pen.say(low_high) if shown else "–",
                note,
            )
        )
    if chosen == "hybrid":
        split = figures.split(brief, pen)
        rows.insert(0, (split.name, *_split_cells(brief, pen), "recommended"))
    strong = (0,) if chosen == "hybrid" or chosen in order[:1] else ()
    head = ("Option", pen.say("{{head.month|cap}}, likely"), pen.say("{{head.range|cap}}"), "Note")
    return Table(head=head, rows=tuple(rows), right=(1, 2), widths=(2.5, 1.2, 1.8, 5), strong=strong)


def _split_cells(brief: Brief, pen: Pen) -> tuple[str, str]:
    """The likely cost of the split, and its range."""
    low, high = figures.SPLIT_LOW, figures.SPLIT_HIGH
    span = pen.say(f"{{{{{low}|cell}}}} to {{{{{high}|cell}}}}") if brief.has(low, high) else "–"
    return pen.say("{{fact.chosen_usd|cell}}") if brief.has("fact.chosen_usd") else "–", span


def _why_not(brief: Brief, pen: Pen, option: Option) -> str:
    """Why an option is not open: its gate in full, else what the calculators say; how it compares where it is open."""
    gates = enumerate(brief.assessment.gates)
    whys = [i for i, g in gates if g.option == option and f"gate.{i}" in brief.ledger]
    if whys:
        same = [i for i in whys if brief.assessment.gates[i].why == brief.assessment.gates[whys[0]].why]
        unsaid = brief.unsaid(brief.assessment.gates[whys[0]].why)
        return pen.say(f"out: {{{{gate.{whys[0]}|open}}}}{gated(brief, same)}{unsaid}")
    if f"why_not.{option}" in brief.ledger:
        return pen.say(f"out: {{{{why_not.{option}|open}}}}")
    text, chosen = compared(brief, option, brief.assessment.costs[option]), brief.assessment.option
    rests = (f"cost.{option}.mid", f"cost.{chosen}.mid")
    return pen.say(f"{{{{{brief.ledger.statement(f'memo.versus.{option}', text, rests=rests)}}}}}") if text else ""


def _workloads(brief: Brief, pen: Pen) -> Table:
    rows = []
    for i, choice in enumerate(brief.assessment.by_workload):
        at = f"choice.{i}"
        rows.append(
            (
                pen.say(f"{{{{{at}.workload}}}}"),
                pen.say(f"{{{{option.{choice.option}}}}}"),
                pen.say(f"{{{{{at}.mid|cell}}}}"),
                pen.say(f"{{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}"),
            )
        )
    head = ("Workload", "Goes to", pen.say("{{head.month|cap}}, likely"), pen.say("{{head.range|cap}}"))
    return Table(head=head, rows=tuple(rows), right=(2, 3))


def _lines(brief: Brief, pen: Pen) -> list[Block]:
    """The cost lines of own GPUs beside the recommendation's: each name once, a column an option."""
    chosen = brief.assessment.option
    shown = figures.ordered(brief)
    options: list[Option] = [o for o in dict.fromkeys((chosen, "self_host")) if o in shown]
    names = list(dict.fromkeys(line.name for o in options for line in brief.assessment.costs[o].lines))
    if not names:
        return []
    rows = []
    for name in names:
        cells = []
        for option in options:
            at = next((i for i, line in enumerate(brief.assessment.costs[option].lines) if line.name == name), None)
            cells.append("–" if at is None else pen.say(f"{{{{line.{option}.{at}|cell}}}}"))
        rows.append((pen.say(pen.name(f"lines.{name}", name[:1].upper() + name[1:])), *cells))
    head = (pen.say("Line, {{head.month}}"), *(pen.say(f"{{{{option.{o}|cap}}}}") for o in options))
    return [Table(head=head, rows=tuple(rows), right=tuple(range(1, len(head))))]


def volume(brief: Brief, pen: Pen, curve: CostCurve | None) -> Section:
    blocks: list[Block] = []
    if curve is not None and curve.here > 0:
        blocks.append(figures.volume(brief, pen, curve))
    rows = _break_even(brief, pen)
    if any(row[-1] for row in rows):
        head = ("Own GPUs against", "Pay from", "Why")
        blocks.append(Table(head=head, rows=rows, right=(1,), widths=(2, 1.6, 4)))
    elif rows:
        blocks.append(Table(head=("Own GPUs against", "Pay from"), rows=tuple(row[:-1] for row in rows), right=(1,)))
    return Section(title="When own GPUs pay" if rows else "Cost against volume", blocks=tuple(blocks))


def _break_even(brief: Brief, pen: Pen) -> tuple[tuple[str, ...], ...]:
    """A row for each alternative, or for each workload where they differ."""
    alike: dict[tuple[Option, str, str], list[int]] = {}
    for i, even in enumerate(brief.assessment.break_even):
        if even.against not in figures.ordered(brief):
            continue
        if even.tokens_per_day is not None:
            alike.setdefault((even.against, pen.say(f"{{{{breakeven.{i}}}}}"), ""), []).append(i)
        elif f"never.{i}" in brief.ledger:
            never = pen.say(f"{{{{{brief.ledger.statement(f'phrase.never.{i}', 'never')}}}}}")
            alike.setdefault((even.against, never, pen.say(f"{{{{never.{i}|cap}}}}")), []).append(i)
    return tuple((_against(brief, pen, places), at, why) for (_, at, why), places in alike.items())


def _against(brief: Brief, pen: Pen, places: list[int]) -> str:
    """The alternative of some break-evens, with the workloads that they are for where that is not all of them."""
    names = [f"{{{{breakeven.{i}.workload}}}}" for i in places if brief.assessment.break_even[i].workload]
    whose = f", {words.join(names)}" if names and len(names) < len(brief.assessment.by_workload) else ""
    return pen.say(f"{{{{the.{brief.assessment.break_even[places[0]].against}}}}}{whose}")


def sensitivity(brief: Brief, pen: Pen) -> Section:
    """The tornado as a table: what moves the distance to the next option, US dollars a month."""
    rows = []
    for i, bar in enumerate(brief.assessment.tornado):
        unit = words.unit_of(bar.slot)
        cells = [pen.say(pen.label(f"tornado.{i}.name", bar.slot))]
        for key, value, of in (
            ("low", bar.low_value, unit),
            ("low_gap", bar.low_gap_usd, "usd/month"),
            ("high", bar.high_value, unit),
            ("high_gap", bar.high_gap_usd, "usd/month"),
        ):
            cells.append(pen.say(pen.value(f"tornado.{i}.{key}", value, of, "cell")))
        rows.append(tuple(cells))
    if not rows:
        return Section(title="", blocks=())
    why = brief.ledger.statement("tornado.why", GAP)
    note = Paragraph(text=pen.say(f"{{{{{why}|cap}}}}."))
    names = [
        brief.ledger.name(f"tornado.head.{k}", t) for k, t in (("low", "at the low end"), ("high", "at the high end"))
    ]
    head = ("Input", pen.say(f"{{{{{names[0]}}}}}"), "Gap", pen.say(f"{{{{{names[1]}}}}}"), "Gap")
    table = Table(head=head, rows=tuple(rows), right=(1, 2, 3, 4), widths=(3, 1.5, 1.2, 1.5, 1.2))
    return Section(title="How sensitive it is", blocks=(note, table))
