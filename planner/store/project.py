"""Decides what a project file is to everybody else: a case, its plans and notes, saved whole and loaded whole."""

from __future__ import annotations

import errno
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from planner.errors import UserError
from planner.events import Stopped, never
from planner.store.backups import backups_of, keep
from planner.store.content import Content, is_whole, layout
from planner.store.migrations import VERSION, migrate
from planner.store.project_file import SUFFIX, Broken, Foreign, read_tables, write_tables
from planner.store.project_rows import KeptPlan, from_content, to_content
from planner.store.safe import replace_file
from planner.tables.case import Case

__all__ = ["SUFFIX", "Damaged", "KeptPlan", "Project", "load", "save"]

"""The ending of a project file."""

_STALE = 3600.0  # seconds after which a temporary file of a save can only be what a crash left
_LEFT_OVER = re.compile(r"\.[0-9a-f]{12}" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Project:
    """What a project file holds.

    Attributes:
        case: the case as it is now; nothing here changes it.
        plans: the plans kept, in the user's order, each with the case it answers.
        notes: what the program remembers with the project, such as the mapping of an export; texts by name.
    """

    case: Case
    plans: tuple[KeptPlan, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


class Damaged(UserError):
    """A project file does not hold what was saved.

    Attributes:
        backup: the newest backup that is whole, if there is one.
    """

    def __init__(self, message: str, cure: str = "", backup: Path | None = None) -> None:
        super().__init__(message, cure)
        self.backup = backup


def save(path: Path, project: Project, *, backups: bool = True) -> None:
    """Save a project; the file is replaced whole or, if anything fails, not at all.

    The new file is written beside the old one, read back and compared, and put on the disk before it takes the place
    of the old one, which is kept as ``.bak``; of those there are three. Saving the same again changes nothing.

    Args:
        path: the file; a link is followed.
        project: what to save; drafts with errors too.
        backups: whether the old file is kept.

    Raises:
        UserError: the file cannot be written; the old one stays.
    """
    content = to_content(project.case, project.plans, project.notes)
    _sweep(path.parent)
    replace_file(path, lambda target: _write(target, content), keep if backups else None)


def load(path: Path, stopping: Callable[[], bool] = never) -> Project:
    """Load a project; of an older version too. The file is not kept open.

    Args:
        path: the file, or a backup of it.
        stopping: asked now and then.

    Raises:
        Damaged: it does not hold what was saved; the sentence names the newest whole backup.
        UserError: it is no project, not there, locked, too large, or of a newer version.
        Stopped: stopping said yes.
    """
    try:
        return _loaded(path, stopping)
    except Foreign as error:
        raise _foreign(path) from error
    except Broken as error:
        raise _damaged(path) from error


def _loaded(path: Path, stopping: Callable[[], bool]) -> Project:
    version, content = read_tables(path, VERSION, stopping)
    if not is_whole(content):
        raise Broken("the seal does not fit")
    content = migrate(content, version)
    if {name: bare.columns for name, bare in content.items()} != layout():
        raise Broken("the tables are not those of its version")
    try:
        return Project(*from_content(content))
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"{type(error).__name__}: {error}") from error


def _write(path: Path, content: Content) -> None:
    write_tables(path, VERSION, content)
    try:
        if read_tables(path, VERSION) == (VERSION, content):
            return
        reason = "what was read back differs"
    except (Broken, Foreign) as error:
        reason = str(error)
    raise OSError(errno.EIO, f"the disk gave back something else than was written ({reason})")


def _foreign(path: Path) -> UserError:
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        return UserError(f"'{path.name}' is no project.", "Open it as a workbook.")
    cure = "Choose another file." if path.suffix.casefold() == SUFFIX else f"Choose a file that ends in {SUFFIX}."
    return UserError(f"'{path.name}' is no project of Remanence.", cure)


def _damaged(path: Path) -> Damaged:
    words = f"'{path.name}' is damaged: it does not hold what was saved."
    for backup in backups_of(path):
        with suppress(Foreign, Broken, UserError, Stopped):
            _loaded(backup, never)
            when = time.strftime("%d %b %Y, %H:%M", time.localtime(backup.stat().st_mtime))
            cure = f"Open its backup '{backup.name}' of {when}, which is whole, and save it under a new name."
            return Damaged(words, cure, backup)
    cure = "Open a copy of it, such as one your backup or sync folder keeps. There is no whole backup beside it."
    return Damaged(words, cure)


def _sweep(folder: Path) -> None:
    """Delete what saves that were killed have left in a folder."""
    with suppress(OSError):
        for one in folder.iterdir():
            if _LEFT_OVER.fullmatch(one.name) and time.time() - one.stat().st_mtime > _STALE:
                one.unlink()
