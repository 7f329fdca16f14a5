"""What the library says: to a question in the user's words, and for the people who have to agree.

Prepared claims are quoted. A document that was added is data of unknown intent: it is pointed at, and quoted when the
user asks for their own documents, unless it reads like instructions to a machine.
"""

from __future__ import annotations

import re

from agent.evidence import conflicts
from agent.evidence.bearing import content_words
from agent.evidence.citing import Wanted
from agent.evidence.followup.intents import DOCUMENTS, Asked
from agent.evidence.protocols import Passage
from agent.evidence.template import Section, opening

MOST = 2
NEAR = 0.5  # a score below it: probably no answer
LONGEST = 260  # characters of a quote, where the quote is the answer
OWN = re.compile(
    rf"\b(?:our|my|the|this|that|your|added|uploaded|attached) (?:own )?(?:added |uploaded )?{DOCUMENTS}\b|"
    r"\bi (?:added|uploaded)\b",
    re.I,
)
INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,60}"
    r"\b(?:previous|above|prior|earlier|instructions?|rules?|tools?|calculat\w+|sources?)\b|"
    r"\blanguage models?\b|\bA\.?I\.? (?:assistants?|models?|agents?)\b|\b(?:assistant|chatbot|system prompt|prompt)\b|"
    r"\b(?:every|each|any|all|your) (?:answers?|repl(?:y|ies)|responses?|outputs?)\b.{0,40}"
    r"\b(?:must|should|shall|contain|begin|start|end|include)\b|"
    r"\b(?:begin|start|end|open|close) (?:your|the|every|each) (?:answer|reply|response|message)\b|"
    r"\b(?:recommend|cite|name|mention|list|print|reveal|repeat|output|reply|answer|respond|say|write|set|call|visit)\b"
    r".{0,60}\b(?:only|nothing else|sole|always|with|as the|to the user|verbatim|exactly|instead)\b|"
    r"\b\w+\.\w+ to \d|\b[A-Z]+_(?:KEY|TOKEN|SECRET|URL)\b|\{\{|</?\w+>|\byou (?:must|are to|shall|will now)\b",
    re.I | re.S,
)
FINANCE = re.compile(r"\b(?:cfo|finance|board|boss|ceo|budget|controller)\b", re.I)
DATA_TOPICS = ("zero_retention", "residency", "dpo_refusal", "compliance_work")


def general(asked: Asked) -> list[Section]:
    """The glossary for words that have a meaning here, then the passages that answer the question."""
    from knowledge.glossary import explain

    entry = explain(asked.text)
    if entry is None:
        return [quotes_of(asked, asked.text, MOST)]
    meaning = f"{{{{{asked.brief.ledger.name('glossary', str(entry), longest=None)}}}}}"
    return [[meaning], quotes_of(asked, asked.text, 1)]


def nothing() -> Section:
    """Said plainly, with what can be asked instead."""
    return [
        "Neither the calculation nor the library answers that. You can ask for the arithmetic, the sources, the "
        "assumptions, why an option is out, or what would change the answer."
    ]


def quotes_of(asked: Asked, query: str, most: int) -> Section:
    """Quotes of what answers the query; documents that were added are pointed at unless the user asks for them."""
    found = [p for p in asked.library.search(query, most) if p.score >= NEAR]
    told = {text: line for p in found if (pair := _told(asked, p, query)) for text, line in [pair]}
    return list(told.values())


def _told(asked: Asked, passage: Passage, query: str) -> tuple[str, str] | None:
    """The words quoted ("" where they are only pointed at) and the line that does it."""
    citer = asked.brief.citer
    if passage.claim_id is None and not _may_be_said(asked, passage):
        key = citer.admit(passage)
        pointer = "- A document that was added bears on this; its passage stands among the sources"
        return ("", f"{pointer} {{{{cite:{key}}}}}.") if key else None
    excerpt = citer.excerpt(passage, Wanted(words=content_words(query), longest=LONGEST))
    return (citer.raw(excerpt), f"- {_quoted(excerpt)}") if excerpt else None


def _quoted(excerpt: str) -> str:
    key = excerpt.split("#", 1)[0]
    return f"{{{{who:{key}}}}}: {{{{quote:{excerpt}}}}} {{{{cite:{key}}}}}{{{{standing:{key}}}}}."


def _may_be_said(asked: Asked, passage: Passage) -> bool:
    read = f"{passage.title}\n{passage.section}\n{passage.quote}"
    return bool(OWN.search(asked.text)) and not INSTRUCTION.search(read)


def convince(asked: Asked) -> list[Section]:
    """What those who have to agree will want to see: the money for finance, the terms and the record for counsel."""
    return [_for_finance(asked) if FINANCE.search(asked.text) else _for_counsel(asked)]


def _for_finance(asked: Asked) -> Section:
    brief, a = asked.brief, asked.brief.assessment
    at, lines = f"cost.{a.option}", [f"**For finance:** {{{{do.{a.option}}}}}."]
    cost = a.costs.get(a.option)
    if cost and cost.monthly_usd:
        lines.append(f"- Likely cost {{{{{at}.mid}}}}, range {{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}.")
    elif brief.has("fact.chosen_usd"):
        lines.append("- Likely cost {{fact.chosen_usd}}.")
    if brief.has("profile.current.monthly_bill_usd"):
        lines.append("- Today it is {{profile.current.monthly_bill_usd}}.")
    if a.payback_months is not None:
        lines.append(f"- The move pays back {opening.payback(a.payback_months)}.")
    if a.payback_months is not None and brief.has("fact.saving_usd"):
        brief.ledger.statement("phrase.saving", "it saves about {saving}", {"saving": "fact.saving_usd"})
        lines.append("- {{phrase.saving|cap}}.")
    text = "it stays the best choice in {c} of the simulated cases"
    brief.ledger.statement("phrase.confidence", text, {"c": "confidence"})
    lines.append("- {{phrase.confidence|cap}}.")
    if conflicts.break_even(brief.ledger, a):
        lines.append("- {{break_even|cap}}.")
    return lines


def _for_counsel(asked: Asked) -> Section:
    brief, lines = asked.brief, ["**For counsel and data protection**"]
    vendors = conflicts.vendors(brief.ledger, brief.assessment)
    if vendors and vendors[0]:
        lines.append(f"- {{{{{vendors[0]}|cap}}}}; get it in writing before any data flows.")
    for i, flip in enumerate(brief.assessment.flips):
        if flip.slot.endswith(("third_party", "air_gapped", "hosting")) and brief.has(f"flip.{i}.clause"):
            lines.append(f"- If {{{{flip.{i}.clause}}}}, the answer becomes {{{{the.{flip.becomes}}}}}.")
    excerpts = (
        brief.citer.excerpt(p, Wanted(longest=LONGEST)) for topic in DATA_TOPICS for p in brief.claims(topic)[:1]
    )
    lines += [f"- {_quoted(e)}" for e in excerpts if e]
    steps = enumerate(brief.assessment.stack.steps)
    lines += [f"- {{{{step.{i}|cap}}}}." for i, s in steps if s.claim in DATA_TOPICS and brief.has(f"step.{i}")][:2]
    return list(dict.fromkeys(lines))
