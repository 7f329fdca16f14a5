"""A card, or a model to serve, that a question names: what one replica on it gives and costs a month to rent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agent.evidence.followup.figures import MEASURE
from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section
from tools.results import Fact

CARD = re.compile(
    r"\b(?:(?P<n>\d{1,2}|an?|one|two|four|eight|sixteen)\s?[x×]?\s?)?(?:nvidia |rtx ?|geforce )?"
    r"(?P<card>(?:[HABL]\d{2,3}0?S?|GB?H?[23]00|MI\d{3}X?|L4|A10G?|(?:RTX )?(?:PRO )?[A-Z]?\d?6000(?: Ada)?|[345]090)"
    r"(?:[- ](?:SXM|PCIe|NVL|\d{2} ?GB?|80))?)s?\b",
    re.I,
)
MODEL = re.compile(
    r"\b(?:meta-?)?(?:llama|qwen|mixtral|mistral|deepseek|gemma|gpt-oss|glm|kimi|phi|devstral)[-\w.]*(?: \d[\w.]*)?"
    r"(?: (?:coder|instruct|small|large|scout|maverick))?(?: \d+(?:\.\d+)?[bB]\b)?",
    re.I,
)
CONTEXT = re.compile(r"\b(\d{1,4})k\b(?=\W*(?:tokens? )?(?:of )?(?:context|window|prompt))", re.I)
HOSTED = re.compile(r"^output of one replica, (?P<model>.+?) \((?P<precision>\w+)\) on (?P<n>\d+)x (?P<gpu>.+)$")
ROWS = re.compile(r" m\d+(?:, m\d+)*")  # numbers of measurements: they stand in the facts
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "four": 4, "eight": 8, "sixteen": 16}
PRECISIONS = ("mxfp4", "fp8", "int8", "bf16", "int4")  # the first that the card does and the model comes in
SIZES = (1, 2, 4, 8, 16)  # of a replica, where none was named
INPUT_TOKENS, OUTPUT_TOKENS, READING_TOK_S = 2000, 300, 20  # a request, and a speed to read along, where none was said
MOST = 2


@dataclass(frozen=True)
class Rig:
    """A replica that fits. ``row``: what ``tools.capacity`` says of it."""

    model: str
    precision: str
    gpu: str
    gpus: int
    row: dict[str, Any]


def hardware(asked: Asked) -> list[Section]:
    """One replica of the model on each card named: speed with its band, requests at once, rent; or that it is too
    small."""
    from knowledge.catalogue.load import load

    catalogue = load()
    named = list(cards(asked.text, catalogue))[:MOST]
    model, precision = model_of(asked, catalogue)
    if not named and (unknown := CARD.search(asked.text)) and not MODEL.search(asked.text):
        told = asked.brief.ledger.name("hardware.unknown", f"{unknown[0].strip()}: no such card in the dated catalogue")
        return [[f"{{{{{told}}}}}."], [MEASURE]]
    if model is None or not (named or MODEL.search(asked.text)):
        return []
    lines = [line for gpu, count in named or [(_own(asked), None)] for line in _told(asked, catalogue, model, precision,
             gpu, count)]  # fmt: skip
    return [["**One replica**", *lines], [MEASURE]] if lines else []


CONTRACT = re.compile(r"^contract_\w+_usd(?:_\d+)?$")


def contracts(asked: Asked) -> list[Section]:
    """Own GPUs under other contracts: reserved, spot, bought; each with people, beside the rate on demand."""
    brief, known = asked.brief, asked.brief.ledger.facts
    lines = [f"- {{{{{brief.ledger.name(f'contract.{f.id}', f.name)}|cap}}}}: {{{{fact.{f.id}}}}}"
             for f in known.values() if CONTRACT.match(f.id)]  # fmt: skip
    at = "cost.self_host.mid"
    if not lines or brief.situation == "unknown":
        return []
    if brief.has(at) and brief.ledger[at].value is not None:
        lines.insert(0, f"- On demand, people included: {{{{{at}}}}}")
    mine, chosen = brief.assessment.option, f"cost.{brief.assessment.option}.mid"
    if mine != "self_host" and brief.has(chosen):
        lines.append(f"- Recommended, {{{{the.{mine}}}}}: {{{{{chosen}}}}}")
    return [["**{{the.self_host|cap}} by contract**", *lines]]


def cards(text: str, catalogue: Any) -> Iterator[tuple[str, int | None]]:
    for found in CARD.finditer(text):
        try:
            name = catalogue.gpu(found["card"]).name
        except LookupError:
            continue
        said = (found["n"] or "").lower()
        yield name, COUNTS.get(said) or (int(said) if said.isdigit() else None)


def model_of(asked: Asked, catalogue: Any) -> tuple[str | None, str | None]:
    """The model named in the question; else the one that the plan would host, as it would."""
    for found in MODEL.finditer(asked.text):
        words = found[0].split()
        for size in range(len(words), 0, -1):
            try:
                return catalogue.model(" ".join(words[:size])).name, None
            except LookupError:
                continue
    hosted = _hosted(asked)
    return (hosted["model"], hosted["precision"].lower()) if hosted else (None, None)


def _hosted(asked: Asked) -> re.Match[str] | None:
    facts = (f for f in asked.brief.ledger.facts.values() if f.id.startswith("replica_tok_s"))
    return next((m for f in facts if (m := HOSTED.match(f.name))), None)


def _own(asked: Asked) -> str:
    """The user's own card, else the one that the plan would take."""
    owned, hosted = asked.brief.profile.money.gpus_owned, _hosted(asked)
    return owned.gpu if owned else hosted["gpu"] if hosted else "H100 SXM"


