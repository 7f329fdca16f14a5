"""Start-up, batch and first paint: ``python -m bench.startup.run [--runs 5] [--messages 400] [--peers]``.

Every command is a new process in a fresh home. Commands that are compared run in turn, in the same minute. The last
line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.startup import peers
from bench.startup.paint import BARE, Painted, painted
from bench.startup.processes import BREAKEVEN, PYTHON, alternated, once

QUESTION = "RAG over contracts, 20M tokens a day, EU customers, nobody here has run GPUs"
COLD = {
    "pass": (PYTHON, "-c", "pass"),
    "help": (BREAKEVEN, "--help"),
    "imports": (PYTHON, "-c", "import langgraph.graph, chromadb"),
    "ask": (BREAKEVEN, "ask", "--json", QUESTION),
}
TASKS = (
    "support chat",
    "RAG over contracts",
    "e-mail classification",
    "ticket summaries",
    "code review",
    "data extraction",
)
RULES = ("nothing is regulated", "HIPAA", "EU customers only", "no third party may see the data", "GDPR", "PCI DSS")
TEAMS = ("nobody here has run GPUs", "two people run GPU servers", "we could hire", "one administrator")


def messages(count: int) -> list[dict[str, str]]:
    """``count`` different questions of the kind people ask."""
    return [
        {
            "id": f"m{n}",
            "text": f"Our {TASKS[n % 6]}: {1 + n * 7 % 400}M tokens a day, {RULES[n // 2 % 6]}, {TEAMS[n // 3 % 4]}.",
        }
        for n in range(count)
    ]


def batch_s(count: int) -> float:
    """Seconds for a batch of ``count`` messages, start-up included."""
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as folder:
        file = Path(folder) / "batch.jsonl"
        file.write_text("".join(json.dumps(m) + "\n" for m in messages(count)), encoding="utf-8")
        return once((BREAKEVEN, "ask", "--jsonl", str(file))).wall_s


def paints(runs: int) -> dict[str, float]:
    """First paints of the bare app and of the chat, in turn; and when the chat takes a key."""
    bare, ours = [], list[Painted]()
    for round_ in range(runs + 1):
        floor, chat = painted((PYTHON, str(BARE))), painted((BREAKEVEN,), type_=True)
        if round_:
            bare.append(floor.paint_s)
            ours.append(chat)
    keys = [c.key_s for c in ours if c.key_s is not None]
    return {"bare_paint_s": median(bare), "paint_s": median(c.paint_s for c in ours), "key_s": median(keys)}


def peer_paints(runs: int) -> dict[str, float | str]:
    """Median first paint of each peer, or why there is none."""
    found: dict[str, float | str] = {}
    for peer in peers.PEERS:
        print(f"installing {peer.name} ...", file=sys.stderr)
        try:
            with peers.installed(peer) as command:
                found[peer.name] = median([painted(command).paint_s for _ in range(runs + 1)][1:])
        except RuntimeError as e:
            found[peer.name] = str(e)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--peers", action="store_true", help="install posting, harlequin and oterm, and time them too")
    options = parser.parse_args()
    cold = alternated(COLD, options.runs)
    for name, taken in cold.items():
        print(f"{' '.join(Path(w).name if n == 0 else w for n, w in enumerate(COLD[name]))[:60]:<62}"
              f"{taken.wall_s:7.2f} s  {taken.cpu_s:6.2f} s of CPU")  # fmt: skip
    wall = batch_s(options.messages)
    print(f"{f'batch of {options.messages} messages, start-up included':<62}{options.messages / wall:7.1f} a second")
    shown = paints(options.runs)
    for name, seconds in shown.items():
        print(f"{name:<62}{seconds:7.2f} s")
    others = peer_paints(options.runs) if options.peers else {}
    for name, value in others.items():
        print(f"{'first paint of ' + name:<62}" + (f"{value:7.2f} s" if isinstance(value, float) else value))
    result = {f"{n}_s": t.wall_s for n, t in cold.items()} | {f"{n}_cpu_s": t.cpu_s for n, t in cold.items()}
    print(json.dumps(result | shown | {"messages_a_second": options.messages / wall, "peers": others}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
