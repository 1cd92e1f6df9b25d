"""Decides how safety is weighed in a picture: expected cost against the tail, one point for each weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.insight.frontier import Point
from planner.report import style
from planner.report.export import framed
from planner.report.theme import NOTE, Theme
from planner.report.words import listed, money, share
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def cost_frontier(case: Case, told: Sequence[Point], theme: Theme) -> Figure:
    """Expected cost against the cost if it goes badly; the weight the case asks for is marked."""
    # Matplotlib takes a second to load; the window shows, and data can be entered, without it.
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    currency = case.settings.currency
    drawn = [one for one in told if not one.dominated]
    high = max((one.cvar for one in told), default=1.0)
    divisor, unit = style.scale_of(high, currency)
    tail = share(1 - case.settings.cvar_level)
    subtitle = f"Up: mean cost of the worst {tail}; right: expected cost; {unit}. Axes do not begin at zero."
    note = (
        "Weight: of the tail, for which the plan at this point was made; 0 % looks at the expected cost alone."
        if told
        else ""
    )
    figure, (axes,) = style.page(theme, frontier_finding(case, told), subtitle, note)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / divisor:,.6g}"))
    axes.grid(color=theme.line, linewidth=0.8)
    if not told:
        axes.set_xticks([])
        axes.set_yticks([])
        style.say(axes, theme, 0.5, 0.5, "No weight has a plan.", ha="center")
        return figure
    axes.plot([one.expected_cost for one in drawn], [one.cvar for one in drawn], color=theme.accent, linewidth=2.0)
    asked = case.settings.risk_weight
    nearest = min(told, key=lambda one: abs(one.risk_weight - asked))
    said: dict[tuple[float, float], list[str]] = {}
    for one in sorted(told, key=lambda one: (one is nearest, one.risk_weight)):  # the chosen one on top
        chosen = one is nearest
        colour = theme.muted if one.dominated else theme.accent
        place = (one.expected_cost, one.cvar)
        look: dict[str, Any] = {
            "color": colour,
            "markerfacecolor": colour if chosen else theme.surface,
            "markeredgewidth": 2,
        }
        axes.plot(*place, marker="o", markersize=12 if chosen else 8, zorder=4, **look)
        said.setdefault(place, []).append(share(one.risk_weight) + (" (nearest this case's)" if chosen else ""))
    for place, weights in said.items():
        words = f"weight {listed(weights)}"
        type_of = style.lettering(theme, words, NOTE)
        axes.annotate(words, place, xytext=(9, 7), textcoords="offset points", annotation_clip=False, **type_of)
    axes.margins(0.18, 0.18)
    return figure


def cost_frontier_data(case: Case, told: Sequence[Point]) -> pd.DataFrame:
    """The numbers behind ``cost_frontier``: one row per weight of the tail.

    Returns:
        Columns risk_weight, expected_cost, tail_cost, worst_cost (in currency), dominated, currency.
    """
    currency = case.settings.currency
    rows = [(one.risk_weight, one.expected_cost, one.cvar, one.worst_cost, one.dominated, currency) for one in told]
    return framed(("risk_weight", "expected_cost", "tail_cost", "worst_cost", "dominated", "currency"), rows)


def frontier_finding(case: Case, told: Sequence[Point]) -> str:
    """What the safest plan costs more on average and saves in the tail, as a title."""
    currency = case.settings.currency
    if len(told) < 2:
        return "One weight alone says nothing of what safety costs"
    cheap = min(told, key=lambda one: (one.expected_cost, one.cvar))
    safe = min(told, key=lambda one: (one.cvar, one.expected_cost))
    more, less = safe.expected_cost - cheap.expected_cost, cheap.cvar - safe.cvar
    if less < 0.5:
        return "No plan is safer than the one that is cheapest on average"
    dearer = f"The safest plan costs {money(more, currency)} more on average"
    return f"{dearer} and {money(less, currency)} less if it goes badly"
