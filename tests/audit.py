"""Audit the built site with Lighthouse and the Nu HTML checker; not a test, for its figures depend on the machine.

``make audit`` runs it. It needs npm, Java and a Chromium, says which is missing, and exits 1 where a figure is missed.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from web import compressed

ROOT = Path(__file__).resolve().parent.parent
SITE, TOOLS = ROOT / "_build/site", ROOT / "_build/audit"
PACKAGES = ("lighthouse@12.8.2", "vnu-jar@26.9.27")  # Lighthouse 13 needs a newer Node than Debian's
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
NAMES = ("chapters/summary.html", "chapters/outlook.html", "chapters/sources.html", "search.html?q=AI")
PAGES = ("", *(f"{lang}/{name}" for lang in ("en", "ja") for name in NAMES))
RUNS = 3
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def main():
    """Run both audits, print their figures, return the exit code."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    tools = {"npm": shutil.which("npm"), "Java": shutil.which("java"), "Chromium": chromium}
    missing = [name for name, found in tools.items() if not found]
    if missing:
        print(f"The audit needs {', '.join(missing)}: not found on this machine.")
        return 1
    if not SITE.exists():
        print("There is no site in _build/site: run `make book` first.")
        return 1
    install()
    errors = check_html()
    missed = audit(chromium)
    for line in (*errors, *missed):
        print(line)
    print(f"{len(errors)} errors of HTML, {len(missed)} figures missed")
    return 1 if errors or missed else 0


def install():
    """Install the pinned tools below _build/audit, nothing else."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", "--prefix", str(TOOLS)]
    subprocess.run(["npm", "install", *options, *PACKAGES], check=True, cwd=TOOLS)


def check_html():
    """Return the errors that the Nu checker finds, a line each."""
    jar = next((TOOLS / "node_modules/vnu-jar").rglob("vnu.jar"))
    pages = [str(path) for path in sorted(SITE.rglob("*.html"))]
    command = ["java", "-jar", jar, "--format", "json", "--errors-only", *pages]
    done = subprocess.run(command, capture_output=True, text=True)
    found = json.loads(done.stderr)["messages"]
    return [f"{one['url'].partition('_build/site/')[2]}:{one.get('lastLine', '')}: {one['message']}" for one in found]


def audit(chromium):
    """Print Lighthouse's scores of each page, the median of some runs; return a line for each that is too low."""
    missed = []
    print(f"{'':<28}" + "".join(f"{name:>16}" for name in WANTED))
    with compressed(SITE) as server:
        for page in PAGES:
            runs = [lighthouse(f"{server.address}/{page}", chromium) for _ in range(RUNS)]
            scores = {name: round(100 * statistics.median(run[name][0] for run in runs)) for name in WANTED}
            print(f"{page or 'front page':<28}" + "".join(f"{scores[name]:>16}" for name in WANTED), flush=True)
            for name, wanted in WANTED.items():
                if scores[name] < wanted:
                    reasons = sorted({reason for run in runs for reason in run[name][1]})
                    missed.append(f"{page or 'front page'}: {name} {scores[name]}, not {wanted}: {', '.join(reasons)}")
    return missed


def lighthouse(address, chromium):
    """Return a page's score in each category, from 0 to 1, and the names of the audits that cost something."""
    command = [TOOLS / "node_modules/.bin/lighthouse", address, "--output=json", "--quiet"]
    command += ["--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(WANTED)}"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": chromium})
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    found = {}
    for name in WANTED:
        category = report["categories"][name]
        weighed = {one["id"]: report["audits"][one["id"]] for one in category["auditRefs"] if one["weight"]}
        counted = {key: one for key, one in weighed.items() if one["scoreDisplayMode"] in ("binary", "numeric")}
        found[name] = (category["score"] or 0, [key for key, one in counted.items() if (one["score"] or 0) < 0.9])
    return found


if __name__ == "__main__":
    sys.exit(main())
