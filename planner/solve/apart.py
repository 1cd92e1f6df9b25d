"""Decides how the bound is lifted path by path: each planned alone, at prices that leave the relaxed plan best for all.

What a node's decisions cost is shared among the paths through it by their probability, and so are the prices of its
rows in the relaxation; what rows leave over of a column's cost becomes the price at which a path may decide otherwise
than the others (Carøe and Schultz 1999, with the multipliers of the relaxation). A path is a small model whose few
starts a search soon makes whole; what each search lifts adds up. Both lines of work can so lift the bound, each with
paths of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.model.build import Model
from planner.model.program import Column
from planner.solve.arrays import Arrays, Floats, Ints
from planner.solve.branching import StartSearch
from planner.solve.decisions import Start
from planner.solve.relaxation import Relaxation
from planner.solve.session import How, Session, Watch

SOLVES = 60
"""Relaxations of a path solved at a time."""

LEAST_LIFT = 2e-6
"""A path that lifted the bound by less, as a share of it, in its last go is not searched any longer."""

EASY = 12_000
"""Columns up to which the solver's own branch and cut gets on with a path, orders and all."""

EFFORTS = (20, 60)
"""How much search it is given each time, in pauses of the solver."""

HARD = 50_000
"""Columns up to which that is tried for a path too, once, when the search over its starts brings nothing more."""

EXACT = 1e-5
"""Gap to which a path is searched."""


@dataclass(slots=True)
class _Path:
    """A path planned alone.

    Attributes:
        probability: of its scenario, or scenarios.
        search: over its starts.
        relaxed: what the relaxed plan of the whole costs here, at the prices of the path.
        part: its model.
        efforts: how much search with whole orders it is still to be given; early, or once it is tired.
        proven: what that has shown it to cost at least.
        gain: by how much the last go lifted the bound of the whole.
    """

    probability: float
    search: StartSearch
    relaxed: float
    part: Arrays
    efforts: tuple[int, ...]
    early: bool
    proven: float = -np.inf
    gain: float = 0.0

    @property
    def lift(self) -> float:
        return self.probability * (max(self.search.lowest, self.proven) - self.relaxed)


class Apart:
    """The paths of one line of work, and the bound that all paths prove together.

    Attributes:
        how: INFEASIBLE once a path has no plan.
        finished: whether no path of these is expected to lift the bound further.
        others: what the paths of the other line lift, as it was told last.
    """

    def __init__(
        self,
        whole: Whole,
        leaves: Sequence[int],
        starts: tuple[Start, ...],
        *,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
        told: Callable[[float], None],
    ) -> None:
        """Take the paths to some leaves."""
        self._starts = starts
        self._seed = seed
        self._watch = watch
        self._seconds = seconds
        self._told = told
        self._whole = whole
        self._waiting = list(leaves)
        self._paths: list[_Path] = []
        self.how = How.LIMIT
        self.finished = not leaves
        self.others = 0.0

    @property
    def lift(self) -> float:
        """By how much these paths lift the bound."""
        return sum(one.lift for one in self._paths)

    @property
    def bound(self) -> float:
        """What all paths prove together."""
        return self._whole.bound + self.others + self.lift

    @property
    def first(self) -> bool:
        """Whether some path has not been searched yet."""
        return bool(self._waiting)

    def take_over(self, other: Apart) -> None:
        """With nothing left to do here, go on with half of the paths that another line has begun and not finished."""
        if not self.finished or other.finished:
            return
        taken = other._unfinished()[1::2]
        for path in taken:
            path.search.watch = self._watch
        here = {id(path) for path in taken}
        other._paths = [path for path in other._paths if id(path) not in here]
        self._paths += taken
        self.finished = not taken

    def go(self) -> How:
        """Search one path: each once, the likeliest first; then with whole orders, where it is small enough; then the
        one that lifted most in its last go; larger ones with whole orders last."""
        if self._waiting:
            path = self._begun(self._waiting.pop(0))
            if path is None:
                self.finished = not self._waiting and not self._unfinished()
                return How.LIMIT if self._seconds() > 0 else How.TIME
            self._paths.append(path)
            how = self._search(path)
        elif early := [one for one in self._paths if one.early and one.efforts]:
            how = self._order(max(early, key=lambda one: len(one.efforts)))
        elif tireless := self._tireless():
            how = self._search(max(tireless, key=lambda one: one.gain))
        else:
            how = self._order(max(self._unfinished(), key=lambda one: one.probability))
        self.finished = not self._waiting and not self._unfinished()
        if how is How.INFEASIBLE:
            self.how, self.finished = how, True
        else:
            self._told(self.bound)
        return how

    @property
    def long_ahead(self) -> bool:
        """Whether the next path is one that takes long: a large one with whole orders."""
        early = any(one.early and one.efforts for one in self._paths)
        return not (self.finished or self._waiting or early or self._tireless())

    def _unfinished(self) -> list[_Path]:
        tireless = self._tireless()
        return [one for one in self._paths if one.efforts or any(one is other for other in tireless)]

    def _tireless(self) -> list[_Path]:
        return [one for one in self._paths if one.gain >= LEAST_LIFT * max(1.0, abs(self._whole.bound))]

    def _search(self, path: _Path) -> How:
        """Go on with the search over the starts of a path."""
        search, before = path.search, path.lift if path.search.count else 0.0
        how = search.run(SOLVES)
        search.ceiling = min((leaf.bound for leaf in search.leaves), default=None)
        if search.lowest == np.inf:
            return How.INFEASIBLE
        path.gain = path.lift - before if search.open else 0.0
        return How.LIMIT if how is How.OPTIMAL else how

    def _order(self, path: _Path) -> How:
        """Plan a path alone with whole orders too, for a while."""
        effort, *rest = path.efforts
        session = Session(path.part, seed=self._seed, threads=1)
        session.option("mip_heuristic_effort", 0.02)  # its plans are of no use
        ending = session.solve(self._watch, seconds=self._seconds(), gap=EXACT, effort=effort)
        if ending.bound is not None:
            path.proven = max(path.proven, ending.bound)
        path.efforts, path.gain = () if ending.how is How.OPTIMAL else tuple(rest), 0.0
        return How.INFEASIBLE if ending.how is How.INFEASIBLE else How.LIMIT

    def _begun(self, leaf: int) -> _Path | None:
        """The path to a leaf, with the search over its starts; None where its relaxation is not solved in time."""
        part, columns, relaxed = self._whole.path(leaf)
        session = Session(part, seed=self._seed, threads=1)
        session.relax(True)
        ending = session.solve(self._watch, seconds=self._seconds())
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return None
        session.stay_warm()
        place = {int(column): at for at, column in enumerate(columns)}
        starts = [
            replace(one, position=place[one.position], before=place.get(one.before, -1), probability=1.0)
            for one in self._starts
            if one.position in place
        ]
        search = StartSearch(
            session,
            starts,
            bound=ending.objective,
            values=ending.values,
            gap=EXACT,
            watch=self._watch,
            seconds=self._seconds,
            told=_unheard,
        )
        size = len(part.cost)
        efforts = EFFORTS if size <= EASY else EFFORTS[-1:] if size <= HARD else ()
        return _Path(float(self._whole.probability[leaf]), search, relaxed, part, efforts, early=size <= EASY)


class Whole:
    """The model with its cuts, its relaxed plan and its prices, ready to be taken apart.

    A row that is about one path only belongs to the node farthest down that it speaks of. Rows that bring paths
    together (those of the tail) stay behind, at their price. Nothing of the relaxation is kept but its values and
    prices.

    Attributes:
        bound: of the relaxation.
        leaves: the last node of each path, the likeliest first; none where one path is all there is.
        probability: by node.
    """

    def __init__(self, model: Model, relaxation: Relaxation) -> None:
        """Take a relaxation at its optimum."""
        assert relaxation.values is not None
        assert relaxation.bound is not None
        self.bound = relaxation.bound
        tree = model.sets.tree
        self._paths = model.sets.paths
        self._arrays = arrays = relaxation.tightened()
        self._values = relaxation.values
        self._duals = relaxation.session.duals()
        self._reduced = relaxation.session.reduced_costs()
        self.probability = np.array([node.probability for node in tree.nodes])
        leaves = sorted(dict.fromkeys(tree.leaves), key=lambda n: -self.probability[n])
        self.leaves = tuple(leaves) if len(leaves) > 1 else ()
        self._node = _nodes(model)
        lengths = np.diff(arrays.starts)
        self._row_of = np.repeat(np.arange(len(lengths)), lengths)
        self._deepest = _deepest(arrays, self._node, np.array(model.sets.month), model.sets.paths)

    def path(self, leaf: int) -> tuple[Arrays, Ints, float]:
        """The model of one path with its own costs, for a probability of 1.

        Returns:
            The model, its columns' positions in the whole, and what the relaxed plan of the whole costs in it.
        """
        a, whole = self._arrays, self._probability_of_columns()
        on = np.zeros(len(self.probability) + 1, dtype=bool)  # the last one is for what belongs to no node
        on[list(self._paths[leaf])] = True
        rows = on[self._deepest]
        inside = rows[self._row_of]
        columns = np.unique(a.index[inside]).astype(np.int32)
        place = np.full(len(whole), -1, dtype=np.int32)
        place[columns] = np.arange(len(columns), dtype=np.int32)
        priced = np.where(rows, self._duals / np.where(rows, self.probability[self._deepest], 1.0), 0.0)
        paid = np.bincount(
            a.index[inside], weights=a.value[inside] * priced[self._row_of[inside]], minlength=len(whole)
        )
        cost = paid[columns] + self._reduced[columns] / whole[columns]
        lengths = np.diff(a.starts)[rows]
        part = Arrays(
            cost,
            0.0,
            a.lower[columns],
            a.upper[columns],
            a.integer[columns],
            a.row_lower[rows],
            a.row_upper[rows],
            np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(lengths, dtype=np.int32)]),
            place[a.index[inside]],
            a.value[inside],
            (),
        )
        return part, columns, float(cost @ self._values[columns])

    def _probability_of_columns(self) -> Floats:
        return np.where(self._node >= 0, self.probability[self._node], 1.0)


def _nodes(model: Model) -> Ints:
    """The node of each column; -1 where it belongs to none, as the tail does."""
    v = model.variables
    node = np.full(len(model.program.columns), -1, dtype=np.int32)
    families: tuple[Mapping[Any, Column], ...] = (
        *(v.order, v.place, v.lots, v.wait, v.ship, v.stock, v.build, v.use, v.lost, v.late),
        *(v.qualified, v.redesigned, v.signed, v.reserved, v.unpaid, v.licensed, v.slack, v.total),
    )
    for family in families:
        for key, column in family.items():
            node[column.position] = key[-1]
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


def _unheard(bound: float) -> None:
    """What a path costs at its own prices is no bound of the whole."""
    del bound
