"""Decides what replacing a text comes to: new values for the cells that hold it, and what cannot be read any more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.tables.column import Value
from ui.dialogs.patience import Through, straight
from ui.models import entry
from ui.models.cells import Cell, CellsModel


def replaced(
    model: CellsModel, found: Sequence[Cell], text: str, other: str, through: Through = straight
) -> tuple[list[tuple[int, int, Value]], list[str]]:
    """The cells with the text replaced wherever it stands, without regard to case, and a sentence for each cell that
    would hold something its column cannot take."""
    pattern = re.compile(re.escape(text), re.IGNORECASE)
    new: list[tuple[int, int, Value]] = []
    wrong: list[str] = []
    for row, section in through(found):
        index = model.index(row, section)
        column = model.column_at(index)
        before = model.display.text(column, model.value_at(index))
        if pattern.search(before) is None:  # it is found in the number as somebody types it
            before = model.display.plain(column, model.value_at(index))
        value = entry.read(column, pattern.sub(lambda _: other, before), model.display.locale)
        if isinstance(value, entry.Complaint):
            wrong.append(f"Row {row + 1}, {model.heading(section).title}: {value.words}")
        else:
            new.append((row, section, value))
    return new, wrong
