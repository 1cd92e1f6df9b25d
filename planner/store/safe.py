"""Decides how a file is replaced: written beside the old one, on the disk, then put in its place, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from planner.errors import UserError

_BUSY = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation
_TRIES = 10
_PAUSE = 0.2  # seconds between two tries, for virus scanners and sync folders to let go
_FULL = ("ENOSPC", "EDQUOT", "EFBIG")
_FORBIDDEN = ("EACCES", "EPERM", "EROFS", "EBUSY", "ETXTBSY")

Keep = Callable[[Path, Path], None]
"""Is given the old file and the new one just before they change places."""


def replace_file(path: Path, write: Callable[[Path], None], keep: Keep | None = None) -> None:
    """Put what ``write`` writes in the place of ``path``; until then, and if it fails, the old file stays as it was.

    Args:
        path: the file to make or replace; a link is followed.
        write: writes a whole file at the path it is given: in the same folder, with the same ending.
        keep: is given the old file and the new one, whole on the disk, just before they change places; only where
            there is an old one.

    Raises:
        UserError: the file cannot be written: open elsewhere, disk full, no such folder, not allowed.
    """
    temporary = None
    try:
        target = path.resolve()
        temporary = beside(target)
        write(temporary)
        sync(temporary)
        if target.exists():
            shutil.copymode(target, temporary)
            if keep is not None:
                keep(target, temporary)
        move(temporary, target)
        _sync_folder(target.parent)
    except (OSError, RuntimeError) as error:  # a ring of links is a RuntimeError before Python 3.13
        raise _sentence(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def beside(target: Path) -> Path:
    """A name for a temporary file in the same folder, with the same ending."""
    return target.with_name(f".{secrets.token_hex(6)}{target.suffix}")


def sync(path: Path) -> None:
    """Have the content of a file on the disk itself."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut too; Windows has no way to ask for it."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some network folders refuse; the file itself is safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(temporary: Path, target: Path) -> None:
    """Give a file the name of another, which is gone; tried again while Windows finds one of them busy."""
    for left in reversed(range(_TRIES)):
        try:
            os.replace(temporary, target)  # noqa: PTH105 - tests put a busy Windows in its place
            return
        except PermissionError as error:
            if not left or getattr(error, "winerror", None) not in _BUSY:
                raise
            time.sleep(_PAUSE)


def _sentence(path: Path, error: OSError | RuntimeError) -> UserError:
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None  # not all exist everywhere
    if code in _FULL:
        return UserError(
            f"There is no room on the disk for '{path.name}'. Nothing was changed.",
            "Make room, or save it on another disk.",
        )
    if code in _FORBIDDEN:
        return UserError(
            f"'{path.name}' cannot be written. It may be open in Excel or another program, or the folder may be "
            "protected.",
            "Close it there and try again, or save a copy under another name.",
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserError(f"The folder '{path.parent}' does not exist.", "Choose a folder that exists.")
    if isinstance(error, IsADirectoryError):
        return UserError(f"'{path}' is a folder.", "Choose a name for a file.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UserError(f"'{path.name}' cannot be written: {reason}.", "Save it under another name or in another folder.")
