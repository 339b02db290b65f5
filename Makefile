# make demo   who is in the five articles of seeds/, and how well that was found out
# make test   all tests, doctests of the code and of the documents included
# make check  lint, types and layers
# Each sets up all it needs in .venv, with the first Python from 3.11 on that it finds (or: make PYTHON=/path/to/python).

# A shim may stand before a Python and refuse, so every folder of PATH is tried.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	IFS=:; for folder in $$PATH; do \
	"$$folder/$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$folder/$$name" && exit; done; done)
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test check clean

demo: .venv/.core
	$(BIN)/kzresolve annotate seeds/*.txt
	$(BIN)/kzresolve evaluate seeds/gold seeds

test: .venv/.test
	$(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff check --output-format concise
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf .venv build dist

# A stamp for each set of packages: made again when pyproject.toml changes.
.venv/.core: pyproject.toml | .venv/.made
	$(PIP) --editable .
	@touch $@

.venv/.test: pyproject.toml | .venv/.made
	$(PIP) --editable '.[test]'
	@touch $@ .venv/.core

.venv/.dev: pyproject.toml | .venv/.made
	$(PIP) --editable '.[test,dev]'
	@touch $@ .venv/.test .venv/.core

.venv/.made:
	@test -n "$(PYTHON)" || { echo "kzresolve needs Python 3.11 or newer with the venv module, and none was found. \
	Install one (Debian, Ubuntu: apt install python3 python3-venv; or: uv python install 3.13), then try again; \
	or say where one is: make PYTHON=/path/to/python" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	@touch $@
