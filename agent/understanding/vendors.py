"""What a model vendor may see: anything, under zero retention, inside a region, or nothing."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words


# ---------------------------------------------------------------- what a vendor may see
def vendor_rule(s: Scene, draft: Draft, sentence: Sentence) -> None:
    live = [c for c in sentence.clauses if not c.silent]
    if not live:
        return
    rules: list[tuple[str, tuple[int, int]]] = []
    for clause in live:
        if rule := _clause_rule(s, sentence, clause):
            rules.append((rule, (clause.start, clause.end)))
    region = _region(s, draft, sentence, live)
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


_DPA = phrases_of("""
    dpa; data processing agreement; data - processing agreement; data processing addendum; processor agreement; avv;
    auftragsverarbeitungsvertrag
""")
_CONSENT = words("""
    enough sufficient suffices fine ok okay allowed approved cleared approves accepts accepted accept happy acceptable
    reicht
    genügt signs signed sign does do blessed authorised authorized permitted good greenlit covers
""")
_SOLELY = words("only solely exclusively must insists insist mandates mandate requires require demands nothing")
_LETTING = words(
    "allow allows allowed allowing permit permits permitted accept accepts approve approves approved may lets"
)
_GOV_CLOUD = phrases_of(
    "govcloud; azure government; government cloud; gcc high; gov cloud; assured workloads; secret region"
)


def _clause_rule(s: Scene, sentence: Sentence, clause: Clause) -> str | None:
    words = s.words(clause.start, clause.end)
    text = " ".join(words)
    consent = bool(_CONSENT & set(words)) and not clause.has("NEG", "HYP") and not set(words) & _STRONG
    if consent and _says(text, _DPA) and not clause.has("ZERO_RETENTION") and not clause.prefixed("region:"):
        return "allowed"  # the agreement that every vendor signs
    if consent and _says(text, _GOV_CLOUD):
        return "allowed"
    if clause.has("ZERO_RETENTION", "BAA"):
        return _terms(s, clause, words, sentence)
    if keeps_nothing(s, clause):
        return "zero_retention"
    if _weights(words) or (
        set(words[:3]) & {"they", "it", "these", "those"} and _weights(s.words(sentence.start, clause.start))
    ):
        return None
    if (
        set(words) & _SOLELY
        and (clause.has("AUTHORITY") or set(words) & _LETTING)
        and (
            set(words) & {"local", "on-prem", "internal", "self-hosted", "prem", "premises", "premise", "in-house"}
            or "self - hosted" in text
            or clause.has("ON_PREM")
            or "in - house" in text
        )
        and set(words) & {"models", "model", "llm", "llms", "deployment", "hosting", "inference"}
    ):
        return "forbidden"
    if clause.has("SEND") and {"wherever", "anywhere"} & set(words) and not clause.has("NEG", "FORBID"):
        return "allowed"  # "send it wherever"
    if sentence.has("OWN_WEIGHTS") and {"host", "serve", "run"} & set(words):
        return None  # "our own checkpoint, nobody else can host it"
    if clause.has("AUTHORITY") and "no cloud" in text:
        return "forbidden"
    if "where" in words and clause.has("DATA") and clause.has("SEND", "LEAVE") and _says(text, _SOFT):
        return "allowed"  # "we don't mind where the data goes"
    if "none of" in text and clause.has("REQUIRED"):
        return None
    if _stays_home(s, clause, words):
        return "forbidden"
    if {"any", "every", "all"} & set(words[:2]) and clause.has("VENDOR") and len(words) <= 5 and not clause.has("NEG"):
        return "allowed"  # "any vendor"
    if _nobody_else(words) and clause.has("SEND") and clause.has("DATA") and not clause.has("OWNED", "RUN"):
        return "forbidden"
    if clause.has("VENDOR") and clause.has("ALLOW", "ANY", "NEG") and not _forbidding(s, clause, words, sentence):
        return "allowed" if _allows_any(s, clause, words, sentence) else None
    if clause.has("VENDOR") and _forbidding(s, clause, words, sentence):
        return None if _some_country(clause) else "forbidden"
    if (
        clause.has("DATA")
        and clause.has("SEND")
        and _forbidding(s, clause, words, sentence)
        and clause.has("ON_PREM")
        and clause.has("VENDOR")
    ):
        return "forbidden"
    return None


_TERMS_WORDS = words("not isn't no won't doesn't don't cannot never even")


def _nobody_else(found: list[str]) -> bool:
    """ "nobody may see patient data": a denial for everyone but us."""
    for i, word in enumerate(found):
        nobody = word == "nobody" or found[i : i + 2] == ["no", "one"]
        if nobody and {"may", "must", "can", "should", "else", "outside", "shall"} & set(found[i + 1 : i + 4]):
            return True
    return False


def _says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the text as whole words, in the singular or the plural."""
    padded = f" {text} "
    return any(f" {p} " in padded or f" {p}s " in padded for p in phrases)


