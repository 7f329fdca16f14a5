"""Where own GPUs may stand: a place that is ours, a rule, and something that computes."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.lexicon import Hit
from agent.understanding.scene import Scene
from agent.understanding.wordlist import phrases_of, words

_OWNER = words(
    "our own ours company's customer's client's bank's hospital's eigenen eigene nos notre propre nuestro propios"
)
_CLOUD = words(
    "aws azure gcp google amazon microsoft oci private govcloud cloud dedicated separate single existing corporate"
)
_HOLDER = words("landing account accounts subscription subscriptions tenant tenants tenancy vpc vnet project org cloud")
_BUILDING = words("""
    premises premise on-prem prem onprem building buildings rack racks room centre center rechenzentrum basement
    cellar
    walls colo colocation hardware servers machines house site metal iron hospital campus plant factory cage bunker
    base rooms kit servern haus serveurs servidores hands datacenter datacentre dc hall halls lab vault facility
    facilities
    centres centers office offices headquarters closet
""")
_COMPUTE = words("""
    gpu gpus hardware machine machines server servers box boxes node nodes cluster inference model models llm llms
    deployment deploy deployed hosting host hosted self-hosting self-host self-hosted run runs running everything
    anything
    it all nothing workloads serving accelerators cards rent rented renting h100s a100s h200s b200s they them
""")
_RULE = words("""
    must only never cannot can't just strictly solely exclusively required requires require insists insist wants want
    permitted allowed nowhere nothing everything all any need needs may should shall banned forbidden forbids ruled
    policy demands mandatory obliged muss müssen dürfen debe deben doit doivent stay stays leave leaves no not fine
    ok okay
""")
_MODAL = phrases_of("""
    have to; has to; or it won't; or not at all; as long as; or nothing; as policy; by policy; nowhere else;
    not an option; no option; out of the question; nothing outside; nothing else; no other place; not elsewhere;
    ruled out
""")
_PLACING = words("in inside within on at")
_GPUS = words("gpu gpus hardware machines servers boxes accelerators cards hosting host nodes")
_ANYWHERE = words("anywhere wherever")
_NO_MATTER = phrases_of("""
    don't care; do not care; doesn't matter; does not matter; no matter; don't mind; do not mind; is irrelevant; any
    cloud;
    no preference; not important; makes no difference; any place; any data centre; any data center; no restriction;
    no restrictions
