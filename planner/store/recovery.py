"""Decides what is offered after a crash: the copies of unsaved work that are newer than their file, and different."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from planner.errors import UserError
from planner.store.lock import is_alive
from planner.store.project import SUFFIX, Project, load, save

_NOTE = "recovery"
_KEEP_SECONDS = 30 * 24 * 3600.0  # for copies nobody asked for


@dataclass(frozen=True, slots=True)
class Origin:
    """Where unsaved work comes from; made once for each case that is opened.

    Attributes:
        title: what the case is called.
        path: the file it was opened from or last saved to; empty for a new one.
        fingerprint: of the case as it stands in that file; empty for a new one.
        host, pid, began: the computer and the process that has it open.
        number: tells the cases a process opens one after another.
    """

    title: str
    path: str
    fingerprint: str
    host: str
    pid: int
    began: float
    number: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """Unsaved work that can be brought back.

    Attributes:
        copy: the file it lies in.
        origin: where it comes from.
        written: when it was written, in seconds since 1970.
        project: the work.
    """

    copy: Path
    origin: Origin
    written: float
    project: Project


def origin(title: str, path: Path | None, fingerprint: str, number: int) -> Origin:
    """Where the work of this process comes from.

    Args:
        title: what the case is called.
        path: the file it was opened from, if any.
        fingerprint: of the case as it stands in that file; empty without one.
        number: counts the cases this process has opened.
    """
    pid = os.getpid()
    began = psutil.Process(pid).create_time()
    where = str(path.resolve()) if path is not None else ""
    return Origin(title, where, fingerprint, socket.gethostname(), pid, began, number)


def write(folder: Path, project: Project, source: Origin) -> Path:
    """Keep a copy of unsaved work; the one written before for the same origin is replaced.

    Args:
        folder: where copies live; it is made where it is missing.
        project: the work as it is now.
        source: where it comes from.

    Returns:
        The copy.

    Raises:
        UserError: it cannot be written.
    """
    copy = _copy(folder, source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = f"The folder '{folder}', where copies of unsaved work are kept, cannot be made."
        raise UserError(words, "Save your work in a file, and see that the folder may be written.") from error
    notes = {**project.notes, _NOTE: json.dumps(asdict(source))}
    save(copy, Project(project.case, project.plans, notes), backups=False)
    return copy


def clean(folder: Path, source: Origin) -> None:
    """Delete the copy of what has been saved, or given up on purpose."""
    discard(_copy(folder, source))


def discard(copy: Path) -> None:
    """Delete a copy; one that is gone is gone."""
    with suppress(OSError):
        copy.unlink(missing_ok=True)


def find(folder: Path) -> tuple[Recovered, ...]:
    """The copies to offer, the newest first; after a crash, not while the window that writes them is there.

    A copy is offered only if it is newer than its file and holds something else. Others are deleted, as are copies
    that cannot be read and those older than a month.

    Args:
        folder: where copies live; it need not exist.
    """
    offered = []
    for copy in _copies(folder):
        found = _read(copy)
        if found is None:
            _delete_if_old(copy)
        elif found.origin.host == socket.gethostname() and not is_alive(found.origin.pid, found.origin.began):
            if _is_worth_it(found):
                offered.append(found)
            else:
                discard(copy)
    return tuple(sorted(offered, key=lambda one: -one.written))


def _copy(folder: Path, source: Origin) -> Path:
    words = f"{source.host}|{source.pid}|{source.began}|{source.number}"
    return folder / f"recovery-{hashlib.sha256(words.encode()).hexdigest()[:16]}{SUFFIX}"


def _copies(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(folder.glob(f"recovery-*{SUFFIX}"))


def _read(copy: Path) -> Recovered | None:
    try:
        project = load(copy)
        notes = dict(project.notes)
        source = Origin(**json.loads(notes.pop(_NOTE)))
        return Recovered(copy, source, copy.stat().st_mtime, Project(project.case, project.plans, notes))
    except (UserError, OSError, KeyError, TypeError, ValueError):
        return None


def _is_worth_it(found: Recovered) -> bool:
    """Whether a copy is newer than its file and differs from it."""
    if time.time() - found.written > _KEEP_SECONDS:
        return False
    path = Path(found.origin.path) if found.origin.path else None
    try:
        if path is not None and path.stat().st_mtime_ns >= found.copy.stat().st_mtime_ns:
            return False
        if path is not None and path.suffix.casefold() == SUFFIX:
            return load(path) != found.project
    except (OSError, UserError):
        return True  # the file is gone or damaged: all the more
    try:
        return found.project.case.fingerprint() != found.origin.fingerprint
    except ValueError:  # a draft that has none
        return True


def _delete_if_old(copy: Path) -> None:
    with suppress(OSError):
        if time.time() - copy.stat().st_mtime > _KEEP_SECONDS:
            copy.unlink()
