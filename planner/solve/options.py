"""Decides what may be asked of a solve."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asks.

    Attributes:
        gap: the gap at which a plan counts as proven, a fraction; 0 means to 1e-6.
        time_limit: wall-clock seconds for everything from the check to the audited plan.
        risk_weight: replaces the case's; None leaves it.
        seed: for every random choice; the same case, options and seed give the same plan.
        memory_bytes: most memory the solving process may use; None is three quarters of the machine's.
    """

    gap: float = 0.005
    time_limit: float = 600.0
    risk_weight: float | None = None
    seed: int = 0
    memory_bytes: int | None = None
