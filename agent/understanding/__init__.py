"""The built-in reader: what people write becomes a profile, without any language model.

``read(message, profile, asked=..., turn=...)`` is the one door. The way of a message: plain text -> tokens
(numbers with
scale, words with spelling mended) -> sentences and clauses with their scope (negated, supposed, asked, quoted) ->
quantities (amount, unit, period) -> slot readers -> merge into the profile. Every change names the words it came from.

Facts that have no slot of their own ("200 users", "12 hours a day") are remembered as words under the slot they serve
(``workloads[0].tokens_per_day``) in ``profile.said`` and are read again, so facts may come in any order.
"""

from agent.understanding.reader import read
from agent.understanding.types import Act, Reading, Slip

__all__ = ["Act", "Reading", "Slip", "read"]
