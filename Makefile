# Two commands are all there is to know: `make demo` and `make test`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test lint types suite format update-pins update-golden update-messages bench clean libraries

PYTHON ?= python3
BIN := .venv/bin
PINS := .requirements.txt
READY := .venv/.ready

# uv installs everything else; where the machine has none, it comes into .tools/.
UV ?= $(or $(shell uv --version >/dev/null 2>&1 && command -v uv),.tools/bin/uv)
export UV
# An environment that happens to be active elsewhere is never the one that is meant.
unexport VIRTUAL_ENV

help: ## show this help
	@echo "socialvalue: evaluate bids against published award criteria"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
		printf '%-20s %s\n' "$$name" "$$what"; done | sed 's/^/  /'

demo: $(READY) libraries ## install, then score a complete competition into ./demo and make its PDF
	@if [ -e demo ]; then rm -rf demo.previous; mv demo demo.previous; echo "The demo of before is in demo.previous"; fi
	$(BIN)/socialvalue demo demo

test: $(READY) libraries lint types suite ## install, then lint, types and the whole test suite

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

# Last, so that pytest's own closing line ends the output.
suite: $(READY) ## the tests
	$(BIN)/pytest --numprocesses 2 --dist worksteal

format: $(READY) ## put the code into ruff's format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

update-golden: $(READY) ## write the tests' expected files again; read the difference before you commit it
	$(BIN)/pytest --quiet --update-golden

update-pins: $(UV) ## choose the newest versions of everything, into .requirements.txt
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --group dev pyproject.toml \
		--no-header --no-annotate --no-emit-index-url --output-file $(PINS)

update-messages: $(READY) ## bring templates/languages/cy.po up to date with the texts of today; translations are kept
	$(BIN)/pytest --quiet --update-golden tests/report/test_messages.py

bench: $(READY) ## the speed ratios of tests/bench/, some minutes
	@set -e; for bench in tests/bench/bench_*.py; do \
		$(BIN)/python -m tests.bench.$$(basename $$bench .py); done

clean: ## remove the environment, the tools and everything made from them
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build demo demo.previous

# Made again when the pins or the package's own description change; else instant.
$(READY): $(PINS) pyproject.toml | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Say which: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python $(PINS)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.tools/bin/uv:
	@.ci/install-uv $(PYTHON)

libraries:
	@.ci/install-libraries $(PYTHON)
