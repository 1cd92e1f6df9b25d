"""Decides which licences to apply for next and by when, and what a dossier must tell and what it need not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.months import Month
from planner.plan.plan import Plan
from planner.reference.library import Library
from planner.report.path import Nodes
from planner.report.words import day, listed, quantity
from planner.tables.case import Case
from planner.tables.supply import Licence, Offer, OpenOrder

Needing = Mapping[tuple[str, str], str]
"""By supplier and item, folded, the rule that asks for a licence."""

_AHEAD = 6
"""Months of orders to apply for ahead: what comes later will be planned again before it must be asked for."""

_LITTLE = 0.5  # of a unit
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Application:
    """A licence to apply for.

    Attributes:
        supplier, item: whose goods, and which.
        quantity: units, less what licences granted or applied for let leave in that month.
        leaves: the month in which they are ready to leave.
        by: the day by which to apply so that it is there on the first day of that month.
        late: that day lies before the start: apply at once, and expect them to leave later.
        condition: ``if “Licences stop” comes (12 %)``; empty where it is wanted whatever comes.
        why: ``order`` of the plan, ``open order``, or ``renewal`` of a licence that ends.
        rule: of the library that asks for the licence; empty where the case alone says that one is needed.
    """

    supplier: str
    item: str
    quantity: float
    leaves: Month
    by: date
    late: bool
    condition: str
    why: str
    rule: str

    @property
    def words(self) -> str:
        """``Apply by 27 Jan 2027 for 12,000 MG-101 from JL Mag, to leave in Apr 2027.``"""
        return together((self,))


def together(alike: Sequence[Application]) -> str:
    """Applications that differ in item and quantity alone, as one sentence."""
    one = alike[0]
    when = f"at once (by {day(one.by)} it would have been in time)" if one.late else f"by {day(one.by)}"
    what = f"{listed([f'{quantity(each.quantity)} {each.item}' for each in alike])} from {one.supplier}"
    if one.why == "renewal":
        licence, ends = ("the licence", "ends") if len(alike) == 1 else ("the licences", "end")
        return f"Apply {when} to renew {licence} for {what}, which {ends} before {one.leaves.words()}."
    if one.why == "open order":
        verb = "is" if len(alike) == 1 else "are"
        told = f"Make sure that {what}, ordered and due to leave in {one.leaves.words()}, {verb} applied for"
        return f"{told}: {day(one.by)} is the last day in time." if one.late else f"{told} by {day(one.by)}."
    condition = f", {one.condition}" if one.condition else ""
    return f"Apply {when} for {what}, to leave in {one.leaves.words()}{condition}."


def grouped(told: Sequence[Application]) -> list[tuple[Application, ...]]:
    """Applications that can be told together, in their order: of one supplier, month, day, reason and condition."""
    groups: dict[tuple[object, ...], list[Application]] = defaultdict(list)
    for one in told:
        groups[one.supplier, one.leaves, one.by, one.why, one.condition].append(one)
    return [tuple(group) for group in groups.values()]


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of the dossier.

    Attributes:
        words: what it is.
        reason: why it is asked for, or why it need not be told.
        source: where that comes from; empty for what follows from the rest.
    """

    words: str
    reason: str
    source: str


def applications(
    case: Case, plan: Plan | None, needing: Needing, working_days: int, today: Month
) -> tuple[Application, ...]:
    """What to apply for, the soonest day first.

    Each shipment of a maker without a general licence needs its own, for the quantity and price of its order. Open
    orders that have not left come first, then the orders of the plan in the next months, then licences that end within
    the horizon. Working days are Monday to Friday: the holidays of the country are not known and come on top.
    """
    names = _names(case)
    left = [_Room(one.supplier.casefold(), one.item.casefold(), one) for one in case.read(Licence)]
    wanted: dict[tuple[str, str, Month, str, str], float] = defaultdict(float)
    for order in case.read(OpenOrder):
        if order.arrival_month is None:
            ready = max(order.ready_month, today)
            wanted[order.supplier.casefold(), order.item.casefold(), ready, "", "open order"] += order.quantity
    for key, units in _planned(case, plan).items():
        wanted[key] += units
    found = []
    for (supplier, item, month, condition, why), units in sorted(wanted.items(), key=lambda one: one[0][2]):
        if (supplier, item) in needing:
            rest = units - (_covered(left, supplier, item, month, units) if not condition else 0.0)
            if rest > _LITTLE:
                by = working_days_before(month.first_day(), working_days)
                late = by < today.first_day()
                rule = needing[supplier, item]
                found.append(
                    Application(names[supplier], names[item], rest, month, by, late, condition, why, rule),
                )
    found += _renewals(case, needing, working_days, today)
    return tuple(sorted(found, key=lambda one: (one.by, one.supplier, one.item, one.condition)))


