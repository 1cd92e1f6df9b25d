"""Decides what is kept of a project when it is saved over: the last three files it was, beside it."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

from planner.store.safe import beside, move, sync

KEPT = 3
"""How many earlier files are kept."""


def backups_of(path: Path) -> tuple[Path, ...]:
    """Where the earlier files of a project lie, the newest first, whether they are there or not."""
    return tuple(path.with_name(f"{path.name}.bak{number if number > 1 else ''}") for number in range(1, KEPT + 1))


def keep(old: Path, new: Path) -> None:
    """Keep the file that is about to be replaced; the oldest one kept goes. Equal files are not kept twice.

    At every moment each of them is whole or not there.

    Args:
        old: the file to be replaced, which stays where it is.
        new: the one that will take its place.

    Raises:
        OSError: there is no room for it, or one of them is open elsewhere.
    """
    if filecmp.cmp(old, new, shallow=False):
        return
    copy = beside(old)
    try:
        _copy(old, copy)
        places = backups_of(old)
        for older, younger in zip(reversed(places[1:]), reversed(places[:-1]), strict=True):
            if younger.exists():
                move(younger, older)
        move(copy, places[0])
    finally:
        copy.unlink(missing_ok=True)


def _copy(old: Path, copy: Path) -> None:
    """A second name for the file where the disk can give one, else a copy of it."""
    try:
        os.link(old, copy)
    except (OSError, NotImplementedError):
        shutil.copy2(old, copy)
        sync(copy)
