"""Which vendor and model are in use now; wishes, refusals and comparisons do not count."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.homonyms import mistaken
from agent.understanding.scene import Scene
from agent.understanding.tables import MODEL_FAMILIES
from agent.understanding.whose import of_others
from agent.understanding.wordlist import words

_USING = words("""
    use uses using used pay pays paying spend spends spending bill billed invoice charges charged costs
    cost run runs running on currently via through at with from call calls calling current today our
    served serves serving supplies supplied provides provided delivers powers powered handles production live it's since
    we're relies rely nutzen zahlen utilisons payons usamos pagamos subscribe hosted depend
    depends goes to is
""")
_WISH = words("""
    consider considering switch switching move moving migrate migrating want wants why instead rather
    than versus vs compare compared maybe could should would might may if option options alternative
    alternatives looking evaluate evaluating plan planning try trying tried test tested tests like
    passes pass passed enough good evals eval better cheaper leave leaving away ban bans banned forbid
    forbids forbidden not never no can't cannot don't refuse refused replace replaced to_ allowed
    forbade prohibit prohibits blocked beats as_ well works think thinking can deploy deploying host
    hosting self-host wish between or fine-tuned fine tuned look looked talked spoke contacted met demo pitch pitched
    negotiating negotiate once offer offered quoted
