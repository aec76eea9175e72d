"""Single partners: which rows concern one. A row does because the schema says that one of its columns names countries or firms.

Nothing about a particular table stands here.
"""

from econsec.data import TABLE

COUNTRIES = ("countries", "iso3")
FIRMS = ("firms", "id")


def profiles(report):
    """Return the codes of the partners of an edition that have a page, in the data's order."""
    countries = report["countries"]
    return tuple(countries.loc[countries["profile"].fillna(False).astype(bool), "iso3"])


def concerning(schema, tables, partner):
    """Return the tables, less the rows that name other countries or firms and not this partner or a firm of it.

    Countries, firms and whatever else has a name stay whole, for rows name them; so do tables that name no country.
    """
    firms = tables[FIRMS[0]]
    keys = {COUNTRIES: {partner}, FIRMS: set(firms.loc[firms["country"] == partner, FIRMS[1]])}
    return {name: frame if "name" in frame else _naming(schema, name, frame, keys) for name, frame in tables.items()}


def _naming(schema, table, frame, keys):
    columns = {column: keys[target] for column, target in references(schema, table).items() if target in keys}
    everyone = [bool(schema.fields(table)[column].get("everyone")) for column in columns]
    if not columns:
        return frame
    named = [
        any(
            cell == () and all_of_them or not wanted.isdisjoint(cell if isinstance(cell, tuple) else (cell,))
            for cell, wanted, all_of_them in zip(cells, columns.values(), everyone)
        )
        for cells in zip(*(frame[column] for column in columns))
    ]
    return frame.iloc[[place for place, one in enumerate(named) if one]].reset_index(drop=True)


def in_place(cut):
    """Return the tables of a cut edition of which rows stand in the place of others, less those; a row that has ended stands in no place."""
    final = {code for code, entry in cut.schema.categories(TABLE, "status").items() if entry.get("final")}
    found = {}
    for table in cut.schema.tables:
        column = next((name for name, field in cut.schema.fields(table).items() if field.get("insteadOf")), "")
        if column:
            rows = cut[table]
            ended = cut.standing(table)["status"].isin(final)
            replaced = {key for keys in rows.loc[~ended, column] for key in keys}
            found[table] = rows[~rows["id"].isin(replaced)].reset_index(drop=True)
    return found


def references(schema, table):
    """Return what the columns of a table refer to: ``column -> (table, column there)``."""
    said = schema.tables[table]["schema"].get("foreignKeys", [])
    single = {key["fields"][0]: (key["reference"]["resource"], key["reference"]["fields"][0]) for key in said}
    lists = {name: field.get("itemReference", "").split(".") for name, field in schema.fields(table).items()}
    return single | {name: tuple(target) for name, target in lists.items() if len(target) == 2}
