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
	@$(PY) build.py || { code=$$?; echo "nothing was published; mend what is named above, then \`make\` again" >&2; exit $$code; }

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
	@$(PY) -m pytest tests/interop --runxfail -rs

bench: $(VENV)/test
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

clean:
	rm -rf $(VENV) .build dist
