"""Around the recommendation: disagreement, warnings, what to do this month, what it rests on, the next question."""

from __future__ import annotations

import re

from agent.evidence import words
from agent.evidence.brief import Brief
from agent.evidence.conflicts import ConflictDraft, SideDraft
from agent.evidence.template.opening import marks
from tools.decision.cautions import UNSURE

CONFLICTS, SIDES, ASSUMPTIONS, STEPS, WARNINGS = 1, 2, 3, 3, 4
FIRST_SENTENCE = re.compile(r"[^.?!]*[.?!](?=\s|$)")
EFFECT = re.compile(r"Your answer could change the recommendation from .* to (.+)\.")


def conflict(brief: Brief) -> list[str]:
    lines = [f"- {one_conflict(brief, c)}" for c in brief.conflicts[:CONFLICTS] if c.sides or c.computed]
    return ["**Where sources or figures disagree**", *lines] if lines else []


def disagreement(brief: Brief) -> list[str]:
    """The same in a line: the user's own figures as they are, of the sources the figures that are furthest apart."""
    found = next((c for c in brief.conflicts if c.sides or c.computed), None)
    if found is None:
        return []
    head = "**Where sources or figures disagree**"
    quoted = [s for s in found.sides if s.excerpt and s.cite]
    if not quoted:
        return [head, f"- {one_conflict(brief, found)}"]
    about = brief.ledger.name(f"about.{found.about}", found.about, longest=None)
    sides = words.join([figure(brief, s) for s in (quoted if len(quoted) == 1 else [quoted[0], quoted[-1]])], "but")
    own = found.computed if found.computed != "computed.break_even" else None  # that one stands above already
    return [head, f"- {{{{{about}|cap}}}}: {sides}.{f' {{{{{own}|cap}}}}.' if own else ''}"]


def figure(brief: Brief, s: SideDraft) -> str:
    """A side by its figure alone, in the source's own words; where it has none, by its mark."""
    shown = brief.citer.figure_of(s.excerpt or "")
    quoted = f"{{{{quote:{shown}}}}} " if shown else ""
    return f"{quoted}{{{{cite:{s.cite}}}}}{{{{dated:{s.cite}}}}}"


def one_conflict(brief: Brief, found: ConflictDraft, most: int = SIDES) -> str:
    """The sides with their standing, then what the arithmetic says here (the user's own figures are in that)."""
    quoted = [s for s in found.sides if s.excerpt]
    shown = quoted if len(quoted) <= most else [quoted[0], quoted[-1]]  # the two that are furthest apart
    sides = "; ".join(side(s) for s in shown)
    computed = f" {{{{{found.computed}|cap}}}}." if found.computed else ""
    if not sides:
        return computed.strip()
    about = brief.ledger.name(f"about.{found.about}", found.about, longest=None)
    return f"{{{{{about}|cap}}}}: {sides}.{computed}"


def side(s: SideDraft) -> str:
    if s.excerpt is None or s.cite is None:
        return f"{{{{{s.name}}}}} {{{{{s.record}}}}}"
    audit = f" – {{{{{s.audit}}}}}" if s.audit else ""
    return f"{{{{quote:{s.excerpt}}}}} {{{{cite:{s.cite}}}}}{{{{dated:{s.cite}}}}}{audit}"


def warnings(brief: Brief, most: int | None = WARNINGS) -> list[str]:
    """``most``: None for all."""
    told = brief.assessment.warnings
    kept = [i for i in range(len(told)) if brief.has(f"warning.{i}") and (told[i].slot or brief.situation != "unknown")]
    if brief.short:  # the first lines say already how sure it is
        kept = [i for i in kept if told[i].text != UNSURE]
    once = {told[i].text: i for i in reversed(kept)}  # several workloads may have the same to be minded
    shown = [f"- {{{{warning.{i}|cap}}}}." for i in sorted(once.values())]
    return ["**Mind**", *shown[:most]] if shown else []


def left_out(brief: Brief) -> list[str]:
    """Passages whose document changed: refused, and said."""
    texts = dict.fromkeys(text.partition(": ")[0] for text in brief.citer.stale.values())
    names = [brief.ledger.name(f"stale.{i}", text, longest=None) for i, text in enumerate(texts)][:WARNINGS]
    why = "its document changed; re-index it with `breakeven sources add`"
    return ["**Left out**", *(f"- {{{{{name}|cap}}}}: {why}." for name in names)] if names else []


def steps(brief: Brief) -> list[str]:
    """The first steps; the rest of the roadmap is in the plan."""
    lines: list[str] = []
    most = 1 if brief.short else STEPS
    for i, step in enumerate(brief.assessment.stack.steps):
        if len(lines) == most or not brief.has(f"step.{i}", f"step.{i}.when"):
            continue
        cites = marks(brief.cites(step.claim, step.do))
        lines.append(
            f"{len(lines) + 1}. *{{{{step.{i}.when|cap}}}}:* {{{{step.{i}|cap}}}}{' ' + cites if cites else ''}."
        )
    return ["**What to do**", *lines] if lines else []


def basis(brief: Brief) -> list[str]:
    """What was said and what was assumed, on a line each."""
    lines, assumed = said(brief), _assumed(brief)
    if assumed:
        lines.append(f"**I assumed:** {'; '.join(assumed)}.")
    return ["  \n".join(lines)] if lines else []


