"""What the phrase rules do not know: two small trained readings, beside the grammar.

Both stand on one trunk (``trunk.npz``): the embedding that the library searches with (MiniLM-L6, offline), its upper
half trained on texts that we wrote. ``senses.npz`` says for every slot that is answered in words which value a sentence
gives it; ``second.py`` is the only place where that meets the grammar. ``numbers.npz`` says which part every amount of
a message plays: ``repair.py`` mends the grammar's amounts with it where they come to no volume or it is certain of all
of them, ``direct.py`` fills the slots of a single number afterwards. All three are made by ``bench/reading/train.py``.
"""

from agent.understanding.learned.direct import fill_direct
from agent.understanding.learned.numbers import windows
from agent.understanding.learned.repair import certain, ours, read_numbers, repair
from agent.understanding.learned.second import second_reading, sentences_of
from agent.understanding.learned.trunk import trunk
from agent.understanding.scene import Scene


def prepare(s: Scene, *, numbers: bool) -> None:
    """Reads all that the heads will ask for at once. ``numbers``: whether amounts are going to be asked about."""
    amounts = [w.text for w in windows(s)] if numbers else []
    trunk().prepare([*amounts, *sentences_of(s)])


__all__ = ["certain", "fill_direct", "ours", "prepare", "read_numbers", "repair", "second_reading"]
