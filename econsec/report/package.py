"""The data package itself as frames: its tables, their columns, the terms on which it may be used."""

import pandas as pd

from econsec.editions import last_event, made_of
from econsec.words import localized

DESCRIBED = "package"  # no table of the data


def tables_of_the_package(report):
    """Return a row for each table: its name, title and description, how many ``rows`` the edition has of it, its file."""
    rows = [
        (name, said(report, one, "title"), said(report, one, "description"), len(report[name]), one["path"])
        for name, one in report.schema.tables.items()
    ]
    return made_of(pd.DataFrame(rows, columns=["table", "title", "description", "rows", "file"]), DESCRIBED)


def columns_of_the_package(report):
    """Return a row for each column of each table: its title, type and unit, whether it must be filled, how many codes it has."""
    rows = [
        (table, name, said(report, field, "title"), field["type"], said(report, field, "unit") if "unit" in field else "",
         bool(field.get("constraints", {}).get("required")), len(field.get("categories", ())))
        for table in report.schema.tables
        for name, field in report.schema.fields(table).items()
    ]  # fmt: skip
    return made_of(pd.DataFrame(rows, columns=["table", "column", "title", "type", "unit", "required", "codes"]), DESCRIBED)


def terms_of_the_package(report):
    """Return a row for each term: version, day, last event, licence (with its address in ``link``), how to cite."""
    _, package, day = report.gettext, report.schema.package, report.formats.date(report.as_of)
    cited = _("{author} ({year}): {title}. Data package, version {version}, data as of {date}.").format(
        author=package["contributors"][0]["title"],
        year=report.as_of.year,
        title=said(report, package, "title"),
        version=package["version"],
        date=day,
    )
    rows = [
        (_("Version"), package["version"], ""),
        (_("Data as of"), day, ""),
        (_("Last event found"), report.formats.iso(last_event(report)) or _("none"), ""),
        *((_("Licence"), f"{said(report, one, 'title')} ({one['name']})", one["path"]) for one in package["licenses"]),
        (_("Cite as"), cited, ""),
    ]
    return made_of(pd.DataFrame(rows, columns=["term", "text", "link"]), DESCRIBED)


def said(report, thing, name):
    """Return a text of the schema in the edition's language."""
    return thing[localized(name, report.lang)]
