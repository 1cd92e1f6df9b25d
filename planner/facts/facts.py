"""Decides what everybody downstream may know of a case: its rows joined, converted, clipped and numbered.

Everything is numbered from 0 in the order of the case: items, suppliers, offers, products and so on. Months are
counted from the start month; T is the horizon. Money is in case currency. A *pair* is a supplier and an item it offers;
a *lane* is a pair for one end use where events tell end uses apart, else the whole pair; a *part* is what an offer
ships in one lane to one pool; a *pool* is the stock of one item that the same set of products may use.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.tables.choices import Event
from planner.tables.needs import Settings

NO_REDESIGN = "base"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item. ``kg`` is magnet mass of one unit in kg, None where unknown; ``elements`` maps a chemical symbol to its
    weight percent (only > 0); ``need`` is the planned need of the base designs in units per month, T long."""

    name: str
    kind: str
    unit: str
    grade: str | None
    kg: float | None
    standard_cost: float
    max_stock: float | None
    elements: dict[str, float]
    need: tuple[float, ...]
    pools: tuple[int, ...]
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """A supplier. ``capacity_kg`` is kg over all its items that may leave in each month, T long; None is no bound.
    ``pairs`` are those of items that are bought: what is offered of an item with a bill of its own has no effect."""

    name: str
    country: str
    feed_country: str | None
    feed_share: float
    capacity_kg: tuple[float, ...] | None
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """A supplier and an item it offers. ``capacity`` is units that may leave in each month, T long; None is no bound.
    ``max_12_months`` and ``ordered_before`` hold for all its offers together."""

    supplier: int
    item: int
    offers: tuple[int, ...]
    lanes: tuple[int, ...]
    capacity: tuple[float, ...] | None
    max_12_months: float | None
    ordered_before: float
    licences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LaneFacts:
    """A pair for one end use; ``end_use`` is None for all end uses that have no lane of their own."""

    pair: int
    end_use: str | None


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What an offer ships in one lane: it lands in one pool."""

    offer: int
    lane: int
    pool: int


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """The stock of an item that the same products may use. ``products`` are those that use the item in any design and
    may use these goods, rising; ``name`` joins their names with ``;``; ``opening`` is units on hand at the start."""

    item: int
    products: tuple[int, ...]
    name: str
    opening: float


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer, in case currency. ``first`` and ``last`` are the months in which orders may be placed, clipped to the
    horizon (first > last: never). ``tolling`` lists (item, units per unit ordered)."""

    name: str
    supplier: int
    item: int
    pair: int
    price: float
    freight: float
    duty_rate: float
    production: int
    transit: int
    min_order: float
    multiple: float | None
    order_cost: float
    qualification: int | None
    first: int
    last: int
    parts: tuple[int, ...]
    contracts: tuple[int, ...]
    tolling: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """An open order that has not left: ``quantity`` units join the offer's waiting goods in month ``ready`` (0 for
    those due before the start; may lie beyond the horizon)."""

    offer: int
    quantity: float
    ready: int


@dataclass(frozen=True, slots=True)
class ComingOrder:
    """An open order that has left: ``quantity`` units reach the pool in month ``arrives`` (may lie beyond the
    horizon)."""

    pool: int
    quantity: float
    arrives: int


@dataclass(frozen=True, slots=True)
class DesignFacts:
    """A way to build a product: the base (``redesign`` None) or a redesign. ``use`` lists (item, units in one product,
    scrap included), by rising item, only > 0."""

    product: int
    redesign: int | None
    name: str
    unit_cost: float
    use: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product. ``demand`` is planned units per month, T long, events apart; ``designs`` begins with the base.
    ``backorder_cost`` None: an unmet unit is lost at once."""

    name: str
    end_use: str | None
    shortage_cost: float
    backorder_cost: float | None
    excluded_origins: tuple[str, ...]
    demand: tuple[float, ...]
    designs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QualificationFacts:
    """A qualification. ``started``: month it started (negative), None if it has not. ``offers`` name it."""

    name: str
    months: int
    cost: float
    earliest: int
    started: int | None
    offers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """A contract. It runs from max(first, month of signing) to last. ``first``, ``last`` and ``sign_by`` are months not
    clipped; ``signed``: binding from before the start."""

    name: str
    offer: int
    sign_by: int
    first: int
    last: int
    per_month: float
    price: float
    take_or_pay: float
    fee: float
    signed: bool


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """A granted licence: ``quantity`` units of the pair may leave in months first to last (not clipped)."""

    name: str
    pair: int
    quantity: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RedesignFacts:
    """A redesign. ``design`` is its design; ``started``: month it started (negative), None if it has not."""

    name: str
    product: int
    design: int
    months: int
    cost: float
    earliest: int
    started: int | None


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """A limit. ``row`` is its row in the case; ``words`` name it for people.

    ``offers`` match all its filters, ``of_offers`` those a share is taken of (item and product filters alone);
    ``items`` and ``products`` match their filters; it holds in months first to last, clipped to the horizon.
    ``penalty`` None: hard.
    """

    row: int
    kind: str
    value: float
    words: str
    offers: tuple[int, ...]
    of_offers: tuple[int, ...]
    items: tuple[int, ...]
    products: tuple[int, ...]
    first: int
    last: int
    penalty: float | None


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """A scenario of probability > 0, with its events as entered."""

    name: str
    probability: float
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. ``months`` is T."""

    settings: Settings
    months: int
    items: tuple[ItemFacts, ...]
    suppliers: tuple[SupplierFacts, ...]
    pairs: tuple[PairFacts, ...]
    lanes: tuple[LaneFacts, ...]
    parts: tuple[PartFacts, ...]
    pools: tuple[PoolFacts, ...]
    offers: tuple[OfferFacts, ...]
    waiting: tuple[WaitingOrder, ...]
    coming: tuple[ComingOrder, ...]
    products: tuple[ProductFacts, ...]
    designs: tuple[DesignFacts, ...]
    qualifications: tuple[QualificationFacts, ...]
    contracts: tuple[ContractFacts, ...]
    licences: tuple[LicenceFacts, ...]
    redesigns: tuple[RedesignFacts, ...]
    limits: tuple[LimitFacts, ...]
    scenarios: tuple[ScenarioFacts, ...]
