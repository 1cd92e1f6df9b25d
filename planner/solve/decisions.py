"""Decides which columns are yes or no, and how they hang together: starts, placed orders, lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.build import Model
from planner.model.ordering import YEAR, year_left
from planner.solve.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Start:
    """A yes-or-no column of a start.

    Attributes:
        position: its column.
        group: which qualification, redesign or contract it belongs to: equal for all its nodes.
        before: the column of the start's node before it on its path; -1 when there is none.
        probability: of its node.
        node: its node; ``month`` is that node's.
        cost: what beginning costs, in case currency, undiscounted.
    """

    position: int
    group: tuple[str, int]
    before: int
    probability: float
    node: int
    month: int
    cost: float

    @property
    def name(self) -> tuple[str, int, int]:
        """The same in every model of the case."""
        return (*self.group, self.node)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The whole columns of a model.

    Attributes:
        starts: the starts, parents first.
        place, order_of_place: positions of the placed-order columns and of their orders, parents first; ``least`` and
            ``most`` give the least order and U of each, ``probability`` that of its node, ``holding`` what a unit
            in store costs a month, ``source`` its offer, ``before`` the index here of the same offer's nearest node
            before it, or -1. ``cap`` is what its twelve months may still hold (without end where there is no cap), and
            ``year`` the indices here of the other orders that count in the same twelve months up to its node.
        lots, order_of_lots: positions of the lots and of their orders; ``multiple`` the size of a lot.
        short: by product, the positions of its lost and late units. ``feeds``: by product, the indices here of the
            placed-order columns whose item it may be built of.
    """

    starts: tuple[Start, ...]
    place: Ints
    order_of_place: Ints
    least: Floats
    most: Floats
    probability: Floats
    holding: Floats
    source: Ints
    before: Ints
    cap: Floats
    year: tuple[tuple[int, ...], ...]
    lots: Ints
    order_of_lots: Ints
    multiple: Floats
    short: tuple[Ints, ...]
    feeds: tuple[Ints, ...]

    @property
    def start_positions(self) -> Ints:
        return np.array([start.position for start in self.starts], dtype=np.int32)


def decisions_of(model: Model) -> Decisions:
    """The yes-or-no and whole columns of a model."""
    sets, v, facts = model.sets, model.variables, model.sets.facts
    families = (
        ("qualified", sets.qualifications, v.qualified, [one.cost for one in facts.qualifications]),
        ("redesigned", sets.redesigns, v.redesigned, [one.cost for one in facts.redesigns]),
        ("signed", sets.contracts, v.signed, [one.fee for one in facts.contracts]),
    )
    starts = []
    for family, all_begun, columns, costs in families:
        for index, begun in enumerate(all_begun):
            for n in begun.starts:
                before = begun.before(n, sets.tree)
                starts.append(
                    Start(
                        columns[index, n].position,
                        (family, index),
                        columns[index, before].position if before >= 0 else -1,
                        sets.tree.nodes[n].probability,
                        n,
                        sets.month[n],
                        costs[index],
                    )
                )
    placed, lotted = sorted(v.place, key=lambda key: (key[1], key[0])), list(v.lots)
    holding = facts.settings.carrying_cost_rate / 12.0
    return Decisions(
        tuple(starts),
        np.array([v.place[key].position for key in placed], dtype=np.int32),
        np.array([v.order[key].position for key in placed], dtype=np.int32),
        np.array([facts.offers[o].min_order for o, _ in placed], dtype=float),
        np.array([v.bounds[key] for key in placed], dtype=float),
        np.array([sets.tree.nodes[n].probability for _, n in placed], dtype=float),
        np.array([holding * facts.items[facts.offers[o].item].standard_cost for o, _ in placed], dtype=float),
        np.array([o for o, _ in placed], dtype=np.int32),
        _nearest_before(model, placed),
        np.array([year_left(facts, o, sets.month[n]) for o, n in placed], dtype=float),
        _same_year(model, placed),
        np.array([v.lots[key].position for key in lotted], dtype=np.int32),
        np.array([v.order[key].position for key in lotted], dtype=np.int32),
        np.array([facts.offers[o].multiple or 1.0 for o, _ in lotted], dtype=float),
        _short(model),
        _feeds(model, placed),
    )


