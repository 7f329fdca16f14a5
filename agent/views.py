"""What a screen draws beside the conversation: cost against volume, and the text around a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.nodes.desk import today
from tools.profile import Profile

if TYPE_CHECKING:
    from agent.advisor import Advisor
    from tools.decision.curves import CostCurve


def cost_curve(profile: Profile) -> CostCurve:
    """US dollars a month of every option, two decades either side of today's volume."""
    from knowledge.catalogue.load import load
    from tools.decision.curves import cost_curve as curve

    return curve(profile, load(), today())


def document_text(advisor: Advisor, source: str) -> str | None:
    """The whole text of an indexed document; None where it is no longer there."""
    try:
        return str(advisor.desk(builtin=True).parts.library.document(source).text)
    except (LookupError, OSError):
        return None
