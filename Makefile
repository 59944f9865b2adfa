# `make run` starts everything; `make test` checks everything. Both set up what they need first.
.DEFAULT_GOAL := help
.PHONY: help run test check bench format setup setup-tests clean
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: setup  ## Start the demonstration: database, web server and worker, at PORT (8000)
	@exec $(BIN)/saggar run --host $(HOST) --port $(PORT)

test: setup-tests  ## Run every gate and every test
	@exec $(BIN)/python scripts/gates.py

check: setup-tests  ## Run the gates without the tests: format, lint, types, imports, migrations
	@exec $(BIN)/python scripts/gates.py --without-tests

bench: setup-tests  ## Measure the engines and the pages (tests/benchmarks)
	@exec $(BIN)/python -m pytest tests/benchmarks -p no:randomly -s -o "python_files=bench_*.py test_*.py"

format: setup-tests  ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix --quiet . ; exec $(BIN)/ruff format .

setup:
	@exec scripts/prepare.sh requirements.lock

setup-tests:
	@exec scripts/prepare.sh requirements-dev.lock

clean:  ## Remove what setting up and testing made; the state in .saggar stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
