"""What to run: model, engine, GPUs, providers, the command that measures it, and the steps of the coming weeks."""

from tools.stack.candidates import candidates, fitted, models_for
from tools.stack.choose import StackChoice, choose_stack, listed, model_facts
from tools.stack.command import benchmark_command, serve_command
from tools.stack.engine import EngineChoice, choose_engine, engine_facts
from tools.stack.roadmap import MODEL_FACT, in_order
from tools.stack.situation import Situation

__all__ = [
    "MODEL_FACT",
    "EngineChoice",
    "Situation",
    "StackChoice",
    "benchmark_command",
    "candidates",
    "choose_engine",
    "choose_stack",
    "engine_facts",
    "fitted",
    "in_order",
    "listed",
    "model_facts",
    "models_for",
    "serve_command",
]