def more(brief: Brief) -> list[str]:
    """How to ask for what a short answer leaves out."""
    return [f"{{{{{brief.ledger.name('more', brief.more, longest=None)}}}}}"] if brief.more else []


def said(brief: Brief) -> list[str]:
    """One line on what is known, so that a misunderstanding shows at once; none where nothing is."""
    parts = _said(brief)
    return [f"**You said:** {'; '.join(parts)}."] if parts else []


def _said(brief: Brief) -> list[str]:
    parts = []
    for i in range(len(brief.profile.workloads)):
        volume = f"profile.workloads[{i}].tokens_per_day"
        if brief.has(volume):
            unnamed = brief.profile.workloads[i].name.startswith("workload")
            how = f"conversion.workloads[{i}].tokens_per_day"
            told = f"{{{{{how if brief.has(how) else volume}}}}}"
            parts.append(told if unnamed else f"{{{{workload.{i}}}}}: {told}")
        elif brief.has(requests := f"profile.workloads[{i}].requests_per_day"):
            parts.append(f"{{{{{requests}}}}}")
    if brief.has("profile.current.monthly_bill_usd"):
        to = " to {{profile.current.provider}}" if brief.has("profile.current.provider") else ""
        parts.append(f"{{{{profile.current.monthly_bill_usd}}}}{to}")
    elif parts:
        parts += _today(brief)
    parts += [f"growth {{{{{at}}}}}" for at in _growth(brief)]
    if brief.has("profile.money.gpus_owned.count"):
        parts.append("{{profile.money.gpus_owned.count}} of your own ({{profile.money.gpus_owned.gpu}})")
    parts += [told for slot in _ECHOED if (told := _echo(brief, slot))]
    return parts or _work(brief)


def _growth(brief: Brief) -> list[str]:
    """The growth that was stated, each rate once."""
    slots = [f"profile.workloads[{i}].growth_per_year" for i in range(len(brief.profile.workloads))]
    once = {brief.ledger.say(slot): slot for slot in slots if brief.has(slot)}
    return list(once.values())


def _today(brief: Brief) -> list[str]:
    """The model in use, else its vendor."""
    model, provider = "profile.current.model", "profile.current.provider"
    return (
        [f"today {{{{{model if brief.has(model) else provider}}}}}"] if brief.has(model) or brief.has(provider) else []
    )


def _work(brief: Brief) -> list[str]:
    """Where nothing weightier is known: the kind of work and the model or vendor in use, so that it is seen to be
    understood."""
    parts = [f"{{{{workload.{i}}}}}" for i, w in enumerate(brief.profile.workloads) if w.task or _named(w.name)]
    parts += ["answers can wait"] if any(w.batchable for w in brief.profile.workloads) else []
    return [*parts, *_today(brief)]


def _named(name: str) -> bool:
    return not name.startswith("workload")


_ECHOED = (
    "regulation.regimes",
    "regulation.third_party",
    "regulation.air_gapped",
    "regulation.hosting",
    "team.gpu_ops",
    "team.can_hire",
)


def _echo(brief: Brief, slot: str) -> str:
    if not brief.has(f"profile.{slot}"):
        return ""
    value = brief.ledger.say(f"profile.{slot}")
    section, key = slot.split(".")
    raw = getattr(getattr(brief.profile, section), key)
    told = words.SAID.get((key, str(raw).lower())) or words.SAID.get((key, value))
    if told is None and key == "regimes":
        told = value
    return f"{{{{{brief.ledger.name(f'echo.{slot}', told)}}}}}" if told else ""


def _assumed(brief: Brief) -> list[str]:
    """The assumptions that weigh: those of the tornado and the open questions first; each once."""
    found = brief.assessment.assumptions
    heavy = (
        [g.slot for g in brief.assessment.gates]
        + [s.slot for s in brief.assessment.tornado]
        + [q.slot for q in brief.assessment.open_questions]
    )
    order = sorted(
        range(len(found)), key=lambda i: heavy.index(found[i].slot) if found[i].slot in heavy else len(heavy)
    )
    told: dict[str, str] = {}
    for i in order:
        if brief.has(f"assumption.{i}.text"):
            told.setdefault(brief.ledger.say(f"assumption.{i}.text"), f"{{{{assumption.{i}.text}}}}")
    return list(told.values())[:ASSUMPTIONS]


def question(brief: Brief) -> list[str]:
    if brief.question is None or not brief.has("question.text"):
        return []
    why = " *Why I ask: {{question.why|open}}.*" if brief.has("question.why") and brief.question.why else ""
    if brief.short and why:
        why = f" *{_in_short(brief, brief.question.why)}*"
    return [f"**Next question:** {{{{question.text}}}}{why}"]


def _in_short(brief: Brief, why: str) -> str:
    """What the answer could change, else the first sentence on why it is asked; "why do you ask?" tells the rest."""
    if found := EFFECT.search(why):
        brief.ledger.statement("question.short", f"It could change the answer to {found[1]}.")
    else:
        first = FIRST_SENTENCE.match(why)
        brief.ledger.statement("question.short", first[0] if first else why)
    return "{{question.short}}"
