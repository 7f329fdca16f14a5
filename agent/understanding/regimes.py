"""Regimes by name and by hint; what is denied is left out."""

from __future__ import annotations

import re

from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.lexicon import Hit
from agent.understanding.polarity import NEGATORS
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words

# ---------------------------------------------------------------- regimes
_UNSURE = words("might could maybe perhaps possibly checking unclear whether unsure probably potentially")


def regimes(s: Scene, clause: Clause, found: dict[str, tuple[int, int]], refused: set[str], carried: bool) -> bool:
    """Named regimes of one clause; a list that goes on after a comma keeps the denial of its beginning."""
    hits = [h for h in clause.prefixed("regime:") if not _false_name(s, h)]
    if not hits and (clause.has("NOTHING_REGULATED") or _nothing_applies(s, clause)):
        found.setdefault("", (clause.start, clause.end))
    rest = s.words(hits[-1].end, clause.end) if hits else []
    if ("anything" in rest or {"other", "law"} <= set(rest) or {"other", "rule"} <= set(rest)) and (
        "nor" in s.words(clause.start, clause.end) or (carried and "or" in rest)
    ):
        found.setdefault("", (clause.start, clause.end))  # "neither HIPAA nor anything else"
    if hits and set(s.words(clause.start, clause.end)) & _UNSURE:
        return False
    if any(s.tokens[h.start].kind != "word" for h in hits):
        s.sentences[clause.sentence].sure |= {"regimes"}  # cited by its number: "45 CFR Part 164"
    denied = _denied(s, clause, hits) or (bool(hits) and _no_follows(s, clause))
    if carried and hits and not denied and _list_goes_on(s, clause, hits):
        denied = True
    for h in hits:
        name = h.tag[7:]
        if denied:
            if s.tokens[h.start].text not in ("baa", "business"):
                refused.add(name)
        else:
            found.setdefault(name, (h.start, h.end))
    return denied if hits else carried and clause.end - clause.start <= 2


_REGULATION = words(
    "regulated regulation regulations regulatory regime regimes regulator regulators law laws statute statutes"
)
_ROLE = words("role issue concern matter topic apply applies relevant bearing part problem factor")
_NO_FREEDOM = words(
    "only just against prevents forbids yet changed know sure allow allows allowed permit permits new except"
)


def _nothing_applies(s: Scene, clause: Clause) -> bool:
    """ "nothing about this data is regulated", "no laws of that kind concern us"."""
    found = s.words(clause.start, clause.end)
    if _NO_FREEDOM & set(found) or clause.has("VENDOR", "HYP"):
        return False
    if any(w in NEGATORS and _REGULATION & set(found[i + 1 : i + 7]) for i, w in enumerate(found)):
        return True
    # "regulation plays no role for us"
    return any(w in _REGULATION and NEGATORS & set(found[i + 1 : i + 4]) for i, w in enumerate(found)) and bool(
        (_ROLE | {"nothing", "none"}) & set(found)
    )


_NO_FOLLOWS_WORDS = words("""
    apply applies relevant concern bind matter affect touch cover required needed us
""")


def _no_follows(s: Scene, clause: Clause) -> bool:
    """ "HIPAA, no." """
    sentence = s.sentence_of(clause.start)
    after = next((c for c in s.clauses if c.start == clause.end), None)
    if (
        after is None
        or (after.sentence != clause.sentence and s.tokens[clause.end - 1].text != "?")
        or sentence is None
    ):
        return False
    words = [w for w in s.words(after.start, after.end) if w not in (",", ".", "!", "so", "and", "but", "hence")]
    if words[:1] in (["we"], ["ours"]) and len(words) <= 3 and words[-1] in NEGATORS and not after.prefixed("regime:"):
        return True  # "our parent has to follow FINRA, we don't"
    told = _NO_FOLLOWS_WORDS & set(words)
    if (
        told
        and after.has("NEG")
        and not after.prefixed("regime:")
        and {"it", "they", "that", "this", "neither", "none", "both"} & set(words[:3])
    ):
        return True
    return (
        bool(words)
        and not after.prefixed("regime:")
        and words[0] in ("no", "not", "nope", "none", "never")
        and (len(words) == 1 or words[1] in ("thanks", "sorry", "not", "luckily", "never", "way"))
    )


