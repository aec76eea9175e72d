"""What is due, what duties come to, and who takes part in arrangements of several countries."""

from econsec.exhibits import Cell
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, known, lines, number, records
from econsec.report.looks.standing_cell import standing
from econsec.report.standings import MISSED

RATES = {
    "added": "{rate} % on top of the ordinary duty",
    "floor": "{rate} % in all, ordinary duty included",
    "quota": "{rate} % beyond the quota",
    "": "{rate} %",
}


@look("deadlines", "due")
def due(report, show, rows):
    """Show the day, or why there is none."""

    def cell(row):
        return show.date("due_on")(row) if known(row["due_on"]) else Cell(row["undated"] or report.gettext("no date"), css="unknown worded")

    return Look(show.title("due_on"), cell)


@look("deadlines", "of")
def of(report, show, rows):
    """Show what it is due from."""
    return Look(report.gettext("From"), lambda row: Cell(row["of"]))


@look("deadlines", "became")
def became(report, show, rows):
    """Show what became of it, when, and what else there is to say; that it was missed has no day."""

    def day(row):
        return UNKNOWN if row["outcome"] == MISSED else show(row, "outcome_on")

    return Look(show.title("outcome"), ("outcome", day, "outcome_note"))


@look("duties", "duty")
def duty(report, show, rows):
    """Show title, law, how it stands and when that was last confirmed."""
    details = (show.titled("legal_ref"), standing(report, "duties", notes=False), show.titled("confirmed_on"))
    return Look(report.gettext("Duty"), ("title", *details), parts=("changes",))


@look("duties", "rate")
def rate(report, show, rows):
    """Show the rate in words: on top of the ordinary duty, or with it."""

    def cell(row):
        if not known(row["rate_pct"]):
            return UNKNOWN
        return number(row["rate_pct"], report.gettext(RATES[row["rate_kind"]]).format(rate=report.formats.number(row["rate_pct"])))

    return Look(show.title("rate_pct"), cell)


@look("duties", "whom")
def whom(report, show, rows):
    """Show whom a duty meets; where no economy is named, that it names none."""

    def cell(row):
        return show(row, "partners") if known(row["partners"]) else Cell(report.gettext("all, or none named"))

    return Look(show.title("partners"), cell)


@look("rates", "agreed")
def agreed(report, show, rows):
    """Show what economies agreed with the United States."""
    return Look(report.gettext("What was agreed"), lambda row: Cell(row["deal_label"], row["deal"]))


@look("rates", "pays")
def pays(report, show, rows):
    """Show the rate that meets economies, and how many they are."""

    def cell(row):
        count = report.gettext("{n} economy" if row["economies"] == 1 else "{n} economies").format(n=report.formats.number(row["economies"]))
        return lines(number(row["rate_pct"], row["rate_label"]), number(row["economies"], count))

    return Look(report.title("duties", "rate_pct"), cell)


@look("rates", "who")
def who(report, show, rows):
    """Show which economies they are."""
    names = report.names("countries", "iso3")
    return Look(
        report.gettext("Economies"),
        lambda row: Cell(report.gettext(", ").join(sorted(names[key] for key in row["partners"])), ";".join(row["partners"])),
    )


@look("arrangements", "arrangement")
def arrangement(report, show, rows):
    """Show title, what it is, whether it binds, and when it was last confirmed."""

    def binds(row):
        return show(row, "binding") if row["binding"] else Cell(report.gettext("Not known whether it binds"), css="unknown worded")

    return Look(report.gettext("Arrangement"), ("title", "summary", binds, show.titled("confirmed_on")))


@look("arrangements", "members")
def members(report, show, rows):
    """Show who takes part, with the day of joining where that is known and with the part where it is another than a member's."""
    inside, names = records(report["arrangement_members"].sort_values("joined_on", kind="stable")), report.names("countries", "iso3")

    def one(row):
        part = [] if row["role"] == "member" else [report.label("arrangement_members", "role", row["role"])]
        day = [report.formats.date(row["joined_on"], row["date_precision"] or "day")] if known(row["joined_on"]) else []
        text = report.gettext(", ").join([*part, *day])
        return report.gettext("{name} ({details})").format(name=names[row["country"]], details=text) if text else names[row["country"]]

    def cell(row):
        here = [member for member in inside if member["arrangement"] == row["id"]]
        text = report.gettext("; ").join(map(one, here))
        return Cell(text, ";".join(member["country"] for member in here)) if here else UNKNOWN

    return Look(report.title("arrangement_members", "country"), cell)
