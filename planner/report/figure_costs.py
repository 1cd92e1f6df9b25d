"""Decides how the cost of scenarios is drawn: one bar each with its odds, the expected cost and the tail marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.plan.plan import Plan
from planner.report import style
from planner.report.export import framed
from planner.report.theme import NOTE, Theme
from planner.report.words import money, share
from planner.tables.case import Case
from planner.tables.results import ScenarioCostLine

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ROW = 0.4  # inches
_LEAST = 4
"""Rows there is room for at least: a bar alone is no higher than one of several."""

_NARROW = 0.02
"""Share of the expected cost below which scenarios count as costing the same."""


def scenario_costs(case: Case, plan: Plan, theme: Theme) -> Figure:
    """What each scenario costs in all, dearest first; bars reach from zero."""
    currency, level = case.settings.currency, case.settings.cvar_level
    lines = sorted(plan.scenario_costs, key=lambda line: -line.cost)
    tails = tail_shares(plan, level)
    high = max(0.0, *(line.cost for line in lines))
    low = min(0.0, *(line.cost for line in lines))
    divisor, unit = style.scale_of(max(high, -low), currency)
    note = f"Hatched amber: in the tail, the worst {share(1 - level)} of the odds." if len(lines) > 1 else ""
    subtitle = f"Discounted cost of each scenario, {unit}; its odds in brackets"
    height = max(style.SIZE[1], 1.9 + _ROW * len(lines))
    figure, (axes,) = style.page(theme, costs_finding(plan, currency), subtitle, note, height=height)
    style.amounts_below(axes, theme, low, high, divisor)
    for row, line in enumerate(lines):
        in_tail = len(lines) > 1 and tails[line.scenario] > 0
        colour = style.mixed(theme.amber, theme.surface, 0.25) if in_tail else theme.accent
        hatch: dict[str, Any] = {"hatch": "///", "hatchcolor": theme.surface} if in_tail else {}
        axes.barh(row, line.cost, 0.62, color=colour, zorder=2, **hatch)
        style.label_beside(axes, theme, row, money(line.cost, currency))
    names = [f"{style.shortened(line.scenario)} ({share(line.probability)})" for line in lines]
    style.name_rows(axes, theme, list(range(len(lines))), names)
    axes.set_ylim(max(len(lines), _LEAST) - 0.4, -0.6)
    if len(lines) > 1:
        _mark(axes, theme, plan.expected_cost, f"expected {money(plan.expected_cost, currency)}", "right")
        _mark(axes, theme, plan.cvar, f"worst {share(1 - level)} {money(plan.cvar, currency)}", "left")
    return figure


def scenario_costs_data(case: Case, plan: Plan) -> pd.DataFrame:
    """The numbers behind ``scenario_costs``: one row per scenario, dearest first.

    Returns:
        Columns scenario, probability, cost, above_expected (both in currency), in_tail (the part of the scenario's
        probability that lies in the tail), currency.
    """
    tails = tail_shares(plan, case.settings.cvar_level)
    rows = [
        (
            line.scenario,
            line.probability,
            line.cost,
            line.cost - plan.expected_cost,
            tails[line.scenario],
            case.settings.currency,
        )
        for line in sorted(plan.scenario_costs, key=lambda line: -line.cost)
    ]
    return framed(("scenario", "probability", "cost", "above_expected", "in_tail", "currency"), rows)


def tail_shares(plan: Plan, level: float) -> dict[str, float]:
    """By scenario the part of its probability that lies in the worst 1 - level; one on the edge counts in part."""
    left = 1.0 - level
    found = {}
    for line in sorted(plan.scenario_costs, key=lambda line: -line.cost):
        taken = min(max(left, 0.0), line.probability)
        found[line.scenario] = taken / line.probability if line.probability and taken > 1e-12 else 0.0
        left -= taken
    return found


def costs_finding(plan: Plan, currency: str) -> str:
    """Which scenario costs most, and how far above the expected cost, as a title."""
    if len(plan.scenario_costs) == 1:
        return f"The plan costs {money(plan.expected_cost, currency)}"
    worst: ScenarioCostLine = max(plan.scenario_costs, key=lambda line: line.cost)
    best: ScenarioCostLine = min(plan.scenario_costs, key=lambda line: line.cost)
    expected = plan.expected_cost
    if worst.cost - best.cost <= _NARROW * abs(expected):
        low, high = money(best.cost, currency), money(worst.cost, currency)
        return f"Every scenario costs {'the same: ' + low if low == high else f'about the same: {low} to {high}'}"
    above = money(worst.cost - expected, currency)
    return f"“{worst.scenario}” costs most: {money(worst.cost, currency)}, {above} more than expected"


def _mark(axes: Any, theme: Theme, cost: float, words: str, side: str) -> None:
    """A line across the bars, named above them."""
    axes.axvline(cost, color=theme.text, linewidth=1.4, linestyle=(0, (4, 3)), zorder=4)
    look = style.lettering(theme, words, NOTE, "text")
    axes.text(cost, -0.62, f" {words} ", ha=side, va="bottom", **look)
