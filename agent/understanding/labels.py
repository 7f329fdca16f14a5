"""Which task a sentence speaks of, and the words that name its workload."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.tasks import TASKS, WEAK_TASKS
from agent.understanding.wordlist import words

_ORDER = list(TASKS)


def task_labels(s: Scene, sentence: Sentence) -> list[tuple[str, Hit]]:
    """(task, where) of the sentence's task words that are not denied and not part of an amount."""
    owned = {i for q in s.amounts_in(sentence) for i in range(q.start, q.end)}
    out: list[tuple[str, Hit]] = []
    for clause in sentence.clauses:
        if clause.silent:
            continue
        for h in clause.prefixed("task:"):
            if _stray(s, h, owned, clause):
                continue
            out.append((h.tag[5:], h))
    return _heads(s, sorted(out, key=lambda x: (x[1].start, x[1].end)))


def _heads(s: Scene, labels: list[tuple[str, Hit]]) -> list[tuple[str, Hit]]:
    """Of task words side by side the last one names the task ("chat summaries"); of nested ones the longest."""
    out: list[tuple[str, Hit]] = []
    for task, h in labels:
        if any(x.start <= h.start and h.end <= x.end and x.end - x.start > h.end - h.start for _, x in labels):
            continue
        if out and out[-1][0] != task and _beside(s, out[-1][1], h) and (out[-1][0], task) not in _KEEP_FIRST:
            out.pop()
        out.append((task, h))
    return out


_KEEP_FIRST = frozenset(
    [
        ("rag", "chat"),
        ("code", "chat"),
        ("extraction", "batch"),
        ("classification", "batch"),
        ("summarization", "batch"),
        ("code", "agent"),
        ("rag", "agent"),
        ("reasoning", "chat"),
    ]
)


def _stray(s: Scene, h: Hit, owned: set[int], clause: Clause) -> bool:
    """A task word that only names the people or things of an amount, or a day in German ("am Tag")."""
    words = s.words(h.start, h.end)
    if words == ["code"] and h.start and s.tokens[h.start - 1].text in ("source", "zip", "area", "country", "promo"):
        return True
    if words[0].startswith(_SCRUBBING) and _before_the_model(s, h, clause):
        return True
    if words[0] in ("tag", "tage") and (s.language == "de" or h.start in owned):
        return True
    amount = next((q for q in s.amounts if q.start <= h.start < q.end), None)
    return amount is not None and words[0] in ("agent", "agents", "bot") and amount.kind in ("users", "items")


_SCRUBBING = ("redact", "anonymi", "mask", "de-identif", "filter", "screen", "extract", "flag")


def _before_the_model(s: Scene, h: Hit, clause: Clause) -> bool:
    """ "card numbers are redacted before any model sees them": what is done to the text beforehand is no workload."""
    after = s.words(h.end, min(h.end + 8, s.sentence_of(h.start).end))
    lead = s.words(max(clause.start, h.start - 3), h.start)
    return "before" in after or "beforehand" in after or after[:2] == ["prior", "to"] or "already" in lead


def _beside(s: Scene, a: Hit, b: Hit) -> bool:
    """Nothing or a hyphen between two phrases."""
    return b.start == a.end or (b.start == a.end + 1 and s.tokens[a.end].text == "-")


def best_label(s: Scene, labels: list[tuple[str, Hit]]) -> tuple[str | None, str]:
    """The task that several task words together mean, and the words that name it."""
    if not labels:
        return None, ""
    ranked = sorted(labels, key=lambda x: (x[0] in WEAK_TASKS, _ORDER.index(x[0])))
    task, hit = ranked[0]
    return task, _name(s, hit)


def _name(s: Scene, hit: Hit) -> str:
    words = s.words(hit.start, hit.end)
    if len(words) == 1 and words[0].endswith(_VERB_ENDINGS) and (thing := _worked_on(s, hit)):
        return thing
    i = hit.start - 1
    while (
        i >= 0
        and len(words) < 3
        and s.tokens[i].kind == "word"
        and s.tokens[i].text.isalpha()
        and s.tokens[i].text not in _NAME_STOPS
        and not s.tokens[i].text.endswith("ly")
    ):
        words.insert(0, s.tokens[i].raw.lower())
        i -= 1
    return " ".join(w for w in words if w not in ("-",))


_VERB_ENDINGS = ("ed", "ify", "ise", "ize", "ises", "izes", "ifies", "ising", "izing", "ifying")


_BE = words("are is get gets being be were was")


def _worked_on(s: Scene, hit: Hit) -> str:
    """The thing that a verb works on names the workload: "letters of the insured are summarised", "classify mail"."""
    clause = s.clause_of(hit.start)
    lead = s.words(clause.start, hit.start)
    passive = next((i for i, w in enumerate(lead) if w in _BE), None)
    found = range(clause.start, clause.start + passive) if passive else range(hit.end, min(hit.end + 4, clause.end))
    thing: list[str] = []
    for i in found:
        k = s.tokens[i]
        if k.kind == "word" and k.text.isalpha() and k.text not in _NAME_STOPS and len(thing) < 2:
            thing.append(k.raw.lower())
        elif thing or k.kind != "word":
            break
    return " ".join(thing)


_NAME_STOPS = words("""
    quarter third fifth tenth a an the our we my your their this that for of and or in on at to is are as it use
    uses run runs
    with one two three workload workloads all tokens token day month week year per each every daily plus
    then also have has do does from by it's half rest and other some single will want wants need needs
    first second another new existing current be being us i they into through over about build building
    tag when please says said expensive if but so because than while where which who not no
""")
