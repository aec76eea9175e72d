"""What the cells of tables show, column by column, where that is more than one value; ``LOOKS`` by table and name."""

from econsec.report.looks import agreements, differences, due, figures, lines_of_agreements, measures, steps, strategy, works  # noqa: F401, register
from econsec.report.looks.registry import LOOKS, Look

__all__ = ["LOOKS", "Look"]
