"""A volume that is hardly anything for the people said to use it: asked back once, of all together or of each?"""

from __future__ import annotations

from collections.abc import Iterable

from agent.evidence import units
from agent.interview import bank
from agent.schema import Question
from agent.understanding.scene import scene
from tools.profile import Profile, Said, with_slot

SLOT = "workloads[0].tokens_per_day"
KEY = f"tiny:{SLOT}"
ALL, EACH = "of all together", "of each of them"
LEAST = 100  # tokens a day and user: not even one short question with its answer


def users(words: Iterable[str]) -> float:
    """The largest number of users in the user's messages; 0 where there is none."""
    return max((q.value for text in words for q in scene(text).amounts if q.kind == "users"), default=0.0)


def question(profile: Profile, words: Iterable[str]) -> Question | None:
    """The question, where one volume is known and comes to less than a question a day for each user."""
    if len(profile.workloads) != 1 or not (volume := profile.workloads[0].tokens_per_day):
        return None
    heads = users(words)
    if volume >= LEAST * heads:
        return None
    text = bank.say("tiny", users=units.number(heads, exact=True), volume=units.say(volume, "tokens/day", exact=True))
    return Question(slot=SLOT, text=text, why=bank.say("tiny_why"), choices=(ALL, EACH))


def settled(profile: Profile, choice: str, words: Iterable[str]) -> Profile:
    """The profile after the answer: the volume as it is, or times the users."""
    volume = profile.workloads[0].tokens_per_day if profile.workloads else None
    if choice != EACH or volume is None:
        return profile
    mark = Said(slot=SLOT, words=choice, message=0)
    others = tuple(s for s in profile.said if s.slot != SLOT)
    return with_slot(profile, SLOT, volume * users(words)).model_copy(update={"said": (*others, mark)})