def _list_goes_on(s: Scene, clause: Clause, hits: list[Hit]) -> bool:
    """ "no HIPAA, PCI or GDPR", "none of HIPAA, PCI or GDPR applies": the denial of the clause before still holds."""
    lead = s.words(clause.start, hits[0].start)
    if any(w not in ("or", "and", "nor", "any", "the", "no", "also") for w in lead) or clause.has("CHANGE"):
        return False
    if s.sentences[clause.sentence].has("CHANGE") and not {"or", "and", "nor", "no"} & set(lead):
        return False  # "sorry, not HIPAA, GDPR"
    rest = [w for w in s.words(hits[-1].end, clause.end) if w.isalpha()]
    if rest[:1] in (["is"], ["does"], ["do"], ["are"], ["applies"]) and len(rest) <= 3 and not NEGATORS & set(rest):
        return False  # "FedRAMP isn't relevant, HIPAA is"
    before = next((c for c in s.clauses if c.end == clause.start), None)
    return before is not None and not (_verb(s, clause) and _verb(s, before))


_VERB_WORDS = words("""
    applies apply is are does binds covers matters yes only though under gilt s'applique aplica
    definitely
""")


def _verb(s: Scene, clause: Clause) -> bool:
    return bool(set(s.words(clause.start, clause.end)) & _VERB_WORDS)


def _false_name(s: Scene, h: Hit) -> bool:
    words = " ".join(s.words(h.start, h.end))
    raw = s.tokens[h.start].raw
    if words in ("phi", "pan", "pans"):
        return not raw.rstrip("s").isupper()
    if words in ("credit card", "credit cards"):
        before = s.words(max(0, h.start - 4), h.start)
        return any(w in ("by", "pay", "paid", "with", "company") for w in before)
    if words in ("missile", "missiles"):
        return False
    return (words == "dora" and not raw.isupper()) or _topic_only(s, h)


_ABOUT = words("about explains explain explaining teaches teach teaching on")
_LESSON = words("training course courses lecture webinar newsletter conference")


def _topic_only(s: Scene, h: Hit) -> bool:
    """ "the bot answers questions about GDPR", "works at FINRA": the regime is talked of, and binds nobody."""
    clause = s.clause_of(h.start)
    before = s.words(max(clause.start, h.start - 3), h.start)
    if set(s.words(h.end, h.end + 1)) & _LESSON or before[-2:] in (["works", "at"], ["work", "at"], ["works", "for"]):
        return True
    talk = bool(clause.prefixed("task:")) or bool({"explains", "explain", "teaches", "questions"} & set(before))
    return talk and bool(_ABOUT & set(before)) and not {"we", "we're", "us"} & set(s.words(clause.start, clause.end))


def _denied(s: Scene, clause: Clause, hits: list[Hit]) -> bool:
    if not hits:
        return False
    a, b = hits[0].start, hits[-1].end
    found = s.words(clause.start, clause.end)
    if _inescapable(found):
        s.sentences[clause.sentence].sure |= {"regimes"}
        return False
    if _STRUCK & set(s.words(max(clause.start, a - 3), a)) and not clause.has("NEG"):
        return True  # "compliance says drop HIPAA"
    for h in clause.of("NEG"):
        word = s.tokens[h.start].text
        if word in ("nothing", "nobody", "no one") and h.start > b:
            continue
        if (h.end <= a and a - h.end <= 8 and not _other_object(s, h, a)) or (
            b <= h.start <= b + 5
            and (word not in ("no", "without", "nobody", "none", "nothing") or _told_off(s, clause, h, b))
        ):
            return True
    text = f" {' '.join(found)} "
    if any(f" {p} " in text for p in _NOT_OURS) or _OTHER_DESK.search(text):
        s.sentences[clause.sentence].sure |= {"regimes"}
        return True
    if any(f" {p} " in text for p in _NO_BEARING):
        s.sentences[clause.sentence].sure |= {"regimes"}
        return True
    return False


