"""Decides what the command line answers beside planning: exposure, runways, playbook, brief, why, comparisons."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from planner import answers, console, work
from planner.arguments import Compare, Question, ShowExposure, ShowPlaybook, ShowRunway, ShowWhy, WriteReport
from planner.checks.run import check
from planner.console import EXITS, Exit, interruptible, listening, say, say_findings, say_our_fault, tell
from planner.errors import UserError
from planner.events import Listener, Phase, Stopped
from planner.insight.exposure import Exposure, exposure
from planner.insight.rule_changes import library_with
from planner.insight.runway import Runways, runways
from planner.insight.why import seconds_for, turning_for
from planner.plan.answer import Answer, without_plan
from planner.plan.keep import answer_of
from planner.plan.plan import Plan
from planner.report.brief import write_brief
from planner.report.playbook import playbook
from planner.report.reasons import built
from planner.report.terminal import answer_object
from planner.report.terminal_compare import compare_lines, compare_object
from planner.report.terminal_exposure import exposure_lines, exposure_object
from planner.report.terminal_playbook import playbook_lines, playbook_object
from planner.report.terminal_runway import runway_lines, runway_object
from planner.report.terminal_why import why_lines, why_object
from planner.report.worked import Wish, brief_of, work_out
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.imported import place_findings
from planner.store.project_file import is_project
from planner.store.reading import read_project
from planner.tables.case import Case
from planner.tables.finding import Finding

R = TypeVar("R")
Ask = Callable[[Case, str, Listener, Callable[[], bool]], R]


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
        case WriteReport():
            return _report(asked)
        case ShowWhy():
            return _why(asked)
        case Compare():
            return _compare(asked)


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
            rules = console.rules_of(path, listen, stopping)
            found, told = work.call(_in_child, imported.case, rules, ask, listen=listen, stopping=stopping)
            findings = place_findings(imported, found)
        elif not any(one.rule == console.UNREADABLE for one in findings):
            findings = console.findings_of(imported, stopping)
    say_findings(findings)
    if told is None or imported.case is None:
        return Exit.CASE_HAS_ERRORS
    _print(as_json, as_object(told, imported.case), as_lines(told, imported.case))
    return Exit.FINE


def _in_child(
    case: Case, rules: str, ask: Ask[R], *, listen: Listener, stopping: Callable[[], bool]
) -> tuple[tuple[Finding, ...], R | None]:
    findings = check(case)
    if any(one.is_error for one in findings):
        return findings, None
    return findings, ask(case, rules, listen, stopping)


def _exposure(case: Case, rules: str, listen: Listener, stopping: Callable[[], bool]) -> Exposure:
    del listen, stopping  # a tenth of a second
    return exposure(case, library=library_with(rules))


def _runways(case: Case, rules: str, listen: Listener, stopping: Callable[[], bool]) -> Runways:
    return runways(case, library=library_with(rules), listen=listen, stopping=stopping)


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
        late = work.call(_late_in_child, planned.case, planned.plan, asked.options, listen=listen, stopping=stopping)
    told = playbook(planned.case, planned.plan, late)
    currency = planned.case.settings.currency
    _print(asked.json, playbook_object(told, planned.plan, currency), playbook_lines(told, currency))
    return Exit.FINE


def _report(asked: WriteReport) -> Exit:
    with listening() as listen, interruptible() as stopping:
        planned = _planned(asked.case, asked.options, listen, stopping)
        ended = _said(planned)
        if ended is not None:
            return ended
        pages = work.call(
            _brief_in_child,
            asked.pdf,
            planned.case,
            planned.answer,
            asked.options,
            Wish(late=True, ways=asked.baselines),
            console.rules_of(asked.case, listen, stopping),
            listen=listen,
            stopping=stopping,
        )
    object_of_plan = answer_object(planned.answer)
    _print(asked.json, {"pdf": str(asked.pdf), "pages": pages, **object_of_plan}, [f"{asked.pdf}: {pages} pages."])
    return Exit.FINE


def _why(asked: ShowWhy) -> Exit:
    with listening() as listen, interruptible() as stopping:
        planned = _planned(asked.case, asked.options, listen, stopping)
        ended = _said(planned)
        if ended is not None:
            return ended
        plan = planned.plan
        took, given = planned.answer.seconds, asked.seconds
        seconds, turning = (seconds_for(took), turning_for(took)) if given is None else (given, None)
        stocks = tuple(one.item for one in built(planned.case, plan))
        asks = (planned.case, plan, asked.options, seconds, asked.switching, turning, stocks)
        told = work.call(answers.why, *asks, listen=listen, stopping=stopping)
    currency = planned.case.settings.currency
    _print(asked.json, why_object(told, plan, currency), why_lines(told, plan, currency))
    return Exit.FINE


def _compare(asked: Compare) -> Exit:
    """Two files, or the two plans kept last in one project."""
    with listening() as listen, interruptible() as stopping:
        if asked.old.samefile(asked.new):
            sides = [*_last_two(asked.old, listen, stopping)]
        elif asked.inputs:
            sides = [_entered(path, listen, stopping) for path in (asked.old, asked.new)]
        else:
            sides = [_planned(path, asked.options, listen, stopping) for path in (asked.old, asked.new)]
        for one in sides:
            ended = _refused(one) if asked.inputs else _said(one)
            if ended is not None:
                return ended
        old, new = sides
        plans = (None, None) if asked.inputs else (old.answer.plan, new.answer.plan)
        asks = (old.case, new.case, *plans)
        told = work.call(answers.comparison, *asks, listen=listen, stopping=stopping)
    _print(asked.json, compare_object(told), compare_lines(told))
    return Exit.FINE


def _entered(path: Path, listen: Listener, stopping: Callable[[], bool]) -> _Planned:
    """What a file holds, not planned."""
    imported = console.read(path, listen, stopping)
    findings = console.findings_of(imported, stopping) if imported.case is None else imported.findings
    return _Planned(imported.draft, Answer(Status.REFUSED if imported.case is None else Status.CANCELLED, findings))


def _refused(one: _Planned) -> Exit | None:
    say_findings(one.answer.findings)
    return Exit.CASE_HAS_ERRORS if one.answer.status is Status.REFUSED else None


def _last_two(path: Path, listen: Listener, stopping: Callable[[], bool]) -> tuple[_Planned, _Planned]:
    """The two plans kept last in a project, each with the case it answers.

    Raises:
        UserError: there are no two.
    """
    kept = read_project(path, listen, stopping).plans if is_project(path) else ()
    told = [one for one in kept if one.risk_weight is not None]
    if len(told) < 2:
        cure = "Name two files, or a project that keeps two plans."
        raise UserError(f"'{path}' does not keep two plans to compare.", cure)
    for word, one in zip(("Old", "New"), told[-2:], strict=True):
        say(f"{word}: the plan “{one.name}” kept in the project, made {one.made}.")
    old, new = (_Planned(one.case, answer_of(one)) for one in told[-2:])
    return old, new


def _late_in_child(
    case: Case, plan: Plan, options: Options, *, listen: Listener, stopping: Callable[[], bool]
) -> Mapping[int, float]:
    """By node of a branch what acting a month late costs there, where that could be computed."""
    return work_out(case, plan, options, Wish(late=True), listen=listen, stopping=stopping).late or {}


def _brief_in_child(
    path: Path,
    case: Case,
    answer: Answer,
    options: Options,
    wish: Wish,
    rules: str,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
) -> int:
    """Write the brief and tell how many pages it has."""
    plan = answer.plan
    assert plan is not None
    worked = work_out(case, plan, options, wish, listen=listen, stopping=stopping)
    told = brief_of(case, answer, wish, worked, rules, listen=listen, stopping=stopping)
    listen(Phase("Writing the brief"))
    return write_brief(path, told)


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
    if found.status in (Status.FAILED, Status.UNBOUNDED) and found.detail:
        say_our_fault(found.message, found.detail)
    return EXITS[found.status]