def _short(model: Model) -> tuple[Ints, ...]:
    found: list[list[int]] = [[] for _ in model.sets.facts.products]
    for family in (model.variables.lost, model.variables.late):
        for (p, _), column in family.items():
            found[p].append(column.position)
    return tuple(np.array(each, dtype=np.int32) for each in found)


def _feeds(model: Model, placed: list[tuple[int, int]]) -> tuple[Ints, ...]:
    facts = model.sets.facts
    item = np.array([facts.offers[o].item for o, _ in placed], dtype=np.int32)
    used = [{i for d in product.designs for i, _ in facts.designs[d].use} for product in facts.products]
    return tuple(np.flatnonzero(np.isin(item, list(each))).astype(np.int32) for each in used)


def _nearest_before(model: Model, placed: list[tuple[int, int]]) -> Ints:
    """For each (offer, node) the index of the same offer at the nearest node before it on its path, or -1."""
    at = {key: index for index, key in enumerate(placed)}
    found = []
    for o, n in placed:
        before = model.sets.parent[n]
        while before >= 0 and (o, before) not in at:
            before = model.sets.parent[before]
        found.append(at.get((o, before), -1))
    return np.array(found, dtype=np.int32)


def _same_year(model: Model, placed: list[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """For each (offer, node) of a capped pair, the orders of the pair in the twelve months up to the node."""
    sets, facts = model.sets, model.sets.facts
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (o, n) in enumerate(placed):
        at[facts.offers[o].pair, n].append(index)
    found: list[tuple[int, ...]] = []
    for index, (o, n) in enumerate(placed):
        pair = facts.offers[o].pair
        if facts.pairs[pair].max_12_months is None:
            found.append(())
            continue
        months = sets.paths[n][max(0, sets.month[n] - YEAR + 1) :]
        found.append(tuple(other for m in months for other in at.get((pair, m), ()) if other != index))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Which columns hang together, one entry a column.

    Attributes:
        item: the item a column supplies or stores; -1 where it is about none.
        product: the product a column builds or fails; -1 where it is about none.
        start: whether it says that something has begun.
    """

    item: Ints
    product: Ints
    start: NDArray[np.bool_]


def belonging_of(model: Model) -> Belonging:
    """What each column of a model is about. Sums, slacks and the tail are about nothing."""
    v, facts = model.variables, model.sets.facts
    size = len(model.program.columns)
    item, product = np.full(size, -1, dtype=np.int32), np.full(size, -1, dtype=np.int32)
    start = np.zeros(size, dtype=bool)
    for at, about in _items(model):
        item[at] = about
    for (d, _), column in v.build.items():
        product[column.position] = facts.designs[d].product
    for short in (v.lost, v.late):
        for (p, _), column in short.items():
            product[column.position] = p
    for begun in (v.qualified, v.redesigned, v.signed):
        for column in begun.values():
            start[column.position] = True
    return Belonging(item, product, start)


def _items(model: Model) -> Iterator[tuple[int, int]]:
    """The columns that are about an item, with it."""
    v, facts = model.variables, model.sets.facts
    for family in (v.order, v.place, v.lots, v.wait):
        for (o, _), column in family.items():
            yield column.position, facts.offers[o].item
    for (part, _), column in v.ship.items():
        yield column.position, facts.pools[facts.parts[part].pool].item
    for pooled in (v.stock, v.toll):
        for (g, _), column in pooled.items():
            yield column.position, facts.pools[g].item
    for (_, g, _), column in v.use.items():
        yield column.position, facts.pools[g].item
    for contracted in (v.reserved, v.unpaid):
        for (c, _), column in contracted.items():
            yield column.position, facts.offers[facts.contracts[c].offer].item
    for (_, lane, _), column in v.licensed.items():
        yield column.position, facts.pairs[facts.lanes[lane].pair].item
