"""Half of the embedding model, cut out of its file."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.library.embed import MIDDLE, Embedding, model_file
from knowledge.library.part import part


def test_the_half_is_smaller_and_makes_the_middle_of_the_model() -> None:
    model = model_file().read_bytes()
    half = part(model, MIDDLE)
    assert len(half) < 0.85 * len(model)
    assert part(half, MIDDLE) == half


def test_a_value_that_no_model_makes_is_refused() -> None:
    with pytest.raises(ValueError, match="makes no 'tea'"):
        part(model_file().read_bytes(), "tea")


def test_texts_read_together_are_read_as_alone() -> None:
    texts = ["No vendor at all.", "We push about 40M tokens a day through the assistant.", ""]
    together = Embedding().pieces(texts)
    for text, (states, spans) in zip(texts, together, strict=True):
        alone, same = Embedding().pieces([text])[0]
        assert spans == same
        assert len(spans) == len(states)
        assert np.allclose(alone, states, atol=1e-4)
    assert together[0][1][1] == (0, 2)  # "No"
