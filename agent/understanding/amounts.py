"""Which amounts of a message count for a volume: not limits, peaks, prices, other people's or denied ones."""

from __future__ import annotations

from agent.understanding.bygone import superseded
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.joined import merge_between, products
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.spoken import AMENDED
from agent.understanding.types import Quantity
from agent.understanding.whose import OWN, of_others, theirs
from agent.understanding.wordlist import phrases_of, words

_NEAR = 5


def usable_amounts(s: Scene, sentence: Sentence, tokens_known: bool) -> list[Quantity]:
    if of_others(s, sentence):
        return []
    out = []
    amounts = s.amounts_in(sentence)
    flows = {q.flow for q in amounts if q.flow}
    for q in amounts:
        clause = s.clause_of(q.start)
        if "sure" in q.marks and not clause.silent:
            out.append(q)
            continue
        if (
            clause.silent
            or "prefix" in q.marks
            or "apart" in q.marks
            or (near(s, q, clause, "PEAK") and not averaged(s, q, clause) and not _ceiling(s, q, clause, amounts))
            or _limited(s, q, clause)
            or superseded(s, q)
            or theirs(s, clause)
            or threshold(s, clause)
            or _special_day(s, q, clause, amounts)
            or (_to_come(s, q, clause) and _said_now(s, amounts, q))
        ):
            continue
        if q.kind == "plain":
            q = _elided(s, q, sentence, clause, flows, tokens_known) or q
        if q.kind in ("plain", "share", "money", "gpus", "times"):
            continue
        if q.kind == "users" and _our_staff(s, clause):
            continue
        if _denied(s, q, clause) or _other_thing(s, q, clause):
            continue
        out.append(q)
    return _counted(products(s, merge_between(s, out)))


def _counted(amounts: list[Quantity]) -> list[Quantity]:
    """Without things that are only numbered ("one support chat"): no period, counted per nothing, part of no
    product."""
    users = any(q.kind == "users" or q.per for q in amounts)
    return [
        q for q in amounts if q.kind != "items" or q.period or q.per or "product" in q.marks or (users and q.value > 1)
    ]


def near(s: Scene, q: Quantity, clause: Clause, tag: str, reach: int = _NEAR) -> bool:
    """Whether a phrase of that concept stands near an amount, with no other amount in between."""
    others = [x for x in s.amounts_in(clause) if x.start != q.start]
    for h in clause.of(tag):
        if q.start - reach <= h.end <= q.start + 1 and not any(h.end <= x.start < q.start for x in others):
            return True
        if q.end - 1 <= h.start <= q.end + reach - 1 and not any(q.end <= x.start < h.start for x in others):
            return True
    return False


def _our_staff(s: Scene, clause: Clause) -> bool:
    """ "our 5 engineers cost $110 an hour": people who run it, and not those who use it."""
    paid = any(q.kind == "money" and q.period is not None and q.period < 1 for q in s.amounts_in(clause))
    return paid or clause.has("GPU", "KUBERNETES", "ON_CALL", "HIRE")


def averaged(s: Scene, q: Quantity, clause: Clause) -> bool:
    """Whether an amount is said to be a mean by a phrase that belongs to no amount beside it ("25 on average and 110 in
    the busiest hour")."""
    others = [x for x in s.amounts_in(clause) if x is not q]
    hits = [h for h in clause.of("AVERAGE") if not any(0 <= h.start - x.end <= 1 for x in others)]
    return near(s, q, clause, "AVERAGE") and bool(hits)


def _said_now(s: Scene, amounts: list[Quantity], q: Quantity) -> bool:
    """ "2M tokens a day, expected to be 20M": today's volume stands before what it may become."""
    before = [x for x in amounts if x.end <= q.start and x.kind == "tokens" and x.period]
    after = [x for x in s.amounts if x.start >= q.end and x.kind == "tokens" and x.period]
    before += [x for x in after if s.clause_of(x.start).has("NOW")]
    return q.kind in ("tokens", "plain") and any(not _to_come(s, x, s.clause_of(x.start)) for x in before)


_COMING = words("planned planning maybe perhaps eventually later soon")


