"""Does a passage bear on a sentence? It must share what the sentence is about, not merely stand under its topic."""

from __future__ import annotations

import functools
import re

STEM = 6  # letters: enough to tell words apart, short enough to join their forms
_WORD = re.compile(r"[a-z][\w-]{3,}")
_EVALUATING = ("benchmark", "measure", "tested", "testing", "leaderboard", "ranking")
_SAME = {word[:STEM]: "evalua" for word in _EVALUATING}
_COMMON = """your yours with this that these those they them then than when what which while will would should could
can from into over under also only first last next even more most some many other such each every both same own model
models month months answer answers keep take make have does done been being were where there here very right still
whatever team teams data need needs real large small part back work works thing things workload workloads provider"""
_SAYS_NOTHING = frozenset(word[:STEM] for word in _COMMON.split())


@functools.lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, roughly stemmed; words for evaluating count as one."""
    stems = (w[:STEM] for w in _WORD.findall(text.lower()))
    return frozenset(_SAME.get(s, s) for s in stems if s not in _SAYS_NOTHING)


def shared(text: str, quote: str) -> int:
    """How many words of meaning two texts have in common."""
    return len(content_words(text) & content_words(quote))
