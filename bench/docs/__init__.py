"""Writes docs/how-it-decides.md from the code and the catalogue, so that it cannot drift: ``python -m bench.docs``."""
