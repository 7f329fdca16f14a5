"""Puts the stack together: model, engine, GPUs or providers, commands, and the steps of the coming weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import ModelSpec
from tools.capacity import Replica
from tools.costs import VENDOR_CARRIES
from tools.gates import term_name
from tools.results import Fact, Stack, StepCore
from tools.stack.candidates import candidates
from tools.stack.command import benchmark_command, command_facts, serve_command
from tools.stack.engine import EngineChoice, choose_engine, engine_facts
from tools.stack.roadmap import BILL_LARGE, BILL_SMALL, LOOK_AGAIN, MODEL_FACT, overflow, steps_for
from tools.stack.situation import Situation

NETWORK = "api_network_ms"
LIMITS = (BILL_SMALL, BILL_LARGE, LOOK_AGAIN, NETWORK, "benchmark_weeks", "permanent_fte")
"""Entries of the catalogue that steps may name."""
MOST_NAMED = 4
"""Providers that a step names; the plan lists them all."""
OVERFLOW_WORDS = {
    "managed_open": "an open model at a provider",
    "sovereign_api": "an endpoint under your terms",
    "smaller_tier": "a closed vendor's smaller model",
    "frontier_api": "a frontier API",
}
MEASURE = "benchmark_command"
"""Id of the fact that holds the command; without a replica to run it on there is none."""


@dataclass(frozen=True)
class StackChoice:
    """``stack`` is what the plan shows, ``facts`` every figure that its steps and its benchmark command name."""

    stack: Stack
    facts: tuple[Fact, ...] = ()
    serve_command: str | None = None
    engine: EngineChoice | None = None


def choose_stack(s: Situation, catalogue: Catalogue) -> StackChoice:
    """What to run in this situation, and the roadmap.

    Self-hosting without a ``replica`` gets the preferred candidate; every other option takes ``model`` and
    ``providers`` from the caller, who priced them. For ``hybrid`` ask once for each workload.
    """
    if s.option != "self_host":
        steps = steps_for(s, catalogue, _api_names(s))
        facts = _used(catalogue, steps, s.model or "the model")
        return StackChoice(Stack(model=s.model, providers=s.providers, steps=steps), facts)
    replica = s.replica or next(iter(candidates(catalogue, s.quality, s.task, s.hosting)), None)
    engine = choose_engine(s)
    model = _model_name(s, replica)
    steps = steps_for(s, catalogue, _host_names(s, engine))
    if replica is None:  # a frontier model is demanded and everything but own GPUs is ruled out
        steps = tuple(s for s in steps if MEASURE not in s.facts)
        stack = Stack(model=model, engine=engine.engine, steps=steps)
        return StackChoice(stack, _used(catalogue, steps, model), None, engine)
    command = benchmark_command(s, replica, engine.engine)
    how = "requests of the workload's own lengths, as many in flight as one replica serves"
    measured = Fact(id=MEASURE, name="the benchmark of this workload", value=command, unit="text", formula=how)
    stack = Stack(
        model=model,
        engine=engine.engine,
        gpus=f"{replica.gpus}x {replica.gpu.name} per replica",
        capacity=s.capacity,
        overflow_to=overflow(s),
        benchmark_command=command,
        steps=steps,
    )
    facts = (*_used(catalogue, steps, model), measured, *command_facts(s), *model_facts(replica.model))
    return StackChoice(stack, facts, serve_command(s, replica, engine.engine), engine)


def _model_name(s: Situation, replica: Replica | None) -> str:
    if s.quality == "own_weights":
        return "your own weights"
    if replica is None:
        return "the open model that does best in your evaluation"
    return f"{replica.model.name} ({replica.precision.upper()})"


def _api_names(s: Situation) -> dict[str, str]:
    return {
        "providers": listed(s.providers[:MOST_NAMED]) or "the provider",
        "terms": listed(tuple(term_name(n) for n in s.needs)),
        "carries": listed(VENDOR_CARRIES),
    }


def _host_names(s: Situation, engine: EngineChoice) -> dict[str, str]:
    return {
        "engine": engine.engine,
        "because": engine.because,
        "rivals": listed(engine.rivals),
        "overflow": OVERFLOW_WORDS.get(overflow(s) or "", ""),
    }


def listed(names: tuple[str, ...]) -> str:
    """ "a, b and c"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _used(catalogue: Catalogue, steps: tuple[StepCore, ...], model: str) -> tuple[Fact, ...]:
    """The facts that the steps name, and no others."""
    named = {f for step in steps for f in step.facts}
    plan = Fact(
        id=MODEL_FACT, name="model of the plan", value=model, unit="text", formula="cheapest that fits the case"
    )
    return tuple(f for f in (plan, *_limits(catalogue), *engine_facts(catalogue)) if f.id in named)


def _limits(catalogue: Catalogue) -> Iterator[Fact]:
    for name in LIMITS:
        d = catalogue.defaults[name]
        value = d.low if name == NETWORK else d.mid
        yield Fact(id=name, name=d.because, value=value, unit=d.unit, as_of=d.as_of, reference=d.cited)


def model_facts(model: ModelSpec) -> Iterator[Fact]:
    """Licence, size, context, modality and status of a model, dated."""
    rows: tuple[tuple[str, str, float | str | None, str], ...] = (
        ("licence", "licence", model.licence, "text"),
        ("params", "parameters", model.total_params, "parameters"),
        ("active", "parameters used for a token", model.active_params, "parameters"),
        ("context", "context", float(model.context) if model.context else None, "tokens"),
        ("modality", "modality", model.modality, "text"),
        ("status", "status", model.status, "text"),
    )
    for key, name, value, unit in rows:
        if value is not None:
            fact_id, said = f"model_{key}_{model.id}", f"{name} of {model.name}"
            yield Fact(id=fact_id, name=said, value=value, unit=unit, as_of=model.as_of, reference=model.cited)