def working_days_before(end: date, days: int) -> date:
    """The day so many working days, Monday to Friday, before another."""
    found = end
    while days > 0:
        found -= timedelta(days=1)
        days -= found.weekday() < _WEEKEND
    return found


def _names(case: Case) -> dict[str, str]:
    """Suppliers and items as first written."""
    pairs = [(one.supplier, one.item) for one in case.read(Offer)]
    pairs += [(one.supplier, one.item) for one in case.read(OpenOrder)]
    found: dict[str, str] = {}
    for name in (name for pair in pairs for name in pair):
        found.setdefault(name.casefold(), name)
    return found


def _planned(case: Case, plan: Plan | None) -> dict[tuple[str, str, Month, str, str], float]:
    """Units ordered by the plan in the next months, by supplier, item, month of leaving and condition."""
    found: dict[tuple[str, str, Month, str, str], float] = defaultdict(float)
    if plan is None:
        return found
    nodes = Nodes(plan)
    production = {str(one.offer).casefold(): one.production_months for one in case.read(Offer)}
    for line in plan.orders:
        if nodes.month(line.node) < _AHEAD:
            leaves = line.month + production[line.offer.casefold()]
            condition = nodes.condition([line.node])
            found[line.supplier.casefold(), line.item.casefold(), leaves, condition, "order"] += line.quantity
    return found


@dataclass(slots=True)
class _Room:
    """A licence and what of it is taken by goods told so far."""

    supplier: str
    item: str
    licence: Licence
    taken: float = 0.0


def _covered(left: list[_Room], supplier: str, item: str, month: Month, units: float) -> float:
    """Units that licences valid in a month let leave; they are used up."""
    found = 0.0
    for one in left:
        licence = one.licence
        if (one.supplier, one.item) == (supplier, item) and licence.from_month <= month <= licence.to_month:
            part = min(licence.quantity - one.taken, units - found)
            one.taken += part
            found += part
    return found


def _renewals(case: Case, needing: Needing, working_days: int, today: Month) -> list[Application]:
    """Granted licences that end within the horizon."""
    last = today + (case.settings.months - 1)
    found = []
    for one in case.read(Licence):
        if one.status == "granted" and today <= one.to_month < last:
            after = one.to_month + 1
            by = working_days_before(after.first_day(), working_days)
            rule = needing.get((one.supplier.casefold(), one.item.casefold()), "")
            late = by < today.first_day()
            found.append(Application(one.supplier, one.item, one.quantity, after, by, late, "", "renewal", rule))
    return found


_MUST = (
    ("Maker and item: grade, and the elements it holds with evidence", "misdeclaration_penalty"),
    ("Quantity and price, equal to those of the order", "one_licence_per_shipment"),
    ("Who uses it in the end and for what, with the contract behind it", "end_user_data"),
    ("What was bought in the last 12 months: the volume is held to it", "volume_cap"),
    ("That it is for running needs: orders to build stock are not accepted", "no_hedge_stock"),
    ("That it is for no military use", "defence_refused"),
)
_NEED_NOT = (
    ("The whole bill of materials", "The item, its grade and its use say what is asked."),
    ("Drawings and performance of the product", "End use is asked for, not the design."),
    ("What is in store and how long it lasts", "It would show how long you can wait."),
    ("Other suppliers, qualifications and redesigns under way", "They are no part of the goods applied for."),
    ("Plans, scenarios and prices of other sources", "Only the price of the order itself is compared."),
)
CARE = "Not asked for by any rule of the library; have the supplier and a lawyer confirm."


def dossier(library: Library) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """The least a dossier must tell, by the rules of the library, and what none of them asks for."""
    rules = {one.rule: one for one in library.licence_rules}
    must = tuple(Notice(words, rules[rule].description, rules[rule].source) for words, rule in _MUST)
    return must, tuple(Notice(words, f"{reason} {CARE}", "") for words, reason in _NEED_NOT)
