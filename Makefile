# breakeven: `make run` opens the chat, `make test` runs the tests. Both do all the set-up themselves.
# Needed beforehand: make, a Python >= 3.11 and a package index.
#
#   make run [ARGS="--resume"]   the chat
#   make test [ARGS="-k cli"]    the fast tests
#   make check                   style and types
#   make bench                   everything that is measured, as tables
#   make docs                    the generated parts of docs/
#   make pins                    constraints.txt anew, from pyproject.toml
#   make clean                   removes the environment

SHELL := /bin/sh
VENV  := .venv
BIN   := $(VENV)/bin
# The extras that the tests exercise. `make run` needs none.
EXTRAS := dev,mcp,memo,postgres,serve,slack
# Two worker processes by default; PYTEST_WORKERS=0 runs all tests in one process.
PYTEST_WORKERS ?= 2
.DEFAULT_GOAL := help
.PHONY: help run test check bench docs pins clean setup setup-dev

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -12

# Each stamp is newer than what it was made from, or it is made again.
$(BIN)/python:
	@sh .ci/setup.sh venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt .ci/setup.sh | $(BIN)/python
	@sh .ci/setup.sh install $(VENV) .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt .ci/setup.sh | $(BIN)/python
	@sh .ci/setup.sh install $(VENV) ".[$(EXTRAS)]"
	@touch $@ $(VENV)/.run

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

run: $(VENV)/.run
	@$(BIN)/breakeven $(ARGS)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n $(PYTEST_WORKERS) --dist loadfile $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# One table of all that is measured, written to docs/evaluation.md; ARGS="--quick" is shorter, ARGS="--peers" longer.
bench: $(VENV)/.dev
	@$(BIN)/python -m bench.run $(ARGS)

docs: $(VENV)/.dev
	$(BIN)/python -m tui.schema docs/ask.schema.json
	$(BIN)/python -m bench.docs
	$(BIN)/python -m tui.sample

pins: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --no-annotate --no-header -q \
	  --extra dev --extra slack --extra serve --extra postgres --extra memo --extra mcp -o constraints.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist breakeven.egg-info
