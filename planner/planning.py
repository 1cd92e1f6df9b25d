"""Decides how a case becomes an answer: check, gather, grow, build, solve, extract, audit; the one door for all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from planner.checks.run import check
from planner.errors import PlannerBug, UserError
from planner.events import BetterPlan, Event, Listener, Phase, Progress, Stopped, never, silent
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.plan.answer import Answer, refused, with_plan, without_plan
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from planner.work import GRACE, ChildDied, Death, Job

__all__ = ["Answer", "PlanRun", "Rooms", "Solved", "USUAL", "plan", "run", "start"]

USUAL = Options()
_SENDING = 0.1  # share of the time that may go into showing better plans on the way
_AUDIT_SECONDS = 120.0  # most time for the audit of a plan rescued from a child that died
_TICK = 0.05


class Solved(Protocol):
    """What the solve hands back; ``planner.solve.engine.Found`` is one."""

    @property
    def status(self) -> Status: ...
    @property
    def values(self) -> Any: ...
    @property
    def bound(self) -> float | None: ...
    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """The steps of planning that need the solver. Tests put others in their place."""

    build: Callable[[Facts, Tree, float | None], Any]
    solve: Callable[..., Solved]
    extract: Callable[..., Plan]


def plan(
    case: Case,
    options: Options = USUAL,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    *,
    spent: float = 0.0,
    rooms: Rooms | None = None,
) -> Answer:
    """Plan a case in this process.

    Args:
        case: the case; not changed.
        options: what is asked.
        listen: hears phases, progress and better plans.
        stopping: asked often; once it says yes the best plan so far is handed back.
        spent: wall-clock seconds that have gone by since the file was read.
        rooms: for tests.

    Returns:
        How it ended; a plan in it has passed its audit.
    """
    run = _Planning(case, options, listen, stopping, time.monotonic() - spent)
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

    return Rooms(build, solve, extract)


class _Planning:
    """One run in this process: what it has heard so far, and when it began."""

    def __init__(
        self, case: Case, options: Options, listen: Listener, stopping: Callable[[], bool], started: float
    ) -> None:
        self.case = case
        self.options = options
        self.listen = listen
        self.stopping = stopping
        self.started = started
        self.history: list[Progress] = []
        self._pending: Any = None
        self._next_sending = 0.0

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
        deadline = self.started + self.options.time_limit - min(10.0, 0.05 * self.options.time_limit)

        fingerprint = self.case.fingerprint()

        def extracted(values: Any) -> Plan:
            return rooms.extract(model, values, fingerprint)

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

        solved = rooms.solve(
            model, self.options, listen=hear, stopping=self.stopping, on_better=better, deadline=deadline
        )
        if solved.values is None:
            return without_plan(solved.status, findings, solved.bound, getattr(solved, "clashes", ()), solved.message)
        self.listen(Phase("Auditing the plan"))
        found = extracted(solved.values)
        wrong = audit(self.case, facts, tree, found)
        return with_plan(found, wrong, solved.bound, self.options.gap, findings, solved.message)

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
        after = time.monotonic()
        self._next_sending = after + (after - now) / _SENDING


class PlanRun:
    """Planning in a child process. Whoever started it calls ``poll`` every now and then; nothing but ``answer`` waits.

    A child that ignores a stop or dies leaves its last plan behind, which a fresh child audits before it is shown.
    """

    def __init__(
        self,
        case: Case,
        options: Options = USUAL,
        *,
        spent: float = 0.0,
        rooms: Rooms | None = None,
        grace: float = GRACE,
    ) -> None:
        self._case = case.copy()
        self._options = options
        self._started = time.monotonic() - spent
        self._last: Plan | None = None
        self._history: list[Progress] = []
        self._answer: Answer | None = None
        self._asked_to_stop = False
        self._ended_by: Exception | None = None
        self._rescue: Job[Answer] | None = None
        self._job = Job(
            _plan_in_child,
            self._case,
            options,
            spent,
            rooms,
            memory_bytes=options.memory_bytes,
            time_limit=max(0.0, options.time_limit - spent),
            grace=grace,
        )

    @property
    def running(self) -> bool:
        """Whether there is no answer yet; only ``poll`` and ``answer`` bring it nearer."""
        return self._answer is None

    def poll(self) -> list[Event]:
        """The events told since the last call, in order."""
        ended = not self._job.running
        told = self._job.poll()
        for event in told:
            if isinstance(event, BetterPlan) and isinstance(event.tables, Plan):
                self._last = event.tables
            elif isinstance(event, Progress):
                self._history.append(event)
        if ended and self._answer is None:
            self._conclude()
        return told

    def stop(self) -> None:
        """Ask for the best plan so far; a child that does not obey within the grace is killed."""
        self._asked_to_stop = True
        self._job.stop()

    def kill(self) -> None:
        """End it now, with whatever has been found."""
        self._asked_to_stop = True
        self._job.kill()
        if self._rescue is not None:
            self._rescue.kill()

    def answer(self) -> Answer:
        """How it ended; waits for that."""
        while self._answer is None:
            self._job.wait(_TICK)
            if self._rescue is not None:
                self._rescue.wait(_TICK)
            self.poll()
        return self._answer

    def _conclude(self) -> None:
        if self._rescue is not None:
            if not self._rescue.running:
                self._finish(self._rescued(self._rescue))
            return
        try:
            self._finish(self._job.result())
        except (Stopped, UserError, PlannerBug) as error:
            self._ended_by = error
            if self._last is None:
                self._finish(self._ended_without_plan(error))
            else:
                bound = next((one.bound for one in reversed(self._history) if one.bound is not None), None)
                self._rescue = Job(
                    _audit_in_child, self._case, self._options, self._last, bound, time_limit=_AUDIT_SECONDS
                )

    def _finish(self, answer: Answer) -> None:
        if answer.status is Status.CANCELLED and not self._asked_to_stop:  # the clock stopped it, not the user
            answer = without_plan(Status.STOPPED_WITHOUT_PLAN, answer.findings)
        self._answer = replace(
            answer,
            fingerprint=self._case.fingerprint(),
            history=tuple(self._history),
            seconds=time.monotonic() - self._started,
        )

    def _rescued(self, rescue: Job[Answer]) -> Answer:
        """The answer for the plan left behind by a child that did not end well."""
        assert self._ended_by is not None
        try:
            answer = rescue.result()
        except (Stopped, UserError, PlannerBug) as error:
            return without_plan(Status.FAILED, message="The last plan found could not be audited.", detail=str(error))
        if answer.plan is None or isinstance(self._ended_by, Stopped) or _out_of_time(self._ended_by):
            return answer
        message = f"{self._ended_by} The best plan found before that passed its audit and is kept."
        return replace(answer, message=message, detail=getattr(self._ended_by, "detail", ""))

    @staticmethod
    def _ended_without_plan(error: Exception) -> Answer:
        if isinstance(error, Stopped):
            return without_plan(Status.CANCELLED)
        if _out_of_time(error):
            return without_plan(Status.STOPPED_WITHOUT_PLAN)
        return without_plan(Status.FAILED, message=str(error), detail=getattr(error, "detail", ""))


def start(case: Case, options: Options = USUAL, *, spent: float = 0.0) -> PlanRun:
    """Plan a case in a child process, without waiting; arguments as for ``plan``."""
    return PlanRun(case, options, spent=spent)


def run(
    case: Case,
    options: Options = USUAL,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    *,
    spent: float = 0.0,
    rooms: Rooms | None = None,
    grace: float = GRACE,
) -> Answer:
    """Plan a case in a child process and wait; arguments and result as for ``plan``.

    Args:
        grace: seconds from a stop, or the end of the time, to the child's being killed.
    """
    going = PlanRun(case, options, spent=spent, rooms=rooms, grace=grace)
    try:
        while going.running:
            time.sleep(_TICK)
            for event in going.poll():
                listen(event)
            if stopping():
                going.stop()
        return going.answer()
    finally:
        going.kill()


def _plan_in_child(
    case: Case,
    options: Options,
    spent: float,
    rooms: Rooms | None,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> Answer:
    return plan(case, options, listen, stopping, spent=spent, rooms=rooms)


def _audit_in_child(
    case: Case, options: Options, found: Plan, bound: float | None, *, listen: Listener, stopping: Callable[[], bool]
) -> Answer:
    """Audit a plan whose finder has gone; nothing to tell and nothing to stop."""
    del listen, stopping
    facts = gather(case)
    wrong = audit(case, facts, grow(facts), found)
    return with_plan(found, wrong, bound, options.gap, check(case))


def _out_of_time(error: Exception) -> bool:
    return isinstance(error, ChildDied) and error.death is Death.TIME
