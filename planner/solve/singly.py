"""Decides how a branch is lifted item by item: two planned alone at a time for a while, the most promising first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum

from planner.solve.items import Items
from planner.solve.meter import Meter
from planner.solve.prices import Priced
from planner.solve.session import How, Session, Watch

AT_A_TIME = 2
"""Items planned side by side."""

EFFORT = 16
"""How much search an item is given first, in pauses of the solver."""

MORE = 120
"""How much again, where that may be enough or the branch cannot be split."""

AGAIN = 0.25
"""By how much of what it lifted an item is expected to lift the bound further then, where that was never tried."""

HOPED = 2.0
"""No more items are tried where so many times what they lifted elsewhere would not be enough."""

LEAST_LIFT = 2e-6
"""An item that lifts the bound by less, as a share of it, is not tried again."""

EXACT = 1e-5
"""Gap to which an item is searched."""


class Patience(Enum):
    """How long items are tried.

    BRIEF: each once, as long as that may be enough. HOPEFUL: then again, where that may. UTMOST: whatever is hoped.
    """

    BRIEF = "brief"
    HOPEFUL = "hopeful"
    UTMOST = "utmost"


@dataclass(frozen=True, slots=True)
class _Look:
    """An item planned alone for a while.

    Attributes:
        how: how that ended.
        lift: by how much it lifts the bound.
        exhausted: whether it lifts it less than was wanted.
        work: what it took.
    """

    how: How
    lift: float
    exhausted: bool
    work: float


class Singly:
    """The items of a model or of a branch of it, and the bound that all prove together.

    What is found is taken in the order in which it was asked for, so that the same case and seed take the same steps
    however fast either search runs; those asked for in vain are stopped.

    Attributes:
        priced: the model or the branch, at its prices.
        finished: whether no item is expected to lift the bound further.
        enough: the bound that need not be lifted further, as it was told last.
        lifts: by how much each item tried lifts the bound.
        gains: by how much further when it was looked at for longer.
    """

    def __init__(
        self,
        priced: Priced,
        items: Items,
        todo: Sequence[int],
        *,
        hoped: Mapping[int, float],
        gains: Mapping[int, float],
        lifts: Mapping[int, float],
        patience: Patience,
        seed: int,
        watch: Watch,
        seconds: Callable[[], float],
    ) -> None:
        """Take some items, the first first.

        Args:
            priced: the model or the branch, at its prices.
            items: of the model.
            todo: which.
            hoped: by how much each item lifted the bound elsewhere.
            gains: by how much further when it was looked at for longer.
            lifts: by how much items are known to lift the bound here; they need not be tried.
            patience: how long they are tried.
            seed: for the solver.
            watch: asked whether to stop; its meter counts the work.
            seconds: how much time is left.
        """
        self.priced = priced
        self._least = priced.bound
        self._items = items
        self._todo = [(item, EFFORT) for item in todo]
        self._hoped = hoped
        self._utmost = patience is Patience.UTMOST
        self._seed = seed
        self._watch = watch
        self._seconds = seconds
        self.finished = not todo
        self.enough = float("inf")
        self.lifts = dict(lifts)
        self.gains = dict(gains)
        self._longer = patience is Patience.BRIEF  # whether no more is looked at for longer
        self._settled: set[int] = set()
        self._asked: list[tuple[int, int, Future[_Look]]] = []
        self._threads = ThreadPoolExecutor(AT_A_TIME)
        self._over = False

    @property
    def bound(self) -> float:
        """What all items prove together."""
        return self._least + sum(self.lifts.values())

    def go(self) -> How:
        """Wait for the next item."""
        self._ask()
        item, effort, asked = self._asked.pop(0)
        look = asked.result()
        self._watch.meter.spent += look.work / AT_A_TIME
        before = self.lifts.get(item, 0.0)
        self.lifts[item] = max(look.lift, before)
        if effort == MORE:
            gain = self.lifts[item] - before
            self.gains[item] = gain if look.exhausted else max(gain, self.gains.get(item, 0.0))
        if look.how is How.OPTIMAL:
            self._settled.add(item)
        if not self._todo and not self._asked:
            self._look_longer()
        self._give_up()
        if self.finished:
            self.end()
        else:
            self._ask()
        return How.TIME if look.how is How.TIME else How.LIMIT

    def end(self) -> None:
        """Stop what was asked for and is not needed."""
        self._over = True
        self._threads.shutdown()

    def _ask(self) -> None:
        """Have the next items planned side by side."""
        while self._todo and len(self._asked) < AT_A_TIME:
            item, effort = self._todo.pop(0)
            wanted = self.lifts.get(item, 0.0) + self.enough - self.bound
            self._asked.append((item, effort, self._threads.submit(self._look, item, effort, wanted)))

    def _look(self, item: int, effort: int, wanted: float) -> _Look:
        """Plan an item alone for a while, or until it alone lifts the bound as far as is wanted."""
        share = self._items.share(item, self.priced)
        session = Session(share.part, seed=self._seed, threads=1)
        session.option("mip_heuristic_effort", 0.0)  # its plans are of no use
        watch = Watch(lambda: self._over or self._watch.stopping(), meter=Meter())
        enough = share.least + wanted if wanted < float("inf") else None
        ending = session.solve(watch, seconds=self._seconds(), gap=EXACT, effort=effort, enough=enough)
        lift = 0.0 if ending.bound is None else ending.bound - share.least
        return _Look(ending.how, lift, lift < wanted, watch.meter.spent)

    def _look_longer(self) -> None:
        """Go on, once, with what lifted the bound, where that may be enough or the branch cannot be split."""
        if self._longer or self.bound >= self.enough:
            return
        self._longer = True
        worth = self._worth_more()
        if self._utmost or self.bound + sum(self._hope(*one) for one in worth) >= self.enough:
            self._todo = worth

    def _give_up(self) -> None:
        """End where nothing is left, the bound is high enough, or cannot be hoped to become so."""
        left = [*((item, effort) for item, effort, _ in self._asked), *self._todo]
        more = [] if self._longer else self._worth_more()
        hoped = float("inf") if self._utmost else self.bound + sum(self._hope(*one) for one in (*left, *more))
        hopeless = hoped < self.enough < float("inf")
        self.finished = not left or self.bound >= self.enough or hopeless

    def _hope(self, item: int, effort: int) -> float:
        """By how much an item may lift the bound further; without end where nothing is known of it."""
        if effort == EFFORT:
            return HOPED * self._hoped.get(item, float("inf"))
        return self.gains.get(item, AGAIN * self.lifts[item])

    def _worth_more(self) -> list[tuple[int, int]]:
        """Those of which more search may lift the bound by more, the most promising first."""
        least = LEAST_LIFT * max(1.0, abs(self._least))
        hopes = {
            item: self._hope(item, MORE)
            for item, lift in self.lifts.items()
            if item not in self._settled and lift >= least
        }
        return [(item, MORE) for item in sorted(hopes, key=lambda one: -hopes[one]) if hopes[item] >= least]
