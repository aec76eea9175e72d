"""The report's package: what a chapter may import, and nothing more."""

from econsec import charts, numbers, tables
from econsec.editions import Report
from econsec.outputs import glue

__all__ = ["Report", "charts", "glue", "numbers", "tables"]
