"""Where data may be processed: a region that binds vendors, one where we only are, and one that is shut out."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.hosting import own_building_in
from agent.understanding.lexicon import Hit
from agent.understanding.polarity import verdict
from agent.understanding.refusals import forbidding, some_country
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words


def bound_region(
    s: Scene, draft: Draft, sentence: Sentence, live: list[Clause]
) -> tuple[str, bool, tuple[int, int]] | None:
    """(region, whether a rule binds vendors to it, where)."""
    for clause in live:
        for h in clause.prefixed("region:"):
            name = h.tag[7:]
            if name == "US" and s.tokens[h.start].text == "us" and s.tokens[h.start].raw != "US":
                continue
            words = s.words(clause.start, clause.end)
            if _foreign(words, h, clause, s) or _nationality(s, sentence, h):
                continue
            if _one_of_many(s, h) or (own_building_in(words) is not None and not clause.has("VENDOR")):
                continue
            if not _whereabouts(s, clause, h) and _binding(s, clause, words, sentence, h):
                return name, True, (clause.start, clause.end)
            if name == "EU" and (
                (clause.has("hint:EU_PEOPLE") and not clause.has("NEG"))
                or (clause.has("PEOPLE_OF") and not clause.has("NEG"))
            ):
                return name, False, (h.start, h.end)
    return None


_AS_WELL = words("included too also even likewise")


def _one_of_many(s: Scene, h: Hit) -> bool:
    """ "any vendor, American hosting included": a place that is named as allowed among others."""
    return bool(_AS_WELL & set(s.words(h.end, h.end + 3))) or s.words(max(0, h.start - 1), h.start) == ["even"]


_FIRMS = words("vendor vendors provider providers company companies firm firms supplier suppliers cloud clouds")


def _nationality(s: Scene, sentence: Sentence, h: Hit) -> bool:
    """ "an American vendor is fine if it uses its European region": where a firm is from, beside where it must work."""
    accepted = [c for c in sentence.clauses if not c.has("NEG")]
    later = any(x.tag.startswith("region:") and x.tag != h.tag and x.start > h.end for c in accepted for x in c.hits)
    return later and bool(_FIRMS & set(s.words(h.end, h.end + 1)))


_OURSELVES = words("""
    we we're we've i i'm company firm startup bank hospital clinic insurer office offices headquarters headquartered
    hq agency
    business team group university customers users clients employees staff people wir nous founders maker manufacturer
""")


_PLACED = words("in from across at out im aus en basé")


_RULED = words("""
    must only data prompts everything nothing stay stays kept keep remain leave process processed processing hosted
    hosting
    vendor vendors provider providers endpoint endpoints documents records it cannot may not require requires required
    need needs model models inference daten anbieter données fournisseurs
""")


def _whereabouts(s: Scene, clause: Clause, h: Hit) -> bool:
    """ "we are in the United States and process charts": being somewhere demands nothing of a vendor."""
    lead = s.words(clause.start, h.start)
    whose = any(0 <= p.start - h.end <= 1 for p in clause.of("PEOPLE_OF", "hint:HEALTH"))
    if (
        whose
        and not clause.has("STAY", "LEAVE")
        and not {"only", "must", "may", "hosted"} & set(s.words(clause.start, clause.end))
    ):
        return True  # "we process German patients' letters"
    return bool(
        set(lead[-3:]) & _PLACED
        and set(lead) & _OURSELVES
        and not set(lead) & _RULED
        and not {"only", "stay", "stays"} & set(s.words(h.end, h.end + 3))
    )


_ONLY_THERE = words("only outside non except unless leave other beyond nur")


def _foreign(words: list[str], h: Hit, clause: Clause, s: Scene) -> bool:
    """The region that is shut out: "US vendors are not allowed", "outside the EU is fine"."""
    after = s.words(h.end, h.end + 2)
    before = s.words(max(clause.start, h.start - 2), h.start)
    if some_country(clause) and forbidding(s, clause, words, s.sentence_of(h.start)) and not _ONLY_THERE & set(words):
        return True
    return before[-1:] == ["non"] or "act" in after[:1] or ("non" in before) or (after[:1] == ["-"] and "ai" in after)


_DEMAND = words("""
    ask asks expect expects condition must need needs require requires required want wants has have should shall only
    residency demands insist insists
    mandatory obliged wanted ought oblige obliges compel compels compelled force forces forced dictates prescribes
    stipulates mandates mandated orders ordered obligation duty bound law statute
""")
_PROVISO = words("if provided when as")


def _this_one(s: Scene, clause: Clause, sentence: Sentence, h: Hit) -> bool:
    """Of two places whose vendors are named, the one that is consented to."""
    firms = bool(_FIRMS & set(s.words(h.end, h.end + 2)))
    other = any(
        x.tag.startswith("region:") and x.tag != h.tag for c in sentence.clauses if c is not clause for x in c.hits
    )
    return firms and other and sentence.has("NEG") and verdict(s.words(clause.start, clause.end)) == "yes"


_ELIDED = words("ones are sind sont son is would")


_BINDING_WORDS = words("""
    hosted hosting residency resident regional stay stays remain remains inside within kept keep leave
    processed processing process stored store sovereign sovereignty located location only region
    endpoint endpoints provider providers vendor vendors servers soil borders jurisdiction server
    datacenter datacenters bleiben innerhalb gehostet rester permanecer hébergé hébergées based abroad
    outside territory dentro verlassen quitter salir sortir verarbeitet traitées procesados centre
    centres center centers host border anbieter dienstleister fournisseur fournisseurs prestataire prestataires
    proveedor
    proveedores rechenzentrum rechenzentren hébergés hébergées traitées traités hold held holding
""")


def _binding(s: Scene, clause: Clause, words: list[str], sentence: Sentence, h: Hit) -> bool:
    text = " ".join(words)
    after = s.words(h.end, h.end + 2)
    if _this_one(s, clause, sentence, h):
        return True  # "an EU vendor is fine, an American one is not"
    if after[:1] and after[0] in _ELIDED and clause.has("ALLOW") and sentence.has("VENDOR") and not clause.has("NEG"):
        return True  # "no American vendors, European ones are fine"
    if not clause.has("REGION_RULE") and not any("hosted" in w for w in words):
        return False
    local = set(words) & _BINDING_WORDS
    rule = (
        sentence.has("FORBID", "ONLY", "STAY", "LEAVE", "ZERO_RETENTION")
        or any(s.tokens[x.start].text != "under" for x in sentence.hits("ALLOW"))
        or bool(_DEMAND & set(s.words(sentence.start, sentence.end)))
        or (sentence.has("VENDOR") and bool(_PROVISO & set(words)))
    )
    denied = any(
        p in text
        for p in (
            "no residency",
            "not have to stay",
            "need not stay",
            "no need to stay",
            "doesn't have to stay",
            "does not have to stay",
            "don't need residency",
        )
    )
    data_bound = (
        clause.has("DATA", "VENDOR", "SEND", "AUTHORITY")
        or sentence.has("DATA", "VENDOR")
        or "hosting" in words
        or "hosted" in words
        or "residency" in words
        or bool({"processing", "hosts", "hoster", "hosters"} & set(words))
    )
    return bool(local) and rule and data_bound and not denied
