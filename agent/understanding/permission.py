"""Whether a vendor may see the data, composed over a whole sentence: who decides, yes or no, what is done, by whom."""

from __future__ import annotations

from agent.understanding.clauses import Clause, Sentence
from agent.understanding.polarity import NEGATORS, denied_action, verdict
from agent.understanding.scene import Scene
from agent.understanding.terms import without_harmless
from agent.understanding.wordlist import phrases_of, words

_OUTSIDE = words("""
    private outside external foreign third 3rd ai model llm cloud hosted commercial public saas other unrelated
    outsourced rd
    language gen genai
""")
_BODY = words("""
    company companies firm firms vendor vendors provider providers supplier suppliers party parties service services
    processor processors contractor contractors api apis host hosts operator operators organisation organisations
    organization organizations people person tool tools lab labs endpoint endpoints cloud clouds business businesses
    model models llm llms system systems
""")
_BODY_ALONE = words("""
    vendor vendors provider providers outsider outsiders subprocessor subprocessors sub-processor sub-processors
    hyperscaler hyperscalers supplier suppliers
""")
_TOOLS = words("api apis model models llm llms system systems tool tools")  # ours may be meant as well
_PUBLIC = words("outside external hosted commercial third public saas cloud")
_SOMEONE = words("anyone anybody someone somebody nobody people one")
_NOT_US = words("outside else external other")
_DOING = words("""
    see sees seen seeing read reads touch touches touched access process processed processes processing handle handled
    handles share shared sharing send sends sent sending give given gives disclose disclosed hand handed upload
    uploaded
    expose exposed pass passed transfer transferred go goes reach use used using forward forwarded look leave shown
    show
    view viewed receive receives get gets submitted submit fed feed near ship shipped leak trust trusted entrust
    involve
""")
_WEIGHTS = words("weights checkpoint checkpoints gewichte")
_DATA = words("data prompts texts documents it notes inputs files")
_WE = words("we us ourselves people staff employees colleagues own insiders")
_FORMAL = words("signed cleared approved okayed authorised authorized greenlit blessed")
_ANY = words("whichever whatever any")
_NOT_US_ALONE = words("nobody noone one anyone anybody")
_ANYBODY = words("whoever anyone anybody everybody everyone")
_TOTAL = words("no none nobody any ever never zero nothing every all whatsoever period")
_OTHER_MATTER = ("LIMIT", "PRICE", "BILL", "BUDGET", "MIGRATION", "HIRE", "GPU_PRICE", "EVAL", "GROWTH", "PEAK")


def vendors_in(s: Scene, start: int, end: int) -> list[int]:
    """Token positions in ``start:end`` where an outside processor is named, in general or by name."""
    found = s.words(start, end)
    out = []
    for i, word in enumerate(found):
        near = [w for w in found[i + 1 : i + 4] if w != "-"][:2]
        body = next((w for w in near if w in _BODY), None)
        firm = word in _OUTSIDE and body and (word in _PUBLIC or body not in _TOOLS)
        if word in _BODY_ALONE or firm or (word in _SOMEONE and set(near) & _NOT_US):
            out.append(start + i)
    named = {h.start for c in s.clauses_in(start, end) for h in c.prefixed("provider:") if start <= h.start < end}
    return sorted({*out, *named})


