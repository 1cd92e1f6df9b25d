"""Decides how a plan is asked what if: the model of its case once, a clock for each question, and the user's stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import UserError
from planner.events import Stopped
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.solving import IMPOSSIBLE, Estimate
from planner.plan.actions import Action, Deed
from planner.plan.chosen import chosen_of
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.chosen import Freedom, Scope
from planner.solve.options import Options
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.solve.whatif import Basis, Bounds, Reply, WhatIf

FAMILIES = {Deed.QUALIFY: "qualified", Deed.REDESIGN: "redesigned", Deed.CONTRACT: "signed"}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change costs the plan, in its weighted objective and case currency.

    Attributes:
        more: cost with the change less cost without it; ``low`` and ``high`` hold with what was held; infinite where
            the change cannot be made at all, its value None where time ran out.
        freedom: what was free in both.
        by_scenario: what it costs more in each scenario, in the order of the case; empty where that was not asked.
    """

    more: Estimate
    freedom: Freedom
    by_scenario: tuple[float, ...] = ()

    @property
    def possible(self) -> bool:
        return not math.isinf(self.more.low) or self.more.low < 0


class Memory:
    """A question asked again and again with a figure turned: what its last answers began the next ones from."""

    def __init__(self) -> None:
        self._size: tuple[int, int, int] | None = None
        self._bases: dict[bool, Basis | None] = {}

    def near(self, whatif: WhatIf, changed: bool) -> Basis | None:
        """The basis of the last answer, with the change or without it, where the models are of one shape."""
        return self._bases.get(changed) if whatif.arrays.size == self._size else None

    def keep(self, whatif: WhatIf, changed: Reply, as_it_is: Reply) -> None:
        self._size = whatif.arrays.size
        self._bases = {True: changed.basis, False: as_it_is.basis}


