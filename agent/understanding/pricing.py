"""Money that is no bill of ours: prices per unit, budgets, income, what was paid before."""

from __future__ import annotations

import itertools

from agent.understanding.amounts import near
from agent.understanding.bygone import unknown_now
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.scene import Scene
from agent.understanding.tables import YEAR
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

NOW_BILL = words("bill bills invoice rechnung facture factura invoiced billed")


_HARD_BUDGET = words("""
    budget budgeted budgets quote quoted allocated earmarked afford ceiling proposal proposed offer
    allow allows permits permitted grants granted gives
    offered reserve reserved caps capped cap allowance etat presupuesto estimated projected
""")


def per_gpu_hour(words: list[str]) -> bool:
    text = " ".join(words)
    return any(
        p in text
        for p in (
            "gpu - hour",
            "gpu hour",
            "gpu/hour",
            "gpu / hour",
            "per h100 hour",
            "gpu / h",
            "gpu - h",
            "gpu hr",
            "gpu - hr",
            "gpuh",
            "an hour per gpu",
            "per card hour",
        )
    )


_PRICED_WORDS = words("""
    million m mtok 1m 1k k thousand token tokens call request user seat page document query
""")


def is_price(s: Scene, q: Quantity, clause: Clause) -> bool:
    after = [k.text for k in s.tokens[q.end : q.end + 4]]
    lead = s.words(max(clause.start, q.start - 5), q.start)
    if any(a in ("per", "each", "every") and b in _PRICED_WORDS for a, b in itertools.pairwise(lead)):
        return True  # "per call we pay $0.02"
    return bool(after) and (
        (after[0] in ("per", "/", "a", "each") and any(w in _PRICED_WORDS for w in after[1:3]))
        or (after[0] == "for" and after[1:2] in (["a"], ["each"], ["every"], ["one"], ["1"]) and after[2:3] != [])
        or any(x.kind == "tokens" and 0 <= x.start - q.end <= 2 and x.value in (1.0, 1e3, 1e6) for x in s.amounts)
    )


_INCOME = words("""
    revenue revenues arr mrr sales turnover profit profits funding raised earn earns earned umsatz brings bring bringing
""")


_NODES = words("node nodes server servers box boxes machine machines instance instances system hgx dgx")


_ALL = words("total altogether together all lot")


def cards_of_node(s: Scene, sentence: Sentence, q: Quantity) -> float:
    """ "an 8x H100 node at $19.20 an hour": the GPUs that share the price, 1 where it is the price of one."""
    found = s.words(sentence.start, sentence.end)
    beside = [x.value for x in s.amounts_in(sentence) if x.kind == "gpus" and x.value > 1]
    if _ALL & set(s.words(q.end, q.end + 4)) and len(beside) == 1:
        return beside[0]  # "4 GPUs for $9.20 an hour in total"
    if not _NODES & set(found) or "gpu" in q.per or "each" in q.per or "card" in q.per or per_gpu_hour(found):
        return 1.0
    cards = [x.value for x in s.amounts_in(sentence) if x.kind == "gpus" and x.value in (2, 4, 8, 16, 72)]
    return cards[0] if len(cards) == 1 else 1.0


_COMING = words(
    "will would expect expects expected expecting forecast planned plan plans might perhaps soon going next"
)


def is_to_come(s: Scene, q: Quantity, clause: Clause) -> bool:
    """ "it'll perhaps be 30k by Christmas": what may be paid one day."""
    lead = s.words(clause.start, q.start)
    return any(w in _COMING or w.endswith("'ll") for w in lead) and not {"now", "today", "currently"} & set(lead)


def is_income(s: Scene, q: Quantity) -> bool:
    """ "we make $400k a month in revenue"."""
    lead = s.words(max(0, q.start - 4), q.start)
    if {"turns over", "turn over", "turned over", "take in", "takes in"} & {
        f"{a} {b}" for a, b in itertools.pairwise(lead)
    }:
        return True  # "each quarter the company turns over $12M"
    if {"charge", "bill", "invoice"} & set(lead) and {"customers", "clients", "users", "them", "tenants"} & set(lead):
        return True  # "we charge customers $50 a month"
    makes = s.words(max(0, q.start - 4), q.start)
    if {"makes", "make", "making"} & set(makes) and {"company", "firm", "business", "product", "we", "that"} & set(
        makes
    ):
        return "that" not in makes
    return bool(_INCOME & set(s.words(max(0, q.start - 3), min(len(s.tokens), q.end + 3))))


