"""The upkeep of a second vendor is paid once for each vendor, whatever goes there."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from knowledge.catalogue.load import load
from tools.decision import assess
from tools.decision.case import build
from tools.decision.evaluate import MANAGED, central_rows, evaluate
from tools.profile import Profile, Regulation, Workload
from tools.results import OPTIONS, Assessment

AT = dt.date(2026, 11, 21)
UPKEEP = load().defaults["managed_upkeep_usd_month"].mid
OPEN = Regulation(regimes=(), third_party="allowed")
CHAT = Workload(name="chat", tokens_per_day=4e7, input_share=0.8, quality="open_large")
MAIL = CHAT.model_copy(update={"name": "mail", "tokens_per_day": 9e7})
TOP = Workload(name="top", tokens_per_day=2e7, input_share=0.8, quality="frontier")


def decide(*workloads: Workload) -> Assessment:
    return assess(Profile(workloads=workloads, regulation=OPEN), load(), at=AT)


def test_two_workloads_at_one_vendor_pay_it_once() -> None:
    both, alone = decide(CHAT, MAIL), [decide(w) for w in (CHAT, MAIL)]
    lines = {line.name: line.usd for line in both.costs["managed_open"].lines}
    assert lines["upkeep of a second vendor"] == pytest.approx(UPKEEP)
    each = [a.costs["managed_open"].monthly_usd for a in alone]
    total = both.costs["managed_open"].monthly_usd
    assert total is not None and None not in each
    assert total.mid == pytest.approx(sum(x.mid for x in each if x) - UPKEEP, abs=0.05)
    assert sum(lines.values()) == pytest.approx(total.mid, abs=0.05)


def test_a_split_pays_all_of_it_for_the_one_that_goes_there() -> None:
    found = decide(CHAT, TOP)
    assert [c.option for c in found.by_workload] == ["managed_open", "frontier_api"]
    alone = decide(CHAT).costs["managed_open"].monthly_usd
    assert alone is not None and found.by_workload[0].monthly_usd.mid == pytest.approx(alone.mid, abs=0.05)
    chosen = {f.id: f.value for f in found.facts}["chosen_usd"]
    assert chosen == pytest.approx(sum(c.monthly_usd.mid for c in found.by_workload), abs=0.05)


def test_as_many_upkeeps_as_vendors_in_every_row_of_every_choice() -> None:
    workloads = (CHAT, MAIL, CHAT.model_copy(update={"name": "small", "quality": "open_small"}), TOP)
    case = build(Profile(workloads=workloads, regulation=OPEN), load(), AT)
    o = evaluate(case, central_rows(case.params, 1), 1)
    providers = [w.managed[w.workload.quality].provider for w in case.workloads[:3] if w.workload.quality]
    rng = np.random.default_rng(3)
    for _ in range(50):
        choice = rng.integers(0, len(OPTIONS), len(workloads))
        choice[3] = 0
        plain = sum(float(o.monthly[w, c, 0]) for w, c in enumerate(choice))
        own = sum(UPKEEP / (o.vendor[:, c, 0] == o.vendor[w, c, 0]).sum() for w, c in enumerate(choice) if c == MANAGED)
        vendors = {providers[w] for w, c in enumerate(choice[:3]) if c == MANAGED}
        there = [w for w, c in enumerate(choice) if o.vendor[w, c, 0] and c != MANAGED]  # under restricted terms
        if not there:
            assert float(o.of(choice).sum()) == pytest.approx(plain - own + UPKEEP * len(vendors))


def test_no_second_vendor_joins_for_a_part_of_its_upkeep() -> None:
    """A saving that half of the upkeep would let through, and all of it does not."""
    tiny = CHAT.model_copy(update={"tokens_per_day": 1e5})
    found = decide(tiny, TOP)
    assert all(c.option != "managed_open" for c in found.by_workload)
