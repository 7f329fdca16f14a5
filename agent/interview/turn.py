"""One turn as the replies see it: what was asked of it, the profile, the new assessment; and what a reply is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.evidence.brief import decisive
from agent.interview.outcome import profile_of
from agent.schema import Citation
from agent.state import JSON, State
from tools.profile import Profile
from tools.results import Assessment, Fact

if TYPE_CHECKING:
    from agent.nodes.desk import Desk

POLITE = frozenset(("greeting", "thanks", "goodbye", "help", "what_means", "noted", "empty", "restarted", "identity"))
"""Tasks after which nobody waits for a recommendation as long as nothing was said about the case."""


@dataclass
class Reply:
    """Markdown, the facts behind its figures, and every citation numbered so far. ``wants_whole``: the whole
    recommendation is the answer to what was asked."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    citations: tuple[Citation, ...] = ()
    wants_whole: bool = False


@dataclass(frozen=True)
class Turn:
    """What a reply is made from."""

    state: State
    profile: Profile
    assessment: Assessment
    desk: Desk

    @property
    def previous(self) -> JSON:
        return self.state.get("previous") or {}

    @property
    def kinds(self) -> set[str]:
        return {str(t["kind"]) for t in self.state.get("tasks") or []}

    @property
    def known(self) -> bool:
        """Whether enough is known for a recommendation to mean something."""
        return self.assessment.status == "final" or decisive(self.profile)

    @property
    def whole(self) -> bool:
        """Whether the whole recommendation is shown: it is new, it changed, or this is all the user will see.

        A fact that leaves the option as it was is answered with what it changed (``agent.interview.update``)."""
        if self.desk.full or self.kinds & {"whole", "details"}:
            return True
        if not self.previous.get("shown", bool(self.previous)):
            return self.profile != Profile() or not self.kinds or not self.kinds <= POLITE
        if not self.state.get("changed"):
            return False
        if not self.known:
            return bool(self.previous.get("known", True)) and self.profile != Profile()
        return not self.previous.get("known", True) or self.previous.get("option") != self.assessment.option


def turn_of(state: State, assessment: Assessment, desk: Desk) -> Turn:
    return Turn(state, profile_of(state), assessment, desk)


def cited(said: list[Reply]) -> tuple[Citation, ...]:
    """The citations of replies so far: the next one goes on with their numbers, and so does the recommendation."""
    return max((r.citations for r in said), key=len, default=())
