"""Charts as outputs: a Vega-Lite specification that holds its rows, and one line of text.

No output holds a random id, a time, a path or a version, so that two runs over the same data agree to the byte. Any Altair chart
that is a cell's last line becomes one; what it does not say of itself (name, day, sources) is added where it is known.
"""

import json

import altair as alt

from econsec.exhibits.naming import entitle
from econsec.exhibits.specification import fields, parts, records

VEGALITE = "application/vnd.vegalite.v5+json"  # what JupyterLab 4, VS Code and nbviewer draw; the same to the byte under version 6


def _chart_bundle(spec, **_):
    """Return a chart as its Vega-Lite specification and one line of text."""
    if not records(spec):
        raise ValueError(f"{spec.get('description', 'chart')}: a chart without marks; right: rows, or a sentence that says why there are none")
    entitle(spec, spec.get("usermeta", {}).get("columns", {}))
    if not any("tooltip" in part.get("encoding", {}) for part in parts(spec)):
        _add_tooltips(spec)
    spec.pop("$schema", None)  # it names a version; whoever draws the chart knows which it uses
    spec = _as_saved(spec)
    json.dumps(spec, allow_nan=False)  # a browser cannot read NaN: better no chapter than a page without its chart
    return {VEGALITE: spec, "text/plain": spec.get("description") or f"chart: {', '.join(fields(spec))}"}


def _as_saved(value):
    """Return a specification as a browser writes it: a chapter saved by JupyterLab has the same bytes.

    Whole numbers have no point; what is not known (of texts, Altair leaves it NaN) is null.
    """
    if isinstance(value, dict):
        return {key: _as_saved(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_saved(one) for one in value]
    if value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _add_tooltips(spec):
    """Let each mark say what its channels show."""
    for part in parts(spec):
        if "mark" in part:
            mark = part["mark"] if isinstance(part["mark"], dict) else {"type": part["mark"]}
            part["mark"] = {"tooltip": {"content": "encoding"}, **mark}


def registered() -> None:
    """Say how Altair's charts leave a cell."""
    alt.theme.enable("none")
    alt.renderers.register("econsec", _chart_bundle)
    alt.renderers.enable("econsec")
    alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=None)


registered()
