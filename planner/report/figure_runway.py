"""Decides how runways are drawn: weeks until each line stops, beside the weeks until it can be supplied again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.insight.runway import WEEKS_A_MONTH, Line, Runways
from planner.insight.stops import Stop, Stopped
from planner.report import style
from planner.report.export import framed
from planner.report.theme import NOTE, Theme
from planner.report.words import counted, day, listed, place
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST_BARS = 24
_ROW = 0.46  # inches
_LASTS, _BACK = 0.42, 0.2  # heights of the bars, in rows
_LONGEST = 1.35
"""The axis ends at so many times the longest bar with an end: a way back that does not exist is drawn to there."""

_AT_ONCE = 0.05
"""Weeks below which a line is told to stop at once."""

NO_WAY_BACK = "No way back: the case holds no source and no redesign that would bring full supply."

ORDER = "First come those with no way back, the soonest to stop at the top; then the others by weeks without supply."
"""How runways are ordered, for the reader."""

Row = tuple[Stop, Line]


def runway_bars(case: Case, told: Runways, stop: Stop | None, theme: Theme) -> Figure:
    """How long each line lasts beside how long the way back is, those without supply longest first.

    Args:
        case: for its start and its horizon.
        told: its runways.
        stop: what stops; None takes for each product the single stop that leaves it longest without supply.
        theme: the colours.
    """
    rows = runway_rows(told, stop)
    shown = rows[:MOST_BARS]
    hidden = len(rows) - len(shown)
    notes = [f"{counted(hidden, 'product')} more in the table." if hidden else ""]
    notes += [NO_WAY_BACK, ORDER]
    subtitle = "Weeks from the start; solid: how long what is there lasts; hatched: until supply is back in full"
    height = runway_height(len(shown))
    note = " ".join(one for one in notes if one)
    figure, (axes,) = style.page(theme, runway_finding(told, stop), subtitle, note, height=height)
    end = axis_end(case, [line for _, line in shown])
    style.amounts_below(axes, theme, 0.0, end / 1.06)
    for row, (_, line) in enumerate(shown):
        draw_line(axes, theme, row, line, end)
    axes.set_ylim(max(len(shown), 3) - 0.45, -0.55)
    style.name_rows(axes, theme, list(range(len(shown))), [_name(one, stop) for one in shown])
    if not shown:
        style.say(axes, theme, end / 2, 1.5, "No line stops within the months planned.", ha="center")
    return figure


def runway_bars_data(told: Runways, stop: Stop | None) -> pd.DataFrame:
    """The numbers behind ``runway_bars``: one row per product, in the order drawn.

    Returns:
        Columns product, stop (what stops), weeks (missing where the line runs on), stops_on (ISO day), recovery_weeks
        (missing where there is no way back), short_weeks (recovery less survival; missing likewise), runs_out, way_back
        (redesign, qualifications, suppliers), loss_per_week (case currency).
    """
    rows = []
    for which, line in runway_rows(told, stop):
        gap = line.gap_weeks
        rows.append(
            (
                line.product,
                stop_name(which),
                line.weeks,
                None if line.stops_on is None else line.stops_on.isoformat(),
                line.recovery_weeks,
                gap if math.isfinite(gap) else None,
                listed(line.items),
                way_back(line),
                line.loss_per_week,
            )
        )
    return framed(
        (
            "product",
            "stop",
            "weeks",
            "stops_on",
            "recovery_weeks",
            "short_weeks",
            "runs_out",
            "way_back",
            "loss_per_week",
        ),
        rows,
    )


def runway_rows(told: Runways, stop: Stop | None) -> list[Row]:
    """Each product with what stops it, those whose survival is shorter than recovery first, by weeks without supply."""
    if stop is not None:
        found = [(stop, line) for line in told.of(stop).lines]
    else:
        products = dict.fromkeys(line.product for one in told.runways for line in one.lines)
        found = [shortest for product in products if (shortest := told.shortest(product)) is not None]
    return sorted(found, key=lambda one: (-one[1].gap_weeks, math.inf if one[1].weeks is None else one[1].weeks))


def runway_finding(told: Runways, stop: Stop | None) -> str:
    """Which line stands first and how many stand before supply is back, as a title."""
    rows = [one for one in runway_rows(told, stop) if one[1].weeks is not None]
    if not rows:
        return "No line stops within the months planned" + ("" if stop is None else f" if {within(stop)} stops")
    which, first = min(rows, key=lambda one: one[1].weeks or 0.0)
    assert first.stops_on is not None
    assert first.weeks is not None
    short = sum(line.gap_weeks > 0 for _, line in rows)
    weeks = f"after {first.weeks:.1f} weeks" if first.weeks >= _AT_ONCE else "at once"
    when = f"on {day(first.stops_on)}, {weeks}"
    words = f"{first.product} stops first, {when}, if {within(which)} stops"
    if not short:
        return f"{words}; every line is supplied again before it stops"
    if len(rows) == 1:
        who = "it stops"
    elif short == len(rows):
        who = f"all {short} lines stop"
    else:
        who = f"{short} of {len(rows)} lines {'stops' if short == 1 else 'stop'}"
    return f"{words}; {who} before supply is back"


def stop_name(stop: Stop) -> str:
    """``China``, ``everything``, ``every licence``, ``all that holds Dy``."""
    match stop.kind:
        case Stopped.EVERYTHING:
            return "every supplier"
        case Stopped.LICENCES:
            return "every export licence"
        case Stopped.ELEMENT:
            return f"everything with {stop.name}"
        case Stopped.NOTHING:
            return "nothing"
        case _:
            return stop.name


def within(stop: Stop) -> str:
    """The same within a sentence: ``the United States``."""
    return place(stop.name) if stop.kind is Stopped.COUNTRY else stop_name(stop)


def way_back(line: Line) -> str:
    """What brings supply back: a redesign, what must be passed, who supplies; ``none``."""
    way = line.recovery
    if way.months is None:
        return "none"
    parts = [f"redesign “{way.redesign}”"] if way.redesign else []
    parts += [f"qualification “{one}”" for one in way.qualifications]
    parts += [listed(way.suppliers)] if way.suppliers else []
    return "; ".join(parts) or "the same sources"


def _name(one: Row, stop: Stop | None) -> str:
    which, line = one
    name = style.shortened(line.product)
    return name if stop is not None else f"{name}\nif {style.shortened(within(which), 30)} stops"


def runway_height(rows: int) -> float:
    """Inches that bars for so many lines need to be read."""
    return max(style.SIZE[1] * 0.7, 1.9 + _ROW * min(rows, MOST_BARS))


def axis_end(case: Case, lines: Sequence[Line]) -> float:
    """Where the axis ends, in weeks."""
    known = [weeks for line in lines for weeks in (line.weeks, line.recovery_weeks) if weeks is not None]
    longest = max(known, default=case.settings.months * WEEKS_A_MONTH)
    return max(4.0, longest * _LONGEST)


def draw_line(axes: Any, theme: Theme, row: int, line: Line, end: float) -> None:
    """Two bars, one above the other, and what they say."""
    short = line.gap_weeks > 0
    lasts = end if line.weeks is None else line.weeks
    colour = theme.red if short else theme.accent
    axes.barh(row - 0.16, lasts, _LASTS, color=colour, zorder=3)
    if line.weeks is None:
        words = "to the end of the plan"
    else:
        assert line.stops_on is not None
        words = f"{line.weeks:.1f} weeks, {day(line.stops_on)}"
    look = style.lettering(theme, words, NOTE)
    inside = lasts > 0.55 * end
    axes.text(
        lasts + (-0.01 if inside else 0.01) * end,
        row - 0.16,
        style.unbroken(words),
        ha="right" if inside else "left",
        va="center",
        zorder=5,
        **{**look, "color": style.ink_on(colour) if inside else look["color"]},
    )
    _draw_back(axes, theme, row + 0.26, line, end)


def _draw_back(axes: Any, theme: Theme, row: float, line: Line, end: float) -> None:
    """The way back as a hatched bar; a broken line to the edge where there is none."""
    back = line.recovery_weeks
    words = "no way back" if back is None else f"back after {back:.0f} weeks"
    if back is None:
        axes.plot([0, end], [row, row], color=theme.muted, linewidth=1.2, linestyle=(0, (1, 2)), zorder=2)
    else:
        look = {"facecolor": theme.raised, "edgecolor": theme.muted, "hatch": "////", "hatchcolor": theme.muted}
        axes.barh(row, back, _BACK, hatch_linewidth=0.5, linewidth=0.8, zorder=2, **look)
    right = back is None or back > 0.78 * end
    place = end if back is None else back
    if back is not None and right:  # in the middle of the bar: at its end a scrap of it would be left
        place = back / 2
    ground = {"boxstyle": "square,pad=0.15", "facecolor": theme.surface, "edgecolor": "none"} if right else None
    axes.text(
        place + (-0.012 if back is None else 0.0 if right else 0.01) * end,
        row,
        style.unbroken(words),
        ha="right" if back is None else "center" if right else "left",
        va="center",
        zorder=6,
        bbox=ground,
        **style.lettering(theme, words, NOTE, "muted"),
    )
