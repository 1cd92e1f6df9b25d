"""Decides what a child is asked of the case by the pages that need no plan, and loads what answers there alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.events import Listener
from planner.plan.plan import Plan
from planner.tables.case import Case

if TYPE_CHECKING:
    from planner.report.exposed import Exposed
    from planner.report.licensed import Licensed


def exposed(case: Case, rules: str, *, listen: Listener, stopping: Callable[[], bool]) -> Exposed | None:
    """See ``planner.report.exposed``."""
    # It loads NumPy and the solver's arrays, which the window's process may not have yet.
    from planner.report import exposed as report

    return report.exposed(case, rules, listen=listen, stopping=stopping)


def licensed(
    case: Case, plan: Plan | None, rules: str, *, listen: Listener, stopping: Callable[[], bool]
) -> Licensed | None:
    """See ``planner.report.licensed``."""
    # As above.
    from planner.report import licensed as report

    return report.licensed(case, plan, rules, listen=listen, stopping=stopping)
