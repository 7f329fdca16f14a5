"""Facts written as a label and its value: "on-call: none", "third party = allowed", "Kubernetes? Nope", "k8s no"."""

from __future__ import annotations

import functools

from agent.understanding.answers import value_in
from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.terms import retention_denied
from agent.understanding.wordlist import phrases_of, words

# slot -> the labels that stand for it; a plural "s" is understood
_LABELS: dict[str, str] = {
    "regulation.third_party": """
        third party; 3 rd party; 3 rd party vendor; 3 rd party processing; third party vendor; third party access;
        third party processing; third party rule; vendor; vendor access; vendor access to data; vendor rule; provider;
        external vendor; external provider; external api; external llm api; outside vendor; model vendor; llm vendor;
        outside provider; subprocessor; external processor; data to vendor; vendor policy
    """,
    "regulation.hosting": """
        hosting; own gpu; gpu location; gpu hosting; self hosting; where to host; where gpu may stand; hosting rule;
        hosting policy; hosting constraint
    """,
    "regulation.air_gapped": "air gap; air gapped; airgap; airgapped",
    "regulation.regimes": """
        regulation; regulated; regulatory; reg; regime; compliance; compliance regime; compliance requirement;
        regulatory constraint; regulatory requirement; regulatory regime; legal regime; applicable law; law
    """,
    "regulation.region": "region; data region; data residency; residency; data location",
    "team.gpu_ops": """
        gpu op; gpu skill; gpu expertise; gpu experience; gpu know how; gpu knowledge; gpu team; gpu people; gpu folk;
        gpu staff; gpu op people; gpu operation; gpu competence; gpu engineer; gpu person; mlop; ml op;
        gpu op skill; gpu op team; gpu admin; inference op
    """,
    "team.can_hire": """
        hiring; hire; can hire; new hire; recruiting; recruitment; headcount; can we hire; could hire; hiring
        possible;
        extra headcount; additional headcount; more staff
    """,
    "team.kubernetes": "kubernete; k8; k8s; kubernetes; kubernetes in use; kubernetes cluster; k8s cluster",
    "team.on_call": """
        on call; oncall; on call rota; on call rotation; on call duty; pager; pager duty; pager rota; standby;
        24/7 on call; on call team; night shift
    """,
    "quality": "quality; quality bar; model quality; minimum quality; quality needed; required quality; quality level",
    "batchable": "batch; batchable; batch ok; batch okay; batch mode; batching; batch possible; can batch; batch fine",
    "current.model": "model; current model; llm; model in use; model today; model used",
    "current.provider": """
        provider; vendor; today; currently; now; current provider; current vendor; llm provider; supplier; llm vendor
    """,
}
_SEPARATORS = words(": = - -> => ? |")
_UNSURE = words("sure know clear unclear decided tbd tbc whether maybe depends checking pending unknown idea")
_AT_ONCE = words("yes no none nope nobody nothing zero yep")
_LEAD = words("our the my and also a any • * - re as for")
_ENUMS = frozenset(["third_party", "hosting", "gpu_ops", "quality"])


