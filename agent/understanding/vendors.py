"""What a model vendor may see: anything, under zero retention, inside a region, or nothing."""

from __future__ import annotations

import itertools
import re

from agent.understanding.clauserules import clause_rule
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.consent import indifferent
from agent.understanding.draft import Draft
from agent.understanding.permission import permission, vendors_in
from agent.understanding.polarity import NEGATORS, verdict
from agent.understanding.residency import bound_region
from agent.understanding.scene import Scene
from agent.understanding.terms import changes_nothing, retention_denied
from agent.understanding.wordlist import words


def vendor_rule(s: Scene, draft: Draft, sentence: Sentence) -> None:
    live = [c for c in sentence.clauses if not c.silent]
    if any(_none_yet(s, c) for c in live):
        sentence.sure |= {"third_party"}
        live = [c for c in live if not _none_yet(s, c)]
    if not live or s.tokens[live[0].start].text in ("otherwise", "else"):
        return  # the alternative to a rule that was just said
    if "*" in sentence.sure and not any(c.has("ZERO_RETENTION", "BAA") or c.prefixed("region:") for c in live):
        return  # "a vendor that isn't FedRAMP authorised is out": a regime that is needed, and no word on the others
    if (at := _none_ruled_out(s, live)) is not None:
        sentence.sure |= {"third_party"}
        draft.set("regulation.third_party", "allowed", at)
        return
    if _government_cloud(s, live):
        sentence.sure |= {"third_party", "hosting"}
        return  # an endpoint under a government's terms: what the regime asks for, and no refusal
    if (at := _not_even(s, live)) is not None:
        sentence.sure |= {"third_party"}
        draft.set("regulation.third_party", "forbidden", at)
        return
    if (at := _hosted_there(s, draft, live)) is not None:
        sentence.sure |= {"third_party"}
        draft.set("regulation.third_party", "in_region", at)
        return
    rules: _Rules = []
    for clause in live:
        if rule := clause_rule(s, sentence, clause):
            rules.append((rule, (clause.start, clause.end)))
    if not rules and (at := indifferent(s, live)):
        kept = any(c.all("NEG", "KEEP") for c in live)  # "..., but nothing may be stored"
        rules.append(("zero_retention" if kept else "allowed", at))
    rules = _composed(s, sentence, live, rules)
    region = bound_region(s, draft, sentence, live)
    names = [r for r, _ in rules]
    if region and region[1]:
        draft.set("regulation.region", region[0], region[2])
        if region[1]:
            rules = [("in_region", region[2])] if not any(r == "zero_retention" for r in names) else rules
    elif region:
        draft.set("regulation.region", region[0], region[2])
    for wanted in ("refused_terms", "zero_retention", "in_region", "forbidden", "allowed"):
        at = next((a for r, a in rules if r == wanted), None)
        if at is not None:
            value = "forbidden" if wanted == "refused_terms" else wanted
            draft.set("regulation.third_party", value, at)
            return


_GOVERNMENT = re.compile(
    r"\b(?:government|gov)[ -](?:cloud|community cloud|region)s?\b|\bgovcloud\b|\bazure government\b"
    r"|\bassured workloads\b"
)


_CONSENTS = words("""
    fine accept accepts accepted acceptable allow allows allowed permitted want wants wanted ok okay approved only
    except authorised authorized suffices enough good cleared
""")
_TOO = words("included either too even neither likewise")


def _government_cloud(s: Scene, live: list[Clause]) -> bool:
    """ "a GovCloud endpoint is fine, nothing else outside": consent to a vendor under such terms."""
    for clause in live:
        text = " ".join(s.words(clause.start, clause.end)).replace(" - ", "-")
        found = set(text.split())
        wanted = bool(_CONSENTS & found) and not _TOO & found
        if _GOVERNMENT.search(text) and wanted and not _denied(s, clause):
            return True
    return False


def _denied(s: Scene, clause: Clause) -> bool:
    return any(s.tokens[h.start].text in ("no", "not", "never", "cannot", "can't") for h in clause.of("NEG"))


_EVEN = (["not", "even"], ["even", "with"], ["even", "under"], ["even", "in"], ["even", "if"], ["even", "on"])
_NOBODY = words("nobody none outsider outsiders outside third")


def _not_even(s: Scene, live: list[Clause]) -> tuple[int, int] | None:
    """ "no third party may see it, not even an EU one with zero retention": terms that change nothing."""
    for before, clause in itertools.pairwise(live):
        lead = [w for w in s.words(clause.start, clause.start + 4) if w not in ("and", "-")]
        if lead[:2] not in _EVEN or not (clause.has("ZERO_RETENTION", "VENDOR", "BAA") or clause.prefixed("region:")):
            continue
        found = set(s.words(before.start, before.end))
        if before.has("NEG", "FORBID") and (before.has("VENDOR") or _NOBODY & found) and not before.has("FAIL"):
            return before.start, clause.end
    return None


