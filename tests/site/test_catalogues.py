"""The catalogues: what is wrong is named with file and string; an update changes what changed and nothing else."""

import functools
import json
import shutil

import pytest
from conftest import PROJECT
from short import CONTENTS

from econsec.editions.series import OWN
from econsec.run.processes import Warm
from econsec.site.catalogues import FOLDER, check, collect, extract, problems, update
from econsec.site.layout import lay_out
from econsec.site.pipeline import WARM, chapter_jobs, run
from econsec.site.plan import Book

SHORT = CONTENTS["_toc.yml"].replace("pillar3_technology", "pillar2_minerals")  # no page leads to one that is left out


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return three executed English chapters, laid out as a book."""
    root = tmp_path_factory.mktemp("short")
    for name in ("chapters", "data", "figures"):
        (root / name).symlink_to(PROJECT / name)
    shutil.copy(PROJECT / "_config.yml", root)
    (root / "_toc.yml").write_text(SHORT, encoding="utf-8")
    return executed(root, root / "work", Book("en", "en", without=("partners", "sectors")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return all executed English chapters, laid out as a book; for slow tests, as a build of the site checks the same."""
    return executed(PROJECT, tmp_path_factory.mktemp("work"), Book("en", "en", pages=OWN))  # all partners' pages share a catalogue


def executed(root, work, made):
    with Warm(WARM) as warm:
        run(warm, chapter_jobs(root, work, made, ""), say=lambda line: None)
    lay_out(root, work / "en", work / "book", made)
    return work / "book"


@pytest.fixture(scope="module", autouse=True)
def extracted_once():
    """Extract the messages of a book once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("econsec.site.catalogues.extract", functools.cache(extract))
        yield


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the catalogues of the three chapters."""
    copy = shutil.copytree(FOLDER, tmp_path / "LC_MESSAGES")
    for path in (copy / "chapters").glob("*.po"):
        if path.stem not in SHORT:
            path.unlink()
    with (copy / "chapters/pillar2_minerals.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Behind"\nmsgstr "裏側"\n')  # the heading of a part is its root's to translate
    return copy


def replace(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.slow
def test_the_committed_catalogues_are_complete_and_an_update_changes_nothing(whole, tmp_path):
    assert check(whole) == []
    assert update(whole, shutil.copytree(FOLDER, tmp_path / "LC_MESSAGES")) == []


def test_nothing_is_wrong_with_the_catalogues_of_some_chapters(book, folder):
    assert check(book, folder) == []


def first_entry(path, holding):
    """Return the msgid and msgstr lines of the first entry whose msgid holds some text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("msgid ") and holding in line)
    return lines[at], lines[at + 1]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda msgid, msgstr: 'msgstr ""', "no translation: "),
        pytest.param(lambda msgid, msgstr: msgstr.replace("{glue:text}`p2_", "{glue:text}`p2__", 1), "drops {glue:text}`p2_", marks=pytest.mark.slow),
        (lambda msgid, msgstr: msgstr.replace("{glue:text}", "", 1), "drops {glue:text}`p2_"),
    ],
    ids=["empty", "broken value", "lost value"],
)
def test_a_spoilt_translation_is_named_with_file_and_string(book, folder, spoil, said):
    path = folder / "chapters" / "pillar2_minerals.po"
    msgid, msgstr = first_entry(path, "{glue:text}`p2_")
    replace(path, f"{msgid}\n{msgstr}", f"{msgid}\n{spoil(msgid, msgstr)}")
    (problem,) = check(book, folder)
    assert problem.startswith("chapters/pillar2_minerals.po: ")
    assert said in problem and msgid[7:40] in problem.replace("'", '"')


@pytest.mark.slow
def test_a_lost_note_is_named(book, folder):
    replace(folder / "chapters" / "outlook.po", "{note}`15`。", "。")
    (problem,) = check(book, folder)
    assert "drops {note}`15`" in problem


@pytest.mark.slow
def test_a_fuzzy_and_an_obsolete_entry_are_named(book, folder):
    path = folder / "chapters" / "verification.po"
    msgid, _ = first_entry(path, "What this does not show")
    replace(path, msgid, f"#, fuzzy\n{msgid}")
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "Gone."\nmsgstr "消えた。"\n', encoding="utf-8")
    said = check(book, folder)
    assert "chapters/verification.po: fuzzy, to be looked at again: 'What this does not show'" in said
    assert "chapters/verification.po: obsolete: 'Gone.'" in said


def test_a_catalogue_that_is_broken_missing_or_of_no_page_is_named(book, folder):
    (folder / "chapters" / "verification.po").write_text('msgid "a"\nmsgid "b"\nmsgstr broken\n', encoding="utf-8")
    (folder / "chapters" / "outlook.po").rename(folder / "chapters" / "elsewhere.po")
    said = check(book, folder)
    assert any(problem.startswith("chapters/verification.po: not a catalogue") for problem in said)
    assert "chapters/outlook.po: no such catalogue; `make translate` makes it" in said
    assert "chapters/elsewhere.po: no such page; remove the file" in said


def test_a_placeholder_lost_from_the_packages_own_words_is_named(book, folder):
    replace(folder / "econsec.po", "{n}件", "件")
    assert any(problem.startswith("econsec.po: the translation drops {n}") for problem in check(book, folder))


def test_a_changed_sentence_keeps_its_old_translation_as_fuzzy_and_touches_no_other_entry(book, folder, tmp_path):
    update(book, folder)  # puts the part's heading where it belongs
    assert update(book, folder) == []
    changed = shutil.copytree(book, tmp_path / "changed")
    replace(changed / "chapters/verification.ipynb", "What this does not show", "What this cannot show")
    before = (folder / "chapters" / "verification.po").read_text(encoding="utf-8")
    assert update(changed, folder) == [folder / "chapters" / "verification.po"]
    after = (folder / "chapters" / "verification.po").read_text(encoding="utf-8")
    gone = set(before.splitlines()) - set(after.splitlines())
    assert gone == {'msgid "What this does not show"'}
    assert set(after.splitlines()) - set(before.splitlines()) == {"#, fuzzy", 'msgid "What this cannot show"'}


def a_chapter(folder, *sources):
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    cells.append({"cell_type": "markdown", "source": 'Write report.gettext("Not this").', "metadata": {}})
    folder.mkdir()
    (folder / "one.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return folder


def test_what_a_cell_says_by_gettext_is_collected_once_and_open(folder, tmp_path):
    path, cell = folder / "econsec.po", 'frame.rename(columns={"a": report.gettext("Seen \\"so\\"")})\nreport.gettext("Measure")'
    before = path.read_text(encoding="utf-8")
    chapters = a_chapter(tmp_path / "chapters", cell, 'report.gettext("Seen \\"so\\"")')
    assert collect(chapters, folder) == [path]
    assert path.read_text(encoding="utf-8") == before + '\nmsgid "Seen \\"so\\""\nmsgstr ""\n'
    assert problems(path) == ["no translation: 'Seen \"so\"'"]
    assert collect(chapters, folder) == []


def test_what_cannot_be_read_or_is_known_adds_nothing(folder, tmp_path):
    assert (
        collect(a_chapter(tmp_path / "chapters", "%matplotlib inline", "report.gettext(name)", 'report.gettext("Year")', "gettext()"), folder) == []
    )
