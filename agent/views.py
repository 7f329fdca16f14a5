"""What a screen shows beside the conversation: cost against volume, the facts behind a figure, the text around a
quote, the documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.nodes.desk import today
from tools.profile import Profile
from tools.results import Fact, Option

if TYPE_CHECKING:
    from agent.advisor import Advisor
    from knowledge.library import Document, Library
    from tools.decision.curves import CostCurve


def cost_curve(profile: Profile) -> CostCurve:
    """US dollars a month of every option, two decades either side of today's volume."""
    from knowledge.catalogue.load import load
    from tools.decision.curves import cost_curve as curve

    return curve(profile, load(), today())


def facts_behind(option: Option, facts: Sequence[Fact]) -> list[Fact]:
    """What an option's monthly cost is computed from, in the order of the calculation, the cost itself last."""
    from agent.evidence.followup.figures import STEPS

    wanted = ("volume", *STEPS.get(option, ()), f"monthly_{option}")
    return [fact for start in wanted for fact in facts if re.fullmatch(rf"{start}(?:_\d+)?", fact.id)]


def document_text(advisor: Advisor, source: str) -> str | None:
    """The whole text of an indexed document; None where it is no longer there."""
    try:
        return str(_library(advisor).document(source).text)
    except (LookupError, OSError):
        return None


def documents(advisor: Advisor) -> list[Document]:
    """What answers may cite: the documents that were added, then our summaries of the built-in sources."""
    return _library(advisor).documents()


def add_documents(advisor: Advisor, path: Path, progress: Callable[[int, int, str], None]) -> list[str]:
    """Indexes a file or a folder, which takes a while; one sentence for each file. Errors: LibraryError, OSError."""
    done = _library(advisor).add([path], progress)
    return [added.message for added in done] or ["There is no .txt, .md, .pdf or .html file there."]


def remove_document(advisor: Advisor, source: str) -> None:
    """Forgets a document that was added; the file stays. Error: UnknownSource (our summaries cannot be removed)."""
    _library(advisor).remove(source)


def _library(advisor: Advisor) -> Library:
    library: Library = advisor.desk(builtin=True).parts.library
    return library
