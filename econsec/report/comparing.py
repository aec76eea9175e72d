"""What stood when, outside the pages: the command ``econsec compare``, as Markdown or as rows for a spreadsheet, and ``intervals.csv``."""

import sys

import pandas as pd

from econsec.editions import ParameterError, parse_day
from econsec.report.readable import Report
from econsec.report.stood import BEGAN, CHANGED, ENDED, WORDS, corrected

COLUMNS = ["what", "table", "row", "kind", "title", "before", "after", "on", "sectors", "partners", "source"]

MOST = 6  # countries that a line names


def run(options):
    """Print what differs between two days; raise ValueError where there is no such day, sector or partner."""
    report = Report(options.lang)
    first, second = sorted(_day(day, report) for day in (options.first, options.second))
    found = narrowed(report, report.compared(first, second), options.sector, options.partner)
    printed = as_csv(found) if options.format == "csv" else as_markdown(report, found, first, second, options.sector, options.partner)
    sys.stdout.write(printed)
    return 0


def _day(text, report):
    try:
        return parse_day(text, str(report.as_of))
    except ParameterError as error:
        raise ValueError(str(error).removeprefix("as_of: ")) from None


def narrowed(report, found, sector="", partner=""):
    """Return the rows that touch a sector and a partner, those on all goods or countries among them; raise ValueError where there is no such one."""
    sectors, partners = report.names("sectors"), report.names("countries", "iso3")
    if sector and sector not in sectors:
        raise ValueError(f"--sector: {sector!r} is not one of {', '.join(sectors)} (data/sectors.csv)")
    if partner and partner.upper() not in partners:
        raise ValueError(f"--partner: {partner!r} is not the ISO code of a country of data/countries.csv, such as {', '.join(list(partners)[:3])}")
    if sector:
        found = found.loc[[sector in keys or general for keys, general in zip(found["sectors"], found["general"])]]
    if partner:
        found = found.loc[[partner.upper() in keys or everyone for keys, everyone in zip(found["partners"], found["everyone"])]]
    return found


def as_csv(found):
    """Return the rows as CSV, several keys of a cell apart by semicolons."""
    rows = found[COLUMNS].copy()
    for column in ("sectors", "partners", "source"):
        rows[column] = rows[column].map(";".join)
    rows["on"] = rows["on"].dt.strftime("%Y-%m-%d")
    return rows.to_csv(index=False, lineterminator="\n")


def intervals_csv(data_dir):
    """Return the intervals of a data package as CSV."""
    rows = Report(data_dir=data_dir).intervals()
    rows["certain"] = rows["certain"].map({True: "true", False: "false"})
    return rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def as_markdown(report, found, first, second, sector="", partner=""):
    """Return the rows in words: what began, changed, ended, each by sector, the newest first, and what was corrected, apart."""
    _, date = report.gettext, report.formats.date
    lines = [f"# {_('What changed from {first} to {second}').format(first=date(first), second=date(second))}", ""]
    chosen = [names[key] for key, names in ((sector, report.names("sectors")), (partner.upper(), report.names("countries", "iso3"))) if key]
    if chosen:
        lines += [_("Only what touches: {names}.").format(names=_(", ").join(chosen)), ""]
    if found.empty:
        lines += [_("The record holds no change in these days; that is not the same as that nothing changed."), ""]
    for what in (BEGAN, CHANGED, ENDED):
        lines += _part(report, found[found["what"] == what], _(WORDS[what]), by="partners" if sector else "sectors")
    lines += _corrections(report, first, second)
    return "\n".join([*lines, _("A reading of public sources, no legal advice."), ""])


def _part(report, rows, heading, by):
    """Return the lines of one kind of change under the sector or the country that each touches, the first where there are several."""
    if rows.empty:
        return []
    lines = [f"## {heading} ({report.formats.number(len(rows))})", ""]
    sectors, countries = report.names("sectors"), report.names("countries", "iso3")
    none = {"": report.gettext("No single sector" if by == "sectors" else "No single country")}
    of = rows[by].map(lambda keys: keys[0] if len(keys) == 1 or by == "sectors" and keys else "")
    for key, name in {**(sectors if by == "sectors" else countries), **none}.items():
        here = rows[of == key]
        if len(here):
            lines += [f"### {name}", ""]
            for row in here.itertuples():
                others = [countries[one] for one in row.partners if one != key]
                if len(others) > MOST:
                    others = [report.gettext("{n} economies").format(n=report.formats.number(len(row.partners)))]
                lines.append(_line(report, row, [sectors[one] for one in row.sectors if one != key] + others))
            lines.append("")
    return lines


def _line(report, row, more):
    _ = report.gettext
    stood = _("{before}, then {after}").format(before=row.before, after=row.after) if row.before else row.after
    details = _(", ").join([stood, *([report.formats.date(row.on)] if pd.notna(row.on) else [])])
    text = _("{name} ({details})").format(name=f"**{row.title}**", details=details)
    return f"- {row.kind}: {text}" + (f" – {_(', ').join(more)}" if more else "")


def _corrections(report, first, second):
    rows = corrected(report, first, second)
    if rows.empty:
        return []
    lines = [f"## {report.gettext('Corrections of published rows')}", ""]
    for row in rows.itertuples():
        lines.append(f"- {report.formats.date(row.on)}: {row.title}")
        lines += [f"  - {title}" for title in row.called]
    return [*lines, ""]
