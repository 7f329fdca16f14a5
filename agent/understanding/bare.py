"""Bare numbers: what a number without a unit counts, from the word that governs it or from the amount it follows.

"the bill is 22k a month" is money; "in 2023 it was 1M tokens a day; today we stand at 7M" goes on counting tokens a
day. A number that neither rule explains stays bare, and is taken for nothing.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.clauses import Clause
from agent.understanding.tables import DAY, PERIOD_ADVERBS, TOKEN_WORDS, WORKING_DAYS
from agent.understanding.types import Quantity, Token
from agent.understanding.weekdays import day_number
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_MONEY = words("""
    bill bills invoiced billed spend spends spending spent cost costs costing pay pays paying paid
    outlay expense expenses fee fees charges charged price budget budgeted quote quoted rechnung kosten facture factura
""")
_VOLUME = TOKEN_WORDS | words("""
    volume usage consumption traffic throughput load demand process processes processing users employees people
    tokens requests calls documents
""")
_DAYS = WORKING_DAYS | words("days")
_LIGHT = words("""
    it it's its is are was we we're we've i i'm do does did stand stands stood at today now currently nowadays about
    around roughly some by this that's that the figure number one on in of to up down goes go gets climbs reaches hits
    went over per average avg normally usually typically hour busiest peak peaks peaking with whereas while but and so
    these days meanwhile our ours own as far use uses run runs see sees then just only already more like moment right
    year month week last before ago was were been have had from has since , . ; : ( ) - ~ a an time maximum max
    at_ even under than less nearly almost present presently far think rather say
    morning noon lunch evening night
