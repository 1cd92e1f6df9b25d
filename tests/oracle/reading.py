"""Decides what the oracle understands of a case: plain joined rows, the exploded bill, who may use what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.months import Month
from planner.tables import choices, needs, supply
from planner.tables.case import Case


def fold(name: str) -> str:
    """A name as names are compared."""
    return name.casefold()


def folded_set(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names))


@dataclass
class OfferRead:
    """An offer in case currency. ``first`` and ``last`` are months from the start, not clipped."""

    key: str
    supplier: str
    item: str
    price: float
    freight: float
    duty_rate: float
    production: int
    transit: int
    min_order: float
    multiple: float | None
    order_cost: float
    qualification: str | None
    first: int
    last: int
    end_uses: frozenset[str]
    tolling: dict[str, float] = field(default_factory=dict)
    contracts: list[str] = field(default_factory=list)

    @property
    def pair(self) -> tuple[str, str]:
        return self.supplier, self.item


class Reading:
    """The case with names folded, months counted from the start, and what follows from its rows."""

    def __init__(self, case: Case) -> None:
        self.settings = case.settings
        self.start = self.settings.start_month
        self.months = self.settings.months
        self.products = {fold(one.product): one for one in case.read(needs.Product)}
        self.suppliers = {fold(one.supplier): one for one in case.read(supply.Supplier)}
        self.redesigns = {fold(one.redesign): one for one in case.read(choices.Redesign)}
        self.qualifications = {fold(one.qualification): one for one in case.read(supply.Qualification)}
        self.contracts = {fold(one.contract): one for one in case.read(supply.Contract)}
        self.limits = case.read(choices.Limit)
        self._read_bill(case)
        self.items = {fold(one.item): one for one in case.read(needs.Item) if fold(one.item) not in self.bill}
        self._read_elements(case)
        self._read_demand(case)
        self._read_designs(case)
        self._read_offers(case)
        self._read_capacity(case)
        self.licences = [
            one
            for one in case.read(supply.Licence)
            if one.status == "granted" and (fold(one.supplier), fold(one.item)) in self.pairs
        ]
        self.stock = [one for one in case.read(supply.Stock) if fold(one.item) in self.items]
        self.open_orders = [one for one in case.read(supply.OpenOrder) if fold(one.item) in self.items]
        events = case.read(choices.Event)
        self.scenarios = [
            (one.scenario, one.probability, [event for event in events if fold(event.scenario) == fold(one.scenario)])
            for one in case.read(choices.Scenario)
            if one.probability > 0
        ] or [("", 1.0, [])]

    def at(self, month: Month) -> int:
        """Months from the start."""
        return month - self.start

    # what is needed

    def _read_bill(self, case: Case) -> None:
        self.bill: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for line in case.read(needs.BillLine):
            self.bill[fold(line.parent)].append((fold(line.component), line.quantity / (1 - line.scrap_rate)))

    def _explode(self, parent: str, factor: float, total: dict[str, float]) -> None:
        for component, quantity in self.bill.get(parent, ()):
            if component in self.items:
                total[component] += factor * quantity
            else:
                self._explode(component, factor * quantity, total)

    def _read_demand(self, case: Case) -> None:
        self.demand = {product: [0.0] * self.months for product in self.products}
        for row in case.read(needs.Demand):
            if 0 <= self.at(row.month) < self.months:
                self.demand[fold(row.product)][self.at(row.month)] = row.quantity

    def _read_designs(self, case: Case) -> None:
        """``designs[product]`` maps None (the base) and each redesign to {item: units}; ``users`` says who uses it."""
        changes = defaultdict(list)
        for change in case.read(choices.RedesignChange):
            changes[fold(change.redesign)].append(change)
        self.designs: dict[str, dict[str | None, dict[str, float]]] = {}
        for product in self.products:
            base: dict[str, float] = defaultdict(float)
            self._explode(product, 1.0, base)
            self.designs[product] = {None: dict(base)}
            for name, redesign in self.redesigns.items():
                if fold(redesign.product) != product:
                    continue
                use = dict(base)
                for change in changes[name]:
                    use[fold(change.item)] = 0.0
                for change in changes[name]:
                    if change.replacement:
                        new = fold(change.replacement)
                        use[new] = use.get(new, 0.0) + change.ratio * base.get(fold(change.item), 0.0)
                self.designs[product][name] = {item: units for item, units in use.items() if units > 0}
        self.users = {
            item: [p for p, designs in self.designs.items() if any(item in use for use in designs.values())]
            for item in self.items
        }
        self.need = {
            item: [
                sum(self.designs[p][None].get(item, 0.0) * self.demand[p][t] for p in self.products)
                for t in range(self.months)
            ]
            for item in self.items
        }

    def _read_elements(self, case: Case) -> None:
        rows = defaultdict(list)
        for row in case.read(needs.Composition):
            rows[fold(row.of)].append((fold(row.element), row.weight_percent))
        self.elements = {}
        for name, item in self.items.items():
            own = rows.get(name) or (rows.get(fold(item.grade), []) if item.grade else [])
            self.elements[name] = {element for element, percent in own if percent > 0}

    # what can be bought

    def _read_offers(self, case: Case) -> None:
        rates = {fold(one.currency): one.rate for one in case.read(supply.Currency)}
        rates[fold(self.settings.currency)] = 1.0
        self.offers: dict[str, OfferRead] = {}
        caps: dict[tuple[str, str], float] = {}
        self.ordered_before: dict[tuple[str, str], float] = defaultdict(float)
        for row in case.read(supply.Offer):
            if fold(row.item) not in self.items:
                continue
            rate = rates[fold(row.currency)] if row.currency else 1.0
            offer = OfferRead(
                key=fold(row.offer),
                supplier=fold(row.supplier),
                item=fold(row.item),
                price=row.price * rate,
                freight=row.freight * rate,
                duty_rate=row.duty_rate,
                production=row.production_months,
                transit=row.transit_months,
                min_order=row.min_order or 0.0,
                multiple=row.order_multiple,
                order_cost=row.order_cost * rate,
                qualification=fold(row.qualification) if row.qualification else None,
                first=self.at(row.from_month) if row.from_month else 0,
                last=self.at(row.to_month) if row.to_month else self.months - 1,
                end_uses=folded_set(row.end_uses),
            )
            self.offers[offer.key] = offer
            if row.max_12_months is not None:
                caps[offer.pair] = row.max_12_months
            self.ordered_before[offer.pair] = max(self.ordered_before[offer.pair], row.ordered_before)
        self.max_12_months = caps
        self.pairs = list(dict.fromkeys(offer.pair for offer in self.offers.values()))
        for toll in case.read(supply.Tolling):
            if fold(toll.offer) in self.offers:
                self.offers[fold(toll.offer)].tolling[fold(toll.material)] = toll.quantity_per_unit
        self.contracts = {key: one for key, one in self.contracts.items() if fold(one.offer) in self.offers}
        for key, contract in self.contracts.items():
            self.offers[fold(contract.offer)].contracts.append(key)

    def _read_capacity(self, case: Case) -> None:
        """``capacity[supplier, item or None]`` is what may leave in each month; no entry is no bound."""
        steps: dict[tuple[str, str | None], list[tuple[int, float]]] = defaultdict(list)
        for row in case.read(supply.Capacity):
            item = fold(row.item) if row.item else None
            steps[fold(row.supplier), item].append((self.at(row.from_month), row.per_month))
        self.capacity: dict[tuple[str, str | None], list[float]] = {}
        for key, listed in steps.items():
            flow = []
            for t in range(self.months):
                begun = [(month, amount) for month, amount in listed if month <= t]
                flow.append(max(begun)[1] if begun else 0.0)
            self.capacity[key] = flow

    def kg(self, item: str) -> float:
        """Mass of one unit as capacity in kg counts it."""
        row = self.items[item]
        if row.mass_g is not None:
            return row.mass_g / 1000
        if row.kind == "material" and (row.unit is None or fold(row.unit) == "kg"):
            return 1.0
        raise ValueError(f"{row.item} has no mass")

    def contract_price(self, key: str) -> float:
        contract = self.contracts[key]
        return self.offers[fold(contract.offer)].price if contract.price is None else contract.price

    # who may use what

    def goods_pool(self, offer: OfferRead, end_use: str | None, named: frozenset[str]) -> frozenset[str]:
        """The products that may use what an offer ships in a lane: ``end_use``, or none of the ``named``."""
        maker = self.suppliers[offer.supplier]
        origins = {fold(maker.country)}
        if maker.feed_share > 0 and maker.feed_country:
            origins.add(fold(maker.feed_country))
        pool = self.stock_pool(offer.item, origins, offer.end_uses)
        if self.is_material(offer.item):
            return pool
        return frozenset(
            p for p in pool if (self.end_use(p) == end_use if end_use is not None else self.end_use(p) not in named)
        )

    def stock_pool(self, item: str, origins: Iterable[str], end_uses: frozenset[str] = frozenset()) -> frozenset[str]:
        """The products that may use goods of these countries, sold for these end uses (none: every)."""
        if self.is_material(item):
            return frozenset(self.users[item])
        barred = set(origins)
        return frozenset(
            p
            for p in self.users[item]
            if not barred & folded_set(self.products[p].excluded_origins)
            and (not end_uses or self.end_use(p) in end_uses)
        )

    def end_use(self, product: str) -> str | None:
        use = self.products[product].end_use
        return fold(use) if use else None

    def is_material(self, item: str) -> bool:
        return self.items[item].kind == "material"
