"""Decides what of a plan is handed to another solve: its yes and no; and what a question about it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # PuLP loads slowly: whoever only asks what a plan means, a window for one, never needs it
    from planner.model.build import Model
    from planner.solve.arrays import Floats


class Freedom(Enum):
    """What was free when a question was solved.

    ALL: everything was planned anew. STARTS: what the question touches was planned anew, with orders of any size; the
    rest stayed as in the plan. ORDERS: the starts, and the orders placed of items the question does not touch, stayed
    as in the plan; quantities, stocks and builds were free, and orders of the items it touches of any size.
    """

    ALL = "all"
    STARTS = "starts"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The yes and no of a plan, numbered as in the facts, so that it fits the model of changed facts too.

    Attributes:
        begun: (family, index, node) of each start; the family is "qualified", "redesigned" or "signed".
        placed: (offer, node) of each order.
        lots: multiples ordered by (offer, node).
    """

    begun: frozenset[tuple[str, int, int]]
    placed: frozenset[tuple[int, int]]
    lots: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is about: these products and items are set free, with the starts that touch them."""

    products: frozenset[int]
    items: frozenset[int]


def values_of(chosen: Chosen, model: Model) -> Floats:
    """A plan's yes and no as values of the whole columns; the entries of all other columns mean nothing."""
    v, sets = model.variables, model.sets
    at = np.zeros(len(model.program.columns))
    by_group: dict[tuple[str, int], set[int]] = defaultdict(set)
    for family, index, n in chosen.begun:
        by_group[family, index].add(n)
    for family, columns in (("qualified", v.qualified), ("redesigned", v.redesigned), ("signed", v.signed)):
        for (index, n), column in columns.items():
            begun = by_group.get((family, index))
            at[column.position] = float(begun is not None and not begun.isdisjoint(sets.paths[n]))
    for key, column in v.place.items():
        at[column.position] = float(key in chosen.placed)
    for key, column in v.lots.items():
        at[column.position] = chosen.lots.get(key, 0.0)
    return at