def permission(s: Scene, sentence: Sentence, live: list[Clause]) -> str | None:
    """ "forbidden" or "allowed" as a sentence says it of vendors, without terms; None when it says nothing of them."""
    start, end = live[0].start, live[-1].end
    found = without_harmless(s.words(start, end))
    if any(c.has(*_OTHER_MATTER) for c in live) or sentence.question:
        return None
    if _WEIGHTS & set(found) and not _DATA & set(found):
        return None  # "the weights must not be given to anyone"
    doing = [i for i, w in enumerate(found) if w in _DOING]
    if _only_we(found) and (doing or "looked" in found):
        return "forbidden"
    if found[:1] and _ANYBODY & set(found) and {"can", "may"} & set(found) and doing and not NEGATORS & set(found):
        return "allowed"
    vendors = [v - start for v in vendors_in(s, start, end)]
    placed = any(c.prefixed("region:") for c in live) and not {"any", "every", "included"} & set(found)
    if _sent_out(found):
        return "forbidden"
    if not vendors or placed:
        return None
    says = verdict(found, vendors)
    if doing and says != "no" and not NEGATORS & set(found) and any(found[v - 1] in _ANY for v in vendors if v):
        return "allowed"  # "send it to whichever provider is cheapest"
    decided = any(c.has("AUTHORITY") for c in live) or bool(_FORMAL & set(found))
    general = any(found[v] in _BODY_ALONE | _OUTSIDE | _SOMEONE for v in vendors)
    if "?" in found[:-1] and general and doing:
        return _to_question(found)
    if says == "no" and not _by_vendor(found, vendors):
        return "forbidden"
    if says == "yes" and (decided or (general and doing)) and not _limited(found):
        return "allowed"
    if says is None and _denied(found, vendors, doing, decided or any(c.has("DATA") for c in live)):
        return "forbidden"
    return None


def _to_question(found: list[str]) -> str | None:
    """ "Can a provider touch it? Legal: absolutely not." """
    answer = set(found[found.index("?") + 1 :])
    if NEGATORS & answer or "nope" in answer:
        return None if {"only", "unless", "if"} & answer else "forbidden"
    return "allowed" if {"yes", "sure", "yep"} & answer and not _limited(found) else None


_SENDING = words("send sent give given share shared ship transfer transferred upload uploaded pass passed hand handed")
_OUT = words("out outside away externally elsewhere")


def _sent_out(found: list[str]) -> bool:
    """ "we can't send this data out": denied, without a word for those who would get it."""
    at = next((i for i, w in enumerate(found) if w in _SENDING), None)
    if at is None or not NEGATORS & set(found[max(0, at - 4) : at]):
        return False
    return bool(_OUT & set(found[at + 1 : at + 6])) and not {"if", "unless", "without", "under"} & set(found)


def _only_we(found: list[str]) -> bool:
    """ "only we may see the prompts", "nobody but us reads them"."""
    for i, word in enumerate(found):
        if word == "only" and _WE & set(found[i + 1 : i + 4]) and {"may", "can", "should"} & set(found[i + 1 : i + 6]):
            return True
        staff = word == "own" and found[i + 1 : i + 2] and found[i + 1] in _WE
        if staff and "only" in found[i + 2 : i + 4] and "by" in found[:i]:
            return True  # "looked at by our own staff only"
        if found[i + 1 : i + 3] in (["but", "us"], ["but", "ourselves"]) and word in _NOT_US_ALONE:
            return word not in _ANYBODY or bool(NEGATORS & set(found[:i]))  # "not seen by anyone but us"
    return False


_ACTIVE = ("refus", "reject", "den", "declin", "block", "ban", "turn")
_BE = words("is are was were be been being gets get got")


def _by_vendor(found: list[str], vendors: list[int]) -> bool:
    """ "the provider refused": it is the vendor who refuses."""
    for v in vendors:
        after = found[v + 1 : v + 3]
        if after and any(w.startswith(_ACTIVE) for w in after) and not _BE & set(after):
            return True
    return False


_LIMITS = phrases_of("only; unless; if; provided; as long as; except; in case; condition; but not; until")


def _limited(found: list[str]) -> bool:
    text = f" {' '.join(found)} "
    return any(f" {p} " in text for p in _LIMITS)


def _denied(found: list[str], vendors: list[int], doing: list[int], about_data: bool) -> bool:
    """ "no provider gets to look at it", "none of it can be seen by a cloud provider", "zero external vendors"."""
    right_before = any(NEGATORS & set(found[max(0, v - 2) : v]) for v in vendors)
    if right_before and (doing or about_data or len([w for w in found if w.isalpha()]) <= 5):
        return True
    total = bool(_TOTAL & set(found))
    return bool(doing) and denied_action(found, doing) and (about_data or total)
