"""Decides when the first line stops if something stops today, beside how long it would take to be supplied again."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.events import Listener, Share, never, silent
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.contents import item_contents, users_of
from planner.insight.division import Division
from planner.insight.licensing import licence_needs
from planner.insight.outlast import Outlook
from planner.insight.provenance import provenance
from planner.insight.recovery import Recoveries, Recovery
from planner.insight.stops import Remaining, Stop, Stopped, licences_help, remaining, stops
from planner.insight.supply import Supply, supply_of, touched_items
from planner.months import Month
from planner.reference.library import Library, load
from planner.tables.case import Case

WEEKS_A_MONTH = 52.0 / 12.0

_WORDS = "things that may stop"


@dataclass(frozen=True, slots=True)
class Line:
    """A product when something has stopped.

    Attributes:
        product: its name.
        survival: months for which all its demand can be met; None when that is to the end of the horizon.
        weeks: the same in weeks of a year of 52.
        stops_on: the day it stops; None likewise.
        items: what runs out first for it.
        recovery: the soonest way back.
        recovery_weeks: its months in weeks; None when there is no way back.
        loss_per_week: contribution of a mean week of its demand, in case currency.
    """

    product: str
    survival: float | None
    weeks: float | None
    stops_on: date | None
    items: tuple[str, ...]
    recovery: Recovery
    recovery_weeks: float | None
    loss_per_week: float

    @property
    def gap_weeks(self) -> float:
        """Weeks without supply: recovery less survival; without end where there is no way back, negative where the line
        never stands."""
        if self.weeks is None:
            return -math.inf
        return math.inf if self.recovery_weeks is None else self.recovery_weeks - self.weeks


@dataclass(frozen=True, slots=True)
class Runway:
    """What a stop does.

    Attributes:
        stop: what stops.
        first: the line that stops first; None when none does within the horizon.
        lines: products that rest on what stops, the longest time without supply first.
    """

    stop: Stop
    first: Line | None
    lines: tuple[Line, ...]

    @property
    def gap_weeks(self) -> float:
        """The longest time without supply of its lines."""
        return max((line.gap_weeks for line in self.lines), default=-math.inf)


@dataclass(frozen=True, slots=True)
class Runways:
    """Every runway of a case.

    Attributes:
        calm: lines that stop although nothing does, because leads are too long, or supply too small.
        runways: one for each thing that may stop; those whose survival is shorter than recovery first, by weeks without
            supply, then by how soon the first line stops.
    """

    calm: tuple[Line, ...]
    runways: tuple[Runway, ...]

    def of(self, stop: Stop) -> Runway:
        """The runway of a stop.

        Raises:
            KeyError: the case has no such stop.
        """
        for one in self.runways:
            if one.stop == stop:
                return one
        raise KeyError(stop)

    def shortest(self, product: str) -> tuple[Stop, Line] | None:
        """The single supplier, country, element or licence stop that leaves the product longest without supply; of
        those, the one that stops it first. None when none stops it."""
        found = [
            (one.stop, line)
            for one in self.runways
            if one.stop.kind not in (Stopped.EVERYTHING, Stopped.ITEM)
            for line in one.lines
            if line.product == product and line.weeks is not None
        ]
        return min(found, key=lambda each: (-each[1].gap_weeks, each[1].weeks), default=None)


def runways(
    case: Case,
    facts: Facts | None = None,
    library: Library | None = None,
    *,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
) -> Runways:
    """How long every product lasts when each thing it rests on stops today, and how long the way back is.

    A stop begins on the first day and does not end. What is on hand, what has left, open orders of others, and orders
    placed from now on with the approved sources it leaves serve planned demand in the base designs and in redesigns
    begun before; nothing new is started; scenarios, the company's limits and what anything costs are left out. Demand
    and capacity flow evenly through a month; what is on hand or arrives without a bound is there on its first day, and
    so is what is ordered. Lines that draw on the same scarce thing stop together, the first as late as possible
    (``Division``). The survival of the first line is the time to survive of Simchi-Levi et al. 2015.

    Args:
        case: without error findings.
        facts, library: where the caller has them.
        listen: told how many stops are done.
        stopping: asked between solves.

    Raises:
        Stopped: the user asked for it.
    """
    library = library or load()
    facts = facts or gather(case, library.composition)
    licences = licence_needs(case, facts, library, item_contents(case, facts, library))
    supply = supply_of(facts)
    division = Division(supply, stopping)
    recoveries = Recoveries(supply, provenance(case, facts))
    nothing = remaining(facts, Stop(Stopped.NOTHING))
    calm = division.last(nothing, False)
    users = users_of(facts)
    found = []
    listed = stops(facts, (one.pair for one in supply.channels), licences)
    for done, stop in enumerate(listed):
        listen(Share(done, len(listed), _WORDS))
        left = remaining(facts, stop, licences)
        outlook = division.last(left, licences_help(stop), calm)
        resting = _resting_on(supply, users, left)
        ways = recoveries.of(left, resting)
        lines = [_line(supply, outlook, ways, p) for p in resting]
        lines.sort(key=lambda line: (-line.gap_weeks, math.inf if line.weeks is None else line.weeks))
        ending = [line for line in lines if line.weeks is not None]
        first = min(ending, key=lambda line: (line.weeks, -line.loss_per_week), default=None)
        found.append(Runway(stop, first, tuple(lines)))
    listen(Share(len(listed), len(listed), _WORDS))
    found.sort(key=lambda one: (-one.gap_weeks, _first_weeks(one)))
    short = [p for p in range(len(facts.products)) if calm.months[p] < supply.months]
    ways = recoveries.of(nothing, short)
    return Runways(tuple(_line(supply, calm, ways, p) for p in short), tuple(found))


def day(start: Month, months: float) -> date:
    """The day on which so many months have passed; part of a month counts by its days."""
    whole = int(months + 1e-9)
    month = start + whole
    days = calendar.monthrange(month.year, month.number)[1]
    return month.first_day() + timedelta(days=int((months - whole) * days + 1e-6))


def _first_weeks(one: Runway) -> float:
    return math.inf if one.first is None or one.first.weeks is None else one.first.weeks


def _resting_on(supply: Supply, users: Mapping[int, Sequence[int]], left: Remaining) -> Sequence[int]:
    """Products in demand with an item that loses some of what still comes for it."""
    return sorted({p for item in touched_items(supply, left) for p in users.get(item, ())})


def _line(supply: Supply, outlook: Outlook, ways: dict[int, Recovery], p: int) -> Line:
    facts = supply.facts
    product, way = facts.products[p], ways[p]
    ends = outlook.months[p] < supply.months
    months = outlook.months[p] if ends else None
    weeks = None if months is None else months * WEEKS_A_MONTH
    a_week = product.shortage_cost * sum(product.demand) / (supply.months * WEEKS_A_MONTH)
    return Line(
        product.name,
        months,
        weeks,
        None if months is None else day(facts.settings.start_month, months),
        tuple(facts.items[item].name for item in outlook.short[p]) if ends else (),
        way,
        None if way.months is None else way.months * WEEKS_A_MONTH,
        a_week,
    )
