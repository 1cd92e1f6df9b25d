"""Decides how a solve may end: one of eight plain words."""

from enum import Enum


class Status(Enum):
    """How planning ended; the value is the word that files and the command line use."""

    PROVEN = "proven"
    STOPPED_WITH_PLAN = "stopped_with_plan"
    STOPPED_WITHOUT_PLAN = "stopped_without_plan"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUSED = "refused"

    @property
    def has_plan(self) -> bool:
        return self in (Status.PROVEN, Status.STOPPED_WITH_PLAN)
