# make         build and publish the package from seeds/
# make test    lint, types and tests
# make check   compare what is published with what the seeds give
# make stress, interop, bench: the long ones

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := build
.PHONY: build test lint tests check validate release stress interop bench clean

build: $(VENV)/build
	@$(PY) build.py

check validate release: $(VENV)/build
	@$(PY) build.py $@

lint: $(VENV)/test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

test: $(VENV)/test
	@$(MAKE) --no-print-directory --jobs 2 lint tests

# Bytecode is kept: the tests start the program some dozens of times.
tests: $(VENV)/test
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -m "not stress" -n auto --dist worksteal

stress: $(VENV)/test
	@$(PY) -m pytest -m "stress or hypothesis" --hypothesis-profile many

interop: $(VENV)/test
	@$(PY) -m pytest tests/interop --runxfail

bench: $(VENV)/test
	@$(PY) -m benchmarks

$(VENV)/pip: constraints.txt
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) pip
	@touch $@

$(VENV)/build: $(VENV)/pip pyproject.toml
	@$(PIP) --group build
	@touch $@

$(VENV)/test: $(VENV)/build
	@$(PIP) --group test
	@touch $@

clean:
	rm -rf $(VENV) .build dist
