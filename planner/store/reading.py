"""Decides how a file from outside is opened: in a child process that may take so much time and memory, no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.errors import UserError
from planner.events import Listener, Stopped, never, silent
from planner.memory import usual_memory
from planner.store.imported import Imported
from planner.store.workbook_in import read_workbook
from planner.work import ChildDied, Death, call

MOST_SECONDS = 180.0
"""Longest an import may take; a million rows of ten cells take about a minute."""

MOST_MEMORY = 2_000_000_000
"""Most bytes of memory an import may use."""

_MOSTLY = "Take out what does not belong to the case: other sheets, pictures, formats on thousands of empty cells."


def read_case(path: Path, listen: Listener = silent, stopping: Callable[[], bool] = never) -> Imported:
    """Read a case from a file: an Excel workbook.

    Args:
        path: the file; it is not kept open.
        listen: hears what is being read.
        stopping: asked often; yes ends it within seconds.

    Returns:
        What was read, with the findings of its cells and where every value came from. The findings of the checks are
        added with ``imported.place_findings``.

    Raises:
        UserError: it is no workbook, locked, damaged, harmful, a plan, no case, or takes too much time or memory.
        Stopped: stopping said yes.
    """
    asked = False

    def ask() -> bool:
        nonlocal asked
        asked = asked or stopping()
        return asked

    try:
        return call(
            read_workbook,
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
