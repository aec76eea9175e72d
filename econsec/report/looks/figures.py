"""Statistics that stand beside the policy: goods trade, added tariffs, dependence on minerals, rare earths.

Amounts of trade are read in billions of US dollars (in Japanese in units of 100 million); their values are millions.
"""

from econsec.exhibits import Cell
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, date, known, lines, number
from econsec.words import share

MILLION = 10**6


def _amount(report, value):
    return number(value, report.formats.short_money(value * MILLION)) if known(value) else UNKNOWN


def _unit(report, title, unit):
    return report.gettext("{title} ({unit})").format(title=title, unit=unit)


@look("goods_trade", "imports_musd")
def imports(report, show, rows):
    """Show imports."""
    return Look(_unit(report, show.title("imports_musd"), report.gettext("USD billion")), lambda row: _amount(report, row["imports_musd"]))


@look("goods_trade", "exports_musd")
def exports(report, show, rows):
    """Show exports."""
    return Look(_unit(report, show.title("exports_musd"), report.gettext("USD billion")), lambda row: _amount(report, row["exports_musd"]))


@look("goods_trade", "balance")
def balance(report, show, rows):
    """Show exports less imports, or the balance that is stated where these are not known."""

    def cell(row):
        both = known(row["exports_musd"]) and known(row["imports_musd"])
        return _amount(report, round(row["exports_musd"] - row["imports_musd"], 1) if both else row["balance_musd"])

    return Look(_unit(report, report.gettext("US balance"), report.gettext("USD billion")), cell)


def _tariff(name, title):
    @look("tariffs", name)
    def tariff(report, show, rows):
        """Show percentage points and their day."""

        def cell(row):
            if not known(row[name]):
                return UNKNOWN
            value = round(row[name], 1)
            return lines(number(value, report.formats.points(value)), date(report, row[f"{name}_on"]))

        return Look(_unit(report, report.gettext(title), report.gettext("points")), cell)

    return tariff


highest, estimate, projection = (
    _tariff(*one) for one in (("highest", "Highest estimate"), ("estimate", "Last estimate"), ("projection", "Last projection"))
)


@look("tariffs", "partner")
def partner(report, show, rows):
    """Show the partner on whose goods a tariff was added."""
    return Look(report.title("added_tariff", "partner"), lambda row: Cell(row["partner_name"], row["partner"]))


@look("mineral_dependence", "mineral")
def mineral(report, show, rows):
    """Show what a mineral is called."""
    return Look(report.gettext("Mineral"), "mineral")


@look("mineral_dependence", "net_import_reliance_pct")
def reliance(report, show, rows):
    """Show how far the United States relies on imports; a bound is said to be one."""

    def cell(row):
        pct = row["net_import_reliance_pct"]
        return number(pct, share(report, pct, row["reliance_qualifier"]))

    return Look(show.title("net_import_reliance_pct"), cell)


@look("mineral_dependence", "leading_producer")
def producer(report, show, rows):
    """Show the largest producer and its share."""

    def cell(row):
        pct = row["leading_producer_share_pct"]
        if not known(row["leading_producer"]):
            return UNKNOWN
        return lines(Cell(row["leading_producer_name"], row["leading_producer"]), number(pct, share(report, pct)) if known(pct) else UNKNOWN)

    return Look(show.title("leading_producer"), cell)


@look("mineral_dependence", "import_sources")
def sources(report, show, rows):
    """Show where imports come from."""
    return Look(report.gettext("Import sources, per cent"), "import_sources")


@look("rare_earths", "quantity")
def quantity(report, show, rows):
    """Show a quantity in its unit; a bound, and what is estimated, are said to be so."""

    def cell(row):
        rough = report.gettext("{value}, estimated") if row["estimated"] else "{value}"
        in_words = share(report, row["quantity"], row["qualifier"])
        text = in_words if row["quantity_unit"] == "pct" else report.formats.number(row["quantity"])
        return number(row["quantity"], rough.format(value=text))

    return Look(show.title("quantity"), cell)
