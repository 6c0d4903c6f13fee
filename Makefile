# Two commands are all there is to know: `make demo` and `make test`.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test quick lint types suite search format update-pins update-golden update-messages update-lookalikes lowest bench mutants clean system
# One thing after another, whatever -j or MAKEFLAGS say: two installers at once are in each other's way.
.NOTPARALLEL:

PYTHON ?= python3
BIN := .venv/bin
PINS := .requirements.txt
# With hashes, so that what is installed is what was tested; one version for all Pythons where there is one; and nothing
# of where it was fetched from.
PIN := --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-header --no-annotate --no-emit-index-url
READY := .venv/.ready

# uv installs everything else; where the machine has none, it comes into .tools/.
UV ?= $(if $(shell uv --version 2>/dev/null),uv,.tools/bin/uv)
export UV
OUR_UV := $(filter .tools/bin/uv,$(UV))
# An environment that happens to be active elsewhere is never the one that is meant.
unexport VIRTUAL_ENV

# Where the environment was made elsewhere, or its Python has changed since, it is made anew.
ifneq ($(shell sh .ci/made-for),$(shell cat .venv/.made-for 2>/dev/null))
.PHONY: $(READY)
endif

NEW_ENOUGH = "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	"Python 3.11 or newer is needed. Say which: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }

help: ## show this help
	@echo "socialvalue: evaluate bids against published award criteria"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
		printf '%-20s %s\n' "$$name" "$$what"; done | sed 's/^/  /'

demo: system $(READY) ## install, then score a complete competition into ./demo and make its PDF
	@if [ -e demo ]; then n=1; while [ -e demo.$$n ]; do n=$$((n + 1)); done; \
		mv demo demo.$$n; echo "The demo of before is in demo.$$n"; fi
	$(BIN)/python -m socialvalue demo demo

test: system $(READY) lint types suite ## install, then lint, types and the whole test suite

quick: $(READY) lint ## ruff and the tests that take no time, while you work: half a minute
	$(BIN)/pytest --quiet -m "not slow" --numprocesses 2 --dist worksteal

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

# Last, so that pytest's own closing line ends the output.
suite: $(READY) ## the tests
	$(BIN)/pytest --numprocesses 2 --dist worksteal

search: $(READY) ## the property tests with new examples each time, many more of them: by hand
	$(BIN)/pytest --numprocesses 2 --hypothesis-profile=search -m hypothesis

format: $(READY) ## put the code into ruff's format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

update-golden: $(READY) ## write the tests' expected files again; read the difference before you commit it
	$(BIN)/pytest --quiet --update-golden

update-pins: $(OUR_UV) ## choose the newest versions of everything, into .requirements.txt
	"$(UV)" pip compile $(PIN) --upgrade --group dev pyproject.toml --output-file $(PINS)
	echo uv | "$(UV)" pip compile $(PIN) --upgrade - --output-file .ci/uv.txt

update-messages: $(READY) ## bring templates/languages/*.po up to date with the texts of today; translations are kept
	$(BIN)/pytest --quiet --update-golden tests/report/test_messages.py

update-lookalikes: $(READY) ## write the table of look-alike letters again, from CONFUSABLES=path/to/confusables.txt
	$(BIN)/python -m tests.lookalikes.make_table $(CONFUSABLES)
	$(BIN)/ruff format --quiet src/socialvalue/intake/lookalikes.py

lowest: $(READY) ## the demo with the oldest versions that pyproject.toml allows: by hand
	rm -rf .tools/lowest && mkdir -p .tools/lowest
	"$(UV)" pip compile --quiet --resolution lowest-direct --only-binary :all: --python $(BIN)/python --no-emit-index-url \
		pyproject.toml --output-file .tools/lowest/requirements.txt
	"$(UV)" venv --quiet --python $(BIN)/python .tools/lowest/venv
	"$(UV)" pip sync --quiet --python .tools/lowest/venv/bin/python .tools/lowest/requirements.txt
	"$(UV)" pip install --quiet --python .tools/lowest/venv/bin/python --no-deps --editable .
	cd .tools/lowest && set -e; for words in "demo demo" "letters demo" "board-summary demo" "panel-pack demo" \
		"analyse panel demo" "criteria test best-value"; do venv/bin/python -m socialvalue $$words; done

mutants: $(READY) ## change scoring and model in one place at a time, to see whether a test notices; half an hour
	$(BIN)/python -m tests.mutants.run

bench: $(READY) ## the speed ratios of tests/bench/, some minutes
	@set -e; for bench in tests/bench/bench_*.py; do \
		$(BIN)/python -m tests.bench.$$(basename $$bench .py); done

clean: ## remove the environment, the tools and what they leave behind; demos stay
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build

# Made again when the pins or the package's own description change; else instant.
$(READY): $(PINS) pyproject.toml | $(OUR_UV)
	@$(NEW_ENOUGH)
	@echo "Installing into .venv/"
	@sh .ci/install-environment "$(UV)" "$(PYTHON)" $(PINS)

.tools/bin/uv: .ci/uv.txt
	@$(NEW_ENOUGH)
	@sh .ci/install-uv "$(PYTHON)"

# First, so that one line names all that is missing.
system:
	@sh .ci/install-system "$(UV)" "$(PYTHON)"