def _to_come(s: Scene, q: Quantity, clause: Clause) -> bool:
    """ "planned 30M", "in a year maybe 10M tokens a day"."""
    lead = s.words(clause.start, q.start)
    found = " ".join(lead)
    return clause.has("FUTURE") or bool(_COMING & set(lead)) or "in a year" in found or "by next" in found


def _ceiling(s: Scene, q: Quantity, clause: Clause, amounts: list[Quantity]) -> bool:
    """ "max 2M tokens a day", with no other amount: how much it is, and not the height of a peak."""
    named = {s.tokens[h.start].text for h in clause.of("PEAK")}
    return named <= {"max", "maximum"} and q.kind == "tokens" and (q.period or 0) >= 1 and len(amounts) == 1


_THRESHOLD_WORDS = words("threshold thresholds breakeven break-even crossover cutoff cut-off")
_THRESHOLD_PHRASES = phrases_of("""
    break even; break - even; tipping point; rule of thumb; cut - off; starts to pay; start to pay; pays off; makes
    sense;
    begins to pay; is worth it
""")


def threshold(s: Scene, clause: Clause) -> bool:
    """ "500M tokens a day is the threshold": where something would begin to pay, not what we do."""
    found = s.words(clause.start, clause.end)
    text = " ".join(found)
    return (bool(_THRESHOLD_WORDS & set(found)) or any(p in text for p in _THRESHOLD_PHRASES)) and not OWN & set(found)


_DAY_NAMES = words("""
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays payday paydays christmas
    easter thanksgiving holiday holidays month-end
""")
_KINDS_OF_DAY = words("""
    heavy busy busier bad good hectic crazy quiet slow first last launch election sale market sales release payroll
    other some extreme exceptional rare closing reporting
""")
_DAY_LEADS = words("on at in during every each")


def _special_day(s: Scene, q: Quantity, clause: Clause, amounts: list[Quantity]) -> bool:
    """ "70M tokens on a normal day, 90M on Mondays": one day's volume beside the usual one is no second workload."""
    usual = [x for x in amounts if x.end <= q.start and x.kind == "tokens" and x.period == 1.0 and not x.flow]
    if q.kind not in ("tokens", "plain") or q.flow or not usual:
        return False
    later = [x.start for x in amounts if x.start >= q.end]
    start, end = max(clause.start, usual[-1].end), min([clause.end, *later])
    if any(start <= h.start < end for h in clause.prefixed("task:")):
        return False
    return _names_a_day(s.words(q.start + 1, end)) or _names_a_day(s.words(max(start, q.start - 4), q.start))


def _names_a_day(found: list[str]) -> bool:
    """ "on Mondays", "on the last day", "at month end": some days, and not every one."""
    for i, word in enumerate(found):
        if word not in _DAY_LEADS:
            continue
        named = [w for w in found[i + 1 : i + 5] if w not in ("the", "a", "our", "very", "most")][:2]
        if named and (named[0] in _DAY_NAMES or named in (["month", "end"], ["quarter", "end"], ["year", "end"])):
            return True
        if len(named) == 2 and named[0] in _KINDS_OF_DAY and named[1] in ("day", "days", "ones"):
            return True
    return False


def _limited(s: Scene, q: Quantity, clause: Clause) -> bool:
    hits = clause.of("LIMIT")
    opener = clause.start and s.tokens[clause.start - 1].text == "("
    if opener and not hits:
        hits = [h for c in s.sentence_of(q.start).clauses if c.end == clause.start for h in c.of("LIMIT")]
    needed = {"need", "needs", "want", "require", "requires"} & set(s.words(clause.start, q.start))
    if needed and all(s.tokens[h.start].text == "capacity" for h in hits):
        return False  # "we need capacity for 8M tokens a day"
    return bool(hits) and not (near(s, q, clause, "AVERAGE"))


