"""A model solved by the engine, quietly."""

from __future__ import annotations

import time
from typing import Any

from planner.events import never, silent
from planner.model.build import Model
from planner.solve.engine import Found, solve
from planner.solve.options import Options


def solved(model: Model, gap: float = 0.0, **begin: Any) -> Found:
    """How it ends within a minute; ``begin`` is what it begins with."""
    return solve(
        model,
        Options(gap=gap),
        listen=silent,
        stopping=never,
        on_better=lambda values, objective: None,
        deadline=time.monotonic() + 60,
        **begin,
    )
