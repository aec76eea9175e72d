"""The one door by which an exhibit leaves a chapter: any chart, table or frame, with what a page has to know of it.

What is not said is worked out from the data where it can be: the works from the rows, the words for columns from the tables that the
rows are of, the text alternative from what is drawn. What cannot be known stays unknown: the page says so, and the check of the chapters lists it.
"""

from dataclasses import replace

import altair as alt
import pandas as pd
from IPython import get_ipython
from pandas.io.formats.style import Styler

import econsec.exhibits.chart  # noqa: F401, which says how charts leave a cell
from econsec.editions import Report, Sources, tables_of
from econsec.exhibits import naming
from econsec.exhibits.frame_tables import columns, table_of
from econsec.exhibits.specification import fields, records
from econsec.exhibits.table import Absence, Table, said_of_gaps

WIDTH = 660  # px of a figure where nothing else says how wide it is
FEW = 12  # rows whose values a text alternative names one by one
FRAMES = (pd.DataFrame, pd.Series, Styler)


def exhibit(report: Report, name: str, thing, rows=None, summary: str = "", table: str = ""):
    """Return a chart, a table or a frame as an exhibit of an edition, to be a cell's last line.

    ``rows`` is the frame, or the frames, of the data's rows that it shows, from which its works are known; without, a frame's own column
    ``source`` says them. ``summary`` is the text alternative, ``table`` names the table exhibit that shows the same rows. Without a row it
    is the sentence that says why. Raises TypeError for what is no exhibit.
    """
    if isinstance(thing, Absence):
        return replace(thing, name=name)
    if isinstance(thing, Table):
        return _table(report, name, thing, thing.sources or _sources(report, rows))
    if isinstance(thing, FRAMES):
        frame = thing.data if isinstance(thing, Styler) else thing
        if not len(frame):
            return Absence(name, report.absence())
        told = summary or _counted(report, name, len(frame))
        own = frame if rows is None and "source" in frame else rows
        worded, known = _in_words(report, columns(frame), _tables(report, frame, rows))
        return _table(report, name, table_of(worded if thing is frame else thing, name, known, report.formats, told), _sources(report, own))
    if isinstance(thing, alt.TopLevelMixin):
        own = chart_frame(thing) if rows is None else rows
        return _chart(report, name, thing, own, summary, table)
    raise TypeError(f"{name}: {type(thing).__name__} is nothing that an exhibit can show; right: a chart, a table or a DataFrame")


def _sources(report, rows):
    """Return the works on which rows rest; none where ``rows`` are none on purpose; a heading that says so where nothing is known of them."""
    if rows is None:
        return Sources(report.gettext("Sources not stated"), ())
    frames = _frames(rows)
    works = report.cite(*frames) if frames else None
    return works if works and works.works else None


def _frames(rows):
    """Return the frames that are given as rows, in a list."""
    return [rows] if isinstance(rows, pd.DataFrame) else list(rows)


def _tables(report, shown, rows):
    """Return the tables of the data that say what columns are called: those of the rows, then of the frame that is shown."""
    frames = [one for one in (*([] if rows is None else _frames(rows)), shown) if isinstance(one, pd.DataFrame)]
    return tuple(table for table in tables_of(*frames) if table in report.schema.tables)


def chart_frame(chart):
    """Return the frame that a chart was made of, if it says where its rows come from."""
    return chart.data if isinstance(chart.data, pd.DataFrame) and "source" in chart.data else None


def _table(report, name, table, works):
    said = replace(table, name=name, sources=works, as_of=report.as_of.isoformat(), absence=table.absence or report.absence())
    return said_of_gaps(said, report.lang)


def _chart(report, name, chart, own, summary, table):
    spec, works = chart.to_dict(validate=False), _sources(report, own)  # it is validated as it leaves the cell
    rows = records(spec)
    if not rows:
        return Absence(name, report.absence())
    meta = {"exhibit": name, "as_of": report.as_of.isoformat()}
    meta |= {"sources": works.said()} if works else {}
    meta |= {"table": table} if table else {}
    open_names = dict.fromkeys(name for _, _, name, _ in naming.unworded(spec))
    if open_names:
        held = dict.fromkeys(field for row in rows for field in row if field != "id")
        known = _words(report, _tables(report, chart.data, own), [*open_names, *held])
        meta |= {"columns": known} if known else {}
        naming.entitle(spec, known)
    said = {"usermeta": meta | spec.get("usermeta", {}), "description": summary or spec.get("description") or _told(report, spec, rows)}
    if isinstance(chart, (alt.Chart, alt.LayerChart)) and "width" not in spec:
        said |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    return chart.properties(**said)


def _told(report, spec, rows):
    """Return what a chart shows in a sentence: its fields, how many rows, and the values where they are few."""
    shown = {field: title for field, title in fields(spec).items() if any(field in row for row in rows)}
    head = _counted(report, report.formats.join(shown.values()), len(rows))
    if not shown or len(rows) > FEW:
        return head
    values = report.gettext("; ").join(" ".join(str(row[field]) for field in shown if row.get(field) is not None) for row in rows)
    return report.gettext("{what}: {values}").format(what=head, values=values)


def _counted(report, what, count):
    return report.gettext("{title} (rows: {number})").format(title=what, number=report.formats.number(count))


def _words(report, tables, names, whole=False):
    """Return words for columns, from the tables where they are known, else from what all tables agree on."""
    others = {} if tables else naming.agreed(report, whole)
    return {name: others[name] for name in names if name in others} | naming.words(report, tables, names)


def _in_words(report, frame, tables):
    """Return a frame with the labels of codes in the place of codes, and words for its columns.

    A code whose words stand in a column beside it is left out.
    """
    beside = [name for name in frame if {f"{name}_label", f"{name}_name", f"{name}_names"} & set(frame)]
    frame = frame.drop(columns=beside)
    known = _words(report, tables, frame.columns, whole="id" in frame)
    for column in frame.columns.intersection(list(known)):
        for table in tables or report.schema.tables:
            labels = report.labels(table, column) if "categories" in report.schema.fields(table).get(column, {}) else {}
            if labels and frame[column].dropna().map(lambda code, known=labels: code == "" or isinstance(code, str) and code in known).all():
                frame = frame.assign(**{column: frame[column].map(labels | {"": ""})})
                break
        else:
            if not tables and "id" not in frame and not column.endswith("_label") and column not in naming.WORDS:
                known.pop(column)  # something else by the same name
    return frame, known


def shown_in(shell) -> None:
    """Let a shell show frames, as a cell's last line, as tables of the report."""
    for kind in FRAMES:
        shell.display_formatter.mimebundle_formatter.for_type(kind, _bare)


def _bare(frame):
    """Return what a frame is as an output, of which no more is known than it holds."""
    return replace(table_of(frame), sources=Sources("", ()))._repr_mimebundle_()


if shell := get_ipython():
    shown_in(shell)
