"""Decides who may save a file: the window that opened it first, told to others by a small file beside it."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from planner.errors import UserError
from planner.store.safe import beside, move

QUIET_SECONDS = 900.0
"""How long a lock of another computer may go without being renewed before it counts as left behind."""

_LONGEST = 10_000  # bytes of a lock that can be ours


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open.

    Attributes:
        user: login name.
        host: name of the computer.
        pid: the process there.
        began: when that process began, in seconds since 1970: a number that is used again begins anew.
        since: when the file was opened, in seconds since 1970.
        token: tells one opening from another.
    """

    user: str
    host: str
    pid: int
    began: float
    since: float
    token: str

    @property
    def words(self) -> str:
        """Who it is and since when, as a sentence says it."""
        when = time.strftime("%H:%M on %d %b", time.localtime(self.since))
        return f"{self.user or 'somebody'} on {self.host or 'another computer'} since {when}"


@dataclass(frozen=True, slots=True)
class Lock:
    """A file is ours to save, until it is released.

    Attributes:
        file: the small file that says so.
        holder: us.
    """

    file: Path
    holder: Holder

    def renew(self) -> bool:
        """Show that we are still there; whether the file is still ours. Called every minute or so.

        It is not when the computer slept so long that another window has taken it over: then it must be saved under
        another name.
        """
        if _read(self.file) != self.holder:
            return False
        with suppress(OSError):  # a disk away for a moment: the next time will do
            os.utime(self.file)
        return True

    def release(self) -> None:
        """Let others have it. Releasing what is no longer ours does nothing."""
        if _read(self.file) == self.holder:
            with suppress(OSError):
                self.file.unlink()


def lock_file(path: Path) -> Path:
    """Where the lock of a file lies."""
    target = path.resolve()
    return target.with_name(f".~lock.{target.name}#")


def acquire(path: Path, *, force: bool = False) -> Lock | Holder:
    """Take a file for this process.

    A lock whose process is gone, or which another computer has not renewed for a quarter of an hour, was left behind
    by a crash and is taken over.

    Args:
        path: the file that will be saved; it need not exist.
        force: take it over whoever has it, because the user says so.

    Returns:
        The lock, or who has it: then the file is to be opened to be read, or as a copy.

    Raises:
        UserError: no lock can be put there; nothing could be saved there either.
    """
    file = lock_file(path)
    us = _ourselves()
    try:
        if _make(file, us):
            return Lock(file, us)
        holder = _read(file)
        if not force and holder is not None and not _is_stale(file, holder):
            return holder
        if holder is None and not force and _age(file) < 5:  # it is just being written
            return Holder("", "", 0, 0.0, time.time(), "")
        _clear_away(file, holder)
        if _make(file, us):
            return Lock(file, us)
        return _read(file) or Holder("", "", 0, 0.0, time.time(), "")
    except OSError as error:
        words = f"'{path.name}' lies where nothing may be written, so it can be read but not saved."
        raise UserError(words, "Open it to read, or save a copy in another folder.") from error


def is_alive(pid: int, began: float) -> bool:
    """Whether a process of this computer still runs, and is not another with the same number."""
    try:
        return abs(psutil.Process(pid).create_time() - began) < 2
    except psutil.AccessDenied:
        return True
    except (psutil.Error, ValueError, OverflowError):
        return False


def _ourselves() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = ""
    pid = os.getpid()
    began = psutil.Process(pid).create_time()
    return Holder(user, socket.gethostname(), pid, began, time.time(), secrets.token_hex(8))


def _make(file: Path, holder: Holder) -> bool:
    """Put the lock there unless there is one: whole at once, for whoever reads it."""
    if file.exists():
        return False
    written = beside(file)
    written.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    try:
        os.link(written, file)
        return True
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):  # a disk without links: a moment in which another could do the same
        return _make_slowly(file, holder)
    finally:
        written.unlink(missing_ok=True)


def _make_slowly(file: Path, holder: Holder) -> bool:
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(json.dumps(asdict(holder)))
    except FileExistsError:
        return False
    return True


def _clear_away(file: Path, stale: Holder | None) -> None:
    """Take a stale lock away, and put it back if meanwhile it has become somebody's."""
    aside = beside(file)
    try:
        move(file, aside)
    except FileNotFoundError:
        return
    if _read(aside) != stale:
        with suppress(OSError):
            os.link(aside, file)
    aside.unlink(missing_ok=True)


def _is_stale(file: Path, holder: Holder) -> bool:
    if holder.host == socket.gethostname() and not psutil.pid_exists(holder.pid):
        return True
    if holder.host == socket.gethostname() and is_alive(holder.pid, holder.began):
        return False
    return _age(file) > QUIET_SECONDS  # elsewhere, or here where a clock set anew looks like another process


def _age(file: Path) -> float:
    """Seconds since a lock was renewed."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0


def _read(file: Path) -> Holder | None:
    """What a lock says; None where it says nothing that we understand."""
    try:
        with file.open("rb") as opened:
            told = json.loads(opened.read(_LONGEST))
        holder = Holder(**told)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts = (holder.user, holder.host, holder.token)
    numbers = (holder.pid, holder.began, holder.since)
    sound = all(isinstance(one, str) for one in texts) and all(isinstance(one, int | float) for one in numbers)
    return holder if sound and 0 <= holder.since < 1e11 else None
