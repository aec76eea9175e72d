"""Twelve kinds of change: the notebooks' diff stays small, and the review names the change and nothing else."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import PROJECT, ROOT
from jupyterlab import in_jupyterlabs_form

from econsec.cli import main
from econsec.review import review
from econsec.run.passages import passages, reread

PARTS = ("pyproject.toml", ".gitattributes", ".gitignore")
ACCEPT = "from econsec.cli import main; raise SystemExit(main(['accept']))"


def git(folder, *arguments):
    command = ["git", "-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def origin(accepted, tmp_path_factory):
    """Return a repository with two chapters, accepted and committed."""
    return _committed(accepted, tmp_path_factory)


@pytest.fixture(scope="module")
def whole_origin(all_accepted, tmp_path_factory):
    """Return a repository with the project as it is now, accepted and committed."""
    return _committed(all_accepted, tmp_path_factory)


def _committed(accepted, tmp_path_factory):
    folder = tmp_path_factory.mktemp("origin") / "project"
    shutil.copytree(accepted, folder, ignore=shutil.ignore_patterns("_build", "editions.yaml", "row_counts.yaml"))
    shutil.copytree(ROOT / "econsec", folder / "econsec", ignore=shutil.ignore_patterns("__pycache__"))
    for name in PARTS:
        shutil.copy(ROOT / name, folder / name)
    for one in passages(folder / "chapters", folder / "data"):  # which were read against the record, not against the frozen data
        if not one.missing:
            reread(folder / "chapters", folder / "data", one.chapter, one.cell)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=base")
    return folder


@pytest.fixture
def clone(request, tmp_path):
    """Return a clone of the project: for a slow test of all of it, else of two chapters."""
    origin = request.getfixturevalue("whole_origin" if request.node.get_closest_marker("slow") else "origin")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    return tmp_path / "clone"


def accept(clone):
    """Run accept with the clone's own code, as `make accept` does there."""
    paths = os.pathsep.join([str(clone), os.environ.get("PYTHONPATH", "")])
    run = subprocess.run([sys.executable, "-c", ACCEPT], cwd=clone, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def replace(path, before, after, count=1):
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, before
    path.write_text(text.replace(before, after, count), encoding="utf-8")


def lines(clone):
    """Return the lines that changed in each chapter: ``name -> added and removed``."""
    told = git(clone, "diff", "--numstat", "--no-ext-diff", "HEAD~1", "HEAD", "--", "chapters").splitlines()
    counts = (line.split("\t") for line in told)
    return {Path(name).stem: int(added) + int(removed) for added, removed, name in counts}


def a_date(clone):
    replace(clone / "data/export_controls.csv", "affiliates-suspension,,2025-11-01", "affiliates-suspension,,2025-10-01")


def an_amount(clone):
    replace(clone / "data/funding.csv", ",50000000,", ",65000000,")


def measure(path, key, **cells):
    """Return the line of a planted measure, whatever columns its table has."""
    text = path.read_text(encoding="utf-8")
    planted = {"id": key, "date_precision": "day", "instrument": "rule", "fields": "ai_chips", "destinations": "CHN", "short_en": "Planted"}
    planted |= {"short_ja": "植えた規則", "coded_by": "report", "source": "us-government-releases"} | cells
    return ",".join(planted.get(name, "") for name in text.splitlines()[0].split(",")) + "\n"


def a_new_measure(clone):
    path = clone / "data/export_controls.csv"
    row = measure(path, "planted-rule", announced_on="2025-12-10", direction="tighten", title_en="A planted rule", title_ja="植えた規則の全体")
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")


def a_removed_agreement(clone):
    for name in ("agreements", "provisions", "status_changes", "claims", "events", "differences"):
        path = clone / f"data/{name}.csv"
        head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [row for row in rows if not re.search(rf"(^|,){GONE}(,|$)", row)]
        path.write_text(head + "".join(row.replace(f"{GONE};", "").replace(f";{GONE}", "") for row in kept), encoding="utf-8")
    path = clone / "data/sources.csv"  # works that nothing rests on any more
    path.write_text("".join(row for row in path.read_text(encoding="utf-8").splitlines(keepends=True) if not row.startswith(WORKS)), encoding="utf-8")


def a_renamed_partner(clone):
    replace(clone / "data/countries.csv", ",South Korea,", ",Republic of Korea,")


RINGS = 'rings = report.rings()\nexhibit("rings", forms.rings(rings, name="name", holds="measures"), rows=rings, table="ring_table")'


def a_new_chart(clone):
    path = clone / "chapters/nss.ipynb"
    book = nbformat.read(path, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(RINGS, id="planted-rings"))
    nbformat.write(book, path)


def a_reworded_sentence(clone):
    old, new = "In its telling, former governments made", "As it tells it, former governments made"
    replace(clone / "chapters/nss.ipynb", old, new)
    replace(clone / "locale/ja/LC_MESSAGES/chapters/nss.po", old, new)


def a_stale_translation(clone):
    replace(clone / "chapters/nss.ipynb", "In its telling, former governments made", "As it tells it, former governments made")


def a_reordered_table(clone):
    path = clone / "data/firms.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *rows[1:], rows[0]]), encoding="utf-8")


def a_palette(clone):
    replace(clone / "econsec/report/palette.py", '"#2b7bba"', '"#1f6fb0"')


def jupyterlabs_form(clone):
    path = clone / "chapters/nss.ipynb"
    path.write_text(in_jupyterlabs_form(nbformat.read(path, as_version=4)), encoding="utf-8")


def nothing(clone):
    pass


GONE = "sa-minerals"
REMOVED = [
    *(f"differences/{GONE}-{end}" for end in ("date-precision", "signed-on")),
    *(f"sources/{GONE}-{end}" for end in ("zawya", "aawsat")),
    f"agreements/{GONE}",
    f"provisions/{GONE}-outline",
]
WORKS = ("sa-minerals-zawya,", "sa-minerals-aawsat,")
FORM = "chapters are in the form that `econsec accept` writes"
SLOW = pytest.mark.slow


def sections(text):
    """Return the lines of each section of a review's Markdown."""
    found, title = {}, ""
    for line in text.splitlines():
        if line.startswith("## "):
            title = line[3:]
        elif line.startswith("- "):
            found.setdefault(title, []).append(line[2:].replace("\\", ""))
    return found


def told(findings):
    """Return what findings name, by section, without their values."""
    return {
        "rows": {
            f"{kind} {change.name}/{row.key}"
            for change in findings.tables
            for kind in ("added", "changed", "removed")
            for row in getattr(change, kind)
        }
        | {f"moved {change.name}" for change in findings.tables if change.moved},
        "sentences": {text.chapter for text in findings.sentences},
        "exhibits": {change.name for change in findings.exhibits},
        "code": {f"{text.chapter}/{text.place}" for text in findings.code},
        "prose": {f"{text.chapter}/{text.place}" for text in findings.prose},
        "japanese": {text.chapter for text in findings.japanese},
        "stale": {one.page for one in findings.stale},
        "checks": {check.name for check in findings.failed},
        "problems": set(findings.problems),
    }


# For each kind: the lines of each chapter's diff at most, and what the review names, by section.
CONTROLS = {"pull_timeline", "control_table", "control_timeline", "control_balance"}
PACKAGE = {"package-tables", "package-columns"}  # the codebook counts rows
RECORD = {"change_table", "difference_table"}
KINDS = [
    pytest.param(
        an_amount,
        {"pillar3_technology": 14},
        {
            "rows": {"changed funding/vulcan-elements-grant"},
            "sentences": {"pillar3_technology"},
            "exhibits": {"award_table", "award_bars"},
        },
    ),
    pytest.param(a_stale_translation, {"nss": 2}, {"prose": {"nss/order-of-areas"}, "stale": {"chapters/nss"}}, marks=SLOW),
    pytest.param(jupyterlabs_form, {"nss": 3500}, {"checks": {FORM}}, marks=SLOW),
    pytest.param(nothing, {}, {}, marks=SLOW),
    pytest.param(
        a_date,
        {"pillar1_agreements": 34, "changes": 4, "outlook": 8},
        {
            "rows": {"changed export_controls/affiliates-suspension"},
            "sentences": {"pillar1_agreements"},
            "exhibits": {*CONTROLS, "change_table"},
        },
        marks=SLOW,
    ),
    pytest.param(
        a_new_measure,
        {"pillar1_agreements": 91, "changes": 15, "codebook": 10, "finder": 2, "outlook": 11, "sources": 4, "summary": 4, "verification": 4},
        {
            "rows": {"added export_controls/planted-rule"},
            "sentences": {"pillar1_agreements", "changes", "codebook", "finder", "summary", "verification"},
            "exhibits": {*CONTROLS, *PACKAGE, "change_table", "source_table"},
        },
        marks=SLOW,
    ),
    pytest.param(
        a_removed_agreement,
        {
            "changes": 22,
            "codebook": 22,
            "finder": 2,
            "outlook": 42,
            "pillar2_minerals": 69,
            "reading": 2,
            "sources": 22,
            "summary": 50,
            "verification": 32,
        },
        {
            "rows": {f"removed {row}" for row in REMOVED},
            "sentences": {"changes", "codebook", "finder", "outlook", "pillar2_minerals", "reading", "sources", "summary", "verification"},
            "exhibits": {"coverage_table", "obligations", "minerals_table", "minerals_matrix", "pull_timeline", *PACKAGE, *RECORD, "source_table"},
            "prose": {"pillar2_minerals/limits-outline, tags"},  # a passage that rests on a row that is gone
        },
        marks=SLOW,
    ),
    pytest.param(
        a_renamed_partner,
        {"nss": 84, "outlook": 36, "partner": 4, "pillar1_agreements": 64, "pillar3_technology": 80, "sector": 4, "sources": 12, "summary": 160},
        {
            "rows": {"changed countries/south-korea"},
            "sentences": {"outlook", "pillar3_technology"},
            "exhibits": {
                "goods_balance",
                "goods_table",
                "added_tariff_path",
                "tariff_table",
                "obligations",
                "coverage_table",
                "technology_matrix",
                "technology_table",
                "event_table",
                "arrangement_table",
                "duty_table",
                "rate_table",
                "source_table",
            },
        },
        marks=SLOW,
    ),
    pytest.param(a_new_chart, {"nss": 120}, {"exhibits": {"rings"}, "code": {"nss/planted-rings"}}, marks=SLOW),
    pytest.param(a_reworded_sentence, {"nss": 2}, {"prose": {"nss/order-of-areas"}}, marks=SLOW),
    pytest.param(a_reordered_table, {}, {"rows": {"moved firms"}}, marks=SLOW),
    pytest.param(
        a_palette,
        {"pillar1_agreements": 14},
        {
            "exhibits": {
                "control_balance",
                "control_timeline",
            },
        },
        marks=SLOW,
    ),
]


# After these there is nothing to accept: that accept then changes no byte, tests/test_noise.py shows.
UNRUN = (jupyterlabs_form, a_stale_translation, nothing)


@pytest.mark.parametrize(("plant", "chapters", "names"), KINDS)
def test_the_diff_is_small_and_the_review_names_the_change_and_nothing_else(clone, plant, chapters, names):
    plant(clone)
    if plant not in UNRUN:
        accept(clone)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--allow-empty", "--message=planted")
    changed = lines(clone)
    assert changed.keys() == chapters.keys()
    assert {name: count for name, count in changed.items() if count > chapters[name]} == {}, str(changed)
    findings = review(clone, "HEAD~1", "HEAD", out=clone / "_review")
    assert {section: found for section, found in told(findings).items() if found} == names
    assert bool(findings.changed) == bool(set(names) - {"checks"})
    text = (clone / "_review/review.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert ("Nothing changed between" in text) == (not findings.changed)
    page = (clone / "_review/index.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?!data:)', page), "one file that needs no other"
    for change in findings.exhibits:
        assert change.name in text.replace("\\", "") and change.name in page
        assert page.count("data:image/svg+xml") >= len(change.drawings)


@pytest.mark.slow
def test_the_working_tree_is_run_and_what_is_not_accepted_is_said(clone, monkeypatch, capsys):
    an_amount(clone)
    jupyterlabs_form(clone)
    monkeypatch.chdir(clone)
    assert main(["review", "HEAD"]) == 0
    said = capsys.readouterr().out
    assert "the working tree: 1 row changed in funding, 2 sentences with other values, 2 exhibits (award_table, award_bars); 1 check fails." in said
    checks = sections((clone / "_build/review/review.md").read_text(encoding="utf-8"))["Checks"]
    (failed,) = [line for line in checks if "found" in line]
    assert "nss.ipynb: saved in another form" in failed and "pillar3_technology.ipynb: its committed outputs are not those" in failed


@pytest.mark.slow
def test_of_two_data_folders_the_invalid_one_is_said_and_the_rest_compared(data, change, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(PROJECT)
    change("funding", "vulcan-elements-grant", "amount_usd", "65000000")
    change("export_controls", "affiliates-rule", "direction", "loosen")
    out = tmp_path / "review"
    assert main(["review", "--data-base", "data", "--data-head", str(data), "--out", str(out)]) == 1
    said = capsys.readouterr().out
    assert "2 rows changed in export_controls, funding" in said.replace("funding, export_controls", "export_controls, funding")
    assert "direction: 'loosen' is not one of tighten, relax, unclear" in said
    assert said.count("its exhibits and the values in its sentences could not be made, because its data is not valid") == 1
    assert "data in data: " not in said, "with nothing to compare it with, the other was not run"
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "What could not be compared" in page and "65000000" in page


def test_a_base_that_does_not_exist_is_said(clone, tmp_path):
    findings = review(clone, "no-such-branch", "HEAD", out=tmp_path / "review")
    assert findings.problems == ["no-such-branch: git knows no such revision (a shallow clone may have to fetch it)"]
    text = (tmp_path / "review/review.md").read_text(encoding="utf-8")
    assert "Nothing could be compared between" in text and "no-such-branch" in text


def test_what_is_no_repository_is_said(tmp_path):
    findings = review(tmp_path, "HEAD", "HEAD", out=tmp_path / "review")
    assert any("not a git repository" in problem for problem in findings.problems)


@pytest.mark.slow
def test_a_revision_from_before_a_table_existed_is_said_and_the_rest_compared(clone, tmp_path):
    git(clone, "rm", "--quiet", "data/status_changes.csv", "figures/area_matrix.en.svg")
    git(clone, "commit", "--quiet", "--message=before the table")
    findings = review(clone, "HEAD", "HEAD~1", out=tmp_path / "review")
    assert any("it has no status_changes.csv; the 19 rows of the other state could not be compared" in one for one in findings.problems)
    assert {change.name for change in findings.exhibits} == {"area_matrix"}, "the rest is compared"
    assert "could not be compared" in findings.sentence()


@pytest.mark.parametrize(
    "arguments", [[], ["HEAD", "--data-base", "data"], ["--data-base", "data"], ["HEAD", "--data-base", "data", "--data-head", "data"]]
)
def test_half_a_question_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["review", *arguments])
    assert stop.value.code == 2
    assert capsys.readouterr().err == "econsec review: either BASE [HEAD] or both --data-base and --data-head\n"


@pytest.mark.slow
def test_two_branches_that_each_add_a_row_merge_into_valid_chapters(clone):
    """With the drivers of `make git-setup`, and an accept."""
    shutil.copy(ROOT / "Makefile", clone / "Makefile")
    binaries = Path(sys.executable).parent
    subprocess.run(["make", "-s", "-o", ".venv/ready", "git-setup", f"BIN={binaries}"], cwd=clone, check=True)
    path = clone / "data/export_controls.csv"
    rows = {
        name: measure(path, name, announced_on=f"2025-12-{day}", direction=way, title_en=f"Rule {name}", title_ja=f"規則{name}", short_en=name)
        for name, day, way in (("planted-one", 10, "tighten"), ("planted-two", 20, "relax"))
    }
    for name, row in rows.items():
        git(clone, "checkout", "--quiet", "-b", name, "main")
        path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
        accept(clone)
        git(clone, "commit", "--quiet", "--all", f"--message={name}")
    git(clone, "merge", "--quiet", "--no-edit", "planted-one")
    assert all(row in path.read_text(encoding="utf-8") for row in rows.values())
    accept(clone)
    git(clone, "commit", "--quiet", "--all", "--message=accepted")
    findings = review(clone, "main", "HEAD", out=clone / "_review")
    assert told(findings)["rows"] == {f"added export_controls/{name}" for name in rows}
    assert not findings.failed and not findings.problems
    table = git(clone, "show", "HEAD:chapters/pillar1_agreements.ipynb")
    assert all(f"control_table-{name}" in table for name in rows)


@pytest.mark.slow
def test_two_data_folders_are_run_and_compared(data, change, tmp_path, monkeypatch):
    monkeypatch.chdir(PROJECT)
    change("funding", "vulcan-elements-grant", "amount_usd", "65000000")
    findings = review(PROJECT, data=("data", str(data)), out=tmp_path / "review")
    assert {change.name for change in findings.exhibits} == {"award_table", "award_bars"}
    assert told(findings)["rows"] == {"changed funding/vulcan-elements-grant"} and not findings.problems
