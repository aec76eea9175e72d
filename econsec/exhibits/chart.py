"""Charts as outputs: a Vega-Lite specification that holds its rows, and one line of text.

No output holds a random id, a time, a path or a version, so that two runs over the same data agree to the byte.
"""

import json

import altair as alt

VEGALITE = "application/vnd.vegalite.v6+json"


def _chart_bundle(spec, **_):
    """Return a chart as its Vega-Lite specification and one line of text."""
    if not _has_marks(spec):
        raise ValueError(f"{spec.get('description', 'chart')}: a chart without marks; right: rows, or a sentence that says why there are none")
    spec.pop("$schema", None)  # it names a version; whoever draws the chart knows which it uses
    json.dumps(spec, allow_nan=False)  # a browser cannot read NaN: better no chapter than a page without its chart
    return {VEGALITE: spec, "text/plain": spec["description"]}


def _has_marks(spec):
    """Tell whether any data that a specification brings has a row; what names its data elsewhere is taken to have some."""
    data = spec.get("data") or {}
    parts = [part for key in ("layer", "hconcat", "vconcat", "concat") for part in spec.get(key, ())]
    parts += [spec["spec"]] if isinstance(spec.get("spec"), dict) else []
    own = bool(data.get("values")) or any(map(bool, spec.get("datasets", {}).values())) or bool({"url", "sequence"} & set(data))
    return own or any(map(_has_marks, parts))


alt.theme.enable("none")
alt.renderers.register("econsec", _chart_bundle)
alt.renderers.enable("econsec")
alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=None)
