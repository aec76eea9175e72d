"""What a Vega-Lite specification holds: its views, the rows it brings, the fields that its marks show."""

import json

PARTS = ("layer", "hconcat", "vconcat", "concat")
CHANNELS = ("x", "y", "row", "column", "facet", "color", "fill", "shape", "size", "text", "theta")  # in the order in which a sentence names them


def parts(spec: dict) -> list[dict]:
    """Return a specification with all views in it, the outermost first."""
    return [spec, *(one for part in inner(spec) for one in parts(part))]


def inner(spec: dict) -> list[dict]:
    """Return the views right inside a specification."""
    return [part for key in PARTS for part in spec.get(key, ())] + ([spec["spec"]] if isinstance(spec.get("spec"), dict) else [])


def records(spec: dict) -> list[dict]:
    """Return the rows that a specification brings, in one list; a row that names data elsewhere where there are none of its own."""
    found, elsewhere = [], []
    for part in parts(spec):
        data = part.get("data") or {}
        found += data["values"] if isinstance(data.get("values"), list) else []
        elsewhere += [{name: data[name]} for name in ("url", "sequence") if name in data]
    for values in spec.get("datasets", {}).values():
        found += values
    return list({json.dumps(row, sort_keys=True, default=str): row for row in found}.values()) or elsewhere


def told(spec: dict) -> dict[str, str]:
    """Return the fields of which marks tell whoever points at them, each with its title: those of the tooltips, else what the marks show."""
    given = [part.get("encoding", {}).get("tooltip") or [] for part in parts(spec)]
    lists = [one if isinstance(one, list) else [one] for one in given]
    return {field["field"]: field.get("title", field["field"]) for one in lists for field in one if "field" in field} or fields(spec)


def fields(spec: dict) -> dict[str, str]:
    """Return what the marks show: the data's fields by their channels' order, each with its title."""
    found = {}
    for channel in CHANNELS:
        for part in parts(spec):
            shown = part.get("encoding", {}).get(channel) or part.get(channel) or {}
            title = shown.get("title") or shown.get("field") if isinstance(shown, dict) else None
            if title and "field" in shown:
                found.setdefault(shown["field"], title if isinstance(title, str) else " ".join(title))
    return found
