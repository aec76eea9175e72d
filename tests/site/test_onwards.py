"""A build that goes on from what the one before left makes the bytes that a build from nothing makes."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT, ROOT, copy_data
from short import CONTENTS, TWO_PAGES

BUILD = "from econsec.cli import main; raise SystemExit(main(['build']))"
# Of some chapters, in Japanese, which is made of all that the English is made of, and of catalogues. Data given by name are
# nobody's own, so that no catalogue misses the chapters that are left out.
BUILD_SHORT = (
    "from econsec.project import project_root; from econsec.site import build, published; root = project_root(); "
    "build([book for book in published(root) if book.lang == 'ja'], root / '_build/site', str(root / 'data'), keep=True)"
)
TEXTS = "locale/ja/LC_MESSAGES/chapters"


class Project:
    """A copy of the project with a package of its own."""

    def __init__(self, folder, contents=None):
        self.folder, self.script = folder, BUILD_SHORT if contents else BUILD
        copy_data(folder / "data")
        for name in ("chapters", "locale"):
            shutil.copytree(PROJECT / name, folder / name)
        shutil.copytree(ROOT / "econsec", folder / "econsec", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(PROJECT / "_config.yml", folder)
        (folder / "editions.yaml").write_text(CONTENTS["editions.yaml"], encoding="utf-8")
        (folder / "_toc.yml").write_text(contents or (PROJECT / "_toc.yml").read_text(encoding="utf-8"), encoding="utf-8")

    def build(self):
        """Build, and return the site, file by file, and what was said."""
        paths = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run([sys.executable, "-c", self.script], cwd=self.folder, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
        site = self.folder / "_build/site"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}

    def forget(self):
        """Leave nothing that a build could go on from."""
        shutil.rmtree(self.folder / "_build")

    def replace(self, name, *pairs):
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        for before, after in pairs:
            assert before in text, before
            text = text.replace(before, after, 1)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """Return two chapters of the newest edition, which have not been built."""
    return Project(tmp_path_factory.mktemp("kept") / "project", TWO_PAGES)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the newest edition, without partners' pages, as it was built once."""
    found = Project(tmp_path_factory.mktemp("kept") / "project")
    found.build()
    return found


def an_amount(project):
    project.replace("data/funding.csv", (",50000000,", ",65000000,"))


def a_name(project):
    project.replace("data/countries.csv", (",South Korea,", ",Republic of Korea,"))


def a_row(project):
    path = project.folder / "data/awards.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *reversed(rows)]), encoding="utf-8")


def a_days_event(project):
    project.replace("data/events.csv", ("WTO", "World Trade Organization"))


def _sentence(project):
    """Return the first sentence of a chapter that its catalogue has as a whole."""
    text = (project.folder / TEXTS / "outlook.po").read_text(encoding="utf-8")
    notebook = json.loads((project.folder / "chapters/outlook.ipynb").read_text(encoding="utf-8"))
    prose = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return next(one for one in re.findall(r'^msgid "([A-Z][^"{`\[\\]+)"$', text, re.M) if f"\n{one}" in prose)


def a_sentence(project):
    sentence = _sentence(project)
    for name in ("chapters/outlook.ipynb", f"{TEXTS}/outlook.po"):
        project.replace(name, (sentence, f"Reworded: {sentence}"))


def a_translation(project):
    said = f'msgid "{_sentence(project)}"\nmsgstr "'
    project.replace(f"{TEXTS}/outlook.po", (said, f"{said}改めて、"))


def a_palette(project):
    project.replace("econsec/report/palette.py", ('"#2b7bba"', '"#1f6fb0"'))


def a_word_of_code(project):
    project.replace("econsec/report/looks/show.py", ('DIFFERENT, ADDED = "≠", "+"', 'DIFFERENT, ADDED = "≠", "±"'))


def a_word_of_the_book(project):
    project.replace("econsec/book/charts.py", ('role="img"', 'role="figure"'))


def a_style(project):
    with (project.folder / "econsec/book/theme/static/econsec.css").open("a", encoding="utf-8") as file:
        file.write("\n.edition { letter-spacing: 0.01em; }\n")


def an_author(project):
    project.replace("_config.yml", ("author: The econsec authors", "author: Other authors"))


def an_amount_and_a_sentence(project):
    an_amount(project)
    a_sentence(project)


CHANGES = [
    an_amount_and_a_sentence,
    an_amount,
    a_name,
    a_row,
    a_days_event,
    a_sentence,
    a_translation,
    a_palette,
    a_word_of_code,
    a_word_of_the_book,
    a_style,
    an_author,
]


def test_what_goes_on_from_the_build_before_is_what_is_built_from_nothing(short):
    _goes_on(short, an_amount_and_a_sentence)


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_the_whole_edition_goes_on_likewise(whole, change):
    _goes_on(whole, change)


def _goes_on(project, change):
    kept = {name: (project.folder / name).read_bytes() for name in _sources(project)}
    before = project.build()
    try:
        change(project)
        onwards = project.build()
        project.forget()
        anew = project.build()
    finally:
        for name, content in kept.items():
            (project.folder / name).write_bytes(content)
    assert onwards.keys() == anew.keys()
    assert [name for name in anew if anew[name] != onwards[name]] == []
    assert onwards != before, "the change shows"


def _sources(project):
    folders = ("data", "chapters", "locale", "econsec")
    files = [path for folder in folders for path in (project.folder / folder).rglob("*") if path.is_file()]
    return [path.relative_to(project.folder) for path in [*files, project.folder / "_config.yml"]]
