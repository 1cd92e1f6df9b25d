"""Decides how stock and cover are drawn: what is held above, how long it lasts below, as a line or as a fan."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from planner.plan.plan import Plan
from planner.report import stocks as told_stocks
from planner.report import style
from planner.report.export import framed
from planner.report.stocks import Course, middle
from planner.report.theme import BODY, Theme
from planner.report.words import quantity
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_RATIOS = (1.25, 1.0)


def stock_cover(case: Case, plan: Plan, item: str | None, scenario: str | None, theme: Theme) -> Figure:
    """Closing stock and months of cover of an item (None: all, in money) along a scenario (None: a fan over all)."""
    told = told_stocks.stocks(case, plan, item)
    courses = told.courses if scenario is None else (told.of(scenario),)
    high = max((*(held for one in courses for held in one.stock), told.opening))
    divisor, unit = (1.0, told.unit) if item is not None else style.scale_of(high, told.unit)
    covers = [value for one in courses for value in one.cover if value is not None]
    what = f"{told.item} in stock at the end of each month" if item is not None else "all stock at standard cost"
    subtitle = (
        f"Above: {what}, {unit}. Below: how many months of planned need it lasts"
        if covers
        else f"{what[0].upper()}{what[1:]}, {unit}"
    )
    note = "Shaded: from the lowest to the highest scenario, darker the middle half." if len(courses) > 1 else ""
    title = told_stocks.finding(told, scenario)
    figure, panels = style.page(theme, title, subtitle, note, _RATIOS if covers else _RATIOS[:1])
    style.amounts_left(panels[0], theme, high, divisor)
    _draw(panels[0], theme, courses, lambda one: one.stock, _amount(divisor))
    style.months_below(panels[-1], told.months, theme)
    if covers:
        panels[0].set_xlim(panels[1].get_xlim())
        panels[0].set_xticks([])
        style.amounts_left(panels[1], theme, max((*covers, told.opening_cover or 0.0)))
        _draw(panels[1], theme, courses, lambda one: one.cover, lambda value: f"{value:.1f}")
    if covers and told.opening_cover is not None:
        panels[1].axhline(told.opening_cover, color=theme.amber, linewidth=1.4, linestyle=(0, (4, 3)), zorder=3)
        style.label_beside(panels[1], theme, told.opening_cover, f"{told.opening_cover:.1f}", "at the start")
    return figure


def stock_cover_data(case: Case, plan: Plan, item: str | None, scenario: str | None) -> pd.DataFrame:
    """The numbers behind ``stock_cover``: one row per scenario and month.

    Returns:
        Columns scenario, probability, month, item (blank for all), stock, unit, months_of_cover (missing where nothing
        needs the item).
    """
    told = told_stocks.stocks(case, plan, item)
    courses = told.courses if scenario is None else (told.of(scenario),)
    rows = [
        (one.scenario, one.probability, month, told.item, one.stock[place], told.unit, one.cover[place])
        for one in courses
        for place, month in enumerate(told.months)
    ]
    return framed(("scenario", "probability", "month", "item", "stock", "unit", "months_of_cover"), rows)


def _draw(
    axes: Any,
    theme: Theme,
    courses: Sequence[Course],
    values: Callable[[Course], Sequence[float | None]],
    words: Callable[[float], str],
) -> None:
    """One course as a line over a light ground, several as a fan with the line of the median."""
    months = range(len(courses[0].stock))
    at = [
        [(value, one.probability) for one in courses if (value := values(one)[month]) is not None] for month in months
    ]
    line = [middle(known, 0.5) if known else math.nan for known in at]
    if len(courses) == 1:
        axes.fill_between(months, line, color=theme.accent, alpha=0.18, linewidth=0, zorder=1)
        axes.plot(months, line, color=theme.accent, linewidth=2.4, zorder=3, solid_capstyle="round")
        _label_end(axes, theme, line, "", words)
        return
    low, high = ([pick(known)[0] if known else math.nan for known in at] for pick in (min, max))
    quarter, upper = ([middle(known, part) if known else math.nan for known in at] for part in (0.25, 0.75))
    axes.fill_between(months, low, high, color=theme.accent, alpha=0.18, linewidth=0, zorder=1)
    axes.fill_between(months, quarter, upper, color=theme.accent, alpha=0.3, linewidth=0, zorder=2)
    axes.plot(months, line, color=theme.accent, linewidth=2.4, zorder=3, solid_capstyle="round")
    named = {
        words(course[-1]): (course, name) for course, name in ((low, "lowest"), (high, "highest"), (line, "median"))
    }
    for course, name in named.values():
        _label_end(axes, theme, course, name, words)


def _amount(divisor: float) -> Callable[[float], str]:
    """How a stock is written beside its line: units in full, money in three digits of what the axis counts."""
    return quantity if divisor == 1 else lambda value: f"{float(f'{value / divisor:.3g}'):,g}"


def _label_end(axes: Any, theme: Theme, line: Sequence[float], name: str, words: Callable[[float], str]) -> None:
    if not math.isnan(line[-1]):
        axes.plot([len(line) - 1], [line[-1]], "o", color=theme.accent, markersize=style.points(BODY) / 2, zorder=4)
        style.label_beside(axes, theme, line[-1], words(line[-1]), name or "at the end")
