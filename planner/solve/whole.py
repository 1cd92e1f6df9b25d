"""Decides how a relaxed model is taken apart into the paths of its tree, each a model of its own at its own prices."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

import numpy as np
from numpy.typing import NDArray

from planner.model.build import Model
from planner.solve.arrays import LARGE, Arrays, Floats, Ints, cut_out, entries_of, held
from planner.solve.prices import priced
from planner.solve.relaxation import Relaxation
from planner.solve.session import Session


class Whole:
    """The model with its cuts, its relaxed plan and its prices, ready to be taken apart.

    A row that is about one path only belongs to the node farthest down that it speaks of. Rows that bring paths
    together (those of the tail) stay behind, at their price. Nothing of the relaxation is kept but its values and
    prices.

    Attributes:
        bound: of the relaxation.
        leaves: the last node of each path, the likeliest first; none where one path is all there is.
        probability: by node.
        small: whether a search of the whole takes seconds.
        values: the relaxed plan.
        priced: the model with its cuts, at the prices of the relaxation.
    """

    def __init__(self, model: Model, relaxation: Relaxation) -> None:
        """Take a relaxation at its optimum."""
        assert relaxation.values is not None
        assert relaxation.bound is not None
        self.bound = relaxation.bound
        tree = model.sets.tree
        self.small = len(relaxation.arrays.cost) <= LARGE
        self._paths = model.sets.paths
        arrays = relaxation.tightened()
        self.values = relaxation.values
        self.priced = priced(arrays, relaxation.session.duals())
        self.probability = np.array([node.probability for node in tree.nodes])
        leaves = sorted(dict.fromkeys(tree.leaves), key=lambda n: -self.probability[n])
        self.leaves = tuple(leaves) if len(leaves) > 1 else ()
        self._node = _nodes(model)
        self._deepest = _deepest(arrays, self._node, np.array(model.sets.month), model.sets.paths)

    def within(self, fixed: Mapping[int, float], bound: float, session: Session) -> Whole:
        """The same where some columns are held, at the prices of its own relaxation, at whose optimum a session is."""
        part = copy(self)
        part.bound = bound
        part.values = session.values()
        part.priced = priced(held(self.arrays, fixed), session.duals())
        return part

    @property
    def arrays(self) -> Arrays:
        """The model with its cuts."""
        return self.priced.arrays

    def path(self, leaf: int) -> tuple[Arrays, Ints, float]:
        """The model of one path with its own costs, for a probability of 1.

        Returns:
            The model, its columns' positions in the whole, and what the relaxed plan of the whole costs in it.
        """
        a, whole = self.arrays, self._probability_of_columns()
        on = np.zeros(len(self.probability) + 1, dtype=bool)  # the last one is for what belongs to no node
        on[list(self._paths[leaf])] = True
        rows = np.flatnonzero(on[self._deepest]).astype(np.int32)
        at = entries_of(a, rows)
        columns = np.unique(a.index[at]).astype(np.int32)
        priced = np.repeat(self.priced.duals[rows] / self.probability[self._deepest[rows]], np.diff(a.starts)[rows])
        paid = np.bincount(a.index[at], weights=a.value[at] * priced, minlength=len(whole))
        cost = paid[columns] + self.priced.reduced[columns] / whole[columns]
        return cut_out(a, rows, columns, cost), columns, float(cost @ self.values[columns])

    def _probability_of_columns(self) -> Floats:
        return np.where(self._node >= 0, self.probability[self._node], 1.0)


def _nodes(model: Model) -> Ints:
    """The node of each column; -1 where it belongs to none, as the tail does."""
    node = np.full(len(model.program.columns), -1, dtype=np.int32)
    for n, column in model.variables.by_node():
        node[column.position] = n
    return node


def _deepest(arrays: Arrays, node: Ints, month: Ints, paths: tuple[tuple[int, ...], ...]) -> NDArray[np.int64]:
    """By row the last node it speaks of; -1 where it speaks of several paths, or of something else too."""
    lengths = np.diff(arrays.starts)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    at = node[arrays.index]
    when = np.where(at >= 0, month[at], -1)
    order = np.lexsort((when, row_of))
    last = np.cumsum(lengths) - 1
    deepest = np.where(lengths > 0, at[order][np.maximum(last, 0)], -1)
    ways = np.full((len(month) + 1, int(month.max()) + 1), -1, dtype=np.int32)
    for n, path in enumerate(paths):
        ways[n, : len(path)] = path
    stray = (at < 0) | (ways[deepest[row_of], np.maximum(when, 0)] != at)
    return np.where(np.bincount(row_of[stray], minlength=len(lengths)) > 0, -1, deepest)
