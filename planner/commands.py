"""Decides what the command line takes and gives: words in, a plan or findings out, and an exit status."""

from __future__ import annotations

import json
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner import console, questions
from planner.arguments import (
    Asked,
    CheckCase,
    Compare,
    Convert,
    OpenWindow,
    PlanCase,
    ShowExposure,
    ShowPlaybook,
    ShowRunway,
    ShowWhy,
    TrySelf,
    WriteReport,
    WriteSample,
    WriteTemplate,
    read_arguments,
)
from planner.console import (
    EXITS,
    UNREADABLE,
    Exit,
    interruptible,
    leave_output,
    listening,
    say,
    say_findings,
    say_our_fault,
    tell,
)
from planner.errors import UserError
from planner.events import Listener, Stopped
from planner.plan.answer import Answer, without_plan
from planner.reference.sample import sample_case
from planner.report.terminal import answer_lines, answer_object, count_line, findings_object
from planner.report.workbook import write_plan
from planner.solve.outcome import Status
from planner.store.backups import backups_of
from planner.store.backups import keep as keep_old
from planner.store.left_out import left_out
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
        leave_output()  # nobody reads on
        return Exit.FINE
    except Exception as error:
        say_our_fault(str(error), getattr(error, "detail", "") or traceback.format_exc())
        return Exit.OUR_FAULT


def _do(asked: Asked, window: Callable[[Path | None], int], selftest: Callable[[], int]) -> int:
    match asked:
        case OpenWindow():
            status = _shown(lambda: window(asked.file))
        case TrySelf():
            status = _shown(selftest)
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
        case ShowExposure() | ShowRunway() | ShowPlaybook() | WriteReport() | ShowWhy() | Compare():
            status = questions.answer(asked)
    return status


def _shown(show: Callable[[], int]) -> int:
    """Do what needs a window.

    Raises:
        UserError: the system lacks what a window stands on.
    """
    try:
        return show()
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")) and "shared object" not in str(error):
            raise
        cure = "Install the system libraries the README names under 'Set up'. The commands work without a window."
        raise UserError(f"The window cannot be opened: {error}.", cure) from error


def _plan(asked: PlanCase) -> Exit:
    started = time.monotonic()
    with listening() as listen, interruptible() as stopping:
        imported, answer, rules = None, without_plan(Status.CANCELLED), ""
        with suppress(Stopped):
            imported = console.read(asked.case, listen, stopping)
            answer = console.answer_to(imported, asked.options, started, listen, stopping)
            rules = console.rules_of(asked.case, listen, stopping) if asked.out is not None else ""
        stopped = stopping()
    if not answer.seconds:  # refused, or ended before any planning
        answer = replace(answer, seconds=time.monotonic() - started)
    say_findings(answer.findings)
    case = imported.draft if imported is not None else Case()
    # a failure without details, such as memory that ran out, is nothing to report
    ours = answer.status in (Status.FAILED, Status.UNBOUNDED) and bool(answer.detail)
    try:
        tell(
            json.dumps(answer_object(answer), allow_nan=False) if asked.json else "\n".join(answer_lines(answer, case))
        )
    finally:  # whoever reads no further than the first line wants the workbook all the same
        if asked.out is not None and answer.plan is not None:
            _write_out(asked.out, case, answer, rules)
    if asked.json and answer.plan is None and not ours:
        say("\n".join([answer.message, *answer.clashes]))
    if ours:
        say_our_fault(answer.message, answer.detail)
    if stopped and answer.status is Status.STOPPED_WITH_PLAN:
        return Exit.STOPPED
    return EXITS[answer.status]


def _write_out(out: Path, case: Case, answer: Answer, rules: str) -> None:
    """Write the plan where it was asked for, or else elsewhere: much time may have gone into it.

    Raises:
        UserError: it could not be written there; it says where it is.
    """
    try:
        write_plan(out, case, answer, rules=rules, keep=_keeping)
    except UserError as error:
        spare = _written_elsewhere(out, case, answer, rules)
        raise UserError(error.message, f"It is in '{spare}' instead." if spare else error.cure) from error


def _written_elsewhere(out: Path, case: Case, answer: Answer, rules: str) -> Path | None:
    """Where the plan is now, under a name nothing has yet; None where it can be written nowhere."""
    for folder in (out.absolute().parent, Path(tempfile.gettempdir())):
        spare = folder / f"{out.stem} {datetime.now():%Y-%m-%d %H%M%S}{out.suffix}"
        with suppress(UserError):
            write_plan(spare, case, answer, rules=rules)
            return spare
    return None


def _check(asked: CheckCase) -> Exit:
    with listening() as listen, interruptible() as stopping:
        findings = console.findings_of(console.read(asked.case, listen, stopping), stopping)
    say_findings(findings)
    tell(json.dumps(findings_object(findings)) if asked.json else count_line(findings))
    return Exit.CASE_HAS_ERRORS if any(finding.is_error for finding in findings) else Exit.FINE


def _template(asked: WriteTemplate) -> Exit:
    write_template(asked.out, _keeping)
    return Exit.FINE


def _sample(asked: WriteSample) -> Exit:
    write_case(sample_case(), asked.out, _keeping)
    return Exit.FINE


def _keeping(old: Path, new: Path) -> None:
    """Keep beside it what a file was that is there already, and say so: it may be somebody's only copy.

    Raises:
        OSError: there is no room for it.
    """
    keep_old(old, new)
    _say_kept(old)


def _say_kept(path: Path) -> None:
    say(f"'{path.name}' was there already: what it held is kept beside it as '{backups_of(path)[0].name}'.")


def _convert(asked: Convert) -> Exit:
    with listening() as listen, interruptible() as stopping:
        project, findings = _read_to_convert(asked.case, listen, stopping)
    say_findings(findings)
    if project is None:
        return Exit.CASE_HAS_ERRORS
    if asked.out.suffix.casefold() == SUFFIX:
        there = asked.out.exists()
        save(asked.out, project)
        if there:
            _say_kept(asked.out)
        return Exit.FINE
    write_case(project.case, asked.out, _keeping)
    if left := left_out(len(project.plans), project.notes):
        say(f"A workbook holds the case alone: the {left} kept in the project stay there.")
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
