"""Decides what a plan's tables say, by number: every row checked for itself and entered once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from planner.facts.facts import Facts
from planner.months import Month
from planner.plan.audit_objections import NOTHING, Objections
from planner.plan.plan import Plan
from planner.scenarios.tree import Tree

KINDS = ("qualify", "redesign", "contract")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The plan's quantities by node and number, in the units of its tables; what has no row is not there.

    Attributes:
        facts, tree: what the plan answers.
        paths: ``tree.paths()``: for each node its ancestors and itself, one for each month.
        order, wait: units by node and offer.
        reserved: units by node and contract.
        ship: units by node, offer and pool.
        stock: units by node and pool.
        build: units by node and design.
        use: units by node, design and pool.
        lost, late: units by node and product.
        starts: (node, number) of every start, by kind of decision.
    """

    facts: Facts
    tree: Tree
    paths: tuple[tuple[int, ...], ...]
    order: dict[tuple[int, int], float] = field(default_factory=dict)
    wait: dict[tuple[int, int], float] = field(default_factory=dict)
    reserved: dict[tuple[int, int], float] = field(default_factory=dict)
    ship: dict[tuple[int, int, int], float] = field(default_factory=dict)
    stock: dict[tuple[int, int], float] = field(default_factory=dict)
    build: dict[tuple[int, int], float] = field(default_factory=dict)
    use: dict[tuple[int, int, int], float] = field(default_factory=dict)
    lost: dict[tuple[int, int], float] = field(default_factory=dict)
    late: dict[tuple[int, int], float] = field(default_factory=dict)
    starts: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: {kind: set() for kind in KINDS})

    def month(self, node: int) -> int:
        """Months from the start."""
        return self.tree.nodes[node].month

    def last(self, node: int) -> bool:
        """Whether it is a node of the last month."""
        return self.month(node) == self.facts.months - 1

    def item_stock(self, node: int, item: int) -> float:
        """Closing stock of an item in all pools."""
        return sum(self.stock.get((node, pool), 0.0) for pool in self.facts.items[item].pools)

    def reserved_of(self, node: int, offer: int) -> float:
        """Units of an offer's order that are bought under its contracts."""
        return sum(self.reserved.get((node, contract), 0.0) for contract in self.facts.offers[offer].contracts)

    def price(self, node: int, offer: int) -> float:
        """What a unit costs that is ordered here outside contracts."""
        one = self.facts.offers[offer]
        return one.price * self.tree.outlook.price[node][one.pair]

    def paid(self, node: int, offer: int) -> float:
        """Undiscounted price of an order: reserved units at the contract's price, the rest at the offer's."""
        one = self.facts.offers[offer]
        free = self.order.get((node, offer), 0.0) - self.reserved_of(node, offer)
        bound = sum(self.facts.contracts[c].price * self.reserved.get((node, c), 0.0) for c in one.contracts)
        return self.price(node, offer) * free + bound


def read(facts: Facts, tree: Tree, plan: Plan, objections: Objections) -> Ledger:
    """Enter a plan's tables.

    Every row names a node, its month and things that exist; holds finite quantities that are not negative, nor all
    zero; and stands once. A row that names what does not exist is told and left out.
    """
    entry = _Entry(Ledger(facts, tree, tree.paths()), objections)
    entry.decisions(plan)
    entry.buying(plan)
    entry.shipping(plan)
    entry.making(plan)
    return entry.ledger


class _Row(Protocol):
    """What every row of a node has."""

    @property
    def node(self) -> int: ...

    @property
    def month(self) -> Month: ...


