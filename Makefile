# Python and make are all that a fresh machine needs to build: each target first brings what it lacks.
.PHONY: help site offline serve plan test test-webkit check check-torch mutants rooms sheets ledger audit release bench-build lock clean
PY := .venv/bin/python
# What makes that environment, looked for only then: `python` last, which may be Python 2, and by names, since a
# folder's may hold a blank.
PYTHON = $(firstword $(foreach name,python3 $(addprefix python3.,14 13 12 11) python,$(if $(shell command -v $(name) 2>/dev/null),$(name))))
NO_PYTHON = Python 3.11 or newer is needed, and there is none: install one as your system does \
  (apt install python3 python3-venv, brew install python), or from www.python.org
# Ready is what works: without its Python or in another folder the environment loses its marks.
HERE := import figures, os, sys; sys.exit(not os.path.samefile(figures.__path__[0], "figures"))
$(shell { $(PY) -Ic '$(HERE)' || rm -f .venv/*.ready; } 2>/dev/null)
# --no-emit-…: a lock holds hashes, never the address they were read from.
LOCK := $(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
# PyTorch for Linux without graphics cards: where pip is told of folders with packages, from there, which know one
# Python's file only; else from PyTorch's index, which uv knows.
TORCH = $(or $(addprefix --find-links ,$(shell $(PY) -m pip config get global.find-links 2>/dev/null)),--torch-backend cpu)
# Several threads on small matrices only get in each other's way.
export OPENBLAS_NUM_THREADS := 1
# Or each of some hundred processes would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-13s%s\n", $$1, $$2 }' Makefile

site: .venv/site.ready  ## build the site into site/
	@$(PY) scripts/build_site.py

offline: .venv/site.ready  ## build a copy into offline/ that opens without a server
	@$(PY) scripts/build_site.py --offline

serve: .venv/site.ready  ## build, serve with live reload at ADDRESS, print that
	@$(PY) scripts/serve.py $(if $(ADDRESS),--address $(ADDRESS))

plan: .venv/site.ready  ## print what the next build would make, and why
	@$(PY) scripts/plan.py

test: .venv/test.ready check  ## check, then run every test, in a browser too
	@$(PY) -m pytest

test-webkit: .venv/test.ready  ## run the tests of other browsers in WebKitGTK
	@$(PY) -m tests.webkit && $(PY) -m pytest -m webkit --numprocesses=0 tests/site/test_other_browsers.py

check: .venv/tools.ready  ## lint, formatting and types
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

check-torch: .venv/torch.ready  ## run the tests of the listing for PyTorch with PyTorch itself, a gigabyte on disk
	@.venv.torch/bin/python -m pytest -o addopts=-q -p no:cacheprovider --noconftest tests/test_lasso_step.py tests/real_torch.py

mutants: .venv/test.ready site  ## make single faults in a copy, print those that no test notices (minutes)
	@$(PY) -m tests.mutants $(WORDS)

rooms: .venv/site.ready  ## print what each room of figures/ imports; fail on a circle
	@$(PY) -m tests.rooms

sheets: .venv/site.ready  ## draw all poses, films and figures on a phone as contact sheets into build/sheets/
	@$(PY) scripts/sheets.py $(WORDS)

ledger: .venv/site.ready  ## print what each figure costs: CPU seconds, bytes by kind, states, pictures of its film
	@$(PY) scripts/ledger.py $(WORDS)

audit: .venv/tools.ready  ## look for known vulnerabilities in the locked packages
	@$(PY) -m pip_audit --strict --disable-pip --require-hashes --requirement requirements-test.txt

# Asked first, because checking takes longer than refusing. All tests are the workflow's to run.
release: .venv/tools.ready  ## write VERSION=1.0 to the branch gh-pages, for SITE_URL
	@$(PY) scripts/release.py --ask
	@$(MAKE) --no-print-directory check
	@$(PY) scripts/release.py

bench-build: .venv/tools.ready  ## time our builds beside their peers (minutes)
	@$(PY) -m benchmarks.build

lock: .venv/tools.ready  ## rewrite the lock files from pyproject.toml
	@$(LOCK) pyproject.toml --output-file requirements.txt
	@$(LOCK) pyproject.toml --extra test --constraint requirements.txt --output-file requirements-test.txt
	@$(LOCK) tests/torch.in $(TORCH) --constraint requirements-test.txt --output-file requirements-torch.txt
	@$(LOCK) benchmarks/peers.in --constraint requirements.txt --output-file benchmarks/peers.txt

# The environment last: while anything else has to be dealt with, nothing need be set up again.
clean:  ## remove everything that was made
	@rm -f .venv/*.ready 2>/dev/null || true
	@left=; remove() { for made in "$$@"; do rm -rf "$$made" 2>/dev/null || left="$$left $$made"; done; }; \
	remove .cache node_modules build site offline .build.* .site.* .offline.*; \
	[ "$$left" ] || remove .venv .venv.*; \
	if [ "$$left" ]; then echo "These cannot be removed:$$left. Run: sudo rm -rf$$left; then make clean" >&2; exit 1; fi

.venv/site.ready: requirements.txt package-lock.json pyproject.toml scripts/setup.py
	@$(or $(PYTHON),$(error $(NO_PYTHON))) scripts/setup.py site

.venv/tools.ready: .venv/site.ready requirements-test.txt
	@$(PY) scripts/setup.py tools

.venv/torch.ready: .venv/tools.ready requirements-torch.txt
	@$(PY) scripts/setup.py torch

# Apart, because a release needs no browser and no office: who publishes may have neither.
.venv/test.ready: .venv/tools.ready
	@$(PY) scripts/setup.py test
