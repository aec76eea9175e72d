"""Publishing costs nobody a file, and readers always see a whole site: the old one or the new one."""

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PROJECT, ROOT
from killing import STEPS, at_every_point

from econsec.cli import main
from econsec.files import disk
from econsec.site.publishing import REVIEW, SITE, Refused, mend, publication, target

FILES = ("index.html", "en/page.html", "data/table.csv")


def site(folder, text, mark=SITE.mark):
    """Make a small site whose files all say one text."""
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{mark}\n{text}" if name == "index.html" else text)
    return folder


def says(folder):
    """Return the text of a whole site; nothing where it is none."""
    texts = {(folder / name).read_text().removeprefix(f"{SITE.mark}\n") for name in FILES if (folder / name).is_file()}
    whole = all((folder / name).is_file() for name in FILES) and len(texts) == 1
    return texts.pop() if whole else None


def publish(fresh, out, kind=SITE):
    with publication(out, kind) as put:
        put(fresh)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a folder that is a project as far as places go, and work in it; there is no other beside it."""
    root = tmp_path / "home/project"
    for name in ("data", "chapters", "tests/data/other"):
        (root / name).mkdir(parents=True)
    (root / "data/datapackage.yaml").write_text("resources: []\n")
    (root / "notes.txt").write_text("the only copy")
    monkeypatch.chdir(root)
    return root


def everything(folder):
    return {path: path.read_bytes() if path.is_file() else os.path.islink(path) for path in folder.rglob("*")}


def _file(root):
    (root.parent / "out").write_text("a thesis")


def _link(root):
    (root.parent / "elsewhere").mkdir()
    (root.parent / "out").symlink_to(root.parent / "elsewhere")


def _dangling(root):
    (root.parent / "out").symlink_to(root.parent / "nowhere")


def _strangers(root):
    (root.parent / "out").mkdir()
    (root.parent / "out/thesis.txt").write_text("the only copy")


def _strangers_page(root):
    (root.parent / "out").mkdir()
    (root.parent / "out/index.html").write_text("<p>My own page")


def _site_and_more(root):
    (site(root.parent / "out", "old") / "CNAME").write_text("example.org")


def _review(root):
    (root.parent / "out").mkdir()
    (root.parent / "out/index.html").write_text(REVIEW.mark)
    (root.parent / "out/review.md").write_text("")


def _neighbour(root):
    (root.parent / ".out.econsec").mkdir()
    (root.parent / ".out.econsec/thesis.txt").write_text("the only copy")


def _below_a_file(root):
    (root.parent / "file").write_text("a thesis")


def _nothing(root):
    pass


REFUSED = [
    (_nothing, ".", "is or holds"),
    (_nothing, "..", "is or holds"),
    (_nothing, "/", "is or holds"),
    (_nothing, "data", "is or holds"),
    (_nothing, "data/site", "lies in"),
    (_nothing, "chapters/site", "lies in"),
    (_nothing, "site", "lies in"),
    (_nothing, "_build", "lies in"),
    (_nothing, "_build/../data", "is or holds"),
    (_nothing, "x" * 250, "lies in"),
    (_nothing, "../" + "x" * 250, "File name too long"),
    (_file, "../out", "is a file; right: a folder"),
    (_below_a_file, "../file/out", "is a file; right: a folder"),
    (_link, "../out", "is a link; right: the folder that it leads to"),
    (_dangling, "../out", "is a link; right: the folder that it leads to"),
    (_strangers, "../out", "holds thesis.txt, which was not published there; right: a new or an empty folder"),
    (_strangers_page, "../out", "is not empty, and no site of this report; right: a new or an empty folder"),
    (_site_and_more, "../out", "holds CNAME, which was not published there"),
    (_review, "../out", "holds review.md, which was not published there"),
    (_neighbour, "../out", ".out.econsec: is in the way; right: moved elsewhere"),
]


@pytest.mark.parametrize(("make", "out", "said"), REFUSED)
def test_what_would_cost_a_file_is_refused_in_one_line_before_any_work(project, capsys, make, out, said):
    make(project)
    before = everything(project.parent)
    with pytest.raises(SystemExit) as stop:
        main(["build", "--out", out])
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("econsec build: --out ") and said in line
    assert everything(project.parent) == before


@pytest.mark.parametrize("out", ["data", "../out"])
def test_a_review_is_held_to_the_same(project, capsys, out):
    _strangers(project)
    with pytest.raises(SystemExit) as stop:
        main(["review", "HEAD", "--out", out])
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("econsec review: --out ")
    assert (project.parent / "out/thesis.txt").is_file()


def test_another_data_folder_is_a_source_wherever_it_lies(project, capsys):
    shutil.copytree(project / "data", project.parent / "other")
    shutil.copytree(project / "data", project / "_build/other")
    for data, out in (
        ("../other", "../other"),
        ("../other", "../other/site"),
        ("_build/other", "_build/other"),
        ("_build/other", "_build/other/site"),
    ):
        with pytest.raises(SystemExit):
            main(["build", "--data", data, "--out", out])
        assert "which the report is made from" in capsys.readouterr().err
    assert (project.parent / "other/datapackage.yaml").is_file() and (project / "_build/other/datapackage.yaml").is_file()


def test_a_folder_under_another_name_is_the_same_folder(project):
    (project.parent / "alias").symlink_to(project / "data")
    with pytest.raises(Refused, match="lies in"):
        target("../alias/site", SITE, project)


def test_a_folder_of_our_own_a_new_and_an_empty_one_are_taken(project):
    site(project / "_build/site", "old")
    (project / "_build/site/.DS_Store").write_text("")
    earlier = site(project.parent / "earlier", "old", mark="")
    (earlier / "pagefind").mkdir()
    (project.parent / "empty").mkdir()
    for out in ("_build/site", "_build/new/site", "../earlier", "../empty", "../new/site"):
        assert target(out, SITE, project, project / "data") == (project / out).resolve()
    (project.parent / "review").mkdir()
    for name in ("index.html", "review.md"):
        (project.parent / "review" / name).write_text("of an earlier version")
    assert target("../review", REVIEW, project) == project.parent / "review"


def test_a_folder_that_nobody_may_write_in_is_refused(project, monkeypatch):
    (project.parent / "closed").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed")  # root may write everywhere
    with pytest.raises(Refused, match="nothing can be written in"):
        target("../closed/site", SITE, project)


def test_publishing_replaces_the_whole_folder(tmp_path):
    site(tmp_path / "site", "old")
    (tmp_path / "site/en/gone.html").write_text("old")
    publish(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert says(tmp_path / "site") == "new" and not (tmp_path / "site/en/gone.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_strangers_folder_with_a_name_that_ours_could_have_stays(tmp_path):
    site(tmp_path / "site", "old")
    for name in (".site.old", ".site.new", "site.econsec"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("the only copy")
    publish(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert len(list(tmp_path.glob("*/thesis.txt"))) == 3 and says(tmp_path / "site") == "new"


def test_what_came_there_while_the_site_was_built_is_not_replaced(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("the only copy")
    with pytest.raises(Refused, match="holds thesis.txt"):
        publish(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert (tmp_path / "site/thesis.txt").is_file() and says(tmp_path / "fresh") == "new"


def test_a_site_on_another_file_system_is_published_in_one_step_too(tmp_path, monkeypatch):
    rename = os.rename

    def across(one, other):
        if Path(one).name == "fresh":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(one, other)

    monkeypatch.setattr(os, "rename", across)
    site(tmp_path / "site", "old")
    publish(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert says(tmp_path / "site") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "site"]


def test_a_publication_that_fails_leaves_the_old_site(tmp_path, monkeypatch):
    def full(one, other):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "exchange", full)
    site(tmp_path / "site", "old")
    with pytest.raises(OSError, match="No space left"):
        publish(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert says(tmp_path / "site") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("exchanged", [True, False])
def test_killed_at_any_point_it_leaves_the_old_site_or_the_new_one(tmp_path, monkeypatch, record_property, exchanged, step):
    """Where a system cannot exchange folders there is none for a moment; the next publication begins by putting it back."""
    if not exchanged:
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    folder, seen = tmp_path / "place", []

    def make():
        shutil.rmtree(folder, ignore_errors=True)
        site(folder / "site", "old")
        site(folder / "fresh", "new")

    def look(number):
        seen.append(says(folder / "site"))
        assert seen[-1] in ("old", "new") or (not exchanged and not (folder / "site").exists()), number
        mend(folder / "site")
        assert says(folder / "site") in ("old", "new"), number
        assert {path.name for path in folder.iterdir()} <= {"site", "fresh"}, number
        make()

    make()
    kills = at_every_point(lambda: publish(folder / "fresh", folder / "site"), look, step)
    record_property("survived", (f"kills, of publishing{'' if exchanged else ' without exchange'}, point by point", kills))
    assert kills > 50 / step and {"old", "new"} <= set(seen)
    assert not (exchanged and None in seen) and (None in seen or exchanged or step > 1)
    assert says(folder / "site") == "new"


PUBLISHER = """
import shutil, sys
from pathlib import Path
from econsec.site import publication
from test_publishing import site
folder = Path(sys.argv[1])
for number in range(100_000):
    if (folder / "enough").exists():
        break
    with publication(folder / "site", say=lambda line: None) as put:
        put(site(folder / f"fresh-{sys.argv[2]}", f"{sys.argv[2]} {number}"))
