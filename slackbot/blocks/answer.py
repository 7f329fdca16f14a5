"""One answer as a message: the lead, which is streamed, then option, costs, reasons, sources, question, buttons."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.evidence.brief import decisive
from agent.interview import bank
from agent.schema import Answer, Citation, Question, Reason
from slackbot.blocks import parts as make
from slackbot.blocks.parts import Block
from slackbot.blocks.reading import Part, markers, parts
from slackbot.text import cut, escaped, mrkdwn, plain

CHOICE, PICK, DETAIL = "breakeven_choice", "breakeven_pick", "breakeven_detail"
DETAILS = (("why", "Why?"), ("sources", "Sources"), ("assumptions", "Assumptions"), ("memo", "Full memo"))
BUTTON_CHOICES, SELECT_CHOICES = 5, 25  # more than the first are a select; more than the second are typed
QUOTED, QUOTE = 6, 220
# Left to the buttons: the message stays short enough to be read where people talk.
ELSEWHERE = re.compile(r"\bdisagree\b|^what to do$", re.I)
SHOWN_REASONS = 3
ALONE = "no other feasible option"  # the first line has said so
REASONS = "Why"  # the heading that tells a whole recommendation from a reply
ASIDE = ("**You said:**", "**I assumed:**", "**Next question:**")
STANDING = {
    "unverified": "unverified, says the source",
    "inference": "the source's inference",
    "speculation": "speculation, says the source",
}


@dataclass(frozen=True)
class Rendered:
    """``lead``: Markdown that comes first and may be streamed. ``blocks``: the rest. ``text``: for notifications.
    ``said``: the first of the blocks tells whose words are answered. ``cited``: how many passages are quoted."""

    text: str
    lead: str
    blocks: list[Block]
    said: bool = False
    cited: int = 0

    def whole(self, *, tables: bool = True) -> list[Block]:
        """Everything as blocks, for a message that is not streamed; without table blocks where those are refused."""
        body = self.blocks if tables else [as_typewritten(b) for b in self.blocks]
        head = body[: int(self.said)]  # not streamed, so it can stand where it is read first
        return fitted([*head, *make.sections(mrkdwn(self.lead)), *body[len(head) :]])


def render(answer: Answer, *, said: str = "", private: bool = False) -> Rendered:
    """The message of an answer. ``said``: a line that tells whose words it answers, in Slack's markup."""
    lead, rest = _lead([p for p in parts(answer.answer) if _shown(p)])
    rest = [_reasoned(p, answer.recommendation.reasons) if p.heading == REASONS else p for p in rest]
    blocks: list[Block] = [make.context(said)] if said else []
    if any(p.heading == REASONS for p in rest):
        blocks.append(_headline(answer))
    blocks += _body(rest)
    cited = _cited(answer, " ".join((lead, *(p.text for p in rest))))
    if cited:
        blocks.append(make.context(*(quote(c, QUOTE) for c in cited)))
    if answer.next_question is not None:
        blocks += question(answer.next_question)
    blocks += _buttons(answer, private)
    return Rendered(
        cut(escaped(plain(lead)), make.TEXT) or "breakeven's answer",
        cut(lead, make.SECTION * 3),
        fitted(blocks),
        said=bool(said),
        cited=len(cited),
    )


def failure(text: str) -> Rendered:
    """What went wrong, in the sentence that says what to do."""
    return Rendered(escaped(text), text, [make.context("Nothing was changed; what you wrote before is kept.")])


def question(asked: Question) -> list[Block]:
    """The next question with its answers to click on."""
    offered = [(text, f"{i}|{asked.slot}") for i, text in enumerate(asked.choices[:SELECT_CHOICES])]
    text = f"*Next question:* {mrkdwn(asked.text)}"
    if not offered:
        return [make.section(text)]
    if len(offered) <= BUTTON_CHOICES:
        buttons = [make.button(shown, f"{CHOICE}_{i}", value) for i, (shown, value) in enumerate(offered)]
        return [make.section(text), make.actions(*buttons)]
    return [make.section(text), make.actions(make.select(PICK, "Choose an answer", offered))]


