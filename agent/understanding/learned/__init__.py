"""What the phrase rules do not know: two small trained readings, beside the grammar.

Both go through the embedding that the library searches with (MiniLM-L6, offline), and one small trained layer on top.
``senses.npz`` (made by ``bench/reading/senses.py`` from sentences that we wrote) says for every slot that is answered
in words which value a sentence gives it; ``second.py`` is the only place where that meets the grammar. ``numbers.npz``
(made by ``bench/reading/numbers.py``) says which part every amount of a message plays: ``repair.py`` mends the
grammar's amounts with it where they come to no volume, ``direct.py`` fills the slots of a single number afterwards. A
sure reading fills what the grammar left open, and may contradict it.
"""

from agent.understanding.learned.direct import fill_direct
from agent.understanding.learned.repair import ours, read_numbers, repair
from agent.understanding.learned.second import second_reading

__all__ = ["fill_direct", "ours", "read_numbers", "repair", "second_reading"]
