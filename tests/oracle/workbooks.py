"""Decides how the oracle's tests read the small workbooks with known answers: plainly, trusting them to be sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from planner.tables.case import Case
from planner.tables.column import Kind
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout
from tests.builders import case


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Rows of every sheet by title."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def read(path: Path) -> Case:
    """The case in a workbook whose headers are field ids."""
    tables: dict[str, Any] = {}
    for declaration in INPUTS:
        rows = sheets(path).get(declaration.title)
        if not rows:
            continue
        head, body = rows[0], rows[1:]
        if declaration.layout is Layout.SETTINGS:
            tables[declaration.id] = {key: value for key, value in body if value is not None}
        elif declaration.layout is Layout.MONTHS:
            tables[declaration.id] = [
                {head[0]: row[0], "month": month, "quantity": quantity}
                for row in body
                for month, quantity in zip(head[1:], row[1:], strict=True)
            ]
        else:
            texts = (Kind.NAME, Kind.TEXT, Kind.CHOICE)
            named = {one.id for one in declaration.columns if one.kind in texts}
            tables[declaration.id] = [
                {
                    key: str(value) if key in named and value is not None else value
                    for key, value in zip(head, row, strict=True)
                }
                for row in body
            ]
    return case(**tables)
