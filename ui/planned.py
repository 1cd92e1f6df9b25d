"""Decides what is remembered of a plan: the answer, the case as it was then, and when it was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from planner.plan.answer import Answer
from planner.tables.case import Case

OTHER_STATE = -1
"""A state no case of this window was ever in: whether a plan answers the case is told by comparing both."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Planned:
    """An answer and what was asked.

    Attributes:
        answer: what came out.
        case: the case as it was then; never changed.
        state: the document's state then.
        made: when it was made, in UTC.
        name: what it is called in the project.
    """

    answer: Answer
    case: Case
    state: int = OTHER_STATE
    made: datetime = field(default_factory=_now)
    name: str = "Plan"
