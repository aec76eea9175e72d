"""The tables of statistics that stand beside the policy: goods trade, added tariffs, dependence on minerals."""

from econsec.exhibits import Cell
from econsec.report import evidence
from econsec.report.tables.assembly import build
from econsec.report.tables.show import UNKNOWN, Show, date, known, lines, number, records
from econsec.words import share

MILLION = 10**6


def goods_table(report):
    """Return the goods trade with the world and each partner, the largest deficit first, later years under the first.

    Amounts are read in billions of US dollars (in Japanese in units of 100 million); their values are millions.
    """
    _, show = report.gettext, Show(report, "goods_trade")
    places = {partner: place for place, partner in enumerate(evidence.balances(report)["partner"])}
    rows = records(report["goods_trade"].sort_values("year", kind="stable"))
    rows.sort(key=lambda row: places.get(row["partner"], len(places)))
    first = {}
    rows = [row | {"child": first.setdefault(row["partner"], row["id"]) != row["id"]} for row in rows]
    names, text = report.names("countries", "iso3"), _("{title} ({unit})")

    def amount(value):
        return number(value, report.formats.short_money(value * MILLION)) if known(value) else UNKNOWN

    def balance(row):
        both = known(row["exports_musd"]) and known(row["imports_musd"])
        return amount(round(row["exports_musd"] - row["imports_musd"], 1) if both else row["balance_musd"])

    def headed(title):
        return text.format(title=title, unit=_("USD billion"))

    columns = {
        show.title("partner"): lambda row: Cell(names[row["partner"]], row["partner"]),
        show.title("year"): lambda row: number(row["year"], str(row["year"])),
        headed(show.title("imports_musd")): lambda row: amount(row["imports_musd"]),
        headed(show.title("exports_musd")): lambda row: amount(row["exports_musd"]),
        headed(_("US balance")): balance,
    }
    return build(report, "goods_table", "goods_trade", rows, columns)


def tariff_table(report):
    """Return the tariff added on each partner's goods: the highest estimate, the last one, the last projection."""
    _, rates = report.gettext, evidence.added_tariffs(report)
    ids, names = report.names("countries", "iso3"), dict(report["countries"][["iso3", "id"]].itertuples(index=False))
    rows = []
    for partner, path in rates.groupby("partner", sort=False):
        projected = path["projected"].astype(bool)
        at = {
            "highest": path.loc[[evidence.highest(path).name]],
            "estimate": path[~projected].tail(1),
            "projection": path[projected].tail(1),
        }
        found = {name: next(iter(records(row)), None) for name, row in at.items()}
        source = tuple(dict.fromkeys(key for keys in path["source"] for key in keys))
        rows.append({"id": names[partner], "name": ids[partner], "iso3": partner, "source": source, **found})
    rows.sort(key=lambda row: -float((row["estimate"] or row["highest"])["added_tariff_pp"]))

    def points(name):
        def cell(row):
            if row[name] is None:
                return UNKNOWN
            value = round(float(row[name]["added_tariff_pp"]), 1)
            return lines(number(value, report.formats.points(value)), date(report, row[name]["on"]))

        return cell

    text = _("{title} ({unit})")
    titles = {"highest": _("Highest estimate"), "estimate": _("Last estimate"), "projection": _("Last projection")}
    columns = {report.title("added_tariff", "partner"): lambda row: Cell(row["name"], row["iso3"])}
    columns |= {text.format(title=title, unit=_("points")): points(name) for name, title in titles.items()}
    title = report.gettext("Tariff added since 2024")
    return build(report, "tariff_table", "countries", rows, columns, title=title)


def dependence_table(report):
    """Return how far the United States relies on imports of each mineral, and who produces most of it."""
    show = Show(report, "mineral_dependence")
    frame = report["mineral_dependence"].sort_values("net_import_reliance_pct", ascending=False, kind="stable")

    def reliance(row):
        pct = row["net_import_reliance_pct"]
        return number(pct, share(report, pct, row["reliance_qualifier"]))

    def producer(row):
        pct, names = row["leading_producer_share_pct"], report.names("countries", "iso3")
        if not known(row["leading_producer"]):
            return UNKNOWN
        return lines(
            Cell(names[row["leading_producer"]], row["leading_producer"]),
            number(pct, share(report, pct)) if known(pct) else UNKNOWN,
        )

    columns = {
        report.gettext("Mineral"): "mineral",
        show.title("year"): lambda row: number(row["year"], str(row["year"])),
        show.title("net_import_reliance_pct"): reliance,
        show.title("leading_producer"): producer,
        report.gettext("Import sources, per cent"): "import_sources",
    }
    return build(report, "dependence_table", "mineral_dependence", records(frame), columns)


def rare_earth_table(report):
    """Return the figures on rare earths: the reliance on imports by year, then the mines by country."""
    show, labels = Show(report, "rare_earths"), report.labels("rare_earths", "measure")
    places, names = list(labels), report.names("countries", "iso3")
    rows = [row | {"heading": labels[row["measure"]]} for row in records(report["rare_earths"])]
    rows.sort(key=lambda row: (places.index(row["measure"]), row["year"]))

    def quantity(row):
        rough = report.gettext("{value}, estimated") if row["estimated"] else "{value}"
        in_words = share(report, row["quantity"], row["qualifier"])
        text = in_words if row["quantity_unit"] == "pct" else report.formats.number(row["quantity"])
        return number(row["quantity"], rough.format(value=text))

    columns = {
        show.title("country"): lambda row: Cell(names[row["country"]], row["country"]),
        show.title("year"): lambda row: number(row["year"], str(row["year"])),
        show.title("quantity"): quantity,
        show.title("quantity_unit"): "quantity_unit",
    }
    return build(report, "rare_earth_table", "rare_earths", rows, columns)
