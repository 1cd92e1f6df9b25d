"""Decides what a cut is: a valid inequality on columns of a model, by position."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """sum of factor * column <= right, with the positions of the columns."""

    terms: dict[int, float]
    right: float
