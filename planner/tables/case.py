"""Decides what a case is: the declared tables with their rows, mutable only through edits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from planner.months import Month
from planner.tables.column import RawRow, Value
from planner.tables.inputs import INPUTS, table
from planner.tables.needs import Settings
from planner.tables.table import Layout, table_of

R = TypeVar("R")


class Case:
    """One company's situation: a list of raw rows for every input table.

    The settings table always has exactly one row. Rows are tuples and never change in place; ``edits.apply`` alone
    replaces them.
    """

    def __init__(self, rows: Mapping[str, Iterable[RawRow]] | None = None) -> None:
        """Make a case from raw rows by table id; tables not named are empty.

        Raises:
            KeyError: a table that is not declared.
            ValueError: a row with the wrong number of values, or settings that are not one row.
        """
        given = dict(rows or {})
        self._rows: dict[str, list[RawRow]] = {}
        for one in INPUTS:
            listed = [tuple(row) for row in given.pop(one.id, ())]
            if one.layout is Layout.SETTINGS and not listed:
                listed = [one.raw()]
            if any(len(row) != len(one.columns) for row in listed):
                raise ValueError(f"a row of {one.id} has not {len(one.columns)} values")
            self._rows[one.id] = listed
        if given:
            raise KeyError(f"no such table: {sorted(given)}")
        if len(self._rows[table_of(Settings).id]) != 1:
            raise ValueError("the settings are one row")

    def rows(self, table_id: str) -> Sequence[RawRow]:
        """The raw rows of a table, in the user's order. Not to be changed by the caller."""
        return self._rows[table_id]

    def read(self, row: type[R]) -> tuple[R, ...]:
        """The typed rows of a table, defaults filled in.

        A blank required field reads as None; cell findings say so before anybody computes with it.
        """
        declaration = table_of(row)
        return tuple(declaration.typed(raw) for raw in self._rows[declaration.id])

    @property
    def settings(self) -> Settings:
        return self.read(Settings)[0]

    def copy(self) -> Case:
        """Another case with the same rows."""
        return Case(self._rows)

    def fingerprint(self) -> str:
        """SHA-256 of the content, 64 hexadecimal digits: equal for equal tables, whatever file they came from."""
        content = {one.id: [[_plain(value) for value in row] for row in self._rows[one.id]] for one in INPUTS}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # mutable, so not to be hashed

    def _replace(self, table_id: str, rows: list[RawRow]) -> None:
        """For ``edits.apply`` only: the one way a case changes."""
        self._rows[table(table_id).id] = rows


def _plain(value: Value) -> object:
    if isinstance(value, Month):
        return {"month": str(value)}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 2 and 2.0 are the same content
    return value
