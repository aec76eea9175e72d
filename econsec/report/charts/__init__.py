"""The report's charts: one function each, a Vega-Lite view of some rows of an edition."""

from econsec.exhibits import chart  # noqa: F401, says how charts leave a chapter
from econsec.report.charts.alignment import pull_timeline
from econsec.report.charts.controls import control_balance, control_timeline
from econsec.report.charts.evidence import added_tariff_path, goods_balance, partner_tariff_path
from econsec.report.charts.matrices import area_matrix, coverage_matrix, minerals_matrix, obligation_matrix, technology_matrix
from econsec.report.charts.minerals import mineral_reliance, rare_earth_reliance
from econsec.report.charts.money import award_bars
from econsec.report.charts.rings import rings

__all__ = [
    "added_tariff_path",
    "area_matrix",
    "award_bars",
    "control_balance",
    "control_timeline",
    "coverage_matrix",
    "goods_balance",
    "mineral_reliance",
    "minerals_matrix",
    "obligation_matrix",
    "partner_tariff_path",
    "pull_timeline",
    "rare_earth_reliance",
    "rings",
    "technology_matrix",
]