REACH = 30  # tokens back to the place that "there" means
_THERE = re.compile(
    r"\b(?:vendor|provider|company|supplier|endpoint|hoster|operator|party|cloud)s? (?:\w+ )?there\b"
    r"|\b(?:regional|local|domestic|national|in-region|in-country) (?:\w+ )?"
    r"(?:vendor|provider|endpoint|hoster|cloud)s? (?:is|are|would be|will do|is all) \b|"
    r"\b(?:host\w*|run\w*|based|located|operat\w+|sit\w*|stay\w*|within|inside) (?:\w+ )?"
    r"(?:there|inside(?: it| of it)?|within it|in it|inside those borders)\b"
)


def _hosted_there(s: Scene, draft: Draft, live: list[Clause]) -> tuple[int, int] | None:
    """ "the data may not leave Australia; a vendor hosting there is fine": consent bound to the place just named."""
    first = live[0].start
    named = any(c.prefixed("region:") for c in s.clauses if c.start < live[-1].start and c.end > first - REACH)
    if draft.get("regulation.region") is None and not named:
        return None
    for clause in live:
        bound = clause.has("VENDOR") and not clause.prefixed("region:") and not clause.has("NEG")
        text = " ".join(s.words(clause.start, clause.end)).replace(" - ", "-")
        if bound and not clause.has("FORBID") and _THERE.search(text):
            return clause.start, clause.end
    return None


_RULED_OUT = re.compile(
    r"\b(?:no|not one|not a single|none of the) (?:\w+ )?(?:vendor|provider|supplier|company|api|cloud|model vendor)s? "
    r"(?:is|are|has been|have been|was|were) (?:off[ -]limits|ruled out|excluded|forbidden|barred|banned|blacklisted|"
    r"out of bounds|out of the question|off the table|taboo|prohibited)"
)


def _none_ruled_out(s: Scene, live: list[Clause]) -> tuple[int, int] | None:
    """ "no vendor is off limits": two denials that make a consent."""
    for clause in live:
        if _RULED_OUT.search(" ".join(s.words(clause.start, clause.end)).replace(" - ", "-")):
            return clause.start, clause.end
    return None


_HAVING = words("there there's have haven't had got use")


_DONT_USE = (["don't", "use"], ["do", "not", "use"], ["aren't", "using"], ["are", "not", "using"], ["not", "using"],
             ["don't", "currently", "use"], ["aren't", "on"], ["are", "not", "on"], ["not", "on"])  # fmt: skip


def _not_in_use(s: Scene, clause: Clause) -> bool:
    """ "we don't use OpenAI": a vendor by its name, and how it is; "we don't use outside vendors" is a rule."""
    named = clause.prefixed("provider:")
    lead = [w for w in s.words(clause.start, named[0].start) if w != ","] if named else []
    used = any(lead[-len(p) :] == p for p in _DONT_USE)
    return used and not clause.has("DATA", "AUTHORITY") and not {"any", "other", "for"} & set(lead)


def _none_yet(s: Scene, clause: Clause) -> bool:
    """ "there is no vendor at present", "we have no provider yet": how it is, and no rule."""
    found = set(s.words(clause.start, clause.end))
    if _not_in_use(s, clause):
        return True
    now = clause.has("NOW") or "yet" in found
    return now and clause.all("NEG", "VENDOR") and bool(_HAVING & found) and not clause.has("DATA", "SEND", "AUTHORITY")


_SEEING = words("see read touch access process")  # "no operator may hold or see it": more than a term of storage
_Rules = list[tuple[str, tuple[int, int]]]


def _composed(s: Scene, sentence: Sentence, live: list[Clause], rules: _Rules) -> _Rules:
    """The rules of a whole sentence where its clauses alone do not say them: terms that follow a consent, and a yes or
    no that is composed of words from several clauses."""
    at = (live[0].start, live[-1].end)
    found = s.words(*at)
    names = {r for r, _ in rules}
    vendors = vendors_in(s, *at)
    terms = any(c.has("ZERO_RETENTION") for c in live) or retention_denied(found)
    if terms and changes_nothing(found) and (vendors or names):
        return [("refused_terms", at)]
    if "zero_retention" in names or "refused_terms" in names:
        return rules
    spoken_of = (
        vendors
        or any(c.has("VENDOR") for c in live)
        or ({"send", "sent", "goes"} & set(found) and (names or "out" in found))
    )
    seen = any(found[max(0, v - at[0] - 1)] in NEGATORS for v in vendors) and bool(_SEEING & set(found))
    conditional = retention_denied(found) and not seen and not any(c.prefixed("region:") for c in live)
    if conditional and spoken_of and verdict(found, [v - at[0] for v in vendors]) != "no":
        return [("zero_retention", at)]
    if not rules and (said := permission(s, sentence, live)):
        return [(said, at)]
    return rules
