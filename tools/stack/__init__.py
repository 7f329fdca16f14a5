"""What to run: model, engine, GPUs, providers, the command that measures it, and the steps of the coming weeks."""

from tools.stack.candidates import candidates, fitted, models_for

__all__ = ["candidates", "fitted", "models_for"]
