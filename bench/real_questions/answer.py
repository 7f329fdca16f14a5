"""Answers the real questions that people asked in public, and writes them down to be read.

    python bench/real_questions/answer.py [--file FILE] [--out docs/real-questions.md]

FILE has one JSON object a line with ``text_paraphrase``, ``source`` and ``what_a_good_advisor_should_answer`` (default:
research/real_questions.jsonl in the folder named by BREAKEVEN_SHARED). Read the result as the asker would.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

from agent.advisor import Advisor
from agent.schema import Answer

DEFAULT = Path(os.environ.get("BREAKEVEN_SHARED", "../shared")) / "research" / "real_questions.jsonl"
HEAD = """# Real questions, answered

Questions that people asked in public, paraphrased, each with what the advisor answers today without a language model.
Written by `python bench/real_questions/answer.py`; do not edit by hand.
"""


def entries(rows: list[dict[str, str]], advisor: Advisor) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        answer = advisor.ask([row["text_paraphrase"]])
        yield entry(number, row, answer)


def entry(number: int, row: dict[str, str], answer: Answer) -> str:
    question = f"{answer.next_question.slot}: {answer.next_question.text}" if answer.next_question else "none"
    said = "; ".join(f"`{s.slot}` from “{s.words}”" for s in answer.profile.said) or "nothing"
    quoted = "\n".join(f"> {line}" if line else ">" for line in answer.answer.splitlines())
    return (
        f"## {number}. {row['source']}\n\n{row['text_paraphrase']}\n\n"
        f"*A good advisor would:* {row['what_a_good_advisor_should_answer']}\n\n"
        f"*Option:* `{answer.recommendation.option}` ({answer.status}, {answer.recommendation.confidence:.0%}). "
        f"*Understood:* {said}. *Asks next:* {question}\n\n{quoted}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=DEFAULT)
    parser.add_argument("--out", type=Path, default=Path("docs/real-questions.md"))
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = "\n".join([HEAD, *entries(rows, Advisor())])
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} questions answered into {args.out}")


if __name__ == "__main__":
    main()
