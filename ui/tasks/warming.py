"""Decides what is loaded in a thread once the window stands, so that neither start nor first use waits for it."""

from __future__ import annotations

import importlib
import sys
import threading

_CHECKS = "planner.checks.run"
_WANTED = (
    _CHECKS,
    "planner.planning",
    "ui.pages.plan",
    "ui.tasks.importing",
    "ui.dialogs.details",
    "ui.pages.exposure",
    "ui.pages.licences",
    "ui.pages.report",
    "ui.pages.why",
    "ui.pages.playbook",
    "ui.pages.compare",
)
"""Rooms that load NumPy or are large, and what the user may turn to next; pandas, matplotlib and PuLP load later."""


def warm() -> threading.Thread:
    """Load them meanwhile; the window goes on living."""
    thread = threading.Thread(target=_load, name="warming", daemon=True)
    thread.start()
    return thread


def is_warm() -> bool:
    """Whether the checks can be used without waiting for anything to load."""
    loaded = sys.modules.get(_CHECKS)
    return loaded is not None and not getattr(getattr(loaded, "__spec__", None), "_initializing", False)


def _load() -> None:
    for name in _WANTED:
        importlib.import_module(name)