_STRUCK = words("drop remove strike delete scratch scrap cancel")
_OTHER_DESK = re.compile(
    r" (?:headache|matter|concern|problem|business|topic|issue|thing|worry|job|affair|department)s? "
    r"(?:for|of) (?:the |our )?(?:\w+ )?"
    r"(?:marketing|hr|sales|payroll|webshop|shop|accounting|pr|recruiting|purchasing|facilities) "
)
_NO_BEARING = phrases_of("""
    out of scope; is out; are out; off the table; nothing to do with; no bearing; no relevance; exempt; not relevant;
    irrelevant; free of; no longer applies; outside
""")
_NOT_OURS = phrases_of("""
    is history; are history; forget about; forget what i said about; is for others; are for others; stopped;
    ceased; ended;
    ends before;
    spares us; spared us; somebody else's; someone else's; stops before; leaves us alone
""")
# what a denial turns into a duty: "can't be dodged", "no getting past it", "nobody has exempted us", "not optional"
_EVADING = words("""
    avoid avoided avoiding dodge dodged dodging escape escaped escaping escapes evade evaded sidestep sidestepped
    circumvent circumvented bypass bypassed ignore ignored ignores ignoring skip skipped skips shirk exempt exempted
    exempts exemption spare spared spares optional immune elude eluded waive waived duck ducked pretend negotiable
    voluntary doubt question secret denying denies wriggle shake outrun opt overlook overlooked forget neglect
    disregard
""")
_GETTING = words("get gets getting got way ways go goes going")
_ROUND = words("past around round rid out")


def _inescapable(found: list[str]) -> bool:
    """ "there's no getting past FINRA", "the GDPR can't be dodged", "it's not as if PCI didn't concern us"."""
    for i, word in enumerate(found):
        if word not in NEGATORS or found[i + 1 : i + 2] == ["only"]:
            continue
        after = found[i + 1 : i + 7]
        if _EVADING & set(after) or (_GETTING & set(after) and _ROUND & set(after)):
            return True
        if after[:2] in (["as", "if"], ["that", "we"], ["as", "though"]) and NEGATORS & set(found[i + 2 :]):
            return True
    return False


_OTHER_OBJECT_WORDS = words("""
    / skill skills engineers experience people because only just violate breach break until outside due given since
    and by staff team data per
""")


def _told_off(s: Scene, clause: Clause, h: Hit, b: int) -> bool:
    """ "HIPAA no, PCI no": a list that is ticked off."""
    return h.start == b and all(s.tokens[i].kind == "punct" for i in range(h.end, clause.end))


def _other_object(s: Scene, h: Hit, a: int) -> bool:
    """A denial of something else: "no GPU staff and HIPAA applies", "cannot break HIPAA", "not only HIPAA"."""
    between = s.words(h.end, a)
    return bool(set(between) & _OTHER_OBJECT_WORDS)


def store_regimes(s: Scene, draft: Draft, found: dict[str, tuple[int, int]], refused: set[str]) -> None:
    known = draft.get("regulation.regimes")
    names = [n for n in found if n]
    if names:
        merged = tuple(sorted({*(known or ()), *names} - (refused - set(names))))
        draft.set("regulation.regimes", merged, found[names[0]], keep=True)
        for name in names[1:]:
            draft.set("regulation.regimes", merged, found[name], keep=True)
    elif "" in found and not set(known or ()) - refused:
        draft.set("regulation.regimes", (), found[""])
    if refused and known and set(known) & refused and not names and "" not in found:
        rest = tuple(x for x in known if x not in refused)
        at = next((h.start, h.end) for c in s.clauses for h in c.prefixed("regime:") if h.tag[7:] in refused)
        draft.set("regulation.regimes", rest or None, at)
        draft.put("regulation.regimes", rest or None)
