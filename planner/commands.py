"""Decides what the command line takes and gives: words in, a plan or findings out, and an exit status."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from planner import console, questions
from planner.arguments import (
    Asked,
    CheckCase,
    Convert,
    OpenWindow,
    PlanCase,
    ShowExposure,
    ShowPlaybook,
    ShowRunway,
    TrySelf,
    WriteReport,
    WriteSample,
    WriteTemplate,
    read_arguments,
)
from planner.console import EXITS, UNREADABLE, Exit, interruptible, listening, say, say_findings, say_our_fault
from planner.errors import UserError
from planner.events import Listener, Stopped
from planner.plan.answer import without_plan
from planner.reference.sample import sample_case
from planner.report.terminal import answer_lines, answer_object, count_line, findings_object
from planner.report.workbook import write_plan
from planner.solve.outcome import Status
from planner.store.project import SUFFIX, Project, save
from planner.store.project_file import is_project
from planner.store.reading import read_project
from planner.store.workbook_out import write_case, write_template
from planner.tables.case import Case
from planner.tables.finding import Finding, Severity


def main(words: Sequence[str], window: Callable[[Path | None], int], selftest: Callable[[], int]) -> int:
    """Do what the words ask and return the exit status.

    Args:
        words: those after the program's name.
        window: opens the window, on a file if one is given, and returns its exit status.
        selftest: tries the window without a screen and returns an exit status.
    """
    try:
        return _do(read_arguments(words), window, selftest)
    except SystemExit as ended:  # argparse has said why
        return int(ended.code or 0)
    except UserError as error:
        say(str(error))
        return Exit.WRONG_USE
    except (Stopped, KeyboardInterrupt):
        say("Stopped.")
        return Exit.STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads on: nothing may be written at exit either
        return Exit.FINE
    except Exception as error:
        say_our_fault(str(error), getattr(error, "detail", "") or traceback.format_exc())
        return Exit.OUR_FAULT


def _do(asked: Asked, window: Callable[[Path | None], int], selftest: Callable[[], int]) -> int:
    match asked:
        case OpenWindow():
            status = window(asked.file)
        case TrySelf():
            status = selftest()
        case PlanCase():
            status = _plan(asked)
        case CheckCase():
            status = _check(asked)
        case WriteTemplate():
            status = _template(asked)
        case WriteSample():
            status = _sample(asked)
        case Convert():
            status = _convert(asked)
        case ShowExposure() | ShowRunway() | ShowPlaybook() | WriteReport():
            status = questions.answer(asked)
    return status


def _plan(asked: PlanCase) -> Exit:
    started = time.monotonic()
    with listening() as listen, interruptible() as stopping:
        imported, answer = None, without_plan(Status.CANCELLED)
        with suppress(Stopped):
            imported = console.read(asked.case, listen, stopping)
            answer = console.answer_to(imported, asked.options, started, listen, stopping)
        stopped = stopping()
    say_findings(answer.findings)
    case = imported.draft if imported is not None else Case()
    print(json.dumps(answer_object(answer), allow_nan=False) if asked.json else "\n".join(answer_lines(answer, case)))
    if asked.json and answer.plan is None:
        say("\n".join([answer.message, *answer.clashes]))
    if asked.out is not None and answer.plan is not None:
        write_plan(asked.out, case, answer)
    if answer.status in (Status.FAILED, Status.UNBOUNDED):
        say_our_fault(answer.message, answer.detail)
    if stopped and answer.status is Status.STOPPED_WITH_PLAN:
        return Exit.STOPPED
    return EXITS[answer.status]


def _check(asked: CheckCase) -> Exit:
    with listening() as listen, interruptible() as stopping:
        findings = console.findings_of(console.read(asked.case, listen, stopping), stopping)
    say_findings(findings)
    print(json.dumps(findings_object(findings)) if asked.json else count_line(findings))
    return Exit.CASE_HAS_ERRORS if any(finding.is_error for finding in findings) else Exit.FINE


def _template(asked: WriteTemplate) -> Exit:
    write_template(asked.out)
    return Exit.FINE


def _sample(asked: WriteSample) -> Exit:
    write_case(sample_case(), asked.out)
    return Exit.FINE


def _convert(asked: Convert) -> Exit:
    with listening() as listen, interruptible() as stopping:
        project, findings = _read_to_convert(asked.case, listen, stopping)
    say_findings(findings)
    if project is None:
        return Exit.CASE_HAS_ERRORS
    if asked.out.suffix.casefold() == SUFFIX:
        save(asked.out, project)
        return Exit.FINE
    write_case(project.case, asked.out)
    if project.plans:
        say("A workbook holds the case alone: the plans kept in the project stay there.")
    return Exit.FINE


def _read_to_convert(
    path: Path, listen: Listener, stopping: Callable[[], bool]
) -> tuple[Project | None, tuple[Finding, ...]]:
    """A project, or the case of a workbook as one; None where it cannot be read."""
    try:
        if is_project(path):
            return read_project(path, listen, stopping), ()
    except UserError as error:
        return None, (Finding(UNREADABLE, Severity.ERROR, str(error)),)
    imported = console.read(path, listen, stopping)
    return None if imported.case is None else Project(imported.case), imported.findings
