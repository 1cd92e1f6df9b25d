"""Decides how two plans' difference is drawn: by cost term or by scenario, to the left where the new one saves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.insight.compare import Comparison
from planner.report import style
from planner.report.compared import term_in_words
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import money, months_between, share, signed_money

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ROW = 0.4  # inches
_MOST = 20
_LITTLE = 0.5
"""Money below which a difference is none."""

_Row = tuple[str, float, float]
"""Its name, and the old and the new cost."""


def terms_apart(told: Comparison, theme: Theme) -> Figure:
    """What each term of the expected cost adds to the difference, the largest first."""
    rows = _terms(told)
    title = _finding(rows, told, "on average")
    return _bars(told, theme, rows, title, f"New plan less old, expected cost by term{_span(told)}")


def scenarios_apart(told: Comparison, theme: Theme) -> Figure:
    """What each scenario costs more or less under the new plan, the largest difference first."""
    rows = _scenarios(told)
    return _bars(
        told, theme, rows, _scenario_finding(rows, told), f"New plan less old, cost of each scenario{_span(told)}"
    )


def terms_apart_data(told: Comparison) -> pd.DataFrame:
    """The numbers behind ``terms_apart``: columns term, old, new, difference (in currency), currency."""
    return _framed("term", _terms(told), told)


def scenarios_apart_data(told: Comparison) -> pd.DataFrame:
    """The numbers behind ``scenarios_apart``: columns scenario, old, new, difference (in currency), currency."""
    return _framed("scenario", _scenarios(told), told)


def _framed(name: str, rows: Sequence[_Row], told: Comparison) -> pd.DataFrame:
    lines = [(row, old, new, new - old, told.currency_new) for row, old, new in rows]
    return framed((name, "old", "new", "difference", "currency"), lines)


def _span(told: Comparison) -> str:
    """The months that are compared, where the plans cover different ones."""
    plans = told.plans
    if plans is None or not plans.shared or plans.first is None or plans.last is None:
        return ""
    return f" {months_between([plans.first, plans.last])}"


def _terms(told: Comparison) -> list[_Row]:
    costs = () if told.plans is None else told.plans.shared or told.plans.costs
    rows = [(term_in_words(one.term).capitalize(), one.old, one.new) for one in costs]
    return _by_size([row for row in rows if abs(row[2] - row[1]) >= _LITTLE])


def _scenarios(told: Comparison) -> list[_Row]:
    plans = told.plans
    rows = [
        (f"{style.shortened(one.scenario)}{_odds(one.probability_new)}", one.old, one.new)
        for one in (() if plans is None else plans.scenarios)
        if one.old is not None and one.new is not None
    ]
    return _by_size(rows)


def _odds(probability: float | None) -> str:
    return "" if probability is None else f" ({share(probability)})"


def _by_size(rows: list[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: -abs(row[2] - row[1]))


def _bars(told: Comparison, theme: Theme, rows: Sequence[_Row], title: str, measure: str) -> Figure:
    currency, shown = told.currency_new, rows[:_MOST]
    apart = [new - old for _, old, new in shown]
    low, high = min(0.0, *apart, 0.0), max(0.0, *apart, 0.0)
    divisor, unit = style.scale_of(max(high, -low), currency)
    note = f"Not shown: {len(rows) - len(shown):,} smaller differences." if len(rows) > len(shown) else ""
    height = max(3.2, 1.9 + _ROW * len(shown))
    subtitle = f"{measure}, {unit}; left of the line the new plan is cheaper"
    figure, (axes,) = style.page(theme, title, subtitle, note, height=height)
    if not shown:
        axes.set_xticks([])
        axes.set_yticks([])
        style.say(axes, theme, 0.5, 0.5, "There is no difference.", ha="center")
        return figure
    style.amounts_below(axes, theme, low, high, divisor)
    for row, amount in enumerate(apart):
        colour = theme.accent if amount < 0 else style.mixed(theme.amber, theme.surface, 0.25)
        hatch: dict[str, Any] = {} if amount < 0 else {"hatch": "///", "hatchcolor": theme.surface}
        axes.barh(row, amount, 0.62, color=colour, zorder=2, **hatch)
        style.label_beside(axes, theme, row, signed_money(amount, currency))
    style.name_rows(axes, theme, list(range(len(shown))), [name for name, _, _ in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    return figure


def _finding(rows: Sequence[_Row], told: Comparison, where: str) -> str:
    plans = told.plans
    if plans is None or not rows:
        return "Both plans cost the same"
    apart = plans.expected_new - plans.expected_old
    if plans.shared:
        apart = sum(one.new - one.old for one in plans.shared)
    name, old, new = rows[0]
    if abs(apart) < _LITTLE:
        return f"Both plans cost the same {where}; “{name}” differs most"
    side = "more" if apart > 0 else "less"
    return (
        f"The new plan costs {money(abs(apart), told.currency_new)} {side} {where}; "
        f"{name[:1].lower()}{name[1:]} {'adds' if new > old else 'saves'} {money(abs(new - old), told.currency_new)}"
    )


def _scenario_finding(rows: Sequence[_Row], told: Comparison) -> str:
    if not rows or abs(rows[0][2] - rows[0][1]) < _LITTLE:
        return "Every scenario costs the same under both plans"
    name, old, new = rows[0]
    side = "more" if new > old else "less"
    return f"Most in {name}: the new plan costs {money(abs(new - old), told.currency_new)} {side} there"
