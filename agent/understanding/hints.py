"""Regimes that follow from whose data it is, though nobody names them: American patients, people in Europe."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.places import EEA
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words


def hints(s: Scene, sentence: Sentence, clause: Clause, found: dict[str, tuple[int, int]]) -> None:
    """Regimes that follow from whose data it is."""

    def at(tag: str) -> tuple[int, int]:
        h = clause.of(tag)[0]
        return h.start, h.end

    if clause.has("NEG") and not clause.has("LEAVE", "FORBID", "STAY"):
        return
    negated = any(h for h in clause.of("NEG"))
    american = _us(s, sentence) or _we_are_there(s, clause)
    if clause.has("hint:HEALTH") and american and not negated and _records(s, sentence):
        found.setdefault("hipaa", at("hint:HEALTH"))
    if clause.has("hint:EU_PEOPLE") and sentence.has("PERSONAL"):
        found.setdefault("gdpr", at("hint:EU_PEOPLE"))
    if not negated and (where := _people_of_europe(s, sentence, clause)):
        found.setdefault("gdpr", where)


_PEOPLE = words("""
    policyholder policyholders tenant tenants passenger passengers guest guests pupil pupils student students donor
    donors
    applicant applicants patient patients driver drivers borrower borrowers staff buyers people person persons citizen
    insured families worker workers candidates candidate consumer consumers
""")
_IDENTIFYING = words("""
    name names address addresses cv cvs resume resumes passport passports salary salaries payroll birth phone
    personnel
    health medical records pii identity identities mail e-mail diagnoses biometric personal surnames ids
""")
_CARRIED = words("their prompts prompt inputs tickets texts messages mails e-mails data")
_PLACING = words("in from across of throughout over")


def _people_of_europe(s: Scene, sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
    """People, a place in the European Economic Area and what identifies a person: "names of customers in Spain"."""
    place = next((h for h in clause.prefixed("region:") if h.tag[7:] in EEA), None)
    if place is None:
        return None
    found = set(s.words(sentence.start, sentence.end))
    after = s.sentences[clause.sentence + 1] if clause.sentence + 1 < len(s.sentences) else None
    if after is not None and _CARRIED & set(s.words(after.start, after.end)) and not after.question:
        found |= set(s.words(after.start, after.end))
    people = sentence.has("PEOPLE_OF") or _PEOPLE & found
    beside = s.words(max(clause.start, place.start - 3), place.start)
    theirs = (
        bool(_PLACING & set(beside))
        or any(0 <= h.start - place.end <= 1 for h in clause.of("PEOPLE_OF"))
        or bool(_PEOPLE & set(s.words(place.end, place.end + 2)))
    )
    return (place.start, place.end) if people and theirs and _IDENTIFYING & found else None


_HERE = words("we we're i i'm our hospital clinic practice company firm insurer startup group chain bank in")


def _we_are_there(s: Scene, clause: Clause) -> bool:
    """ "A hospital in Idaho. Our patients' notes go in.": where we are was said one or two sentences before."""
    near_by = s.sentences[max(0, clause.sentence - 2) : clause.sentence]
    data = any(not _CARERS & set(s.words(h.start, h.end)) for h in clause.of("hint:HEALTH"))
    return data and any(_us(s, x) and _HERE & set(s.words(x.start, x.end)) and not x.question for x in near_by)


_CARERS = words("""
    nurse nurses doctor doctors hospital hospitals clinic clinics physician physicians surgeon surgeons therapist
    therapists dentist dentists paramedic paramedics medics pharmacy dental hospice clinician clinicians hospital's
""")
_WRITING = words("""
    note notes record records letter letters dictate dictates chart charts write writes paste data text texts document
    documents documentation file files use uses summarise summarises summarize summarizes process processing insurer
    transcribe report reports message messages reply replies system group chain network we're treat assistant chat bot
""")


def _records(s: Scene, sentence: Sentence) -> bool:
    """Health data, and not only a word for those who care: "a nurse in Boston", "hospital beds in Texas"."""
    data = any(not _CARERS & set(s.words(h.start, h.end)) for h in sentence.hits("hint:HEALTH"))
    found = set(s.words(sentence.start, sentence.end))
    return data or bool(_WRITING & found) or {"we", "are"} <= found


def _us(s: Scene, sentence: Sentence) -> bool:
    """The country and not the pronoun."""
    if not sentence.has("hint:US"):
        return False
    for h in sentence.hits("hint:US"):
        k = s.tokens[h.start]
        if k.text != "us" or k.raw == "US":
            return True
    return False
