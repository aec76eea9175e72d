"""Which rows a passage of a chapter rests on, by its tags, and whether a data folder has them."""

import csv

from econsec.data import Schema

RESTS, UNBORNE = "rests-on-", "unborne"


def tagged(cell: dict, kind: str) -> tuple[str, ...]:
    """Return the names that a cell's tags of one kind hold."""
    return tuple(tag.removeprefix(kind) for tag in cell["metadata"].get("tags", []) if tag.startswith(kind))


def tables(cells: list[dict]) -> set[str]:
    """Return the tables in which the rows stand that passages rest on."""
    return {name.partition("/")[0] for cell in cells for name in tagged(cell, RESTS)}


def mark(schema: Schema, cells: list[dict]) -> None:
    """Tag the cells of which the data lack a row that they rest on, and no others."""
    keys = {table: set(_keys(schema, table)) for table in tables(cells) & set(schema.tables)}
    for cell in cells:
        names = [name.partition("/") for name in tagged(cell, RESTS)]
        if names:
            tags = [tag for tag in cell["metadata"]["tags"] if tag != UNBORNE]
            cell["metadata"]["tags"] = tags + [UNBORNE] * any(key not in keys.get(table, ()) for table, _, key in names)


def borne(notebook: dict) -> dict:
    """Return an executed notebook without the cells of which the data lack a row that they rest on."""
    if not any(UNBORNE in cell["metadata"].get("tags", []) for cell in notebook["cells"]):
        return notebook
    return {**notebook, "cells": [cell for cell in notebook["cells"] if UNBORNE not in cell["metadata"].get("tags", [])]}


def _keys(schema, table):
    with schema.path(table).open(encoding="utf-8-sig", newline="") as file:
        return [row.get("id") for row in csv.DictReader(file)]
