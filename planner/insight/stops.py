"""Decides what may stop today, and how much of every supplier's goods still comes when it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.facts.facts import Facts
from planner.facts.reach import Reach, felt
from planner.insight.contents import RARE_EARTHS, users_of
from planner.insight.licensing import LicenceNeed, RuleState
from planner.months import Month
from planner.tables.choices import Event


class Stopped(Enum):
    """What kind of thing stops."""

    NOTHING = "nothing"
    EVERYTHING = "every supplier"
    SUPPLIER = "supplier"
    COUNTRY = "country"
    ELEMENT = "element"
    LICENCES = "every export licence"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that stops on the first day and does not come back.

    Attributes:
        kind: what kind of thing it is.
        name: which one; empty for nothing, everything and licences.
    """

    kind: Stopped
    name: str = ""


Remaining = tuple[float, ...]
"""By pair, the share of its goods that may still leave, 0 to 1."""


def stops(facts: Facts, sources: Iterable[int], licences: Sequence[LicenceNeed] = ()) -> tuple[Stop, ...]:
    """What can stop in a case: everything, the licences in force, each supplier, country, element and item in use.

    Only what some product in demand rests on is named: suppliers and countries of the sources in use, elements of the
    items in use.

    Args:
        facts: of the case.
        sources: the pairs something still comes from.
        licences: the licences its items need.
    """
    used = set(users_of(facts))
    pairs = [facts.pairs[pair] for pair in sorted(set(sources)) if facts.pairs[pair].item in used]
    suppliers = sorted({pair.supplier for pair in pairs})
    countries: dict[str, None] = {}
    for number in suppliers:
        supplier = facts.suppliers[number]
        countries[supplier.country] = None
        if supplier.feed_country and supplier.feed_share > 0:
            countries[supplier.feed_country] = None
    held = {element for item in used for element in facts.items[item].elements}
    bound = any(one.state is RuleState.IN_FORCE and one.bound and one.products for one in licences)
    return (
        *((Stop(Stopped.EVERYTHING),) if pairs else ()),
        *((Stop(Stopped.LICENCES),) if bound else ()),
        *(Stop(Stopped.SUPPLIER, facts.suppliers[number].name) for number in suppliers),
        *(Stop(Stopped.COUNTRY, country) for country in countries),
        *(Stop(Stopped.ELEMENT, element) for element in RARE_EARTHS if element in held),
        *(Stop(Stopped.ITEM, facts.items[item].name) for item in sorted(used)),
    )


def remaining(facts: Facts, stop: Stop, licences: Sequence[LicenceNeed] = ()) -> Remaining:
    """What a stop leaves of every pair.

    A country stops what is made there, and of what is made elsewhere the share its rare earth makes up, as an
    availability of 0 does in the events. An element stops every item that holds any of it, wherever it is made. The
    licences stop the items under a rule in force from the suppliers it binds.
    """
    match stop.kind:
        case Stopped.NOTHING:
            return (1.0,) * len(facts.pairs)
        case Stopped.EVERYTHING:
            return (0.0,) * len(facts.pairs)
        case Stopped.LICENCES:
            held = {(one.item, s) for one in licences if one.state is RuleState.IN_FORCE for s in one.bound}
            return tuple(
                float((facts.items[pair.item].name, facts.suppliers[pair.supplier].name) not in held)
                for pair in facts.pairs
            )
        case _:
            reach = Reach(_event(facts, stop))
            return tuple(
                felt(0.0, reach.strength(facts.suppliers[pair.supplier]))
                if reach.meets_item(facts.items[pair.item])
                else 1.0
                for pair in facts.pairs
            )


def licences_help(stop: Stop) -> bool:
    """Whether granted licences let goods through: a stop of exports leaves them valid, a plant that stands does not."""
    return stop.kind in (Stopped.COUNTRY, Stopped.ELEMENT, Stopped.LICENCES)


def _event(facts: Facts, stop: Stop) -> Event:
    """The stop as an event, to ask whom it reaches."""
    start: Month = facts.settings.start_month
    names = (stop.name,)
    return Event(
        scenario="",
        from_month=start,
        to_month=start,
        known_from=None,
        effect="availability",
        value=0.0,
        supplier=names if stop.kind is Stopped.SUPPLIER else (),
        country=names if stop.kind is Stopped.COUNTRY else (),
        item=names if stop.kind is Stopped.ITEM else (),
        element=names if stop.kind is Stopped.ELEMENT else (),
        end_use=(),
        product=(),
        source=None,
    )
