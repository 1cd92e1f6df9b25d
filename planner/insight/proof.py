"""Decides whether demand can be met until given times, with a proof from the duals where it cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerBug
from planner.insight.network import Network
from planner.insight.stops import Remaining
from planner.insight.supply import Supply

Floats = NDArray[np.float64]

UNMET = 1e-6
"""Demand that counts as met in full when less is missing of it, in months of a product's largest demand."""

_TINY = 1e-9
_HALVINGS = 60
_SECONDS = 600.0  # for one linear program; the largest takes a second


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """Proof that some demand cannot be met, from the duals of a linear program.

    Attributes:
        constant: what the rows give.
        reduced: reduced costs of the columns.
        scarce: by product and month, what a unit more of demand would lack; 0 where it could be met.
        items: items whose stock is worth something, the scarcest first.
    """

    constant: float
    reduced: Floats
    scarce: Floats
    items: tuple[int, ...]


class Prover:
    """The linear program of a case, loaded once."""

    def __init__(self, supply: Supply, network: Network) -> None:
        # PuLP and the solver load slowly, and a case without shared supply needs neither.
        from planner.solve.arrays import Arrays
        from planner.solve.session import How, Session, Watch

        self.supply = supply
        self.network = network
        columns = len(network.upper)
        arrays = Arrays(
            cost=network.cost,
            offset=0.0,
            lower=np.zeros(columns),
            upper=network.upper,
            integer=np.zeros(columns, dtype=np.bool_),
            row_lower=network.row_lower,
            row_upper=network.row_upper,
            starts=network.starts,
            index=network.index,
            value=network.value,
            rows=(),
        )
        self.session = Session(arrays, threads=1)
        self.session.option("simplex_scale_strategy", 0)  # units are alike already; a third fewer steps without it
        self.watch = Watch(lambda: False)
        self.optimal = How.OPTIMAL
        self.rights = np.where(np.isfinite(network.row_upper), network.row_upper, network.row_lower)
        self.now = network.upper.copy()
        self._bounds: tuple[Remaining, bool, Floats] | None = None
        self._has_own, self._own, self._kilograms = self._room()

    def lacking(self, left: Remaining, licences: bool, until: Floats, level: float) -> Certificate | None:
        """Proof that demand until these times, by product, cannot be met; None when it can.

        Whatever would arrive after ``level`` counts for nothing, and of the last month's flows the part that has come.
        """
        upper = self._upper(left, licences, until, level)
        changed = np.flatnonzero(upper != self.now).astype(np.int32)
        if len(changed):
            self.session.bounds(changed, np.zeros(len(changed)), upper[changed])
            self.now = upper
        ending = self.session.solve(self.watch, seconds=_SECONDS)
        if ending.how is not self.optimal or ending.objective is None:
            raise PlannerBug(f"the division of what there is ended with '{ending.how.value}'")
        wanted = float((self._wanted(until) * self.network.weight[:, None]).sum())
        if wanted + ending.objective <= UNMET:
            return None
        return self._proof()

    def latest(self, left: Remaining, licences: bool, months: Floats, level: float, proof: Certificate) -> float:
        """The latest time below ``level`` that the proof does not rule out."""

        def ruled_out(at: float) -> bool:
            until = np.minimum(months, at)
            upper = self._upper(left, licences, until, at)
            using = (proof.reduced < -_TINY) & np.isfinite(upper)
            lacks = float((self._wanted(until) * self.network.weight[:, None]).sum()) + proof.constant
            return lacks + float(proof.reduced[using] @ upper[using]) > UNMET / 2.0

        whole = int(np.ceil(level)) - 1
        while whole > 0 and ruled_out(float(whole)):
            whole -= 1
        low, high = float(whole), min(level, whole + 1.0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            low, high = (low, middle) if ruled_out(middle) else (middle, high)
        return low

    def _proof(self) -> Certificate:
        duals, reduced = self.session.duals(), self.session.reduced_costs()
        network = self.network
        at = network.built
        scarce = np.where(at >= 0, network.weight[:, None] + np.minimum(reduced[np.maximum(at, 0)], 0.0), 0.0)
        worth = {
            int(item): float(np.abs(duals[network.balance == item]).max())
            for item in np.unique(network.balance[(network.balance >= 0) & (np.abs(duals) > _TINY)])
        }
        return Certificate(
            float(duals @ self.rights), reduced, scarce, tuple(sorted(worth, key=lambda item: -worth[item]))
        )

    def _wanted(self, until: Floats) -> Floats:
        """Units wanted by product and month, of the products the program is about."""
        part = np.clip(until[:, None] - np.arange(self.supply.months)[None, :], 0.0, 1.0)
        wanted: Floats = np.where(self.network.built >= 0, self.network.demand * part, 0.0)
        return wanted

    def _upper(self, left: Remaining, licences: bool, until: Floats, level: float) -> Floats:
        """The upper bounds of all columns."""
        upper = self._open(left, licences).copy()
        bounded = self.network.bounded
        timed = bounded.arrives >= 0
        columns, arrived = bounded.columns[timed], np.clip(level - bounded.arrives[timed], 0.0, 1.0)
        part = np.where(arrived > 0, arrived, 1.0) * upper[columns]
        upper[columns] = np.where(arrived > 0, part, 0.0)
        at = self.network.built
        upper[at[at >= 0]] = self._wanted(until)[at >= 0]
        return upper

    def _open(self, left: Remaining, licences: bool) -> Floats:
        """The upper bounds under a stop, times apart: ``Supply.bound`` for all columns at once."""
        if self._bounds is None or self._bounds[:2] != (left, licences):
            upper = self.network.upper.copy()
            upper[self.network.licensed] = np.inf if licences else 0.0
            bounded = self.network.bounded
            best = np.where(bounded.open, np.array(self.supply.best(left))[bounded.supplier], 1.0)
            share = np.where(bounded.open & (bounded.pair >= 0), np.array(left)[bounded.pair], best)
            some, more = np.where(share > 0, share, 1.0), np.where(best > 0, best, 1.0)
            most = np.where(self._has_own, np.minimum(self._own * some, self._kilograms * more), self._kilograms * some)
            upper[bounded.columns] = np.where(share > 0, most, 0.0)
            self._bounds = (left, licences, upper)
        return self._bounds[2]

    def _room(self) -> tuple[NDArray[np.bool_], Floats, Floats]:
        """For each bounded column whether its pair has a bound of its own, that bound, and the one its supplier's kg
        make: in units of the pair, in kg for a supplier in all."""
        has_own, own, kilograms = [], [], []
        bounded, supply = self.network.bounded, self.supply
        for pair, supplier, month in zip(bounded.pair, bounded.supplier, bounded.month, strict=True):
            units = supply.capacity[pair] if pair >= 0 else None
            kg = supply.capacity_kg[supplier]
            mass = supply.facts.items[supply.facts.pairs[pair].item].kg if pair >= 0 else 1.0
            has_own.append(units is not None)
            own.append(np.inf if units is None else units[month])
            kilograms.append(kg[month] / mass if kg is not None and mass else np.inf)
        return np.array(has_own, dtype=np.bool_), np.array(own, dtype=float), np.array(kilograms, dtype=float)
