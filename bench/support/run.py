"""Do the passages under a reason bear it out? Citation recall and precision in the manner of ALCE (Gao et al., 2023).

    python -m bench.support.run          needs the shared cases (BREAKEVEN_SHARED, default ../shared)

ALCE asks a model whether the cited passages entail a statement. Here a person has judged once and for all which
prepared claims bear which reason (bearing.yaml), so that the figures are the same on every run. A claim that says from
which volume on own GPUs pay bears what advises them only above it, and everything else only below. Recall: share of the
reasons whose cited passages bear them; a reason without any citation counts as not borne out. Precision: share of the
citations that bear their reason. Passages shown against a reason are judged alike. What nobody has judged is named.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from agent.advisor import Advisor
from agent.evidence import brief as briefs
from agent.evidence.citing import Citer
from bench.search.data import SHARED

HERE = Path(__file__).resolve().parent
UNJUDGED: Any = {"bears": (), "against": ()}


def profiles(advisor: Advisor) -> Iterator[Any]:
    """What the advisor understands of every shared case."""
    for name in ("decisions", "utterances"):
        for line in (SHARED / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield advisor.ask(row.get("messages") or [row["text"]]).profile


def kind(argument: briefs.Argument) -> str:
    """A reason's name in bearing.yaml."""
    key, topic = argument.core.key, argument.core.claim
    if key.startswith("gate_"):
        return f"gate/{topic}"
    return f"cost/{topic}" if key == "cost" else key


ABOUT_WHERE = ("cost", "marginal")  # reasons that speak for one place to run it; others state a fact at any volume


def _at(gold: Any, pays_from: dict[str, list[float]], profile: Any, key: str, brief: briefs.Brief) -> Any:
    """What bears a reason at the user's volume: claims on the wrong side of it speak against."""
    volumes = [w.tokens_per_day for w in profile.workloads]
    if key not in ABOUT_WHERE or not volumes or None in volumes or brief.assessment.option == "hybrid":
        return gold
    own, total = brief.assessment.option == "self_host", sum(volumes)
    wrong = {c for c, (low, high) in pays_from.items() if (total < low if own else total > high)}
    right = {c for c, (low, high) in pays_from.items() if (total > high if own else total < low)}
    listed = {*gold["bears"], *gold["against"]} & set(pays_from)
    return {
        "bears": {*gold["bears"]} - wrong | (listed & right),
        "against": {*gold["against"]} - right | (listed & wrong),
    }


def main() -> int:
    os.environ["BREAKEVEN_HOME"] = tempfile.mkdtemp(prefix="bench-support-")
    judged = yaml.safe_load((HERE / "bearing.yaml").read_text(encoding="utf-8"))
    advisor, count, wrong = Advisor(), Counter[str](), Counter[str]()
    library = advisor.desk(builtin=True).parts.library
    for profile in profiles(advisor):
        brief = briefs.make(profile, advisor.assess(profile), library, Citer(library))
        for argument in brief.arguments:
            name = kind(argument)
            count["not judged"] += name not in judged
            if name not in judged:
                wrong[f"not judged: {name}: {argument.core.text[:80]}"] += 1
            gold = _at(judged.get(name, UNJUDGED), judged["pays_from"], profile, argument.core.key, brief)
            borne = [brief.citer.passage(k).claim_id in gold["bears"] for k in argument.supports]
            count["reasons"] += 1
            count["borne out"] += any(borne)
            if not any(borne):
                wrong[f"not borne out: {name}: {argument.core.text[:80]}"] += 1
            for side, keys in (("bears", argument.supports), ("against", argument.opposes)):
                for key in keys:
                    claim = brief.citer.passage(key).claim_id
                    count[side] += 1
                    count[f"{side}, right"] += claim in gold[side]
                    if claim not in gold[side]:
                        wrong[f"{name} <- {claim} ({side})"] += 1
    print(f"citation recall      {count['borne out']} of {count['reasons']}")
    print(f"citation precision   {count['bears, right']} of {count['bears']}")
    print(f"opposing, precision  {count['against, right']} of {count['against']}")
    print(*(f"  {n:>3} x {what}" for what, n in wrong.most_common()), sep="\n")
    return int(bool(count["not judged"]))


if __name__ == "__main__":
    sys.exit(main())
