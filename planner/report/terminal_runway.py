"""Decides how runways read on a terminal, as tables for people and as one object for programs."""

from __future__ import annotations

from planner.insight.runway import Line, Runway, Runways
from planner.insight.stops import Stop, Stopped
from planner.report.figure_runway import ORDER, runway_rows
from planner.report.figure_stops import first_lines
from planner.report.listing import first_few, sentence, table, titled
from planner.report.plain import plain
from planner.report.words import money, place
from planner.tables.case import Case

_NEVER = "no way back"


def runway_object(told: Runways, case: Case) -> dict[str, object]:
    """Runways for another program.

    Returns:
        ``currency``, ``start_month``, ``months``; ``calm``: lines that stop although nothing does; ``runways``: one for
        each ``stop`` (``kind`` and ``name``) with its ``lines``, those without supply longest first, and the ``first``
        that stops. A line has ``product``, ``survival`` (months), ``weeks``, ``stops_on``, ``items`` (what runs out),
        ``recovery``, ``recovery_weeks`` and ``loss_per_week`` (contribution, case currency). ``weeks`` is null where
        the line runs to the end of the plan, ``recovery_weeks`` where the case holds no way back.
    """
    settings = case.settings
    return {
        "currency": settings.currency,
        "start_month": str(settings.start_month),
        "months": settings.months,
        "calm": plain(told.calm),
        "runways": plain(told.runways),
    }


def stop_in_words(stop: Stop) -> str:
    """``China stops exporting``, ``JL Mag stops``, ``no magnet with Dy leaves``."""
    return {
        Stopped.NOTHING: "Nothing stops",
        Stopped.EVERYTHING: "Every supplier stops",
        Stopped.SUPPLIER: f"{stop.name} stops",
        Stopped.COUNTRY: f"Nothing comes from {place(stop.name)}",
        Stopped.ELEMENT: f"Nothing with {stop.name} comes",
        Stopped.LICENCES: "No licence is granted any more",
        Stopped.ITEM: f"{stop.name} is not delivered",
    }[stop.kind]


def runway_lines(told: Runways, case: Case) -> list[str]:
    """Runways as tables: by product, by what stops, and by item."""
    single = [one for one in told.runways if one.stop.kind is not Stopped.ITEM]
    items = [one for one in told.runways if one.stop.kind is Stopped.ITEM]
    lines = []
    if told.calm:
        lines += titled(
            "Stops although nothing does: what can be had in time does not suffice", _lines(told.calm, case)
        )
    lines += [*sentence(ORDER), ""]
    lines += titled("The stop that leaves each product longest without supply", _by_product(told, case))
    lines += titled("If this stops today, the first line stops", _by_stop(single, case))
    lines += titled("If this item is not delivered any more, the first line stops", _by_stop(items, case))
    return lines


_HEADERS = ("Product", ">Weeks", "Stops on", ">Back after, weeks", "Runs out", ">Lost a week")


def _by_product(told: Runways, case: Case) -> list[str]:
    found = runway_rows(told, None)
    if not found:
        return ["No product stops in the months planned, whatever single thing stops."]
    rows = [[*_cells(line, case), stop_in_words(stop)] for stop, line in found]
    return table([*_HEADERS, "When"], rows, 40)


def _by_stop(runways: list[Runway], case: Case) -> list[str]:
    rows = [
        *([stop_in_words(one.stop), *_cells(first, case)] for one, first in first_lines(runways)),
        *(
            [stop_in_words(one.stop), "–", "", "not within the months planned", "", "", ""]
            for one in runways
            if one.first is None
        ),
    ]
    return table(["When", *_HEADERS], rows, 40) if rows else ["Nothing of this kind is in use."]


def _lines(lines: tuple[Line, ...], case: Case) -> list[str]:
    return table(_HEADERS, [_cells(line, case) for line in lines])


def _cells(line: Line, case: Case) -> list[str]:
    return [
        line.product,
        "–" if line.weeks is None else f"{line.weeks:.1f}",
        "" if line.stops_on is None else line.stops_on.isoformat(),
        _NEVER if line.recovery_weeks is None else f"{line.recovery_weeks:.1f}",
        first_few(line.items),
        money(line.loss_per_week, case.settings.currency),
    ]
