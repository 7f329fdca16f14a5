"""The evaluation: what is read from the benchmarks' output, how it is judged, and what the page says."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from pages import ROOT

from bench.evaluation import features, readers
from bench.evaluation.figures import Figure, at_least, at_most, formatted
from bench.evaluation.page import Run, page
from bench.run import BENCHMARKS

RUN = Run(dt.date(2026, 11, 21), quick=False, cores=2, load=0.1)
FIT = """
In sample
  all                                n=215  median error  10.4%  bias   -0.3%  within 2x   96%

Every fifth row left out
  all                                n=215  median error  11.6%  bias   -0.7%  within 2x   95%
  dense                              n=119  median error   8.4%  bias   +0.3%  within 2x   99%
  mixture of experts                 n= 96  median error  35.3%  bias   -0.7%  within 2x   91%

Peer formula 960 / active B x GB / 80
  all                                n=215  median error  97.0%  bias  -96.3%  within 2x    4%
"""


def by_name(figures: object) -> dict[str, Figure]:
    return {f.what: f for f in figures}  # type: ignore[attr-defined]


def test_capacity_is_judged_on_rows_that_were_not_seen() -> None:
    found = by_name(readers.capacity(FIT))
    assert found["median error, dense, every fifth row left out"].verdict == "met"
    assert found["median error, mixture of experts, every fifth row left out"].verdict == "**missed**"
    assert found["within a factor 2, every fifth row left out"].value == pytest.approx(0.95)
    assert not any("sample" in what for what in found)
    assert readers.peer_capacity(FIT) == {
        "should-i-self-host-llm": "97.0% median error, 4% within a factor 2",
    }


def test_other_hardware_is_judged_like_the_rest() -> None:
    text = (
        "  all                  n= 93  median error  12.9%  bias   +5.9%  within 2x   99%\n"
        "  dense                n= 60  median error  26.5%  bias   +3.6%  within 2x  100%\n"
        "  some publisher       n=  6  median error  40.0%  bias   +3.6%  within 2x  100%\n"
        "  mixture of experts   n= 33  median error  13.0%  bias   +7.2%  within 2x   97%\n"
        "  inside low..high: 98%\n"
    )
    found = by_name(readers.elsewhere(text))
    assert len(found) == 4
    assert found["median error, dense, cards and engines of no fitted row"].verdict == "**missed**"
    assert found["median error, mixture of experts, cards and engines of no fitted row"].verdict == "met"


def test_the_first_token_is_judged_by_the_load() -> None:
    text = (
        "  under a steady load: median 0.80, within a factor 2: 7 of 8\n"
        "  under a burst load: median 0.10, within a factor 2: 1 of 9\n"
    )
    found = by_name(readers.unseen(text))
    assert found["time to first token, steady load, off by a factor"].value == pytest.approx(1.25)
    assert found["time to first token, burst load, off by a factor"].verdict == "**missed**"


def test_a_second_opinion_stands_beside_ours_on_the_same_rows() -> None:
    text = "aiconfigurator: n=19  median error 9.1%\nours, publisher left out: n=19  median error 8.0%\n"
    found = readers.second_opinion(text)
    assert found["aiconfigurator"] == "9.1% median error on the 19 rows that aiconfigurator knows"
    assert "8.0%" in found["ours, publisher left out"]


def test_the_scorers_counts_are_kept() -> None:
    found = by_name(readers.shared_cases("slots: F1                  0.990   198 / 200\nsearch: recall@1     n/a\n"))
    assert found["slots, F1"].value == pytest.approx(0.99)
    assert found["slots, F1"].note == "198 of 200"


SEARCH = """
our own, written before the search: 107 questions over 40 passages of the two originals
                                        recall@1  recall@3  recall@5       MRR       AUC   refused      lost
BM25, stemmed, of the passage              0.606     0.753     0.859     0.716     0.782     0.000     0.000
MiniLM of the passage                      0.441     0.659     0.788     0.607     0.693     0.000     0.000
+ threshold, no source left out            0.912     0.982     0.988     0.967     0.999     0.727     0.010

a document without prepared claims: 31 questions over 31 passages
                                        recall@1  recall@3  recall@5       MRR       AUC   refused      lost
BM25, stemmed, of the passage              0.606     0.753     0.859     0.716     0.782     0.000     0.000
the same among the built-in ones           0.600     0.920     0.960     0.732     0.807     0.000     0.000

