# make run · make demo · make test. Each sets up what it needs; what is there already is not done again.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
CLIENTS ?= 5000
JOBS ?= auto

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/generated/*')
PYTHONS := backend tests
PYTEST := $(BIN)/pytest --ignore=tests/e2e

.PHONY: run demo test check soak timings unit-sqlite unit-postgres browser backend-checks frontend-checks programs clean

# ------------------------------------------------------------------ for users

run: .venv/.ready frontend/dist/index.html
	@exec $(BIN)/atrium serve --welcome --host $(HOST) --port $(PORT)

demo: export ATRIUM_DATA_DIR := .atrium/demo
demo: .venv/.ready frontend/dist/index.html
	@test -e .atrium/demo/seeded || { rm -rf .atrium/demo; $(BIN)/atrium seed --clients $(CLIENTS); touch .atrium/demo/seeded; }
	@exec $(BIN)/atrium serve --welcome --host $(HOST) --port $(PORT)

# ------------------------------------------------------------- for developers

test: programs check unit-sqlite unit-postgres browser
	@echo "All is well."

check: backend-checks frontend-checks

backend-checks: export ATRIUM_DATA_DIR := .atrium/checks
backend-checks: .venv/.ready-to-test
	$(BIN)/ruff format --check $(PYTHONS)
	$(BIN)/ruff check $(PYTHONS)
	$(BIN)/mypy -p atrium
	$(BIN)/lint-imports --no-logo
	$(BIN)/atrium schema | diff -u schema.graphql -
	$(BIN)/atrium migrate --check

frontend-checks: node_modules/.ready
	npm run --silent codegen
	npm run --silent typecheck
	npm run --silent lint
	npm run --silent test
	npm run --silent build
	npm run --silent size

unit-sqlite: .venv/.ready-to-test
	ATRIUM_TEST_DATABASE=sqlite $(PYTEST) -n $(JOBS) tests

unit-postgres: .venv/.ready-to-test
	ATRIUM_TEST_DATABASE=postgres $(PYTEST) -n $(JOBS) tests

browser: .venv/.ready-to-test frontend/dist/index.html
	$(BIN)/pytest -n $(JOBS) --dist worksteal tests/e2e

# Properties, kills and the oracle for long, on both databases. It gates nothing.
soak: .venv/.ready-to-test
	-ATRIUM_TEST_PROFILE=soak ATRIUM_TEST_DATABASE=sqlite $(PYTEST) tests
	-ATRIUM_TEST_PROFILE=soak ATRIUM_TEST_DATABASE=postgres $(PYTEST) tests

# How fast the pages are in a browser, in front of 9,000 clients. It gates nothing.
timings: programs .venv/.ready-to-test frontend/dist/index.html
	@$(BIN)/python -m tests.e2e.timings

# Everything that was made, but never the data in .atrium/.
clean:
	rm -rf .venv node_modules frontend/dist frontend/src/generated .mypy_cache .ruff_cache

# --------------------------------------------------------------------- set-up

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Atrium needs Python 3.11 or newer (set PYTHON=… if it has another name)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Atrium needs Python 3.11 or newer; $(PYTHON) is older." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python cannot make virtual environments here (Debian: apt-get install python3-venv)." >&2; rm -rf .venv; exit 1; }

.venv/.ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing Python packages …"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.ready-to-test: requirements-dev.lock .venv/.ready
	@echo "Installing Python packages for the tests …"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

node_modules/.ready: package-lock.json package.json .npmrc
	@command -v npm >/dev/null || { echo "Atrium needs Node.js 20 or newer, with npm." >&2; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Atrium needs Node.js 20 or newer; this one is older." >&2; exit 1; }
	@echo "Installing front-end packages …"
	@npm ci --silent
	@touch $@

frontend/dist/index.html: node_modules/.ready schema.graphql $(SOURCES)
	@echo "Building the dashboard and the store …"
	@npm run --silent build
	@touch $@

# The tests run a PostgreSQL server of their own, drive a real browser (without its windows: that is faster), and paste
# the README's examples into a shell.
programs:
	@missing=""; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$$missing postgresql"; \
	command -v chromium-headless-shell chromium >/dev/null || missing="$$missing chromium-headless-shell"; \
	command -v curl >/dev/null || missing="$$missing curl"; \
	test -z "$$missing" && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$missing …"; \
		apt-get update --quiet --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends $$missing; \
	else \
		echo "The tests need$$missing. On Debian, as root: apt-get install$$missing" >&2; exit 1; \
	fi
	@command -v chromium-headless-shell >/dev/null || test "$$(id -u)" != 0 || { \
		echo "Installing chromium-headless-shell …"; \
		apt-get update --quiet --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet --no-install-recommends chromium-headless-shell; \
	} || echo "The browser's tests take the whole Chromium, which is slower."
