"""Decides what child processes do for the window: named functions without Qt, each a pure piece of long work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planner.checks.run import check
from planner.events import Listener, Phase
from planner.plan.answer import Answer
from planner.reference.sample import sample_case
from planner.store.imported import place_findings
from planner.store.reading import read_case
from planner.store.workbook_out import write_case, write_template
from planner.tables.case import Case
from planner.tables.finding import Finding


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held: the case, unless a finding is an error; every finding with its sheet and cell."""

    case: Case | None
    findings: tuple[Finding, ...]


def opened(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Opened:
    """Read a file and check what it holds."""
    imported = read_case(path, listen=listen, stopping=stopping)
    listen(Phase("Checking the case"))
    findings = place_findings(imported, check(imported.draft))
    return Opened(None if any(one.is_error for one in findings) else imported.draft, findings)


def sampled(*, listen: Listener, stopping: Callable[[], bool]) -> Opened:
    """The sample case."""
    del listen, stopping  # it takes a tenth of a second
    return Opened(sample_case(), ())


def checked(case: Case, *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    """Every finding of a case, those that need the scenario tree too."""
    del listen, stopping  # seconds at most, and a child that does not obey is killed
    return check(case)


def case_written(case: Case, path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> None:
    """Write a case as a workbook."""
    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_case(case, path)


def template_written(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> None:
    """Write an empty workbook to fill in."""
    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_template(path)


def plan_written(case: Case, answer: Answer, path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> None:
    """Write a plan as a workbook."""
    # The room of reports may load matplotlib, which only this function of the module needs.
    from planner.report.workbook import write_plan

    del stopping  # a file is replaced whole or not at all, so killing the child does no harm
    listen(Phase(f"Writing {path.name}"))
    write_plan(path, case, answer)
