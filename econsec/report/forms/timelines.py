"""Time lines: a mark on the days it is known for, in the lanes of a column; and marks that pile up on either side of a line."""

import altair as alt
import pandas as pd

from econsec.report import palette
from econsec.report.forms import lanes, pointers
from econsec.report.forms.canvas import choosable, framed, layer, scale, tally
from econsec.report.forms.channels import Channel, FormError, check
from econsec.report.forms.sentences import counted, say

SQUARE = 17  # px from one square of a pile to the next


def timeline(report, rows, lane, colour, label="", when=""):
    """Return rows over time: a lane for each value of ``lane``, colour and shape by ``colour``, the text of ``label`` beside a mark."""
    rows, across, meaning = rows.reset_index(drop=True), Channel(report, rows, lane, "timeline"), Channel(report, rows, colour, "timeline")
    marks, headings = _described(report, rows, meaning, when, "timeline")
    marks["label"] = Channel(report, rows, label, "timeline").texts(rows) if label else ""
    used = set(marks["meaning"])
    names = [name for name in meaning.order(marks["meaning"]) if name in used]
    described = marks
    marks = across.spread(marks)
    marks = marks.assign(lane=across.texts(marks))
    counts = marks["lane"].value_counts()
    rest = across.unstated
    order = sorted((name for name in across.order(marks["lane"]) if name in counts and name != rest), key=lambda name: -counts[name])
    order += [rest] if rest in counts else []
    days = lanes.extent(marks)
    marks = lanes.label_marks(marks, days)
    marks, y, height = lanes.stack(marks.assign(slot=lanes.place(marks, days)), order)
    headings |= {"lane": across.heading}
    tints, forms = ({name: look for name, look in meaning.looks(of, names).items() if name in used} for of in (palette.colours, palette.shapes))
    paint = alt.Color("meaning:N", scale=scale(tints), legend=alt.Legend(title=None, symbolOpacity=1))
    shapes = alt.Shape("meaning:N", scale=scale(forms))
    layers = [
        lanes.known(alt.Chart(), lanes.month_axis(report, days), paint),
        lanes.symbols(alt.Chart(), color=paint, shape=shapes),
        lanes.words(alt.Chart()),
    ]
    layers, choice = choosable(layers, "meaning", names)
    data = lanes.iso(marks[[*(name for name in ("id",) if name in marks), *headings, "start", "end", "middle", "anchor", "align", "label", "y"]])
    facts = {"lanes": tally(report, marks["lane"], order), "colours": tally(report, described["meaning"], names)}
    facts["counts"] = counted(report, (across.heading, facts["lanes"]), (meaning.heading, facts["colours"]))
    total = report.formats.number(len(described))
    said = say(report, rows, f"timeline {_first(across)} {lane} {colour}", total=total, **facts)
    return framed(report, layer(layers, data, headings, y=y), said, height, choice)


def balance(report, rows, colour, above, below, when=""):
    """Return rows that pile up by month, a square each: those ``above`` and ``below`` a line, by their code, all others under both."""
    check("balance", rows, colour)
    rows, meaning = rows.reset_index(drop=True), Channel(report, rows, colour, "balance")
    marks, headings = _described(report, rows, meaning, when, "balance")
    labels, counts = meaning.labels or {code: str(code) for code in rows[colour].unique()}, rows[colour].value_counts()
    order = [above, below, *(code for code in labels if code not in (above, below))]
    names = {code: f"{labels[code]}: {report.formats.number(counts.get(code, 0))}" for code in order}
    marks = marks.assign(lane=rows[colour].map(names), column=marks["start"].dt.to_period("M").dt.to_timestamp() + pd.Timedelta(days=15))
    slots = marks.sort_values("start", kind="stable").groupby(["lane", "column"]).cumcount()
    marks, y, height = lanes.stack(marks.assign(slot=slots), names.values(), upwards=[names[above]], step=SQUARE)
    paint = alt.Color("meaning:N", scale=scale(meaning.looks(palette.colours, labels.values())), legend=None)
    days = lanes.extent(marks)
    x = lanes.month_axis(report, days)
    x.shorthand = "column:T"
    months = max(len(pd.period_range(days[0], days[1], freq="M")), 1) if days else 1
    side = f"min({SQUARE - 3}, width / {months} - 1)"  # px, so that neighbours stand apart on a phone
    layers = [alt.Chart().mark_square(size=alt.expr(f"pow({side}, 2)"), opacity=1).encode(x=x, color=paint)]
    data = lanes.iso(marks[[*(name for name in ("id",) if name in marks), *headings, "column", "y"]])
    facts = {"total": report.formats.number(len(marks)), "colours": tally(report, marks["meaning"], labels.values())}
    facts["counts"] = counted(report, (meaning.heading, facts["colours"]))
    return framed(report, layer(layers, data, headings, y=y), say(report, rows, f"balance {_first(meaning)} {colour}", **facts), height)


def _described(report, rows, meaning, when, form):
    """Return the rows with the words of a tooltip and the time that is known of each, and the headings of these words."""
    day, precision, until = pointers.dated(rows, when)
    if day not in rows and (known := list(rows.select_dtypes("datetime"))):
        lacks = f"no column {day!r}" if day else "no column that is known to say when rows are"
        raise FormError(f"{form}: {lacks}; right: pass when=… with a column of days: {', '.join(known)}")
    check(form, rows, day or "when")
    said, headings = pointers.texts(pointers.pointed(report, rows, (meaning.heading, meaning.texts(rows)), when))
    known = lanes.periods(rows[day], rows[precision] if precision else "day", rows[until] if until else None)
    return rows.assign(**known, **said), headings


def _first(channel):
    return next(iter(channel.tables), "")
