"""Decides how an answer reads: the plan that passed its audit, how good it is proven to be, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner import __version__
from planner.errors import PlannerBug
from planner.events import Progress
from planner.plan.plan import Plan
from planner.solve.outcome import Status
from planner.tables.finding import Finding

if TYPE_CHECKING:  # the solver loads slowly: whoever only reads an answer never needs it
    from planner.solve.trail import Trail

LEAST_GAP = 1e-6
"""What a gap of 0 means."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How planning ended. A figure that does not exist is None.

    Attributes:
        status: one of the eight words.
        findings: all findings of the case; errors only where it was refused.
        plan: the audited plan, where there is one.
        objective: weighted objective of the plan, in case currency; so are the three costs after it.
        bound: proven lower bound of the weighted objective.
        gap: (objective - bound) / max(1, abs(objective)).
        seconds: wall-clock seconds from file read, or the start of the check, to the audited plan.
        fingerprint: of the case that was planned.
        message: how it ended, as a sentence.
        clashes: where nothing is feasible, the limits that clash, in words.
        history: how the solve came along.
        detail: for a report of a fault of ours.
        trail: how the bound was proven, for planning a like case; not kept in files.
    """

    status: Status
    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    objective: float | None = None
    expected_cost: float | None = None
    cvar: float | None = None
    worst_cost: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float = 0.0
    fingerprint: str = ""
    message: str = ""
    clashes: tuple[str, ...] = ()
    history: tuple[Progress, ...] = ()
    detail: str = ""
    trail: Trail | None = field(default=None, repr=False, compare=False)

    def summary(self) -> dict[str, str | float | None]:
        """The lines of the plan workbook's sheet Summary, in order."""
        return {
            "status": self.status.value,
            "objective": self.objective,
            "expected_cost": self.expected_cost,
            "cvar": self.cvar,
            "worst_cost": self.worst_cost,
            "bound": self.bound,
            "gap": self.gap,
            "seconds": self.seconds,
            "fingerprint": self.fingerprint,
            "version": __version__,
        }


def refused(findings: tuple[Finding, ...]) -> Answer:
    """The answer for a case with errors."""
    count = sum(finding.is_error for finding in findings)
    errors = "an error" if count == 1 else f"{count} errors"
    return Answer(Status.REFUSED, findings, message=f"The case has {errors}; mend what the findings name.")


def without_plan(
    status: Status,
    findings: tuple[Finding, ...] = (),
    bound: float | None = None,
    clashes: tuple[str, ...] = (),
    message: str = "",
    detail: str = "",
) -> Answer:
    """The answer where no plan was found; ``message`` replaces the usual sentence.

    Raises:
        PlannerBug: the status says that there is a plan.
    """
    if status.has_plan:
        raise PlannerBug(f"the solve ended as {status.value} but hands back no plan", message)
    words = {
        Status.STOPPED_WITHOUT_PLAN: "No plan was found in the time given. Allow more, or make the case smaller.",
        Status.INFEASIBLE: "No plan can keep all the limits together.",
        Status.UNBOUNDED: "The model has no cheapest plan, which is a fault of ours.",
        Status.CANCELLED: "Planning was stopped before there was a plan.",
        Status.FAILED: "The solver failed.",
    }
    words_for_it = message or words.get(status, "There is no plan.")
    return Answer(status, findings, bound=bound, message=words_for_it, clashes=clashes, detail=detail)


def with_plan(
    found: Plan,
    wrong: tuple[str, ...],
    bound: float | None,
    asked: float,
    findings: tuple[Finding, ...] = (),
    message: str = "",
) -> Answer:
    """The answer for a plan.

    Args:
        found: the plan.
        wrong: what its audit objects to; empty when it passed.
        bound: lower bound of the weighted objective, if there is one.
        asked: the gap at which the plan counts as proven; 0 means 1e-6.
        message: replaces the usual sentence of a plan that is not proven.
    """
    if wrong:
        message = "The plan that was found did not pass its audit, so it is not shown. This is a fault of ours."
        return Answer(Status.FAILED, findings, message=message, detail="\n".join(wrong))
    bound = None if bound is None else min(bound, found.objective)  # apart by rounding at most
    gap = None if bound is None else (found.objective - bound) / max(1.0, abs(found.objective))
    proven = gap is not None and gap <= max(asked, LEAST_GAP)
    if proven or not message:
        message = f"{'This plan is proven' if proven else 'The best plan found before the end'}: {_how_good(gap)}."
    return Answer(
        Status.PROVEN if proven else Status.STOPPED_WITH_PLAN,
        findings,
        found,
        found.objective,
        found.expected_cost,
        found.cvar,
        found.worst_cost,
        bound,
        gap,
        message=message,
    )


def _how_good(gap: float | None) -> str:
    if gap is None:
        return "how much better another could be is not known"
    if gap < 5e-5:  # 0.00 % when written
        return "none is better"
    return f"none is more than {100 * gap:.2f} % better"
