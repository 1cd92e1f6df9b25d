"""Decides what is said of a file that cannot be read, and how large one may be."""

from __future__ import annotations

from pathlib import Path

from planner.errors import UserError


def read_bytes(path: Path, most: int, kind: str, cure: str) -> bytes:
    """The bytes of a file, which is closed again at once.

    Args:
        path: the file.
        most: most bytes it may have.
        kind: what such a file is called in a sentence, such as ``a workbook``.
        cure: what to do when it is too large.

    Raises:
        UserError: it is not there, locked, too large or empty.
    """
    try:
        size = path.stat().st_size
        if size > most:
            words = f"'{path.name}' has {size / 1e6:.0f} MB; {kind} may have {most / 1e6:.0f} MB."
            raise UserError(words, cure)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not data:
        raise UserError(f"'{path.name}' is empty.", "Save it again where it comes from, and try again.")
    return data


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a file, fewer where it has fewer.

    Raises:
        UserError: it is not there or locked.
    """
    try:
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError | ValueError) -> UserError:
    """The sentence for a file the system does not hand over."""
    if isinstance(error, FileNotFoundError):
        return UserError(f"There is no file '{path}'.", "Check the name and the folder.")
    if isinstance(error, IsADirectoryError):
        return UserError(f"'{path}' is a folder.", "Choose a file in it.")
    if isinstance(error, PermissionError):
        cure = "Close it where it is open in another program, or ask whoever owns it for the right to read it."
        return UserError(f"'{path.name}' may not be read.", cure)
    reason = getattr(error, "strerror", None) or error
    return UserError(f"'{path.name}' cannot be read: {reason}.", "Copy it to this computer and try again.")
