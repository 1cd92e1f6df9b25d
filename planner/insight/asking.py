"""Decides how a plan is asked what if: the model of its case once, a clock for each question, and the user's stop."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from planner.errors import UserError
from planner.events import Stopped
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.about import everything, scope_of
from planner.insight.memory import Memory
from planner.insight.solving import IMPOSSIBLE, Estimate
from planner.plan.actions import Action
from planner.plan.chosen import chosen_of
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.chosen import Freedom, Scope
from planner.solve.options import Options
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.solve.own import Own
    from planner.solve.whatif import Basis, Bounds, Reply, WhatIf

W = TypeVar("W", bound="WhatIf")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change costs the plan, in its weighted objective and case currency.

    Attributes:
        more: cost with the change less cost without it; ``low`` and ``high`` hold with what was held; infinite where
            the change cannot be made at all, its value None where time ran out: it may then still be at least ``low``.
        freedom: what was free in both.
        by_scenario: what it costs more in each scenario, in the order of the case; empty where that was not asked.
    """

    more: Estimate
    freedom: Freedom
    by_scenario: tuple[float, ...] = ()

    @property
    def possible(self) -> bool:
        return not math.isinf(self.more.low) or self.more.low < 0


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
        self._own: Own | None = None
        self._writing = 0.0
        self._standing: dict[tuple[Scope, bool, frozenset[tuple[int, tuple[float, float]]]], Reply] = {}
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

    @property
    def time_for_another(self) -> bool:
        """Whether the question's time suffices to write down a model of changed facts, as far as the own one tells."""
        return self._left() > self._writing

    @contextmanager
    def part(self, share: float) -> Iterator[None]:
        """What is asked within has so much of what is left of the question's time."""
        end = self._end
        if not math.isinf(end):
            self._end = min(end, time.monotonic() + share * self._left())
        try:
            yield
        finally:
            self._end = end

    def own(self) -> Own:
        """The plan's own model."""
        # PuLP and the solver load slowly, and only children of the window ever come here.
        from planner.solve.own import Own

        if self._own is None:
            began = time.monotonic()
            self._own = self._of(Own, self.facts, self.tree, None)
            self._writing = time.monotonic() - began
        return self._own

    def of(self, facts: Facts, tree: Tree) -> WhatIf:
        """The model of changed facts, with the plan as its start.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.whatif import WhatIf

        return self._of(WhatIf, facts, tree, self.own())

    def _of(self, kind: type[W], facts: Facts, tree: Tree, like: WhatIf | None) -> W:
        # PuLP and the solver load slowly, and only children of the window ever come here.
        from planner.model.build import build
        from planner.solve.session import Watch

        if self.stopping():
            raise Stopped
        watch = Watch(lambda: self.stopping() or time.monotonic() > self._end)
        collecting = gc.isenabled()
        gc.disable()  # a million small objects, none of them garbage yet: collecting takes a fifth of the time
        try:
            model = build(facts, tree, self.plan.risk_weight)
            return kind(model, self.chosen, seed=self._options.seed, watch=watch, seconds=self._left, like=like)
        finally:
            if collecting:
                gc.enable()

    def ask(
        self,
        whatif: WhatIf,
        bounds: Bounds,
        scope: Scope,
        *,
        starts_held: bool = False,
        near: Basis | None = None,
        enough: float | None = None,
    ) -> Reply:
        """Ask once, from the basis of a like question where there is one; where the time is over nothing is begun.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.session import How
        from planner.solve.whatif import Reply

        if not whatif.small and not self.in_time:
            self.heard()
            held = starts_held or whatif.linear(scope)
            return Reply(How.TIME, None, None, None, Freedom.ORDERS if held else Freedom.STARTS)
        reply = whatif.ask(bounds, scope, starts_held=starts_held, near=near, enough=enough)
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
        enough: float | None = None,
    ) -> Difference:
        """What the first bounds cost more than the second. Where what stays held does not allow them, more is freed.

        Args:
            whatif: of which model.
            bounds, with_these: the two ways.
            scope: what is set free in both.
            by_scenario: say it scenario by scenario too.
            memory: of the same question asked before with a figure turned; it remembers this one.
            enough: a difference so high that it need not be known any better.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.session import How

        memory = memory or Memory()
        as_it_is = self.standing(whatif, with_these, scope, near=memory.near(whatif, False))
        near = memory.near(whatif, True) or as_it_is.basis
        limit = None if enough is None or as_it_is.objective is None else as_it_is.objective + enough
        changed = self.ask(whatif, bounds, scope, near=near, enough=limit)
        if changed.how is How.INFEASIBLE and changed.freedom is Freedom.STARTS:
            as_it_is = self.standing(whatif, with_these, scope, starts_held=True)
            changed = self.ask(whatif, bounds, scope, starts_held=True, near=as_it_is.basis)
        if changed.how is How.INFEASIBLE:
            return Difference(IMPOSSIBLE, changed.freedom)
        memory.keep(whatif, changed, as_it_is)
        apart = self._apart(whatif, changed, as_it_is) if by_scenario else ()
        return Difference(known(changed).less(known(as_it_is)), changed.freedom, apart)

    def standing(
        self,
        whatif: WhatIf,
        bounds: Bounds,
        scope: Scope,
        *,
        starts_held: bool = False,
        near: Basis | None = None,
    ) -> Reply:
        """What a change is compared with: the plan as it is, with what the question sets free. Of the plan's own model
        it is asked once for all questions about the same; another model begins from there.

        Raises:
            Stopped: the user asked for it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.session import How

        own = whatif is self._own
        key = (scope, starts_held, frozenset(bounds.items()))
        if own and key in self._standing:
            return self._standing[key]
        if near is None:
            like = next((one for (of, *_), one in self._standing.items() if of == scope and one.basis), None)
            if like is not None and like.basis is not None:
                near = like.basis if own else whatif.carried(like.basis, self.own())
        if near is None and own and not bounds and self.own().linear(scope) and self.in_time:
            found = self.own().begin(scope)
            self.heard()
        else:
            found = self.ask(whatif, bounds, scope, starts_held=starts_held, near=near)
        if own and found.how is How.OPTIMAL:
            self._standing[key] = found
        return found

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
        """What an action is about, or everything (``wide``)."""
        return wide(self, scope_of(self.facts, action))

    def _left(self) -> float:
        return max(0.0, self._end - time.monotonic())


def wide(asking: Asking, scope: Scope) -> Scope:
    """A scope; everything where the starts are held all the same: what it is compared with is then the same for all
    questions."""
    return everything(asking.facts) if asking.own().linear(scope) else scope


def stood(asking: Asking, bounds: Bounds, scope: Scope) -> Reply | None:
    """What changes to the plan's own model were compared with, where that was solved; nothing is solved here."""
    return asking._standing.get((scope, False, frozenset(bounds.items())))


def known(reply: Reply) -> Estimate:
    """What a reply says of the weighted objective."""
    high = math.inf if reply.objective is None else reply.objective
    low = -math.inf if reply.bound is None else min(reply.bound, high)
    return Estimate(reply.objective, low, high)
