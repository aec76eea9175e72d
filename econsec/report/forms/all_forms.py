"""The forms by name, over one edition: what an analyst writes in a cell."""

from econsec.report.forms import balances, bars, circles, clauses, codebook, matrices, obligations, panels, paths, sides, tabling, timelines
from econsec.report.forms.canvas import money_axis
from econsec.report.forms.channels import check


class Forms:
    """How rows of an edition look: each method takes rows, names of their columns, and returns a chart or a table."""

    def __init__(self, report):
        self.report = report

    def timeline(self, rows, lane, colour, label="", when=""):
        """Draw rows over time in the lanes of a column; ``label`` is a column that stands beside the marks."""
        check("timeline", rows)
        return timelines.timeline(self.report, rows, lane, colour, label, when)

    def balance(self, rows, colour, above, below, when=""):
        """Pile rows up over time, a square each, those of two codes on either side of a line."""
        check("balance", rows, colour)
        return timelines.balance(self.report, rows, colour, above, below, when)

    def matrix(self, rows, row, column, colour=""):
        """Draw a mark where the value of one column meets that of another."""
        return matrices.matrix(self.report, rows, row, column, colour)

    def obligations(self, agreements, lines, row, column):
        """Draw for each partner how its agreements stand and a square for each obligation, the firmer the darker."""
        return obligations.obligations(self.report, agreements, lines, row, column)

    def clauses(self, lines, row, column):
        """Draw topics of obligations against partners, the firmer the darker."""
        return clauses.clauses(self.report, lines, row, column)

    def bars(self, rows, lane, length, colour, firm="", dashed=""):
        """Draw amounts as bars under their words."""
        return bars.bars(self.report, rows, lane, length, colour, firm, dashed)

    def shares(self, rows, lane, lengths, bounds=(), faint=""):
        """Draw shares in per cent as bars, with what is only known as a bound."""
        return bars.shares(self.report, rows, lane, lengths, bounds, faint)

    def balances(self, rows, lane, length, colour, later=""):
        """Draw balances as bars on either side of zero."""
        return balances.balances(self.report, rows, lane, length, colour, later)

    def rings(self, rows, name, holds):
        """Draw rows as rings around a centre."""
        return circles.rings(self.report, rows, name, holds)

    def panels(self, rows, lane, height, ahead=(), agreements=None, rulings=None):
        """Draw a figure over time, a small panel for each value of a column, on one scale."""
        return panels.panels(self.report, rows, lane, height, ahead, agreements, rulings)

    def paths(self, rows, lane, height, ahead=(), agreements=None, rulings=None):
        """Draw a figure over time, a path for each value of a column, with what is marked on it."""
        return paths.paths(self.report, rows, lane, height, ahead, agreements, rulings)

    def sides(self, rows, lane, side, label, marked):
        """Draw rows over time in lanes of two sides; ``label`` is a column of short names, ``marked`` says which marks have a hole."""
        return sides.sides(self.report, rows, lane, side, label, marked)

    def table(self, rows, columns, groups="", title=""):
        """Show rows as a table: columns by their names, or by those of looks that put several into one cell."""
        return tabling.table(self.report, rows, columns, groups, title)

    def cross(self, rows, row, column, cell):
        """Show rows as a table of the values of two columns, and in its cells what they are."""
        check("cross", rows)
        return tabling.cross(self.report, rows, row, column, cell)

    def codebook(self, rows):
        """Show tables, columns or terms of the data package, as :meth:`econsec.Report.tables` and the others beside it return them."""
        return codebook.of(self.report, rows)

    def usd(self, title="", each=1):
        """Return an axis of US dollars for any Altair chart: in billions, in Japanese in 億; a value is ``each`` dollars."""
        return money_axis(self.report, title, each)
