"""Matrices: a mark where a row meets a column, nothing where it does not."""

import altair as alt

from econsec.exhibits import LINE
from econsec.report import palette
from econsec.report.forms import pointers
from econsec.report.forms.canvas import framed, hue, layer, row_step, scale, side_axis, tally, top_axis
from econsec.report.forms.channels import Channel, FormError, check
from econsec.report.forms.sentences import counted, say

LABEL, NAME, HEAD = 24, 16, 9  # letters in a line of a row's heading, of a partner's name as one, of a column's heading
ORDERS = ("", "most", "alike")
# (table, column) -> what the records of a chart call it, where that is not the column's name
FIELDS = {
    ("nss_areas", "name"): "area",
    ("nss_areas", "pillars"): "pillar",
    ("provisions", "obliged"): "side",
    ("provisions", "modality"): "strictness",
    ("provisions", "topics"): "topic",
    ("provisions", "label"): "lines",
    ("agreements", "noted"): "word",
}


class Matrix:
    """A matrix in the making: the rows it is of, its two sides, what else its marks say."""

    def __init__(self, report, rows, row, column, more):
        self.report, self.rows = report, rows.reset_index(drop=True)
        self.across, self.down = Channel(report, self.rows, column, "matrix"), Channel(report, self.rows, row, "matrix")
        self.more = {name: Channel(report, self.rows, name, "matrix") for name in dict.fromkeys(more) if name}
        self.row, self.column = self.field(self.down), self.field(self.across)
        self.cells = self._cells()

    def field(self, channel):
        """Return what the records call a column."""
        known = ((table, channel.name) for table in (*channel.tables, channel.table))
        return next((FIELDS[one] for one in known if one in FIELDS), channel.name)

    def _cells(self):
        """Return a row for each mark, in words; a row that is in no column has none."""
        said, pointed = pointers.texts(pointers.more(self.report, self.rows))
        found = self.rows.assign(**said)
        for channel in (self.down, self.across):
            found = channel.spread(found)
        texts = {self.field(one): one.texts(found) for one in (self.down, *self.more.values())} | {self.column: self.across.texts(found, unknown="")}
        plain = {self.field(one): one.heading for one in self.more.values() if not one.made}
        made = {self.field(one): one.heading for one in self.more.values() if one.made}
        self.titles = {self.row: self.down.heading, self.column: self.across.heading} | plain | pointed | made
        return found.assign(**texts).loc[lambda cells: cells[self.column] != ""]

    def together(self, gather):
        """Put the marks of one cell into one, with all that they say in ``gather``."""
        channel = Channel(self.report, self.rows, gather, "matrix")
        groups = self.cells.groupby([self.row, self.column], sort=False)[gather]
        self.cells = groups.agg(self.report.formats.join).reset_index(name=self.field(channel))
        self.titles = {field: self.titles[field] for field in (self.row, self.column)} | {self.field(channel): channel.heading}

    def columns(self, wanted):
        """Return the headings of the columns: those of the codes that are ``wanted``, or all codes, or the names that occur."""
        labels = self.across.labels
        unknown = [code for code in wanted or () if labels and code not in labels]
        if unknown:
            raise FormError(f"matrix: {', '.join(map(repr, unknown))} is no code of {self.across.name!r}; there are: {', '.join(labels)}")
        if wanted:
            return [labels.get(code, code) for code in wanted]
        there = list(dict.fromkeys(self.cells[self.column]))
        return list(labels.values()) if labels and not self.across.named else there

    def order(self, order, columns):
        """Return the headings of the rows: as they come, those with the ``most`` marks first, or those ``alike`` together too."""
        if order not in ORDERS:
            raise FormError(f"matrix: order {order!r} is none; right: {', '.join(filter(None, ORDERS))}")
        if not order:
            return list(dict.fromkeys(self.down.texts(self.down.spread(self.rows))))
        there = [text for text in self.down.order(self.cells[self.row]) if text in set(self.cells[self.row])]
        if order == "alike":
            places = {text: place for place, text in enumerate(columns)}
            blocks = self.cells.groupby(self.row)[self.column].agg(lambda held: sorted(held.map(places))).to_dict()
            there.sort(key=lambda text: blocks[text])
        counts = self.cells.groupby(self.row)[self.column].nunique()
        return sorted(there, key=lambda text: -counts[text])


