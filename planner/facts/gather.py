"""Decides what follows from a case: every row joined to the others by number, ready for tree, model and audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.facts.composition import GradeBook, compositions
from planner.facts.facts import Facts, ItemFacts, LaneFacts, PoolFacts
from planner.facts.futures import gather_scenarios
from planner.facts.goods import gather_goods
from planner.facts.horizon import Horizon
from planner.facts.lanes import MATERIAL, split_lanes
from planner.facts.limits import gather_limits
from planner.facts.names import Numbering
from planner.facts.products import Products, gather_products
from planner.facts.sources import Sources, gather_sources
from planner.facts.undertakings import gather_contracts, gather_licences, gather_qualifications
from planner.reference.library import Library, load
from planner.tables.case import Case
from planner.tables.choices import Event, Limit, Scenario
from planner.tables.needs import Composition, Grade, Item
from planner.tables.supply import Contract, Qualification


def gather(case: Case, library: GradeBook | None = None) -> Facts:
    """What follows from a case.

    Args:
        case: without error findings.
        library: composition of the grades the case has no rows for; None reads the reference library when such a
            grade turns up.

    Raises:
        PlannerBug: a name leads nowhere or the bill has a loop; the checks should have said so.
    """
    settings = case.settings
    horizon = Horizon(settings.start_month, settings.months)
    countries, end_uses = Numbering("country"), Numbering("end use")
    numbers = Numbering("item", (row.item for row in case.read(Item)))
    made = gather_products(case, horizon, numbers, countries, end_uses)
    qualifications = case.read(Qualification)
    approvals = Numbering("qualification", (row.qualification for row in qualifications))
    sources = gather_sources(case, horizon, numbers, approvals, countries)
    items = _items(case, made, library or _ReferenceLibrary())
    scenarios, events = gather_scenarios(case.read(Scenario), case.read(Event))
    lanes = split_lanes(sources.pairs, sources.suppliers, items, events, horizon, end_uses)
    sources = _with_lanes(_without_effect(sources, made.built, horizon), lanes)
    goods = gather_goods(case, horizon, items, numbers, made, sources, lanes)
    parts = _listed(len(sources.offers), (part.offer for part in goods.parts))
    return Facts(
        settings=settings,
        months=settings.months,
        items=_with_pools(items, goods.pools, sources),
        suppliers=sources.suppliers,
        pairs=sources.pairs,
        lanes=lanes,
        parts=goods.parts,
        pools=goods.pools,
        offers=tuple(replace(offer, parts=listed) for offer, listed in zip(sources.offers, parts, strict=True)),
        waiting=goods.waiting,
        coming=goods.coming,
        products=made.products,
        designs=made.designs,
        qualifications=gather_qualifications(qualifications, horizon, sources),
        contracts=gather_contracts(case.read(Contract), horizon, sources),
        licences=gather_licences(horizon, numbers, sources),
        redesigns=made.redesigns,
        limits=gather_limits(case.read(Limit), horizon, items, made, sources, settings.currency),
        scenarios=scenarios,
    )


class _ReferenceLibrary:
    """The reference library as a grade book, read when the first grade is looked up: most cases need none."""

    def __init__(self) -> None:
        self._read: Library | None = None

    def __call__(self, grade: str) -> Sequence[tuple[str, float]]:
        if self._read is None:
            self._read = load()
        return self._read.composition(grade)


def _items(case: Case, made: Products, library: GradeBook) -> tuple[ItemFacts, ...]:
    rows = case.read(Item)
    grades = Numbering("grade", (row.grade for row in case.read(Grade)))
    elements = compositions(rows, case.read(Composition), library)
    found: list[ItemFacts] = []
    for row, held, need in zip(rows, elements, made.need, strict=True):
        unit = row.unit or ("kg" if row.kind == MATERIAL else "pcs")
        found.append(
            ItemFacts(
                name=row.item,
                kind=row.kind,
                unit=unit,
                grade=grades.spelled(row.grade) if row.grade else None,
                kg=_kg(row, unit),
                standard_cost=row.standard_cost,
                max_stock=row.max_stock,
                elements=held,
                need=need,
                pools=(),
                pairs=(),
            )
        )
    return tuple(found)


def _kg(row: Item, unit: str) -> float | None:
    """Magnet mass of one unit; a material counted in kg weighs 1."""
    if row.mass_g is not None:
        return row.mass_g / 1000
    return 1.0 if row.kind == MATERIAL and unit.casefold() == "kg" else None


def _without_effect(sources: Sources, built: frozenset[int], horizon: Horizon) -> Sources:
    """Offers of items that are built from a bill of their own have no effect: they are never open and need no approval,
    and their pairs are none of their suppliers'."""
    return replace(
        sources,
        suppliers=tuple(
            replace(one, pairs=tuple(pair for pair in one.pairs if sources.pairs[pair].item not in built))
            for one in sources.suppliers
        ),
        offers=tuple(
            replace(offer, qualification=None, first=horizon.months, last=-1) if offer.item in built else offer
            for offer in sources.offers
        ),
    )


def _with_lanes(sources: Sources, lanes: Sequence[LaneFacts]) -> Sources:
    of_pair = _listed(len(sources.pairs), (lane.pair for lane in lanes))
    pairs = tuple(replace(pair, lanes=listed) for pair, listed in zip(sources.pairs, of_pair, strict=True))
    return replace(sources, pairs=pairs)


def _with_pools(items: Sequence[ItemFacts], pools: Sequence[PoolFacts], sources: Sources) -> tuple[ItemFacts, ...]:
    of_item = _listed(len(items), (pool.item for pool in pools))
    pairs = _listed(len(items), (pair.item for pair in sources.pairs))
    return tuple(
        replace(item, pools=its_pools, pairs=its_pairs)
        for item, its_pools, its_pairs in zip(items, of_item, pairs, strict=True)
    )


def _listed(owners: int, owner_of: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """For each owner the numbers of what it owns, rising."""
    found: list[list[int]] = [[] for _ in range(owners)]
    for number, owner in enumerate(owner_of):
        found[owner].append(number)
    return tuple(tuple(each) for each in found)
