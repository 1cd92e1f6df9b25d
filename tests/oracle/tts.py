"""Decides the time to survive as published: one period of unknown length, rates for demand and capacity, stock once.

Simchi-Levi, Schmidt, Wei, Zhang, Combs, Ge, Gusikhin, Sanders and Zhang, "Identifying Risks and Mitigating Disruptions
in the Automotive Supply Chain", Interfaces 45(5), 2015, the TTS model: the longest t for which some production u and
allocation y keep every product supplied,

    u_j <= sum of y_ij / r_kj over the sites i of part k          every part of every product
    sum of y_ij over j <= u_i + s_i                               every site, s its stock
    u_i = 0                                                       every site that is disrupted
    d_j * t <= u_j + s_j                                          every product
    sum of u_i over the sites that share a capacity <= c * t      every capacity

It is written here from those lines alone, with SciPy, and knows nothing of months.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog

from planner.tables.case import Case
from tests.builders import case

FOR_EVER = float("inf")

CENTURIES = 10_000.0
"""Months that count as for ever: nothing in the small networks lasts so long and then ends."""

Site = tuple[str, str]
"""A supplier and a part it makes."""


@dataclass(frozen=True)
class Network:
    """A small network in steady state: rates per month.

    Attributes:
        demand: products, units per month.
        use: (product, part) to parts in one product.
        stock: parts on hand.
        sites: (supplier, part) to units per month; None for as many as wanted.
        mass: kg of a part, where suppliers are bounded in kg.
        kilograms: suppliers' kg per month over all their parts.
    """

    demand: dict[str, float]
    use: dict[tuple[str, str], float]
    stock: dict[str, float] = field(default_factory=dict)
    sites: dict[Site, float | None] = field(default_factory=dict)
    mass: dict[str, float] = field(default_factory=dict)
    kilograms: dict[str, float] = field(default_factory=dict)

    @property
    def parts(self) -> list[str]:
        return list(dict.fromkeys(part for _, part in self.use))


def time_to_survive(network: Network, disrupted: Collection[str]) -> float:
    """Months for which all demand can be met when these suppliers stand still; infinite when for ever."""
    program = _Program()
    program.objective["t"] = -1.0
    program.at_most({"t": 1.0}, CENTURIES)
    for product, rate in network.demand.items():
        program.at_most({"t": rate, ("u", product): -1.0}, 0.0)
        for part in network.parts:
            if (product, part) not in network.use:
                continue
            sources = [("stock", part), *(site for site in network.sites if site[1] == part)]
            allocated = {("y", source, product): -1.0 for source in sources}
            program.at_most({("u", product): network.use[product, part], **allocated}, 0.0)
    for part in network.parts:
        users = [product for product in network.demand if (product, part) in network.use]
        program.at_most({("y", ("stock", part), product): 1.0 for product in users}, network.stock.get(part, 0.0))
        for site, capacity in network.sites.items():
            if site[1] != part:
                continue
            program.at_most({("u", site): -1.0, **{("y", site, product): 1.0 for product in users}}, 0.0)
            if site[0] in disrupted:
                program.at_most({("u", site): 1.0}, 0.0)
            elif capacity is not None:
                program.at_most({("u", site): 1.0, "t": -capacity}, 0.0)
    for supplier, kilograms in network.kilograms.items():
        weighed = {("u", site): network.mass[site[1]] for site in network.sites if site[0] == supplier}
        if weighed and supplier not in disrupted:
            program.at_most({**weighed, "t": -kilograms}, 0.0)
    return program.longest()


class _Program:
    """Rows of coefficients by name; everything is at least 0."""

    def __init__(self) -> None:
        self.objective: dict[Any, float] = {}
        self.rows: list[tuple[dict[Any, float], float]] = []

    def at_most(self, terms: dict[Any, float], right: float) -> None:
        self.rows.append((terms, right))

    def longest(self) -> float:
        names = list(dict.fromkeys([*self.objective, *(name for terms, _ in self.rows for name in terms)]))
        place = {name: at for at, name in enumerate(names)}
        matrix = np.zeros((len(self.rows), len(names)))
        for number, (terms, _) in enumerate(self.rows):
            for name, factor in terms.items():
                matrix[number, place[name]] = factor
        cost = np.array([self.objective.get(name, 0.0) for name in names])
        solved = linprog(cost, A_ub=matrix, b_ub=[right for _, right in self.rows], method="highs")
        assert solved.status == 0, solved.message
        return FOR_EVER if -solved.fun > 0.999 * CENTURIES else -float(solved.fun)


def as_case(network: Network, months: int = 12) -> Case:
    """The network as a case: no lead times, level demand, every supplier approved and in a country of its own name."""
    suppliers = list(dict.fromkeys(supplier for supplier, _ in network.sites))
    items = [
        {"item": part, "standard_cost": 1, "mass_g": 1000 * network.mass[part] if part in network.mass else None}
        for part in network.parts
    ]
    capacity: list[dict[str, Any]] = [
        {"supplier": supplier, "item": part, "from_month": 0, "per_month": rate}
        for (supplier, part), rate in network.sites.items()
        if rate is not None
    ]
    capacity += [
        {"supplier": supplier, "from_month": 0, "per_month": kilograms}
        for supplier, kilograms in network.kilograms.items()
    ]
    return case(
        products=[{"product": product, "shortage_cost": 1} for product in network.demand],
        demand={product: [rate] * months for product, rate in network.demand.items()},
        bill_of_materials=[
            {"parent": product, "component": part, "quantity": units} for (product, part), units in network.use.items()
        ],
        items=items,
        stock=[{"item": part, "quantity": units} for part, units in network.stock.items()],
        suppliers=[{"supplier": supplier, "country": supplier} for supplier in suppliers],
        offers=[
            {"supplier": supplier, "item": part, "price": 1, "production_months": 0, "transit_months": 0}
            for supplier, part in network.sites
        ],
        capacity=capacity,
    )
