"""A model solved by the engine, quietly."""

from __future__ import annotations

import time
from typing import Any

from planner.events import never, silent
from planner.model.build import Model
from planner.solve.engine import Found, solve
from planner.solve.options import Options

LONG = 600.0
"""Seconds far beyond what any of them takes, on a busy machine too: how it ends must not hang on the clock."""


def solved(model: Model, gap: float = 0.0, **begin: Any) -> Found:
    """How it ends, given all the time it needs; ``begin`` is what it begins with."""
    return solve(
        model,
        Options(gap=gap),
        listen=silent,
        stopping=never,
        on_better=lambda values, objective: None,
        deadline=time.monotonic() + LONG,
        **begin,
    )
