"""Decides what a table is: an ordered set of columns with a key, read as typed rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar, dataclass_transform

from planner.tables import column
from planner.tables.column import Column, RawRow, Value

R = TypeVar("R")


class Layout(Enum):
    """How a table lies on a sheet and in a grid."""

    ROWS = "rows"
    SETTINGS = "settings"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """One declared table.

    Attributes:
        id: id in code and files, e.g. ``bill_of_materials``.
        title: sheet name, e.g. ``Bill of materials``.
        meaning: one sentence that says what a row is.
        columns: the declared columns in order.
        row: the typed row class; absent values are filled with the declared defaults.
        layout: ROWS; SETTINGS (one row shown as setting/value pairs); MONTHS (one column per month on a sheet, the
            long form inside: the last two columns are the month and the quantity).
        needed: a case without a row of it cannot be planned.
    """

    id: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    row: type[R]
    layout: Layout = Layout.ROWS
    needed: bool = False

    def field(self, column_id: str) -> Column:
        """The column with this id.

        Raises:
            KeyError: there is none.
        """
        return self.columns[self.position(column_id)]

    def position(self, column_id: str) -> int:
        """Where the column stands in a raw row.

        Raises:
            KeyError: there is none.
        """
        for place, one in enumerate(self.columns):
            if one.id == column_id:
                return place
        raise KeyError(f"{self.id}.{column_id}")

    @property
    def keys(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.key)

    def typed(self, raw: RawRow) -> R:
        """The row with its defaults filled in: the one place where absent becomes a default."""
        filled: dict[str, Any] = {}
        for one, value in zip(self.columns, raw, strict=True):
            filled[one.id] = one.default if value is None else value
        return self.row(**filled)

    def raw(self, **values: Value) -> RawRow:
        """A raw row from values by column id; what is not named is blank.

        Raises:
            KeyError: a value for a column that does not exist.
        """
        unknown = set(values) - {one.id for one in self.columns}
        if unknown:
            raise KeyError(f"{self.id} has no column {sorted(unknown)}")
        return tuple(values.get(one.id) for one in self.columns)

    def key_of(self, raw: RawRow) -> tuple[Value, ...]:
        """The key of a raw row, names folded for comparison."""
        return tuple(folded(value) for one, value in zip(self.columns, raw, strict=True) if one.key)


def folded(value: Value) -> Value:
    """A name as it is compared: without regard to case. Anything else stays itself."""
    return value.casefold() if isinstance(value, str) else value


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(column.name, column.text, column.number, column.whole, column.month, column.choice, column.names),
)
def declared(
    title: str, meaning: str, *, layout: Layout = Layout.ROWS, needed: bool = False
) -> Callable[[type[R]], type[R]]:
    """Class decorator: makes a frozen row class and its Table (found with ``table_of``) from one declaration."""

    def decorate(cls: type[R]) -> type[R]:
        row = dataclasses.dataclass(frozen=True, kw_only=True, slots=True)(cls)
        columns = tuple(
            dataclasses.replace(one.metadata["column"], id=one.name)
            for one in dataclasses.fields(row)  # type: ignore[arg-type]  # a dataclass by now
        )
        table_id = title.lower().replace(" ", "_")
        made = Table(table_id, title, meaning, columns, row, layout, needed)
        row.__table__ = made  # type: ignore[attr-defined]  # where table_of looks
        return row

    return decorate


def table_of(row: type[R]) -> Table[R]:
    """The table a row class declares."""
    made: Table[R] = row.__table__  # type: ignore[attr-defined]  # put there by declared
    return made
