"""Decides which figures there are: the one place where the window, the reports and the tests call them."""

from planner.report.export import save, save_data
from planner.report.figure_at_risk import risk_bars, risk_bars_data
from planner.report.figure_costs import scenario_costs, scenario_costs_data
from planner.report.figure_elements import element_map, element_map_data
from planner.report.figure_fan import sourcing_fan, sourcing_fan_data
from planner.report.figure_flow import material_flow, material_flow_data
from planner.report.figure_frontier import cost_frontier, cost_frontier_data
from planner.report.figure_gap import gap_over_time, gap_over_time_data
from planner.report.figure_reason import without_action, without_action_data
from planner.report.figure_regret import regret_table, regret_table_data
from planner.report.figure_runway import runway_bars, runway_bars_data
from planner.report.figure_shortages import shortages, shortages_data
from planner.report.figure_sourcing import sourcing_mix, sourcing_mix_data
from planner.report.figure_starts import starts_gantt, starts_gantt_data
from planner.report.figure_stock import stock_cover, stock_cover_data
from planner.report.figure_stops import stop_bars, stop_bars_data
from planner.report.figure_survival import survival_cost, survival_cost_data
from planner.report.figure_tree import scenario_tree, scenario_tree_data
from planner.report.figure_value import planning_value, planning_value_data

__all__ = [
    "cost_frontier",
    "cost_frontier_data",
    "element_map",
    "element_map_data",
    "gap_over_time",
    "gap_over_time_data",
    "material_flow",
    "material_flow_data",
    "planning_value",
    "planning_value_data",
    "regret_table",
    "regret_table_data",
    "risk_bars",
    "risk_bars_data",
    "runway_bars",
    "runway_bars_data",
    "save",
    "save_data",
    "scenario_costs",
    "scenario_costs_data",
    "scenario_tree",
    "scenario_tree_data",
    "shortages",
    "shortages_data",
    "sourcing_fan",
    "sourcing_fan_data",
    "sourcing_mix",
    "sourcing_mix_data",
    "starts_gantt",
    "starts_gantt_data",
    "stock_cover",
    "stock_cover_data",
    "survival_cost",
    "survival_cost_data",
    "stop_bars",
    "stop_bars_data",
    "without_action",
    "without_action_data",
]
