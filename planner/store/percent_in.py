"""Decides which cells shown in percent are told of: those of a price, a quantity or whatever else is no share.

Excel makes 0.05 of a 5 typed into such a cell, and shows ``5%``. Only who typed it knows which was meant.
"""

from __future__ import annotations

from typing import Any

from planner.store.cells import CellValue, Shown
from planner.store.imported import Gathering
from planner.tables.column import Column
from planner.tables.table import Table
from planner.units import Unit

RULE = "shown_in_percent"

_MOST_NAMED = 5

_SHARES = {
    Unit.FRACTION,
    Unit.FRACTION_PER_YEAR,
    Unit.PERCENT,
    Unit.ITEM_PER_ITEM,
    Unit.RATE,
    Unit.EFFECT,
    Unit.LIMIT,
}
"""Units in which a percentage says what it means: shares, ratios, and what may be one."""


class PercentCells:
    """The cells of one sheet that are shown in percent and mean a number: a finding for each column, not for each."""

    def __init__(self, table: Table[Any], sheet: str) -> None:
        """Begin a sheet.

        Args:
            table: what is read from it.
            sheet: its title.
        """
        self._table = table
        self._sheet = sheet
        self._plain = {one.id for one in table.columns if one.numeric and one.unit not in _SHARES}
        self._found: dict[str, list[tuple[int, str, float]]] = {}

    def note(self, column: Column, row: int, address: str, cell: CellValue) -> None:
        """Look at a cell that was read.

        Args:
            column: of which column it is a value.
            row: index of its row in the case.
            address: such as ``C7``.
            cell: what stands there.
        """
        if isinstance(cell, Shown) and cell.percent and column.id in self._plain:
            self._found.setdefault(column.id, []).append((row, address, cell.number))

    def tell(self, gathering: Gathering) -> None:
        """A warning for each column with such cells, at the first of them."""
        for field, cells in self._found.items():
            row, address, number = cells[0]
            percent = f"{100 * number:,.10g}"
            message = (
                f"{self._table.field(field).title} is shown as {percent} % and was read as {number:,.10g}, the number "
                f"behind it. If {percent} is meant, format the cell as a number and enter it again."
            )
            if len(cells) > 1:
                message += f" The same holds for {_listed([other for _, other, _ in cells[1:]])}."
            table, sheet = self._table.id, self._sheet
            gathering.warning(RULE, message, table=table, row=row, field=field, sheet=sheet, cell=address)


def _listed(cells: list[str]) -> str:
    """``C3, C4 and C9``; many are counted."""
    if len(cells) > _MOST_NAMED:
        return f"{', '.join(cells[:_MOST_NAMED])} and {len(cells) - _MOST_NAMED:,} more cells"
    return " and ".join([", ".join(cells[:-1]), cells[-1]]) if len(cells) > 1 else cells[0]