""")
_SAYS = words("is was of from for comes runs stands sits at totals total : = says")
MOST_MONEY_A_DAY = 200_000.0  # a bare number above this is no bill
_FEW = 4  # words after a number that may still govern it: "4k a month in API costs"


def type_bare(s: Scene) -> None:
    """Gives bare numbers the kind that their words or the amount before them give."""
    for q in s.amounts:
        clause = s.clause_of(q.start)
        if q.kind in ("plain", "tokens") and 0 < q.value < 1 and _is_ratio(s, q):
            q.kind, q.flow, q.per = "share", None, ()
            q.start = next((i for i in range(q.start, q.end) if s.tokens[i].kind == "num"), q.start)
        if q.kind == "money" and q.period is None and (before := _followed(s, clause, q)) and before.kind == "money":
            q.period = before.period
        if q.kind == "plain" and not q.flow and _is_money(s, clause, q):
            q.kind = "money"
        if q.kind == "money" and q.period is None and not q.per:
            q.period = _hinted_period(s, clause, q)
        if q.kind != "plain" or q.flow:
            continue
        if (before := _followed(s, clause, q)) is not None:
            if before.kind == "money" and q.value / (q.period or before.period or 30) > MOST_MONEY_A_DAY:
                continue
            q.kind, q.noun, q.currency = before.kind, before.noun, before.currency
            if q.period is None:
                q.period, q.working = before.period, before.working


def count_per_day(s: Scene) -> None:
    """ "weekdays only, 7M tokens on each of them": "each" is each of the days just named."""
    for q in s.amounts:
        if q.per != ("each",) or q.period is not None or q.kind not in ("tokens", "items"):
            continue
        sentence = s.sentence_of(q.start)
        floor = max([sentence.start, q.start - 14])
        between = [x for x in s.amounts if floor <= x.start < q.start and x.kind in ("items", "users", "pages")]
        days = [i for i in range(floor, q.start) if s.tokens[i].text in _DAYS or _weekday(s.tokens[i].text)]
        if days and not between:
            q.per, q.period = (), DAY
            q.working = s.tokens[days[-1]].text in WORKING_DAYS


def _weekday(text: str) -> bool:
    return text.endswith("s") and day_number(text) is not None


def _is_money(s: Scene, clause: Clause, q: Quantity) -> bool:
    if (q.period == 1 / 24 or _gpu_hour(s, q)) and not q.scaled and q.value < 50:
        q.period = 1 / 24
        return clause.has("GPU_PRICE") and not _VOLUME & set(s.words(clause.start, clause.end))  # "H100 at 1.89/h"
    if q.period is not None and q.period < 0.9:
        return False
    if q.value < (20 if q.period else 100) or (q.period is None and not q.scaled and q.value < 500):
        return False
    if q.value / (q.period or 30) > MOST_MONEY_A_DAY:
        return False
    amounts = s.amounts_in(clause)
    floor = max([_heading(s, clause), *(x.end for x in amounts if x.end <= q.start)])
    found = s.words(floor, q.start)
    if (q.period or 0) >= 25 and _to_a_provider(s, clause) and not _VOLUME & set(s.words(clause.start, clause.end)):
        return True  # "80k per year for Anthropic"
    if q.period and any(x.kind == "money" and x.end <= q.start for x in amounts):
        return True  # "at $2.50 per million tokens that's 20k a month"
    if q.period and found[-1:] in (["for"], ["at"]) and any(x.end == q.start - 1 and x.period for x in amounts):
        return True  # "9M tokens a day for 4k a month"
    for word, after in zip(reversed(found), ["", *reversed(found)], strict=False):
        if word in _MONEY or (word in ("invoice", "item", "tab") and after in _SAYS):
            return True
        if word in _VOLUME:
            return False
    stop = min([clause.end, q.end + _FEW, *(x.start for x in amounts if x.start >= q.end)])
    following = s.words(q.end, stop)
    return q.period is not None and following[:1] in (["in"], ["of"], ["for"], ["on"]) and bool(_MONEY & set(following))


def _is_ratio(s: Scene, q: Quantity) -> bool:
    """ "cache hit rate: 0.38": a share that is written as a number below one."""
    sentence = s.sentence_of(q.start)
    lead = set(s.words(sentence.start, q.end))
    of_input = s.words(q.end, q.end + 2) in (["of", "input"], ["of", "inputs"]) or s.words(q.end, q.end + 3) == [
        "of",
        "the",
        "input",
    ]
    if of_input and sentence.has("CACHED", "PREFIX"):
        return True
    matter = sentence.has("CACHED", "PREFIX") or {"input", "output"} & lead
    return bool(matter) and bool({"rate", "ratio", "share", "fraction"} & lead)


def _gpu_hour(s: Scene, q: Quantity) -> bool:
    """ "1.49 per GPU hour"."""
    found = [w for w in s.words(q.start + 1, min(len(s.tokens), q.end + 5)) if w != "-"]
    return q.kind == "plain" and found[:1] in (["per"], ["a"], ["/"]) and found[1:3] in (["gpu", "hour"], ["gpu", "h"])


def _heading(s: Scene, clause: Clause) -> int:
    """Where the clause begins, the heading before its colon included: "bill: 2k/month"."""
    before = s.heading(clause)
    return before.start if before is not None and not s.amounts_in(before) else clause.start


def _to_a_provider(s: Scene, clause: Clause) -> bool:
    """Whether a vendor stands as the one who is paid: "to OpenAI", "for GPT-4o"."""
    paid = [h.start for h in clause.prefixed("provider:")]
    paid += [i for i in range(clause.start, clause.end) if s.tokens[i].kind == "model"]
    return any(i > clause.start and s.tokens[i - 1].text in ("to", "for", "at", "on", "with") for i in paid)


def _hinted_period(s: Scene, clause: Clause, q: Quantity) -> float | None:
    """ "monthly cost = 11,000", "an hour of platform work is $115": the period apart from the amount."""
    lead = s.words(max(clause.start, q.start - 10), q.start)
    if ("hour", "of") in itertools.pairwise(lead):
        return 1 / 24
    return next((PERIOD_ADVERBS[w] for w in reversed(lead) if w in PERIOD_ADVERBS and len(w) > 4), None)


def _followed(s: Scene, clause: Clause, q: Quantity) -> Quantity | None:
    """The amount before it that a bare number goes on from, where its clause says nothing but when and how high."""
    if q.per or q.low is not None or clause.silent:
        return None
    if not says_only_when(s, clause) and not (q.kind == "money" and _it_is(s, clause, q)):
        return None
    at = s.amounts.index(q)
    before = next((x for x in reversed(s.amounts[:at]) if x.kind in ("tokens", "items", "money")), None)
    if before is None or not before.period or before.per or before.flow or q.start - before.end > 24:
        return None
    if before.kind != q.kind and q.kind != "plain":
        return None
    if not before.value or not 0.002 <= q.value / before.value <= 500:
        return None
    timed = clause.has("NOW", "PAST", "PEAK", "AVERAGE", "WE") or any(
        s.clause_of(before.start).has(x) for x in ("PAST", "OTHERS")
    )
    return before if timed and (q.scaled or q.kind == "money" or clause.has("PEAK", "AVERAGE")) else None


def _it_is(s: Scene, clause: Clause, q: Quantity) -> bool:
    """ "since the switch to Haiku it is $8k": what stood before, of today."""
    return s.words(q.start - 2, q.start) in (["it", "is"], ["it's", "now"], ["is", "now"], ["it", "was"])


def says_only_when(s: Scene, clause: Clause) -> bool:
    """Whether a clause holds, beside its amounts, no word of its own matter."""
    return all((k.kind == "skip" and len(k.text) == 4) or k.text in _LIGHT for k in _others(s, clause))


def _others(s: Scene, clause: Clause) -> list[Token]:
    owned = {i for x in s.amounts_in(clause) for i in range(x.start, x.end)}
    return [k for i, k in enumerate(s.tokens[clause.start : clause.end], clause.start) if i not in owned]
