"""Decides what is known of a plan that is asked what if: its yes and no, what a question is about, what stays held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


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
