"""How many of a card that the question names the load would take, where the plan may have chosen another."""

from __future__ import annotations

import math

from agent.evidence import words
from agent.evidence.followup import hardware
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section
from tools.results import Fact

SECONDS = 86_400  # of a day
SHARES = ("input_share", "peak_to_average", "utilization", "spare_replicas")


def needed(asked: Asked) -> Section:
    """The GPUs of the first card named: ceil(output a second x peak / (output of a replica x utilisation)) + spare,
    so that the busiest hour needs no help from an API. Empty where the card or the load is not known."""
    from knowledge.catalogue.load import load

    catalogue = load()
    card = next(hardware.cards(asked.text, catalogue), None)
    model, precision = hardware.model_of(asked, catalogue)
    output, held = _output(asked), _held(asked)
    if card is None or model is None or not output or not {"peak_to_average", "utilization"} <= set(held):
        return []
    rig = hardware.rig_of(asked, catalogue, model, precision, *card)
    if rig is None or not rig.row["output_tok_s"]:
        return []
    copies = math.ceil(output * held["peak_to_average"] / (rig.row["output_tok_s"] * held["utilization"]))
    copies += int(held.get("spare_replicas", 0.0))
    return _told(asked, rig, output, held, copies)


def _told(asked: Asked, rig: hardware.Rig, output: float, held: dict[str, float], copies: int) -> Section:
    ledger, what = asked.brief.ledger, f"{rig.model} ({rig.precision.upper()}) on {rig.gpus}x {rig.gpu}"
    for id_, name, value, unit, formula in (
        ("need_output", "output that the load takes", output, "output tok/s", "volume x (1 - input share) / seconds"),
        ("need_peak", "busiest hour over the average", held["peak_to_average"], "x", ""),
        (
            "need_replica",
            f"output of one replica, {what}",
            rig.row["output_tok_s"],
            "output tok/s",
            rig.row["evidence"],
        ),
        ("need_use", "planned use of a replica", held["utilization"], "share", ""),
        ("need_spare", "spare copies", held.get("spare_replicas", 0.0), "replicas", ""),
        ("need_gpus", f"{rig.gpu} for the load", float(copies * rig.gpus), "GPUs", "replicas x GPUs a replica"),
    ):
        ledger.fact(Fact(id=id_, name=name, value=value, unit=unit, formula=hardware.ROWS.sub("", formula)))
    text = (
        "{what}: {gpus} = {output} x {peak} / ({replica} x {use}), rounded up, and {spare} to spare; that carries the "
        "busiest hour without an API"
    )
    holes = {k: f"fact.need_{k}" for k in ("gpus", "output", "peak", "replica", "use", "spare")}
    if not ledger.statement("need.told", text, {"what": ledger.name("need.what", what), **holes}):
        return []
    return ["**For your load**", "- {{need.told}}."]


def _output(asked: Asked) -> float:
    """Output tokens a second over the day, of a single workload."""
    works, volume = asked.brief.profile.workloads, asked.brief.ledger.facts.get("volume")
    if len(works) > 1 or volume is None or not isinstance(volume.value, (int, float)):
        return 0.0
    own = works[0] if works else None
    if own and own.input_tokens and own.output_tokens:
        share = own.input_tokens / (own.input_tokens + own.output_tokens)
    else:
        share = _held(asked).get("input_share", 0.0)
    return float(volume.value) * (1 - share) / SECONDS if share else 0.0


def _held(asked: Asked) -> dict[str, float]:
    """What was said, else assumed, of the shares that the number hangs on."""
    found = {
        words.leaf(x.slot): float(x.value)
        for x in asked.brief.assessment.assumptions
        if words.leaf(x.slot) in SHARES and isinstance(x.value, (int, float)) and not isinstance(x.value, bool)
    }
    for work in asked.brief.profile.workloads[:1]:
        said = {k: getattr(work, k) for k in ("input_share", "peak_to_average") if getattr(work, k) is not None}
        found |= {k: float(v) for k, v in said.items()}
    return found
