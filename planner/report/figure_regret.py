"""Decides how ways to carry on are compared in a picture: the regret of each in every scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.insight.baselines import Baseline
from planner.insight.policies import Policy
from planner.report import style
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import counted, money, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 20
_FRAME, _ROW = 2.1, 0.36  # inches
_FULL = 0.5
"""Regret as a share of the largest at which a field has its deepest colour."""


def regret_table(case: Case, told: Sequence[Baseline], theme: Theme) -> Figure:
    """What each way to carry on costs more than the cheapest of them, scenario by scenario, and on average."""
    currency = case.settings.currency
    planned = [one for one in told if one.plan is not None]
    scenarios = sorted(planned[0].scenarios, key=lambda one: -one.probability)[:_MOST] if planned else []
    hidden = len(planned[0].scenarios) - len(scenarios) if planned else 0
    notes = [f"Not shown: {counted(hidden, 'scenario')} that are least likely."] if hidden else []
    notes += [f"No plan: {one.policy.value}." for one in told if one.plan is None]
    subtitle = f"Regret: cost beyond the cheapest of these ways in that scenario, {currency}"
    height = _FRAME + _ROW * (len(scenarios) + 3)
    figure, (axes,) = style.page(theme, regret_finding(case, told), subtitle, " ".join(notes), height=height)
    most = max((row.regret for one in planned for row in one.scenarios), default=0.0)
    for column, one in enumerate(planned):
        by_name = {row.scenario: row.regret for row in one.scenarios}
        figures = [by_name[row.scenario] for row in scenarios]
        figures += [one.expected_regret or 0.0, one.worst_regret or 0.0]
        for place, regret in enumerate(figures):
            row = place + 0.25 * (place >= len(scenarios))
            ground = theme.raised if regret < 0.5 else _ground(theme, regret, most)
            axes.fill_between([column - 0.48, column + 0.48], row - 0.44, row + 0.44, color=ground, linewidth=0)
            words = "0" if regret < 0.5 else style.unbroken(money(regret, currency))
            ink = theme.muted if regret < 0.5 else style.ink_on(ground)
            weight = "bold" if place >= len(scenarios) else "normal"
            style.say(axes, theme, column, row, words, ha="center", va="center", color=ink, weight=weight)
    ends = ["On average", "At worst"] if planned else []
    names = [f"{style.shortened(row.scenario)} ({share(row.probability)})" for row in scenarios] + ends
    places = [place + 0.25 * (place >= len(scenarios)) for place in range(len(names))]
    axes.set_xlim(-0.5, max(1, len(planned)) - 0.5)
    axes.set_ylim(max(len(names), 4) - 0.2, -0.5)
    style.name_rows(axes, theme, places, names, ends)
    style.name_columns(axes, theme, [one.policy.value.capitalize() for one in planned])
    if not planned:
        style.say(axes, theme, 0, 1.5, "No way to carry on has a plan.", ha="center")
    return figure


def regret_table_data(case: Case, told: Sequence[Baseline]) -> pd.DataFrame:
    """The numbers behind ``regret_table``: one row per way to carry on and scenario.

    Returns:
        Columns policy, scenario, probability, cost and regret (both in currency), currency.
    """
    currency = case.settings.currency
    rows = [
        (one.policy.value, row.scenario, row.probability, row.cost, row.regret, currency)
        for one in told
        for row in one.scenarios
    ]
    return framed(("policy", "scenario", "probability", "cost", "regret", "currency"), rows)


def regret_finding(case: Case, told: Sequence[Baseline]) -> str:
    """How much less the recommended plan may be regretted than the next best, as a title."""
    currency = case.settings.currency
    known = {one.policy: one for one in told if one.plan is not None}
    own = known.pop(Policy.RECOMMENDED, None)
    if own is None or not known:
        return "There is nothing to compare"
    assert own.worst_regret is not None
    rival = min(known.values(), key=lambda one: one.expected_regret or 0.0)
    assert rival.expected_cost is not None
    assert own.expected_cost is not None
    saved = rival.expected_cost - own.expected_cost
    if saved < 0.5:
        return f"The recommended plan costs no less on average than “{rival.policy.value}”"
    least = f"The recommended plan costs {money(saved, currency)} less on average"
    return f"{least} than the next best, “{rival.policy.value}”"


def _ground(theme: Theme, regret: float, most: float) -> str:
    return style.mixed(theme.surface, theme.red, 0.15 + 0.85 * min(1.0, regret / (most * _FULL)))
