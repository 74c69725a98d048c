# `make help` says what there is.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := build
.PHONY: build picture rules test lint tests check validate release slow stress interop bench cluster clean help

build: $(VENV)/build ## build the package from seeds/ and publish it; what `make` alone does
	@$(PY) build.py

picture: $(VENV)/test ## the picture in README.md, from the published page; needs chromium
	@$(PY) tests/browser/picture.py

check: $(VENV)/build ## compare what is published with what the seeds give
	@$(PY) build.py check

validate: $(VENV)/build ## check the package as a reader would: schemas, hashes, evidence, rules
	@$(PY) build.py validate

release: $(VENV)/build ## pack the package into dist/
	@$(PY) build.py release

lint: $(VENV)/test ## style and types alone
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

test: $(VENV)/test ## lint, and the tests that take about a minute
	@$(MAKE) --no-print-directory --jobs 2 lint tests

# Bytecode is kept: the tests start the program some dozens of times.
tests: $(VENV)/test ## the tests alone
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -m "not slow and not stress" -n auto --dist worksteal

slow: $(VENV)/test ## the tests that take some minutes: many builds, browser, cluster, other Pythons, kills, every damage
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -m "slow and not stress" -n auto --dist worksteal

rules: $(VENV)/test ## the examples of the language rules (publisher/language)
	@$(PY) -m pytest tests/language tests/extract/events/test_rules.py tests/extract/events/test_proposals.py

stress: $(VENV)/test ## the long tests: random inputs, crashes, linear time
	@$(PY) -m pytest -m "stress or hypothesis" --hypothesis-profile many -n auto --dist worksteal --durations 20

interop: $(VENV)/test ## the readers of other languages; fetches them
	@$(PY) -m pytest tests/interop --runxfail -rs

bench: $(VENV)/test ## speed, memory, faults found, agreement of coders
	@$(PY) -m benchmarks

# Said before pip falls silent for a while, or stops at a Python that is too old.
$(VENV)/pip: constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or newer is needed, $(PYTHON) is %d.%d: make PYTHON=python3.12" % v[:2])'
	@echo "once: installing what the build needs into $(VENV)/; this takes about a minute"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) pip
	@touch $@

$(VENV)/build: $(VENV)/pip pyproject.toml
	@$(PIP) --group build
	@touch $@

$(VENV)/test: $(VENV)/build
	@echo "once: installing what the tests need as well"
	@$(PIP) --group test
	@touch $@

cluster: $(VENV)/build ## what `build.py --scheduler` needs as well: Dask
	@$(PIP) --group cluster

clean: ## remove what make installed and what a build left
	rm -rf $(VENV) .build dist

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s%s\n", $$1, $$2}' Makefile
