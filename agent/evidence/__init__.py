"""Evidence and writing: the ledger of what may be said, support from the library, both gates, and the answer itself."""

from agent.evidence.compose import Composed, compose
from agent.evidence.followup import Reply, answer_question

__all__ = ["Composed", "Reply", "answer_question", "compose"]