@functools.cache
def _labels() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Label without hyphens -> its slots, more than one where the value decides."""
    out: dict[tuple[str, ...], tuple[str, ...]] = {}
    for slot, entries in _LABELS.items():
        for entry in phrases_of(entries):
            for key in {tuple(entry.split()), (*entry.split()[:-1], entry.split()[-1] + "s")}:
                out[key] = (*out.get(key, ()), slot)
    return out


_LONGEST = 6


def read_forms(s: Scene, draft: Draft) -> None:
    """Sets the slots of rules, team, quality and provider that are given as a label and its value."""
    for n, clause in enumerate(s.clauses):
        if clause.quoted or clause.unsafe or clause.supposed:
            continue
        found = _label(s, clause)
        if found is None:
            continue
        slots, at = found
        separated = s.tokens[at].text in _SEPARATORS
        value = _value_range(s, n, at) if separated else _at_once(s, clause, at)
        if value is not None:
            _put(s, draft, slots, clause, value)


def _label(s: Scene, clause: Clause) -> tuple[tuple[str, ...], int] | None:
    """The label that opens a clause, and the token after it."""
    at = clause.start
    while at < clause.end and (s.tokens[at].text in _LEAD or s.tokens[at].kind == "punct"):
        at += 1
    best = None
    key: list[str] = []
    for i in range(at, min(clause.end, at + 2 * _LONGEST)):
        text = s.tokens[i].text
        if text == "-" and i + 1 < len(s.tokens) and s.tokens[i].end == s.tokens[i + 1].start:
            continue
        key.append(text)
        if tuple(key) in _labels() and i + 1 < len(s.tokens):
            best = (_labels()[tuple(key)], i + 1)
    return best


def _value_range(s: Scene, n: int, at: int) -> tuple[int, int] | None:
    """The clause after the separator; after a question mark, the opening of the next sentence."""
    clause = s.clauses[n]
    if at + 1 < clause.end and s.tokens[at].text in ("=", "?"):
        return at + 1, clause.end
    if at != clause.end - 1 or n + 1 >= len(s.clauses):
        return None
    after = s.clauses[n + 1]
    if after.quoted or after.unsafe or after.asked or after.start != clause.end:
        return None
    return after.start, after.end


def _at_once(s: Scene, clause: Clause, at: int) -> tuple[int, int] | None:
    """ "k8s no": the answer right after the label, and nothing else in the clause."""
    rest = [k for k in s.tokens[at : clause.end] if k.kind != "punct"]
    if len(rest) in (1, 2) and rest[0].text in _AT_ONCE and at < clause.end:
        return at, clause.end
    return None


def _put(s: Scene, draft: Draft, slots: tuple[str, ...], clause: Clause, value: tuple[int, int]) -> None:
    found = s.words(*value)
    if _UNSURE & set(found) or "?" in found:
        return
    for slot in slots:
        leaf = slot.rsplit(".", 1)[-1]
        said = value_in(s, leaf, *value)
        sentence = s.sentences[clause.sentence]
        if said == "allowed" and retention_denied(s.words(value[1], sentence.end)):
            said = "zero_retention"  # "vendor yes, storage no"
        if said is None or (leaf == "regimes" and any(c.prefixed("regime:") for c in s.clauses_in(*value))):
            continue
        if leaf == "third_party" and _conditional(s, clause, value[1]):
            continue  # "vendors? yes, if they host here"
        if leaf in _ENUMS and len([w for w in found if w.isalpha()]) > 8:
            continue  # a sentence, which the other readers take
        at = (clause.start, value[1])
        if leaf in ("quality", "batchable"):
            if not draft.workloads:
                draft.workload("workload")
            slot = f"workloads[{len(draft.workloads) - 1}].{leaf}"
        draft.set(slot, said, at)
        if leaf == "provider":
            _model_named(s, draft, clause)
        if said == "in_region" and (named := _region(s, clause)):
            draft.set("regulation.region", named, at)


def _model_named(s: Scene, draft: Draft, clause: Clause) -> None:
    """ "today: Anthropic, Claude Haiku"."""
    end = s.sentences[clause.sentence].end
    i = next((i for i in range(clause.end, end) if s.tokens[i].kind == "model"), None)
    if i is not None and not any(c.slot == "current.model" for c in draft.changes):
        draft.set("current.model", s.message[slice(*s.span(i, i + 1))], (i, i + 1))


_CONDITIONS = words("if provided unless but as with only under when")


def _conditional(s: Scene, clause: Clause, end: int) -> bool:
    return end < s.sentences[clause.sentence].end and s.tokens[end].text in _CONDITIONS


def _region(s: Scene, clause: Clause) -> str | None:
    """ "third party: in-region (EU)"."""
    return next((h.tag[7:] for c in s.sentences[clause.sentence].clauses for h in c.prefixed("region:")), None)
