"""What a memo says: everything promised is there, and nothing in it is from outside the ledger and the quotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest

from agent import memo
from agent.advisor import Advisor
from agent.memo import Memo, MemoError
from agent.memo.document import Bullets, CostChart, Paragraph, Signatures, Source, Table, Tiles, VolumeChart
from agent.memo.inline import plain, runs
from agent.memo.plan import due
from agent.settings import load_settings
from tools.profile import Profile

Make = Callable[[str], Memo]


def texts(made: Memo) -> Iterator[str]:
    for section in (*made.first, *made.rest):
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield block.text
                case Bullets():
                    yield from block.items
                case Tiles():
                    yield from (t.value for t in block.tiles)
                case Table():
                    yield from (cell for row in (block.head, *block.rows) for cell in row)


@pytest.mark.parametrize("case", ["move", "forced", "hybrid", "many", "bill", "small", "hostile"])
def test_no_line_was_refused_and_every_mark_has_its_source(memo_of: Make, case: str) -> None:
    made = memo_of(case)
    assert made.refused == ()
    known = {c.n for c in made.citations}
    assert {r.ref for t in texts(made) for r in runs(t) if r.ref is not None} <= known
    shown = [b for s in made.rest for b in s.blocks if isinstance(b, Source)]
    assert [(s.n, s.quote) for s in shown] == [(c.n, c.quote) for c in made.citations]


@pytest.mark.parametrize("case", ["move", "forced", "hybrid", "small"])
def test_the_first_page_has_what_is_signed(memo_of: Make, case: str) -> None:
    made = memo_of(case)
    assert [s.title for s in made.first][:4] == ["Decision", "For this case", "Why", "What it costs"]
    titles = [s.title for s in made.first if s.title != "Mind"]  # only where there is something to be minded
    assert titles[-3:] == ["What would change this", "What happens next", ""]
    assert isinstance(made.first[-1].blocks[0], Signatures)
    chart = next(b for s in made.first for b in s.blocks if isinstance(b, CostChart))
    assert chart.ranges[0].chosen and all(r.low <= r.mid <= r.high for r in chart.ranges)


def test_the_first_page_says_what_the_case_is(memo_of: Make) -> None:
    """Who is handed the memo did not see the conversation."""
    case = next(s for s in memo_of("move").first if s.title == "For this case")
    known, assumed = (b.text for b in case.blocks if isinstance(b, Paragraph))
    assert known.startswith("**Known:**") and "300M tokens a day" in known and "$90,000 a month" in known
    assert assumed.startswith("**Assumed:**")


def test_a_volume_that_nobody_stated_is_said_to_be_assumed(memo_of: Make) -> None:
    case = next(s for s in memo_of("bill").first if s.title == "For this case")
    assert "**Assumed:** a volume of" in " ".join(b.text for b in case.blocks if isinstance(b, Paragraph))


def test_what_overrules_a_wish_stands_where_it_is_signed(memo_of: Make) -> None:
    made = memo_of("bill")
    mind = next(b for s in made.first if s.title == "Mind" for b in s.blocks if isinstance(b, Bullets))
    assert 1 <= len(mind.items) <= 2
    elsewhere = {t for s in made.rest for b in s.blocks if isinstance(b, Bullets) for t in b.items}
    assert not elsewhere & set(mind.items)


@pytest.mark.parametrize("case", ["move", "forced", "hybrid", "many"])
def test_no_id_that_only_the_program_knows_and_no_command_among_the_sentences(memo_of: Make, case: str) -> None:
    told = list(texts(memo_of(case)))
    assert not [t for t in told if re.search(r"\bm\d{2,3}\b|\d{3}_[0-9a-f]{16}|_usd_|`", t)]


def test_a_split_is_in_the_table_and_in_the_plan(memo_of: Make) -> None:
    made = memo_of("hybrid")
    costs = next(b for s in made.rest if s.title == "Costs" for b in s.blocks if isinstance(b, Table))
    assert costs.rows[0][0] == "Split by workload" and costs.rows[0][-1] == "recommended" and costs.strong == (0,)
    assert any("good enough for this workload (chat assistant)" in row[-1] for row in costs.rows)
    steps = [row[1] for s in made.rest if s.title == "Plan" for b in s.blocks if isinstance(b, Table) for row in b.rows]
    assert any(s.startswith("Classification: ") for s in steps) and any(s.startswith("Chat assistant: ") for s in steps)


def test_what_workloads_have_in_common_is_said_once(memo_of: Make) -> None:
    made = memo_of("hybrid")
    tables = {s.title: b for s in made.rest for b in s.blocks if isinstance(b, Table)}
    assumed = tables["What was assumed"].rows
    assert len(assumed) < len(made.recommendation.assumptions)
    assert len(set(tables["Figures and prices"].rows)) == len(tables["Figures and prices"].rows)


def test_the_shorter_memo_keeps_every_dated_price_and_says_where_the_rest_is(memo_of: Make) -> None:
    whole = memo_of("hybrid")
    pdf = pytest.importorskip("agent.memo.pdf")
    full, short = (_figures(m) for m in (whole, pdf.shorter(whole)))
    dated = [row for row in full.rows if row[-1] and not row[0].startswith("Blended price")]
    assert list(short.rows) == dated and len(short.rows) < len(full.rows)
    assert any(pdf.ELSEWHERE in text for text in texts(pdf.shorter(whole)))


def _figures(made: Memo) -> Table:
    section = next(s for s in made.rest if s.title == "Figures and prices")
    return next(b for b in section.blocks if isinstance(b, Table))


def test_the_charts_hold_the_figures_of_the_recommendation(memo_of: Make) -> None:
    made = memo_of("move")
    costs = made.recommendation.costs
    chart = next(b for s in made.first for b in s.blocks if isinstance(b, CostChart))
    for r in chart.ranges:
        band = costs[r.option].monthly_usd
        assert band is not None and (r.low, r.mid, r.high) == (band.low, band.mid, band.high)
    assert chart.today == 90_000 and chart.today_label == "today $90,000"
    volume = next(b for s in made.rest for b in s.blocks if isinstance(b, VolumeChart))
    assert volume.here == 300e6 and volume.here_label == "you: 300M tokens a day"
    marked = {m.tokens_per_day for m in volume.marks}
    assert marked and marked <= {b.tokens_per_day for b in made.recommendation.break_even}


def test_assumptions_prices_and_the_users_words_are_all_there(memo_of: Make) -> None:
    made = memo_of("move")
    tables = {s.title: b for s in made.rest for b in s.blocks if isinstance(b, Table)}
    assert len(tables["What was assumed"].rows) == len(made.recommendation.assumptions)
    assert all("*" in row[2] for row in tables["What was assumed"].rows)  # each with its reference
    assert any("90k dollars a month" in row[2] for row in tables["What was said"].rows)
    prices = [row for row in tables["Figures and prices"].rows if "put price of" in row[0]]
    assert prices and all(row[3] and "genai-prices" in row[2] for row in prices)


def test_steps_have_days_and_the_split_is_drawn(memo_of: Make) -> None:
    assert (
        due("this week", dt.date(2026, 11, 21)) == dt.date(2026, 11, 28) and due("later", dt.date(2026, 1, 1)) is None
    )
    steps = next(s for s in memo_of("move").first if s.title == "What happens next").blocks[0]
    assert isinstance(steps, Bullets) and all(plain(t).startswith("By 20") for t in steps.items)
    chart = next(b for s in memo_of("hybrid").first for b in s.blocks if isinstance(b, CostChart))
    assert chart.ranges[0].option == memo_of("hybrid").recommendation.option == "hybrid"


def test_the_tiles_are_figures_of_the_answer(memo_of: Make) -> None:
    made = memo_of("small")
    tiles = {t.label: t.value for s in made.first for b in s.blocks if isinstance(b, Tiles) for t in b.tiles}
    share = tiles["Stays best in"].removesuffix("% of draws")
    assert float(share) / 100 == pytest.approx(made.recommendation.confidence, abs=0.006)


def test_an_answer_that_no_longer_holds_is_said(cases: dict[str, str]) -> None:
    advisor = Advisor(load_settings())
    answer = advisor.ask([cases["small"]])
    r = answer.recommendation
    dear = {o: c.model_copy(update={"monthly_usd": c.monthly_usd and c.monthly_usd.model_copy(update={"mid": 9e5})})
            for o, c in r.costs.items()}  # fmt: skip
    before = answer.model_copy(update={"recommendation": r.model_copy(update={"costs": dear})})
    made = memo.make(answer.profile, advisor.desk(builtin=True), before=before)
    first = made.first[0].blocks[0]
    assert isinstance(first, Paragraph) and "$900,000 a month" in first.text and made.refused == ()


def test_too_little_for_a_memo() -> None:
    with pytest.raises(MemoError, match="Too little is known"):
        memo.make(Profile(), Advisor(load_settings()).desk(builtin=True))
