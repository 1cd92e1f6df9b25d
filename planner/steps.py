"""Decides the steps from a case to an answer: check, gather, grow, build, solve, extract, audit."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from planner.checks.run import check
from planner.events import BetterPlan, Event, Listener, Phase, Progress, Stopped, never, silent
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.plan.answer import Answer, refused, with_plan, without_plan
from planner.plan.audit import audit
from planner.plan.chosen import chosen_of
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case

USUAL = Options()

_KEPT_BACK = 0.05  # share of the time kept back for what comes after the solve, at most _MOST_KEPT_BACK seconds
_MOST_KEPT_BACK = 10.0
_LAST_STEPS = 4.0  # what comes after the solve takes about so many times as long as showing a better plan
_SENDING = 0.1  # share of the time that may go into showing better plans on the way


class Solved(Protocol):
    """What the solve hands back; ``planner.solve.engine.Found`` is one."""

    @property
    def status(self) -> Status: ...
    @property
    def values(self) -> Any: ...
    @property
    def bound(self) -> float | None: ...
    @property
    def clashes(self) -> tuple[str, ...]: ...
    @property
    def message(self) -> str: ...
    @property
    def trail(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The steps of planning that need the solver. Tests put others in their place."""

    build: Callable[[Facts, Tree, float | None], Any]
    solve: Callable[..., Solved]
    extract: Callable[..., Plan]
    chosen: Callable[[Facts, Plan], Any]


def plan(
    case: Case,
    options: Options = USUAL,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    *,
    spent: float = 0.0,
    rooms: Rooms | None = None,
    before: Answer | None = None,
) -> Answer:
    """Plan a case in this process.

    Args:
        case: the case; not changed.
        options: what is asked.
        listen: hears phases, progress and better plans.
        stopping: asked often; once it says yes the best plan so far is handed back.
        spent: wall-clock seconds that have gone by since the file was read.
        rooms: for tests.
        before: the answer to begin with, to this case or to the case before some figures changed; where its plan and
            the way its bound was proven still fit they save most of the time.

    Returns:
        How it ended; a plan in it has passed its audit.
    """
    run = _Planning(case, options, listen, stopping, time.monotonic() - spent, before)
    try:
        answer = run.answer(rooms or _real_rooms())
    except Stopped:
        answer = without_plan(Status.CANCELLED)
    return replace(
        answer,
        fingerprint=case.fingerprint(),
        history=tuple(run.history),
        seconds=time.monotonic() - run.started,
    )


def _real_rooms() -> Rooms:
    # PuLP and the solver load slowly: a window that only shows a plan never needs them, its children do.
    from planner.model.build import build
    from planner.plan.extract import extract
    from planner.solve.engine import solve
    from planner.solve.tidy import without_waste

    def told(model: Any, values: Any, fingerprint: str) -> Plan:
        """Plans shown on the way are points as the search found them: they too must pass an audit, should they be all
        that is left of it."""
        tidy: Any = without_waste(model, values)
        return extract(model, tidy, fingerprint)

    return Rooms(build, solve, told, chosen_of)


class _Planning:
    """One run in this process: what it has heard so far, and when it began."""

    def __init__(
        self,
        case: Case,
        options: Options,
        listen: Listener,
        stopping: Callable[[], bool],
        started: float,
        before: Answer | None,
    ) -> None:
        self.case = case
        self.before = before
        self.options = options
        self.listen = listen
        self.stopping = stopping
        self.started = started
        self.history: list[Progress] = []
        self._end = started + options.time_limit
        self._pending: Any = None
        self._next_sending = 0.0
        self._sending_took = 0.0

    def answer(self, rooms: Rooms) -> Answer:
        self._enter("Checking the case")
        findings = check(self.case)
        if any(finding.is_error for finding in findings):
            return refused(findings)
        self._enter("Growing the scenario tree")
        facts = gather(self.case)
        tree = grow(facts)
        self._enter("Building the model")
        model = rooms.build(facts, tree, self.options.risk_weight)
        self._enter("Solving")
        fingerprint = self.case.fingerprint()

        def extracted(values: Any) -> Plan:
            return rooms.extract(model, values, fingerprint)

        solved = self._solve(rooms, facts, model, extracted)
        if solved.values is None:
            out_of_time = solved.status is Status.CANCELLED and not self.stopping()
            status = Status.STOPPED_WITHOUT_PLAN if out_of_time else solved.status
            return without_plan(status, findings, solved.bound, solved.clashes, solved.message)
        self.listen(Phase("Auditing the plan"))
        found = extracted(solved.values)
        wrong = audit(self.case, facts, tree, found)
        answer = with_plan(found, wrong, solved.bound, self.options.gap, findings, solved.message)
        return replace(answer, trail=solved.trail)

    def _solve(self, rooms: Rooms, facts: Facts, model: Any, extracted: Callable[[Any], Plan]) -> Solved:
        def better(values: Any, objective: float) -> None:
            del objective  # the plan's own figures count
            self._pending = values
            self._send_better(extracted)

        def hear(event: Event) -> None:
            if isinstance(event, Progress):
                event = replace(event, seconds=time.monotonic() - self.started)
                self.history.append(event)
            self.listen(event)
            self._send_better(extracted)

        def stopping() -> bool:
            return self.stopping() or time.monotonic() > self._end - _LAST_STEPS * self._sending_took

        deadline = self._end - min(_MOST_KEPT_BACK, _KEPT_BACK * self.options.time_limit)
        begin: dict[str, Any] = {}
        if self.before is not None and self.before.plan is not None:
            begin = {"known": rooms.chosen(facts, self.before.plan), "trail": self.before.trail}
        return rooms.solve(
            model,
            self.options,
            listen=hear,
            stopping=stopping,
            on_better=better,
            deadline=deadline,
            **begin,
        )

    def _enter(self, words: str) -> None:
        if self.stopping():
            raise Stopped
        self.listen(Phase(words))

    def _send_better(self, extracted: Callable[[Any], Plan]) -> None:
        """Show the newest better plan, unless so many came that showing them would slow the search."""
        now = time.monotonic()
        if self._pending is None or now < self._next_sending:
            return
        values, self._pending = self._pending, None
        self.listen(BetterPlan(now - self.started, extracted(values)))
        self._sending_took = time.monotonic() - now
        self._next_sending = now + self._sending_took / _SENDING
