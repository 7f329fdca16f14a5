"""Which amounts of a message count for a volume: not limits, peaks, prices, other people's or denied ones."""

from __future__ import annotations

import itertools

from agent.understanding.bygone import superseded
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.pool import role_of
from agent.understanding.scene import Scene
from agent.understanding.spoken import AMENDED
from agent.understanding.types import Quantity
from agent.understanding.wordlist import phrases_of, words

_NEAR = 5


# ---------------------------------------------------------------- which amounts count
def of_others(s: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells of other companies or of something read, and not of us."""
    hits = [h for h in sentence.hits("OTHERS") if not _own_source(s, sentence, h)]
    return bool(hits) and not {"we", "we're", "we've", "ours", "wir", "nous"} & set(
        s.words(sentence.start, sentence.end)
    )


def _theirs(s: Scene, clause: Clause) -> bool:
    """ "..., and our competitor brags about 50M": a clause of its own about others."""
    told = [h for h in clause.of("OTHERS") if not _own_source(s, s.sentence_of(clause.start), h)]
    return bool(told) and not (_OWN - {"our"}) & set(s.words(clause.start, clause.end))


_TOLD = words("told according")
_RECORDS = words("""
    warehouse dashboard sheet spreadsheet report ledger invoice invoices export log logs meter billing console gateway
    monitoring system records statistics stats metrics books
""")
_OURS = words("our my")
_COLLEAGUES = words("ops finance it colleague colleagues boss engineers accounting procurement devops controlling hr")
_NOT_OURS = words("customer customers client clients regulator regulators rules law regulation attorney")


def _own_source(s: Scene, sentence: Sentence, h: Hit) -> bool:
    """ "legal just told me", "according to our tests": our own people and our own findings; and what "has told us not
    to" is an order to us, whoever gave it."""
    if h.start and s.tokens[h.start - 1].text in _OURS and s.tokens[h.start].text.startswith("benchmark"):
        return True  # "our benchmark says"
    if s.words(h.start, h.end) in (["i", "read"], ["i", "heard"]) and s.words(h.start - 1, h.start) == ["if"]:
        return True  # "if I read the sheet right"
    if s.words(h.start, h.end)[-1:] == ["us"] and s.words(h.end, h.end + 2) == ["not", "to"]:
        return True
    if s.tokens[h.start].text not in _TOLD:
        return False
    if s.words(h.end, h.end + 1) and s.tokens[h.end].text in _OURS:
        return True
    if s.tokens[h.start].text == "according" and _RECORDS & set(s.words(h.end, h.end + 4)):
        return True  # "according to the data warehouse"
    if _COLLEAGUES & set(s.words(max(sentence.start, h.start - 4), h.start) + s.words(h.end, h.end + 2)):
        return True
    spoken = [a for a in sentence.hits("AUTHORITY") if 0 <= h.start - a.end <= 2 or 0 <= a.start - h.end <= 1]
    return any(s.tokens[a.start].text not in _NOT_OURS for a in spoken)


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
            or _theirs(s, clause)
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
        if _denied(s, q, clause) or _other_thing(s, q, clause, sentence):
            continue
        out.append(q)
    return _counted(_products(s, _merge_between(s, out)))


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
_OWN = words("we we're we've our ours us wir nous nuestro")


def threshold(s: Scene, clause: Clause) -> bool:
    """ "500M tokens a day is the threshold": where something would begin to pay, not what we do."""
    found = s.words(clause.start, clause.end)
    text = " ".join(found)
    return (bool(_THRESHOLD_WORDS & set(found)) or any(p in text for p in _THRESHOLD_PHRASES)) and not _OWN & set(found)


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


def _other_thing(s: Scene, q: Quantity, clause: Clause, sentence: Sentence) -> bool:
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
    if q.weak and q.period is None and not q.per:
        return True
    return sentence.has("MIGRATION") and q.kind == "items" and q.period is None and False


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


def _merge_between(s: Scene, amounts: list[Quantity]) -> list[Quantity]:
    """ "between 5M tokens and 8M tokens a day" is one amount with two ends."""
    out: list[Quantity] = []
    for q in amounts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == q.kind
            and last.end + 1 == q.start
            and s.tokens[last.end].text in ("and", "to", "-", "or")
            and last.low is None
            and q.low is None
        ):
            lead = s.tokens[last.start - 1].text if last.start else ""
            if (
                (lead in ("between", "from", "somewhere") or s.tokens[last.end].text in ("to", "or", "-"))
                and last.value < q.value <= last.value * 20
                and last.flow == q.flow
                and (last.period in (None, q.period))
            ):
                q.low, q.high, q.value, q.start = last.value, q.value, (last.value + q.value) / 2, last.start
                out[-1] = q
                continue
        out.append(q)
    return out


_OF = words("of with à von van de")


def _of_pages(s: Scene, a: Quantity, b: Quantity) -> bool:
    """ "85 pages of 450 tokens": what a page holds."""
    sized = a.kind == "pages" and b.kind == "tokens" and not b.flow and not b.period and b.per in ((), ("each",))
    return sized and bool(_OF & set(s.words(a.end, b.start)[:1]))


def _products(s: Scene, amounts: list[Quantity]) -> list[Quantity]:
    """Marks the amounts joined by a times sign: there the period may be left out."""
    for a, b in itertools.pairwise(amounts):
        if _of_pages(s, a, b):
            b.per = ("page",)
        if any(s.tokens[i].text in ("x", "*", "times") for i in range(a.end, b.start)):
            a.marks, b.marks = a.marks | {"product"}, b.marks | {"product"}
            if a.kind == "users" and b.kind == "items" and not b.per:
                b.per = ("each",)
            elif a.kind == "pages" and b.kind == "tokens" and not b.per and not b.flow:
                b.per = ("page",)  # "12 pages x 600 tokens"
            elif a.kind == b.kind == "items" and not b.per and not b.period and a.noun and a.noun != b.noun:
                b.per = (a.noun,)  # "1,000 conversations daily x 8 turns x 1,200 tokens"
            if a.kind in ("users", "items") and b.kind == "tokens" and b.period and not a.period:
                a.period, a.working, b.period = b.period, b.working, None  # "5k users x 4 messages x 900 tokens daily"
    return amounts
