"""Memos of a few sentences, each made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent import memo
from agent.advisor import Advisor
from agent.memo import Memo
from agent.settings import load_settings
from tools.profile import Profile, Said, with_slot

CASES = {
    "move": "We summarise tickets with gpt-5.5 at OpenAI, 300M tokens a day, pay 90k dollars a month, GDPR, two "
    "engineers have run GPUs. An open 70B model was good enough in our tests.",
    "forced": "HIPAA, counsel refuses every outside vendor. RAG over records, 40M tokens a day. We have a dedicated "
    "GPU team and our own machine room; a small open model was good enough in our evaluation.",
    "hybrid": "Chat assistant with Claude Sonnet, 20M tokens a day, needs a frontier model, and classification of "
    "e-mails, 800M tokens a day, where an open small model is good enough. Dedicated GPU team.",
    "many": "Support chat: 40M tokens a day, peak 4x. Contract extraction: 120M tokens a day, batchable. Code "
    "completion: 200M tokens a day with latency 500 ms. Meeting summaries: 15M tokens a day. Translation of product "
    "descriptions: 300M tokens a day. We use gpt-5.5 at OpenAI and pay 140,000 dollars a month. GDPR. Two engineers "
    "who have run GPUs, growth 80% a year. Open large models are good enough.",
    "bill": "We spend about 9,000 dollars a month with OpenAI on gpt-5.5 and don't know our volume.",
    "small": "2M tokens a day with gpt-5.5 from OpenAI, nobody knows GPUs",
}
HOSTILE = "<script>alert(1)</script> *bold* [1](http://x.example) | pipe {{cost}} #set text(red) \\u202e"


@pytest.fixture
def cases() -> dict[str, str]:
    return CASES


def hostile() -> Profile:
    """A profile in which every word that a person may write is made to do harm in some kind of file."""
    profile = with_slot(Profile(), "workloads[0].tokens_per_day", 30e6)
    for slot in ("workloads[0].name", "current.model", "current.provider"):
        profile = with_slot(profile, slot, HOSTILE)
    said = Said(slot="workloads[0].tokens_per_day", words=HOSTILE, message=1)
    return profile.model_copy(update={"said": (said,)})


@pytest.fixture(scope="session")
def memo_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Memo]:
    advisor = Advisor(load_settings(home=str(Path(tmp_path_factory.mktemp("memo-home")))))
    made: dict[str, Memo] = {}

    def make(case: str) -> Memo:
        if case not in made:
            profile = hostile() if case == "hostile" else advisor.ask([CASES[case]]).profile
            made[case] = memo.make(profile, advisor.desk(builtin=True))
        return made[case]

    return make
