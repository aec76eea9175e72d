PYTHON ?= python3
BIN := .venv/bin
BASE ?= HEAD
READY := .venv/ready

.PHONY: book serve pdf test test-all soak audit canary bench lint lab accept review translate check tidy git-setup lock chromium libreoffice clean

book: $(READY)  ## build the site into _build/site
	$(BIN)/econsec build

serve: $(READY)  ## show the newest edition in the browser, made anew as files change
	$(BIN)/econsec serve

pdf: book chromium  ## build the site, and print it as one PDF a language into _build/site/pdf
	$(BIN)/econsec pdf

test: $(READY) chromium  ## run the tests
	$(BIN)/python -m pytest --nbval --numprocesses 3 --dist loadfile --no-loadscope-reorder --durations 10 -m "not slow and not soak" tests chapters

test-all: $(READY) .venv-lab/ready chromium libreoffice  ## run the tests and those that take longer
	$(BIN)/python -m pytest --nbval --numprocesses 3 --dist loadfile --no-loadscope-reorder -m "not soak" tests chapters

soak: $(READY)  ## kill commands at every point and at random, and feed them ten thousand spoilt files; takes long
	$(BIN)/python -m pytest -m soak tests
	ECONSEC_SOAK=1 $(BIN)/python -m pytest --numprocesses 2 tests/data/test_fuzz.py

audit: book chromium  ## measure the pages with Lighthouse and check their HTML; needs npm and Java
	$(BIN)/python tests/audit.py

canary: $(READY)  ## build with the newest Sphinx, myst-nb and myst-parser instead of Jupyter Book's pins, and say what breaks
	$(PYTHON) -m venv --clear .venv-canary
	$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(" + repr(sysconfig.get_path("purelib")) + ")")' > "$$(.venv-canary/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/report.pth"
	.venv-canary/bin/python -m pip install --quiet --disable-pip-version-check --ignore-installed sphinx myst-nb myst-parser sphinx-external-toc
	.venv-canary/bin/python tests/canary.py

bench: $(READY) .venv-bench/ready chromium  ## measure the build beside what else one would use, into bench/results.md
	$(BIN)/python bench/bench.py

lint: $(READY)  ## look over the code: form, plain mistakes, imports from room to room
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

lab: $(READY) .venv-lab/ready  ## open the chapters in JupyterLab
	.venv-lab/bin/jupyter-lab --notebook-dir=chapters

accept: $(READY)  ## take the present outputs as the new baseline
	$(BIN)/econsec accept

review: $(READY)  ## say what the working tree changes against BASE
	$(BIN)/econsec review $(BASE)

translate: $(READY)  ## bring the Japanese catalogues in line with the chapters
	$(BIN)/econsec translate

check: $(READY)  ## validate the data package
	$(BIN)/econsec check

tidy: $(READY)  ## put tables that a spreadsheet program saved back into form
	$(BIN)/econsec tidy

git-setup: $(READY)  ## let git compare and merge notebooks (nbdime) and tables (daff) in this clone
	git config diff.jupyternotebook.command '"$(abspath $(BIN))/git-nbdiffdriver" diff'
	git config merge.jupyternotebook.name 'notebooks, by nbdime'
	git config merge.jupyternotebook.driver '"$(abspath $(BIN))/git-nbmergedriver" merge --output-strategy use-local %O %A %B %L %P'
	git config diff.daff-csv.command '"$(abspath $(BIN))/daff" diff --id id --git'
	git config merge.daff-csv.name 'tables by key, by daff'
	git config merge.daff-csv.driver '"$(abspath $(BIN))/daff" merge --id id --eol lf --output %A %O %A %B'
	git config merge.econsec-made.name 'ours, until econsec accept makes it anew'
	git config merge.econsec-made.driver true

lock: $(READY)  ## pin the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-emit-find-links pyproject.toml --group build --group commit --group git --group test --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	  --no-emit-index-url --no-emit-find-links --group bench --output-file bench/requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --constraint requirements.lock \
	  --no-emit-index-url --no-emit-find-links --group lab --output-file requirements-lab.lock

clean:  ## remove what was built
	rm -rf _build .venv .venv-bench .venv-lab .venv-canary

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

.venv-bench/ready: $(READY) bench/requirements.lock  # what is measured beside the report's own tools, which it finds in .venv
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement bench/requirements.lock
	$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(" + repr(sysconfig.get_path("purelib")) + ")")' > "$$(.venv-bench/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/report.pth"
	touch .venv-bench/ready

.venv-lab/ready: $(READY) requirements-lab.lock  # JupyterLab, whose kernel finds the report's own tools in .venv
	$(PYTHON) -m venv .venv-lab
	.venv-lab/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-lab.lock
	$(BIN)/python -c 'import sysconfig; print("import site; site.addsitedir(" + repr(sysconfig.get_path("purelib")) + ")")' > "$$(.venv-lab/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/report.pth"
	touch .venv-lab/ready

chromium:  # the browser that prints and that the tests drive: the one CHROMIUM names, one that is there, or Debian's package
	@if [ -z "$$CHROMIUM" ] && ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	  SUDO=$$(command -v sudo || true); \
	  $$SUDO apt-get update --quiet --quiet && $$SUDO apt-get install --quiet --quiet --yes chromium fonts-noto-cjk; \
	fi

libreoffice:  # the spreadsheet program that a slow test drives: the one that is there, or Debian's package
	@if ! command -v soffice >/dev/null; then \
	  SUDO=$$(command -v sudo || true); \
	  $$SUDO apt-get update --quiet --quiet && $$SUDO apt-get install --quiet --quiet --yes --no-install-recommends libreoffice-calc-nogui; \
	fi
