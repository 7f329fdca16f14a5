"""Whether there is a way from the system to the internet: a denial, a cut or a link, and the network it is said of."""

from __future__ import annotations

from agent.understanding.clauses import Clause
from agent.understanding.draft import Draft
from agent.understanding.lexicon import Hit
from agent.understanding.polarity import NEGATORS
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

SLOT = "regulation.air_gapped"
_NET = words("external internet web online uplink outside connectivity network networks outbound shore land world")
_LINK = words("""
    connected connection connections connectivity link linked links route routes path access reach reachable wire
    wired
    cable line attached plugged hooked online touches contact uplink egress exit
""")
_CUT = words("""
    cut isolated separated separate disconnected offline sealed severed unplugged detached standalone islanded
    segregated
    walled closed off
""")
_WHOLLY = words("fully completely entirely totally permanently physically strictly wholly")
_IMPOSSIBLE = words("impossible forbidden prohibited unavailable blocked missing disabled banned")
_OURS = words("""
    we system systems server servers machine machines network site plant it they everything cluster environment
    building
    lab normal ordinary regular usual outbound available there here ordinary fine everybody
""")
_USUAL = words("regular ordinary normal usual standard")
_MUST = words("must should has website shop service")  # "the website must be online"
_SELF_NEGATIVE = words("no without not isn't never kein sin")
_REACH = 8  # words between a denial and the network it denies


def read_air_gap(s: Scene, draft: Draft, clause: Clause) -> None:
    """``regulation.air_gapped`` from one clause."""
    if (hits := clause.of("INTERNET")) and not clause.has("AIR_GAP"):
        return _internet(s, draft, clause, hits[0])
    if hits and s.tokens[hits[0].start].text == "not":  # "not air-gapped"
        return draft.set(SLOT, False, (hits[0].start, hits[0].end))
    if hits := clause.of("AIR_GAP") or _no_network(clause):
        return _gap(s, draft, clause, hits[0])
    found = s.words(clause.start, clause.end)
    at = (clause.start, clause.end)
    if _cut_off(found) or _no_link(found) or _kept_offline(found):
        draft.set(SLOT, True, at)
    elif "internet" in found and (_USUAL | {"reach"}) & set(found) and _OURS & set(found) and not NEGATORS & set(found):
        draft.set(SLOT, False, at)
    return None


def _internet(s: Scene, draft: Draft, clause: Clause, h: Hit) -> None:
    """Internet access that there is, or that is denied."""
    found = s.words(clause.start, clause.end)
    denied = any(x.end <= h.start for x in clause.of("NEG"))
    if denied or _IMPOSSIBLE & set(found[h.start - clause.start :]):
        draft.set(SLOT, True, (clause.start, clause.end))
    elif not clause.prefixed("task:") and not (
        found[h.start - clause.start] == "online" and _MUST & set(found)
    ):  # "it answers questions about internet access"
        draft.set(SLOT, False, (h.start, h.end))


_ASIDE = words("between behind around above beneath")


def _of_air(s: Scene, h: Hit) -> bool:
    """ "an air gap of two inches", "the air gap between the panes": a hollow."""
    after = s.words(h.end, h.end + 2)
    return bool(_ASIDE & set(after[:1])) or (after[:1] == ["of"] and s.tokens[h.end + 1].kind == "num")


def _gap(s: Scene, draft: Draft, clause: Clause, first: Hit) -> None:
    if first in clause.hits and _of_air(s, first):
        s.sentences[clause.sentence].sure |= {"air_gapped"}
        return
    own_negation = first not in clause.hits or s.tokens[first.start].text in _SELF_NEGATIVE
    denied = not own_negation and any(h.end <= first.start and first.start - h.end <= 4 for h in clause.of("NEG"))
    after = s.words(first.end, s.sentences[clause.sentence].end)
    if not own_negation and "?" in after[:2]:  # "air-gapping? Required by nobody."
        denied = denied or bool(NEGATORS & set(after))
    draft.set(SLOT, not denied, (first.start, first.end))


def _no_network(clause: Clause) -> list[Hit]:
    """ "nothing there can reach the internet", "physically separated from the internet"."""
    net = clause.of("NETWORK")
    if not net:
        return []
    denial = [h for h in clause.of("NEG", "CUT_OFF") if -3 <= net[0].start - h.end <= _REACH and h.start <= net[-1].end]
    return [Hit("AIR_GAP", denial[0].start, max(denial[0].end, net[-1].end))] if denial else []


def _cut_off(found: list[str]) -> bool:
    """ "cut off from any network", "separated from everything outside", "runs fully disconnected"."""
    for i, word in enumerate(found):
        if word not in _CUT or {"not", "isn't", "never"} & set(found[max(0, i - 3) : i]):
            continue
        if word in ("disconnected", "offline") and _WHOLLY & set(found[max(0, i - 2) : i]):
            return True
        after = found[i + 1 : i + 6]
        if "from" in after and {"network", "networks", "internet", "world", "outside", "web"} & set(after):
            return True
    return False


def _kept_offline(found: list[str]) -> bool:
    """ "the whole environment is kept offline"."""
    kept = {"kept", "stays", "remains", "operates", "always", "runs"}
    return any(w == "offline" and kept & set(found[max(0, i - 3) : i]) for i, w in enumerate(found)) and bool(
        _OURS & set(found)
    )


def _no_link(found: list[str]) -> bool:
    """ "not connected to anything outside", "nothing in that building is online"."""
    for i, word in enumerate(found):
        if word in NEGATORS:
            after = found[i + 1 : i + 1 + _REACH]
            if _LINK & set(after) and _NET & set(after) and not {"yet", "only", "vendor", "gpu", "data"} & set(after):
                return "outside" not in after or bool({"connected", "link", "connection", "wire", "line"} & set(after))
    return False
