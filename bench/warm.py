"""Measure ``econsec serve`` in a real browser: from saving a changed cell to the page that shows it."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

PAGE = "en/chapters/pillar3_technology.html"
CELL, FIRST = ",{}000000,", 50
NAMES = ("chromium", "chromium-browser", "google-chrome")


def edits(folder, count=10):
    """Edit a cell of ``data/funding.csv`` in a served project; return the seconds until the open page shows each edit."""
    log = (folder / "serve.log").open("w+")
    process = subprocess.Popen([Path(sys.executable).parent / "econsec", "serve"], cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        while "Up to date." not in (said := Path(log.name).read_text(encoding="utf-8")):
            if process.poll() is not None:
                raise SystemExit(said)
            time.sleep(0.2)
        address = re.search(r"http://[\d.:]+/", said)[0]
        path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
            page.goto(address + PAGE)
            return [_edit(folder / "data/funding.csv", page, FIRST + number) for number in range(count)]
    finally:
        process.terminate()
        process.wait(30)


def _edit(path, page, amount):
    text = path.read_text(encoding="utf-8")
    assert text.count(CELL.format(amount)) == 1 or amount == FIRST
    start = time.monotonic()
    path.write_text(text.replace(CELL.format(amount), CELL.format(amount + 1), 1), encoding="utf-8")
    while not _shows(page, f"USD {amount + 1} million"):
        if time.monotonic() - start > 60:
            raise SystemExit(f"The page never showed USD {amount + 1} million")
    seconds = time.monotonic() - start
    time.sleep(12)  # what waits, such as the other language and the search, comes to its end
    return seconds


def _shows(page, text):
    try:
        page.wait_for_timeout(20)
        return page.evaluate("text => document.body.textContent.includes(text)", text)
    except Error:  # the page loads itself again
        return False
