"""Decides how much memory work may use, and has the system refuse more where it can."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import psutil

if sys.platform != "win32":
    import resource

_ROOM = 1 << 30  # bytes beyond the cap: shared libraries, stacks of idle threads


def usual_memory() -> int:
    """Bytes a process may use when nobody says otherwise: three quarters of the machine's, or of the container's."""
    total: int = psutil.virtual_memory().total
    with suppress(OSError, ValueError):  # no container, or one without a limit
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return total * 3 // 4


def limit_memory(cap: int) -> None:
    """Have the system refuse this process memory far beyond ``cap`` bytes, for what a look now and then sees too late.

    Data segments are limited, not address space: libraries reserve addresses they never touch.
    """
    if sys.platform == "win32":
        return  # it has no such limit; whoever started the process watches it in any case
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        allowed = cap + _ROOM
        resource.setrlimit(resource.RLIMIT_DATA, (allowed if hard < 0 else min(allowed, hard), hard))
