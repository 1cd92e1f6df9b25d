"""Decides what is told of licences: those in hand and applied for, what is left of each, and of the cap at past use."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.contents import item_contents
from planner.insight.licensing import licence_needs
from planner.insight.supply import MONTHS_A_YEAR
from planner.months import Month
from planner.plan.plan import Plan
from planner.reference.library import Library, load
from planner.report.applications import Application, Needing, Notice, applications, dossier
from planner.report.path import Nodes
from planner.report.words import listed, quantity, share
from planner.tables.case import Case
from planner.tables.supply import Licence, Offer

_LITTLE = 1e-6
_SOON = 3
"""Months before its end from which a licence is said to run out soon."""


@dataclass(frozen=True, slots=True)
class LicenceUse:
    """A licence, and what a plan does with it.

    Attributes:
        licence, supplier, item: its number, whose goods and which.
        quantity: units it lets leave in all.
        status: ``granted`` or ``applied``; only granted ones count in a plan.
        from_month, to_month: first and last month it is valid.
        note: as entered; may be empty.
        used: units that leave under it on average of the scenarios; None without a plan, or where it is not granted.
        most_used: the same in the scenario that uses it most.
        state: in words: ``valid``, ``runs out in Apr 2027``, ``expired``, ``applied for``, ``not yet valid``.
    """

    licence: str
    supplier: str
    item: str
    quantity: float
    status: str
    from_month: Month
    to_month: Month
    note: str
    used: float | None
    most_used: float | None
    state: str

    @property
    def left(self) -> float | None:
        """Units nothing is planned for, on average; None without a plan."""
        return None if self.used is None else max(0.0, self.quantity - self.used)

    @property
    def words(self) -> str:
        """The licence as a sentence."""
        span = f"{self.from_month.words()} to {self.to_month.words()}"
        told = f"{self.licence}: {quantity(self.quantity)} {self.item} from {self.supplier}, {span}, {self.state}"
        if self.used is None:
            return f"{told}."
        return f"{told}; the plan uses {share(self.used / self.quantity)} of it on average."


@dataclass(frozen=True, slots=True)
class CapMonth:
    """The cap at past use in the 12 months that end with a month, in units of the item.

    Attributes:
        month: the last of the 12.
        before: ordered before the plan, taken as spread evenly.
        ordered: ordered by the plan on average; 0 without one.
        left: of the cap, on average; ``least`` in the scenario that leaves least.
    """

    month: Month
    before: float
    ordered: float
    left: float
    least: float


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap at past use: no more than so many units ordered in any 12 months in a row.

    Attributes:
        supplier, item: whose goods, and which.
        most: units in any 12 months.
        ordered_before: units ordered in the 12 months before the start.
        months: one for each month of the horizon.
    """

    supplier: str
    item: str
    most: float
    ordered_before: float
    months: tuple[CapMonth, ...]

    @property
    def words(self) -> str:
        """What is left of it now, and when it is tightest, as a sentence."""
        first, tight = self.months[0], min(self.months, key=lambda one: one.least)
        cap = f"{self.item} from {self.supplier}: {quantity(self.most)} in any 12 months"
        if first.left <= _LITTLE:
            return f"{cap}, used up in {first.month.words()}."
        told = f"{cap}, {quantity(first.left)} left in {first.month.words()}"
        if tight.least <= _LITTLE:
            return f"{told}; used up in {tight.month.words()}{'' if tight.left <= _LITTLE else ' in some scenarios'}."
        return f"{told}; least in {tight.month.words()}, {quantity(tight.least)}."


@dataclass(frozen=True, slots=True)
class Licences:
    """Everything there is to say of licences.

    Attributes:
        licences: in hand and applied for, the soonest end first.
        caps: of suppliers and items that have one, the tightest first.
        applications: what to apply for next, the soonest day first.
        must_tell, need_not_tell: the least a dossier holds, and what it need not.
        working_days: a licence usually takes; ``slow_days`` what is assumed as slow; ``source`` where that comes from.
    """

    licences: tuple[LicenceUse, ...]
    caps: tuple[Cap, ...]
    applications: tuple[Application, ...]
    must_tell: tuple[Notice, ...]
    need_not_tell: tuple[Notice, ...]
    working_days: int
    slow_days: int
    source: str


def licences(
    case: Case, plan: Plan | None = None, facts: Facts | None = None, library: Library | None = None
) -> Licences:
    """What is told of licences.

    Args:
        case: without error findings.
        plan: an audited plan of it; None leaves out what hangs on one.
        facts, library: where the caller has them.
    """
    library = library or load()
    facts = facts or gather(case, library.composition)
    usual, slow = (_rule(library, name) for name in ("licence_lead_time", "licence_lead_time_slow"))
    uses = _uses(case, plan)
    needing = _needing(case, facts, library)
    must, need_not = dossier(library)
    return Licences(
        uses,
        _caps(case, facts, plan),
        applications(case, plan, needing, usual[0], case.settings.start_month),
        must,
        need_not,
        usual[0],
        slow[0],
        usual[1],
    )


def _rule(library: Library, name: str) -> tuple[int, str]:
    """Working days a rule of practice tells, and its source."""
    rule = next(one for one in library.licence_rules if one.rule == name)
    assert rule.value is not None
    return round(rule.value), f"{rule.source} ({rule.confidence} confidence)"


def _needing(case: Case, facts: Facts, library: Library) -> Needing:
    """By supplier and item, folded, the rule in force that asks for a licence."""
    contents = item_contents(case, facts, library)
    return {
        (supplier.casefold(), one.item.casefold()): one.rule
        for one in licence_needs(case, facts, library, contents)
        if one.state.name == "IN_FORCE"
        for supplier in one.bound
    }


