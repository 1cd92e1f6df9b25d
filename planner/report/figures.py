"""Decides which figures there are: the one place where the window, the reports and the tests call them."""

from planner.report.export import save, save_data
from planner.report.figure_costs import scenario_costs, scenario_costs_data
from planner.report.figure_gap import gap_over_time, gap_over_time_data
from planner.report.figure_shortages import shortages, shortages_data
from planner.report.figure_sourcing import sourcing_mix, sourcing_mix_data
from planner.report.figure_starts import starts_gantt, starts_gantt_data
from planner.report.figure_stock import stock_cover, stock_cover_data

__all__ = [
    "gap_over_time",
    "gap_over_time_data",
    "save",
    "save_data",
    "scenario_costs",
    "scenario_costs_data",
    "shortages",
    "shortages_data",
    "sourcing_mix",
    "sourcing_mix_data",
    "starts_gantt",
    "starts_gantt_data",
    "stock_cover",
    "stock_cover_data",
]