""")
_NEEDED = words(
    "required needed necessary mandatory demanded obligatory compulsory prescribed insisted asked must have"
)
_PLACES = _BUILDING | words("site cloud")
_NO_PLACE = words("inference gpu web ai ml")  # "our inference servers": what they do, not where they are
_SOLELY = words("only exclusively strictly solely nowhere")
_SHORT = 6  # words: "on-prem only"
_REACH = 4  # words between "our" and the place that is ours


def own_cloud_in(found: list[str]) -> int | None:
    """Where an account of our own at a cloud is named: "our own Azure subscription", "our tenant"."""
    for i, word in enumerate(found):
        if word in _OWNER:
            for j in range(i + 1, min(len(found), i + 1 + _REACH)):
                if found[j] in _HOLDER:
                    return j
                if found[j] not in _CLOUD and found[j] not in _OWNER and found[j] != "-":
                    break
    return None


def own_building_in(found: list[str]) -> int | None:
    """Where a room, house or rack of our own is named: "our own server room", "our Stuttgart site"."""
    for i, word in enumerate(found):
        if word in _OWNER and found[i - 1 : i] not in (["rent"], ["renting"]):
            for j in range(i + 1, min(len(found), i + 1 + _REACH)):
                if found[j] in _BUILDING:
                    if found[j] in ("hardware", "machines", "servers") and not _stood_in(found, i):
                        break
                    ahead = found[j + 1 : j + 2]
                    return j + 1 if ahead and ahead[0] in _BUILDING else j
                if found[j] in _NO_PLACE or (not found[j].isalpha() and found[j] != "-"):
                    break
    return None


def _stood_in(found: list[str], i: int) -> bool:
    return bool({"on", "in", "inside", "within"} & set(found[max(0, i - 2) : i]))


def read_hosting(s: Scene, draft: Draft, sentence: Sentence) -> None:
    """``regulation.hosting`` from one sentence."""
    live = [c for c in sentence.clauses if not c.silent]
    if not live or sentence.question:
        return None
    start, end = live[0].start, live[-1].end
    found = s.words(start, end)
    if "whether" in found:
        return None
    text = f" {' '.join(found)} "
    if {"neither", "nor"} <= set(found) and _NEEDED & set(found) and (meant_for := _COMPUTE & set(found)):
        nor = found.index("nor")
        if _PLACES & set(found[:nor]) and (_PLACES | _HOLDER) & set(found[nor:]) and meant_for:
            sentence.sure |= {"hosting"}
            return draft.set(
                "regulation.hosting", "any", (start, end)
            )  # "neither on-prem nor our own cloud is required"
    ruled = any(f" {p} " in text for p in _MODAL)
    meant = bool(_COMPUTE & set(found)) or sentence.has("LEAVE", "STAY")
    for clause in live:
        here = s.words(clause.start, clause.end)
        goes_on = here[0] in _PLACING and _RULE & set(found)  # "only on servers we own, in our own building"
        bound = ruled or goes_on or _RULE & set(here) or (here[0] == "but" and _PLACING & set(here[:3]))
        alone = _SOLELY & set(here) and len([w for w in here if w.isalpha()]) <= _SHORT
        if bound and (meant or alone) and _place(s, draft, clause):
            return None
    indifferent = any(f" {p} " in text for p in _NO_MATTER)
    anywhere = _ANYWHERE & set(found) and not {"no", "none", "not"} & set(found)  # and not "no GPUs anywhere"
    placed = {"where", "anywhere", "wherever"} & set(found) or "any cloud" in text or "any data cent" in text
    if (anywhere or indifferent) and placed and _GPUS & set(found) and "only" not in found:
        draft.set("regulation.hosting", "any", (start, end))
    return None


def _place(s: Scene, draft: Draft, clause: Clause) -> bool:
    supposed = any(s.words(h.start, h.end) != ["would"] for h in clause.of("HYP"))
    if (supposed or clause.has("MEASURED")) and not clause.has("ONLY"):
        return False
    found = s.words(clause.start, clause.end)
    cloud, building = own_cloud_in(found), own_building_in(found)
    skill = "house" in found and any("house" not in s.words(h.start, h.end) for h in clause.of("STAFF"))
    premises = next(
        (h for h in clause.of("ON_PREM") if _place_rule(s, h) and not skill and _stands(s, clause, h)), None
    )
    account = (clause.start, clause.start + cloud + 1) if cloud is not None else None
    account = account or next(((h.start, h.end) for h in clause.of("OWN_CLOUD")), None)
    if account is not None:
        draft.set("regulation.hosting", "own_cloud_account", account)
        return True
    if clause.has("AIR_GAP") or (clause.prefixed("region:") and building is None):
        return False
    if building is not None:
        draft.set("regulation.hosting", "on_premises", (clause.start, clause.start + building + 1))
        return True
    if premises is not None:
        draft.set("regulation.hosting", "on_premises", (premises.start, premises.end))
        return True
    return False


_THINGS = words("machines servers hardware kit metal iron")


def _stands(s: Scene, clause: Clause, h: Hit) -> bool:
    """Things of our own are a place only where something must be on them: "wants our own machines" is a wish."""
    things = s.tokens[h.end - 1].text in _THINGS
    return not things or clause.has("ONLY") or _stood_in(s.words(clause.start, h.start + 1), h.start - clause.start)


def _place_rule(s: Scene, h: Hit) -> bool:
    """A phrase of the concept ON_PREM that names a place and not only the company."""
    return bool(set(s.words(h.start, h.end)) & _BUILDING) or (
        h.end - h.start == 3 and s.tokens[h.start].text in ("on", "in")
    )
