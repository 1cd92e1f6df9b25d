"""Decides how wide the columns of a grid are: as titles and first rows need, within reason and while there is room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QTableView

from ui.models.cells import CellsModel
from ui.widgets.grid_header import GridHeader

_WIDEST = 320  # pixels, where room is scarce
_VALUE = (150, 240)  # pixels for a setting, at least and at most
_MEANING = 240  # pixels wanted for what a setting means
_ROWS_MEASURED = 60
_IN_SIGHT = 120  # pixels of a column that are worth a row of several lines
_LONGEST = 1200  # pixels beyond which nobody reads along a row

Wanted = dict[int, tuple[int, int]]
"""Columns whose texts are cut: by section the width they have at least, and the one they need."""


def fit(view: QTableView, head: GridHeader, model: CellsModel, own: Mapping[str, int]) -> Wanted:
    """Make each column as wide as its title and its first rows need, or as the user has made it.

    Args:
        view: the grid.
        head: its head.
        model: what it shows.
        own: widths the user has given, by title.

    Returns:
        The columns that were held to less than they need; see ``give_room``.
    """
    metrics = view.fontMetrics()
    wanted: Wanted = {}
    rows = range(min(_ROWS_MEASURED, model.rowCount() - model.grows))
    for section in range(model.columnCount()):
        texts = [str(model.index(row, section).data() or "") for row in rows]
        if model.grows:
            texts.append(str(model.index(model.rowCount() - 1, section).data() or ""))  # what to do there
        words = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 24
        fitting = max(head.needed_width(section), min(_WIDEST, words))
        title = model.heading(section).title
        view.setColumnWidth(section, own.get(title, fitting))
        if title not in own and words > fitting:
            wanted[section] = (fitting, min(words, _LONGEST))
    head.setStretchLastSection(model.fills)
    if model.fills:
        view.setColumnWidth(model.columnCount() - 1, _VALUE[0])  # what it means takes all that is left, but no less
    return wanted


def give_room(view: QTableView, model: CellsModel, own: Mapping[str, int], wanted: Wanted) -> None:
    """Share out what room there is beside the columns to those whose texts are cut; call it when the room changes.

    Args:
        view: the grid.
        model: what it shows.
        own: widths the user has given, by title; they stay.
        wanted: what ``fit`` has returned.
    """
    if model.fills:
        _fit_value(view, model, own)
        return
    sections = range(model.columnCount())  # perhaps fewer than there were
    cut = {one: wanted[one] for one in sections if one in wanted and model.heading(one).title not in own}
    room = view.viewport().width() - sum(view.columnWidth(one) for one in sections if one not in cut)
    room -= sum(least for least, _ in cut.values())
    for section, (least, most) in cut.items():
        more = max(0, min(most - least, room))
        view.setColumnWidth(section, least + more)
        room -= more


def cut(view: QTableView, model: CellsModel, wanted: Wanted) -> list[int]:
    """The columns of words that are cut where they begin in sight while nothing is scrolled.

    Args:
        view: the grid.
        model: what it shows.
        wanted: what ``fit`` has returned.
    """
    if model.fills:
        return []
    room, found = view.viewport().width() - _IN_SIGHT, []
    for section in range(model.columnCount()):
        words = section in wanted and not model.column_of(0, section).numeric
        if words and room > 0 and wanted[section][1] > view.columnWidth(section):
            found.append(section)
        room -= view.columnWidth(section)
    return found


def _fit_value(view: QTableView, model: CellsModel, own: Mapping[str, int]) -> None:
    """A setting gives way to what it means where both have little room."""
    if model.heading(1).title in own:
        return
    others = sum(view.columnWidth(section) for section in range(model.columnCount() - 1) if section != 1)
    view.setColumnWidth(1, max(_VALUE[0], min(_VALUE[1], view.viewport().width() - others - _MEANING)))
