"""Facts of a workload beside its volume: split, cache, peak, latency, speed, batch, growth, quality."""

from __future__ import annotations

from agent.understanding.amounts import is_speed, near
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.deadlines import told_deadline
from agent.understanding.draft import Draft
from agent.understanding.growth import said_growth
from agent.understanding.peaks import peak_of_amounts, said_peak
from agent.understanding.quality import quality
from agent.understanding.ratios import said_ratio
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.splits import said_shares
from agent.understanding.types import Fact, Quantity
from agent.understanding.urgency import batchable, none_may_wait
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

DAY_MS = 86_400_000.0


Placed = list[tuple[Segment, int]]


def read_traffic(s: Scene, draft: Draft, placed: Placed) -> None:
    """Every other workload slot. A fact belongs to the workload of its segment, else to the only or the last one."""
    for sentence in s.sentences:
        if of_others(s, sentence):
            continue
        for clause in sentence.clauses:
            for name, value, at, low, high in told_deadline(s, sentence, clause):
                for index in owners(s, draft, placed, clause, sentence):
                    draft.set(f"workloads[{index}].{name}", value, at, low=low, high=high)
            if clause.silent:
                continue
            supposed = clause.has("HYP") and not clause.has("AVERAGE")
            if supposed and not _would_pass(s, clause) and not clause.has("BATCH_OK") and not none_may_wait(s, clause):
                continue
            facts = _facts(s, sentence, clause, polite=supposed)
            for name, value, at, low, high in facts:
                if name == "input_share" and any(
                    seg.share is not None and seg.start <= at[0] < seg.end for seg, _ in placed
                ):
                    continue
                whose = owners(s, draft, placed, clause, sentence)
                if name == "quality":
                    whose = _of_all(s, draft, placed, clause) or whose
                for index in whose:
                    draft.set(f"workloads[{index}].{name}", value, at, low=low, high=high)
    _prefix(s, draft)
    if not any(c.slot.endswith("peak_to_average") for c in draft.changes) and (peak := peak_of_amounts(s, draft)):
        index, (name, value, at, low, high) = peak
        draft.set(f"workloads[{index}].{name}", value, at, low=low, high=high)


def _prefix(s: Scene, draft: Draft) -> None:
    """The share of a fixed part that was said in tokens, of the prompt said here or before."""
    if s.prefix is None or any(c.slot.endswith("prefix_share") for c in draft.changes):
        return
    fixed, whole = s.prefix
    for index in range(len(draft.workloads) - 1, -1, -1):
        size = whole or draft.workloads[index]["input_tokens"] or 0.0
        if fixed.value < size:
            at = (fixed.start, fixed.end)
            draft.set(f"workloads[{index}].prefix_share", round(fixed.value / size, 6), at)
            return


def _would_pass(s: Scene, clause: Clause) -> bool:
    """ "an 8B would be enough": said politely, and no supposition."""
    return clause.has("PASS") and all(s.words(h.start, h.end) == ["would"] for h in clause.of("HYP"))


def _facts(s: Scene, sentence: Sentence, clause: Clause, *, polite: bool) -> list[Fact]:
    """``polite``: a fact said with "would" or "if", of which only quality and what can wait are read."""
    every = (said_shares, said_ratio, said_peak, _latency, _speed, batchable, said_growth, quality)
    out: list[Fact] = []
    for reader in (batchable, quality) if polite else every:
        out.extend(reader(s, sentence, clause))
    return out


def owners(s: Scene, draft: Draft, placed: Placed, clause: Clause, sentence: Sentence) -> list[int]:
    if clause.has("EVERY_WORKLOAD") and len(draft.workloads) > 1:
        return list(range(len(draft.workloads)))
    told = {h.tag[5:] for h in clause.prefixed("task:")}
    meant = [i for i, w in enumerate(draft.workloads) if w["task"] in told]
    if len(meant) == 1 and len(draft.workloads) > 1:
        return meant  # "for the chat only frontier will do, for the tagging an 8B passed"
    inside = [i for seg, i in placed if seg.start <= clause.start < seg.end]
    overlap = [i for seg, i in placed if seg.start < clause.end and clause.start < seg.end]
    if inside or overlap:
        return (inside or overlap)[-1:]
    if meant:
        return meant[:1]
    if placed:
        before = [i for seg, i in placed if seg.end <= clause.end]
        return (before or [placed[0][1]])[-1:]
    if not draft.workloads:
        draft.workload("workload")
    return [len(draft.workloads) - 1]


_POINTS = words("""
    there it its this that one latter former second first third last those these they here which where each other rest
""")


