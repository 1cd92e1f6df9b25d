"""Decides how the files of the sample become rows of a case, each figure with the evidence behind it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.errors import PlannerBug
from planner.months import Month
from planner.reference import resources, sheet
from planner.reference.library import Library
from planner.tables.column import Column, Kind, RawRow, Value
from planner.tables.table import Table


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a figure: the ground in words, the source in words, and the confidence."""

    basis: str
    source: str
    confidence: str

    @property
    def words(self) -> str:
        """Ground, source and confidence as one text for a note."""
        return sheet.note(self.basis, self.source, self.confidence)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of a table: values by column id, the evidence behind them, and figures that have evidence of their own."""

    values: dict[str, Value]
    evidence: Evidence
    own: dict[str, Evidence] = field(default_factory=dict)

    def with_figure(self, column_id: str, value: Value, evidence: Evidence) -> SampleRow:
        """The row with one more figure, which has evidence of its own."""
        return replace(self, values={**self.values, column_id: value}, own={**self.own, column_id: evidence})

    def with_text(self, column_id: str, text: str) -> SampleRow:
        """The row with a text set."""
        return replace(self, values={**self.values, column_id: text})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file of the sample: its cells as text, by header, and the evidence behind them."""

    cells: Mapping[str, str]
    evidence: Evidence

    def text(self, header: str) -> str | None:
        return self.cells[header] or None

    def number(self, header: str) -> float | None:
        return float(self.cells[header]) if self.cells[header] else None


def lines(name: str, library: Library) -> tuple[Line, ...]:
    """The lines of resources/samples/``name``.csv; its last three columns say where the figures come from.

    Raises:
        UserError: the file is missing.
        PlannerBug: a line has no basis, an unknown source or an unknown confidence.
    """
    known = {one.source_id: one for one in library.sources}
    made = []
    with resources.file("samples", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file, strict=True), start=2):
            ids = tuple(cells.pop("source_id").split(";"))
            basis, confidence = cells.pop("basis"), cells.pop("confidence")
            if not basis or confidence not in sheet.CONFIDENCES or not set(ids) <= set(known):
                raise PlannerBug(f"{name}.csv, line {number}: no evidence that holds")
            made.append(Line(cells, Evidence(basis, sheet.cite(ids, known), confidence)))
    return tuple(made)


def rows(table: Table[Any], library: Library) -> list[SampleRow]:
    """The rows of the file named after the table; columns that are not declared are left alone."""
    made = []
    for line in lines(table.id, library):
        values = {
            one.id: value(one, line.cells[one.id]) for one in table.columns if line.cells.get(one.id) not in (None, "")
        }
        made.append(SampleRow(values, line.evidence))
    return made


def value(column: Column, cell: str) -> Value:
    """A cell as the column takes it.

    Raises:
        ValueError: the cell is not of its kind.
    """
    match column.kind:
        case Kind.NUMBER:
            return float(cell)
        case Kind.WHOLE:
            return int(cell)
        case Kind.MONTH:
            return Month.parse(cell)
        case Kind.NAMES:
            return tuple(part.strip() for part in cell.split(";"))
        case _:
            return cell


def raw(table: Table[Any], row: SampleRow) -> RawRow:
    """The raw row of a case."""
    return table.raw(**row.values)


def joined(basis: str, parts: tuple[Evidence, ...]) -> Evidence:
    """The evidence of a figure worked out from others: all their sources, and the weakest confidence among them."""
    sources = dict.fromkeys(source for one in parts for source in one.source.split("; "))
    weakest = max((one.confidence for one in parts), key=sheet.CONFIDENCES.index)
    return Evidence(basis, "; ".join(sources), weakest)
