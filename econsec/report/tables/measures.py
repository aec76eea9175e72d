"""The tables of what the United States did: export-control measures, and money under the CHIPS Act."""

from econsec.exhibits import Cell
from econsec.report.tables.assembly import attach, build, families, tally
from econsec.report.tables.show import UNKNOWN, Show, known, lines, number, records, titled
from econsec.report.tables.standing_cell import standing, with_changes

AMOUNTS = {"up_to": "up to {amount}", "at_least": "at least {amount}"}  # any other qualifier: the amount alone


def control_table(report):
    """Return the export-control measures by day, parts after their measure (the article's table 3)."""
    show = Show(report, "export_controls")
    rows = sorted(records(report["export_controls"]), key=lambda row: row["announced_on"])
    rows = families(with_changes(report, "export_controls", rows))

    def counted(row):
        if not known(row["quantity"]):
            return UNKNOWN
        count, unit = report.formats.number(row["quantity"]), show(row, "quantity_unit").text
        return number(row["quantity"], report.gettext("{quantity} {unit}").format(quantity=count, unit=unit))

    def quantity(row):
        return show.compared(row, ("quantity", "quantity_unit"), counted)

    details = (show.titled("effective_on"), show.titled("legal_ref"), standing(report, "export_controls"))
    columns = {
        show.title("announced_on"): show.date("announced_on", "announced_until"),
        report.gettext("Measure"): ("title", "instrument", quantity, *details),
        show.title("direction"): "direction",
        show.title("fields"): "fields",
        show.title("firms", "destinations"): ("firms", "destinations"),
    }
    counts = tally(report, "export_controls", "direction", rows)
    return build(report, "control_table", "export_controls", rows, columns, counts=counts)


def award_table(report):
    """Return the announcements under the CHIPS Act by day, each with its money (the article's table 5)."""
    _, show = report.gettext, Show(report, "awards")
    rows = sorted(records(report["awards"]), key=lambda row: row["announced_on"])
    rows = attach(with_changes(report, "awards", rows), "sums", records(report["funding"]), "award")
    extent = ("place", show.titled("minerals_count"), _capacity(report, show), standing(report, "awards"))
    call = (show.titled("notice"), show.titled("open_until"))
    columns = {
        show.title("announced_on"): "announced_on",
        _("Announcement"): ("title", "purpose", *extent, *call),
        show.title("recipients"): "recipients",
        show.title("stage"): "stage",
        _("Money"): _money(report, show),
    }
    return build(report, "award_table", "awards", rows, columns, counts=tally(report, "awards", "stage", rows))


def _capacity(report, show):
    def cell(row):
        tonnes = row["capacity_t_per_year"]
        if not known(tonnes):
            return UNKNOWN
        text = report.gettext("{title}: {number} tonnes")
        title = show.title("capacity_t_per_year")
        return number(tonnes, text.format(title=title, number=report.formats.number(tonnes)))

    return cell


def _money(report, show):
    """Return the function that shows an announcement's sums and what the government takes for them.

    What a call accepts at least is said to be no award.
    """
    names = report.names("firms")

    def smallest_project(row):
        if not known(row["project_min_usd"]):
            return UNKNOWN
        text = report.gettext("{title}: {amount} (what the call accepts, not an award)")
        amount = report.formats.money(row["project_min_usd"])
        return number(row["project_min_usd"], text.format(title=show.title("project_min_usd"), amount=amount))

    def equity(row):
        if not known(row["equity_usd"]):
            return UNKNOWN
        amount = report.formats.money(row["equity_usd"])
        return titled(show.title("equity_usd"), number(row["equity_usd"], amount))

    def cell(row):
        parts = (_sum(report, one, names, row["recipients"]) for one in row["sums"])
        taken = (equity(row), show.titled("shares_count")(row), show.titled("warrants_count")(row))
        return lines(*parts, *taken, smallest_project(row), value=sum(one["amount_usd"] for one in row["sums"]) or None)

    return cell


def _sum(report, one, names, recipients):
    """Return a sum of money: kind, amount, conditions, who gives it and, where others than the award's, who gets it."""
    show = Show(report, "funding")
    columns = ("amount_usd", "qualifier", "kind", "conditional", "secured", "provider", "recipients")
    return show.compared(one, columns, lambda one: _in_words(report, show, one, names, recipients))


def _in_words(report, show, one, names, recipients):
    _ = report.gettext
    amount = report.formats.money(one["amount_usd"])
    if one["qualifier"] in AMOUNTS:
        amount = _(AMOUNTS[one["qualifier"]]).format(amount=amount)
    details = [show.title(column) for column in ("conditional", "secured") if one[column]]
    details.append(_("from {name}").format(name=names[one["provider"]]))
    if one["recipients"] != recipients:
        details.append(_("to {name}").format(name=_(", ").join(names[key] for key in one["recipients"])))
    text = _("{kind}: {amount} ({details})")
    text = text.format(kind=show(one, "kind").text, amount=amount, details=_(", ").join(details))
    return Cell(text, one["amount_usd"], css=f"num {one['kind']}")