def keeps_nothing(s: Scene, clause: Clause) -> bool:
    """ "the vendor does not log our prompts": a denial of keeping, said of a vendor."""
    ours = s.tokens[clause.start].text in ("we", "i") and not {"who", "that", "which"} & set(
        s.words(clause.start, clause.end)
    )
    if not clause.has("VENDOR") or clause.prefixed("region:") or ours:
        return False
    if clause.has("DELETE") and not clause.has("NEG"):
        return True
    return any(0 <= k.start - h.end <= 3 for h in clause.of("NEG") for k in clause.of("KEEP"))


def _terms(s: Scene, clause: Clause, words: list[str], sentence: Sentence) -> str | None:
    zero = clause.of("ZERO_RETENTION", "BAA")
    first = zero[0]
    owner = s.words(max(clause.start, first.start - 3), first.start)
    if (
        not clause.has("ZERO_RETENTION")
        and {"under", "with", "on", "have"} & set(owner)
        and any(
            h.end <= first.start and s.words(h.end, h.end + 1) in (["under"], ["with"], ["on"], ["who"], ["that"])
            for h in clause.of("PEOPLE_OF")
        )
    ):
        return None  # "customers under a BAA": theirs with us, and not a vendor's
    denied = (
        any(h.end <= first.start and first.start - h.end <= 6 for h in clause.of("NEG"))
        or any(first.end <= h.start for h in clause.of("NEG"))
        or clause.has("FAIL")
    )
    refusal = (
        bool(set(words) & {"refused", "rejected", "rejects", "refuses", "insufficient", "declined", "denied"})
        or "not enough" in " ".join(words)
        or "not even" in " ".join(words)
        or "isn't enough" in " ".join(words)
        or "turned down" in " ".join(words)
    )
    if refusal or (
        denied
        and (clause.has("ALLOW", "FORBID", "PASS"))
        and set(words) & _TERMS_WORDS
        and not _self_negative(s, clause, zero)
    ):
        return "refused_terms"
    if denied and not _self_negative(s, clause, zero):
        return None
    return (
        "zero_retention"
        if clause.has("ZERO_RETENTION") or sentence.has("ZERO_RETENTION") or clause.has("ALLOW")
        else None
    )


def _self_negative(s: Scene, clause: Clause, zero: list[Hit]) -> bool:
    """Every denial lies inside the term itself ("no retention") or right before it as "must not store"."""
    inside = [h for h in clause.of("NEG") if any(z.start - 2 <= h.start < z.end for z in zero)]
    return len(inside) == len(clause.of("NEG"))


def _weights(words: list[str]) -> bool:
    return bool(set(words) & {"weights", "gewichte", "checkpoint", "checkpoints"})


_MUST_STAY = words("""
    must has have needs need only required require requires insists policy always always_ muss müssen
    doit doivent debe deben all everything strictly
""")


_FORBIDDING = words("""
    not no never nothing nobody none cannot can't mustn't won't forbid forbids forbidden forbade
    prohibit prohibits prohibited ban bans banned refuse refused refuses reject rejected rejects veto
    vetoed blocked blocks block ruled off denied denies declined disallow disallows disallowed illegal
    impossible unacceptable neither isn't aren't don't doesn't wouldn't without kein keine keinen nicht
    niemand darf dürfen verboten untersagt verbietet interdit interdite interdits ne aucun aucune pas
    prohibido prohíbe ningún ninguna nadie nunca barred bars excluded excludes exclude outlawed objects
    taboo no-go vetoes non-starter nein 不 禁止 没 안 금지 out killed shot thumbs anathema geen
""")  # fmt: skip


_STAYS_HOME_WORDS = words("""
    leave leaves leaving left exit exits cross crosses out outside verlassen quitter sortir salir escape
    egress go
""")
_STAYS_HOME_WORDS_2 = words("stay stays remain remains kept keep bleiben rester permanecer")


def _stays_home(s: Scene, clause: Clause, words: list[str]) -> bool:
    """ "data must not leave our network", "everything stays on our premises"."""
    home = clause.has("ON_PREM") or any(w in ("here", "inside", "in-house") for w in words)
    if not clause.has("DATA", "NEG") or (clause.has("STAFF") and not clause.has("DATA")):
        return False
    leaving = any(
        s.tokens[i].text in _STAYS_HOME_WORDS for h in clause.of("LEAVE", "VENDOR") for i in range(h.start, h.end)
    )
    if (
        leaving
        and set(words) & _FORBIDDING
        and (home or not clause.prefixed("region:"))
        and clause.has("LEAVE")
        and not clause.has("OWN_CLOUD")
    ):
        return home or clause.has("DATA")
    staying = clause.has("STAY") or any(w in _STAYS_HOME_WORDS_2 for w in words)
    return (
        home
        and staying
        and not clause.prefixed("region:")
        and not clause.has("OWN_CLOUD")
        and bool(set(words) & _MUST_STAY or "stays" in words or "remains" in words)
        and clause.has("DATA")
    )


