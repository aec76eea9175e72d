"""Charts as outputs: a Vega-Lite specification that holds its rows, and one line of text.

No output holds a random id, a time, a path or a version, so that two runs over the same data agree to the byte. Any Altair chart
that is a cell's last line becomes one; what it does not say of itself (name, day, sources) is added where it is known.
"""

import json

import altair as alt

VEGALITE = "application/vnd.vegalite.v5+json"  # what JupyterLab 4, VS Code and nbviewer draw; the same to the byte under version 6
PARTS = ("layer", "hconcat", "vconcat", "concat")
CHANNELS = ("x", "y", "row", "column", "facet", "color", "fill", "shape", "size", "text", "theta")  # in the order in which a sentence names them


def _chart_bundle(spec, **_):
    """Return a chart as its Vega-Lite specification and one line of text."""
    if not records(spec):
        raise ValueError(f"{spec.get('description', 'chart')}: a chart without marks; right: rows, or a sentence that says why there are none")
    if not any("tooltip" in part.get("encoding", {}) for part in parts(spec)):
        _add_tooltips(spec)
    spec.pop("$schema", None)  # it names a version; whoever draws the chart knows which it uses
    json.dumps(spec, allow_nan=False)  # a browser cannot read NaN: better no chapter than a page without its chart
    return {VEGALITE: spec, "text/plain": spec.get("description") or f"chart: {', '.join(fields(spec))}"}


def _add_tooltips(spec):
    """Let each mark say what its channels show."""
    for part in parts(spec):
        if "mark" in part:
            mark = part["mark"] if isinstance(part["mark"], dict) else {"type": part["mark"]}
            part["mark"] = {"tooltip": {"content": "encoding"}, **mark}


def parts(spec: dict) -> list[dict]:
    """Return a specification with all views in it, the outermost first."""
    inner = [part for key in PARTS for part in spec.get(key, ())]
    inner += [spec["spec"]] if isinstance(spec.get("spec"), dict) else []
    return [spec, *(one for part in inner for one in parts(part))]


def records(spec: dict) -> list[dict]:
    """Return the rows that a specification brings, in one list; a row that names data elsewhere where there are none of its own."""
    rows, elsewhere = [], []
    for part in parts(spec):
        data = part.get("data") or {}
        rows += [row for row in data.get("values", ()) if row not in rows] if isinstance(data.get("values"), list) else []
        elsewhere += [{name: data[name]} for name in ("url", "sequence") if name in data]
    for values in spec.get("datasets", {}).values():
        rows += [row for row in values if row not in rows]
    return rows or elsewhere


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


def registered() -> None:
    """Say how Altair's charts leave a cell."""
    alt.theme.enable("none")
    alt.renderers.register("econsec", _chart_bundle)
    alt.renderers.enable("econsec")
    alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=None)


registered()