class Asking:
    """A case, a plan of it, and how far questions about it may go."""

    def __init__(
        self,
        case: Case,
        plan: Plan,
        options: Options,
        *,
        stopping: Callable[[], bool],
        seconds: float,
    ) -> None:
        """Gather what questions need.

        Args:
            case: without error findings.
            plan: an audited plan of this very case.
            options: seed; the risk weight is the plan's own.
            stopping: asked often, between and within solves.
            seconds: for each question.

        Raises:
            UserError: the plan answers another case.
        """
        if plan.fingerprint != case.fingerprint():
            raise UserError("The plan is older than the data.", "Plan again, then ask why.")
        self.case = case
        self.plan = plan
        self.facts = gather(case)
        self.tree = grow(self.facts)
        self.chosen = chosen_of(self.facts, plan)
        self.stopping = stopping
        self._options = options
        self._seconds = seconds
        self._end = math.inf
        self._own: WhatIf | None = None
        self.balances: dict[Action, tuple[float, Freedom]] = {}
        """By action, what doing otherwise was found to cost more in the case as it is, and what was free."""

    def begin(self) -> None:
        """A new question: its clock starts.

        Raises:
            Stopped: the user asked for it.
        """
        if self.stopping():
            raise Stopped
        self._end = time.monotonic() + self._seconds

    def give(self, seconds: float) -> None:
        """So much time for each question from the next one on."""
        self._seconds = seconds

    @property
    def seconds(self) -> float:
        """Time for each question."""
        return self._seconds

    @property
    def in_time(self) -> bool:
        """Whether the question's time is not over."""
        return time.monotonic() < self._end

    def own(self) -> WhatIf:
        """The plan's own model."""
        if self._own is None:
            self._own = self._of(self.facts, self.tree, None)
        return self._own

    def of(self, facts: Facts, tree: Tree) -> WhatIf:
        """The model of changed facts, with the plan as its start.

        Raises:
            Stopped: the user asked for it.
        """
        return self._of(facts, tree, self.own())

    def _of(self, facts: Facts, tree: Tree, like: WhatIf | None) -> WhatIf:
        # PuLP and the solver load slowly, and only children of the window ever come here.
        from planner.model.build import build
        from planner.solve.session import Watch
        from planner.solve.whatif import WhatIf

        if self.stopping():
            raise Stopped
        model = build(facts, tree, self.plan.risk_weight)
        watch = Watch(lambda: self.stopping() or time.monotonic() > self._end)
        return WhatIf(model, self.chosen, seed=self._options.seed, watch=watch, seconds=self._left, like=like)

    def ask(
        self,
        whatif: WhatIf,
        bounds: Bounds,
        scope: Scope,
        *,
        starts_held: bool = False,
        near: Basis | None = None,
    ) -> Reply:
        """Ask once, from the basis of a like question where there is one.

        Raises:
            Stopped: the user asked for it.
        """
        reply = whatif.ask(bounds, scope, starts_held=starts_held, near=near)
        self.heard()
        return reply

    def heard(self) -> None:
        """After a solve that the stop may have cut short.

        Raises:
            Stopped: the user asked for it.
        """
        if self.stopping():
            raise Stopped

    def compare(
        self,
        whatif: WhatIf,
        bounds: Bounds,
        with_these: Bounds,
        scope: Scope,
        *,
        by_scenario: bool = False,
        memory: Memory | None = None,
    ) -> Difference:
        """What the first bounds cost more than the second. Where what stays held does not allow them, more is freed.

        Args:
            whatif: of which model.
            bounds, with_these: the two ways.
            scope: what is set free in both.
            by_scenario: say it scenario by scenario too.
            memory: of the same question asked before with a figure turned; it remembers this one.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.session import How

        memory = memory or Memory()
        changed = self.ask(whatif, bounds, scope, near=memory.near(whatif, True))
        held = changed.how is How.INFEASIBLE and changed.freedom is Freedom.STARTS
        if held:
            changed = self.ask(whatif, bounds, scope, starts_held=True)
        if changed.how is How.INFEASIBLE:
            return Difference(IMPOSSIBLE, changed.freedom)
        as_it_is = self.ask(whatif, with_these, scope, starts_held=held, near=memory.near(whatif, False))
        memory.keep(whatif, changed, as_it_is)
        apart = self._apart(whatif, changed, as_it_is) if by_scenario else ()
        return Difference(known(changed).less(known(as_it_is)), changed.freedom, apart)

    def _apart(self, whatif: WhatIf, changed: Reply, as_it_is: Reply) -> tuple[float, ...]:
        # PuLP loads slowly, and whoever holds a model has it already.
        from planner.plan.extract import extract

        if changed.values is None or as_it_is.values is None:
            return ()
        lines = [
            extract(whatif.model, reply.values.tolist(), "").scenario_costs
            for reply in (changed, as_it_is)
            if reply.values is not None
        ]
        return tuple(one.cost - other.cost for one, other in zip(*lines, strict=True))

    def scope(self, action: Action) -> Scope:
        """What an action is about."""
        return scope_of(self.facts, action)

    def _left(self) -> float:
        return max(0.0, self._end - time.monotonic())


def known(reply: Reply) -> Estimate:
    """What a reply says of the weighted objective."""
    high = math.inf if reply.objective is None else reply.objective
    low = -math.inf if reply.bound is None else min(reply.bound, high)
    return Estimate(reply.objective, low, high)


def index_of(facts: Facts, action: Action) -> int:
    """The number of what an action starts."""
    names = {
        Deed.QUALIFY: [one.name for one in facts.qualifications],
        Deed.REDESIGN: [one.name for one in facts.redesigns],
        Deed.CONTRACT: [one.name for one in facts.contracts],
    }
    return names[action.deed].index(action.name)


def items_of(facts: Facts, action: Action) -> frozenset[int]:
    """The items an action buys, or lets us buy; of a redesign those it no longer uses."""
    match action.deed:
        case Deed.ORDER:
            named = {line.item for line in action.orders}
            return frozenset(at for at, item in enumerate(facts.items) if item.name in named)
        case Deed.QUALIFY:
            return frozenset(facts.offers[o].item for o in facts.qualifications[index_of(facts, action)].offers)
        case Deed.CONTRACT:
            return frozenset({facts.offers[facts.contracts[index_of(facts, action)].offer].item})
        case Deed.REDESIGN:
            one = facts.redesigns[index_of(facts, action)]
            base = facts.designs[facts.products[one.product].designs[0]]
            kept = dict(facts.designs[one.design].use)
            return frozenset(item for item, units in base.use if kept.get(item, 0.0) < units)


def scope_of(facts: Facts, action: Action) -> Scope:
    """What an action is about: its items and the products that use them, with all their items."""
    if action.deed is Deed.REDESIGN:
        product = facts.redesigns[index_of(facts, action)].product
        return Scope(frozenset({product}), frozenset(_uses(facts, product)))
    return around(facts, items_of(facts, action))


def around(facts: Facts, items: Set[int]) -> Scope:
    """Items, the products that use them, and all items of those products."""
    uses = [_uses(facts, product) for product in range(len(facts.products))]
    made = {p for p, used in enumerate(uses) if used & items}
    return Scope(frozenset(made), frozenset(items).union(*(uses[p] for p in made)))


def _uses(facts: Facts, product: int) -> set[int]:
    return {item for d in facts.products[product].designs for item, _ in facts.designs[d].use}
