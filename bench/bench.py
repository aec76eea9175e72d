"""Measure the build side by side with what a reader of the field would otherwise use; writes ``bench/results.md``.

All in one run, on one machine: what is compared differs in nothing else. Figures are medians of wall-clock seconds;
memory is the largest sum over the process tree, each shared page counted once where the system tells.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import psutil
from warm import edits

from econsec.project import project_root

ROOT = project_root()
BIN = Path(sys.executable).parent
PYTHON = sys.executable
PARTS = ("chapters", "data", "locale", "econsec", "_config.yml", "_toc.yml", "editions.yaml", "pyproject.toml")
LIBRARIES = ("jupyter-book", "sphinx", "papermill", "nbconvert", "altair", "pandas", "vl-convert-python", "pagefind")
MKDOCS = """site_name: Economic security in US trade policy
docs_dir: chapters
plugins:
  - mkdocs-jupyter:
      execute: true
      allow_errors: false
"""


class Measured:
    """A command that ran: its seconds, the peak memory of its process tree in bytes, its output."""

    def __init__(self, command, folder):
        start, self.peak = time.monotonic(), 0
        process = subprocess.Popen([*map(str, command)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        watching = threading.Thread(target=self._watch, args=(process,), daemon=True)
        watching.start()
        self.output = process.communicate()[0]
        self.seconds = time.monotonic() - start
        watching.join()
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{self.output[-3000:]}")

    def _watch(self, process):
        tree = psutil.Process(process.pid)
        while process.poll() is None:
            self.peak = max(self.peak, sum(map(_memory, [tree, *_children(tree)])))
            time.sleep(0.2)


def _children(process):
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _memory(process):
    try:
        found = process.memory_full_info()
        return getattr(found, "pss", found.rss)
    except psutil.Error:
        return 0


def times(count, command, folder):
    """Run a command several times; return the run of median length."""
    runs = sorted((Measured(command, folder) for _ in range(count)), key=lambda run: run.seconds)
    return runs[len(runs) // 2]


def project(folder):
    """Return a copy of the project that nothing was built in."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def main():
    """Take every figure and write the table."""
    with tempfile.TemporaryDirectory() as scratch:
        rows, facts = measure(Path(scratch))
    text = report(rows, facts)
    (ROOT / "bench" / "results.md").write_text(text, encoding="utf-8")
    print(text)


