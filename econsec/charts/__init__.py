"""The report's charts: one function each, a Vega-Lite view of some rows of an edition."""

from econsec.charts.controls import control_balance, control_timeline
from econsec.charts.matrices import area_matrix, coverage_matrix, minerals_matrix, obligation_matrix, technology_matrix
from econsec.charts.money import award_bars
from econsec.charts.pull import pull_timeline
from econsec.charts.rings import rings

__all__ = [
    "area_matrix",
    "award_bars",
    "control_balance",
    "control_timeline",
    "coverage_matrix",
    "minerals_matrix",
    "obligation_matrix",
    "pull_timeline",
    "rings",
    "technology_matrix",
]
