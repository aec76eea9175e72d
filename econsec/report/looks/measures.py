"""What the United States did: export-control measures, and money under the CHIPS Act."""

from econsec.exhibits import NONE, Cell
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, Show, known, lines, number, titled
from econsec.report.looks.standing_cell import standing

AMOUNTS = {"up_to": "up to {amount}", "at_least": "at least {amount}"}  # any other qualifier: the amount alone


@look("export_controls", "announced_on")
def announced(report, show, rows):
    """Show a measure's day, month or period."""
    return Look(show.title("announced_on"), show.date("announced_on", "announced_until"))


@look("export_controls", "measure")
def measure(report, show, rows):
    """Show title, instrument, quantity, when and where it is law, and how it stands."""

    def counted(row):
        if not known(row["quantity"]):
            return UNKNOWN
        count, unit = report.formats.number(row["quantity"]), show(row, "quantity_unit").text
        return number(row["quantity"], report.gettext("{quantity} {unit}").format(quantity=count, unit=unit))

    def quantity(row):
        return show.compared(row, ("quantity", "quantity_unit"), counted)

    details = (show.titled("effective_on"), show.titled("legal_ref"), standing(report, "export_controls"), show.titled("confirmed_on"))
    return Look(report.gettext("Measure"), ("title", "instrument", quantity, *details), parts=("changes",))


@look("export_controls", "named")
def named(report, show, rows):
    """Show the firms and the destinations that a measure names; it may name none."""

    def cell(row):
        return lines(show(row, "firms"), show(row, "destinations")) if row["firms"] or row["destinations"] else NONE

    return Look(show.title("firms", "destinations"), cell)


@look("awards", "announcement")
def announcement(report, show, rows):
    """Show title, purpose, place, extent, how it stands and, of a call, where it is and until when it is open."""
    extent = ("place", show.titled("minerals_count"), _capacity(report, show), standing(report, "awards"), show.titled("confirmed_on"))
    call = (show.titled("notice"), show.titled("open_until"))
    return Look(report.gettext("Announcement"), ("title", "purpose", *extent, *call), parts=("changes",))


@look("awards", "money")
def money(report, show, rows):
    """Show an announcement's sums and what the government takes for them."""
    return Look(report.gettext("Money"), _money(report, show), parts=("sums",))


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