def measure(scratch):
    """Return rows (what, seconds, peak in bytes) and facts of this run."""
    here = project(scratch / "project")
    cold = ROOT / "bench" / "cold.py"
    chapters = [here / f"{name}.ipynb" for name in _chapters(here)]
    rows, facts = {}, {}

    def take(name, run):
        rows[name] = (run.seconds, run.peak)
        print(f"{name}: {run.seconds:.1f} s", flush=True)
        return run

    take("import", times(3, [PYTHON, "-c", "import econsec.site.preload"], here))
    work = scratch / "work"
    Measured([PYTHON, cold, "prepare", work], here)
    sphinx = []
    for _ in range(3):
        for name in ("books", "pages", "served"):
            shutil.rmtree(work / name, ignore_errors=True)
        sphinx.append(json.loads(Measured([PYTHON, cold, "sphinx", work], here).output.splitlines()[-1]))
    rows["sphinx"] = (statistics.median(sphinx), 0)
    built = take("cold", times(3, [PYTHON, cold, "build", scratch / "site"], here))
    facts["shares"] = json.loads(built.output.splitlines()[-1])
    everything = [BIN / "econsec", "build"]
    take("everything", Measured(everything, here))
    take("unchanged", times(5, everything, here))
    facts["edits"] = edits(here)
    rows["warm"] = (statistics.median(facts["edits"]), 0)
    stock = project(scratch / "stock")
    config = (stock / "_config.yml").read_text(encoding="utf-8").replace('execute_notebooks: "off"', "execute_notebooks: force\n  timeout: 300")
    (stock / "_config.yml").write_text(config, encoding="utf-8")
    take("stock", _both(lambda lang: _stock(stock, config, lang)))
    take(
        "papermill",
        _both(lambda lang: _each(here, [[BIN / "papermill", one, scratch / f"{lang}-{one.name}", "-p", "lang", lang] for one in chapters])),
    )
    take("nbconvert", _each(here, [[BIN / "jupyter-nbconvert", "--to", "html", "--execute", "--output-dir", scratch / "html", *chapters]]))
    mkdocs = ROOT / ".venv-bench" / "bin" / "mkdocs"
    if mkdocs.is_file():
        (stock / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
        for extra in set((stock / "chapters").glob("*.ipynb")) - {stock / one.relative_to(here) for one in chapters}:
            extra.unlink()
        take("mkdocs", Measured([mkdocs, "build", "--quiet", "--site-dir", scratch / "mkdocs"], stock))
    return rows, facts


def _chapters(folder):
    from econsec.site.plan import chapters

    return chapters(folder)


class _Sum:
    def __init__(self, runs):
        self.seconds, self.peak = sum(run.seconds for run in runs), max(run.peak for run in runs)


def _both(run):
    return _Sum([run(lang) for lang in ("en", "ja")])


def _each(folder, commands):
    return _Sum([Measured(command, folder) for command in commands])


def _stock(folder, config, lang):
    (folder / "_config.yml").write_text(config.replace("language: en", f"language: {lang}"), encoding="utf-8")
    shutil.rmtree(folder / "_build", ignore_errors=True)
    return Measured([BIN / "jupyter-book", "build", "."], folder)


NAMES = {
    "import": "one bare process imports what the build imports",
    "sphinx": "Sphinx reads and writes the pages, both languages one after another",
    "cold": "**cold**: newest edition, both languages, without partners' pages",
    "everything": "cold: everything that editions.yaml names",
    "warm": "**warm**: from a saved cell to the page in the browser (`econsec serve`)",
    "unchanged": "**unchanged**: `econsec build` with nothing to do",
    "stock": "stock `jupyter-book build .`, `execute_notebooks: force`, once a language",
    "papermill": "`papermill`, each chapter, once a language",
    "nbconvert": "`jupyter nbconvert --execute --to html`, each chapter, one language",
    "mkdocs": "`mkdocs build` with mkdocs-jupyter, each chapter, one language",
}
GOALS = {"warm": 2.5, "unchanged": 1.0}


def report(rows, facts):
    """Return the results as Markdown."""
    floor, cold = rows["import"][0] + rows["sphinx"][0], rows["cold"][0]
    lines = ["# How long it takes", "", f"`make bench` on {_machine()}.", "", "| what | median, s | to cold | peak memory |", "|---|---:|---:|---:|"]
    for key, name in NAMES.items():
        if key in rows:
            seconds, peak = rows[key]
            memory = f"{peak / 2**20:,.0f} MiB" if peak else ""
            lines.append(f"| {name} | {seconds:.2f} | {seconds / cold:.2f} | {memory} |")
    lines += ["", f"The floor is import and Sphinx: {floor:.1f} s. Cold is {cold / floor:.2f} times the floor (goal: at most 2).", ""]
    lines += [f"Stock Jupyter Book takes {rows['stock'][0] / cold:.1f} times as long as cold (goal: at least 5).", ""]
    lines += [f"{NAMES[key].replace('*', '').partition(':')[0]}: {rows[key][0]:.2f} s (goal: at most {goal}).\n" for key, goal in GOALS.items()]
    lines += [f"The ten edits took {', '.join(f'{one:.2f}' for one in facts['edits'])} s.", "", "## Where the time of a cold build goes", ""]
    lines += ["Seconds of the jobs, which run side by side on all cores after the import.", "", "| jobs | s |", "|---|---:|"]
    shares = facts["shares"] | {"import": rows["import"][0]}
    whole = shares.pop("")
    lines += [f"| {name} | {seconds:.1f} |" for name, seconds in sorted(shares.items(), key=lambda one: -one[1])]
    busy = sum(shares.values()) / whole
    lines += ["", f"That is {sum(shares.values()):.1f} s of work in {whole:.1f} s: {busy:.2f} cores busy. Publishing is a rename.", ""]
    return "\n".join(lines)


def _machine():
    memory = psutil.virtual_memory().total / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}; {libraries}"


if __name__ == "__main__":
    main()
