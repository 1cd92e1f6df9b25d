"""Decides which columns are yes or no, and how they hang together: starts, placed orders, lots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.model.build import Model
from planner.solve.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Start:
    """A yes-or-no column of a start.

    Attributes:
        position: its column.
        group: which qualification, redesign or contract it belongs to: equal for all its nodes.
        before: the column of the start's node before it on its path; -1 when there is none.
        probability: of its node.
        month: of its node.
    """

    position: int
    group: tuple[str, int]
    before: int
    probability: float
    month: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """The whole columns of a model.

    Attributes:
        starts: the starts, parents first.
        place, order_of_place: positions of the placed-order columns and of their orders; ``least``, ``most`` and
            ``fee_bound`` give the least order and U of each.
        lots, order_of_lots: positions of the lots and of their orders; ``multiple`` the size of a lot.
    """

    starts: tuple[Start, ...]
    place: Ints
    order_of_place: Ints
    least: Floats
    most: Floats
    lots: Ints
    order_of_lots: Ints
    multiple: Floats

    @property
    def start_positions(self) -> Ints:
        return np.array([start.position for start in self.starts], dtype=np.int32)


def decisions_of(model: Model) -> Decisions:
    """The yes-or-no and whole columns of a model."""
    sets, v, facts = model.sets, model.variables, model.sets.facts
    families = (
        ("qualified", sets.qualifications, v.qualified),
        ("redesigned", sets.redesigns, v.redesigned),
        ("signed", sets.contracts, v.signed),
    )
    starts = []
    for family, all_begun, columns in families:
        for index, begun in enumerate(all_begun):
            for n in begun.starts:
                before = begun.before(n, sets.tree)
                starts.append(
                    Start(
                        columns[index, n].position,
                        (family, index),
                        columns[index, before].position if before >= 0 else -1,
                        sets.tree.nodes[n].probability,
                        sets.month[n],
                    )
                )
    placed, lotted = list(v.place), list(v.lots)
    return Decisions(
        tuple(starts),
        np.array([v.place[key].position for key in placed], dtype=np.int32),
        np.array([v.order[key].position for key in placed], dtype=np.int32),
        np.array([facts.offers[o].min_order for o, _ in placed], dtype=float),
        np.array([v.bounds[key] for key in placed], dtype=float),
        np.array([v.lots[key].position for key in lotted], dtype=np.int32),
        np.array([v.order[key].position for key in lotted], dtype=np.int32),
        np.array([facts.offers[o].multiple or 1.0 for o, _ in lotted], dtype=float),
    )
