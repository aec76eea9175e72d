"""Spoilt tables, descriptors, editions and catalogues: a line each, or read as they stand; never a traceback, never a hang.

Some dozens of cases in `make test`, ten thousand in `make soak`; the same ones each time.
"""

import shutil
import signal
from contextlib import contextmanager

import pytest
from conftest import PROJECT
from fuzzing import BYTE_CHANGES, NASTY, TABLES, cases, holding, read_otherwise, small_package, spoilt_table, spoilt_yaml
from hypothesis import given
from hypothesis import strategies as st

from econsec.data.checks import examine
from econsec.data.frames import read_table
from econsec.data.schema import Schema, read_schema
from econsec.data.spreadsheets import tidy
from econsec.editions.edition import Report
from econsec.site import catalogues
from econsec.site.plan import BuildError, published

LIMIT = 5  # seconds that nothing may take
EDITIONS = (PROJECT / "editions.yaml").read_text(encoding="utf-8")
CATALOGUE = (PROJECT / "locale/ja/LC_MESSAGES/chapters/nss.po").read_text(encoding="utf-8")


@contextmanager
def in_time():
    """Fail where something takes longer than anything may: in time of this process, for others may be busy, too."""

    def late(*_):
        raise AssertionError(f"took longer than {LIMIT} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a small valid package."""
    folder = small_package(tmp_path_factory.mktemp("small") / "data")
    assert examine(folder).problems == ()
    return folder


def told(lines):
    """Fail where a line is more than one, empty, long beyond reading, or Python's own words."""
    for line in lines:
        assert line.strip() and "\n" not in line and len(line) < 3_000, line
        assert line.isprintable() or not any(ord(sign) < 32 for sign in line), line
        assert "Traceback" not in line and "object at 0x" not in line, line


def named_or_read(folder):
    """Tell whether a package is accepted; fail where what is wrong is not said well, or a cell is read otherwise than it stands."""
    found = examine(folder)
    told([*found.problems, *found.warnings])
    if found.problems:
        return False
    schema = Schema(folder)
    assert [said for name in schema.tables for said in read_otherwise(schema, name, read_table(schema, name))] == []
    return True


@cases(20)
@given(data=st.data(), table=st.sampled_from(TABLES))
def test_a_spoilt_table_is_named_or_read_as_it_stands(small, data, table):
    path = small / f"{table}.csv"
    with holding(path, data.draw(spoilt_table(path.read_bytes()))), in_time():
        if named_or_read(small):
            read_schema.cache_clear()
            Report("ja", data_dir=small, scope="article")


@cases(8)
@given(data=st.data(), table=st.sampled_from(TABLES))
def test_a_spoilt_table_can_be_tidied_and_stays_so(small, data, table, tmp_path_factory):
    folder = shutil.copytree(small, tmp_path_factory.mktemp("tidy") / "data")
    path = folder / f"{table}.csv"
    path.write_bytes(data.draw(spoilt_table(path.read_bytes())))
    with in_time():
        _, problems = tidy(Schema(folder))
        told(problems)
        once = path.read_bytes()
        tidy(Schema(folder))
        assert path.read_bytes() == once
    shutil.rmtree(folder)


@cases(8)
@given(data=st.data())
def test_a_spoilt_descriptor_is_named_or_the_data_are_read(small, data):
    path = small / "datapackage.yaml"
    with holding(path, data.draw(spoilt_yaml(path.read_text(encoding="utf-8")))), in_time():
        named_or_read(small)


@cases(120)
@given(content=spoilt_yaml(EDITIONS))
def test_spoilt_editions_are_named_or_books(content, tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    shutil.copy(PROJECT / "_toc.yml", root)
    (root / "editions.yaml").write_bytes(content)
    with in_time():
        try:
            books = published(root)
            assert all(isinstance(title, str) for book in books for title in book.titles.values())
        except BuildError as error:
            told(str(error).splitlines())
    shutil.rmtree(root)


@cases(120)
@given(data=st.data())
def test_a_spoilt_catalogue_is_named_or_read(data, tmp_path_factory):
    text = CATALOGUE
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(st.sampled_from(NASTY)) + text[place + data.draw(st.integers(0, 40)) :]
    path = tmp_path_factory.mktemp("catalogue") / "nss.po"
    path.write_bytes(data.draw(st.sampled_from(BYTE_CHANGES))(data.draw, text))
    with in_time():
        told(catalogues.problems(path))
