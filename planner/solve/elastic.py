"""Decides whether hard limits can be kept together, and by how much some must give where not: one elastic model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.facts.cover import need_ahead
from planner.facts.facts import Facts
from planner.model.build import build
from planner.scenarios.tree import Tree
from planner.solve.arrays import Arrays, Floats, arrays_of
from planner.solve.session import Ending, How, Session, Watch

SHARES = ("max_share", "min_share")
"""Their value stands in the factors of orders: another value is another model."""

COVERS = ("min_cover", "max_cover")
"""Their right sides are no multiple of their value."""

_NOTHING = 1e-7
"""A limit gives where it gives more than this share of its right side."""

_CLOSE = 1e-5
"""The least giving is found to this share of itself."""

_LONGEST = 30.0
"""Seconds for one question about whole values; an answer that takes longer is done without."""

_TOLD = (How.OPTIMAL, How.INFEASIBLE, How.TIME, How.STOPPED)


@dataclass(frozen=True, slots=True)
class Hard:
    """A limit that holds without exception: a hard row of the limits, or the store of an item.

    Attributes:
        limit: index into ``Facts.limits``; None for a store.
        item: index into ``Facts.items``; None for a limit.
        kind: of the limit; ``store`` for a store.
        value: what it stands at.
        upwards: whether it gives by rising.
        most: how far it can rise; None without end.
    """

    limit: int | None
    item: int | None
    kind: str
    value: float
    upwards: bool
    most: float | None

    @property
    def who(self) -> tuple[int | None, int | None]:
        """Which limit it is, at whatever value."""
        return self.limit, self.item


def hard_limits(facts: Facts) -> list[Hard]:
    """All hard limits of a case, then the stores."""
    found = [
        Hard(
            index,
            None,
            limit.kind,
            limit.value,
            limit.kind.startswith("max") or limit.kind == "budget",
            1.0 if limit.kind == "max_share" else None,
        )
        for index, limit in enumerate(facts.limits)
        if limit.penalty is None
    ]
    found += [
        Hard(None, index, "store", item.max_stock, True, None)
        for index, item in enumerate(facts.items)
        if item.max_stock is not None
    ]
    return found


@dataclass(frozen=True, slots=True)
class Least:
    """How near to its own value a limit can be kept.

    Attributes:
        value: at which it can be kept; None where none was found.
        none_nearer: no value nearer to its own than this is enough, where ``value`` is not known; else the same.
        proven: whether no value nearer than ``value`` is enough.
    """

    value: float | None
    none_nearer: float
    proven: bool


class Elastic:
    """The model of a case with every hard limit at hand: to be kept, left out, or made to give at a price.

    The bounds on orders are those of the case as it is: they are wide enough for any looser limit.
    """

    def __init__(
        self,
        facts: Facts,
        tree: Tree,
        hard: Sequence[Hard],
        stopping: Callable[[], bool],
        seconds: Callable[[], float],
    ) -> None:
        self._facts, self._tree, self._hard = facts, tree, tuple(hard)
        self._watch, self._seconds = Watch(stopping), seconds
        self._month = [node.month for node in tree.nodes]
        made = arrays_of(build(facts, tree, 0.0).program)
        self._arrays = dataclasses.replace(made, cost=np.zeros(len(made.cost)), offset=0.0)
        self._rows = _rows_by_limit(made.rows, self._hard)

    def feasible(self, kept: Sequence[Hard]) -> bool | None:
        """Whether there is a plan that keeps these, at their values; None when time runs out first."""
        moved = [one for one in kept if one.kind in SHARES and one.value != self._as_it_is(one).value]
        arrays = self._written_anew(kept) if moved else self._limited(kept, ())
        ending = self._solved(arrays)
        if ending.how is How.INFEASIBLE:
            return False
        return True if ending.values is not None else None

    def clashing(self) -> list[Hard] | None:
        """Some limits that no plan keeps together, few but not always the fewest (the elastic filter of Chinneck and
        Dravnieks 1991): what gives when all may is held, and so on until nothing can give enough.

        Returns:
            Empty where all can be kept; None when time runs out first.
        """
        return self._filtered(relaxed=True) or self._filtered(relaxed=False)

    def least(self, one: Hard, others: Sequence[Hard]) -> Least | None:
        """How near to its own value a limit can be kept with others; None where this model cannot tell, or time runs
        out before anything is known."""
        if one.kind in SHARES or one.kind in COVERS:
            return None
        arrays = self._limited(others, (one,))
        ending = self._solved(arrays, gap=_CLOSE)
        worth = 1.0 if one.kind != "min_fill" else one.value

        def given(by: float) -> float:
            return one.value + by * worth if one.upwards else max(0.0, one.value - by * worth)

        if ending.values is not None:
            return Least(given(float(ending.values[-1])), given(float(ending.values[-1])), ending.how is How.OPTIMAL)
        if ending.bound is None or ending.how is How.INFEASIBLE:
            return None
        return Least(None, given(ending.bound / float(arrays.cost[-1])), proven=False)

    def _filtered(self, *, relaxed: bool) -> list[Hard] | None:
        kept: list[Hard] = []
        while True:
            free = [one for one in self._hard if one not in kept]
            arrays = self._limited(kept, free)
            ending = self._solved(arrays, relaxed=relaxed)
            if ending.how is How.INFEASIBLE:
                return [one for one in self._hard if one in kept]
            if ending.values is None:
                return None
            gives = ending.values[len(self._arrays.cost) :] * arrays.cost[len(self._arrays.cost) :]
            giving = [one for one, share in zip(free, gives, strict=True) if share > _NOTHING]
            if not giving:
                return []
            kept += giving

    def _solved(self, arrays: Arrays, gap: float = 0.0, *, relaxed: bool = False) -> Ending:
        """Relaxed first: most of what clashes does so without regard to whole values. With hardly a cost to go by the
        simplex can stand still for minutes where an interior point gets there in seconds."""
        session = Session(arrays)
        session.relax(True)
        session.option("solver", "ipx")
        ending = session.solve(self._watch, seconds=self._seconds())
        session.option("solver", "choose")
        if ending.how not in _TOLD:
            ending = session.solve(self._watch, seconds=self._seconds())
        if ending.how is How.OPTIMAL and not relaxed and arrays.integer.any():
            session.relax(False)
            whole = session.solve(self._watch, seconds=min(_LONGEST, self._seconds()), gap=gap)
            proven = [bound for bound in (ending.bound, whole.bound) if bound is not None]
            ending = dataclasses.replace(whole, bound=max(proven, default=None))
        return ending

    def _as_it_is(self, one: Hard) -> Hard:
        return next(other for other in self._hard if other.who == one.who)

    def _limited(self, kept: Sequence[Hard], giving: Sequence[Hard]) -> Arrays:
        """The model that keeps some limits, and in which others give: one column for each, priced by what the limit's
        right sides are, so that a unit of money weighs no more than a piece. The rest holds nothing."""
        a = self._arrays
        low, high = a.row_lower.copy(), a.row_upper.copy()
        for one in self._hard:
            low[self._rows[one.who]], high[self._rows[one.who]] = -np.inf, np.inf
        for one in (*kept, *giving):
            rows = self._rows[one.who]
            side, all_rights = (high, a.row_upper) if _bounds_above(one) else (low, a.row_lower)
            side[rows] = self._rights(one, rows, all_rights[rows])
        entries: list[tuple[int, int, float]] = []
        prices: list[float] = []
        for at, one in enumerate(giving):
            rows = self._rows[one.who]
            rights = np.abs((a.row_upper if _bounds_above(one) else a.row_lower)[rows])
            worth = rights if one.kind == "min_fill" else np.ones(len(rows))
            sign = -1.0 if _bounds_above(one) else 1.0
            entries += [(int(row), len(a.cost) + at, sign * float(each)) for row, each in zip(rows, worth, strict=True)]
            prices.append(1.0 if one.kind == "min_fill" else 1.0 / max(1.0, float(rights.max(initial=0.0))))
        return _with_columns(dataclasses.replace(a, row_lower=low, row_upper=high), prices, entries)

    def _rights(self, one: Hard, rows: NDArray[np.intp], as_they_are: Floats) -> Floats:
        """The right sides of a limit's rows at its value."""
        before = self._as_it_is(one).value
        if one.value == before or one.kind in SHARES:
            return as_they_are
        if one.kind == "min_fill":
            return as_they_are * (one.value / before)
        if one.kind in COVERS:
            places = [tuple(map(int, self._arrays.rows[row].split("_")[2:])) for row in rows]
            needs = [need_ahead(self._facts.items[i].need, self._month[n], one.value) for i, n in places]
            return np.array(needs, dtype=float)
        return np.full(len(rows), one.value)

    def _written_anew(self, kept: Sequence[Hard]) -> Arrays:
        limits = tuple(
            dataclasses.replace(self._facts.limits[one.limit], value=one.value) for one in kept if one.limit is not None
        )
        stores = {one.item: one.value for one in kept if one.item is not None}
        items = tuple(
            dataclasses.replace(item, max_stock=stores.get(index)) for index, item in enumerate(self._facts.items)
        )
        made = arrays_of(build(dataclasses.replace(self._facts, limits=limits, items=items), self._tree, 0.0).program)
        return dataclasses.replace(made, cost=np.zeros(len(made.cost)), offset=0.0)