one query, warm: p50 6.0 ms, p95 9.1 ms
"""


def test_search_is_read_from_its_last_step_and_named_after_its_set() -> None:
    found = by_name(readers.search(SEARCH))
    assert found["recall@3, our own questions"].value == pytest.approx(0.982)
    assert found["recall@3, our own questions"].note == "107 questions; BM25 alone 75%; MiniLM alone 66%"
    assert found["recall@3, a document nobody prepared"].verdict == "**missed**"
    assert found["unanswerable scored below answered (AUC), a document nobody prepared"].value == pytest.approx(0.807)
    assert "1.0% came back empty" in found["unanswerable came back empty, our own questions"].note
    assert found["one search, warm"].verdict == "met"


def test_growth_has_a_goal_for_a_thousand_passages_only() -> None:
    rows = " passages    add s   open s  disk MiB   RSS MiB    p50 ms   p95 ms\n"
    rows += "    1,000      3.1      0.6        12       300       12.0     15.0\n"
    rows += "  100,000    400.0      9.6     1,200      2000      120.0    150.0\n".replace("1,200", " 1200")
    found = by_name(readers.growth(rows))
    assert found["one search, warm, over 1,000 passages"].verdict == "**missed**"
    assert found["one search, warm, over 100,000 passages"].verdict == ""
    assert "1,200 MiB on disk" in found["indexing 100,000 passages"].note


def test_ratios_of_start_up() -> None:
    line = (
        '{"pass_s": 0.04, "help_s": 0.4, "ask_s": 2.0, "imports_s": 1.0, "ask_cpu_s": 2, "imports_cpu_s": 1, '
        '"paint_s": 0.6, "bare_paint_s": 0.5, "key_s": 0.7, "messages_a_second": 30.0, "peers": {"oterm": 9.0}}'
    )
    found = by_name(readers.startup(f"noise\n{line}\n"))
    assert found["breakeven --help"].verdict == "met"
    assert found["ask --json from cold over `import langgraph.graph, chromadb`"].verdict == "**missed**"
    assert found["first paint of the chat over a bare Textual app"].value == pytest.approx(1.2)
    assert readers.peer_paints(line)["oterm"] == "9.00 s"
    assert found["terminal programs that paint before ours"].value == 0


def test_the_highest_rate_of_slack_counts() -> None:
    rows = (
        "events/s  events   acknowledged ms (p50 p95 p99 max)\n"
        "   5    10    2.9   8.6    8.6    8.6   0.07   0.15   0.15   0.1  0  0  0  74\n"
        "  50  3000    4.0  20.0 1200.0 1900.0   9.00  30.00  31.00  33.0  1  0  0  79\n"
    )
    found = by_name(readers.slack(rows))
    assert found["acknowledged, 99th percentile, at 50 events a second"].verdict == "**missed**"
    assert found["events lost, at 50 events a second"].value == 1
    assert found["answered, 95th percentile, at 50 events a second"].value == pytest.approx(30)
    assert found["processor time of an answer, all of it"].value == 79


def test_nothing_printed_gives_no_figure() -> None:
    for benchmark in BENCHMARKS:
        assert list(benchmark.read("")) == []


def test_the_page_says_what_was_missed_and_what_was_not_measured() -> None:
    figures = [
        Figure("a", "good", 0.99, goal=at_least(0.9)),
        Figure("a", "bad", 70, "ms", at_most(50)),
        Figure("b", "gone", None, note="it is not there yet"),
    ]
    text = page(RUN, figures, {}, {})
    worse = text.partition("## Where we are worse")[2].partition("##")[0]
    assert "a, bad: 70 ms, goal at most 50 ms" in worse
    assert "b, gone: not measured, it is not there yet" in worse
    assert "good" not in worse
    assert "1 of 2 goals met, 1 missed. 1 not measured." in text
    assert "busy" not in text


def test_a_busy_machine_and_a_quick_run_are_said() -> None:
    text = page(Run(RUN.at, quick=True, cores=2, load=5.0), [], {}, {})
    assert "busy" in text
    assert "quick run" in text


@pytest.mark.parametrize(
    ("value", "unit", "shown"), [(1.0, "share", "100%"), (0.9996, "share", "99.96%"), (0.962, "share", "96.2%"),
                                 (27.66, "ms", "27.7 ms"), (489058.2, "", "489,058"), (0, "", "0")],
)  # fmt: skip
def test_formats(value: float, unit: str, shown: str) -> None:
    assert formatted(value, unit) == shown


def test_every_feature_has_a_mark_for_each_peer_and_a_test_of_ours() -> None:
    for feature, ours, marks, tests in features.TABLE:
        assert len(marks) == len(features.PEERS), feature
        assert set(marks) <= set(features.WORDS)
        assert ours in {"yes", "partly"}
        assert (ROOT / tests).exists(), tests
    assert {feature for feature, ours, *_ in features.TABLE if ours == "partly"} == set(features.OURS)


def test_every_benchmark_is_there() -> None:
    assert all((ROOT / b.program).is_file() for b in BENCHMARKS)


def test_the_page_names_no_machine() -> None:
    import platform

    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert platform.node() not in text
    assert not re.search(r"(?<![\w.:/])/(?:home|root|work|tmp|Users)/", text)
