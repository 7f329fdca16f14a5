"""GPUs that are owned, counted through the boxes they sit in: "four boxes with 2 cards each", "a DGX"."""

from __future__ import annotations

from agent.understanding.amounts import near
from agent.understanding.clauses import Clause, Sentence
from agent.understanding.draft import Draft
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity
from agent.understanding.wordlist import phrases_of, words

SLOT = "money.gpus_owned"
_BOXES = words("""
    box boxes server servers node nodes machine machines workstation workstations host hosts chassis blade blades system
    systems rig rigs
""")
_CARDS = words("gpu gpus card cards accelerator accelerators of x")
_BOX_NAMES = {"dgx": 8, "hgx": 8}
_OURS = phrases_of("""
    our rack; our racks; our server room; all paid off; ours; all ours; unused; idle; already paid for; paid
    for; fully paid; written off; in our basement; in our rack; in our racks; in the rack; in our own; in our
    data centre; in our data center; in our datacenter; bought; we bought; our own hardware; we've got; we have
    got; we already have; purchased; belong to us; on the books; depreciated; the property of; company property;
    our property; belongs to us; owned by us
""")


def read_fleet(s: Scene, draft: Draft, sentence: Sentence) -> None:
    """Name and number of the owned GPUs of a sentence."""
    if sentence.has("RENT"):
        return
    for clause in sentence.clauses:
        if clause.silent:
            continue
        for q in s.amounts_in(clause):
            name = gpu_name(s, q) if q.kind == "gpus" else None
            if name is not None and q.value >= 1 and _owned(s, sentence, clause, q):
                count = int(q.value * _cards_each(s, sentence, q))
                draft.set(SLOT, {"gpu": name, "count": count}, (q.start, q.end))
        if draft.get(SLOT) is None and clause.has("OWNED") and (box := _box(s, clause)) is not None:
            name, count, at = box
            draft.set(SLOT, {"gpu": name, "count": count}, at)


def _owned(s: Scene, sentence: Sentence, clause: Clause, q: Quantity) -> bool:
    text = f" {' '.join(s.words(sentence.start, sentence.end))} "
    return near(s, q, clause, "OWNED", 7) or clause.has("OWNED") or any(f" {p} " in text for p in _OURS)


def _cards_each(s: Scene, sentence: Sentence, q: Quantity) -> float:
    """Cards in a box, where boxes were counted; or boxes, where the cards of one were."""
    after = s.words(q.end, min(q.end + 2, sentence.end))
    if _BOXES & set(after):
        later = next((x for x in s.amounts_in(sentence) if q.end < x.start <= q.end + 8 and 1 <= x.value <= 16), None)
        if later is not None and (later.kind == "gpus" or later.noun in _CARDS) and later.value.is_integer():
            return later.value
        return 1.0
    before = next((x for x in reversed(s.amounts_in(sentence)) if x.end <= q.start and q.start - x.end <= 5), None)
    if before is None or not _BOXES & set(s.words(before.start, q.start)) or before.kind in ("tokens", "money"):
        return 1.0
    return before.value if 1 <= before.value <= 500 and before.value.is_integer() else 1.0


def _box(s: Scene, clause: Clause) -> tuple[str, int, tuple[int, int]] | None:
    """ "a DGX H100": eight cards under one name."""
    for i in range(clause.start, clause.end - 1):
        cards = _BOX_NAMES.get(s.tokens[i].text)
        following = s.tokens[i + 1] if s.tokens[i + 1].text != "-" else s.tokens[min(i + 2, clause.end - 1)]
        if cards and following.kind == "name":
            count = next((q.value for q in s.amounts_in(clause) if 0 <= i - q.end <= 1 and q.value <= 64), 1.0)
            return following.raw.rstrip("s"), int(cards * count), (i, i + 2)
    return None


def gpu_name(s: Scene, q: Quantity) -> str | None:
    """The GPU's name in the singular, with its memory where that is said: "H100s", "A100 80GB cards"."""
    at = next((i for i in range(q.start, q.end) if s.tokens[i].kind == "name"), None)
    if at is None:
        return None
    raw = s.tokens[at].raw
    name = raw[:-1] if raw.endswith("s") and raw[-2:-1].isdigit() and raw.lower() != "l40s" else raw
    size, unit = [*s.tokens[at + 1 : at + 3], None, None][:2]
    memory = size is not None and unit is not None and size.kind == "num" and unit.text in ("gb", "gib")
    return f"{name} {size.text}GB" if memory and size is not None else name
