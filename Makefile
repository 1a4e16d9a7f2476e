# Two commands matter: `make demo` shows what convgrade does, `make test` proves it.
# Both make a virtual environment in .venv; neither needs root.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# One worker more than cores of the smallest machine: what waits leaves them to the others.
PYTEST = $(BIN)/python -m pytest -n 3 --dist worksteal
STAMP = $(VENV)/.installed
SAMPLES = tests/submissions
# The demo keeps its records apart from those of a real course.
DEMO_RECORDS = $(abspath $(VENV))/demo.sqlite
GRADE = GRADE_DATABASE_URL=sqlite:///$(DEMO_RECORDS) $(BIN)/grade

.DELETE_ON_ERROR:
.PHONY: help demo test quick fuzz mutants gallery items lint format docs bench clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "convgrade needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(STAMP)  ## grade a right and a wrong submission and explain them
	@rm -f $(DEMO_RECORDS)*
	@start=$$(date +%s); set -ex; \
	$(GRADE) list; \
	$(GRADE) submit conv2d $(SAMPLES)/conv2d/right/sliding_windows.py --student right; \
	$(GRADE) submit conv2d $(SAMPLES)/conv2d/wrong/crop_pad_zero.py --student wrong; \
	$(GRADE) submit max_pool $(SAMPLES)/max_pool/wrong/overwrites_overlap.py --student wrong; \
	$(GRADE) submit perceptron $(SAMPLES)/perceptron/wrong/ge_at_threshold.py --student wrong; \
	{ set +x; } 2>/dev/null; echo "make demo took $$(( $$(date +%s) - start )) s after the install"

# Coverage is of what runs in the tests' own processes: the slow tests and the processes that tests
# start would tell little more of it, and measuring it there costs minutes.
test: $(STAMP)  ## run the whole test suite
	@start=$$(date +%s); \
	$(PYTEST) -m 'not slow' --cov --cov-report=term:skip-covered $(ARGS) && \
	$(PYTEST) -m slow $(ARGS); code=$$?; \
	echo "make test took $$(( $$(date +%s) - start )) s after the install"; exit $$code

quick: $(STAMP)  ## run the quick tests only
	$(PYTEST) -m 'not slow' $(ARGS)

fuzz: $(STAMP)  ## fuzz the decoder of what a worker sends, for ten minutes
	$(BIN)/python -m pip install --quiet atheris
	$(BIN)/python -m tests.sandbox.fuzz.run --seconds 600

mutants: $(STAMP)  ## change each reference in one place and see its hidden suite notice
	$(BIN)/python -m tests.mutants $(ARGS)

gallery: $(STAMP)  ## grade every right sample with every one of 200 seeds, for ten minutes
	EVERY_SEED=1 $(PYTEST) tests/test_submissions.py -k right_submission $(ARGS)

items: $(STAMP)  ## draw every quiz topic with 10,000 seeds and recompute each key
	$(BIN)/python -m tests.quiz.sweep $(ARGS)

lint: $(STAMP)  ## check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP)  ## mend style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP)  ## write the generated parts of the docs again
	$(BIN)/python -m cogapp -r -I docs docs/*.md
	$(BIN)/python docs/generated.py docs/report.schema.json

bench: $(STAMP)  ## measure what a grading costs, beside other graders
	$(BIN)/python -m benchmarks $(BENCH)

clean:  ## remove what the other targets made
	rm -rf $(VENV) .venv-* .pytest_cache .mypy_cache .ruff_cache .coverage*
