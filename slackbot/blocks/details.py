"""What the buttons open: the reasons, the passages, the assumptions and who said what."""

from __future__ import annotations

from collections.abc import Sequence

from agent.evidence import units
from agent.interview import bank
from agent.schema import Answer
from agent.sessions import TurnRecord
from slackbot.blocks import parts as make
from slackbot.blocks.answer import quote
from slackbot.blocks.parts import Block
from slackbot.blocks.reading import parts
from slackbot.blocks.voices import told
from slackbot.text import escaped, mrkdwn

ROOM = make.MODAL_BLOCKS - 2
NOTHING_SAID = "Nobody has said anything here yet that the answer rests on."
TITLES = {"why": "Why?", "sources": "Sources", "assumptions": "Assumptions"}


def detail(name: str, answer: Answer, history: Sequence[TurnRecord]) -> list[Block]:
    """The blocks of one detail, for a modal or for a message that only one person sees."""
    made = (
        {"why": why, "sources": sources}[name](answer) if name in ("why", "sources") else assumptions(answer, history)
    )
    return made[:ROOM] or [make.section("There is nothing to show here yet.")]


def why(answer: Answer) -> list[Block]:
    """Every reason, what disagrees, and why the open question is asked."""
    r = answer.recommendation
    lines = [f"• {mrkdwn(_sentence(reason.text.rstrip('.')))}{_marks(reason.cites)}." for reason in r.reasons]
    blocks = make.sections("*Why this option*\n" + "\n".join(lines)) if lines else []
    for part in parts(answer.answer):
        if "disagree" in part.heading.lower():
            blocks += make.sections(mrkdwn(part.text))
    ruled = [
        f"• {escaped(_sentence(bank.option_name(o)))}: {mrkdwn(c.why_not)}" for o, c in r.costs.items() if c.why_not
    ]
    if ruled:
        blocks += make.sections("*Why not the others*\n" + "\n".join(ruled))
    if answer.next_question is not None:
        asked = answer.next_question
        blocks += make.sections(f"*Why I ask “{mrkdwn(asked.text)}”*\n{mrkdwn(asked.why)}")
    return blocks


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def sources(answer: Answer) -> list[Block]:
    return [make.section(quote(c, 700)) for c in answer.recommendation.citations]


def assumptions(answer: Answer, history: Sequence[TurnRecord]) -> list[Block]:
    """What was assumed and why; what was said, in whose words."""
    blocks = make.sections("*Assumed*\n" + "\n".join(_assumed(answer))) if answer.recommendation.assumptions else []
    said = told(answer, history)
    return blocks + (make.sections("*Said*\n" + "\n".join(said)) if said else [])


def who_said_what(answer: Answer | None, history: Sequence[TurnRecord]) -> list[Block]:
    lines = told(answer, history) if answer else []
    return make.sections("*Who said what*\n" + "\n".join(lines)) if lines else [make.section(NOTHING_SAID)]


def _assumed(answer: Answer) -> list[str]:
    lines = []
    for a in answer.recommendation.assumptions:
        name, value = bank.short(a.slot, answer.profile), units.say(a.value, a.unit)
        lines.append(f"• {escaped(name)}: *{escaped(value)}* - {mrkdwn(a.because)}")
    return lines


def _marks(cites: Sequence[int]) -> str:
    return " " + " ".join(f"[{n}]" for n in cites) if cites else ""
