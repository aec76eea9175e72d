"""The report's charts: one function each, a Vega-Lite view of some rows of an edition."""

from econsec.charts.controls import control_balance, control_timeline
from econsec.charts.evidence import added_tariff_path, goods_balance, partner_tariff_path
from econsec.charts.matrices import area_matrix, coverage_matrix, minerals_matrix, obligation_matrix, technology_matrix
from econsec.charts.minerals import mineral_reliance, rare_earth_reliance
from econsec.charts.money import award_bars
from econsec.charts.pull import pull_timeline
from econsec.charts.rings import rings

# The table that shows the rows of a chart.
TABLES = {
    "added_tariff_path": "tariff_table",
    "area_matrix": "nss_table",
    "award_bars": "award_table",
    "control_balance": "control_table",
    "control_timeline": "control_table",
    "coverage_matrix": "coverage_table",
    "goods_balance": "goods_table",
    "mineral_reliance": "dependence_table",
    "minerals_matrix": "minerals_table",
    "obligation_matrix": "clause_table",
    "partner_tariff_path": "tariff_table",
    "pull_timeline": "event_table",  # the agreements among its marks stand in the coverage table
    "rare_earth_reliance": "rare_earth_table",
    "rings": "ring_table",
    "technology_matrix": "technology_table",
}

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
