"""Terms under which a vendor is accepted or refused: that nothing is kept, and whether such terms would change a no."""

from __future__ import annotations

from collections.abc import Sequence

from agent.understanding.polarity import NEGATORS
from agent.understanding.wordlist import phrases_of, words

_KEEP = words("""
    keep keeps kept keeping retain retains retained retaining retention store stores stored storing storage save saves
    saved saving log logs logged logging persist persists persisted archive archives archived record records recorded
    hold holds held holding remain remains linger lingers remember remembers cache cached copies copy
""")
_DELETE = ("delet", "eras", "discard", "wip", "purg", "destroy", "shred", "forget", "vanish", "disappear")
_KINDS_OF_DATA = words("personal sensitive confidential regulated patient private customer secret classified client")
_OFF = words("off disabled")
_WORRY = words("""
    objection objections problem problems issue issues concern concerns qualms restriction restrictions matter matters
    mind care reservations
""")
_ELSEWHERE = words("outside abroad cloud with elsewhere")
_WE = words("we i")
_REACH = 6  # words between a denial and the keeping it denies
_NO_CHANGE = phrases_of("""
    even with; even under; not even; even if; even at; included; or not; regardless; not enough; isn't enough;
    insufficient; wouldn't change; would not change; doesn't change; does not change; doesn't help; no matter what;
    whatever the terms; on any terms; under any terms; whatever they promise; not sufficient; doesn't convince; alone
""")


def without_harmless(found: Sequence[str]) -> list[str]:
    """The words with "no" taken for "little" in "no personal data": that denies a kind of data, and no vendor."""
    return ["little" if w == "no" and _KINDS_OF_DATA & set(found[i + 1 : i + 3]) else w for i, w in enumerate(found)]


def retention_denied(found: Sequence[str]) -> bool:
    """Whether the words deny that somebody else keeps what is sent: "does not hold on to our prompts", "deletes it"."""
    for k, word in enumerate(found):
        if found[k + 1 : k + 2] == ["no"] and set(found[k + 2 : k + 4]) & _KINDS_OF_DATA:
            continue  # "it holds no personal data": what is in it, and not what is kept of it
        if word in _KEEP and not _ELSEWHERE & set(found[k + 1 : k + 4]):
            if (
                found[k + 1 : k + 2] in (["no"], ["none"])
                or _denied(found, k)
                or {"nothing", "none"} & set(found[k + 1 : k + 3])
                or _OFF & set(found[k + 1 : k + 5])
            ):
                return not _we_do(found, k)
        elif word.startswith(_DELETE) and word != "wire":
            lead = set(found[max(0, k - 4) : k])
            if not lead & NEGATORS and not _we_do(found, k):
                return True
    return False


def _denied(found: Sequence[str], k: int) -> bool:
    for d in range(k - 1, max(-1, k - _REACH - 2), -1):
        if found[d] in _WORRY or found[d] in ("allow", "allowed", "accept", "but", "leave", "leaves"):
            return False
        if found[d] in NEGATORS:
            return True
    return False


def _we_do(found: Sequence[str], k: int) -> bool:
    """ "we keep no logs": it is the speaker who keeps or deletes."""
    for i in range(max(0, k - 5), k):
        if found[i] in _WE and all(
            w in NEGATORS or w in ("do", "will", "also", "always", "can") for w in found[i + 1 : k]
        ):
            return True
    return False


def changes_nothing(found: Sequence[str]) -> bool:
    """Whether terms are named only to say that they do not help: "zero retention or not", "not even under a BAA"."""
    text = f" {' '.join(found)} "
    return any(f" {p} " in text for p in _NO_CHANGE)
