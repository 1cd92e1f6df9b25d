"""Decides how things that may stop are set side by side: weeks until the first line stops, for each of one kind."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.insight.runway import Line, Runway, Runways
from planner.insight.stops import Stopped
from planner.report import style
from planner.report.export import framed
from planner.report.figure_runway import (
    MOST_BARS,
    NO_WAY_BACK,
    ORDER,
    axis_end,
    draw_line,
    runway_height,
    stop_name,
    way_back,
    within,
)
from planner.report.theme import Theme
from planner.report.words import counted, day, listed
from planner.tables.case import Case

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_KINDS = {
    Stopped.SUPPLIER: "supplier",
    Stopped.COUNTRY: "country",
    Stopped.ELEMENT: "rare earth",
    Stopped.ITEM: "item",
}
_MANY = {"country": "countries"}


def stop_bars(case: Case, told: Runways, kind: Stopped, theme: Theme) -> Figure:
    """How long the first line lasts when each supplier, country, element or item stops, beside its way back.

    Args:
        case: for its start and its horizon.
        told: its runways.
        kind: what stops.
        theme: the colours.
    """
    rows = stop_rows(told, kind)
    shown = rows[:MOST_BARS]
    hidden = len(rows) - len(shown)
    calm = sum(1 for one in told.runways if one.stop.kind is kind) - len(rows)
    notes = [f"{_counted(hidden, kind)} more in the table." if hidden else ""]
    notes.append(f"{_counted(calm, kind)} can stop without stopping a line within the months planned." if calm else "")
    notes += [NO_WAY_BACK, ORDER]
    subtitle = "Weeks from the start until the first line stops; hatched: until its supply is back in full"
    note = " ".join(one for one in notes if one)
    figure, (axes,) = style.page(theme, stops_finding(told, kind), subtitle, note, height=runway_height(len(shown)))
    end = axis_end(case, [line for _, line in shown])
    style.amounts_below(axes, theme, 0.0, end / 1.06)
    for row, (_, line) in enumerate(shown):
        draw_line(axes, theme, row, line, end)
    axes.set_ylim(max(len(shown), 4) - 0.45, -0.55)
    names = [f"{style.shortened(stop_name(one.stop))}\n{style.shortened(line.product)}" for one, line in shown]
    style.name_rows(axes, theme, list(range(len(shown))), names)
    if not shown:
        style.say(axes, theme, end / 2, 1.5, "No line stops within the months planned.", ha="center")
    return figure


def stop_bars_data(told: Runways, kind: Stopped) -> pd.DataFrame:
    """The numbers behind ``stop_bars``: one row for each that stops a line, in the order drawn.

    Returns:
        Columns stop (what stops), product (the first line to stop), weeks, stops_on (ISO day), recovery_weeks (missing
        where there is no way back), short_weeks (recovery less survival; missing likewise), runs_out, way_back,
        loss_per_week (case currency).
    """
    rows = []
    for one, line in stop_rows(told, kind):
        rows.append(
            (
                stop_name(one.stop),
                line.product,
                line.weeks,
                None if line.stops_on is None else line.stops_on.isoformat(),
                line.recovery_weeks,
                line.gap_weeks if math.isfinite(line.gap_weeks) else None,
                listed(line.items),
                way_back(line),
                line.loss_per_week,
            )
        )
    heads = ("stop", "product", "weeks", "stops_on", "recovery_weeks", "short_weeks", "runs_out", "way_back")
    return framed((*heads, "loss_per_week"), rows)


def stop_rows(told: Runways, kind: Stopped) -> list[tuple[Runway, Line]]:
    """What stops a line, with the first that does; those whose way back is longer than what is there lasts come first,
    by weeks without supply."""
    return first_lines(one for one in told.runways if one.stop.kind is kind)


def first_lines(runways: Iterable[Runway]) -> list[tuple[Runway, Line]]:
    """Each with the first line it stops, where it stops any, in the order in which runways are told."""
    found = [(one, one.first) for one in runways if one.first is not None]
    return sorted(found, key=lambda each: (-each[1].gap_weeks, each[1].weeks))


def stops_finding(told: Runways, kind: Stopped) -> str:
    """Which of them stops a line soonest, and how many do so before supply is back, as a title."""
    rows = stop_rows(told, kind)
    if not rows:
        return f"No {_KINDS[kind]} alone stops a line within the months planned"
    one, first = min(rows, key=lambda each: each[1].weeks or 0.0)
    assert first.stops_on is not None
    assert first.weeks is not None
    words = f"If {within(one.stop)} stops, the line of {first.product} stops on {day(first.stops_on)}, "
    words += f"after {first.weeks:.1f} weeks"
    if len(rows) == 1:
        return words
    short = sum(line.gap_weeks > 0 for _, line in rows)
    who = f"all {_counted(len(rows), kind)}" if short == len(rows) else f"{short} of {_counted(len(rows), kind)}"
    return f"{words}; {who} would stop a line before supply is back"


def _counted(number: int, kind: Stopped) -> str:
    word = _KINDS[kind]
    return f"{number} {_MANY[word]}" if number != 1 and word in _MANY else counted(number, word)
