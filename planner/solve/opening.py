"""Decides which starts are tried first: the relaxation rounded, as far as rows of starts alone allow."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from planner.solve.arrays import Arrays, Floats
from planner.solve.decisions import Decisions

THRESHOLDS = (0.01, 0.03, 0.08, 0.2, 0.5)
"""What counts as begun when the relaxation is rounded; the relaxation begins much by little."""

DOUBTFUL = 0.5
"""A start the relaxation begins by more than this at some node is not tried away."""

SLACK = 1e-6


class Opening:
    """Makes starts of a relaxed plan, one 0 or 1 for each of ``decisions.starts``."""

    def __init__(self, arrays: Arrays, decisions: Decisions) -> None:
        self.positions = decisions.start_positions
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, start in enumerate(decisions.starts):
            groups[start.group].append(at)
        self.groups = [np.array(members, dtype=np.int32) for members in groups.values()]
        self._rows = _rows_of_starts(arrays, self.positions)

    def rounded(self, relaxed: Floats) -> list[Floats]:
        """The relaxation rounded up from several thresholds, the lowest first.

        Of what does not fit together, what the relaxation begins most is kept.
        """
        found: list[Floats] = []
        by_weight = sorted(self.groups, key=lambda members: -float(relaxed[members].max()))
        for threshold in THRESHOLDS:
            starts = np.zeros(len(relaxed))
            for members in by_weight:
                begun = starts.copy()
                begun[members] = relaxed[members] >= threshold
                if self._fits(begun):
                    starts = begun
            if not any(np.array_equal(starts, other) for other in found):
                found.append(starts)
        return found

    def doubtful(self, starts: Floats, relaxed: Floats) -> list[Floats]:
        """The starts less one that the relaxation begins by half or less, one by one."""
        found = []
        for members in self.groups:
            if starts[members].any() and relaxed[members].max() <= DOUBTFUL:
                without = starts.copy()
                without[members] = 0.0
                found.append(without)
        return found

    def _fits(self, starts: Floats) -> bool:
        """Whether the rows that are about starts alone hold."""
        index, value, row, lower, upper = self._rows
        left = np.bincount(row, weights=value * starts[index], minlength=len(lower))
        return bool((left >= lower - SLACK).all() and (left <= upper + SLACK).all())


def _rows_of_starts(arrays: Arrays, positions: np.ndarray) -> tuple[np.ndarray, Floats, np.ndarray, Floats, Floats]:
    """The rows with no other columns: index into the starts, factor and row of each entry; bounds of each row."""
    place = np.full(len(arrays.cost), -1, dtype=np.int32)
    place[positions] = np.arange(len(positions), dtype=np.int32)
    lengths = np.diff(arrays.starts)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    strangers = np.bincount(row_of[place[arrays.index] < 0], minlength=len(lengths))
    pure = (strangers == 0) & (lengths > 0)
    entries = pure[row_of]
    number = np.cumsum(pure) - 1
    return (
        place[arrays.index[entries]],
        arrays.value[entries],
        number[row_of[entries]],
        arrays.row_lower[pure],
        arrays.row_upper[pure],
    )
