"""Decides what an export is: which row holds its headers, which known layout they fit best, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from planner.months import Month
from planner.store.cells import CellValue
from planner.store.erp.fold import folded, without_brackets
from planner.store.erp.layouts import Layout
from planner.store.erp.months import month_named
from planner.store.erp.roles import NEEDED, Shape
from planner.store.erp.source import Guess, text_of
from planner.store.sheet_xml import Row
from planner.tables.inputs import table

_LOOK = 60  # rows among which the headers are looked for
_LEAST = 0.3  # confidence below which a layout does not fit
_GENERAL, _STRANGE = 0.85, 0.7  # what a general header speaks for a general layout, and for that of a named system
_SECOND = {"quantity": "total_quantity"}
"""What a second column of the same role is, where that is something."""


def guesses(rows: Sequence[Row], known: Iterable[Layout]) -> tuple[Guess, ...]:
    """What rows may be, the likeliest first; a layout is named once, with the row that fits it best."""
    found: list[Guess] = []
    heads = [(place, cells) for place, (_, cells) in enumerate(islice(rows, _LOOK)) if len(cells) > 1]
    for layout in known:
        best = max(
            (Guess(layout.id, place, _fit(layout, cells)) for place, cells in heads), key=_confidence, default=None
        )
        if best is not None and best.confidence >= _LEAST:
            found.append(best)
    return tuple(sorted(found, key=lambda one: -one.confidence))


def roles_in(layout: Layout, cells: Mapping[int, CellValue]) -> dict[int, str]:
    """The role of each column of a header row, by column; columns that play none are missing."""
    taken: dict[int, str] = {}
    held: set[str] = set()
    for column, value in sorted(cells.items()):
        role, _ = _role(layout, value)
        if role in held:
            role = _SECOND.get(role, "") if layout.shape is Shape.LEVELS else ""
        if role and role not in held:
            held.add(role)
            taken[column] = role
    return taken


def months_in(cells: Mapping[int, CellValue]) -> dict[int, Month]:
    """The month each header names, by column; only of headers that can be nothing else."""
    found = {}
    for column, value in cells.items():
        month = Month.containing(value) if isinstance(value, date) else month_named(text_of(value))
        if month is not None:
            found[column] = month
    return found


def missing_in(layout: Layout, held: Iterable[str]) -> tuple[str, ...]:
    """The roles that must be played and are not; of a group that will do, the first."""
    roles = set(held)
    if layout.shape is Shape.TABLE:
        return tuple(one.id for one in table(layout.table).columns if one.required and one.id not in roles)
    return tuple(group[0] for group in NEEDED[layout.shape] if not roles.intersection(group))


def _confidence(guess: Guess) -> float:
    return guess.confidence


def _fit(layout: Layout, cells: Mapping[int, CellValue]) -> float:
    """0 where something needed is missing; else from 0.35 to 1 with the share of headers that are known."""
    held = roles_in(layout, cells)
    if missing_in(layout, held.values()):
        return 0.0
    weights = [_role(layout, value)[1] for value in cells.values()]
    if layout.shape is Shape.FORECAST:
        months = months_in(cells)
        if len(months) < 2:
            return 0.0
        weights += [1.0] * len(months)
        return 0.35 + 0.65 * sum(weights) / (len(cells) + len(months))
    return 0.35 + 0.65 * sum(weights) / len(weights)


def _role(layout: Layout, value: CellValue) -> tuple[str, float]:
    """The role of a header and how much it speaks for the layout."""
    if not isinstance(value, str):
        return "", 0.0
    full, bare = folded(value), folded(without_brackets(value))
    for spelt in (full, bare):
        if spelt in layout.own:
            return layout.own[spelt], 1.0
    for spelt in (full, bare):
        if spelt in layout.general:
            return layout.general[spelt], _STRANGE if layout.own else _GENERAL
    return "", 0.0
