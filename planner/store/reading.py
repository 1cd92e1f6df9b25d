"""Decides how a file from outside is opened: in a child process that may take so much time and memory, no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from planner.errors import UserError
from planner.events import Listener, Phase, Stopped, never, silent
from planner.memory import usual_memory
from planner.store.erp.look import look
from planner.store.erp.source import Source
from planner.store.imported import Imported
from planner.store.project import Project, load
from planner.store.project_file import is_project
from planner.store.workbook_in import read_workbook
from planner.work import ChildDied, Death, call

R = TypeVar("R")

MOST_SECONDS = 180.0
"""Longest an import may take; a million rows of ten cells take about a minute."""

MOST_MEMORY = 2_000_000_000
"""Most bytes of memory an import may use."""

_MOSTLY = "Take out what does not belong to the case: other sheets, pictures, formats on thousands of empty cells."


def read_case(path: Path, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Imported:
    """Read a case from a file: an Excel workbook or a project.

    Args:
        path: the file; it is not kept open.
        listen: hears what is being read.
        stopping: asked often; yes ends it within seconds.

    Returns:
        What was read, with the findings of its cells and where every value came from; a project has no cells. The
        findings of the checks are added with ``imported.place_findings``.

    Raises:
        UserError: it is neither, locked, damaged, harmful, a plan, no case, or takes too much time or memory.
        Stopped: stopping said yes.
    """
    if is_project(path):
        return Imported(read_project(path, listen, stopping).case)
    return _in_child(read_workbook, path, listen, stopping)


def read_project(path: Path, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Project:
    """Read a project with its plans and notes; arguments and errors are those of ``read_case``.

    Raises:
        Damaged: it does not hold what was saved; the error names the newest whole backup.
    """
    return _in_child(_load_project, path, listen, stopping)


def read_source(
    path: Path,
    listen: Listener = silent,
    stopping: Callable[[], bool] = never,
    *,
    sheet: str = "",
    encoding: str = "",
    separator: str = "",
) -> Source:
    """Look at an export of another system, see ``erp.look``; errors are those of it and of ``read_case``."""
    chosen = partial(_look, sheet, encoding, separator)
    return _in_child(chosen, path, listen, stopping)


def _look(
    sheet: str, encoding: str, separator: str, path: Path, *, listen: Listener, stopping: Callable[[], bool]
) -> Source:
    listen(Phase("Looking at the export"))
    return look(path, sheet=sheet, encoding=encoding, separator=separator, stopping=stopping)


def _load_project(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Project:
    listen(Phase("Opening the project"))
    return load(path, stopping)


def _in_child(target: Callable[..., R], path: Path, listen: Listener, stopping: Callable[[], bool]) -> R:
    """What a function makes of a file, in a child with limits."""
    asked = False

    def ask() -> bool:
        nonlocal asked
        asked = asked or stopping()
        return asked

    try:
        return call(
            target,
            path,
            listen=listen,
            stopping=ask,
            time_limit=MOST_SECONDS,
            memory_bytes=min(MOST_MEMORY, usual_memory()),
        )
    except Stopped as error:
        if asked:
            raise
        raise _too_slow(path) from error
    except ChildDied as error:
        raise _gave_up(path, error) from error


def _gave_up(path: Path, error: ChildDied) -> UserError:
    if error.death is Death.TIME:
        return _too_slow(path)
    if error.death is Death.MEMORY:
        words = f"'{path.name}' needs more memory than an import may use, and was not read."
        return UserError(words, _MOSTLY)
    words = f"Reading '{path.name}' broke off ({error.detail or 'the process crashed'})."
    return UserError(words, "Open it in Excel, save it under another name and try that one.")


def _too_slow(path: Path) -> UserError:
    return UserError(f"'{path.name}' took longer than {MOST_SECONDS:g} seconds to read and was given up.", _MOSTLY)
