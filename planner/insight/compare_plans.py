"""Decides how two plans differ: what is ordered, started, signed and kept, and what it costs, term by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.months import Month
from planner.plan.actions import Deed
from planner.plan.plan import Plan
from planner.tables.results import COST_TERMS

_SAME = 1e-6
"""Amounts closer than this, as a share of the larger, are the same."""


@dataclass(frozen=True, slots=True)
class OrderChange:
    """What is ordered of an item from a supplier, where it differs. Units on average over the scenarios.

    Attributes:
        supplier, item: of the orders.
        first_old, first_new: units ordered in the first month that both plans cover.
        old, new: units ordered in all months that both plans cover.
        cost_old, cost_new: what those cost at the price paid, undiscounted, in case currency.
    """

    supplier: str
    item: str
    first_old: float
    first_new: float
    old: float
    new: float
    cost_old: float
    cost_new: float


@dataclass(frozen=True, slots=True)
class Begun:
    """A start in a plan.

    Attributes:
        month: the first month in which it happens.
        probability: how likely it is that it happens at all.
    """

    month: Month
    probability: float


@dataclass(frozen=True, slots=True)
class StartChange:
    """A qualification, redesign or contract that does not start alike; None where a plan never starts it."""

    deed: Deed
    name: str
    old: Begun | None
    new: Begun | None


@dataclass(frozen=True, slots=True)
class StockChange:
    """Where the closing stock of an item differs most: units on average, in a month that both plans cover."""

    item: str
    month: Month
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class CostChange:
    """A named term of the expected cost, discounted, in case currency."""

    term: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """What a scenario costs in both plans, in case currency; None where a plan does not know it. Where the plans cover
    different months: in those that both cover, discounted to the first of them."""

    scenario: str
    probability_old: float | None
    probability_new: float | None
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """How two plans differ.

    Attributes:
        first, last: the months that both cover; None where there are none. Orders and stock are compared in them.
        same_months: they cover the same months, so that their costs can be compared.
        orders: the largest difference in money first.
        starts: those of the old plan by month, then those of the new one alone.
        stocks: in the order of the items.
        costs: every term, and also those that are alike: they add up to the expected cost.
        shared: the same terms of the months that both cover, discounted to the first of them, so that plans made a
            month apart can be compared; empty where that is nothing new.
        scenarios: in the order of the old plan, then those of the new one alone.
        expected_old, expected_new, cvar_old, cvar_new, worst_old, worst_new: headline figures, in case currency.
    """

    first: Month | None
    last: Month | None
    same_months: bool
    orders: tuple[OrderChange, ...]
    starts: tuple[StartChange, ...]
    stocks: tuple[StockChange, ...]
    costs: tuple[CostChange, ...]
    shared: tuple[CostChange, ...]
    scenarios: tuple[ScenarioChange, ...]
    expected_old: float
    expected_new: float
    cvar_old: float
    cvar_new: float
    worst_old: float
    worst_new: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case says that its plan does not.

    Attributes:
        begun: by kind and name, as in the plan's decisions, when what runs already was begun.
        discount_rate: per year.
    """

    begun: Mapping[tuple[str, str], Month] = field(default_factory=dict)
    discount_rate: float = 0.0


NOTHING_SAID = Terms()


def compare_plans(old: Plan, new: Plan, says_old: Terms = NOTHING_SAID, says_new: Terms = NOTHING_SAID) -> PlanChange:
    """What differs between two plans, of the same case or of two; names are compared as the plans write them."""
    ours, theirs = _Read(old, says_old), _Read(new, says_new)
    months = sorted(ours.months & theirs.months)
    return PlanChange(
        first=months[0] if months else None,
        last=months[-1] if months else None,
        same_months=ours.months == theirs.months,
        orders=tuple(_orders(ours, theirs, months)),
        starts=tuple(_starts(ours, theirs)),
        stocks=tuple(_stocks(ours, theirs, months)),
        costs=tuple(CostChange(term, ours.costs[term], theirs.costs[term]) for term in COST_TERMS),
        shared=tuple(_shared(ours, theirs, months)),
        scenarios=tuple(_scenarios(ours, theirs, months)),
        expected_old=old.expected_cost,
        expected_new=new.expected_cost,
        cvar_old=old.cvar,
        cvar_new=new.cvar,
        worst_old=old.worst_cost,
        worst_new=new.worst_cost,
    )