def matrix(report, rows, row, column, colour="", word="", shape="", solid="", columns=(), order="", gather=""):
    """Return rows as a matrix of the values of two columns; of many-valued ones each value counts.

    ``word`` is a column that stands under each mark; a mark is open where ``solid`` is false. Rows that share a cell have a mark
    each, or one together that says their ``gather``. For ``order`` and ``columns`` see :class:`Matrix`.
    """
    check("matrix", rows, *filter(None, (solid, gather)))
    made = Matrix(report, rows, row, column, (colour, word, shape))
    if solid:
        made.cells = made.cells.assign(solid=made.cells[solid].astype("boolean").fillna(True).astype(int))
    if gather:
        paint = {"fill": alt.value(_one_colour(made, colour))}
        made.together(gather)
    else:
        paint = _paint(made, colour, shape)
    heads = made.columns(columns)
    sides = made.order(order, heads)
    under = made.field(made.more[word]) if word else ""
    chart, height = _drawn(made, sides, heads, under, paint)
    facts = {
        "columns": tally(report, made.cells[made.column], heads),
        "words": tally(report, made.cells[under], made.more[word].order(made.cells[under])) if under else "",
        "shared": report.formats.number(int((made.cells[made.row].value_counts() == len(heads)).sum())),
        "rows": report.formats.number(len(sides)),
        "total": report.formats.number(len(made.cells)),
        "open": report.formats.number(int((made.cells["solid"] == 0).sum())) if solid else "",
        "changed": _changed(report, rows),
    }
    facts["counts"] = counted(report, (made.across.heading, facts["columns"]))
    pillar = f" {rows['pillar'].iloc[0]}" if gather and "pillar" in rows and len(rows) else ""
    return framed(report, chart, say(report, rows, f"matrix {next(iter(made.down.tables), '')} {row} {column}{pillar}", **facts), height)


def _drawn(made, rows, columns, word, channels):
    """Return the chart and its height; ``rows`` and ``columns`` are all headings in their order."""
    limit = NAME if made.down.named else LABEL
    step = max(row_step(rows, limit), 2 * LINE + 2 if word else 0)
    if "solid" in made.cells:
        channels["fillOpacity"] = alt.FillOpacity("solid:Q", scale=None)
    layers = [alt.Chart().mark_point(filled=True, size=150, strokeWidth=2, opacity=1).encode(**channels)]
    if word:
        layers.append(alt.Chart().mark_text(dy=LINE, fontSize=11).encode(text=f"{word}:N"))
    fields = [field for field in ("id", *made.titles, "solid") if field in made.cells]
    x = alt.X(f"{made.column}:N", scale=alt.Scale(domain=columns), axis=top_axis(columns, HEAD))
    y = alt.Y(f"{made.row}:N", scale=alt.Scale(domain=rows), axis=side_axis(rows, limit, grid=True))
    return layer(layers, made.cells[fields], made.titles, x=x, y=y), step * max(len(rows), 1)


def _paint(made, colour, shape):
    """Return the channels that colour and shape the marks."""
    if not colour:
        return {"fill": alt.value(palette.SERIES[0])}
    channel, field = made.more[colour], made.field(made.more[colour])
    found = hue(field, channel.looks(palette.colours, made.cells[field]))
    if shape:
        channel, field = made.more[shape], made.field(made.more[shape])
        found["shape"] = alt.Shape(f"{field}:N", scale=scale(channel.looks(palette.shapes, made.cells[field])), legend=None)
    return found


def _one_colour(made, colour):
    """Return the colour of marks that stand for several rows each: that of the one value of a column."""
    if not colour:
        return palette.SERIES[0]
    field = made.field(made.more[colour])
    found = dict.fromkeys(made.cells[field])
    if len(found) > 1:
        raise FormError(f"matrix: marks of several rows have one colour, and {colour!r} has several values: {', '.join(found)}")
    return made.more[colour].looks(palette.colours, made.cells[field]).get(next(iter(found), ""), palette.SERIES[0])


def _changed(report, rows):
    """Return how rows stand that a change brought to where they are."""
    if "change" not in rows:
        return ""
    return tally(report, rows.loc[rows["change"] != "", "status_label"], report.labels("status_changes", "status").values())
