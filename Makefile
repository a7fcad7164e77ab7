# A fresh clone needs nothing but Python 3.10 or later: every target makes its own environment first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test fuzz golden bench clean

demo: $(READY)
	rm -rf out/demo
	$(BIN)/unscaffold expand samples/microsoft-entra-id/Conf -o out/demo
	$(BIN)/unscaffold steps samples/microsoft-entra-id/Conf MicrosoftEntraID_Synchronize_Incremental_Scaffolding
	@echo; echo "The job stands in out/demo/MicrosoftEntraID/MicrosoftEntraID Jobs.xml:"
	@cat "out/demo/MicrosoftEntraID/MicrosoftEntraID Jobs.xml"

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

# Draws configurations with something wrong in them until Ctrl-C, or for a while: make fuzz SECONDS=600
fuzz: $(READY)
	$(BIN)/python tests/fuzz.py $(SECONDS)

# Makes the expected output of all samples and golden scenarios anew; review the diff.
golden: $(READY)
	$(BIN)/python -m tests.test_golden

bench: $(READY)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) out

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@