class _Entry:
    """The names at hand while rows are entered."""

    def __init__(self, ledger: Ledger, objections: Objections) -> None:
        facts = ledger.facts
        self.ledger = ledger
        self._objections = objections
        self._seen: set[tuple[object, ...]] = set()
        self._items = _numbers(one.name for one in facts.items)
        self._offers = _numbers(one.name for one in facts.offers)
        self._products = _numbers(one.name for one in facts.products)
        self._contracts = _numbers(one.name for one in facts.contracts)
        self._pools = {(one.item, one.name): number for number, one in enumerate(facts.pools)}
        self._designs = {(one.product, one.name): number for number, one in enumerate(facts.designs)}
        self._startable = {
            "qualify": _numbers(one.name for one in facts.qualifications),
            "redesign": _numbers(one.name for one in facts.redesigns),
            "contract": self._contracts,
        }

    def decisions(self, plan: Plan) -> None:
        for row in plan.decisions:
            names = self._startable.get(row.kind)
            if names is None:
                self._unknown("decision", row.node, "kind of decision", row.kind)
                continue
            number = names.get(row.name)
            if number is None:
                self._unknown("decision", row.node, row.kind, row.name)
            elif self._row("decision", row, (row.kind, row.name)):
                self.ledger.starts[row.kind].add((row.node, number))

    def buying(self, plan: Plan) -> None:
        for row in plan.orders:
            offer = self._offers.get(row.offer)
            if offer is None:
                self._unknown("order", row.node, "offer", row.offer)
            elif self._row("order", row, (row.offer,), row.quantity):
                self.ledger.order[row.node, offer] = row.quantity
        for reserving in plan.reserved:
            contract = self._contracts.get(reserving.contract)
            if contract is None:
                self._unknown("reserved", reserving.node, "contract", reserving.contract)
            elif self._row("reserved", reserving, (reserving.contract,), reserving.quantity):
                self.ledger.reserved[reserving.node, contract] = reserving.quantity

    def shipping(self, plan: Plan) -> None:
        for row in plan.waiting:
            offer = self._offers.get(row.offer)
            if offer is None:
                self._unknown("waiting", row.node, "offer", row.offer)
            elif self._row("waiting", row, (row.offer,), row.quantity):
                self.ledger.wait[row.node, offer] = row.quantity
        for leaving in plan.shipments:
            offer = self._offers.get(leaving.offer)
            pool = self._pool(leaving.item, leaving.pool)
            if offer is None:
                self._unknown("shipment", leaving.node, "offer", leaving.offer)
            elif pool is None:
                self._unknown("shipment", leaving.node, "pool", f"{leaving.item} for {leaving.pool}")
            elif self._row("shipment", leaving, (leaving.offer, leaving.pool), leaving.quantity):
                self.ledger.ship[leaving.node, offer, pool] = leaving.quantity
        for lying in plan.stock:
            pool = self._pool(lying.item, lying.pool)
            if pool is None:
                self._unknown("stock", lying.node, "pool", f"{lying.item} for {lying.pool}")
            elif self._row("stock", lying, (lying.item, lying.pool), lying.quantity):
                self.ledger.stock[lying.node, pool] = lying.quantity

    def making(self, plan: Plan) -> None:
        for row in plan.production:
            design = self._design(row.product, row.design)
            if design is None:
                self._unknown("production", row.node, "design", f"{row.product}, {row.design}")
            elif self._row("production", row, (row.product, row.design), row.quantity):
                self.ledger.build[row.node, design] = row.quantity
        for using in plan.use:
            design = self._design(using.product, using.design)
            pool = self._pool(using.item, using.pool)
            if design is None:
                self._unknown("use", using.node, "design", f"{using.product}, {using.design}")
            elif pool is None:
                self._unknown("use", using.node, "pool", f"{using.item} for {using.pool}")
            elif self._row("use", using, (using.product, using.design, using.item, using.pool), using.quantity):
                self.ledger.use[using.node, design, pool] = using.quantity
        for missing in plan.shortages:
            product = self._products.get(missing.product)
            if product is None:
                self._unknown("shortage", missing.node, "product", missing.product)
            elif self._row("shortage", missing, (missing.product,), missing.lost, missing.backordered):
                self.ledger.lost[missing.node, product] = missing.lost
                self.ledger.late[missing.node, product] = missing.backordered

    def _pool(self, item: str, pool: str) -> int | None:
        number = self._items.get(item)
        return None if number is None else self._pools.get((number, pool))

    def _design(self, product: str, design: str) -> int | None:
        number = self._products.get(product)
        return None if number is None else self._designs.get((number, design))

    def _unknown(self, table: str, node: int, what: str, name: str) -> None:
        self._objections.say(f"Node {node}", f"{what} of a row of {table}", "a name of the case", f"'{name}'")

    def _row(self, table: str, row: _Row, key: tuple[str, ...], *quantities: float) -> bool:
        """Whether a row may be entered: it has a node and figures. What else is wrong with it is told."""
        node, month = row.node, row.month
        words = f"{table} of {', '.join(key)}"
        if not 0 <= node < len(self.ledger.tree.nodes):
            self._objections.say(f"Node {node}", words, "a node of the tree", str(node))
            return False
        place = self._objections.at(node)
        settings = self.ledger.facts.settings
        self._objections.same(place, f"month of {words}", settings.start_month + self.ledger.month(node), month)
        if (table, node, key) in self._seen:
            self._objections.say(place, words, "one row", "another")
        self._seen.add((table, node, key))
        for quantity in quantities:
            if not math.isfinite(quantity):
                self._objections.say(place, words, "a finite quantity", str(quantity))
                return False
            self._objections.at_least(place, words, 0.0, quantity)
        if quantities and all(abs(quantity) < NOTHING for quantity in quantities):
            self._objections.say(place, words, "no row for nothing", "a row of zero")
        return True


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}
