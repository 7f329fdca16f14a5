"""Behind the first page: costs line by line, workload by workload, and from which volume own GPUs pay."""

from __future__ import annotations

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.memo import figures
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
    strong = (order.index(chosen),) if chosen in order else ()
    head = ("Option", pen.say("{{head.month|cap}}, likely"), pen.say("{{head.range|cap}}"), "Note")
    return Table(head=head, rows=tuple(rows), right=(1, 2), widths=(2.5, 1.2, 1.8, 5), strong=strong)


def _why_not(brief: Brief, pen: Pen, option: Option) -> str:
    """Why an option is not open: its gate in full, else what the calculators say."""
    gates = enumerate(brief.assessment.gates)
    gate = next(((i, g.why) for i, g in gates if g.option == option and f"gate.{i}" in brief.ledger), None)
    if gate:
        return pen.say(f"out: {{{{gate.{gate[0]}|open}}}}{brief.unsaid(gate[1])}")
    return pen.say(f"out: {{{{why_not.{option}|open}}}}") if f"why_not.{option}" in brief.ledger else ""


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
    if rows := _break_even(brief, pen):
        head = ("Own GPUs against", "Pay from", "Why")
        blocks.append(Table(head=head, rows=rows, right=(1,), widths=(2, 1.6, 4)))
    return Section(title="When own GPUs pay", blocks=tuple(blocks))


def _break_even(brief: Brief, pen: Pen) -> tuple[tuple[str, ...], ...]:
    rows = []
    for i, even in enumerate(brief.assessment.break_even):
        if even.against not in figures.ordered(brief):
            continue
        several = even.workload and len(brief.assessment.by_workload) > 1
        name = pen.say(f"{{{{the.{even.against}}}}}" + (f", {{{{breakeven.{i}.workload}}}}" if several else ""))
        if even.tokens_per_day is not None:
            rows.append((name, pen.say(f"{{{{breakeven.{i}}}}}"), ""))
        elif f"never.{i}" in brief.ledger:
            never = brief.ledger.statement(f"phrase.never.{i}", "never")
            rows.append((name, pen.say(f"{{{{{never}}}}}"), pen.say(f"{{{{never.{i}|cap}}}}")))
    return tuple(rows)


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
