"""Decides what is made and how: products with their planned demand, and every design with what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts.bill import Bill, Use
from planner.facts.facts import NO_REDESIGN, DesignFacts, ProductFacts, RedesignFacts
from planner.facts.horizon import Horizon
from planner.facts.names import Numbering
from planner.tables.case import Case
from planner.tables.choices import Redesign, RedesignChange
from planner.tables.needs import BillLine, Demand, Item, Product


@dataclass(frozen=True, slots=True)
class Products:
    """What is made.

    Attributes:
        products, designs, redesigns: in the order of the case; designs by product, the base first.
        numbers: the products' numbers.
        users: for each item the products that use it in any design, rising.
        base_users: for each item the products whose base design uses it, rising.
        need: for each item its units a month for the base designs at planned demand, T long.
        built: items with a bill of their own. They are always made from their components, so that stock, open orders
            and offers of them have no effect.
    """

    products: tuple[ProductFacts, ...]
    designs: tuple[DesignFacts, ...]
    redesigns: tuple[RedesignFacts, ...]
    numbers: Numbering
    users: tuple[tuple[int, ...], ...]
    base_users: tuple[tuple[int, ...], ...]
    need: tuple[tuple[float, ...], ...]
    built: frozenset[int]


def gather_products(
    case: Case, horizon: Horizon, items: Numbering, countries: Numbering, end_uses: Numbering
) -> Products:
    """Products and designs of a case without error findings.

    Designs are numbered by product: its base, then its redesigns in their order. A redesign changes its own product
    alone; whatever contains that product keeps containing its base design.

    Args:
        case: the case.
        horizon: its months.
        items: the items' numbers.
        countries: spells a country as it was first written; countries met here are added.
        end_uses: spells an end use as it was first written; end uses met here are added.
    """
    rows = case.read(Product)
    numbers = Numbering("product", (row.product for row in rows))
    bill = Bill(case.read(BillLine), items)
    base = [bill.base(row.product) for row in rows]
    demand = _demand(case.read(Demand), horizon, numbers)
    redesigns, designs = _designs(case, horizon, numbers, bill, base)
    by_product: list[list[int]] = [[] for _ in rows]
    for number, design in enumerate(designs):
        by_product[design.product].append(number)
    products = tuple(
        ProductFacts(
            name=row.product,
            end_use=_first_written(end_uses, row.end_use) if row.end_use else None,
            shortage_cost=row.shortage_cost,
            backorder_cost=row.backorder_cost,
            excluded_origins=tuple(_first_written(countries, country) for country in row.excluded_origins),
            demand=tuple(wanted),
            designs=tuple(listed),
        )
        for row, wanted, listed in zip(rows, demand, by_product, strict=True)
    )
    return Products(
        products,
        designs,
        redesigns,
        numbers,
        _users(designs, len(items)),
        _users([design for design in designs if design.redesign is None], len(items)),
        _need(base, demand, len(items), horizon.months),
        frozenset(number for number, row in enumerate(case.read(Item)) if bill.is_parent(row.item)),
    )


def _first_written(known: Numbering, name: str) -> str:
    known.add(name)
    return known.spelled(name)


def _demand(rows: Sequence[Demand], horizon: Horizon, products: Numbering) -> list[list[float]]:
    """Planned units by product and month; months outside the horizon are left alone."""
    demand = [[0.0] * horizon.months for _ in range(len(products))]
    for row in rows:
        month = horizon.offset(row.month)
        if 0 <= month < horizon.months:
            demand[products[row.product]][month] = float(row.quantity)
    return demand


def _designs(
    case: Case, horizon: Horizon, products: Numbering, bill: Bill, base: Sequence[Use]
) -> tuple[tuple[RedesignFacts, ...], tuple[DesignFacts, ...]]:
    rows = case.read(Redesign)
    changes: dict[str, list[RedesignChange]] = {}
    for change in case.read(RedesignChange):
        changes.setdefault(change.redesign.casefold(), []).append(change)
    of_product: list[list[int]] = [[] for _ in base]
    for number, row in enumerate(rows):
        of_product[products[row.product]].append(number)
    designs: list[DesignFacts] = []
    place: dict[int, int] = {}
    for product, use in enumerate(base):
        designs.append(DesignFacts(product, None, NO_REDESIGN, 0.0, tuple(use.items())))
        for number in of_product[product]:
            row = rows[number]
            place[number] = len(designs)
            new = bill.redesigned(row.product, changes.get(row.redesign.casefold(), ()))
            designs.append(DesignFacts(product, number, row.redesign, row.unit_cost, tuple(new.items())))
    redesigns = tuple(
        RedesignFacts(
            name=row.redesign,
            product=products[row.product],
            design=place[number],
            months=row.months,
            cost=row.cost,
            earliest=horizon.earliest(row.earliest_month),
            started=None if row.started_month is None else horizon.offset(row.started_month),
        )
        for number, row in enumerate(rows)
    )
    return redesigns, tuple(designs)


def _users(designs: Sequence[DesignFacts], items: int) -> tuple[tuple[int, ...], ...]:
    found: list[set[int]] = [set() for _ in range(items)]
    for design in designs:
        for item, _ in design.use:
            found[item].add(design.product)
    return tuple(tuple(sorted(each)) for each in found)


def _need(
    base: Sequence[Use], demand: Sequence[Sequence[float]], items: int, months: int
) -> tuple[tuple[float, ...], ...]:
    """need[i, t] = sum over products of demand[p, t] * base use[p, i]."""
    need = [[0.0] * months for _ in range(items)]
    for use, wanted in zip(base, demand, strict=True):
        for item, units in use.items():
            total = need[item]
            for month, quantity in enumerate(wanted):
                total[month] += units * quantity
    return tuple(tuple(each) for each in need)
