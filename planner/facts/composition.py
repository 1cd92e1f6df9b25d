"""Decides which elements an item holds: its own rows, else its grade's in the case, else its grade's in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planner.tables.needs import Composition, Item

GradeBook = Callable[[str], Sequence[tuple[str, float]]]
"""From the name of a grade to (element, weight percent); empty for a grade it does not know."""


def compositions(
    items: Iterable[Item], rows: Iterable[Composition], library: GradeBook
) -> tuple[dict[str, float], ...]:
    """What each item holds.

    Args:
        items: the items.
        rows: the case's composition rows, of items and of grades.
        library: asked once for each grade that has no rows in the case.

    Returns:
        For each item its elements and their weight percent, only > 0, in the order written.
    """
    known: dict[str, dict[str, float]] = {}
    for row in rows:
        known.setdefault(row.of.casefold(), {})[symbol(row.element)] = row.weight_percent
    found: list[dict[str, float]] = []
    for item in items:
        held = known.get(item.item.casefold())
        if held is None and item.grade is not None:
            grade = item.grade.casefold()
            if grade not in known:
                known[grade] = {symbol(element): percent for element, percent in library(item.grade)}
            held = known[grade]
        found.append({element: percent for element, percent in (held or {}).items() if percent > 0})
    return tuple(found)


def symbol(element: str) -> str:
    """An element as chemists write it, ``Dy`` for DY and dy; longer words stay as they are."""
    return element.capitalize() if len(element) <= 2 else element
