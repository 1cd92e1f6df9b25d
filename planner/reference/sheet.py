"""Decides how a file of the library becomes typed rows, each with its source in words."""

from __future__ import annotations

import csv
import dataclasses
import math
import typing
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar

from planner.errors import PlannerBug
from planner.months import Month
from planner.reference.trade import Source

R = TypeVar("R")

CONFIDENCES = ("high", "medium", "low", "assumption")


def read(path: Path, row: type[R], sources: Mapping[str, Source] | None = None) -> tuple[R, ...]:
    """The rows of a CSV file as ``row`` objects, blank cells as None (or no names).

    Fields are found under their own name, or the one in ``metadata["csv"]``. ``source`` and ``source_ids`` come from
    the column ``source_id``, whose ids, separated with ``;``, must all be known.

    Raises:
        PlannerBug: a file of ours has a missing column, a blank that must be filled, or a value of the wrong kind.
    """
    hints = typing.get_type_hints(row)
    readers = {one.name: _reader(hints[one.name]) for one in dataclasses.fields(row)}  # type: ignore[arg-type]  # R is a dataclass
    columns = {one.name: one.metadata.get("csv", one.name) for one in dataclasses.fields(row)}  # type: ignore[arg-type]  # R is a dataclass
    if sources is not None:
        del readers["source"], readers["source_ids"]
    made = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file, strict=True), start=2):
            try:
                values = {name: reader(cells[columns[name]].strip()) for name, reader in readers.items()}
                if sources is not None:
                    values.update(_cited(cells["source_id"], sources))
                if values["confidence"] not in CONFIDENCES:
                    raise ValueError(f"confidence '{values['confidence']}'")
            except (KeyError, ValueError, AttributeError) as fault:
                raise PlannerBug(f"{path.name}, line {number}: {fault}") from fault
            made.append(row(**values))
    return tuple(made)


def cite(ids: tuple[str, ...], sources: Mapping[str, Source]) -> str:
    """Sources as they stand beside a figure, each once, separated with ``;``.

    Raises:
        KeyError: an id nobody knows.
    """
    return "; ".join(dict.fromkeys(sources[one].words for one in ids))


def note(basis: str, source: str, confidence: str) -> str:
    """A figure's ground, source and confidence as one text: ``customs exports (kitco.com, 2025-08-20; high)``."""
    return f"{basis} ({'; '.join(dict.fromkeys((*source.split('; '), confidence)))})"


def _cited(cell: str, sources: Mapping[str, Source]) -> dict[str, Any]:
    ids = _names(cell)
    if not ids:
        raise ValueError("no source")
    return {"source": cite(ids, sources), "source_ids": ids}


def _reader(hint: Any) -> Callable[[str], Any]:
    """How a cell of this type is read."""
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        (inner,) = (one for one in typing.get_args(hint) if one is not NoneType)
        read_inner = _READERS[inner]
        return lambda cell: read_inner(cell) if cell else None
    return _READERS[hint]


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("a blank that must be filled")
    return cell


def _number(cell: str) -> float:
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError(f"'{cell}' is no finite number")
    return value


def _names(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _text,
    float: _number,
    int: int,
    Month: Month.parse,
    date: date.fromisoformat,
    tuple[str, ...]: _names,
}
