# make run    set up, compare four spread strategies for ambient voice technology in London
# make test   set up, check style, types and imports (with Node the page's script too), run the tests
# make bench  the engines against each other, and the commands' time to start
# make performance  measure speed against its targets; writes docs/performance.md (about twelve minutes). Sets up what
#             it needs, except a browser for the page: sh .ci/browsers, as root; without it that part is left out
# make docs   everything: write the generated pages, pictures and notebooks again, then build the site
# make pages  write only the generated pages of docs/ again (seconds)
# make plausible  find the shipped sets of assumptions that fit what is known again (about four minutes on two free
#             cores); needed when the model, a distribution or an anchor has changed
# make site   build the documents as a site, in build/site
# make constraints  write the tested versions again, the newest that fit together (UPGRADE= keeps them)
# make newest  run the tests with the newest of everything, and try the next Mesa
# make clean  remove what setting up and checking made (your runs stay)
# Another Python:  make run PYTHON=python3.12        Another folder:  make run VENV=.venv-3.12

VENV ?= .venv
PYTHON ?= $$(sh .ci/python 3.13 3.12 3.11 3.14)
WORKERS ?= 2

PY = $(VENV)/bin/python
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt
# Makes the environment, unless a whole one is there.
ENVIRONMENT = $(PY) -m pip --version >/dev/null 2>&1 || { \
	python="$(PYTHON)" && echo "Setting up $(VENV): about a minute." && \
	"$$python" -m venv --clear $(VENV); }
COMPARE = compare "scenario=avt_london" \
	"strategy=none,community_of_practice,one_to_one,avt_london,hin_playbook"

# Compiles what the tests run, so that their workers need not do so side by side.
COMPILE = from sim.config import load; from sim.engines.simulate import simulate; \
	few = load(["system.organisations=3", "strategy.pilots=1", "clock.months=1"]); \
	[simulate(few, replicates) for replicates in (1, 64)]

.PHONY: run test check compiled pytest bench performance docs pages plausible site constraints newest clean

run: $(VENV)/ready
	@$(PY) -m sim $(COMPARE)

test: $(VENV)/ready-to-test
	@$(MAKE) --no-print-directory -j2 check compiled
	@$(MAKE) --no-print-directory pytest

check: $(VENV)/ready-to-test
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@sh tests/script/check

compiled: $(VENV)/ready-to-test
	@$(PY) -c '$(COMPILE)'

pytest: $(VENV)/ready-to-test
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q $(ARGS)

bench: $(VENV)/ready
	@$(PY) benchmarks/engines.py $(ARGS)

performance: $(VENV)/ready-to-test
	@$(PY) benchmarks/performance.py $(ARGS)

docs: $(VENV)/ready-to-test
	@$(MAKE) --no-print-directory pages
	@$(PY) docs/adoption_picture.py
	@$(PY) notebooks/refresh.py
	@$(MAKE) --no-print-directory site

# What each writes is compared with the code by a test, so CI need not write it.
pages: $(VENV)/ready-to-test
	@$(PY) docs/parameter_table.py
	@$(PY) docs/assumption_table.py
	@$(PY) docs/plausible_sets.py
	@$(PY) docs/outcome_table.py
	@$(PY) docs/concept_table.py
	@$(PY) docs/fact_table.py
	@$(PY) docs/fact_picture.py
	@$(PY) docs/page_numbers.py

plausible: $(VENV)/ready
	@rm -rf build/plausible && mkdir -p build
	@$(PY) -m sim match --out build/plausible $(ARGS)
	@cp build/plausible/sets.csv configs/study/plausible.csv
	@cp build/plausible/sets.yaml configs/study/plausible.yaml
	@$(PY) docs/plausible_sets.py

site: $(VENV)/ready-to-test
	@$(PY) -m sphinx -W --keep-going -n -q -E -d build/doctrees docs build/site
	@echo "Open build/site/index.html"

newest:
	@bash .ci/newest $(ARGS)

# Versions known to work together, for every system and Python from 3.11; no host is written.  The same
# with the hash of every file that a package index may give.  UPGRADE= keeps the versions that are there.
UPGRADE ?= --upgrade
COMPILED = $(PY) -m uv pip compile --quiet --universal --no-emit-index-url --no-annotate \
	--python-version 3.11 --custom-compile-command "make constraints"

constraints: $(VENV)/ready-to-test
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(COMPILED) --all-extras $(UPGRADE) pyproject.toml -o constraints.txt
	@$(COMPILED) --no-deps --generate-hashes constraints.txt -o constraints-hashes.txt

$(VENV)/ready: pyproject.toml constraints.txt
	@$(ENVIRONMENT)
	@$(INSTALL) -e ".[workshop]"
	@touch $@

$(VENV)/ready-to-test: pyproject.toml constraints.txt
	@$(ENVIRONMENT)
	@$(INSTALL) -e ".[test,workshop,docs]"
	@touch $@ $(VENV)/ready

clean:
	rm -rf $(VENV) .venv-3.* .venv-newest build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache tests/script/node_modules
	find . -name __pycache__ -prune -exec rm -rf {} +
