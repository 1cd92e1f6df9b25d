"""Decides how the sourcing mix of all scenarios is drawn at once: for each source a band, and the median in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.plan.plan import Plan
from planner.report import arrivals, style
from planner.report.arrivals import Mix, Source
from planner.report.export import framed
from planner.report.figure_sourcing import drawn_apart, named
from planner.report.theme import Theme, group_of
from planner.report.words import counted, money, quantity
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 5
_SEEN = 0.03
"""Share of the scale below which nothing of a source would be seen."""

_FRAME, _PANEL = 1.7, 1.15  # inches


@dataclass(frozen=True, slots=True)
class Fan:
    """What arrives from a source in each month: lowest, median and highest of all scenarios, in the unit of the mix."""

    name: str
    country: str
    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]
    total: float


def sourcing_fan(case: Case, plan: Plan, theme: Theme) -> Figure:
    """What may arrive from whom over all scenarios; all panels have one scale."""
    mean, fans = _fans(case, plan)
    high = max((value for one in fans for value in one.high), default=0.0)
    shown = [one for one in fans if max(one.high) >= _SEEN * high][:_MOST]
    divisor, unit = (1.0, "kg") if mean.unit == "kg" else style.scale_of(high, mean.unit)
    what = "Magnets" if mean.magnets else "Materials"
    measure = "kg" if mean.unit == "kg" else f"{unit} at standard cost"
    subtitle = f"{what} arriving each month, {measure}; line: median, band: lowest to highest of all scenarios"
    hidden = len(fans) - len(shown)
    note = f"Not shown: {counted(hidden, 'source')} with less." if hidden else ""
    height = _FRAME + _PANEL * max(2, len(shown))
    title = fan_finding(plan, mean, fans)
    figure, panels = style.page(theme, title, subtitle, note, (1.0,) * max(1, len(shown)), height)
    total = sum(one.total for one in fans)
    for place, (axes, one) in enumerate(zip(panels, shown, strict=False)):
        style.months_below(axes, mean.months, theme)
        style.amounts_left(axes, theme, high, divisor)
        axes.locator_params(axis="y", nbins=3)
        if place < len(shown) - 1:
            axes.tick_params(axis="x", which="both", labelbottom=False)
        months = range(len(mean.months))
        colour = theme.country_colour(one.country)
        axes.fill_between(months, one.low, one.high, color=style.mixed(colour, theme.surface, 0.6), linewidth=0)
        axes.plot(months, one.median, color=theme.text, linewidth=1.8, zorder=4)
        more = one.country if one.country != one.name else ""
        words = named(one.name, more, one.total / total if total else 0.0)
        style.label_beside(axes, theme, high / 2, *words, style.filled(theme, one.country))
    if not shown:
        panels[0].set_yticks([])
        style.months_below(panels[0], mean.months, theme)
    return figure


def sourcing_fan_data(case: Case, plan: Plan) -> pd.DataFrame:
    """The numbers behind ``sourcing_fan``: one row per source and month of the plan.

    Returns:
        Columns month, source, country, low, median, high (of all scenarios; the median weighed by probability), unit.
    """
    mean, fans = _fans(case, plan)
    rows = [
        (month, one.name, one.country, one.low[place], one.median[place], one.high[place], mean.unit)
        for one in fans
        for place, month in enumerate(mean.months)
    ]
    return framed(("month", "source", "country", "low", "median", "high", "unit"), rows)


def fan_finding(plan: Plan, mean: Mix, fans: Sequence[Fan]) -> str:
    """Whose deliveries differ most between the scenarios, as a title."""
    if not fans:
        return "Nothing arrives"
    if len(plan.scenario_costs) < 2:
        return "One future only: nothing fans out"
    spread = {one: sum(high - low for low, high in zip(one.low, one.high, strict=True)) for one in fans}
    widest = max(spread, key=lambda one: spread[one])
    if spread[widest] <= 1e-6 * max(1.0, widest.total):
        return "What arrives from whom is the same in every scenario"
    apart = [high - low for low, high in zip(widest.low, widest.high, strict=True)]
    month = mean.months[apart.index(max(apart))]
    most = f"{quantity(float(f'{max(apart):.3g}'))} kg" if mean.unit == "kg" else money(max(apart), mean.unit)
    whom, _ = named(widest.name, widest.country, 0.0)
    return f"What comes from {whom} differs most between scenarios: by {most} in {month.words()}"


def _fans(case: Case, plan: Plan) -> tuple[Mix, tuple[Fan, ...]]:
    """The average mix, and for each of its series the fan, largest first."""
    mean = arrivals.arriving(case, plan, None)
    each = [(line.probability, arrivals.arriving(case, plan, line.scenario)) for line in plan.scenario_costs]
    names = {one.supplier: one.country for _, mix in each for one in mix.sources}
    everybody = Mix(
        None, mean.months, mean.unit, mean.magnets, mean.materials, tuple(_source(mean, *one) for one in names.items())
    )
    by_series = {one.supplier: one for one in drawn_apart(everybody)}
    fans = []
    for series in by_series.values():
        members = [name for name in names if name == series.supplier or _joined(name, names, series, by_series)]
        curves = [(odds, _sum(mix, members)) for odds, mix in each]
        columns = [[(curve[month], odds) for odds, curve in curves] for month in range(len(mean.months))]
        fans.append(
            Fan(
                series.supplier,
                series.country,
                tuple(min(value for value, _ in column) for column in columns),
                tuple(_median(column) for column in columns),
                tuple(max(value for value, _ in column) for column in columns),
                series.total,
            )
        )
    return mean, tuple(sorted(fans, key=lambda one: -one.total))


def _joined(name: str, names: dict[str, str], series: Source, apart: dict[str, Source]) -> bool:
    """Whether a supplier is told under the name of its group."""
    return name not in apart and group_of(names[name]) == series.country


def _source(mean: Mix, name: str, country: str) -> Source:
    known = next((one for one in mean.sources if one.supplier == name), None)
    return known or Source(name, country, (0.0,) * len(mean.months))


def _sum(mix: Mix, members: Sequence[str]) -> tuple[float, ...]:
    mine = [one.amounts for one in mix.sources if one.supplier in members]
    return tuple(map(sum, zip(*mine, strict=True))) if mine else (0.0,) * len(mix.months)


def _median(column: Sequence[tuple[float, float]]) -> float:
    """The least value at which half of the probability is reached."""
    half, reached = sum(odds for _, odds in column) / 2, 0.0
    for value, odds in sorted(column):
        reached += odds
        if reached >= half - 1e-12:
            return value
    return 0.0
