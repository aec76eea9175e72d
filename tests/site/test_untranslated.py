"""Texts without Japanese are found without Sphinx: the texts are those that Sphinx extracts, each problem has its file and line."""

import json
import re
import shutil

import pytest
from conftest import PROJECT, ROOT

from econsec.site import catalogues
from econsec.site.untranslated import texts, untranslated
from econsec.words import LOCALE


@pytest.fixture
def root(tmp_path):
    """Return a copy of what the texts are read from."""
    for name in ("chapters", "_toc.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    shutil.copytree(catalogues.FOLDER, tmp_path / "ja")
    return tmp_path


def test_nothing_lacks_japanese(root):
    assert untranslated(root, root / "ja") == []


def test_the_texts_are_the_messages_of_the_catalogues():
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        held = [message.id for message in catalogues.read(LOCALE / f"ja/LC_MESSAGES/chapters/{path.stem}.po") if message.id]
        own = list(dict.fromkeys(texts(json.loads(path.read_text(encoding="utf-8")))))
        assert own == held if path.stem != "summary" else set(own) < set(held), path.stem


@pytest.mark.parametrize("kind", ["changed", "emptied", "lost", "not there"])
def test_a_text_without_its_japanese_is_named_with_file_line_and_command(root, kind):
    path, chapter = root / "ja/chapters/nss.po", root / "chapters/nss.ipynb"
    text = path.read_text(encoding="utf-8")
    (number, line) = next((number, line) for number, line in enumerate(text.splitlines(), 1) if line.startswith('msgid "') and len(line) > 60)
    if kind == "changed":
        first = re.match(r'msgid "(\w+ \w+)', line)[1]
        chapter.write_text(chapter.read_text(encoding="utf-8").replace(first, f"Planted {first}"), encoding="utf-8")
    elif kind == "emptied":
        lines = text.splitlines(keepends=True)
        lines[number] = 'msgstr ""\n'
        path.write_text("".join(lines), encoding="utf-8")
    elif kind == "lost":
        path.write_text(text.replace("{numref}", "{numbref}", 1), encoding="utf-8")
    else:
        path.unlink()
    found = untranslated(root, root / "ja")
    assert found and all("chapters/nss.po" in one and "econsec translate" in one for one in found)
    assert kind in ("not there", "lost") or any(f", line {number}: " in one for one in found)


def test_the_frozen_chapters_are_those_of_the_catalogues():
    assert {path.stem for path in (PROJECT / "chapters").glob("*.ipynb")} == {path.stem for path in (ROOT / "chapters").glob("*.ipynb")}
