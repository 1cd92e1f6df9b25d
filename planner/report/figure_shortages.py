"""Decides how shortages are drawn: products against scenarios, each cell the share of demand never delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.plan.plan import Plan
from planner.report import losses as told_losses
from planner.report import style
from planner.report.export import framed
from planner.report.losses import Loss
from planner.report.theme import Theme
from planner.report.words import counted, listed, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST_PRODUCTS = 10
_MOST_SCENARIOS = 10
_ROOM = 3
"""Rows there is room for at least, so that few are not drawn high."""

_FRAME, _ROW = 1.9, 0.36  # inches

_FULL = 0.25
"""Share of demand missed at which a cell has its deepest colour."""


def shortages(case: Case, plan: Plan, theme: Theme) -> Figure:
    """Which products go short in which scenarios, and by how much; those that go short first, then the others."""
    told = told_losses.losses(case, plan)
    everybody = _worst_first(told)
    products = everybody[:_MOST_PRODUCTS]
    lines = sorted(plan.scenario_costs, key=lambda line: -line.cost)[:_MOST_SCENARIOS]
    note = _hidden(len(plan.scenario_costs) - len(lines), len(everybody) - len(products))
    subtitle = "Share of each product's demand over the plan that is never delivered"
    height = _FRAME + _ROW * max(len(products), _ROOM)
    figure, (axes,) = style.page(theme, told_losses.finding(told), subtitle, note, height=height)
    cells = {(one.product, one.scenario): one for one in told}
    for row, product in enumerate(products):
        for column, line in enumerate(lines):
            one = cells[product, line.scenario]
            ground = _ground(theme, one)
            axes.fill_between([column - 0.48, column + 0.48], row - 0.44, row + 0.44, color=ground, linewidth=0)
            words = style.unbroken(share(one.part)) if one.missed else "0"
            colour = style.ink_on(ground) if one.missed else theme.muted
            style.say(axes, theme, column, row, words, ha="center", va="center", color=colour)
    axes.set_xlim(-0.5, len(lines) - 0.5)
    axes.set_ylim(max(len(products), _ROOM) - 0.5, -0.5)
    style.name_rows(axes, theme, list(range(len(products))), [style.shortened(name) for name in products])
    style.name_columns(axes, theme, [f"{line.scenario} ({share(line.probability)})" for line in lines])
    return figure


def shortages_data(case: Case, plan: Plan) -> pd.DataFrame:
    """The numbers behind ``shortages``: one row per product and scenario, those that lose nothing too.

    Returns:
        Columns product, scenario, probability, wanted, not_delivered (units over the plan), share (of what is wanted).
    """
    rows = [
        (one.product, one.scenario, one.probability, one.wanted, one.missed, one.part)
        for one in told_losses.losses(case, plan)
    ]
    return framed(("product", "scenario", "probability", "wanted", "not_delivered", "share"), rows)


def _hidden(scenarios: int, products: int) -> str:
    """What the chart has no room for."""
    parts = [f"the {counted(scenarios, 'scenario')} that cost least"] if scenarios else []
    parts += [f"{counted(products, 'product')} that lose less or nothing"] if products else []
    return f"Not shown: {listed(parts)}." if parts else ""


def _worst_first(told: tuple[Loss, ...]) -> list[str]:
    """All products: by the greatest share they lose in any scenario, then in the order of the case."""
    worst: dict[str, float] = {}
    for one in told:
        worst[one.product] = max(worst.get(one.product, 0.0), one.part)
    return sorted(worst, key=lambda product: -worst[product])


def _ground(theme: Theme, one: Loss) -> str:
    """The deeper red the more is missed; nothing missed is left plain."""
    if not one.missed:
        return theme.raised
    return style.mixed(theme.surface, theme.red, 0.2 + 0.8 * min(1.0, one.part / _FULL))
