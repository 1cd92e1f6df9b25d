"""Decides how it is drawn for which futures an action is done: what the plan would cost without it in each scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.insight.asking import Difference
from planner.plan.plan import Plan
from planner.report import style
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import money, share
from planner.report.worth_told import NOTHING
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ROW = 0.4  # inches


def without_action(case: Case, plan: Plan, told: Difference, theme: Theme) -> Figure:
    """What each scenario would cost more without an action, most first; what it costs itself lies left of zero."""
    currency = case.settings.currency
    rows = _rows(plan, told)
    low, high = min((more for *_, more in rows), default=0.0), max((more for *_, more in rows), default=0.0)
    divisor, unit = style.scale_of(max(high, -low), currency)
    subtitle = f"What each scenario would cost more without it, {unit}; its odds in brackets"
    note = "Hatched amber: scenarios that would cost less without it." if low < 0 else ""
    height = max(style.SIZE[1], 1.9 + _ROW * len(rows))
    figure, (axes,) = style.page(theme, without_finding(case, plan, told), subtitle, note, height=height)
    if not rows:
        axes.set_xticks([])
        axes.set_yticks([])
        style.say(axes, theme, 0.5, 0.5, "Not found scenario by scenario.", ha="center")
        return figure
    style.amounts_below(axes, theme, min(0.0, low), max(0.0, high), divisor)
    for row, (_, _, more) in enumerate(rows):
        colour = theme.accent if more >= 0 else style.mixed(theme.amber, theme.surface, 0.25)
        hatch: dict[str, Any] = {} if more >= 0 else {"hatch": "///", "hatchcolor": theme.surface}
        axes.barh(row, more, 0.62, color=colour, zorder=2, **hatch)
        style.label_beside(axes, theme, row, money(more, currency))
    names = [f"{style.shortened(name)} ({share(odds)})" for name, odds, _ in rows]
    style.name_rows(axes, theme, list(range(len(rows))), names)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    return figure


def without_action_data(case: Case, plan: Plan, told: Difference) -> pd.DataFrame:
    """The numbers behind ``without_action``: one row per scenario, what the action saves most first.

    Returns:
        Columns scenario, probability, more_without (what it would cost more without the action, in currency), currency.
    """
    rows = [(name, odds, more, case.settings.currency) for name, odds, more in _rows(plan, told)]
    return framed(("scenario", "probability", "more_without", "currency"), rows)


def without_finding(case: Case, plan: Plan, told: Difference) -> str:
    """In which scenarios the action pays, as a title."""
    rows = _rows(plan, told)
    least = NOTHING * max(1.0, abs(plan.objective))
    paying = [one for one in rows if one[2] > least]
    if not rows:
        return "Where it pays was not found"
    if not paying:
        return "It pays in no scenario by itself"
    if len(paying) == len(rows):
        return "It pays in every scenario" if len(rows) > 1 else "It pays"
    name, _, more = rows[0]
    odds = share(sum(chance for _, chance, _ in paying))
    return f"It pays in {len(paying)} of {len(rows)} scenarios ({odds} likely), most in “{name}”: " + money(
        more, case.settings.currency
    )


def _rows(plan: Plan, told: Difference) -> list[tuple[str, float, float]]:
    """Scenario, odds and what it would cost more; empty where that is not known scenario by scenario."""
    apart = told.by_scenario
    if len(apart) != len(plan.scenario_costs):
        return []
    found = [(line.scenario, line.probability, more) for line, more in zip(plan.scenario_costs, apart, strict=True)]
    return sorted(found, key=lambda one: -one[2])
