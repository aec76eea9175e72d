"""The values of the pages on the data package and on the edition."""

from econsec.editions import last_event
from econsec.exhibits import Value
from econsec.report.numbers import phrases
from econsec.words import LANGUAGES


def codebook(report):
    """Return how much the data package holds in this edition, and how much of it this report has coded."""
    tables = report.schema.tables
    coded = [report[name]["coded_by"] for name in tables if "coded_by" in report.schema.fields(name)]
    rows = sum(len(report[name]) for name in tables)
    columns = sum(len(report.schema.fields(name)) for name in tables)
    return {
        "book_tables": phrases.count(report, len(tables), "{n} table", "{n} tables"),
        "book_columns": phrases.count(report, columns, "{n} column", "{n} columns"),
        "book_rows": phrases.count(report, rows, "{n} row", "{n} rows"),
        "book_coded_tables": phrases.count(report, len(coded), "{n} table", "{n} tables"),
        "book_coded_rows": phrases.count(report, sum(len(column) for column in coded), "{n} row", "{n} rows"),
        "book_coded_report": phrases.count(report, sum((column == "report").sum() for column in coded)),
    }


def colophon(report):
    """Return which edition of which data this is."""
    version, scope = report.schema.package["version"], report.gettext(report.scope)
    return {
        "colophon_version": Value(version, version),
        "colophon_as_of": phrases.date(report, report.as_of),
        "colophon_last_event": phrases.published(report, last_event(report)),
        "colophon_scope": Value(report.scope, scope),
        "colophon_language": Value(report.lang, LANGUAGES[report.lang]),
    }
