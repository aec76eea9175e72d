"""Read built pages: their sentences, the rows of their tables, the records of their charts."""

import functools
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

KINDS = ("pillar1_agreements", "outlook", "sources", "codebook")  # of chapters: those with most charts and tables, lists, the schema


def of_each_kind(names):
    """Return chapters to try in a browser: one of each kind in `make test`, the others in `make test-all`."""
    return [name if name in KINDS else pytest.param(name, marks=pytest.mark.slow) for name in names]


@functools.lru_cache(maxsize=32)
def soup(path):
    """Return a page, parsed once for all tests that only look at it."""
    return fresh(path)


def fresh(path):
    """Return a page, parsed, for a test that takes parts of it away."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def specification(path, chart):
    """Return the Vega-Lite specification that the page of a path offers of a chart."""
    link = chart.find_parent("figure").select_one('a[href$=".vl.json"]')
    return json.loads(Path(path.parent, link["href"]).read_text(encoding="utf-8"))


def sayings(path, chart):
    """Return what the marks of a chart on the page of a path say."""
    script = Path(path.parent.parent, "charts", f"{chart['data-marks']}.js").read_text(encoding="utf-8")
    return json.loads(script.partition(" = ")[2].rstrip(";\n"))


def contents(path):
    """Return what the page of a path says, by place: ``(kind, key) -> text``."""
    article = soup(path).select_one("article")
    found = {}
    for row in article.select("table.exhibit tr[id]"):
        found["row", row["id"]] = row.get_text(" ", strip=True)
    for chart in article.select(".chart"):
        spec = specification(path, chart)
        for number, record in enumerate(spec["data"]["values"]):
            found["mark", f"{chart['id']}-{number}"] = json.dumps(record, ensure_ascii=False, sort_keys=True)
        found["alternative", chart["id"]] = spec["description"]
        found["drawing", chart["id"]] = chart.select_one(".wide").get_text("|", strip=True)
    for number, paragraph in enumerate(article.select("section > p")):
        found["sentences", str(number)] = paragraph.get_text()
    return found