def _elided(
    s: Scene, q: Quantity, sentence: Sentence, clause: Clause, flows: set[str], tokens_known: bool
) -> Quantity | None:
    """A bare number taken for tokens: "12M a day", "600 in"."""
    money = sentence.has("BILL", "BUDGET", "NOT_BILL") and not any(
        k.text.startswith("tok") for k in s.tokens[sentence.start : sentence.end]
    )
    token_word = any(k.text.startswith("tok") for k in s.tokens[sentence.start : sentence.end])
    context = any(s.tokens[i].text in ("context", "question") for i in range(q.start, q.end))
    if q.flow and (flows == {"in", "out"} or (token_word and not context)):
        q.kind, q.noun = "tokens", "token"
        return q
    beside = any(
        x.period == q.period and x.value >= 1e6 and x.kind in ("plain", "tokens") for x in s.amounts if x is not q
    )
    if (
        q.period
        and not money
        and (q.scaled or q.value >= 1e6)
        and (q.value >= 1e6 or token_word or tokens_known or beside)
    ):
        q.kind, q.noun = "tokens", "token"
        return q
    return None


_DENIED_WORDS = words("not n't isn't aren't don't nicht pas no never wasn't")


def _denied(s: Scene, q: Quantity, clause: Clause) -> bool:
    """ "not 5M tokens": a denial right before the amount."""
    if AMENDED in q.marks:
        return False  # "no wait, 3 million": the denial is of what it stands for
    if s.words(q.start - 2, q.start) in (["more", "than"], ["less", "than"], ["fewer", "than"]) or s.words(
        q.start - 2, q.start
    ) == ["longer", "than"]:
        return False  # "no more than 2M" is an amount
    return any(q.start - 3 <= h.end <= q.start and s.tokens[h.start].text in _DENIED_WORDS for h in clause.of("NEG"))


def _other_thing(s: Scene, q: Quantity, clause: Clause) -> bool:
    """Amounts of tokens or people that say nothing about the load: prices, context sizes, releases."""
    after = [k.text for k in s.tokens[q.end : q.end + 3]]
    before = [k.text for k in s.tokens[max(clause.start, q.start - 4) : q.start]]
    if (
        q.kind == "tokens"
        and q.period is None
        and (after[:2] in (["context", "window"], ["of", "context"]) or "window" in after or "window" in before)
    ):
        return "window" in after or "window" in before
    priced = before[-1:] == ["per"] or before[-2:] in (["per", "1"], ["per", "one"], ["per", "a"])
    if q.kind == "tokens" and priced and q.period is None and q.value in (1, 1000, 1e6):
        return True  # "$3 per million tokens"
    if (
        q.kind == "tokens"
        and q.value in (1, 1000.0, 1e6)
        and q.period is None
        and any(x.kind == "money" and x.end >= q.start - 2 and x.start < q.start for x in s.amounts)
    ):
        return True
    if q.kind == "tokens" and q.period is not None and abs(q.period - 1 / 86400) < 1e-9 and is_speed(s, q, clause):
        return True  # a speed
    if q.kind == "tokens" and q.period is not None and q.period < 0.01 and _benchmark(s, clause):
        return True
    if q.kind == "time":
        return role_of(q) is None or any(w in ("oncall", "call") for w in after)
    return bool(q.weak and q.period is None and not q.per)


def _benchmark(s: Scene, clause: Clause) -> bool:
    """ "our measured throughput is 2,400 tok/s": what a machine does, and not what we need."""
    found = set(s.words(clause.start, clause.end))
    return clause.has("MEASURED") and "throughput" in found and not _IS_SPEED_WORDS - {"throughput"} & found


_IS_SPEED_WORDS = words("""
    load traffic throughput volume total overall around 24/7 sustained day night clock
""")


_READERS = words("user users stream streams session sessions reader readers conversation customer player players each")


def is_speed(s: Scene, q: Quantity, clause: Clause) -> bool:
    """Whether tokens a second are how fast one answer streams, and not the load of all."""
    if any(p in ("user", "stream", "session", "request", "conversation", "customer", "each") for p in q.per):
        return True
    others = [x for x in s.amounts_in(clause) if x is not q]
    found = {s.tokens[i].text for i in range(clause.start, clause.end) if not any(x.start <= i < x.end for x in others)}
    if any(role_of(x) == "hours" for x in s.amounts):
        return False  # "300 tokens a second for 10 hours a day"
    load = near(s, q, clause, "AVERAGE") or found & _IS_SPEED_WORDS
    after = s.words(q.end, min(clause.end, q.end + 6))
    streamed = any(a in ("for", "per", "to") and set(after[n + 1 : n + 3]) & _READERS for n, a in enumerate(after))
    return (streamed and q.value <= 1000) or (not load and q.value <= 200)
