"""Decides what the command line answers about a case beside planning it: exposure, runways, playbook, brief."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from planner import console, work
from planner.arguments import Question, ShowExposure, ShowPlaybook, ShowRunway
from planner.checks.run import check
from planner.console import EXITS, Exit, interruptible, listening, say, say_findings, say_our_fault, tell
from planner.errors import UserError
from planner.events import Listener, Stopped
from planner.insight.exposure import Exposure, exposure
from planner.insight.runway import Runways, runways
from planner.plan.answer import Answer, without_plan
from planner.plan.keep import answer_of
from planner.plan.plan import Plan
from planner.report.playbook import Playbook, playbook
from planner.report.terminal_exposure import exposure_lines, exposure_object
from planner.report.terminal_playbook import playbook_lines, playbook_object
from planner.report.terminal_runway import runway_lines, runway_object
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.imported import place_findings
from planner.store.project_file import is_project
from planner.store.reading import read_project
from planner.tables.case import Case
from planner.tables.finding import Finding

R = TypeVar("R")
Ask = Callable[[Case, Listener, Callable[[], bool]], R]


def answer(asked: Question) -> Exit:
    """Answer a question about a case on standard output and return the exit status.

    Raises:
        Stopped: the user asked for it.
    """
    match asked:
        case ShowExposure():
            return _of_case(asked.case, asked.json, _exposure, exposure_object, exposure_lines)
        case ShowRunway():
            return _of_case(asked.case, asked.json, _runways, runway_object, runway_lines)
        case ShowPlaybook():
            return _playbook(asked)
        case _:
            raise UserError("The brief cannot be written yet.", "Use plan --out for a workbook.")


def _of_case(
    path: Path,
    as_json: bool,
    ask: Ask[R],
    as_object: Callable[[R, Case], dict[str, object]],
    as_lines: Callable[[R, Case], list[str]],
) -> Exit:
    """Ask something of the case alone, in a child: its findings first, the answer where no error is among them."""
    with listening() as listen, interruptible() as stopping:
        imported = console.read(path, listen, stopping)
        findings, told = imported.findings, None
        if imported.case is not None:
            found, told = work.call(_in_child, imported.case, ask, listen=listen, stopping=stopping)
            findings = place_findings(imported, found)
        elif not any(one.rule == console.UNREADABLE for one in findings):
            findings = console.findings_of(imported, stopping)
    say_findings(findings)
    if told is None or imported.case is None:
        return Exit.CASE_HAS_ERRORS
    _print(as_json, as_object(told, imported.case), as_lines(told, imported.case))
    return Exit.FINE


def _in_child(
    case: Case, ask: Ask[R], *, listen: Listener, stopping: Callable[[], bool]
) -> tuple[tuple[Finding, ...], R | None]:
    findings = check(case)
    if any(one.is_error for one in findings):
        return findings, None
    return findings, ask(case, listen, stopping)


def _exposure(case: Case, listen: Listener, stopping: Callable[[], bool]) -> Exposure:
    del listen, stopping  # a tenth of a second
    return exposure(case)


def _runways(case: Case, listen: Listener, stopping: Callable[[], bool]) -> Runways:
    return runways(case, listen=listen, stopping=stopping)


def _print(as_json: bool, told: dict[str, object], lines: list[str]) -> None:
    tell(json.dumps(told, allow_nan=False) if as_json else "\n".join(lines).rstrip())


@dataclass(frozen=True, slots=True)
class _Planned:
    """A case and how planning it ended; the status is none of FINE where there is no plan."""

    case: Case
    answer: Answer

    @property
    def plan(self) -> Plan:
        assert self.answer.plan is not None
        return self.answer.plan


def _playbook(asked: ShowPlaybook) -> Exit:
    with listening() as listen, interruptible() as stopping:
        planned = _planned(asked.case, asked.options, listen, stopping)
        ended = _said(planned)
        if ended is not None:
            return ended
        told: Playbook = playbook(planned.case, planned.plan)
    currency = planned.case.settings.currency
    _print(asked.json, playbook_object(told, planned.plan, currency), playbook_lines(told, currency))
    return Exit.FINE


def _planned(path: Path, options: Options, listen: Listener, stopping: Callable[[], bool]) -> _Planned:
    """The plan kept last in a project for its case as it is, or a new one."""
    started = time.monotonic()
    kept = _kept(path, listen, stopping)
    if kept is not None:
        return kept
    imported, found = None, without_plan(Status.CANCELLED)
    try:
        imported = console.read(path, listen, stopping)
        found = console.answer_to(imported, options, started, listen, stopping)
    except Stopped:
        pass
    return _Planned(imported.draft if imported is not None else Case(), found)


def _kept(path: Path, listen: Listener, stopping: Callable[[], bool]) -> _Planned | None:
    """What a project keeps for its case, None where there is nothing of the kind."""
    try:
        if not is_project(path):
            return None
        project = read_project(path, listen, stopping)
    except UserError:
        return None  # whoever reads it as a case says what is wrong
    own = project.case.fingerprint()
    for one in reversed(project.plans):
        if one.fingerprint == own and one.risk_weight is not None:
            say(f"From the plan “{one.name}” kept in the project, made {one.made}.")
            return _Planned(project.case, answer_of(one))
    if project.plans:
        say("The plans kept in the project are older than its data: planning anew.")
    return None


def _said(planned: _Planned) -> Exit | None:
    """Say the findings, and why there is no plan; the exit status where there is none."""
    found = planned.answer
    say_findings(found.findings)
    if found.plan is not None:
        return None
    say("\n".join([found.message, *found.clashes]))
    if found.status in (Status.FAILED, Status.UNBOUNDED):
        say_our_fault(found.message, found.detail)
    return EXITS[found.status]