def _told(
    asked: Asked, catalogue: Any, model: str, precision: str | None, gpu: str, count: int | None
) -> Iterator[str]:
    rig = rig_of(asked, catalogue, model, precision, gpu, count)
    ledger, key = asked.brief.ledger, f"hardware_{len(asked.brief.ledger.facts)}"
    if rig is None:
        name = ledger.name(f"{key}.no", f"{model} on {f'{count}x ' if count else ''}{gpu}: it does not fit, or nothing "
                           "is known of the pair.", longest=None)  # fmt: skip
        yield f"- {{{{{name}}}}}"
        return
    what = f"{rig.model} ({rig.precision.upper()}) on {rig.gpus}x {rig.gpu}"
    for part, value, unit, formula in _values(asked, rig):
        ledger.fact(Fact(id=f"{key}_{part}", name=f"{part.replace('_', ' ')}, {what}", value=value, unit=unit,
                         formula=formula))  # fmt: skip
    evidence = ROWS.sub("", rig.row["evidence"])
    text = (
        "{what}: about {speed} ({low} to {high}), requests at once: {batch}, at {pace} each, with {input} in and "
        f"{{output}} out a request; {evidence}"
    )
    parts = {"speed": "output", "low": "low", "high": "high", "batch": "requests_at_once", "pace": "speed_each",
             "input": "input", "output": "answer"}  # fmt: skip
    holes = {"what": ledger.name(f"{key}.what", what), **{k: f"fact.{key}_{p}" for k, p in parts.items()}}
    if ledger.statement(f"{key}.told", text, holes):
        yield f"- {{{{{key}.told}}}}."
    yield from _rent(asked, catalogue, rig, key)


def _values(asked: Asked, rig: Rig) -> Iterator[tuple[str, float, str, str]]:
    row, (input_, output) = rig.row, _lengths(asked)
    origin = "said" if any(w.input_tokens for w in asked.brief.profile.workloads) else "taken for this estimate"
    yield "output", row["output_tok_s"], "output tok/s", row["evidence"]
    yield "low", row["low"], "tok/s", "lower end of the band"
    yield "high", row["high"], "tok/s", "upper end of the band"
    yield "requests_at_once", float(int(row["batch"])), "", row["bound"]
    yield "speed_each", row["tok_s_per_user"], "tok/s", "each stream at that many at once"
    yield "input", input_, "tokens", origin
    yield "answer", output, "tokens", origin


def _rent(asked: Asked, catalogue: Any, rig: Rig, key: str) -> Iterator[str]:
    from tools.costs import HOURS_PER_MONTH, market_rate

    try:
        rate = market_rate(catalogue.gpu_prices, rig.gpu)
    except LookupError:
        return
    ledger = asked.brief.ledger
    ledger.fact(Fact(id=f"{key}_rate", name=f"{rig.gpu} rate", value=rate.mid, unit="USD/GPU-hour", as_of=rate.as_of,
                     formula=f"median of {rate.offers} on-demand offers", reference=rate.reference))  # fmt: skip
    ledger.fact(Fact(id=f"{key}_rent", name=f"a month of {rig.gpus}x {rig.gpu}", unit="USD/month",
                     value=rate.mid * rig.gpus * HOURS_PER_MONTH, formula="rate x GPUs x hours a month"))  # fmt: skip
    text = "rented on demand at {rate} that is {rent}, before people and spare copies"
    holes = {"rate": f"fact.{key}_rate", "rent": f"fact.{key}_rent"}
    if ledger.statement(f"{key}.rented", text, holes):
        yield f"  {{{{{key}.rented|cap}}}}."


def rig_of(asked: Asked, catalogue: Any, model: str, precision: str | None, gpu: str, count: int | None) -> Rig | None:
    from tools.capacity import CapacityError, capacity_batch_row

    input_, output = _lengths(asked)
    for size in (count,) if count else SIZES:
        for how in (precision,) if precision else PRECISIONS:
            row = {"model": model, "gpu": gpu, "gpus": size, "precision": how, "input_tokens": input_,
                   "output_tokens": output, "tok_s_per_user": READING_TOK_S}  # fmt: skip
            try:
                found = capacity_batch_row(row, catalogue)
            except CapacityError:
                continue
            if found["fits"] and _comes_in(model, how):
                return Rig(model, str(how), gpu, size, found)
    return None


def _comes_in(model: str, precision: str | None) -> bool:
    """MXFP4 is how one family of models is published, and no way to store another."""
    return precision != "mxfp4" or "gpt-oss" in model.lower()


def _lengths(asked: Asked) -> tuple[float, float]:
    """Tokens in and out of a request: a context that the question names, the workload's, else usual ones."""
    work = next((w for w in asked.brief.profile.workloads if w.input_tokens), None)
    context = CONTEXT.search(asked.text)
    input_ = (
        float(context[1]) * 1000 if context else (work.input_tokens if work and work.input_tokens else INPUT_TOKENS)
    )
    return float(input_), float(work.output_tokens if work and work.output_tokens else OUTPUT_TOKENS)
