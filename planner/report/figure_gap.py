"""Decides how a solve is drawn: how far the best plan may be from the best possible, second by second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.events import Progress
from planner.report import style
from planner.report.export import framed
from planner.report.theme import Theme
from planner.report.words import share

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_HIGHEST = 0.5
"""A gap above this is drawn at the upper edge: the first plans are often far off and say little."""

_SHORTEST = 1.0
"""Seconds an axis shows at least: what is shorter is at once."""

_ROOM = 0.2
"""Share of the axis that the time without a plan must have to be told."""


def gap_over_time(history: Sequence[Progress], theme: Theme) -> Figure:
    """How the gap closed; nothing is drawn before there is a plan."""
    known = [(one.seconds, one.gap) for one in history if one.gap is not None]
    subtitle = "By how much another plan could be better at most, % of the best plan's cost, against seconds"
    figure, (axes,) = style.page(theme, gap_finding(history), subtitle)
    high = min(_HIGHEST, max((gap for _, gap in known), default=0.0))
    style.amounts_left(axes, theme, high or 0.01, 0.01)
    end = max(_SHORTEST, 1.02 * max((one.seconds for one in history), default=1.0))
    axes.set_xlim(0, end)
    if not known:
        style.say(axes, theme, end / 2, 0.005, "No plan yet", ha="center")
        return figure
    seconds = [*(second for second, _ in known), end]
    gaps = [min(gap, high) for _, gap in known]
    axes.plot(seconds, [*gaps, gaps[-1]], color=theme.accent, linewidth=2.4, drawstyle="steps-post", zorder=4)
    axes.plot(seconds[:-1], gaps, "o", color=theme.accent, markersize=6, zorder=5)
    if known[0][0] > _ROOM * end:
        axes.axvspan(0, known[0][0], color=theme.raised, linewidth=0, zorder=1)
        style.say(axes, theme, known[0][0] / 2, (high or 0.01) / 2, "no plan yet", ha="center", color=theme.muted)
    style.label_beside(axes, theme, gaps[-1], share(known[-1][1]), "at the end")
    return figure


def gap_over_time_data(history: Sequence[Progress]) -> pd.DataFrame:
    """The numbers behind ``gap_over_time``: one row per report of the solve.

    Returns:
        Columns seconds, best and bound (weighted objective, case currency), gap (a fraction); missing while unknown.
    """
    rows = [(one.seconds, one.best, one.bound, one.gap) for one in history]
    return framed(("seconds", "best", "bound", "gap"), rows)


def gap_finding(history: Sequence[Progress]) -> str:
    """How good the plan is proven to be, and since when, as a title."""
    known = [(one.seconds, one.gap) for one in history if one.gap is not None]
    if not known:
        end = max((one.seconds for one in history), default=0.0)
        return f"No plan was found {_after(end).replace('after', 'in')}" if history else "The solve has not begun"
    gap = known[-1][1]
    since = next(seconds for seconds, one in known if one <= gap * (1 + 1e-9))
    if gap <= 1e-6:
        return f"No plan is better: proven {_after(since)}"
    return f"No plan is more than {share(gap)} better: proven {_after(since)}"


def _after(seconds: float) -> str:
    """``after 12 seconds``, ``in less than a second``."""
    if seconds < 1:
        return "in less than a second"
    whole = round(seconds)
    return f"after {whole} second{'' if whole == 1 else 's'}" if whole < 120 else f"after {whole // 60} minutes"
