"""Decides how the shortest runway reads as a headline figure: how long, of which product, if what stops today."""

from __future__ import annotations

from collections.abc import Callable

from planner.events import Listener, never, silent
from planner.insight.runway import Runways, runways
from planner.report.figure_runway import runway_rows, within
from planner.report.headline import RUNWAY, Figure
from planner.report.words import day
from planner.tables.case import Case


def find_shortest(case: Case, *, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Figure:
    """Work out the runways of a case without error findings, and tell the shortest; a target for a ``Job``.

    Raises:
        Stopped: stopping said yes.
    """
    return shortest_runway(runways(case, listen=listen, stopping=stopping))


def shortest_runway(told: Runways) -> Figure:
    """The single stop that stops a line first."""
    rows = [(line.weeks, line.product, stop, line) for stop, line in runway_rows(told, None) if line.weeks is not None]
    if not rows:
        return Figure(
            RUNWAY, "none", "no line stops in the months planned", "No line stops, whatever single thing stops."
        )
    weeks, product, stop, line = min(rows, key=lambda one: one[:2])
    where = f"{product}, if {within(stop)} stops"
    when = f" today: {product} stops on {day(line.stops_on)}" if line.stops_on is not None else " today"
    return Figure(RUNWAY, f"{weeks:.1f} weeks", where, f"{weeks:.2f} weeks if {within(stop)} stops{when}")
