"""Build the book with the newest Sphinx, myst-nb and myst-parser, by the stock command and by ours, and say what breaks.

``make canary`` runs it in an environment of its own; not a test, for what is newest changes from day to day.
"""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "_build/canary"
NAMES = ("sphinx", "docutils", "myst-nb", "myst-parser", "sphinx-external-toc", "jupyter-book")
OURS = "from econsec.cli import main; raise SystemExit(main(['build', '--lang', 'en', '--out', '_build/canary/site']))"
BUILDS = {
    "jupyter-book build": ["-c", "from jupyter_book.cli.main import main; main()", "build", ".", "--all", "--path-output", str(OUT)],
    "econsec build": ["-c", OURS],
}


def main():
    """Run both builds; return 1 where one breaks or leaves no page."""
    print(", ".join(f"{name} {version(name)}" for name in NAMES))
    broken = [name for name, arguments in BUILDS.items() if not build(name, arguments)]
    print(f"breaks: {', '.join(broken)}" if broken else "nothing breaks")
    return 1 if broken else 0


def build(name, arguments):
    """Run one build, and tell whether it ended well and left the summary; what it warned of is printed."""
    run = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)
    page = OUT / ("_build/html" if name.startswith("jupyter") else "site/en") / "chapters/summary.html"
    said = [line for line in (run.stdout + run.stderr).splitlines() if "WARNING" in line or "ERROR" in line or "Error" in line]
    print(f"{name}: exit {run.returncode}{'' if page.is_file() else ', no page'}")
    print("\n".join(f"  {line}" for line in dict.fromkeys(said)))
    return run.returncode == 0 and page.is_file()


if __name__ == "__main__":
    sys.exit(main())
