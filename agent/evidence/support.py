"""Which passages bear a reason out, and which speak against it.

A passage supports a reason only if it is a prepared claim of the reason's topic, mainly about that topic where any is,
leans the same way, and, where both name a figure of the same kind, names about the same one. A passage that says from
which volume on own GPUs pay leans towards them above it and away from them below. bench/support measures
how often that is right. Documents that users add are never support: they hold no
prepared claims, so nothing written in them can move or adorn a recommendation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from weakref import WeakKeyDictionary

from agent.evidence import lexer
from agent.evidence.ledger import Record
from agent.evidence.protocols import Library, Passage, Stance
from tools.results import Option

SAME = 2.0  # figures within this factor say the same thing about a cost or a volume
MOST = 3  # passages looked at for a topic
WIDER = 5  # where those that lean one way, or bear on one sentence, are wanted
MEASURED = frozenset(
    {
        "break_even_frontier",
        "break_even_open_api",
        "break_even_general",
        "volume_threshold",
        "gpu_cost",
        "ops_cost",
        "observability_cost",
        "updates_cost",
        "on_call",
        "total_70b_cost",
        "frontier_price",
        "throughput_pair",
    }
)
"""Topics whose passages put a figure to what a reason computes; elsewhere figures are bands or anecdotes."""
CHOOSING = frozenset(
    {
        "break_even_frontier",
        "break_even_open_api",
        "break_even_general",
        "volume_threshold",
        "success_story",
        "failure_story",
        "decision_flow",
        "payback",
        "bill_small",
        "bill_mid",
        "bill_large",
        "api_default",
        "managed_open",
        "who_self_hosts",
    }
)
"""Topics that lean towards or away from own GPUs; elsewhere a passage states a fact, whichever way it leans."""
_KINDS = {
    "usd_month": "usd",
    "usd": "usd",
    "usd_mtok": "usd",
    "usd_gpu_hour": "usd",
    "tokens_day": "token",
    "tokens_month": "token",
    "tok_s": "tok/s",
    "output_tok_s": "tok/s",
    "total_tok_s": "tok/s",
    "ms": "ms",
    "hours_month": "hour",
    "share": "share",
    "months": "month",
}
"""Which figures of a text can be set beside a unit of the ledger."""
FIGURE_KINDS = frozenset(_KINDS.values())


@dataclass(frozen=True)
class Evidence:
    """Passages in the order of their worth."""

    supports: tuple[Passage, ...] = ()
    opposes: tuple[Passage, ...] = ()


_Kept = WeakKeyDictionary[Library, tuple[object, dict[tuple[str, int], tuple[Passage, ...]]]]


class Claims:
    """Prepared claims by topic, read once for each library and state of it."""

    _kept: ClassVar[_Kept] = WeakKeyDictionary()

    def __init__(self, library: Library) -> None:
        self._library = library
        state = getattr(library, "generation", None)
        kept = self._kept.get(library)
        if kept is None or state is None or kept[0] != state:
            kept = (state, {})
            self._kept[library] = kept
        self._of = kept[1]

    def __call__(self, topic: str, k: int = MOST) -> tuple[Passage, ...]:
        if (topic, k) not in self._of:
            self._of[topic, k] = tuple(p for p in self._library.claims(topic, k) if p.claim_id is not None)
        return self._of[topic, k]


def figure_kind(unit: str) -> str | None:
    """``token`` for tokens a day, ``usd`` for money, ...; None where texts have no such figure."""
    return _KINDS.get(unit)


def evidence(
    claims: Claims,
    topic: str,
    option: Option,
    figures: Sequence[Record] = (),
    *,
    choosing: bool = False,
    volume: float | None = None,
) -> Evidence:
    """Passages for and against a reason that speaks for ``option`` and states ``figures``. ``choosing``: the reason is
    about where to run it, whatever its topic. ``volume``: the user's tokens a day, where they are known."""
    supports: list[Passage] = []
    opposes: list[Passage] = []
    for passage in _mainly(claims(topic, WIDER if choosing else MOST), topic, choosing):
        agrees = figures_agree(passage.quote, figures) if topic in MEASURED else None
        leaning = choosing or topic in CHOOSING
        if agrees is None and leaning and _undecided(passage, volume):
            continue
        against = agrees is False or (agrees is None and leaning and _leans(passage, option, volume) is False)
        (opposes if against else supports).append(passage)
    return Evidence(tuple(supports), tuple(opposes))


def _mainly(passages: Sequence[Passage], topic: str, choosing: bool) -> Sequence[Passage]:
    """Those whose first topic it is; all where there is none, or where the choice itself is the matter."""
    found = [p for p in passages if p.topics[:1] == (topic,)]
    return passages if choosing else found or passages


def _leans(passage: Passage, option: Option, volume: float | None) -> bool | None:
    """True with the option, False against it, None neither."""
    stance = _stance(passage, volume)
    if stance == "neutral" or option == "hybrid":
        return None
    return (stance == "for") == (option == "self_host")


def _undecided(passage: Passage, volume: float | None) -> bool:
    """Whether the volume lies within the range from which the passage says that own GPUs pay."""
    return passage.pays_from is not None and volume is not None and _stance(passage, volume) == "neutral"


def _stance(passage: Passage, volume: float | None) -> Stance:
    """For or against hosting it oneself, at this volume. Within the range that a passage gives it is neither."""
    if passage.pays_from is None or volume is None:
        return passage.stance
    least, most = passage.pays_from
    return "against" if volume < least else "for" if volume > most else "neutral"


def figures_agree(quote: str, figures: Iterable[Record]) -> bool | None:
    """None when the quote and the reason name no figure of the same kind."""
    wanted = [
        (kind, float(r.value)) for r in figures if (kind := figure_kind(r.unit)) and isinstance(r.value, (int, float))
    ]
    named = list(lexer.quantities(quote))
    pairs = [(q, value) for kind, value in wanted for q in named if q.unit == kind and q.value > 0]
    if not pairs:
        return None
    return any(q.value / SAME <= value <= q.high * SAME for q, value in pairs)
