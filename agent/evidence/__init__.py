"""Evidence and writing: the ledger of what may be said, support from the library, both gates, and the answer itself."""

from agent.evidence.compose import Composed, compose

__all__ = ["Composed", "compose"]
