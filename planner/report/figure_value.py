"""Decides how the value of knowing and of planning is drawn: what each way to plan costs beyond knowing what comes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from planner.insight.solving import Estimate
from planner.insight.value import Value
from planner.report import style
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import money
from planner.report.worth_told import NOTHING
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WAYS = ("Plan for all scenarios", "Plan for their average first")


def planning_value(case: Case, told: Value, theme: Theme) -> Figure:
    """What it costs not to know what comes: by planning for all scenarios, and by planning for their average first."""
    currency = case.settings.currency
    rows = [(name, cost) for name, cost in zip(_WAYS, _beyond(told), strict=True) if _is_known(cost)]
    high = max((one.value or 0.0 for _, one in rows), default=0.0)
    divisor, unit = style.scale_of(high, currency)
    subtitle = f"Expected cost beyond that of knowing from the start which scenario comes, {unit}"
    note = "The line across a bar: what the figure lies between, as far as the plans behind it are proven."
    ranged = any(one.high - one.low > NOTHING * max(1.0, high) for _, one in rows if math.isfinite(one.high - one.low))
    figure, (axes,) = style.page(theme, value_finding(case, told), subtitle, note if ranged else "")
    if not rows:
        axes.set_xticks([])
        axes.set_yticks([])
        style.say(axes, theme, 0.5, 0.5, "Not found in the time given.", ha="center")
        return figure
    most = max(one.high if math.isfinite(one.high) else one.value or 0.0 for _, one in rows)
    style.amounts_below(axes, theme, 0.0, most, divisor)
    for row, (name, one) in enumerate(rows):
        assert one.value is not None
        colour = theme.accent if name == _WAYS[0] else style.mixed(theme.amber, theme.surface, 0.25)
        hatch: dict[str, Any] = {} if name == _WAYS[0] else {"hatch": "///", "hatchcolor": theme.surface}
        axes.barh(row, one.value, 0.5, color=colour, zorder=2, **hatch)
        if ranged and math.isfinite(one.low) and math.isfinite(one.high):
            axes.plot([max(0.0, one.low), one.high], [row, row], color=theme.text, linewidth=1.6, marker="|", zorder=4)
        style.label_beside(axes, theme, row, money(one.value, currency))
    style.name_rows(axes, theme, list(range(len(rows))), [name for name, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    return figure


def planning_value_data(case: Case, told: Value) -> pd.DataFrame:
    """The numbers behind ``planning_value``: each way to plan, then each scenario as if it were certain.

    Returns:
        Columns way, probability (of a scenario; missing for a way to plan), cost, cost_low, cost_high (what it lies
        between; missing where that is not known), currency.
    """
    ways: list[tuple[str, float | None, Estimate]] = [
        ("Knowing which scenario comes", None, told.knowing),
        (_WAYS[0], None, told.here_and_now),
        (_WAYS[1], None, told.average_first),
        *((f"{one.scenario}, certain", one.probability, one.cost) for one in told.alone),
    ]
    currency = case.settings.currency
    rows = [(name, odds, _finite(one.value), _finite(one.low), _finite(one.high), currency) for name, odds, one in ways]
    return framed(("way", "probability", "cost", "cost_low", "cost_high", "currency"), rows)


def value_finding(case: Case, told: Value) -> str:
    """What planning for all scenarios saves, and what a forecast would at most, as a title."""
    currency = case.settings.currency
    least = NOTHING * max(1.0, abs(told.here_and_now.value or 0.0))
    knowing, planning = told.evpi.value, told.vss.value
    if knowing is None:
        return "What knowing the future is worth was not found"
    forecast = f"a perfect forecast would save {money(knowing, currency)}"
    if knowing <= least:
        forecast = "a perfect forecast would save nothing"
    if planning is None or math.isinf(planning):
        return f"{forecast[0].upper()}{forecast[1:]}"
    if planning <= least:
        return f"Planning for the average begins as well; {forecast}"
    return f"Planning for all scenarios saves {money(planning, currency)}; {forecast} more"


def _beyond(told: Value) -> tuple[Estimate, Estimate]:
    return told.evpi, told.average_first.less(told.knowing).at_least(0.0)


def _is_known(one: Estimate) -> bool:
    return one.value is not None and math.isfinite(one.value)


def _finite(figure: float | None) -> float | None:
    return figure if figure is not None and math.isfinite(figure) else None
