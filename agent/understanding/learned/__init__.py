"""What the phrase rules do not know: a small trained reading of whole sentences, beside the grammar.

A sentence goes through the embedding that the library searches with (MiniLM-L6, offline), and one small trained layer
(``senses.npz``, made by ``bench/reading/senses.py`` from sentences that we wrote) says for every slot that is answered
in words which value the sentence gives it, and how sure it is. ``second.py`` is the only place where that meets the
grammar: a sure reading fills what the grammar left open, and may contradict it. Numbers are never read here.
"""

from agent.understanding.learned.second import second_reading

__all__ = ["second_reading"]