class _Read:
    """A plan's tables, averaged over the scenarios."""

    def __init__(self, plan: Plan, says: Terms) -> None:
        self.plan, self._rate = plan, says.discount_rate
        odds = {line.node: line.probability for line in plan.nodes}
        self.months = {line.month for line in plan.nodes}
        self.units: dict[tuple[str, str], dict[Month, float]] = defaultdict(lambda: defaultdict(float))
        self.money: dict[tuple[str, str], dict[Month, float]] = defaultdict(lambda: defaultdict(float))
        for order in plan.orders:
            self.units[order.supplier, order.item][order.month] += odds[order.node] * order.quantity
            self.money[order.supplier, order.item][order.month] += odds[order.node] * order.cost
        self.stock: dict[str, dict[Month, float]] = defaultdict(lambda: defaultdict(float))
        for kept in plan.stock:
            self.stock[kept.item][kept.month] += odds[kept.node] * kept.quantity
        begun: dict[tuple[str, str], list[tuple[Month, float]]] = defaultdict(list)
        for start in plan.decisions:
            begun[start.kind, start.name].append((start.month, odds[start.node]))
        self.begun = {
            key: Begun(min(month for month, _ in each), sum(chance for _, chance in each))
            for key, each in begun.items()
        }
        self.begun |= {key: Begun(month, 1.0) for key, month in says.begun.items()}
        self.costs = {term: sum(odds[line.node] * getattr(line, term) for line in plan.costs) for term in COST_TERMS}

    def costs_from(self, first: Month, last: Month) -> dict[str, float]:
        """Every term of some months, discounted to the first of them."""
        odds = {line.node: line.probability for line in self.plan.nodes}
        lines = [line for line in self.plan.costs if first <= line.month <= last]
        later = self._later(first)
        return {term: later * sum(odds[line.node] * getattr(line, term) for line in lines) for term in COST_TERMS}

    def scenarios_from(self, first: Month, last: Month) -> dict[str, float]:
        """What some months cost in every scenario, discounted to the first of them."""
        paid = {
            line.node: self._later(first) * sum(getattr(line, term) for term in COST_TERMS)
            for line in self.plan.costs
            if first <= line.month <= last
        }
        found = dict.fromkeys((line.scenario for line in self.plan.scenario_costs), 0.0)
        for node in self.plan.nodes:
            for scenario in node.scenarios:
                found[scenario] += paid.get(node.node, 0.0)
        return found

    def _later(self, first: Month) -> float:
        """By how much an amount is worth more in a later month than at the start."""
        return float((1.0 + self._rate) ** ((first - min(self.months)) / 12))


def _shared(ours: _Read, theirs: _Read, months: list[Month]) -> Iterable[CostChange]:
    """What the months that both cover cost; nothing where they are all there are, or there are none."""
    if not months or ours.months == theirs.months:
        return ()
    old, new = (one.costs_from(months[0], months[-1]) for one in (ours, theirs))
    return [CostChange(term, old[term], new[term]) for term in COST_TERMS]


def _orders(ours: _Read, theirs: _Read, months: list[Month]) -> Iterable[OrderChange]:
    found = []
    for key in dict.fromkeys([*ours.units, *theirs.units]):
        old, new = _in(ours.units[key], months), _in(theirs.units[key], months)
        first_old, first_new = _in(ours.units[key], months[:1]), _in(theirs.units[key], months[:1])
        if _differ(old, new) or _differ(first_old, first_new):
            cost_old, cost_new = _in(ours.money[key], months), _in(theirs.money[key], months)
            found.append(OrderChange(*key, first_old, first_new, old, new, cost_old, cost_new))
    return sorted(found, key=lambda one: -abs(one.cost_new - one.cost_old))


def _starts(ours: _Read, theirs: _Read) -> Iterable[StartChange]:
    """What is begun otherwise; what one case says has begun already counts as begun then."""
    for kind, name in dict.fromkeys([*ours.begun, *theirs.begun]):
        old, new = ours.begun.get((kind, name)), theirs.begun.get((kind, name))
        alike = old is not None and new is not None and old.month == new.month
        if not alike or _differ(old.probability if old else 0.0, new.probability if new else 0.0):
            yield StartChange(Deed(kind), name, old, new)


def _stocks(ours: _Read, theirs: _Read, months: list[Month]) -> Iterable[StockChange]:
    for item in dict.fromkeys([*ours.stock, *theirs.stock]):
        old, new = ours.stock[item], theirs.stock[item]
        apart = [month for month in months if _differ(old.get(month, 0.0), new.get(month, 0.0))]
        if apart:
            most = max(apart, key=lambda month: abs(new.get(month, 0.0) - old.get(month, 0.0)))
            yield StockChange(item, most, old.get(most, 0.0), new.get(most, 0.0))


def _scenarios(ours: _Read, theirs: _Read, months: list[Month]) -> Iterable[ScenarioChange]:
    odds, costs = [], []
    for one in (ours, theirs):
        odds.append({line.scenario: line.probability for line in one.plan.scenario_costs})
        whole = {line.scenario: line.cost for line in one.plan.scenario_costs}
        part = months and ours.months != theirs.months
        costs.append(one.scenarios_from(months[0], months[-1]) if part else whole)
    for name in dict.fromkeys([*odds[0], *odds[1]]):
        yield ScenarioChange(name, odds[0].get(name), odds[1].get(name), costs[0].get(name), costs[1].get(name))


def _in(amounts: Mapping[Month, float], months: Iterable[Month]) -> float:
    return sum(amounts.get(month, 0.0) for month in months)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SAME * max(1.0, abs(one), abs(other))