""")
_MOVED = words("switched moved migrated changed went transferred")
_QUIT = words("left off dropped quit ditched abandoned cancelled canceled replaced")
_WERE = words("were was")
_WITH = words("with at on using customers through")


def read_providers(s: Scene, draft: Draft) -> None:
    """``current.provider`` and ``current.model`` where they are said to be in use."""
    for sentence in s.sentences:
        if of_others(s, sentence) or _bygone(s, sentence):
            continue
        before = draft.get("current.provider")
        used = False
        for clause in sentence.clauses:
            if not clause.silent and not _arrived(s, draft, clause):
                used = _clause(s, draft, sentence, clause, carried=used and _goes_on(s, clause))
        _model_beside(s, draft, sentence, before)
    _in_a_list(s, draft)


def _bygone(s: Scene, sentence: Sentence) -> bool:
    """ "in 2023 we were with Cohere": no longer so."""
    found = s.words(sentence.start, sentence.end)
    with_them = any(w in _WERE and _WITH & set(found[i + 1 : i + 3]) for i, w in enumerate(found))
    return with_them and sentence.has("PAST") and not sentence.has("NOW") and not {"is", "are", "since"} & set(found)


_LINKS = words("for via through on with namely from at")


def _goes_on(s: Scene, clause: Clause) -> bool:
    """ "we are billed by AWS, for Bedrock": a short addition to what was said to be in use."""
    return clause.end - clause.start <= 5 and s.tokens[clause.start].text in _LINKS


_AT = words("on at with to through via")


def _arrived(s: Scene, draft: Draft, clause: Clause) -> bool:
    """ "we switched from OpenAI to Anthropic last year": the vendor that was moved to, not the one that was left."""
    found = s.words(clause.start, clause.end)
    hits = [h for h in clause.prefixed("provider:") if not mistaken(s, h.start)]
    if len(hits) > 1 and not clause.has("HYP", "FUTURE") and (_QUIT & set(found) or found[0] == "after"):
        last = hits[-1]
        between = s.words(hits[0].end, last.start)
        if _AT & set(between[-2:]) and {"and", "then", "we", "we're", "now", ","} & set(between):
            draft.set("current.provider", last.tag[9:], (last.start, last.end))
            return True
    if not _MOVED & set(found) or clause.has("HYP") or not hits:
        return False
    for h in hits:
        lead = s.words(max(clause.start, h.start - 2), h.start)
        if lead[-1:] == ["to"] or lead == ["over", "to"]:
            draft.set("current.provider", h.tag[9:], (h.start, h.end))
    return True


def _model_beside(s: Scene, draft: Draft, sentence: Sentence, before: object) -> None:
    """ "Llama 3.3 70B, served to us by Together": the model that stands beside a vendor just said to be in use."""
    if draft.get("current.provider") == before or _said_now(draft, "current.model"):
        return
    for clause in sentence.clauses:
        words = set(s.words(clause.start, clause.end))
        if clause.silent or clause.has("PASS", "FAIL", "EVAL", "HYP", "FUTURE", "ON_PREM", "FRONTIER") or words & _WISH:
            continue
        for i in range(clause.start, clause.end):
            if s.tokens[i].kind == "model" and not _denied(s, clause, i) and not mistaken(s, i):
                draft.set("current.model", s.message[slice(*s.span(i, i + 1))], (i, i + 1))
                return


_LISTED_WITH = words("model models llm uses using use with on via and the , ; . : / - ( ) | • * a an per day month")
_NO_WISH = words("like can deploy works or between no not never don't good enough well host hosting")
LONGEST_LIST = 30  # tokens


def _in_a_list(s: Scene, draft: Draft) -> None:
    """ "10M tokens per day, gpt-5": in a terse list beside a volume, a closed model alone is the one in use."""
    if draft.get("current.model") is not None or len(s.tokens) > LONGEST_LIST or any(x.question for x in s.sentences):
        return
    if not any(q.kind in ("tokens", "items", "users") and (q.period or q.per) for q in s.amounts):
        return
    if _WISH & set(s.words(0, len(s.tokens))) - _NO_WISH:
        return
    named = [i for i, k in enumerate(s.tokens) if k.kind == "model" and not mistaken(s, i)]
    if len(named) != 1 or (vendor := _closed_vendor(s, named[0])) is None:
        return
    i = named[0]
    clause = s.clause_of(i)
    taken = {n for q in s.amounts for n in range(q.start, q.end)} | {i}
    taken |= {n for h in clause.hits if h.tag.startswith(("task:", "provider:")) for n in range(h.start, h.end)}
    rest = [n for n in range(clause.start, clause.end) if n not in taken and s.tokens[n].text not in _LISTED_WITH]
    if rest or clause.silent:
        return
    if draft.get("current.provider") is None:
        draft.set("current.provider", vendor, (i, i + 1))
    draft.set("current.model", s.message[slice(*s.span(i, i + 1))], (i, i + 1))


def _closed_vendor(s: Scene, i: int) -> str | None:
    return MODEL_FAMILIES.get(s.tokens[i].text.split()[0].split("-")[0].rstrip("0123456789."))


_HEADINGS = words("provider vendor supplier provider/model api")
_GPU_HOSTS = frozenset(
    ["Scaleway", "Nebius", "Together", "Google", "AWS Bedrock", "Azure OpenAI", "Baseten", "Replicate"]
)
_CLAUSE_WORDS = words("use using currently uses run runs serve served pay on")


def _clause(s: Scene, draft: Draft, sentence: Sentence, clause: Clause, *, carried: bool = False) -> bool:
    """The vendor and model that one clause says to be in use; whether it speaks of use at all. ``carried``: it goes on
    with a clause that does."""
    words = _without_month(s.words(clause.start, clause.end))
    money = any(q.kind == "money" for q in s.amounts_in(sentence))
    corrected = (
        sentence.has("CHANGE") and sentence.end - sentence.start <= 8 and draft.get("current.provider") is not None
    )
    headed = (
        clause.start > 1 and s.tokens[clause.start - 1].text == ":" and s.tokens[clause.start - 2].text in _HEADINGS
    ) or any(h.start and s.tokens[h.start - 1].text in _HEADINGS for h in clause.prefixed("provider:"))
    if (
        not corrected
        and not headed
        and not carried
        and not _in_use(words, money and not sentence.has("BUDGET", "PRICE"), sentence, clause)
    ):
        return False
    for h in clause.prefixed("provider:"):
        if clause.has("GPU_PRICE") and not words & {"api", "tokens"} and h.tag[9:] in _GPU_HOSTS:
            continue  # they rent GPUs, too
        if not _denied(s, clause, h.start) and not _together_word(s, h.start, h.tag) and not mistaken(s, h.start):
            name = h.tag.split(":", 1)[1]
            if draft.get("current.provider") is None or not _said_now(draft, "current.provider"):
                draft.set("current.provider", name, (h.start, h.end))
    for i in range(clause.start, clause.end):
        k = s.tokens[i]
        if k.kind != "model" or _denied(s, clause, i) or mistaken(s, i):
            continue
        family = k.text.split()[0].split("-")[0].rstrip("0123456789.")
        vendor = MODEL_FAMILIES.get(family)
        if vendor is None and not (words & _CLAUSE_WORDS or sentence.has("IN_USE")):
            continue
        if vendor and (draft.get("current.provider") is None):
            draft.set("current.provider", vendor, (i, i + 1))
        if not _said_now(draft, "current.model"):
            draft.set("current.model", s.message[slice(*s.span(i, i + 1))], (i, i + 1))
    return True


def _without_month(found: list[str]) -> set[str]:
    """The words of a clause; "since May" and "in May" name the month and are no permission."""
    return {w for i, w in enumerate(found) if w != "may" or found[i - 1 : i] not in (["since"], ["in"], ["until"])}


def _said_now(draft: Draft, slot: str) -> bool:
    return any(c.slot == slot for c in draft.changes)


_DOING_NOW = words("works")
_IN_USE_WORDS = words("would could instead quote quoted if versus vs")


def _in_use(words: set[str], money: bool, sentence: Sentence, clause: Clause) -> bool:
    if _bare(words, sentence, clause):
        return True
    if (money and not clause.has("FORBID", "MIGRATION")) or (clause.has("BILL") and not clause.has("BUDGET")):
        return not words & _IN_USE_WORDS
    if words & (_WISH - _DOING_NOW) or clause.has("FORBID", "ALLOW", "FAIL", "HYP", "FUTURE", "ON_PREM", "LEAVE"):
        return False
    if clause.has("NOW") or "since" in words or sentence.has("IN_USE"):
        return True
    return bool(words & _USING) and not clause.has("PASS") and not words & _WISH


_BARE = words("mostly mainly only today currently directly api now the via")


def _bare(words: set[str], sentence: Sentence, clause: Clause) -> bool:
    """ "Bedrock, mostly.": a vendor and next to nothing else."""
    named = sum(h.end - h.start for h in clause.prefixed("provider:"))
    rest = {w for w in words if w.isalpha()} - _BARE
    return bool(named) and len(rest) <= named and sentence.end - sentence.start <= 5 and not sentence.question


_DENIED_WORDS = words("not no without don't except instead than never neither") | _QUIT


def _denied(s: Scene, clause: Clause, at: int) -> bool:
    before = s.words(max(clause.start, at - 4), at)
    after = s.words(at + 1, at + 3)
    if after[:1] in ([":"], ["?"], ["-"], ["="]) and after[1:] in (["no"], ["nope"], ["never"], ["not"]):
        return True  # "OpenAI: no."
    return any(w in _DENIED_WORDS for w in before)


def _together_word(s: Scene, at: int, tag: str) -> bool:
    """ "together" and "fireworks" are vendors only with a capital letter, and "azure" never a colour here."""
    return s.tokens[at].text in ("together", "fireworks", "foundry", "replicate") and not s.tokens[at].raw[:1].isupper()
