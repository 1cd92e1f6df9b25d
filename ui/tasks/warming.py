"""Decides what is loaded in a thread once the window stands, so that neither start nor first use waits for it."""

from __future__ import annotations

import importlib
import sys
import threading

_WANTED = ("planner.checks.run", "planner.planning", "planner.store.erp")
"""Rooms that load NumPy or are large; loading them takes longer than the window to appear."""


def warm() -> threading.Thread:
    """Load them meanwhile; the window goes on living."""
    thread = threading.Thread(target=_load, name="warming", daemon=True)
    thread.start()
    return thread


def is_warm() -> bool:
    """Whether the checks can be used without waiting for anything to load."""
    loaded = sys.modules.get(_WANTED[0])
    return loaded is not None and not getattr(getattr(loaded, "__spec__", None), "_initializing", False)


def _load() -> None:
    for name in _WANTED:
        importlib.import_module(name)
