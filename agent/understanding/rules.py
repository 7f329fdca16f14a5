"""Regimes, region, air gap, what a vendor may see, where own GPUs may stand."""

from __future__ import annotations

from collections.abc import Sequence

from agent.understanding.amounts import of_others
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.lexicon import Hit
from agent.understanding.regimes import hints, regimes, store_regimes
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.vendors import vendor_rule
from agent.understanding.wordlist import words
from tools.profile import Profile


def read_rules(s: Scene, draft: Draft, placed: Sequence[tuple[Segment, int]] = ()) -> None:
    """``regulation.*`` of the profile, and of the workloads where a message says different rules for each."""
    apart = _apart(s, draft, placed)
    _read(s, draft, [x for x in s.sentences if not any(x in mine for mine in apart.values())])
    for index, mine in apart.items():
        draft.scope = f"workloads[{index}]."
        _read(s, draft, mine)
        draft.scope = ""


def _apart(s: Scene, draft: Draft, placed: Sequence[tuple[Segment, int]]) -> dict[int, list[Sentence]]:
    """Workload -> the sentences about it alone, where at least two workloads have rules and the rules differ."""
    if len({i for _, i in placed}) < 2:
        return {}
    mine: dict[int, list[Sentence]] = {}
    for sentence in s.sentences:
        owners = {i for seg, i in placed if seg.start < sentence.end and sentence.start < seg.end}
        if len(owners) == 1 and not sentence.has("EVERY_WORKLOAD"):
            mine.setdefault(owners.pop(), []).append(sentence)
    rules = {i: rule for i, found in mine.items() if (rule := _rules_of(s, draft, found))}
    return {i: mine[i] for i in rules} if len(set(rules.values())) > 1 else {}


def _rules_of(s: Scene, draft: Draft, found: list[Sentence]) -> str:
    """What some sentences alone say of rules, as text to compare; empty when nothing."""
    trial = Draft(Profile(), s, draft.turn)
    _read(s, trial, found)
    return repr(sorted((c.slot, str(c.value)) for c in trial.changes)) if trial.changes else ""


def _read(s: Scene, draft: Draft, found_in: Sequence[Sentence]) -> None:
    found: dict[str, tuple[int, int]] = {}
    refused: set[str] = set()
    for sentence in found_in:
        if of_others(s, sentence):
            continue
        carried = False
        for clause in sentence.clauses:
            if clause.silent:
                continue
            carried = regimes(s, clause, found, refused, carried)
            hints(s, sentence, clause, found)
            _air_gap(s, draft, clause)
            _hosting(s, draft, sentence, clause)
        vendor_rule(s, draft, sentence)
    store_regimes(s, draft, found, refused)


# ---------------------------------------------------------------- air gap and place
def _air_gap(s: Scene, draft: Draft, clause: Clause) -> None:
    if hits := clause.of("INTERNET"):
        not_cut = s.tokens[hits[0].start].text == "not"  # "not air-gapped"
        denied = not not_cut and any(h.end <= hits[0].start for h in clause.of("NEG"))
        if not_cut or not clause.has("AIR_GAP"):
            if not denied:
                draft.set("regulation.air_gapped", False, (hits[0].start, hits[0].end))
            return
    hits = clause.of("AIR_GAP") or _no_network(clause)
    if not hits:
        return
    first = hits[0]
    own_negation = first not in clause.hits or s.tokens[first.start].text in (
        "no",
        "without",
        "not",
        "isn't",
        "never",
        "kein",
        "sin",
    )
    denied = not own_negation and any(h.end <= first.start and first.start - h.end <= 4 for h in clause.of("NEG"))
    draft.set("regulation.air_gapped", not denied, (first.start, first.end))


def _no_network(clause: Clause) -> list[Hit]:
    """ "nothing there can reach the internet", "physically separated from the internet"."""
    net = clause.of("NETWORK")
    if not net:
        return []
    denial = [h for h in clause.of("NEG", "CUT_OFF") if -3 <= net[0].start - h.end <= 8 and h.start <= net[-1].end]
    return [Hit("AIR_GAP", denial[0].start, max(denial[0].end, net[-1].end))] if denial else []


_HOSTING_WORDS = words("""
    must only never not cannot can't has have stay stays remain remains leave kept needs need required
    no nothing muss müssen dürfen doit ne debe leaves keep may inside within exclusively host hosted
    require requires insists
""")


def _hosting(s: Scene, draft: Draft, sentence: Sentence, clause: Clause) -> None:
    own, prem = clause.of("OWN_CLOUD"), clause.of("ON_PREM")
    words = set(s.words(clause.start, clause.end))
    bound = sentence.has("LEAVE", "STAY", "ONLY", "REQUIRED", "FORBID") and (words & _HOSTING_WORDS)
    if own and bound and not clause.has("HYP"):
        draft.set("regulation.hosting", "own_cloud_account", (own[0].start, own[0].end))
    elif prem and bound and not clause.has("AIR_GAP") and _place_rule(s, clause, prem[0]):
        draft.set("regulation.hosting", "on_premises", (prem[0].start, prem[0].end))
    elif any(
        p in " ".join(s.words(clause.start, clause.end))
        for p in (
            "gpus anywhere",
            "gpus may stand anywhere",
            "host anywhere",
            "rented gpus are fine",
            "any cloud is fine",
            "hosting anywhere",
            "run anywhere",
        )
    ):
        draft.set("regulation.hosting", "any", (clause.start, clause.end))


_BUILDING = words("""
    premises premise on-prem prem onprem building rack racks room centre center rechenzentrum basement
    walls colo colocation hardware servers machines house site metal iron hospital campus plant factory
    base rooms kit servern haus serveurs servidores hands
""")


def _place_rule(s: Scene, clause: Clause, h: Hit) -> bool:
    return bool(set(s.words(h.start, h.end)) & _BUILDING) or (
        h.end - h.start == 3 and s.tokens[h.start].text in ("on", "in")
    )
