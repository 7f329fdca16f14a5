"""Brings what an older version saved up to the present shape, one step at a time.

``STEPS[n]`` turns a state of schema ``n`` into one of schema ``n + 1``; ``ANSWERS[n]`` does it to an answer in the
journal. Whoever changes a saved shape raises ``agent.state.SCHEMA`` (or ``ANSWER_SCHEMA``), adds the step here and a
saved session of the old shape to the tests. A schema newer than ours is refused where it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent.errors import SessionError
from agent.state import JSON

Step = Callable[[JSON], JSON]
ANSWER_SCHEMA = 1  # of the public JSON of an answer (agent.schema.Answer)
STEPS: Mapping[int, Step] = {}
ANSWERS: Mapping[int, Step] = {}


def migrated(data: JSON, to: int, steps: Mapping[int, Step]) -> JSON:
    """The data at schema ``to``; the same object where it is there already. Error: SessionError where a step is
    missing."""
    while (found := data.get("schema", to)) < to:
        if found not in steps:
            raise SessionError(f"This session is of schema {found}, which this breakeven can no longer read.")
        data = {**steps[found](data), "schema": found + 1}
    return data
