"""Decides what a child does in the tests of reading: what a hostile workbook might bring it to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from planner.events import Listener, Stopped
from planner.store.imported import Imported


def hangs(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """Never looks up."""
    while True:
        time.sleep(0.01)


def obeys(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """Works until it is asked to stop."""
    while not stopping():
        time.sleep(0.01)
    raise Stopped("The import was stopped.")


def swells(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """Takes memory until there is none."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def crashes(path: Path, *, listen: Listener, stopping: Callable[[], bool]) -> Imported:
    """Takes its process down."""
    os.abort()
