"""Decides how rows become a pandas frame: one column per declared field, months as first-of-month dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from planner.months import Month
from planner.tables.table import table_of

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")


def frame(row: type[R], rows: Iterable[R]) -> pd.DataFrame:
    """A frame of typed rows.

    Args:
        row: the row class; it gives the columns, also when there are no rows.
        rows: the rows.

    Returns:
        One row per typed row, one column per field. Months are pandas timestamps of the first day; lists are joined
        with ``;``; None is missing.
    """
    import pandas as pd  # slow to load; the window starts without it

    columns = [one.id for one in table_of(row).columns]
    return pd.DataFrame([[_cell(getattr(one, column)) for column in columns] for one in rows], columns=columns)


def _cell(value: object) -> object:
    if isinstance(value, Month):
        import pandas as pd  # slow to load; the window starts without it

        return pd.Timestamp(value.first_day())
    if isinstance(value, tuple):
        return "; ".join(value)
    return value
