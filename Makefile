# make graph: its own virtual environment, the pinned packages, and output/ built from seeds/.
# make test:  what the tests need (a browser and CJK fonts included), then all of them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: graph test lint bench clean

graph: $(VENV)/.runtime
	$(BIN)/kg build 'seeds/*.txt' --out output

test: $(VENV)/.development
	sh scripts/browser.sh $(BIN)/python
	$(BIN)/python -m pytest

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.development $(PEERS)/.installed
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.peers $(PEERS)/bin/python

clean:
	rm -rf $(VENV) $(PEERS)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements.txt pyproject.toml
	$(PIP) install -r requirements.txt
	$(PIP) install --no-deps --editable .
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(PIP) install -r requirements-dev.txt
	touch $@

$(PEERS)/.installed: requirements-peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install -r requirements-peers.txt
	touch $@
