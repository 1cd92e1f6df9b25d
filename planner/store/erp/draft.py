"""Decides what an export hands over: rows for the tables of a case, where each came from, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.store.erp.source import address
from planner.store.texts import rows_in_words
from planner.tables.column import RawRow, Value
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS, table

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORDER = {one.id: place for place, one in enumerate(INPUTS)}


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made of an export; nothing of it is in the case yet.

    Attributes:
        tables: rows by table id; tables the export says nothing of are missing.
        origins: for each row of a table the cell it came from, such as ``A17``; the first one, if it came from several.
        given: the columns the export says something about, by table id.
        fills: those of them that only fill what the case leaves blank, by table id: lists of stock and orders describe
            a part in other words than its bill does, and would change them to and fro.
        findings: what is wrong, and as warnings what was added up, left out or changed. With an error nothing may be
            merged.
        sheet: title of the sheet, or name of the file, the cells are in.
    """

    tables: Mapping[str, tuple[RawRow, ...]]
    origins: Mapping[str, tuple[str, ...]]
    given: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...]
    sheet: str = ""
    fills: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(one.is_error for one in self.findings)


@dataclass(slots=True)
class Making:
    """A draft while it is made.

    Attributes:
        sheet: title of the sheet, or name of the file, for addresses.
    """

    sheet: str
    _rows: dict[str, list[RawRow]] = field(default_factory=dict)
    _origins: dict[str, list[str]] = field(default_factory=dict)
    _given: dict[str, set[str]] = field(default_factory=dict)
    _fills: dict[str, set[str]] = field(default_factory=dict)
    _findings: list[Finding] = field(default_factory=list)

    def add(self, table_id: str, number: int, column: int | None = None, **values: Value) -> None:
        """Add a row.

        Args:
            table_id: the table.
            number: of the row of the export it comes from.
            column: the column that names it.
            values: by column id; those that are None are said to be blank all the same.
        """
        self._rows.setdefault(table_id, []).append(table(table_id).raw(**values))
        self._origins.setdefault(table_id, []).append(address(number, column or 1))
        self._given.setdefault(table_id, set()).update(values)

    def give(self, table_id: str, *columns: str) -> None:
        """Say that the export speaks of a table, even if it has no row for it."""
        self._rows.setdefault(table_id, [])
        self._origins.setdefault(table_id, [])
        self._given.setdefault(table_id, set()).update(columns)

    def only_fill(self, table_id: str, *columns: str) -> None:
        """Say that these columns only fill what the case leaves blank."""
        self._fills.setdefault(table_id, set()).update(columns)

    def error(self, rule: str, message: str, **where: str | int | None) -> None:
        """Note an error; ``number`` and ``column`` in ``where`` are those of the cell, else fields of a Finding."""
        self._findings.append(self._finding(rule, Severity.ERROR, message, where))

    def pass_over(self, numbers: Iterable[int]) -> None:
        """Forget errors in the cells of rows that do not count."""
        rows = {str(number) for number in numbers}
        self._findings = [
            one for one in self._findings if not (one.is_error and one.cell and one.cell.lstrip(_LETTERS) in rows)
        ]

    def warn(self, rule: str, message: str, **where: str | int | None) -> None:
        """Note what was done or should be looked at; arguments as of ``error``."""
        self._findings.append(self._finding(rule, Severity.WARNING, message, where))

    def warn_of_rows(self, rule: str, message: str, numbers: Iterable[int]) -> None:
        """Note what was done with rows, if there are any; ``{rows}`` in the message becomes their numbers."""
        listed = sorted(set(numbers))
        if listed:
            words = f"row {listed[0]}" if len(listed) == 1 else f"rows {rows_in_words(listed)}"
            if words.endswith("and more"):
                words += f" ({len(listed)} in all)"
            self.warn(rule, message.format(rows=words), number=listed[0], column=1)

    def handed_over(self) -> Draft:
        """The draft as it is now; errors come first."""
        return Draft(
            tables={id: tuple(self._rows[id]) for id in sorted(self._rows, key=_ORDER.__getitem__)},
            origins={id: tuple(cells) for id, cells in self._origins.items()},
            given={id: frozenset(columns) for id, columns in self._given.items()},
            findings=tuple(sorted(self._findings, key=lambda one: not one.is_error)),
            sheet=self.sheet,
            fills={id: frozenset(columns) for id, columns in self._fills.items()},
        )

    def _finding(self, rule: str, severity: Severity, message: str, where: dict[str, str | int | None]) -> Finding:
        number, column = where.pop("number", None), where.pop("column", None)
        if isinstance(number, int):
            where["cell"] = address(number, column if isinstance(column, int) else 1)
        return Finding(rule, severity, message, sheet=self.sheet, **where)  # type: ignore[arg-type]  # its own fields
