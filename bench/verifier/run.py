"""Measures the verifier: ``python bench/verifier/run.py [N]``.

Clean answers must pass both gates untouched; the same answers with one digit, unit, comparison or document altered must
all be refused. The answers are of made-up cases with a small library (tests/agent/evidence/evidence_doubles.py).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from agent.evidence import brief as briefs
from agent.evidence import template
from agent.evidence.citing import Citer
from agent.evidence.verify import verify
from tests.agent.evidence import evidence_doubles as doubles
from tests.agent.evidence import mutations


def main(count: int = 1000) -> int:
    library = doubles.FakeLibrary()
    tried: Counter[str] = Counter()
    slipped: Counter[str] = Counter()
    refused, coverage, seconds, notes = 0, 0.0, 0.0, []
    for seed in range(count):
        profile, assessment, question = doubles.made(seed)
        started = time.perf_counter()
        brief = briefs.make(profile, assessment, library, Citer(library), question)
        answer = mutations.rendered(brief, template.draft(template.answer(brief)))
        verdict = verify(answer, brief.ledger, brief.citer)
        seconds += time.perf_counter() - started
        refused += bool(verdict.failures or brief.ledger.refused)
        coverage += verdict.coverage
        for mutation in mutations.mutations(answer, brief, random.Random(seed)):
            tried[mutation.kind] += 1
            if not verify(mutation.answer, brief.ledger, brief.citer).failures:
                slipped[mutation.kind] += 1
                notes.append(f"  seed {seed}: {mutation.kind}: {mutation.note}")
    print(f"clean answers refused        {refused} of {count}")
    for kind in sorted(tried):
        print(f"altered {kind:<12} refused   {tried[kind] - slipped[kind]} of {tried[kind]}")
    print(f"mean coverage                {coverage / count:.3f}")
    print(f"mean time an answer          {1000 * seconds / count:.1f} ms (fake library)")
    print(*notes[:20], sep="\n")
    return int(bool(refused or slipped))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