def _of_all(s: Scene, draft: Draft, placed: Placed, clause: Clause) -> list[int]:
    """ "Chat 5M a day, RAG 3M a day. Open large models are good enough.": said after the whole list, of none in
    particular, so of every workload of which nothing was said yet."""
    if len(draft.workloads) < 2 or draft.asked.startswith("workloads[") or clause.prefixed("task:"):
        return []
    if any(q.kind != "plain" and q.period for q in s.amounts if q.start >= clause.start):
        return []  # the list goes on, or the clause has a volume of its own
    if _POINTS & set(s.words(max(clause.start - 2, 0), clause.end)):
        return []
    heads = [
        q for q in s.amounts if q.end <= clause.start and q.kind in ("tokens", "items", "plain") and q.value > _FEW
    ]
    if placed and (len({i for _, i in placed}) < 2 or not heads or _of_the_last(s, clause, heads[-1])):
        return []
    return [i for i, w in enumerate(draft.workloads) if w["quality"] is None]


_FEW = 100.0


def _of_the_last(s: Scene, clause: Clause, head: Quantity) -> bool:
    """Whether the sentence of the clause is about the last one alone: "... RAG 3M a day, where a 70B is enough"."""
    sentence = s.sentence_of(clause.start)
    if not sentence.start <= head.start:
        return False
    tasks = {h.tag for c in sentence.clauses for h in c.prefixed("task:")}
    return len(tasks) < 2


# ---------------------------------------------------------------- speed and shape
_LATENCY_WORDS = words("ms second sec s minute min sekunde sekunden seconde segundo")


def _latency(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    words = s.words(clause.start, clause.end)
    if sentence.has("TTFT") and clause.has("TTFT"):
        return []
    if "sub-second" in " ".join(words) or "sub - second" in " ".join(words):
        i = clause.start + next(n for n, w in enumerate(words) if w in ("sub", "sub-second"))
        return [("latency_ms", 1000.0, (i, i + 1), None, None)]
    for q in s.amounts_in(clause):
        if q.kind != "time" or (q.period is not None and q.noun != "ms") or q.value * DAY_MS > 600_000:
            continue
        if q.noun not in _LATENCY_WORDS or not (sentence.has("LATENCY", "REAL_TIME") or _goes_on(s, sentence)):
            continue
        labelled = _labelled(s.words(max(sentence.start, q.start - 5), q.start))
        if (not labelled and not clause.has("REQUIRED") and not near(s, q, clause, "REQUIRED", 6)) or (
            clause.has("MEASURED") and not clause.has("LATENCY", "REQUIRED")
        ):
            continue
        if _measured_only(words, q, s, clause):
            continue
        scale = DAY_MS
        return [
            (
                "latency_ms",
                round(q.value * scale, 6),
                (q.start, q.end),
                q.low * scale if q.low else None,
                q.high * scale if q.high else None,
            )
        ]
    return []


def _labelled(lead: list[str]) -> bool:
    """ "latency 3 s", "latency: 3 s", "response time = 2 s"."""
    while lead and lead[-1] in (
        ":",
        "=",
        "~",
        "of",
        "about",
        "max",
        "p95",
        "p99",
        "(",
        "target",
        "goal",
        "limit",
        "budget",
    ):
        lead.pop()
    return lead[-1:] == ["latency"] or lead[-2:] == ["response", "time"]


def _goes_on(s: Scene, sentence: Sentence) -> bool:
    """ "answers take 4 s; we want under 2 s"."""
    at = sentence.start
    return at > 1 and s.tokens[at - 1].text == ";" and s.sentence_of(at - 1).has("LATENCY")


_MEASURED_ONLY_WORDS = words("""
    must under within below need needs want should limit target less max most required
""")


def _measured_only(words: list[str], q: Quantity, s: Scene, clause: Clause) -> bool:
    return bool(
        {"takes", "currently", "today", "measured", "observed"} & set(words)
    ) and not _MEASURED_ONLY_WORDS & set(words)


def _speed(s: Scene, sentence: Sentence, clause: Clause) -> list[Fact]:
    for q in s.amounts_in(clause):
        per_second = q.kind == "tokens" and q.period is not None and abs(q.period - 1 / 86400) < 1e-12
        if (
            per_second
            and 1 <= q.value <= 2000
            and is_speed(s, q, clause)
            and (q.per or clause.has("REQUIRED", "SPEED") or "for" in s.words(q.end, q.end + 4))
        ):
            return [("tok_s_per_user", q.value, (q.start, q.end), q.low, q.high)]
    return []