def _bounds_above(one: Hard) -> bool:
    """Whether its rows are at most something; else at least."""
    return one.upwards


def _rows_by_limit(codes: Sequence[str], hard: Sequence[Hard]) -> dict[tuple[int | None, int | None], NDArray[np.intp]]:
    """The rows of each limit, by their codes: ``limit_<index>_<inner>_<n>`` and ``store_<item>_<n>``."""
    found: dict[tuple[int | None, int | None], list[int]] = {one.who: [] for one in hard}
    for row, code in enumerate(codes):
        family, _, rest = code.partition("_")
        if family not in ("limit", "store"):
            continue
        index = int(rest.split("_")[0])
        who = (index, None) if family == "limit" else (None, index)
        if who in found:
            found[who].append(row)
    return {who: np.array(rows, dtype=np.intp) for who, rows in found.items()}


def _with_columns(arrays: Arrays, prices: Sequence[float], entries: Sequence[tuple[int, int, float]]) -> Arrays:
    """The same with more columns, 0 and up: their prices, and (row, column, factor) of each."""
    more = len(prices)
    ordered = sorted(entries)
    rows = np.array([row for row, _, _ in ordered], dtype=np.intp)
    ends = arrays.starts[rows + 1]
    added = np.bincount(rows, minlength=len(arrays.row_lower))
    return dataclasses.replace(
        arrays,
        cost=np.concatenate([arrays.cost, np.array(prices, dtype=float)]),
        lower=np.concatenate([arrays.lower, np.zeros(more)]),
        upper=np.concatenate([arrays.upper, np.full(more, np.inf)]),
        integer=np.concatenate([arrays.integer, np.zeros(more, dtype=bool)]),
        starts=arrays.starts + np.concatenate([[0], np.cumsum(added)]).astype(np.int32),
        index=np.insert(arrays.index, ends, np.array([column for _, column, _ in ordered], dtype=np.int32)),
        value=np.insert(arrays.value, ends, np.array([factor for _, _, factor in ordered], dtype=float)),
    )