def _uses(case: Case, plan: Plan | None) -> tuple[LicenceUse, ...]:
    rows = case.read(Licence)
    used = {} if plan is None else _used(case, rows, plan)
    nothing: tuple[float | None, float | None] = (None, None)
    found = [
        LicenceUse(
            one.licence,
            one.supplier,
            one.item,
            one.quantity,
            one.status,
            one.from_month,
            one.to_month,
            one.note or "",
            used.get(one.licence.casefold(), nothing)[0],
            used.get(one.licence.casefold(), nothing)[1],
            _state(one, case.settings.start_month),
        )
        for one in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.to_month, one.licence)))


def _state(one: Licence, start: Month) -> str:
    if one.to_month < start:
        return "expired"
    if one.status != "granted":
        return "applied for"
    if one.from_month > start:
        return "not yet valid"
    return f"runs out in {one.to_month.words()}" if one.to_month - start < _SOON else "valid"


def _used(case: Case, rows: Sequence[Licence], plan: Plan) -> dict[str, tuple[float, float]]:
    """By licence, units that leave under it: on average, and most. Goods use the licence that ends soonest."""
    suppliers = _offer_suppliers(case)
    nodes = Nodes(plan)
    leaving: dict[int, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for line in plan.shipments:
        leaving[line.node][suppliers[line.offer.casefold()], line.item.casefold()] += line.quantity
    granted = sorted((one for one in rows if one.status == "granted"), key=lambda one: one.to_month)
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for future in plan.scenario_costs:
        left = {one.licence.casefold(): one.quantity for one in granted}
        for node in nodes.of_scenario(future.scenario):
            goods = dict(leaving[node.node])
            for one in granted:
                key = (one.supplier.casefold(), one.item.casefold())
                if one.from_month <= node.month <= one.to_month and goods.get(key, 0.0) > 0:
                    taken = min(goods[key], left[one.licence.casefold()])
                    goods[key] -= taken
                    left[one.licence.casefold()] -= taken
        for one in granted:
            found[one.licence.casefold()].append((future.probability, one.quantity - left[one.licence.casefold()]))
    return {
        name: (sum(odds * used for odds, used in told), max(used for _, used in told)) for name, told in found.items()
    }


def _offer_suppliers(case: Case) -> Mapping[str, str]:
    return {str(one.offer).casefold(): one.supplier.casefold() for one in case.read(Offer)}


def _caps(case: Case, facts: Facts, plan: Plan | None) -> tuple[Cap, ...]:
    start, months = case.settings.start_month, case.settings.months
    paths = _ordered(plan) if plan is not None else {}
    found = []
    for pair in facts.pairs:
        if pair.max_12_months is None:
            continue
        supplier, item = facts.suppliers[pair.supplier].name, facts.items[pair.item].name
        futures = paths.get((supplier.casefold(), item.casefold()), [])
        rows = []
        for month in range(months):
            before = pair.ordered_before * max(0, MONTHS_A_YEAR - 1 - month) / MONTHS_A_YEAR
            first = max(0, month - MONTHS_A_YEAR + 1)
            sums = [(odds, sum(by_month[first : month + 1])) for odds, by_month in futures]
            mean = sum(odds * units for odds, units in sums)
            room = pair.max_12_months - before
            least = room - max((units for _, units in sums), default=0.0)
            rows.append(CapMonth(start + month, before, mean, max(0.0, room - mean), max(0.0, least)))
        found.append(Cap(supplier, item, pair.max_12_months, pair.ordered_before, tuple(rows)))
    return tuple(sorted(found, key=lambda one: min((row.least / one.most if one.most else 0.0) for row in one.months)))


def _ordered(plan: Plan) -> dict[tuple[str, str], list[tuple[float, list[float]]]]:
    """By supplier and item, for each scenario its odds and the units ordered month by month."""
    nodes = Nodes(plan)
    last = max(line.month for line in plan.nodes) - nodes.start
    by_node: dict[int, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for line in plan.orders:
        by_node[line.node][line.supplier.casefold(), line.item.casefold()] += line.quantity
    pairs = {key for found in by_node.values() for key in found}
    return {
        key: [
            (
                future.probability,
                [
                    math.fsum(by_node[node.node].get(key, 0.0) for node in path if node.month - nodes.start == month)
                    for month in range(last + 1)
                ],
            )
            for future in plan.scenario_costs
            for path in [nodes.of_scenario(future.scenario)]
        ]
        for key in pairs
    }


def licence_lines(told: Licences) -> list[str]:
    """Everything as sentences, a heading before each part."""
    lines = ["Licences", *(f"  {one.words}" for one in told.licences)]
    lines += [] if told.licences else ["  The case names none."]
    lines += ["", "The cap at past use", *(f"  {one.words}" for one in told.caps)]
    lines += [] if told.caps else ["  The case names none."]
    lines += ["", f"Apply next (a licence usually takes {told.working_days} working days)"]
    lines += [f"  {one.words}" for one in told.applications] or ["  Nothing to apply for."]
    lines += ["", "What a dossier must tell", *(f"  {one.words}" for one in told.must_tell)]
    lines += ["", "What it need not tell", *(f"  {one.words}" for one in told.need_not_tell)]
    sources = dict.fromkeys(one.source for one in (*told.must_tell, *told.need_not_tell) if one.source)
    return [*lines, "", f"Sources: {listed(list(sources))}."]
