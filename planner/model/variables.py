"""Decides which quantities the plan chooses: one column per index that exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from planner.model.begun import Begun
from planner.model.bounds import order_bounds
from planner.model.program import Column, Program, Term
from planner.model.sets import Pair, Sets, Triple


@dataclass(slots=True)
class Variables:
    """The columns by index; n is a node. Everything is >= 0 unless said.

    Attributes:
        order: units ordered by (offer, n).          place: 1 when an order is placed, by (offer, n).
        lots: whole multiples ordered, by (offer, n). wait: units ready and not left, by (offer, n).
        ship: units leaving, by (part, n).            stock: units at month's end, by (pool, n).
        build: units built, by (design, n).           use: units taken, by (design, pool, n).
        toll: units taken for tolling, by (pool, n).   lost, late: units, by (product, n).
        qualified, redesigned, signed: 1 when it has begun by n, for n where it may begin.
        reserved: units under a contract, by (contract, n). unpaid: take-or-pay shortfall in units, by (contract, n).
        licensed: units leaving under a licence, by (licence, lane, n).
        slack: units by which a soft limit is broken, by (limit, index within it, n).
        total: what a limit adds up along a path, by (limit's code, n).
        bounds: the U of each order.
        tail: excess over the tail's threshold by leaf; ``threshold`` and ``path_cost`` by n are free.
    """

    order: dict[Pair, Column] = field(default_factory=dict)
    place: dict[Pair, Column] = field(default_factory=dict)
    lots: dict[Pair, Column] = field(default_factory=dict)
    wait: dict[Pair, Column] = field(default_factory=dict)
    ship: dict[Pair, Column] = field(default_factory=dict)
    stock: dict[Pair, Column] = field(default_factory=dict)
    build: dict[Pair, Column] = field(default_factory=dict)
    use: dict[Triple, Column] = field(default_factory=dict)
    toll: dict[Pair, Column] = field(default_factory=dict)
    lost: dict[Pair, Column] = field(default_factory=dict)
    late: dict[Pair, Column] = field(default_factory=dict)
    qualified: dict[Pair, Column] = field(default_factory=dict)
    redesigned: dict[Pair, Column] = field(default_factory=dict)
    signed: dict[Pair, Column] = field(default_factory=dict)
    reserved: dict[Pair, Column] = field(default_factory=dict)
    unpaid: dict[Pair, Column] = field(default_factory=dict)
    licensed: dict[Triple, Column] = field(default_factory=dict)
    slack: dict[Triple, Column] = field(default_factory=dict)
    total: dict[tuple[str, int], Column] = field(default_factory=dict)
    bounds: dict[Pair, float] = field(default_factory=dict)
    tail: dict[int, Column] = field(default_factory=dict)
    path_cost: dict[int, Column] = field(default_factory=dict)
    threshold: Column | None = None

    def by_node(self) -> Iterator[tuple[int, Column]]:
        """Each column that belongs to a node, with the node: all but those of the tail."""
        for one in fields(self):
            if one.name not in _OF_THE_TAIL:
                for key, column in getattr(self, one.name).items():
                    yield key[-1], column


_OF_THE_TAIL = ("bounds", "tail", "path_cost", "threshold")


def make(program: Program, sets: Sets) -> Variables:
    """All columns of the case but those that single families keep to themselves (slacks, tail)."""
    v = Variables(bounds=order_bounds(sets))
    column = program.column
    for q, begun in enumerate(sets.qualifications):
        v.qualified.update({(q, n): column(f"qualified_{q}_{n}", 0, 1, integer=True) for n in begun.starts})
    for r, begun in enumerate(sets.redesigns):
        v.redesigned.update({(r, n): column(f"redesigned_{r}_{n}", 0, 1, integer=True) for n in begun.starts})
    for c, begun in enumerate(sets.contracts):
        v.signed.update({(c, n): column(f"signed_{c}_{n}", 0, 1, integer=True) for n in begun.starts})
    v.order = {(o, n): column(f"order_{o}_{n}") for o, n in sets.orders}
    v.place = {(o, n): column(f"place_{o}_{n}", 0, 1, integer=True) for o, n in sets.orders if (o, n) in sets.placed}
    v.lots = {(o, n): column(f"lots_{o}_{n}", integer=True) for o, n in sets.orders if (o, n) in sets.lots}
    v.wait = {(o, n): column(f"wait_{o}_{n}") for o, n in sets.waits}
    v.ship = {(part, n): column(f"ship_{part}_{n}") for part, n in sets.ships}
    v.stock = {(g, n): column(f"stock_{g}_{n}") for g, n in sets.stocks}
    v.build = {(d, n): column(f"build_{d}_{n}") for d, n in sets.builds}
    v.use = {(d, g, n): column(f"use_{d}_{g}_{n}") for d, g, n in sets.uses}
    v.toll = {(g, n): column(f"toll_{g}_{n}") for g, n in sets.tolls}
    v.lost = {(p, n): column(f"lost_{p}_{n}") for p, n in sets.lost}
    v.late = {(p, n): column(f"late_{p}_{n}") for p, n in sets.late}
    v.reserved = {(c, n): column(f"reserved_{c}_{n}") for c, n in sets.reserves}
    v.unpaid = {(c, n): column(f"unpaid_{c}_{n}") for c, n in sets.runs if sets.facts.contracts[c].take_or_pay > 0}
    v.licensed = {(k, lane, n): column(f"licensed_{k}_{lane}_{n}") for k, lane, n in sets.licensed}
    return v


def counts(index: int, begun: Begun, columns: dict[Pair, Column], n: int, sets: Sets) -> tuple[list[Term], float]:
    """Whether it counts at n, as terms and a constant: 1 when it does, 0 when it does not."""
    if begun.certain(n, sets.paths):
        return [], 1.0
    at = begun.deciding(n, sets.paths)
    return ([(columns[index, at], 1.0)], 0.0) if at >= 0 else ([], 0.0)


def beginning(index: int, begun: Begun, columns: dict[Pair, Column], n: int, sets: Sets) -> list[Term]:
    """1 when it begins at n, a node in ``begun.starts``, as terms."""
    before = begun.before(n, sets.tree)
    terms: list[Term] = [(columns[index, n], 1.0)]
    if before >= 0:
        terms.append((columns[index, before], -1.0))
    return terms
