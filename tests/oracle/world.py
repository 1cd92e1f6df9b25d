"""Decides which columns the oracle's program has: everything once for each scenario and month, and sums of them."""

from __future__ import annotations

from collections import defaultdict

from planner.tables.case import Case
from tests.oracle.enough import enough
from tests.oracle.futures import Futures, Lane, Pair
from tests.oracle.program import INFINITY, Key, Program, Sum, total
from tests.oracle.reading import OfferRead, Reading, fold

Pool = frozenset[str]


class World:
    """A case as columns. Columns are (kind, whom..., scenario, month).

    ``most`` is safely more than one order of an offer can need; ``costs`` gathers the cost of each scenario.
    """

    def __init__(self, case: Case, spare: float = 1.0) -> None:
        self.reading = Reading(case)
        self.futures = Futures(self.reading)
        self.settings = self.reading.settings
        self.most = {key: spare * units for key, units in enough(self.reading, self.futures).items()}
        self.months = range(self.reading.months)
        self.everyone = range(len(self.reading.scenarios))
        self.program = Program()
        self.costs = [Sum() for _ in self.everyone]
        self._list_pools()
        for w in self.everyone:
            for t in self.months:
                self._columns(w, t)

    def _list_pools(self) -> None:
        """Where goods land. A lane nobody draws on ships nothing; an offer for nobody ships in the lane of the rest."""
        reading = self.reading
        self.landing: dict[tuple[str, Lane], Pool] = {}
        self.opening: dict[tuple[str, Pool], float] = defaultdict(float)
        self.coming: dict[tuple[str, Pool, int], float] = defaultdict(float)
        self.ready: dict[tuple[str, int], float] = defaultdict(float)
        for key, offer in reading.offers.items():
            lanes = self.futures.lanes[offer.pair]
            named = frozenset(use for _, _, use in lanes if use is not None)
            pools = {lane: reading.goods_pool(offer, lane[2], named) for lane in lanes}
            for lane, pool in pools.items():
                if pool or (lane[2] is None and not any(pools.values())):
                    self.landing[key, lane] = pool
        for row in reading.stock:
            origins = {fold(one) for one in (row.origin, row.feed_origin) if one}
            self.opening[fold(row.item), reading.stock_pool(fold(row.item), origins)] += row.quantity
        for order in reading.open_orders:
            offer = self._offer_of(order.offer, fold(order.supplier), fold(order.item))
            if order.arrival_month is None:
                self.ready[offer.key, max(0, reading.at(order.ready_month))] += order.quantity
            else:
                pool = reading.goods_pool(offer, None, frozenset())
                self.coming[offer.item, pool, max(0, reading.at(order.arrival_month))] += order.quantity
        self.pools: dict[str, list[Pool]] = {item: [] for item in reading.items}
        found = [(reading.offers[key].item, pool) for (key, _), pool in self.landing.items()]
        found += [*self.opening, *((item, pool) for item, pool, _ in self.coming)]
        for item, pool in found:
            if pool not in self.pools[item]:
                self.pools[item].append(pool)

    def _offer_of(self, named: str | None, supplier: str, item: str) -> OfferRead:
        if named:
            return self.reading.offers[fold(named)]
        return next(offer for offer in self.reading.offers.values() if offer.pair == (supplier, item))

    def _columns(self, w: int, t: int) -> None:
        for offer in self.reading.offers.values():
            self._offer_columns(offer, w, t)
        self._product_columns(w, t)
        self._start_columns(w, t)
        for item, pools in self.pools.items():
            for pool in pools:
                self.program.column(("stock", item, pool, w, t))
        for number, licence in enumerate(self.reading.licences):
            if self.reading.at(licence.from_month) <= t <= self.reading.at(licence.to_month):
                for lane in self.futures.lanes[fold(licence.supplier), fold(licence.item)]:
                    self.program.column(("licensed", number, lane, w, t))

    def _offer_columns(self, offer: OfferRead, w: int, t: int) -> None:
        column = self.program.column
        column(("wait", offer.key, w, t))
        for lane in self.futures.lanes[offer.pair]:
            if (offer.key, lane) in self.landing:
                column(("ship", offer.key, lane, w, t))
        if not offer.first <= t <= offer.last:
            return
        column(("order", offer.key, w, t))
        if offer.min_order > 0 or offer.order_cost > 0:
            column(("place", offer.key, w, t), high=1, whole=True)
        if offer.multiple:
            column(("lots", offer.key, w, t), whole=True)
        for contract in offer.contracts:
            column(("reserved", contract, w, t))
        for material in offer.tolling:
            for pool in self.pools[material]:
                column(("toll", offer.key, material, pool, w, t))

    def _product_columns(self, w: int, t: int) -> None:
        column = self.program.column
        for product, designs in self.reading.designs.items():
            column(("lost", product, w, t))
            column(("late", product, w, t), high=self._late_bound(product))
            for design, use in designs.items():
                column(("build", product, design, w, t))
                for item in use:
                    for pool in self.pools[item]:
                        if product in pool:
                            column(("use", product, design, item, pool, w, t))

    def _late_bound(self, product: str) -> float:
        return 0.0 if self.reading.products[product].backorder_cost is None else INFINITY

    def _start_columns(self, w: int, t: int) -> None:
        reading, column = self.reading, self.program.column
        for key, approval in reading.qualifications.items():
            earliest = reading.at(approval.earliest_month) if approval.earliest_month else 0
            stopped = any(
                self.futures.closed(w, offer.pair, t) for offer in reading.offers.values() if offer.qualification == key
            )
            if approval.started_month is None and t >= earliest and not stopped:
                column(("qualify", key, w, t), high=1, whole=True)
        for key, redesign in reading.redesigns.items():
            earliest = reading.at(redesign.earliest_month) if redesign.earliest_month else 0
            if redesign.started_month is None and t >= earliest:
                column(("redesign", key, w, t), high=1, whole=True)
        for key, contract in reading.contracts.items():
            stopped = self.futures.closed(w, reading.offers[fold(contract.offer)].pair, t)
            if contract.signed_month is None and t <= reading.at(contract.sign_by) and not stopped:
                column(("sign", key, w, t), high=1, whole=True)
            column(("shortfall", key, w, t))

    def sum(self, keys: list[Key], factor: float = 1.0) -> Sum:
        """The sum of those columns that exist."""
        return total([key for key in keys if key in self.program.columns], factor)

    def started(self, kind: str, key: str, w: int, last: int, first: int = 0) -> Sum:
        """How often a start was made in months first to last."""
        return self.sum([(kind, key, w, u) for u in range(first, last + 1)])

    def of(self, pair: Pair) -> list[OfferRead]:
        return [offer for offer in self.reading.offers.values() if offer.pair == pair]

    def on_hand(self, item: str, w: int, t: int) -> Sum:
        return total([("stock", item, pool, w, t) for pool in self.pools[item]])

    def used(self, item: str, pool: Pool, w: int, t: int) -> Sum:
        return self.sum(
            [("use", p, v, item, pool, w, t) for p, designs in self.reading.designs.items() for v in designs]
        )

    def tolled(self, item: str, pool: Pool, w: int, t: int) -> Sum:
        return self.sum([("toll", key, item, pool, w, t) for key in self.reading.offers])

    def qualified(self, key: str, w: int, t: int) -> Sum:
        approval = self.reading.qualifications[key]
        if approval.started_month is not None:
            return Sum(constant=float(self.reading.at(approval.started_month) + approval.months <= t))
        return self.started("qualify", key, w, t - approval.months)

    def designed(self, key: str, w: int, t: int) -> Sum:
        redesign = self.reading.redesigns[key]
        if redesign.started_month is not None:
            return Sum(constant=float(self.reading.at(redesign.started_month) + redesign.months <= t))
        return self.started("redesign", key, w, t - redesign.months)

    def running(self, key: str, w: int, t: int) -> Sum:
        contract = self.reading.contracts[key]
        if not self.reading.at(contract.from_month) <= t <= self.reading.at(contract.to_month):
            return Sum()
        return Sum(constant=1.0) if contract.signed_month is not None else self.started("sign", key, w, t)

    def reserve(self, supplier: str, item: str | None, w: int, t: int) -> Sum:
        """Reserved capacity running now: in units for an item, in kg for the supplier in all."""
        made = Sum()
        for key, contract in self.reading.contracts.items():
            offer = self.reading.offers[fold(contract.offer)]
            if offer.supplier == supplier and item in (None, offer.item):
                weight = 1.0 if item is not None else self.reading.kg(offer.item)
                made.add(weight * contract.per_month, self.running(key, w, t))
        return made

    def discount(self, t: int) -> float:
        return float((1 + self.settings.discount_rate) ** (-t / 12))
