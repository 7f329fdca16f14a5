"""The same facts in any order and split over any number of messages make the same profile."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.understanding import read
from tools.profile import Profile

VOLUMES = (
    ("We have 200 users.", "Each user sends 20 messages a day.", "A message is about 1,500 tokens."),
    ("We handle 50,000 requests a day.", "A request has 600 input tokens.", "It is 200 output tokens per request."),
    ("We process 12M tokens a day.", "80% of the tokens are input."),
    ("It runs 10 hours a day.", "We see 400k tokens an hour.", "There is traffic on weekdays only."),
    ("We read 2,000 documents a day.", "There are 10 pages per document.", "It is 500 tokens per page."),
)
OTHERS = (
    "We pay OpenAI $12,000 a month.", "HIPAA applies.", "GDPR applies to us.", "We have no GPU engineers.", "Any vendor is allowed.",  # noqa: E501
    "The peak is four times the average.", "Answers must come back within 800 ms.", "We grow 50% a year.", "An open 70B passes our evals.",  # noqa: E501
    "We will not hire.", "We run on Kubernetes.", "The network is air-gapped.",
)  # fmt: skip
WORKLOADS = (
    ("Our chatbot uses 2M tokens a day.", "The contract summaries take 9M tokens a day.", "Code generation takes 4M tokens a day."),  # noqa: E501
    ("Invoice extraction takes 3M tokens a day.", "The invoice extraction can wait overnight.", "Our RAG assistant takes 1M tokens a day.", "The RAG assistant must answer within 2 seconds."),  # noqa: E501
)  # fmt: skip


def shards(facts: list[str], cuts: list[bool]) -> list[str]:
    out = [facts[0]]
    for fact, cut in zip(facts[1:], cuts, strict=False):
        if cut:
            out.append(fact)
        else:
            out[-1] += " " + fact
    return out


def profile_of(messages: list[str]) -> dict:
    profile = Profile()
    for turn, message in enumerate(messages):
        profile = read(message, profile, turn=turn).profile
    data = profile.model_dump()
    data["workloads"] = sorted(data["workloads"], key=lambda w: w["name"])
    data["said"] = sorted((s["slot"].split("].")[-1], s["words"]) for s in data["said"])
    return data


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_workload(data: st.DataObject) -> None:
    facts = [
        *data.draw(st.sampled_from(VOLUMES)),
        *data.draw(st.lists(st.sampled_from(OTHERS), unique=True, max_size=6)),
    ]
    order = data.draw(st.permutations(facts))
    cuts = data.draw(st.lists(st.booleans(), min_size=len(facts), max_size=len(facts)))
    assert profile_of(shards(order, cuts)) == profile_of([" ".join(facts)])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_several_workloads(data: st.DataObject) -> None:
    facts = list(data.draw(st.sampled_from(WORKLOADS)))
    order = data.draw(st.permutations(facts))
    cuts = data.draw(st.lists(st.booleans(), min_size=len(facts), max_size=len(facts)))
    assert profile_of(shards(order, cuts)) == profile_of(facts)
