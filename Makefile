# dhr-qa: everything starts here. Needs only git, make and Python 3.11 or later.
#   make demo    installs into .venv and checks the draft in examples/
#   make test    installs what the tests need and runs them all

# The first Python on the path that is new enough; say `make PYTHON=/path/to/python3.12 …` for another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV ?= .venv
BIN := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
JOBS ?= 2
DRAFT := examples/draft/overview-report-draft.docx

.DEFAULT_GOAL := help
.PHONY: help demo install dev test browser lint format types bench pythons lock sbom build examples check-rules clean distclean

help:
	@echo "make demo        install into $(VENV) and check the draft report in examples/"
	@echo "make test        install what the tests need and run all of them"
	@echo "make browser     install from npm what the tests of the HTML report need (axe-core, the schema of SARIF)"
	@echo "make lint        style and formatting of the code"
	@echo "make types       mypy --strict"
	@echo "make check-rules check the rule files and run the examples inside them"
	@echo "make examples    write the example reports again from examples/build_examples.py"
	@echo "make bench       time and memory on a long report, beside pandoc"
	@echo "make build       sdist and wheel into dist/"
	@echo "make clean       remove what builds and tests leave behind"

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "dhr-qa needs Python 3.11 or later; none was found on the path." >&2; exit 1; }
	@echo "Creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing dhr-qa into $(VENV)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing dhr-qa and what its tests need into $(VENV)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

install: $(VENV)/.installed

dev: $(VENV)/.installed-dev

# The draft has faults, so `check` ends with exit code 1 as it should; anything else is a failure here.
demo: install
	@echo
	@$(BIN)/dhr-qa check $(DRAFT); code=$$?; \
	if [ $$code -ne 1 ]; then echo "Expected findings (exit code 1), got exit code $$code" >&2; exit 1; fi

test: dev
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

browser:
	@npm install --prefix tests/browser --no-package-lock --no-audit --no-fund --ignore-scripts --omit=optional --silent

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: dev
	$(BIN)/mypy

check-rules: install
	$(BIN)/dhr-qa rules lint
	$(BIN)/dhr-qa rules test

examples: dev
	$(BIN)/python -m examples.build_examples

bench: dev
	$(BIN)/python -m tests.benchmarks.bench

pythons: dev
	bash tools/pythons.sh

lock: dev
	bash tools/lock.sh

sbom: dev
	bash tools/sbom.sh

build: dev
	$(BIN)/python -m build --outdir dist .

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks *.egg-info
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
