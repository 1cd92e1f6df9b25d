"""Decides what others do to a file of ours meanwhile: whether Excel has it open, and whether it is still the same."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

_FORGOTTEN = 7 * 24 * 3600.0  # seconds after which what Excel left beside a file is taken for what a crash left
_LONGEST_CUT = 6  # characters before the ending above which Excel cuts the first two to make room for its mark


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells a file from one that was written since, without reading it.

    Attributes:
        modified: when it was written, in nanoseconds since 1970.
        size: in bytes.
    """

    modified: int
    size: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none to be seen."""
    try:
        told = path.stat()
    except OSError:
        return None
    return Stamp(told.st_mtime_ns, told.st_size)


def open_in_excel(path: Path) -> bool:
    """Whether Excel, or LibreOffice, has a workbook open, by the small file they put beside it.

    On Windows such a workbook cannot be replaced anyhow; elsewhere it can, and what is open there would be saved over
    ours without a word.
    """
    marks = [f"~${path.name}", f".~lock.{path.name}#"]
    if len(path.stem) > _LONGEST_CUT:
        marks.append(f"~${path.name[2:]}")
    return any(_is_fresh(path.with_name(mark)) for mark in marks)


def _is_fresh(mark: Path) -> bool:
    try:
        return time.time() - mark.stat().st_mtime < _FORGOTTEN
    except OSError:
        return False
