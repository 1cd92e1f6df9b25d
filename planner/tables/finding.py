"""Decides what a finding is: one problem, where it is, and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from planner.tables.edits import Edit


class Severity(Enum):
    """An error stops planning; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the data.

    Attributes:
        rule: id of the rule that found it, e.g. ``unknown_name``.
        severity: error or warning.
        message: a sentence that names the value and the cure.
        table: id of the table; empty when it concerns the whole file or case.
        row: index of the row in the case's table; None when it concerns no single row.
        field: id of the column; None when it concerns the whole row.
        sheet: sheet name, for an import.
        cell: address in the sheet such as ``B17``, for an import.
        cure: the edit that certainly mends it, if there is one.
    """

    rule: str
    severity: Severity
    message: str
    table: str = ""
    row: int | None = None
    field: str | None = None
    sheet: str = ""
    cell: str = ""
    cure: Edit | None = None

    @property
    def place(self) -> str:
        """``Sheet!B17`` for an import, empty otherwise."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR
