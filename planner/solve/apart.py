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

import numpy as np

from planner.solve.arrays import Arrays
from planner.solve.branching import StartSearch
from planner.solve.decisions import Start
from planner.solve.session import How, Session, Watch
from planner.solve.trail import Steps, Trail
from planner.solve.whole import Whole

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
        leaf: its last node.
        probability: of its scenario, or scenarios.
        search: over its starts.
        relaxed: what the relaxed plan of the whole costs here, at the prices of the path.
        part: its model.
        efforts: how much search with whole orders it is still to be given; early, or once it is tired.
        proven: what that has shown it to cost at least.
        gain: by how much the last go lifted the bound of the whole.
    """

    leaf: int
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
        ordered: by how much whole orders have lifted the bound, of all that these paths did.
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
        trail: Trail | None,
    ) -> None:
        """Take the paths to some leaves, and the trail of a like case."""
        self.how = How.LIMIT
        self.finished = not leaves
        self.others = 0.0
        self._starts = starts
        self._seed = seed
        self._watch = watch
        self._seconds = seconds
        self._told = told
        self._trails: Mapping[int, Steps] = {} if trail is None else trail.paths
        self._lead = trail is not None and trail.by_paths
        self._whole = whole
        self._waiting = list(leaves)
        self._paths: list[_Path] = []
        self.ordered = 0.0

    @property
    def lift(self) -> float:
        """By how much these paths lift the bound."""
        return sum(one.lift for one in self._paths)

    @property
    def bound(self) -> float:
        """What all paths prove together."""
        return self._whole.bound + self.others + self.lift

    @property
    def promise(self) -> float:
        """What all paths would prove together if those not searched yet lifted as much as the others, by probability;
        without end before the first."""
        if not self._waiting:
            return self.bound
        searched = sum(one.probability for one in self._paths)
        return self._whole.bound + self.others + self.lift / searched if searched else float("inf")

    @property
    def leads(self) -> bool:
        """Whether a trail says that searching each path once, and small ones with whole orders, comes before all."""
        once = not self._waiting and all(len(one.efforts) < len(EFFORTS) for one in self._paths if one.early)
        return self._lead and not once

    @property
    def at_a_stretch(self) -> bool:
        """Whether that is so little work that the lines need not meet meanwhile."""
        return self.leads and self._whole.small

    @property
    def trails(self) -> dict[int, Steps]:
        """How far the searches of these paths have come, by last node."""
        return {one.leaf: one.search.splits.steps for one in self._paths}

    def share(self, other: Apart) -> None:
        """Hand half of the paths that are begun and not finished to a line that is done with its own."""
        if self.finished or not other.finished:
            return
        given = self._unfinished()[1::2]
        for path in given:
            path.search.branches.watch = other._watch
        gone = {id(path) for path in given}
        self._paths = [path for path in self._paths if id(path) not in gone]
        other._paths += given
        other.finished = not given

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
        return [one for one in self._paths if one.gain >= self._worth_it]

    @property
    def _worth_it(self) -> float:
        return LEAST_LIFT * max(1.0, abs(self._whole.bound))

    def _search(self, path: _Path) -> How:
        """Go on with the search over the starts of a path."""
        search, before = path.search, path.lift if path.search.branches.count else 0.0
        how = search.run(SOLVES)
        search.ceiling = min((leaf.bound for leaf in search.leaves), default=None)
        if search.lowest == np.inf:
            return How.INFEASIBLE
        path.gain = path.lift - before if search.open or search.splits.ahead else 0.0
        return How.LIMIT if how is How.OPTIMAL else how

    def _order(self, path: _Path) -> How:
        """Plan a path alone with whole orders too, for a while."""
        (effort, *rest), before = path.efforts, path.lift
        session = Session(path.part, seed=self._seed, threads=1)
        session.option("mip_heuristic_effort", 0.02)  # its plans are of no use
        ending = session.solve(self._watch, seconds=self._seconds(), gap=EXACT, effort=effort)
        if ending.bound is not None:
            path.proven = max(path.proven, ending.bound)
        more = ending.how is not How.OPTIMAL and path.lift - before >= self._worth_it
        path.efforts, path.gain = tuple(rest) if more else (), 0.0
        self.ordered += max(0.0, path.lift - before)
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
            told=unheard,
        )
        if leaf in self._trails:
            search.follow(self._trails[leaf])
        size = len(part.cost)
        efforts = EFFORTS if size <= EASY else EFFORTS[-1:] if size <= HARD else ()
        return _Path(leaf, float(self._whole.probability[leaf]), search, relaxed, part, efforts, early=size <= EASY)


def unheard(bound: float) -> None:
    """What a path costs at its own prices, or a leaf, is no bound of the whole."""
    del bound
