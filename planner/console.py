"""Decides how every command hears and speaks: files read, findings, progress, Ctrl+C, faults, exit statuses."""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from types import FrameType

from planner import __version__, planning, work
from planner.checks.imported import check_imported
from planner.errors import UserError
from planner.events import Event, Listener
from planner.insight.rule_changes import NOTE
from planner.plan.answer import Answer, refused
from planner.report.terminal import event_line, finding_line
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.imported import Imported, place_findings
from planner.store.project_file import is_project
from planner.store.reading import read_case, read_project
from planner.tables.case import Case
from planner.tables.finding import Finding, Severity

UNREADABLE = "unreadable_file"


class Exit(IntEnum):
    """What the program's exit status means."""

    FINE = 0
    CASE_HAS_ERRORS = 1
    WRONG_USE = 2
    NO_PLAN_IN_TIME = 3
    INFEASIBLE = 4
    OUR_FAULT = 5
    STOPPED = 130


EXITS = {
    Status.PROVEN: Exit.FINE,
    Status.STOPPED_WITH_PLAN: Exit.FINE,
    Status.REFUSED: Exit.CASE_HAS_ERRORS,
    Status.STOPPED_WITHOUT_PLAN: Exit.NO_PLAN_IN_TIME,
    Status.INFEASIBLE: Exit.INFEASIBLE,
    Status.UNBOUNDED: Exit.OUR_FAULT,
    Status.FAILED: Exit.OUR_FAULT,
    Status.CANCELLED: Exit.STOPPED,
}
"""What the program ends with for each way planning may end."""


def read(path: Path, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """What a file holds. One that is there but cannot be read as a case is a case with an error."""
    try:
        return read_case(path, listen=listen, stopping=stopping)
    except UserError as error:
        return Imported(Case(), (Finding(UNREADABLE, Severity.ERROR, str(error)),))


def rules_of(path: Path, listen: Listener, stopping: Callable[[], bool]) -> str:
    """What the user said of licence rules, kept with a project; empty for a workbook, and where nothing was said."""
    try:
        return read_project(path, listen, stopping).notes.get(NOTE, "") if is_project(path) else ""
    except UserError:
        return ""  # whoever reads it as a case says what is wrong


def findings_of(imported: Imported, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    """Everything that is wrong with what was read, with cells."""
    if any(finding.rule == UNREADABLE for finding in imported.findings):
        return imported.findings
    return work.call(_check_in_child, imported, stopping=stopping)


def answer_to(
    imported: Imported, options: Options, started: float, listen: Listener, stopping: Callable[[], bool]
) -> Answer:
    """Plan what was read; its findings have their cells."""
    if imported.case is None:
        return refused(findings_of(imported, stopping))
    answer = planning.run(imported.case, options, listen, stopping, spent=time.monotonic() - started)
    return replace(answer, findings=place_findings(imported, answer.findings))


def _check_in_child(imported: Imported, *, listen: Listener, stopping: Callable[[], bool]) -> tuple[Finding, ...]:
    del listen, stopping  # seconds at most, and a child that does not obey is killed
    return check_imported(imported)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
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
            say("\rStopping; what has been found so far is kept. Press Ctrl+C again to end at once.")
        return asked.is_set()

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def listening() -> Iterator[Listener]:
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


def say_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        say(finding_line(finding))


def tell(text: str) -> None:
    """Write to standard output what was asked for. What the terminal cannot show is written as its code.

    Raises:
        BrokenPipeError: nobody reads on.
        UserError: it takes no more, such as a file on a full disk.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_output()
        why = error.strerror or str(error)
        raise UserError(f"Standard output takes no more: {why}.", "Make room, or send it elsewhere.") from error


def leave_output() -> None:
    """Let nothing more be written to standard output, not at the end of the program either."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    print(line, file=sys.stderr)


def say_our_fault(sentence: str, detail: str) -> None:
    """Own up, and keep the details where they can be sent from."""
    say(f"This is a fault of the program, not of your data: {sentence}")
    try:
        handle, name = tempfile.mkstemp(prefix="remanence-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write(f"Remanence {__version__}, Python {sys.version}\n{sentence}\n{detail}\n")
        say(f"Details for a report are in {name}.")
    except OSError:
        say(detail)
