"""Decides what the command line takes and gives: words in, a plan or findings out, and an exit status."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from types import FrameType

from planner import __version__, planning, work
from planner.arguments import (
    Asked,
    CheckCase,
    Convert,
    OpenWindow,
    PlanCase,
    TrySelf,
    WriteSample,
    WriteTemplate,
    read_arguments,
)
from planner.checks.run import check
from planner.errors import UserError
from planner.events import Event, Listener, Stopped
from planner.plan.answer import Answer, refused, without_plan
from planner.reference.sample import sample_case
from planner.report.terminal import (
    answer_lines,
    answer_object,
    count_line,
    event_line,
    finding_line,
    findings_object,
)
from planner.report.workbook import write_plan
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.imported import Imported, place_findings
from planner.store.project import SUFFIX, Project, save
from planner.store.project_file import is_project
from planner.store.reading import read_case, read_project
from planner.store.workbook_out import write_case, write_template
from planner.tables.case import Case
from planner.tables.finding import Finding, Severity

_UNREADABLE = "unreadable_file"


class Exit(IntEnum):
    """What the program's exit status means."""

    FINE = 0
    CASE_HAS_ERRORS = 1
    WRONG_USE = 2
    NO_PLAN_IN_TIME = 3
    INFEASIBLE = 4
    OUR_FAULT = 5
    STOPPED = 130


_EXITS = {
    Status.PROVEN: Exit.FINE,
    Status.STOPPED_WITH_PLAN: Exit.FINE,
    Status.REFUSED: Exit.CASE_HAS_ERRORS,
    Status.STOPPED_WITHOUT_PLAN: Exit.NO_PLAN_IN_TIME,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.UNBOUNDED: Exit.OUR_FAULT,
    Status.FAILED: Exit.OUR_FAULT,
    Status.CANCELLED: Exit.STOPPED,
}


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
        _say(str(error))
        return Exit.WRONG_USE
    except (Stopped, KeyboardInterrupt):
        _say("Stopped.")
        return Exit.STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads on: nothing may be written at exit either
        return Exit.FINE
    except Exception as error:
        _say_our_fault(str(error), getattr(error, "detail", "") or traceback.format_exc())
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
    return status


def _plan(asked: PlanCase) -> Exit:
    started = time.monotonic()
    with _listening() as listen, _interruptible() as stopping:
        imported, answer = None, without_plan(Status.CANCELLED)
        with suppress(Stopped):
            imported = _read(asked.case, listen, stopping)
            answer = _answer(imported, asked.options, started, listen, stopping)
        stopped = stopping()
    _say_findings(answer.findings)
    case = imported.draft if imported is not None else Case()
    print(json.dumps(answer_object(answer), allow_nan=False) if asked.json else "\n".join(answer_lines(answer, case)))
    if asked.json and answer.plan is None:
        _say("\n".join([answer.message, *answer.clashes]))
    if asked.out is not None and answer.plan is not None:
        write_plan(asked.out, case, answer)
    if answer.status in (Status.FAILED, Status.UNBOUNDED):
        _say_our_fault(answer.message, answer.detail)
    if stopped and answer.status is Status.STOPPED_WITH_PLAN:
        return Exit.STOPPED
    return _EXITS[answer.status]


def _answer(
    imported: Imported, options: Options, started: float, listen: Listener, stopping: Callable[[], bool]
) -> Answer:
    """Plan what was read; its findings have their cells."""
    if imported.case is None:
        return refused(_findings(imported, stopping))
    answer = planning.run(imported.case, options, listen, stopping, spent=time.monotonic() - started)
    return replace(answer, findings=place_findings(imported, answer.findings))


def _check(asked: CheckCase) -> Exit:
    with _listening() as listen, _interruptible() as stopping:
        findings = _findings(_read(asked.case, listen, stopping), stopping)
    _say_findings(findings)
    print(json.dumps(findings_object(findings)) if asked.json else count_line(findings))
    return Exit.CASE_HAS_ERRORS if any(finding.is_error for finding in findings) else Exit.FINE


def _template(asked: WriteTemplate) -> Exit:
    write_template(asked.out)
    return Exit.FINE


def _sample(asked: WriteSample) -> Exit:
    write_case(sample_case(), asked.out)
    return Exit.FINE


def _convert(asked: Convert) -> Exit:
    with _listening() as listen, _interruptible() as stopping:
        project, findings = _read_to_convert(asked.case, listen, stopping)
    _say_findings(findings)
    if project is None:
        return Exit.CASE_HAS_ERRORS
    if asked.out.suffix.casefold() == SUFFIX:
        save(asked.out, project)
        return Exit.FINE
    write_case(project.case, asked.out)
    if project.plans:
        _say("A workbook holds the case alone: the plans kept in the project stay there.")
    return Exit.FINE


def _read_to_convert(
    path: Path, listen: Listener, stopping: Callable[[], bool]
) -> tuple[Project | None, tuple[Finding, ...]]:
    """A project, or the case of a workbook as one; None where it cannot be read."""
    try:
        if is_project(path):
            return read_project(path, listen, stopping), ()
    except UserError as error:
        return None, (Finding(_UNREADABLE, Severity.ERROR, str(error)),)
    imported = _read(path, listen, stopping)
    return None if imported.case is None else Project(imported.case), imported.findings


def _read(path: Path, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """What a file holds. One that is there but cannot be read as a case is a case with an error."""
    try:
        return read_case(path, listen=listen, stopping=stopping)
    except UserError as error:
        return Imported(Case(), (Finding(_UNREADABLE, Severity.ERROR, str(error)),))


def _findings(imported: Imported, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    """Everything that is wrong with what was read, with cells."""
    if any(finding.rule == _UNREADABLE for finding in imported.findings):
        return imported.findings
    return place_findings(imported, work.call(_check_in_child, imported.draft, stopping=stopping))


def _check_in_child(case: Case, *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    del listen, stopping  # seconds at most, and a child that does not obey is killed
    return check(case)


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Ctrl+C asks for the best so far; a second one ends the program."""
    asked = threading.Event()
    answered = threading.Event()

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()  # and no more: whatever was interrupted may be in the middle of writing

    def stopping() -> bool:
        if asked.is_set() and not answered.is_set():
            answered.set()
            _say("\rStopping; the best plan so far is kept. Press Ctrl+C again to end at once.")
        return asked.is_set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _listening() -> Iterator[Listener]:
    """Show events on one line of standard error, where that is a terminal."""
    shown = 0

    def show(event: Event) -> None:
        nonlocal shown
        line = event_line(event)
        if line is not None and terminal:
            sys.stderr.write(f"\r{line:<{shown}}")
            sys.stderr.flush()
            shown = len(line)

    terminal = sys.stderr is not None and sys.stderr.isatty()
    try:
        yield show
    finally:
        if shown:
            sys.stderr.write(f"\r{'':<{shown}}\r")


def _say_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        _say(finding_line(finding))


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _say_our_fault(sentence: str, detail: str) -> None:
    """Own up, and keep the details where they can be sent from."""
    _say(f"This is a fault of the program, not of your data: {sentence}")
    try:
        handle, name = tempfile.mkstemp(prefix="remanence-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write(f"Remanence {__version__}, Python {sys.version}\n{sentence}\n{detail}\n")
        _say(f"Details for a report are in {name}.")
    except OSError:
        _say(detail)
