"""Decides what the rules of supply look at: the case joined by the facts, what it needs and when it can come."""

from __future__ import annotations

import itertools
import math
from functools import cached_property

from planner.checks.sight import Sight
from planner.facts.facts import Facts, OfferFacts, PairFacts
from planner.facts.lanes import MATERIAL
from planner.months import Month
from planner.scenarios.impact import FACTORS, Impact, Impacts
from planner.scenarios.tree import Tree
from planner.tables.choices import Event, Scenario


class Joined:
    """A case with its facts. Months are counted from the start; T is the horizon."""

    def __init__(self, sight: Sight, facts: Facts) -> None:
        """Look at a case through its facts.

        Args:
            sight: the case; its cells, links and rows are sound.
            facts: gathered from it.
        """
        self.sight = sight
        self.facts = facts

    def month(self, offset: int) -> Month:
        """The calendar month ``offset`` months from the start."""
        return self.sight.span.start + offset

    @cached_property
    def wanted(self) -> frozenset[int]:
        """Products somebody wants in some month."""
        return frozenset(p for p, product in enumerate(self.facts.products) if any(product.demand))

    @cached_property
    def needed(self) -> frozenset[int]:
        """Items that some design of a wanted product takes, and the materials worked to make them."""
        facts = self.facts
        todo = [i for design in facts.designs if design.product in self.wanted for i, _ in design.use]
        found: set[int] = set()
        while todo:
            item = todo.pop()
            if item not in found:
                found.add(item)
                offers = (o for pair in facts.items[item].pairs for o in facts.pairs[pair].offers)
                todo.extend(material for o in offers for material, _ in facts.offers[o].tolling)
        return frozenset(found)

    @cached_property
    def users(self) -> tuple[frozenset[int], ...]:
        """For each item the products that take it in any design."""
        found: list[set[int]] = [set() for _ in self.facts.items]
        for design in self.facts.designs:
            for item, _ in design.use:
                found[item].add(design.product)
        return tuple(map(frozenset, found))

    @cached_property
    def opening(self) -> tuple[float, ...]:
        """For each item the units in store at the start."""
        found = [0.0] * len(self.facts.items)
        for pool in self.facts.pools:
            found[pool.item] += pool.opening
        return tuple(found)

    @cached_property
    def coming(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        """For each item (month of arrival at the earliest, units) of every open order."""
        facts = self.facts
        found: list[list[tuple[int, float]]] = [[] for _ in facts.items]
        for order in facts.waiting:
            offer = facts.offers[order.offer]
            found[offer.item].append((order.ready + offer.transit, order.quantity))
        for number, orders in enumerate(self.left):
            found[number].extend(orders)
        return tuple(map(tuple, found))

    @cached_property
    def most_used(self) -> tuple[tuple[float, ...], ...]:
        """For each item, by month, no fewer units than can have been used by its end, whatever the designs and the
        demand of any scenario. Infinite for what is worked into other goods."""
        facts = self.facts
        factors = [[one.value for one in s.events if one.effect == "demand" and one.value > 1] for s in facts.scenarios]
        highest = max((math.prod(listed) for listed in factors), default=1.0)
        most = [dict[int, float]() for _ in facts.products]
        for design in facts.designs:
            for item, units in design.use:
                most[design.product][item] = max(units, most[design.product].get(item, 0.0))
        tolled = {material for offer in facts.offers for material, _ in offer.tolling}
        used = [[math.inf if item in tolled else 0.0] * facts.months for item in range(len(facts.items))]
        for product, use in zip(facts.products, most, strict=True):
            wanted = [highest * total for total in itertools.accumulate(product.demand)]
            for item, units in use.items():
                used[item] = [before + units * total for before, total in zip(used[item], wanted, strict=True)]
        return tuple(map(tuple, used))

    @cached_property
    def left(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        """For each item (month of arrival, units) of every open order that has left its supplier."""
        found: list[list[tuple[int, float]]] = [[] for _ in self.facts.items]
        for one in self.facts.coming:
            found[self.facts.pools[one.pool].item].append((one.arrives, one.quantity))
        return tuple(map(tuple, found))

    def least_stock(self, item: int, month: int) -> float:
        """No more units of an item than must be in store when a month closes: what is there and what has left arrives,
        as much as possible is used, and nothing is ordered."""
        there = self.opening[item] + math.fsum(units for due, units in self.left[item] if due <= month)
        return max(0.0, there - self.most_used[item][month])

    @cached_property
    def first_order(self) -> tuple[int | None, ...]:
        """For each offer the first month in which an order can be placed, its qualification passed; None for never."""
        return tuple(self._first_order(offer) for offer in self.facts.offers)

    def _first_order(self, offer: OfferFacts) -> int | None:
        month = offer.first
        if offer.qualification is not None:
            approval = self.facts.qualifications[offer.qualification]
            begins = approval.earliest if approval.started is None else approval.started
            month = max(month, begins + approval.months)
        return month if month <= offer.last else None

    @cached_property
    def first_arrival(self) -> tuple[int | None, ...]:
        """For each offer the first month in which newly ordered goods can arrive, once capacity lets them leave; None
        where that is not within the horizon."""
        return tuple(
            None if begins is None else self._first_arrival(number, begins)
            for number, begins in enumerate(self.first_order)
        )

    def _first_arrival(self, number: int, begins: int) -> int | None:
        offer = self.facts.offers[number]
        for month in range(begins + offer.production, self.facts.months - offer.transit):
            if self.leaving[offer.pair][month] > 0:
                return month + offer.transit
        return None

    @cached_property
    def leaving(self) -> tuple[tuple[float, ...], ...]:
        """For each pair the units that may leave in each month when nothing is in the way: capacity, and what contracts
        reserve; infinite where no bound is given."""
        return tuple(self._leaving(pair) for pair in self.facts.pairs)

    def _leaving(self, pair: PairFacts) -> tuple[float, ...]:
        facts = self.facts
        in_kg, kg = facts.suppliers[pair.supplier].capacity_kg, facts.items[pair.item].kg
        bound = pair.capacity or (math.inf,) * facts.months
        if in_kg is not None and kg:
            bound = tuple(min(units, most / kg) for units, most in zip(bound, in_kg, strict=True))
        contracts = [facts.contracts[c] for o in pair.offers for c in facts.offers[o].contracts]
        if not contracts:
            return bound
        return tuple(
            units + math.fsum(one.per_month for one in contracts if one.first <= month <= one.last)
            for month, units in enumerate(bound)
        )

    @cached_property
    def impacts(self) -> tuple[tuple[int, Event, Impact | None], ...]:
        """(row, event, its impact) of every event within the horizon that can happen; None where it changes nothing."""
        sight = self.sight
        possible = {one.scenario.casefold() for one in sight.rows(Scenario) if one.probability > 0}
        found: list[tuple[int, Event, Impact | None]] = []
        for row, event in enumerate(sight.rows(Event)):
            within = event.from_month <= sight.last_month and event.to_month >= sight.span.start
            if within and event.scenario.casefold() in possible:
                found.append((row, event, self.impact(event)))
        return tuple(found)

    def impact(self, event: Event) -> Impact | None:
        """What an event does within the horizon; None where it changes nothing."""
        for impact in self._impacts.of((event,)):
            neutral = 1 if impact.effect in FACTORS else 0
            return impact if bool((impact.numbers != neutral).any()) else None
        return None

    @cached_property
    def _impacts(self) -> Impacts:
        return Impacts(self.facts)

    @cached_property
    def careful(self) -> tuple[tuple[str, ...], ...]:
        """For each item the products with excluded origins that take it in some design; none for a material, which goes
        everywhere."""
        products = self.facts.products
        return tuple(
            tuple(products[p].name for p in sorted(users) if products[p].excluded_origins)
            if item.kind != MATERIAL
            else ()
            for item, users in zip(self.facts.items, self.users, strict=True)
        )

    @cached_property
    def item_numbers(self) -> dict[str, int]:
        """The number of each item by its folded name."""
        return {item.name.casefold(): number for number, item in enumerate(self.facts.items)}


class Foreseen(Joined):
    """A case with its facts and the tree of its scenarios."""

    def __init__(self, sight: Sight, facts: Facts, tree: Tree) -> None:
        super().__init__(sight, facts)
        self.tree = tree
