# A fresh clone needs nothing but Python 3.10 or later: every target makes its own environment first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test docs fuzz golden bench pins release clean

demo: $(READY)
	rm -rf out/demo
	$(BIN)/unscaffold expand samples/microsoft-entra-id/Conf -o out/demo
	$(BIN)/unscaffold steps samples/microsoft-entra-id/Conf MicrosoftEntraID_Synchronize_Incremental_Scaffolding
	@echo; echo "The job stands in out/demo/MicrosoftEntraID/MicrosoftEntraID Jobs.xml:"
	@cat "out/demo/MicrosoftEntraID/MicrosoftEntraID Jobs.xml"

# make test CHECKS=--coverage also says what the tests do not reach.
test: $(READY)
	$(BIN)/python -m checks $(CHECKS)

# Builds the site of the pages in out/docs, from anew; a warning, such as a link that leads nowhere, is an error.
docs: $(READY)
	rm -rf out/docs
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -d out/doctrees -c docs . out/docs
	@echo "The site is in out/docs/index.html"

# Draws configurations with something wrong in them until Ctrl-C, or for a while: make fuzz SECONDS=600
fuzz: $(READY)
	$(BIN)/python tests/fuzz.py $(SECONDS)

# Makes the expected output of all samples and golden scenarios anew; review the diff.
golden: $(READY)
	$(BIN)/python -m tests.test_golden

bench: $(READY)
	$(BIN)/python -m benchmarks

# Takes the newest versions that all supported Pythons and systems can have; review the diff.
pins:
	$(PYTHON) -m venv $(VENV)/pins
	$(VENV)/pins/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(VENV)/pins/bin/uv pip compile --quiet --upgrade --universal --python-version 3.10 --no-python-downloads \
	  --no-annotate --custom-compile-command "make pins" --group dev pyproject.toml --output-file constraints.txt

# Tries whether a release can be made, and changes nothing: make release VERSION=1.2.3. With COMMIT=1, it is made.
release: export VERSION := $(value VERSION)
release: $(READY)
	$(BIN)/python -m release "$$VERSION" $(if $(COMMIT),--commit) $(if $(NO_TESTS),--no-tests)

clean:
	rm -rf $(VENV) out

# A new environment's pip may be too old for --group, so it comes first.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --build-constraint constraints.txt \
	  --group dev --editable .
	@touch $@