def fitted(blocks: list[Block]) -> list[Block]:
    """The blocks within the limits of one message: what can be had behind a button goes first."""
    kept = list(blocks)
    while _too_large(kept):
        at = _least_needed(kept)
        if at is None:
            break
        del kept[at]
    return kept


def as_typewritten(block: Block) -> Block:
    if block["type"] != "table":
        return block
    return make.typewritten([[cell["text"] for cell in row] for row in block["rows"]])


def _lead(all_parts: list[Part]) -> tuple[str, list[Part]]:
    """The paragraphs before the first table or the reasons, and the rest. A reply without either is all lead."""
    first = next((i for i, p in enumerate(all_parts) if p.rows or p.heading == REASONS), len(all_parts))
    return "\n\n".join(p.text for p in all_parts[:first]), all_parts[first:]


def _headline(answer: Answer) -> Block:
    r = answer.recommendation
    name = bank.option_name(r.option)
    sure = "more than 99%" if r.confidence >= 0.995 else f"{r.confidence * 100:.0f}%"
    state = "" if answer.status == "final" else "provisional, "
    return make.header(f"{name[:1].upper()}{name[1:]} ({state}confidence {sure})")


def _shown(part: Part) -> bool:
    more = part.text == bank.say("more")  # the buttons say how
    return not (more or part.text.startswith(ASIDE) or ELSEWHERE.search(part.heading))


def _body(rest: list[Part]) -> list[Block]:
    blocks: list[Block] = []
    for part in rest:
        if not part.rows:
            blocks += make.sections(mrkdwn(part.text))
            continue
        first = not any(b["type"] == "table" for b in blocks)  # a message may have one
        table = make.table(part.rows, set(part.right)) if first else None
        blocks.append(table or make.typewritten(part.rows))
    return blocks


def _reasoned(part: Part, reasons: Sequence[Reason]) -> Part:
    """The reasons that the answer gives, and of the others that a source bears out as many as make three."""
    told = [line for line in part.text.split("\n")[1:] if line.strip()]
    written = plain(part.text).casefold()
    for reason in reasons:
        if len(told) >= SHOWN_REASONS:
            break
        if reason.cites and reason.text.rstrip(".").casefold() not in written and ALONE not in reason.text:
            told.append(f"- {reason.text[:1].upper()}{reason.text[1:].rstrip('.')} [{reason.cites[0]}].")
    return Part("\n".join((part.text.split("\n")[0], *told)), part.heading)


def _cited(answer: Answer, shown: str) -> list[Citation]:
    by_number = {c.n: c for c in answer.recommendation.citations}
    return [by_number[n] for n in markers(shown) if n in by_number][:QUOTED]


def quote(c: Citation, limit: int) -> str:
    """A citation in a line: number, title, section, and the passage itself."""
    marks = [m for m in ("our summary" if c.kind == "digest" else "", STANDING.get(c.standing, "")) if m]
    mark = f" _({'; '.join(marks)})_" if marks else ""
    return (
        f"[{c.n}] *{escaped(c.title)}*, {escaped(c.section)}{mark}: “{escaped(cut(' '.join(c.quote.split()), limit))}”"
    )


def _buttons(answer: Answer, private: bool) -> list[Block]:
    """What there is more to see of: under a greeting, nothing."""
    where = "private" if private else "thread"
    known = decisive(answer.profile)
    offered = [(name, label) for name, label in DETAILS if known or (name == "sources" and markers(answer.answer))]
    buttons = [make.button(label, f"{DETAIL}_{name}", where) for name, label in offered]
    return [make.actions(*buttons)] if buttons else []


def _too_large(blocks: list[Block]) -> bool:
    return len(blocks) > make.BLOCKS or len(json.dumps(blocks, ensure_ascii=False)) > make.MESSAGE


def _least_needed(blocks: list[Block]) -> int | None:
    """The last of the quotes, else the last section that is neither the first nor the open question."""
    for kind in ("context", "section"):
        found = [i for i, b in enumerate(blocks) if b["type"] == kind and not _asks(blocks, i)]
        found = found[1:] if kind == "section" else found
        if found:
            return found[-1]
    return None


def _asks(blocks: list[Block], i: int) -> bool:
    return blocks[i]["type"] == "section" and str(blocks[i]["text"]["text"]).startswith("*Next question:*")
