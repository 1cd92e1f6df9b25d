"""Decides the least expected cost of a discrete case by walking: every action in whole units from every state.

A second method beside the oracle's program, for one product of one magnet (``tests.generate.discrete``): backward
recursion over what is in the store, owed, ordered, waiting, on the way and started. No linear program takes part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from planner.tables import choices, needs, supply
from planner.tables.case import Case

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """What is there before a month's decisions; per offer: goods being made by month ready, waiting, on the way."""

    stock: int
    owed: int
    making: tuple[tuple[tuple[int, int], ...], ...]
    waiting: tuple[int, ...]
    coming: tuple[tuple[int, int], ...]
    approved: tuple[int | None, ...]
    redesigned: int | None


Actions = Iterator[tuple[float, State]]
"""What may be done: the cost of it, and the state after it."""


class Walk:
    """The case, read as rows; scenarios are followed together until an event tells them apart."""

    def __init__(self, case: Case) -> None:
        self.settings = case.settings
        self.months = self.settings.months
        self.product = case.read(needs.Product)[0]
        self.item = case.read(needs.Item)[0]
        self.demand = [row.quantity for row in case.read(needs.Demand)]
        self.offers = case.read(supply.Offer)
        self.approvals = {row.qualification: row for row in case.read(supply.Qualification)}
        self.redesign = next(iter(case.read(choices.Redesign)), None)
        self.capacity = {row.supplier: (self._at(row.from_month), row.per_month) for row in case.read(supply.Capacity)}
        self.stock = round(sum(row.quantity for row in case.read(supply.Stock)))
        self.open_orders = case.read(supply.OpenOrder)
        self.events = case.read(choices.Event)
        self.scenarios = {row.scenario: row.probability for row in case.read(choices.Scenario)} or {"": 1.0}
        self._told = {(one, t): self._seen(one, t) for one in self.scenarios for t in range(self.months)}
        self.credit = self._credit()
        self._known: dict[tuple[tuple[str, ...], int, int, State], float] = {}
        each = range(len(self.offers))
        acts = [self._qualify, self._order, self._ship]
        self._steps = [(act, k) for act in acts for k in each]

    def least_expected_cost(self) -> float:
        """Minimum over everything that may be done, scenarios told apart as their events show."""
        making: list[dict[int, int]] = [{} for _ in self.offers]
        for order in self.open_orders:
            place = next(k for k, offer in enumerate(self.offers) if offer.supplier == order.supplier)
            ready = max(0, self._at(order.ready_month))
            making[place][ready] = making[place].get(ready, 0) + round(order.quantity)
        state = State(
            self.stock,
            0,
            tuple(tuple(sorted(one.items())) for one in making),
            tuple(0 for _ in self.offers),
            (),
            tuple(None if offer.qualification else 0 for offer in self.offers),
            None,
        )
        return self._parted(tuple(self.scenarios), 0, state)

    def _at(self, month: Any) -> int:
        return int(month - self.settings.start_month)

    def _sizes(self, offer: supply.Offer, month: int) -> list[int]:
        """Order sizes worth trying: up to the first that covers all demand to come, since more never pays."""
        doubled = 2 if any(one.effect == "demand" and one.value > 1 for one in self.events) else 1
        rest = (
            sum(self.demand) * doubled
            if self.product.backorder_cost is not None
            else sum(self.demand[month:]) * doubled
        )
        lot = round(offer.order_multiple or 1)
        sizes = [0]
        quantity = lot
        while rest > 0 and sizes[-1] < rest:
            if quantity >= (offer.min_order or 0):
                sizes.append(quantity)
            quantity += lot
        return sizes

    # what is true and what is seen

    def _seen(self, scenario: str, month: int) -> dict[tuple[str, str, int], float]:
        """Effects by (effect, supplier, month), of what has happened by ``month`` and what is announced."""
        seen: dict[tuple[str, str, int], float] = {}
        for event in self.events:
            if event.scenario != scenario:
                continue
            announced = event.known_from is not None and self._at(event.known_from) <= month
            for t in range(max(0, self._at(event.from_month)), min(self.months - 1, self._at(event.to_month)) + 1):
                for supplier in [offer.supplier for offer in self.offers] if event.effect != "demand" else [""]:
                    if (t <= month or announced) and (not event.supplier or supplier in event.supplier):
                        key = (event.effect, supplier, t)
                        seen[key] = (seen[key] if key in seen else _still(event.effect)) + event.value
                        if event.effect not in ("duty", "delay"):
                            seen[key] = (seen[key] - event.value) * event.value
        return {
            key: value
            for key, value in seen.items()
            if value != _still(key[0]) and (key[0] != "demand" or self.demand[key[2]] > 0)
        }

    def _felt(self, scenario: str, effect: str, supplier: str, month: int) -> float:
        return self._told[scenario, month].get((effect, supplier, month), _still(effect))

    def _parted(self, together: tuple[str, ...], month: int, state: State) -> float:
        """Expected cost from ``month`` on: the scenarios part by what is seen, then each group acts as one."""
        if month == self.months:
            return (
                -self._discount(month - 1)
                * self.credit
                * self._owned(state)
                * sum(self.scenarios[one] for one in together)
            )
        groups: dict[tuple[Any, ...], list[str]] = {}
        for scenario in together:
            groups.setdefault(tuple(sorted(self._told[scenario, month].items())), []).append(scenario)
        return sum(self._acting(tuple(group), month, 0, state) for group in groups.values())

    # acting, one small step after the other

    def _acting(self, group: tuple[str, ...], month: int, step: int, state: State) -> float:
        """Expected cost of a group from a step of its month on."""
        if step > len(self._steps):
            held = state.stock + sum(state.waiting)
            carried = self.settings.carrying_cost_rate / 12 * self.item.standard_cost * held
            return self._weight(group, month) * carried + self._parted(group, month + 1, state)
        known = (group, month, step, state)
        if known not in self._known:
            if step == len(self._steps):
                actions = self._build(group[0], month, state)
            else:
                act, offer = self._steps[step]
                actions = act(group[0], month, state, offer)
            self._known[known] = min(
                (
                    self._weight(group, month) * cost + self._acting(group, month, step + 1, after)
                    for cost, after in actions
                ),
                default=math.inf,
            )
        return self._known[known]

    def _weight(self, group: tuple[str, ...], month: int) -> float:
        return self._discount(month) * sum(self.scenarios[one] for one in group)

    def _qualify(self, _scenario: str, month: int, state: State, k: int) -> Actions:
        yield 0.0, state
        if state.approved[k] is None:
            approval = self.approvals[str(self.offers[k].qualification)]
            yield approval.cost, replace(state, approved=_put(state.approved, k, month + approval.months))

    def _order(self, scenario: str, month: int, state: State, k: int) -> Actions:
        offer, approved = self.offers[k], state.approved[k]
        price = offer.price * self._felt(scenario, "price", offer.supplier, month)
        for quantity in self._sizes(offer, month) if approved is not None and approved <= month else [0]:
            goods = dict(state.making[k])
            if quantity:
                ready = month + offer.production_months
                goods[ready] = goods.get(ready, 0) + quantity
            waiting = _put(state.waiting, k, state.waiting[k] + goods.pop(month, 0))
            making = _put(state.making, k, tuple(sorted(goods.items())))
            yield (
                price * quantity + (offer.order_cost if quantity else 0),
                replace(state, making=making, waiting=waiting),
            )

    def _ship(self, scenario: str, month: int, state: State, k: int) -> Actions:
        offer = self.offers[k]
        room: float = math.inf
        if offer.supplier in self.capacity:
            first, per_month = self.capacity[offer.supplier]
            room = per_month if month >= first else 0
        if self._felt(scenario, "availability", offer.supplier, month) == 0:
            room = 0
        duty = offer.duty_rate + self._felt(scenario, "duty", offer.supplier, month)
        delay = round(self._felt(scenario, "delay", offer.supplier, month))
        for quantity in range(int(min(room, state.waiting[k])) + 1):
            coming = dict(state.coming)
            if quantity:
                arrives = month + offer.transit_months + delay
                coming[arrives] = coming.get(arrives, 0) + quantity
            yield (
                quantity * (offer.freight + duty * offer.price),
                replace(
                    state,
                    waiting=_put(state.waiting, k, state.waiting[k] - quantity),
                    coming=tuple(sorted(coming.items())),
                ),
            )

    def _build(self, scenario: str, month: int, state: State) -> Actions:
        """A redesign may start, then units are built of either design, lost or owed."""
        for start in (False, True) if self.redesign is not None and state.redesigned is None else (False,):
            begun, spent = state, 0.0
            if start and self.redesign is not None:
                begun, spent = replace(state, redesigned=month + self.redesign.months), self.redesign.cost
            for cost, after in self._made(scenario, month, begun):
                yield spent + cost, after

    def _made(self, scenario: str, month: int, state: State) -> Actions:
        coming = dict(state.coming)
        stock = state.stock + coming.pop(month, 0)
        due = round(self.demand[month] * self._felt(scenario, "demand", "", month)) + state.owed
        lean = state.redesigned is not None and state.redesigned <= month
        for base in range(min(due, stock) + 1):
            if self.item.max_stock is not None and stock - base > self.item.max_stock:
                continue
            for redesigned in range(due - base + 1 if lean else 1):
                short = due - base - redesigned
                for late in range(short + 1 if self.product.backorder_cost is not None else 1):
                    cost = self.product.shortage_cost * (short - late) + (self.product.backorder_cost or 0) * late
                    cost += redesigned * (self.redesign.unit_cost if self.redesign else 0)
                    if month == self.months - 1:
                        cost += self.product.shortage_cost * late
                    yield cost, replace(state, stock=stock - base, owed=late, coming=tuple(sorted(coming.items())))

    # the end

    def _discount(self, month: int) -> float:
        return float((1 + self.settings.discount_rate) ** (-month / 12))

    def _owned(self, state: State) -> int:
        made = sum(quantity for goods in state.making for _, quantity in goods)
        return state.stock + sum(state.waiting) + made + sum(quantity for _, quantity in state.coming)

    def _credit(self) -> float:
        lowest = min(
            offer.price * self._felt(scenario, "price", offer.supplier, month)
            for offer in self.offers
            for scenario in self.scenarios
            for month in range(self.months)
        )
        return min(self.settings.closing_stock_value * self.item.standard_cost, lowest)


def _still(effect: str) -> float:
    """What an effect is while nothing happens."""
    return 0.0 if effect in ("duty", "delay") else 1.0


def _put(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*values[:at], value, *values[at + 1 :])
