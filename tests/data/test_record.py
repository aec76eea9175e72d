"""The record itself, as it stands in ``data/``: all other tests but that of the article run on data that never change."""

import pytest
from conftest import PROJECT, ROOT

from econsec.data.checks import check
from econsec.data.checks.relations import COUNTS, counted
from econsec.data.schema import Schema
from econsec.editions.series import OWN
from econsec.site import catalogues, layout
from econsec.site.plan import Book
from econsec.words import LANGUAGES


def test_the_record_is_valid():
    assert check(ROOT / "data") == []


def test_its_tables_have_the_rows_that_were_accepted():
    assert (ROOT / "data" / COUNTS).read_text(encoding="utf-8") == counted(Schema(ROOT / "data"))


def test_the_frozen_data_have_the_columns_of_the_record():
    columns = [{table: list(schema.fields(table)) for table in schema.tables} for schema in (Schema(ROOT / "data"), Schema(PROJECT / "data"))]
    assert columns[0] == columns[1], "tests/project/data is a copy of data/ as it once was; columns are added to both"


@pytest.mark.slow
def test_each_message_of_its_chapters_is_translated(tmp_path):
    """That the chapters run over it and show what was accepted, nbval sees."""
    layout.lay_out(ROOT, ROOT, tmp_path, Book("ja", "ja", pages=OWN))
    catalogues.verify(tmp_path)


@pytest.mark.slow
def test_the_newest_edition_is_built_from_it(record_site):
    assert all((record_site / lang / "chapters/summary.html").is_file() for lang in LANGUAGES)
