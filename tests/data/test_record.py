"""The record itself, as it stands in ``data/``: all other tests but that of the article run on data that never change."""

from conftest import PROJECT, ROOT

from econsec.data.checks import check
from econsec.data.checks.relations import COUNTS, counted
from econsec.data.schema import Schema
from econsec.site import build, published
from econsec.words import LANGUAGES


def test_the_record_is_valid():
    assert check(ROOT / "data") == []


def test_its_tables_have_the_rows_that_were_accepted():
    assert (ROOT / "data" / COUNTS).read_text(encoding="utf-8") == counted(Schema(ROOT / "data"))


def test_the_frozen_data_have_the_columns_of_the_record():
    columns = [{table: list(schema.fields(table)) for table in schema.tables} for schema in (Schema(ROOT / "data"), Schema(PROJECT / "data"))]
    assert columns[0] == columns[1], "tests/project/data is a copy of data/ as it once was; columns are added to both"


def test_the_newest_edition_is_built_from_it(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    books = published(ROOT)
    build([book for book in books if book.edition == books[0].edition], tmp_path / "site", say=lambda line: None)
    assert all((tmp_path / "site" / lang / "chapters/summary.html").is_file() for lang in LANGUAGES)
