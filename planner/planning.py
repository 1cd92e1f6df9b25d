"""Decides how planning is asked for, here or in a child: the one door for window, commands, insight and tests."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

from planner.checks.run import check
from planner.errors import PlannerBug, UserError
from planner.events import BetterPlan, Event, Listener, Progress, Stopped, never, silent
from planner.facts.gather import gather
from planner.plan.answer import Answer, with_plan, without_plan
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.steps import USUAL, Rooms, plan
from planner.tables.case import Case
from planner.work import GRACE, ChildDied, Death, Job

__all__ = ["Answer", "PlanRun", "Rooms", "USUAL", "plan", "run", "start"]

_AUDIT_SECONDS = 120.0  # most time for the audit of a plan rescued from a child that died
_TICK = 0.05


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
        before: Answer | None = None,
    ) -> None:
        self._case = case.copy()
        self._options = options
        self._started = time.monotonic() - spent
        self._last: Plan | None = None
        self._history: list[Progress] = []
        self._before_solving = math.inf
        self._answer: Answer | None = None
        self._asked_to_stop = False
        self._ended_by: Exception | None = None
        self._rescue: Job[Answer] | None = None
        self._job = Job(
            _plan_in_child,
            self._case,
            options,
            time.time() - spent,
            rooms,
            before,
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
        told = [self._timed(event) for event in self._job.poll()]
        for event in told:
            if isinstance(event, BetterPlan) and isinstance(event.tables, Plan):
                self._last = event.tables
            elif isinstance(event, Progress):
                self._history.append(event)
        if ended and self._answer is None:
            self._conclude()
        return told

    def _timed(self, event: Event) -> Event:
        """An event by the clock of the whole run: the engine counts from when it began."""
        if not isinstance(event, Progress):
            return event
        now = time.monotonic() - self._started
        self._before_solving = max(0.0, min(self._before_solving, now - event.seconds))  # not after it was told
        return replace(event, seconds=self._before_solving + event.seconds)

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
            fingerprint=answer.fingerprint or self._case.fingerprint(),
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


def start(case: Case, options: Options = USUAL, *, spent: float = 0.0, before: Answer | None = None) -> PlanRun:
    """Plan a case in a child process, without waiting; arguments as for ``plan``."""
    return PlanRun(case, options, spent=spent, before=before)


def run(
    case: Case,
    options: Options = USUAL,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    *,
    spent: float = 0.0,
    rooms: Rooms | None = None,
    grace: float = GRACE,
    before: Answer | None = None,
) -> Answer:
    """Plan a case in a child process and wait; arguments and result as for ``plan``.

    Args:
        grace: seconds from a stop, or the end of the time, to the child's being killed.
    """
    going = PlanRun(case, options, spent=spent, rooms=rooms, grace=grace, before=before)
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
    began: float,
    rooms: Rooms | None,
    before: Answer | None,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> Answer:
    """Plan in this process; ``began`` is by the clock on the wall, the one both processes see."""
    return plan(case, options, listen, stopping, spent=max(0.0, time.time() - began), rooms=rooms, before=before)


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
