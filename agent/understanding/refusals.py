"""What denies a vendor the data, and which vendors are meant."""

# ruff: noqa: E501 - tables and patterns are read better in one piece

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.polarity import unworried, verdict
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words


def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the text as whole words, in the singular or the plural."""
    padded = f" {text} "
    return any(f" {p} " in padded or f" {p}s " in padded for p in phrases)


STRONG = words("""
    forbids forbid forbidden forbade prohibits prohibited prohibit banned bans ban refused rejected
    vetoed veto blocked blocks block rejects refuses ruled disallows disallowed verboten verbietet
    untersagt interdit interdite prohibido barred excluded outlawed denied declined taboo no-go shot
    killed unacceptable non-starter unthinkable illegal prohíbe interdits precluded excludes exclude
    bars objects objected thumbs refuse refusent interdisent exclut excluent lehnt lehnen abgelehnt rechaza rechazan
    prohíben
    untersagen verbieten verbiete
""")


_STRONG_PHRASES = phrases_of(
    """
    decided against; is against; are against; opposes; opposed to; rule out; ruling out; refuse to; will not hear
    of; steer clear;
    turned down; turns down; said no; says no; no to; off limits; off - limits; out of the question; not an
    option; is out; are out; non - starter; no - go; put its foot down; ruled out; rules out; turned us down;
    shot down; frowns; only on our; must stay in - house; only local; 禁 止; 不 能; 不 得; 금 지; not happy; under no
    circumstances; thumbs down
    """
)


# a denial that permits
SOFT = phrases_of("""
    no objection; no problem; no restriction; no issue; no concern; not a problem; not an issue; don't mind;
    not forbidden; not prohibited; isn't forbidden; not banned; no ban; no constraint; no rule against;
    nothing against; never been a problem; no veto; no limits; isn't a problem; not a concern; don't care;
    no preference; no opinion; doesn't matter; does not matter; isn't restricted; not restricted; no
    barrier; doesn't care; does not care; no qualms; nobody minds; nobody objects; no one objects; no one
    minds; do not care; do not mind; don't object; not object; aren't restricted; no rules against; nobody
    cares; no one cares; not against; never objected; nothing forbids; nothing prohibits; nothing prevents;
    no policy against; no law against; not picky; free of restrictions; no limit; not limited; no
    preference; no reservations
""")


_UNDECIDED = phrases_of("""
    hasn't decided; has not decided; decided yet; yet to decide; still deciding; under review; still discussing;
    not decided; haven't decided; not chosen; not yet; undecided; not sure; don't know; no idea; not know
""")


def some_country(clause: Clause) -> bool:
    """ "no American vendors": the vendors of one country, not all."""
    vendors = clause.of("VENDOR")
    return bool(vendors) and all(
        any(h.start <= v.start <= h.end + 1 for h in clause.prefixed("region:")) for v in vendors
    )


_NOBODY = frozenset(["nobody", "none", "noone"])


def forbidding(s: Scene, clause: Clause, words: list[str], sentence: Sentence) -> bool:
    """Whether the clause denies a vendor, or the way of the data to one."""
    text = " ".join(words)
    if says(text, SOFT + _UNDECIDED):
        return False
    strong = bool(set(words) & STRONG) or says(text, _STRONG_PHRASES)
    if verdict(words) == "yes" and (strong or unworried(words)):
        return False  # "no one here objects", "no vendor restrictions"
    if not strong and not _denied_way(s, clause):
        return False
    return (
        clause.has("DATA", "SEND", "AUTHORITY", "ALLOW", "ANY", "LEAVE", "WE")
        or clause.end - clause.start <= 5
        or sentence.has("AUTHORITY", "DATA")
    )


_DENIED_WAY_WORDS = words("outside may else but can must except external should")


def _denied_way(s: Scene, clause: Clause) -> bool:
    """A denial right before what would be done with the data or who would get it."""
    ways = clause.of("SEND", "VENDOR", "ALLOW", "LEAVE")
    first = s.words(clause.start, clause.start + 1)
    if (
        first == ["no"]
        and clause.end - clause.start <= 5
        and any(h.start <= clause.start + 2 for h in clause.of("VENDOR"))
    ):
        return True  # "no third party"
    if not clause.has("SEND", "ALLOW", "LEAVE", "AUTHORITY", "DATA"):
        return False
    for h in clause.of("NEG"):
        word = s.tokens[h.start].text
        after = s.words(h.end, h.end + 3)
        if word in ("without", "zero", "nil", "lack", "lacks", "lacking"):
            continue
        nobody = word in _NOBODY or s.words(h.start, h.end)[:2] == ["no", "one"]
        if nobody and not set(after) & _DENIED_WAY_WORDS:
            continue
        if any(h.start <= w.start and w.start - h.end <= 8 for w in ways if w.end > h.end):
            return True
        if any(0 <= h.start - w.end <= 3 for w in clause.of("VENDOR")) and clause.has("ALLOW"):
            return True
    return False


_TERSE_NO = words("no nope never rejected refused denied forbidden banned vetoed blocked out nein non excluded barred")
_TERSE_YES = words(
    "yes ok okay fine allowed approved accepted yep sure ja oui good maybe pending perhaps possibly open"
)
_TERSE = 6  # tokens after a vendor


def one_by_one(s: Scene) -> tuple[int, int] | None:
    """ "OpenAI: no. Azure: no. Anthropic: no.": each of several vendors is named with a bare no, and none with a yes."""
    hits = [h for c in s.clauses for h in c.prefixed("provider:")]
    denied = set()
    for n, h in enumerate(hits):
        stop = min(hits[n + 1].start if n + 1 < len(hits) else len(s.tokens), h.end + _TERSE)
        after = [
            w
            for w in s.words(h.end, stop)
            if w not in (":", "-", "?", "=", "=>", "->", "is", "a", ",", "(", "was", "|")
        ]
        if not after:
            return None
        if after[0] in _TERSE_NO and (
            len(after) == 1 or not after[1][:1].isalnum() or after[1] in ("and", "again", "too", "as", "also")
        ):
            denied.add(h.tag)
        elif after[0] in _TERSE_YES or not {"no"} & set(after):
            return None
    return (hits[0].start, hits[-1].end) if len(denied) > 1 else None