print(number)
"""


@pytest.mark.parametrize("looks", [50_000, pytest.param(500_000, marks=pytest.mark.soak)])
def test_whoever_looks_sees_a_whole_site_each_time(tmp_path, record_property, looks):
    """Two processes publish in the same place, one after the other, as fast as they can."""
    site(tmp_path / "site", "first")
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/site")])
    publishers = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(tmp_path), name], env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two")
    ]
    seen, page = set(), tmp_path / "site/index.html"
    try:
        while len(seen) < 20:  # both have begun
            seen.add(page.read_text())
            assert all(one.poll() is None for one in publishers)
        seen |= {page.read_text() for _ in range(looks)}
    finally:
        (tmp_path / "enough").write_text("")
        counts = [int(one.communicate(timeout=60)[0]) for one in publishers]
    record_property("survived", ("looks at a site that is published again and again", looks))
    assert min(counts) > 5 and len(seen) > 50, counts
    assert says(tmp_path / "site").split()[0] in ("one", "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["enough", "site"]


def test_a_second_publication_waits_and_says_so(tmp_path):
    said = []
    with publication(tmp_path / "site", say=said.append) as put:
        script = (
            "import sys; from pathlib import Path; from econsec.site import publication\n"
            "with publication(Path(sys.argv[1])) as put:\n    print('mine', flush=True)"
        )
        other = subprocess.Popen([sys.executable, "-u", "-c", script, str(tmp_path / "site")], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        assert other.stdout.readline() == f"Waiting until {tmp_path / 'site'} has been published by another.\n"
        time.sleep(0.2)
        put(site(tmp_path / "fresh", "new"))
        assert other.poll() is None and not said
    assert other.communicate(timeout=20)[0] == "mine\n"
