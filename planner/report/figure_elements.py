"""Decides how rare earths in products are drawn: a field for each product and element, darker the more kilograms."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from planner.insight.contents import RARE_EARTHS
from planner.insight.exposure import Exposure
from planner.report import style
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import counted, listed, months_between, quantity
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 30
_FRAME, _ROW = 1.9, 0.36  # inches
_MONTHS_A_YEAR = 12
_NAMES = {
    "NdPr": "NdPr",
    "Nd": "neodymium",
    "Pr": "praseodymium",
    "Dy": "dysprosium",
    "Tb": "terbium",
    "Sm": "samarium",
    "Gd": "gadolinium",
    "Ce": "cerium",
    "La": "lanthanum",
    "Ho": "holmium",
    "Y": "yttrium",
}
_HEAVY = ("Dy", "Tb")
_DECADES = 4.0
"""Orders of magnitude between the darkest field and the palest."""


def element_map(case: Case, told: Exposure, theme: Theme, year: int | None = None) -> Figure:
    """Kilograms of each rare earth in each product, the heaviest user first.

    Args:
        case: for its start and months.
        told: its exposure.
        theme: the colours.
        year: the months of a calendar year that lie in the horizon; None is a mean year of it.
    """
    amounts = yearly(case, told, year)
    products = sorted(amounts, key=lambda name: -sum(amounts[name].values()))
    shown = products[:_MOST]
    elements = [one for one in RARE_EARTHS if any(one in held for held in amounts.values())]
    hidden = len(products) - len(shown)
    parts = [f"Not shown: {counted(hidden, 'product')} with less."] if hidden else []
    if told.not_counted:
        parts.append(f"Not counted, mass or composition unknown: {listed([one.item for one in told.not_counted])}.")
    when = "kg a year" if year is None else f"kg {_span(case, year)}"
    subtitle = f"{when} in planned demand, whole bill of materials, scrap included"
    height = elements_height(len(shown))
    figure, (axes,) = style.page(theme, elements_finding(case, told, year), subtitle, " ".join(parts), height=height)
    most = max((kg for held in amounts.values() for kg in held.values()), default=0.0)
    for row, product in enumerate(shown):
        for column, element in enumerate(elements):
            kg = amounts[product].get(element)
            ground = theme.raised if not kg else _ground(theme, kg, most)
            axes.fill_between([column - 0.48, column + 0.48], row - 0.44, row + 0.44, color=ground, linewidth=0)
            ink = theme.muted if not kg else style.ink_on(ground)
            words = "–" if kg is None else quantity(kg)
            style.say(axes, theme, column, row, words, ha="center", va="center", color=ink)
    for column, element in enumerate(elements):
        total = sum(held.get(element, 0.0) for held in amounts.values())
        style.say(axes, theme, column, len(shown) + 0.1, quantity(total), ha="center", va="center", weight="bold")
    names = [style.shortened(name) for name in shown]
    if shown:
        axes.axhline(len(shown) - 0.47, color=theme.muted, linewidth=1.0)
        names.append("All products")
    axes.set_xlim(-0.5, max(1, len(elements)) - 0.5)
    axes.set_ylim(max(len(names), 4) - 0.4, -0.5)
    style.name_rows(axes, theme, list(range(len(shown))) + [len(shown) + 0.1] * bool(shown), names, ["All products"])
    style.name_columns(
        axes, theme, [f"{one} {_NAMES[one]}" if _NAMES.get(one, one) != one else one for one in elements]
    )
    if not elements:
        style.say(axes, theme, 0, 1.5, "No rare earth is known in any product.", ha="center")
    return figure


def element_map_data(case: Case, told: Exposure, year: int | None = None) -> pd.DataFrame:
    """The numbers behind ``element_map``: one row per product and element it holds.

    Returns:
        Columns product, element, kg_per_year (mean over the horizon; with a year kg_in_year, of the months of it that
        lie in the horizon), grams_per_unit, kg_in_horizon.
    """
    amounts = yearly(case, told, year)
    rows = [
        (one.product, one.element, amounts[one.product][one.element], one.grams, one.total_kg) for one in told.needs
    ]
    when = "kg_per_year" if year is None else "kg_in_year"
    return framed(("product", "element", when, "grams_per_unit", "kg_in_horizon"), rows)


def yearly(case: Case, told: Exposure, year: int | None = None) -> dict[str, dict[str, float]]:
    """By product and element, kg in a mean year of the horizon; or in a calendar year's months that lie in it."""
    years = case.settings.months / _MONTHS_A_YEAR
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one in told.needs:
        kg = one.total_kg / years if year is None else dict(one.yearly_kg).get(year, 0.0)
        found[one.product][one.element] = kg
    return found


def elements_height(products: int) -> float:
    """Inches that the map of so many products needs to be read."""
    return _FRAME + _ROW * max(4, min(products, _MOST) + 1)


def _span(case: Case, year: int) -> str:
    """``in 2027``; ``from Mar to Dec 2027`` where not all of the year lies in the horizon."""
    start, months = case.settings.start_month, case.settings.months
    inside = [month for month in (start + place for place in range(months)) if month.year == year]
    return f"in {year}" if len(inside) == _MONTHS_A_YEAR else months_between(inside)


def elements_finding(case: Case, told: Exposure, year: int | None = None) -> str:
    """Which product needs most of the scarcest element, as a title; heavy rare earths are scarcest."""
    amounts = yearly(case, told, year)
    totals: dict[str, float] = defaultdict(float)
    for held in amounts.values():
        for element, kg in held.items():
            totals[element] += kg
    if not any(totals.values()):
        return "No rare earth is known in any product"
    heavy = [one for one in _HEAVY if totals.get(one, 0.0) > 0]
    element = max(heavy or totals, key=lambda one: totals[one])
    lead = max(amounts, key=lambda name: amounts[name].get(element, 0.0))
    part = amounts[lead].get(element, 0.0) / totals[element]
    name = _NAMES.get(element, element)
    when = "a year" if year is None else _span(case, year)
    users = sum(held.get(element, 0.0) > 0 for held in amounts.values())
    if users == 1:
        return f"Only {lead} needs {name}: {quantity(totals[element])} kg {when}"
    return (
        f"{lead} takes {100 * part:.0f} % of the {name}: "
        f"{quantity(amounts[lead][element])} of {quantity(totals[element])} kg {when}"
    )


def _ground(theme: Theme, kg: float, most: float) -> str:
    """The deeper the more, by orders of magnitude."""
    depth = 1.0 + math.log10(kg / most) / _DECADES if most else 0.0
    return style.mixed(theme.surface, theme.accent, 0.12 + 0.88 * min(1.0, max(0.0, depth)))
