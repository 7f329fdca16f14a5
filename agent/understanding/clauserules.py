"""What one clause says of model vendors: allowed, only under terms, or not at all."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.lexicon import Hit
from agent.understanding.polarity import verdict
from agent.understanding.refusals import SOFT, STRONG, forbidding, says, some_country
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words

_DPA = phrases_of("""
    dpa; processor contract; data processing contract; data processing agreement; data - processing agreement; data
    processing addendum; processor agreement; avv;
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


def clause_rule(s: Scene, sentence: Sentence, clause: Clause) -> str | None:
    words = s.words(clause.start, clause.end)
    text = " ".join(words)
    if clause.has("ON_CALL", "KUBERNETES"):
        return None  # "nobody on call outside office hours"
    consent = bool(_CONSENT & set(words)) and not clause.has("NEG", "HYP") and not set(words) & STRONG
    usual = {"standard", "usual", "ordinary"} & set(words) and {"all", "asks", "enough"} & set(words)
    if (consent or usual) and says(text, _DPA) and not clause.has("ZERO_RETENTION") and not clause.prefixed("region:"):
        return "allowed"  # the agreement that every vendor signs
    if consent and says(text, _GOV_CLOUD):
        return "allowed"
    if clause.has("ZERO_RETENTION", "BAA"):
        return _terms(s, clause, words, sentence)
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
    if "none of" in text and clause.has("REQUIRED"):
        return None
    if _stays_home(s, clause, words):
        return "forbidden"
    if {"any", "every", "all"} & set(words[:2]) and clause.has("VENDOR") and len(words) <= 5 and not clause.has("NEG"):
        return "allowed"  # "any vendor"
    if _nobody_else(words) and clause.has("SEND") and clause.has("DATA") and not clause.has("OWNED", "RUN"):
        return "forbidden"
    if clause.has("VENDOR") and clause.has("ALLOW", "ANY", "NEG") and not forbidding(s, clause, words, sentence):
        return "allowed" if _allows_any(s, clause, words, sentence) else None
    if clause.has("VENDOR") and forbidding(s, clause, words, sentence):
        return None if some_country(clause) else "forbidden"
    return None


_TERMS_WORDS = words("not isn't no won't doesn't don't cannot never even")


def _nobody_else(found: list[str]) -> bool:
    """ "nobody may see patient data": a denial for everyone but us."""
    for i, word in enumerate(found):
        nobody = word == "nobody" or found[i : i + 2] == ["no", "one"]
        if nobody and {"may", "must", "can", "should", "else", "outside", "shall"} & set(found[i + 1 : i + 4]):
            return True
    return False


_OURSELVES = words("we i app website product tool bot software")


def _terms(s: Scene, clause: Clause, words: list[str], sentence: Sentence) -> str | None:
    zero = clause.of("ZERO_RETENTION", "BAA")
    first = zero[0]
    if s.tokens[max(clause.start, first.start - 1)].text in _OURSELVES and not clause.has("VENDOR"):
        return None  # "we keep no records of it", "the app stores nothing"
    owner = s.words(max(clause.start, first.start - 3), first.start)
    if s.words(first.end, first.end + 2) == ["with", "us"]:
        return None  # theirs with us
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
    if clause.has("VENDOR") and says(text, SOFT) and not clause.prefixed("region:"):
        return True
    if clause.has("NEG") and verdict(words) != "yes":
        return False  # "no outside company may be involved"
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
