"""The meaning words: which phrases stand for which concept. Data only; ``~`` after a word adds its inflections.

Concepts are read per clause; the slot readers combine them (who, what, allowed or not) instead of matching sentences.
A file holds those of one subject.
"""

from __future__ import annotations

from agent.understanding.concepts.conversation import CONVERSATION
from agent.understanding.concepts.money import MONEY
from agent.understanding.concepts.people import PEOPLE
from agent.understanding.concepts.polarity import POLARITY
from agent.understanding.concepts.quality import QUALITY
from agent.understanding.concepts.rules import RULES
from agent.understanding.concepts.workload import WORKLOAD

CONCEPTS: dict[str, str] = {
    **POLARITY,
    **PEOPLE,
    **MONEY,
    **RULES,
    **WORKLOAD,
    **QUALITY,
    **CONVERSATION,
}