def _part_of_it(s: Scene, q: Quantity) -> bool:
    """ "the budget is $2M a year, the API is $9k of it": what is spent out of the budget."""
    return s.words(q.end, q.end + 2) in (["of", "it"], ["of", "that"], ["of", "this"], ["of", "which"], ["out", "of"])


def is_budget(s: Scene, q: Quantity, clause: Clause, sentence: Sentence) -> bool:
    words = set(s.words(clause.start, clause.end))
    if words & _HARD_BUDGET or (
        sentence.has("BUDGET")
        and not _part_of_it(s, q)
        and set(s.words(sentence.start, sentence.end)) & {"budget", "budgeted"}
        and not clause.has("BILL")
    ):
        return True
    if near(s, q, clause, "BUDGET", 4) and clause.has("CAN") and not words & NOW_BILL:
        return True
    lead = (
        " ".join(s.words(max(clause.start, q.start - 4), q.start))
        .replace("add up to", "")
        .replace("adds up to", "")
        .replace("adding up to", "")
        .replace("amounts up to", "")
    )
    return any(
        p in lead
        for p in (
            "can spend",
            "could spend",
            "may spend",
            "to spend",
            "want to pay",
            "willing to",
            "would pay",
            "would cost",
            "would be",
            "could pay",
            "can pay",
            "afford",
            "will cost",
            "up to",
            "under",
            "at most",
            "no more than",
            "max",
            "approved",
            "wish to pay",
            "would run",
            "save",
            "available",
        )
    )


def sum_of_last_year(s: Scene, q: Quantity, clause: Clause) -> bool:
    """ "last year we paid $84,000 to Anthropic": a year's bill, where no other money is spoken of."""
    if q.kind != "money" or (q.period or 365) < 300 or sum(x.kind == "money" for x in s.amounts) != 1:
        return False
    found = " ".join(s.words(clause.start, clause.end))
    paid = bool({"paid", "spent", "billed", "charged", "invoiced", "cost"} & set(found.split()))
    year = "last year" in found or "past year" in found or "previous year" in found
    if not (paid and year) or clause.has("NEG") or unknown_now(s):
        return False
    q.period = YEAR
    return True


def is_past(s: Scene, q: Quantity, clause: Clause) -> bool:
    words = s.words(clause.start, q.start)
    text = " ".join(words)
    return (
        any(
            p in text
            for p in (
                "used to",
                "previously",
                "formerly",
                "last year",
                "a year ago",
                "until recently",
                "originally",
                "initially",
                "at first",
                "before that",
                "in 2023",
                "in 2024",
                "went from",
                "up from",
                "down from",
                "grew from",
                "rose from",
                "from",
            )
        )
        and not clause.has("NOW")
        and not any(w in ("last", "invoice") and words[i + 1 : i + 2] == ["month"] for i, w in enumerate(words))
        and (
            "from" not in words
            or words[-1:] == ["from"]
            or ("went" in words and not any(w == "to" for w in words[words.index("from") :]))
        )
    )


_WITHOUT = words("without excluding except minus before besides")
_MODELS = words("ai llm llms model models inference api genai")


def leaves_models_out(s: Scene, sentence: Sentence) -> bool:
    """ "our cloud bill, without any AI in it": a bill for everything else."""
    found = s.words(sentence.start, sentence.end)
    at = [
        i
        for i, w in enumerate(found)
        if w in _WITHOUT or found[i : i + 2] in (["not", "counting"], ["not", "including"])
    ]
    return any(_MODELS & set(found[i + 1 : i + 5]) for i in at)


_WERE = words("was were")


_PAID = words("billed paid charged spent cost invoiced")


def was_once(s: Scene, q: Quantity, others: list[Quantity]) -> bool:
    """ "January was the bug, it was forty grand; now we pay seven": told of the past beside what is paid."""
    clause = s.clause_of(q.start)
    lead = s.words(max(clause.start, q.start - 2), q.start)
    if q.period and any(x.start >= q.end and x.period for x in others if x is not q):
        before = s.words(clause.start, q.start)
        if any(a == "once" and b in _PAID for a, b in itertools.pairwise(before)):
            return True  # "OpenAI once billed us $60k a month"
    later = [x for x in others if x is not q and x.start >= q.end and x.period]
    return q.period is None and bool(_WERE & set(lead)) and bool(later)


def is_unpaid(s: Scene, clause: Clause, q: Quantity) -> bool:
    """ "we do not pay $50k a month"."""
    verbs = [h.start for h in clause.of("BILL") if h.start < q.start]
    return any(verbs and h.end <= verbs[-1] + 1 and verbs[-1] - h.end <= 2 for h in clause.of("NEG"))
