"""Decides how a ready-made scenario of the library becomes rows of a case: dated, cut to its horizon and its names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from planner.errors import UserError
from planner.months import Month
from planner.reference import sheet
from planner.reference.library import Library
from planner.reference.trade import TemplateEvent
from planner.tables.case import Case
from planner.tables.choices import Event, Scenario
from planner.tables.needs import Composition, Item, Product
from planner.tables.supply import Supplier

BUYERS = ("us", "other")
"""Whose scenarios: a buyer in the United States, or anybody else."""

_NEUTRAL = {"availability": 1.0, "price": 1.0, "demand": 1.0, "duty": 0.0, "delay": 0.0}
"""The value of an effect that changes nothing; ``closed`` has none."""

_FELT_THROUGH_FEED = ("availability", "price")
"""Effects that a country filter carries to makers fed from that country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a template is fitted to: the horizon, the buyer, and the names events may speak of.

    ``buyer`` is one of BUYERS; ``countries`` are those suppliers make in, ``feeds`` those their rare earth comes from.
    A filter of an event keeps only names found here (without regard to case, as the world writes them); an event left
    without a name it had is dropped, for it reaches nobody.
    """

    start: Month
    months: int
    buyer: str
    suppliers: tuple[str, ...]
    countries: tuple[str, ...]
    feeds: tuple[str, ...]
    elements: tuple[str, ...]
    end_uses: tuple[str, ...]

    @property
    def last(self) -> Month:
        return self.start + (self.months - 1)


def world_of(case: Case, library: Library, buyer: str) -> World:
    """The world of a case: its suppliers, their countries and feeds, what its items hold, and its end uses.

    Needs a case whose settings have a start month and a number of months.
    """
    suppliers = case.read(Supplier)
    return World(
        start=case.settings.start_month,
        months=case.settings.months,
        buyer=buyer,
        suppliers=_once(one.supplier for one in suppliers),
        countries=_once(one.country for one in suppliers),
        feeds=_once(one.feed_country for one in suppliers if one.feed_country and one.feed_share > 0),
        elements=_elements(case, library),
        end_uses=_once(one.end_use for one in case.read(Product) if one.end_use),
    )


def scenario_rows(
    library: Library,
    template: str,
    shock: Month,
    world: World,
    *,
    name: str | None = None,
    probability: float | None = None,
    announced: Month | None = None,
    until: Month | None = None,
) -> tuple[Scenario, tuple[Event, ...]]:
    """A scenario of the library as rows of a case.

    Months of the template count from the shock month. Events that change nothing, lie outside the horizon or reach
    nobody in this world are left out; the rest are cut to the horizon and keep their source in words.

    Args:
        library: where the template is.
        template: its name, such as ``spring_2025_repeat``.
        shock: the month in which it begins; it may lie before the start.
        world: what it is fitted to.
        name: name in the case; the template's in plain words by default.
        probability: odds in the case; the template's for this buyer by default, to be scaled (see ``odds``).
        announced: from when its events are known; None: seen only as they happen.
        until: last month of its events, where another scenario takes over; None: the end of the horizon.

    Raises:
        KeyError: no such template.
        UserError: the buyer is neither us nor other.
    """
    row = library.template(template)
    given = name or title(template)
    scenario = Scenario(
        scenario=given,
        probability=_odds_of(library, template, world.buyer) if probability is None else probability,
        description=f"{row.description}. Odds: {row.probability_confidence}. Basis: {row.evidence} ({row.source})",
    )
    last = world.last if until is None else min(until, world.last)
    events = []
    for one in library.scenario_events:
        if one.scenario == template and one.buyer in ("any", world.buyer):
            event = _event(one, given, shock, last, announced, world)
            if event is not None:
                events.append(event)
    return scenario, tuple(events)


def odds(library: Library, templates: Iterable[str], buyer: str) -> dict[str, float]:
    """The odds of chosen templates, scaled to add up to 1 and rounded to four digits; the largest takes the rest.

    Raises:
        KeyError: no such template.
        UserError: their odds add up to nothing, or the buyer is neither us nor other.
    """
    raw = {one: _odds_of(library, one, buyer) for one in templates}
    total = math.fsum(raw.values())
    if total <= 0:
        raise UserError("The chosen scenarios all have odds of 0 for this buyer.", "Choose one that may happen.")
    scaled = {one: round(value / total, 4) for one, value in raw.items()}
    largest = max(scaled, key=lambda one: scaled[one])
    scaled[largest] = round(1 - math.fsum(value for one, value in scaled.items() if one != largest), 4)
    return scaled


def title(template: str) -> str:
    """A template's name in plain words: ``Spring 2025 repeat``."""
    return template.replace("_", " ").capitalize()


def _odds_of(library: Library, template: str, buyer: str) -> float:
    if buyer not in BUYERS:
        raise UserError(f"A buyer is one of {', '.join(BUYERS)}, not '{buyer}'.", "Choose one of these.")
    row = library.template(template)
    return row.probability_us_buyer if buyer == "us" else row.probability


def _event(
    one: TemplateEvent, scenario: str, shock: Month, last: Month, announced: Month | None, world: World
) -> Event | None:
    """The event in this world, or None if it changes nothing, comes too early or late, or reaches nobody."""
    begins = max(shock + one.month_from, world.start)
    ends = min(shock + one.month_to, last)
    if begins > ends or one.value == _NEUTRAL.get(one.effect):
        return None
    reached = _once((*world.countries, *world.feeds)) if one.effect in _FELT_THROUGH_FEED else world.countries
    kept = {
        "supplier": _known(one.supplier, world.suppliers),
        "country": _known(one.country, reached),
        "element": _known(one.element, world.elements),
        "end_use": _known(one.end_use, world.end_uses),
    }
    if any(getattr(one, filtered) and not names for filtered, names in kept.items()):
        return None
    return Event(
        scenario=scenario,
        from_month=begins,
        to_month=ends,
        known_from=announced if announced is not None and announced < begins else None,
        effect=one.effect,
        value=one.value,
        **kept,
        item=one.item,
        product=one.product,
        source=sheet.note(one.basis, one.source, one.confidence),
    )


def _elements(case: Case, library: Library) -> tuple[str, ...]:
    """The elements the items hold: own rows, else the grade's in the case, else the library's."""
    declared: dict[str, list[tuple[str, float]]] = {}
    for row in case.read(Composition):
        declared.setdefault(row.of.casefold(), []).append((row.element, row.weight_percent))
    found: list[str] = []
    for item in case.read(Item):
        own = declared.get(item.item.casefold())
        grade = declared.get(item.grade.casefold()) or library.composition(item.grade) if item.grade else ()
        found.extend(element for element, share in own or grade if share > 0)
    return _once(found)


def _known(names: tuple[str, ...], world: tuple[str, ...]) -> tuple[str, ...]:
    written = {name.casefold(): name for name in world}
    return tuple(written[name.casefold()] for name in names if name.casefold() in written)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())
