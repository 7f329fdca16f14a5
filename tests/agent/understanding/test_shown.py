"""Conversions are shown as they were computed."""

from agent.understanding import read
from tools.profile import Profile


def test_what_goes_in_and_what_comes_out_are_added_before_they_are_multiplied() -> None:
    reading = read("900 employees, 25 questions a day each with 6k tokens in and 400 tokens out", Profile())
    (shown,) = [c.shown for c in reading.changes if c.slot.endswith("tokens_per_day")]
    assert shown == ("900 employees x 25 questions a day x (6,000 tokens in + 400 tokens out) = 144M tokens a day")
