"""Regimes, region, air gap, what a vendor may see, where own GPUs may stand."""

from __future__ import annotations

from collections.abc import Sequence

from agent.understanding.airgap import read_air_gap
from agent.understanding.clauses import Sentence
from agent.understanding.draft import Draft
from agent.understanding.hints import hints
from agent.understanding.hosting import read_hosting
from agent.understanding.refusals import one_by_one
from agent.understanding.regimes import regimes, store_regimes
from agent.understanding.scene import Scene
from agent.understanding.segments import Segment
from agent.understanding.vendors import vendor_rule
from agent.understanding.whose import of_others
from tools.profile import Profile


def read_rules(s: Scene, draft: Draft, placed: Sequence[tuple[Segment, int]] = ()) -> None:
    """``regulation.*`` of the profile, and of the workloads where a message says different rules for each."""
    apart = _apart(s, draft, placed)
    _read(s, draft, [x for x in s.sentences if not any(x in mine for mine in apart.values())])
    third_party = "regulation.third_party"
    if not any(c.slot == third_party for c in draft.changes) and (at := one_by_one(s)) is not None:
        for sentence in s.sentences:
            sentence.sure |= {"third_party"}  # each alone says nothing
        draft.set(third_party, "forbidden", at)
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
            read_air_gap(s, draft, clause)
        vendor_rule(s, draft, sentence)
        read_hosting(s, draft, sentence)
    s.refused |= refused
    store_regimes(s, draft, found, refused)
