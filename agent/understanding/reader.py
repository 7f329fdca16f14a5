"""The one door: ``read(message, profile)``."""

from __future__ import annotations

from agent.understanding.draft import Draft
from agent.understanding.loads import read_loads
from agent.understanding.money import read_money
from agent.understanding.providers import read_providers
from agent.understanding.rules import read_rules
from agent.understanding.scene import scene
from agent.understanding.segments import segments
from agent.understanding.team import read_team
from agent.understanding.traffic import read_traffic
from agent.understanding.types import Act, Reading
from tools.profile import Profile


def read(message: str, profile: Profile, *, asked: str | None = None, turn: int = 0) -> Reading:
    """What a message says, put into the profile. ``asked``: the slot the advisor has just asked for."""
    s = scene(message)
    if not s.tokens:
        return Reading(profile, language=s.language)
    draft = Draft(profile, s, turn)
    correcting = any(x.has("CHANGE") for x in s.sentences)
    parts = segments(s, tokens_known=any(w["tokens_per_day"] is not None for w in draft.workloads))
    placed = read_loads(s, draft, parts, fresh=correcting)
    read_traffic(s, draft, placed)
    read_money(s, draft, correcting=correcting)
    read_providers(s, draft)
    read_rules(s, draft)
    read_team(s, draft)
    acts = (Act("facts", message),) if draft.changes else ()
    return Reading(draft.profile(), tuple(draft.changes), acts, language=s.language)