_STRONG = words("""
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
_SOFT = phrases_of("""
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


def _some_country(clause: Clause) -> bool:
    """ "no American vendors": the vendors of one country, not all."""
    vendors = clause.of("VENDOR")
    return bool(vendors) and all(
        any(h.start <= v.start <= h.end + 1 for h in clause.prefixed("region:")) for v in vendors
    )


_NOBODY = frozenset(["nobody", "none", "noone"])


def _forbidding(s: Scene, clause: Clause, words: list[str], sentence: Sentence) -> bool:
    """Whether the clause denies a vendor, or the way of the data to one."""
    text = " ".join(words)
    if _says(text, _SOFT + _UNDECIDED):
        return False
    strong = bool(set(words) & _STRONG) or _says(text, _STRONG_PHRASES)
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


_OKAY = words("""
    allowed fine ok okay acceptable permitted may can free accept accepts accepted approved approve
    approves welcome comfortable happy erlaubt autorisé permitido mind good cleared objection objections
    allows allow lets permits permit agrees agreed agree trust problem restriction restrictions concern
    okayed greenlit blessed let ordnung autorisés permitidos akzeptabel care cares minds objects qualms
    unrestricted constraint constraints matter issue clearance permission go-ahead cleared
""")


_GENERAL = words("""
    vendors providers parties apis third external outside cloud suppliers vendor party saas anbieter
    fournisseurs proveedor proveedores fournisseur outsiders hyperscalers api endpoint endpoints anyone
    everybody
""")


def _allows_any(s: Scene, clause: Clause, words: list[str], sentence: Sentence) -> bool:
    text = " ".join(words)
    if clause.has("VENDOR") and _says(text, _SOFT) and not clause.prefixed("region:"):
        return True
    if clause.prefixed("region:") and not {"anywhere", "any", "every"} & set(words):
        return False
    if "others" in words or ("other" in words and "no" in words):
        return False
    general = (clause.has("ANY") and clause.has("VENDOR")) or set(words) & _GENERAL
    if clause.has("BILL", "ZERO_RETENTION") or clause.has("GPU", "HIRE"):
        return False
    return (
        bool(general)
        and bool(
            set(words) & _OKAY
            or any(
                p in text
                for p in (
                    "will do",
                    "you like",
                    "you want",
                    "you prefer",
                    "works for us",
                    "would do",
                    "suits us",
                    "is possible",
                    "no matter which",
                    "doesn't matter which",
                )
            )
        )
        and "only" not in words
        and "unless" not in text
    )


def _region(s: Scene, draft: Draft, sentence: Sentence, live: list[Clause]) -> tuple[str, bool, tuple[int, int]] | None:
    """(region, whether a rule binds vendors to it, where)."""
    for clause in live:
        for h in clause.prefixed("region:"):
            name = h.tag[7:]
            if name == "US" and s.tokens[h.start].text == "us" and s.tokens[h.start].raw != "US":
                continue
            words = s.words(clause.start, clause.end)
            if _foreign(words, h, clause, s):
                continue
            if not _whereabouts(s, clause, h) and _binding(s, clause, words, sentence, h):
                return name, True, (clause.start, clause.end)
            if name == "EU" and (
                (clause.has("hint:EU_PEOPLE") and not clause.has("NEG"))
                or (clause.has("PEOPLE_OF") and not clause.has("NEG"))
            ):
                return name, False, (h.start, h.end)
    return None


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
    if _some_country(clause) and _forbidding(s, clause, words, s.sentence_of(h.start)) and not _ONLY_THERE & set(words):
        return True
    return before[-1:] == ["non"] or "act" in after[:1] or ("non" in before) or (after[:1] == ["-"] and "ai" in after)


_ELIDED = words("ones are sind sont son is would")
_BINDING_WORDS = words("""
    hosted hosting residency resident regional stay stays remain remains inside within kept keep leave
    processed processing process stored store sovereign sovereignty located location only region
    endpoint endpoints provider providers vendor vendors servers soil borders jurisdiction server
    datacenter datacenters bleiben innerhalb gehostet rester permanecer hébergé hébergées based abroad
    outside territory dentro verlassen quitter salir sortir verarbeitet traitées procesados centre
    centres center centers host border anbieter dienstleister fournisseur fournisseurs prestataire prestataires
    proveedor
    proveedores rechenzentrum rechenzentren hébergés hébergées traitées traités
""")


def _binding(s: Scene, clause: Clause, words: list[str], sentence: Sentence, h: Hit) -> bool:
    text = " ".join(words)
    after = s.words(h.end, h.end + 2)
    if after[:1] and after[0] in _ELIDED and clause.has("ALLOW") and sentence.has("VENDOR") and not clause.has("NEG"):
        return True  # "no American vendors, European ones are fine"
    if not clause.has("REGION_RULE") and not any("hosted" in w for w in words):
        return False
    local = set(words) & _BINDING_WORDS
    rule = (
        sentence.has("ALLOW", "FORBID", "ONLY", "REQUIRED", "STAY", "LEAVE", "ZERO_RETENTION")
        or "only" in words
        or "residency" in words
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
        or "processing" in words
    )
    return bool(local) and rule and data_bound and not denied
