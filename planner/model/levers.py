"""Decides which right sides of the model move, and by how much, when a figure of the case moves by one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum

from planner.model.ordering import YEAR
from planner.model.sets import Sets


class LeverKind(Enum):
    """A figure of the case that bounds the plan, and what one of it is."""

    CAPACITY = "one unit a month of an item more from a supplier, in every month in which any may leave"
    SUPPLIER_CAPACITY = "one kg a month more from a supplier over all its items, in every month in which any may leave"
    LICENCE_SHARE = "one point more of what may leave a supplier, in every month in which less than all may"
    LICENCE = "one unit more under a licence in hand"
    YEAR = "one unit more of an item from a supplier in any twelve months"
    STORE = "room for one unit more of an item"
    LIMIT = "one more of the value of a limit on money, in each of its months"


@dataclass(frozen=True, slots=True)
class Lever:
    """A figure and the rows it bounds.

    Attributes:
        kind: what is moved by one; a licence share by one hundredth.
        supplier, item, licence, limit: of what; None where it says nothing. Numbers of the facts.
        rows: (code of a row, change of its right side, node).
    """

    kind: LeverKind
    rows: tuple[tuple[str, float, int], ...]
    supplier: int | None = None
    item: int | None = None
    licence: int | None = None
    limit: int | None = None


POINT = 0.01
"""A point of licence share."""

MONEY_LIMITS = ("budget", "max_stock_value")


def levers(sets: Sets, codes: Container[str]) -> tuple[Lever, ...]:
    """Every figure that bounds something, with the rows it bounds.

    Args:
        sets: of a model.
        codes: of the rows the model has.

    A licence share of 0 lets nothing leave and has no row: what a point of it would be worth must be found by solving
    again.
    """
    found = []
    for lever in _levers(sets):
        rows = tuple(row for row in lever.rows if row[0] in codes)
        if rows:
            found.append(Lever(lever.kind, rows, lever.supplier, lever.item, lever.licence, lever.limit))
    return tuple(found)


def _levers(sets: Sets) -> Iterator[Lever]:
    facts, nodes = sets.facts, range(len(sets.month))
    for k, pair in enumerate(facts.pairs):
        about = {"supplier": pair.supplier, "item": pair.item}
        if pair.capacity is not None:
            yield Lever(LeverKind.CAPACITY, tuple(_of_pair(sets, k, 1.0)), **about)
        if pair.max_12_months is not None:
            yield Lever(LeverKind.YEAR, tuple(_year(sets, k)), **about)
    for s, supplier in enumerate(facts.suppliers):
        if supplier.capacity_kg is not None:
            rows = [*_of_supplier(sets, s, 1.0)]
            for k in supplier.pairs:
                if facts.pairs[k].capacity is None:
                    rows += _of_pair(sets, k, 1.0)
            yield Lever(LeverKind.SUPPLIER_CAPACITY, tuple(rows), supplier=s)
        yield Lever(LeverKind.LICENCE_SHARE, tuple(_share(sets, s)), supplier=s)
    for k, licence in enumerate(facts.licences):
        pair = facts.pairs[licence.pair]
        rows = [(f"licence_{k}_{leaf}", 1.0, leaf) for leaf in dict.fromkeys(sets.tree.leaves)]
        yield Lever(LeverKind.LICENCE, tuple(rows), supplier=pair.supplier, item=pair.item, licence=k)
    for i in range(len(facts.items)):
        yield Lever(LeverKind.STORE, tuple((f"store_{i}_{n}", 1.0, n) for n in nodes), item=i)
    for at, limit in enumerate(facts.limits):
        if limit.kind in MONEY_LIMITS:
            yield Lever(LeverKind.LIMIT, tuple((f"limit_{at}_0_{n}", 1.0, n) for n in nodes), limit=at)


def _of_pair(sets: Sets, k: int, more: float) -> Iterator[tuple[str, float, int]]:
    """The rows of a pair's bound, when it holds so much more with everything available."""
    available, lanes = sets.tree.outlook.availability, sets.facts.pairs[k].lanes
    for n, at in enumerate(available):
        for lane in lanes:
            yield f"leaving_item_{k}_{n}_{lane}", more * at[lane], n
            yield f"most_item_{k}_{n}_{lane}", more, n
        yield f"leaving_item_{k}_{n}", more * max(at[lane] for lane in lanes), n
        yield f"most_item_{k}_{n}", more, n


def _year(sets: Sets, k: int) -> Iterator[tuple[str, float, int]]:
    """The rows of a twelve-month cap that move: not those in which more was ordered before than it allows."""
    pair = sets.facts.pairs[k]
    for n, t in enumerate(sets.month):
        used = pair.ordered_before * max(0, YEAR - 1 - t) / YEAR
        if (pair.max_12_months or 0.0) >= used:
            yield f"year_{k}_{n}", 1.0, n


def _of_supplier(sets: Sets, s: int, more: float) -> Iterator[tuple[str, float, int]]:
    for n in range(len(sets.month)):
        yield f"leaving_supplier_{s}_{n}", more * _best(sets, s, n), n
        yield f"most_supplier_{s}_{n}", more, n


def _share(sets: Sets, s: int) -> Iterator[tuple[str, float, int]]:
    """What a point more of every share below the whole adds; room under contracts apart, which may not be signed."""
    facts = sets.facts
    supplier = facts.suppliers[s]
    in_all = supplier.capacity_kg
    for n, at in enumerate(sets.tree.outlook.availability):
        t = sets.month[n]
        for k in supplier.pairs:
            pair = facts.pairs[k]
            room = pair.capacity[t] if pair.capacity is not None else in_all[t] if in_all is not None else 0.0
            for lane in pair.lanes:
                yield f"leaving_item_{k}_{n}_{lane}", _point(at[lane]) * room, n
            best = max(at[lane] for lane in pair.lanes)
            yield f"leaving_item_{k}_{n}", _point(best) * room, n
        if in_all is not None:
            yield f"leaving_supplier_{s}_{n}", _point(_best(sets, s, n)) * in_all[t], n


def _best(sets: Sets, s: int, n: int) -> float:
    """The largest share that may leave of a supplier's items."""
    at = sets.tree.outlook.availability[n]
    return max((at[lane] for k in sets.facts.suppliers[s].pairs for lane in sets.facts.pairs[k].lanes), default=1.0)


def _point(share: float) -> float:
    """A point more, of a share that is neither nothing nor all."""
    return min(POINT, 1.0 - share) if 0.0 < share < 1.0 else 0.0
