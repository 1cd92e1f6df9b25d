"""Decides what a project file is apart from SQLite: bare tables with typed columns, and the seal over all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from planner.store.project_tables import ALL_TABLES, SEAL
from planner.tables.column import Kind
from planner.tables.table import Table

Cell = str | int | float | None
"""What stands in a cell of SQLite."""

TYPES = {
    Kind.NAME: "TEXT",
    Kind.TEXT: "TEXT",
    Kind.CHOICE: "TEXT",
    Kind.NUMBER: "REAL",
    Kind.WHOLE: "INTEGER",
    Kind.MONTH: "TEXT",
    Kind.NAMES: "TEXT",
}
"""SQLite's type for a column: months are texts such as 2026-12, lists are JSON arrays of texts."""

OWNER, ROW = "_owner", "_row"
"""The key of every row: the number of the case or plan it belongs to, and its index there."""

_SLICE = 1000  # rows hashed together


@dataclass(frozen=True, slots=True)
class Bare:
    """A table as it stands in the file.

    Attributes:
        columns: name and SQLite type of each column, the two of the key first.
        rows: one cell for each column, by rising key.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


Content = Mapping[str, Bare]
"""The tables of a project file by SQL name."""


def columns_of(table: Table[Any]) -> tuple[tuple[str, str], ...]:
    """The columns a declared table has in the file."""
    return ((OWNER, "INTEGER"), (ROW, "INTEGER"), *((one.id, TYPES[one.kind]) for one in table.columns))


def layout() -> dict[str, tuple[tuple[str, str], ...]]:
    """The columns of every table of the present version."""
    return {name: columns_of(table) for name, table in ALL_TABLES.items()}


def seal_of(content: Content) -> str:
    """SHA-256 of every table but the seal itself: names, columns, rows; whatever the order of the tables."""
    told = hashlib.sha256()
    for name in sorted(content):
        if name == SEAL:
            continue
        told.update(_text([name, content[name].columns]))
        rows = iter(content[name].rows)
        while some := tuple(islice(rows, _SLICE)):
            told.update(_text(some))
    return told.hexdigest()


def sealed(content: Content) -> Content:
    """The content with its seal."""
    columns = columns_of(ALL_TABLES[SEAL])
    return {**content, SEAL: Bare(columns, ((0, 0, seal_of(content)),))}


def is_whole(content: Content) -> bool:
    """Whether the content is what was sealed."""
    seal = content.get(SEAL)
    try:
        return seal is not None and seal.rows == ((0, 0, seal_of(content)),)
    except TypeError:  # a cell that is neither text nor number
        return False


def _text(what: Iterable[object]) -> bytes:
    return json.dumps(what, separators=(",", ":")).encode("ascii") + b"\n"
