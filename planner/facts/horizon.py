"""Decides where the calendar months of the case lie, counted from the start month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.months import Month


@dataclass(frozen=True, slots=True)
class Horizon:
    """The months of the plan: ``months`` of them, month 0 is ``start``."""

    start: Month
    months: int

    def offset(self, month: Month) -> int:
        """Months from the start; negative before it, ``months`` or more beyond the horizon."""
        return month - self.start

    def earliest(self, month: Month | None) -> int:
        """The first month at which something may begin: blank or before the start is month 0."""
        return 0 if month is None else max(0, self.offset(month))

    def window(self, first: Month | None, last: Month | None) -> tuple[int, int]:
        """First and last month of a span clipped to the horizon, blank ends open; first > last when it is outside."""
        begins = 0 if first is None else max(0, self.offset(first))
        ends = self.months - 1 if last is None else min(self.months - 1, self.offset(last))
        return min(begins, self.months), max(ends, -1)

    def steps(self, rows: Iterable[tuple[Month, float]]) -> tuple[float, ...] | None:
        """The value in force in each month of the horizon where a row holds until the next.

        Args:
            rows: (first month, value), in any order, no month twice.

        Returns:
            One value per month, 0 before the first row; None when there is no row.
        """
        starts = sorted((self.offset(month), value) for month, value in rows)
        if not starts:
            return None
        values: list[float] = []
        holds, following = 0.0, 0
        for month in range(self.months):
            while following < len(starts) and starts[following][0] <= month:
                holds = starts[following][1]
                following += 1
            values.append(holds)
        return tuple(values)
