"""Amounts whose unit, direction or counting noun stands before them: "tokens per day: 5M", "input 900", "a page
is about 600 tokens"."""

from __future__ import annotations

from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.counting import per, singular
from agent.understanding.flows import FLOW_IN, FLOW_OUT, flow_at
from agent.understanding.periods import period_phrase
from agent.understanding.types import Quantity, Token
from agent.understanding.wordlist import words

_HEADER = words("""
    : = is are was of about around ~ at roughly approx approximately some nearly - be being stands sits
    currently come comes to equals run runs average averages usually on average typically ist sind est es
""")


def headed(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Numbers whose unit stands before them: "tokens per day: 5M", "input 900, output 100", "a page is about 600
    tokens"."""
    owned = {i for q in found for i in range(q.start, q.end)}
    out = []
    for q in found:
        if q.kind == "plain" and not q.flow:
            q = _head(tokens, q, owned) or q
        if q.kind in ("tokens", "plain", "words") and q.flow is None:
            q = _flow_before(tokens, q, owned)
        if q.kind in ("tokens", "pages", "words", "items", "chars") and not q.per:
            q = _subject(tokens, q, owned)
        out.append(q)
    return out


_HEAD_WORDS = _HEADER | FLOW_IN | FLOW_OUT | words("""
    per a an each every / ( ) daily monthly weekly yearly annual hourly total average avg mean count
    volume usage consumption number of the our my combined overall llm model typical approximate use
    plus together including incl with
    used usage: amount for throughput traffic demand load in out day support single one now right to is_
""")  # fmt: skip


_TASK_NOUNS = words("chat search translation summary")
_COUNTED_BY_NAME = words("dau daus mau maus headcount")
_MARKS = words(": = is are of was per /")


def _head(tokens: list[Token], q: Quantity, owned: set[int]) -> Quantity | None:
    """Walks back over words that can stand in a heading, then reads the heading forwards."""
    i = q.start - 1
    while i >= 0 and i not in owned and q.start - i <= 12:
        k = tokens[i]
        if not (
            k.text in _HEAD_WORDS
            or (k.text == "," and i + 1 < len(tokens) and flow_at(tokens, i + 1) and tokens[q.start - 1].text in ":=")
            or k.text in t.PERIODS
            or k.text in t.UNIT_WORDS
            or k.text in t.WORKING_DAYS
            or k.text in t.PERIOD_ADVERBS
        ):
            break
        i -= 1
    head = range(i + 1, q.start)
    if q.start > 1 and tokens[q.start - 1].text in ("=", ":") and (rate := t.RATE_WORDS.get(tokens[q.start - 2].text)):
        noun = "request" if rate[0] == "items" else "token"
        return replace(q, kind=rate[0], noun=noun, period=rate[1], start=q.start - 2)  # "rpd=8000"
    if i >= 0 and i not in owned and (rate := t.RATE_WORDS.get(tokens[i].text)) and i < q.start - 1:
        noun = "request" if rate[0] == "items" else "token"
        return replace(q, kind=rate[0], noun=noun, period=rate[1], start=i)  # "rps is about 3.5 over the day"
    kinds = ("tokens", "items", "users", "pages")
    at = next((j for j in head if t.UNIT_WORDS.get(tokens[j].text) in kinds and not kind_of_work(tokens, j)), None)
    if at is None:
        return None
    if t.UNIT_WORDS[tokens[at].text] == "users" and at + 1 in head and t.UNIT_WORDS.get(tokens[at + 1].text) == "items":
        at += 1  # "agent runs: 300 a day"
    if t.UNIT_WORDS[tokens[at].text] == "items" and (
        later := next((j for j in head if j > at and tokens[j].text in t.TOKEN_WORDS), None)
    ):
        at = later  # "prompt tokens: 800"
    if (
        tokens[at].text in _TASK_NOUNS
        and at == i + 1
        and tokens[at + 1].text in ("is", "=", ":", "at", "to")
        and q.scaled
    ):
        return None  # "chat is 2M a day": the workload, and no chats
    new = replace(q, kind=t.UNIT_WORDS[tokens[at].text], noun=singular(tokens[at].text), start=min(at, q.start))
    flows = {
        f
        for j in head
        if j != at
        and (f := flow_at(tokens, j))
        and (tokens[j].text not in ("in", "out", "question") or (j == at + 1 and tokens[j + 1].text in ("=", ":")))
    }
    new.flow = flows.pop() if len(flows) == 1 and new.kind == "tokens" else None
    tail = Quantity(new.kind, 0, at, at + 1)
    tail = per(tokens[: q.start], tail)
    if tail.period is None and not q.period:
        said = next((found for j in head if (found := period_phrase(tokens[: q.start], j))), None)
        tail.period, tail.working = said[:2] if said else (None, False)
    adverb = next(
        (
            t.PERIOD_ADVERBS[tokens[j].text]
            for j in head
            if tokens[j].text in t.PERIOD_ADVERBS and len(tokens[j].text) > 3
        ),
        None,
    )
    new.period, new.per, new.working = q.period or tail.period or adverb, q.per or tail.per, tail.working or q.working
    marked = any(tokens[j].text in _MARKS for j in range(at, q.start)) or tokens[at].text in _COUNTED_BY_NAME
    if new.kind == "tokens":
        return new if new.period or new.per or new.flow or marked else None
    return (
        new
        if marked
        and (new.period or new.per or new.kind == "users")
        and tokens[at].text not in ("run", "runs", "order", "case", "invoice", "statement")
        else None
    )


_LENGTHS = words("length lengths size sizes lenght")
_LEAST_VOLUME = 1e5  # a bare number below this is no volume of tokens
_DIRECTIONS = words("input inputs output outputs in out inbound outbound incoming outgoing")
_NAMED_FLOWS = words("input inputs output outputs prompt prompts completion completions")
_FLOW_BEFORE_WORDS = words("in out read generated written question context sent")


_BEFORE_A_FLOW = words("the for and of is in token tokens per plus our , : prompt input")


def kind_of_work(tokens: list[Token], i: int) -> bool:
    """ "the code generation is 19M a day": a workload, and neither what is counted nor a direction."""
    before = tokens[i - 1] if i else None
    return (
        tokens[i].text == "generation"
        and before is not None
        and before.kind == "word"
        and before.text not in _BEFORE_A_FLOW
    )


_WITH = words("with plus including and & +")


def _with_answer(tokens: list[Token], i: int, owned: set[int]) -> bool:
    """ "a message with its answer is 1,000 tokens": both ways together."""
    at = i - 1
    while at > 0 and tokens[at].text in ("its", "the", "their", "a", "an", "our"):
        at -= 1
    if at < 1 or tokens[at].text not in _WITH or at - 1 in owned or at in owned:
        return False
    return tokens[at - 1].text in t.UNIT_WORDS or flow_at(tokens, at - 1) is not None


def _flow_before(tokens: list[Token], q: Quantity, owned: set[int]) -> Quantity:
    """ "input 900 tokens, output 100", "prompts are 3,000 tokens and answers 1,000"."""
    i = q.start - 1
    while i >= 0 and (tokens[i].text in _HEADER or tokens[i].text in _LENGTHS) and q.start - i <= 5:
        i -= 1
    if i < 0 or i in owned or (flow := flow_at(tokens, i)) is None:
        return q
    if kind_of_work(tokens, i):
        return q
    if tokens[i].text in _FLOW_BEFORE_WORDS and not (tokens[i].text in ("in", "out") and tokens[i + 1].text in ":="):
        return q
    if q.per and tokens[i].text not in _NAMED_FLOWS:
        return q
    if _with_answer(tokens, i, owned):
        return q
    if q.kind == "plain" and ((q.period and not (q.scaled or q.value >= _LEAST_VOLUME)) or q.value < 5):
        return q
    if (i and tokens[i - 1].kind == "num" and tokens[i + 1].text != "=") or (
        q.period and q.kind == "tokens" and tokens[i].text not in _DIRECTIONS
    ):
        return q
    return replace(q, kind="tokens" if q.kind == "plain" else q.kind, noun=q.noun or "token", flow=flow)


_READING = words("""
    read reads reading ingest ingests ingesting send sends sending upload take in
""")


_WRITING = words("""
    back receive receives receiving get gets write writes writing generate generates generating produce
    produces producing output outputs return returns returning emit emits answer
""")


def spoken_flows(tokens: list[Token], amounts: list[Quantity]) -> None:
    """ "we read 16M tokens a day and write 4M": the verbs tell input from output, when both are there."""
    tagged = []
    for q in amounts:
        word = tokens[q.start - 1].text if q.start else ""
        if word in ("about", "around", "roughly", "some", "~", "us", "approximately") and q.start > 1:
            word = tokens[q.start - 2].text
        if q.flow is None and not q.per and q.kind in ("tokens", "plain") and (word in _READING or word in _WRITING):
            tagged.append((q, "in" if word in _READING else "out"))
    if {flow for _, flow in tagged} | {q.flow for q in amounts if q.flow} == {"in", "out"}:
        for q, flow in tagged:
            q.flow = flow


_SUBJECT_VERBS = words("""
    is has have are uses use takes take needs need contains contain costs consumes consume averages
    average runs holds hold being comes with about around roughly at of to some sends send makes make
    does do asks ask approximately typically usually runs submits spans span produces counts requires
    require means on generates burns eats = : wants gets get triggers trigger ~ approx ca fires fire
    issues issue involves involve burning using taking consuming averaging needing eating containing
    holding costing having carrying totalling totaling
""")  # fmt: skip


_SUBJECT_WORDS = words("a an each every one per average typical single the ein eine un une")


def _subject(tokens: list[Token], q: Quantity, owned: set[int]) -> Quantity:
    """ "each uses 1.2k tokens", "a page is about 600 tokens", "every user sends 20 messages": counted per its
    subject."""
    i = q.start - 1
    while i >= 0 and i not in owned and tokens[i].text in _SUBJECT_VERBS and q.start - i <= 5:
        i -= 1
    if i < 0 or (
        i == q.start - 1
        and tokens[i].text not in ("each", "apiece")
        and tokens[i - 1].text not in ("per", "each", "every")
    ):
        return q
    if tokens[i].text in ("each", "everyone", "everybody") and (
        q.period is None or (q.kind == "items" and tokens[i].end < tokens[i + 1].start and i + 1 < q.start)
    ):
        return replace(q, per=("each",), start=i if q.kind != "tokens" else q.start)
    if tokens[i].text == "one" and i and tokens[i - 1].text in ("each", "every"):
        return replace(q, per=("each",))
    lead = next(
        (j for j in (i - 1, i - 2) if j >= 0 and tokens[j].text in _SUBJECT_WORDS),
        None,
    )
    if (
        lead is None
        or t.UNIT_WORDS.get(tokens[i].text, "tokens") == "tokens"
        or (tokens[lead].text == "the" and tokens[i].text.endswith("s"))
    ):
        return q
    if q.period is not None and t.UNIT_WORDS[tokens[i].text] != "users":
        return q
    if tokens[lead].text == "the" and q.kind == "tokens" and q.period and q.value / q.period >= _LEAST_VOLUME:
        return q  # "the agent needs 2.5M tokens a day": a workload, and none of many users
    return replace(q, per=(singular(tokens[i].text),), start=lead)
