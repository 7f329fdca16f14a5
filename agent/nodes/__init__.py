"""The five steps of the graph, one file each. Imported with the first message."""

from agent.nodes.assess import assess
from agent.nodes.listen import listen
from agent.nodes.support import support
from agent.nodes.understand import understand
from agent.nodes.write import write

__all__ = ["assess", "listen", "support", "understand", "write"]
