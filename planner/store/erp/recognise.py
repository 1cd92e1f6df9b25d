"""Decides what an export is: which row holds its headers, which known layout they fit best, and how sure that is."""

from __future__ import annotations

import re
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
from planner.store.erp.tree import indented
from planner.store.sheet_xml import Row
from planner.tables.inputs import table

_LOOK = 60  # rows among which the headers are looked for
_LEAST = 0.3  # confidence below which a layout does not fit
_GENERAL, _STRANGE = 0.85, 0.7  # what a general header speaks for a general layout, and for that of a named system
_BELOW = 500  # rows below the headers that are looked at
_DOTTED = re.compile(r"\.{1,9}\d{1,2}")
_BILL = re.compile(r"st(?:ü|ue)ckliste|bills? of materials?|\bbom\b", re.IGNORECASE)
_AGAINST = 0.5
_SURE = 2  # headers known by their whole names before others are guessed by their beginnings
_SHORTEST = 5  # letters of a beginning
_WEAK = 0.6  # what a header speaks that was only guessed, or known by what stands below it
_SECOND = {"quantity": "total_quantity"}
"""What a second column of the same role is, where that is something."""


def guesses(rows: Sequence[Row], known: Iterable[Layout]) -> tuple[Guess, ...]:
    """What rows may be, the likeliest first; a layout is named once, with the row that fits it best."""
    found: list[Guess] = []
    heads = [(place, cells) for place, (_, cells) in enumerate(islice(rows, _LOOK)) if len(cells) > 1]
    below = {place: level_column(rows, place) for place, _ in heads} if _has_dots(rows) else {}
    for layout in known:
        fits = (
            Guess(layout.id, place, _fit(layout, cells, below.get(place)) * _sense(layout, rows, place))
            for place, cells in heads
        )
        best = max(fits, key=_confidence, default=None)
        if best is not None and best.confidence >= _LEAST:
            found.append(best)
    return tuple(sorted(found, key=lambda one: -one.confidence))


def level_column(rows: Sequence[Row], header: int) -> int | None:
    """The column whose cells are all levels as SAP writes them, ``.1``, ``..2``, ``...3``; None where there is none."""
    seen: dict[int, set[str]] = {}
    for _, cells in islice(rows, header + 1, header + 1 + _BELOW):
        for column, value in cells.items():
            seen.setdefault(column, set()).add(text_of(value).strip())
    for column, texts in sorted(seen.items()):
        if len(texts - {""}) > 1 and all(_DOTTED.fullmatch(one) for one in texts - {""}):
            return column
    return None


def roles_in(layout: Layout, cells: Mapping[int, CellValue], level: int | None = None) -> dict[int, str]:
    """The role of each column of a header row, by column; columns that play none are missing.

    Args:
        layout: what the export is.
        cells: the header row.
        level: the column that holds levels by what stands in it, should no header say so.
    """
    taken: dict[int, str] = {}
    held: set[str] = set()
    for column, value in sorted(cells.items()):
        role, _ = _role(layout, value)
        if role in held:
            role = _SECOND.get(role, "") if layout.shape is Shape.LEVELS else ""
        if role and role not in held:
            held.add(role)
            taken[column] = role
    if len(taken) >= _SURE and layout.shape is not Shape.TABLE:
        for column, value in cells.items():
            role = _cut_short(layout, value) if column not in taken else ""
            if role and role not in held:
                held.add(role)
                taken[column] = role
    if layout.shape is Shape.LEVELS and "level" not in held and level is not None and level not in taken:
        taken[level] = "level"
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


def _sense(layout: Layout, rows: Sequence[Row], header: int) -> float:
    """What speaks against a layout beside its headers: lists of stock and orders are neither indented nor bills."""
    if layout.shape not in (Shape.STOCK, Shape.ORDERS):
        return 1.0
    above = (text_of(value) for _, cells in rows[:header] for value in cells.values())
    if any(_BILL.search(text) for text in above):
        return _AGAINST
    part = next((column for column, role in roles_in(layout, rows[header][1]).items() if role == "item"), None)
    names = (cells.get(part) for _, cells in islice(rows, header + 1, header + 1 + _BELOW) if part is not None)
    return 1.0 if indented([name for name in names if isinstance(name, str)]) is None else _AGAINST


def _fit(layout: Layout, cells: Mapping[int, CellValue], level: int | None) -> float:
    """0 where something needed is missing; else from 0.35 to 1 with the share of headers that are known."""
    held = roles_in(layout, cells, level)
    if missing_in(layout, held.values()):
        return 0.0
    if level is not None and layout.shape is Shape.PARTS:
        return 0.0  # its levels would be lost, and with them how many of each part there are
    weights = [_role(layout, value)[1] or _WEAK * (column in held) for column, value in cells.items()]
    if level is not None and layout.dotted:  # nobody else writes levels so: cut or not, its headers are this system's
        weights = [1.0 if weight else 0.0 for weight in weights]
    if layout.shape is Shape.FORECAST:
        months = months_in(cells)
        if len(months) < 2:
            return 0.0
        weights += [1.0] * len(months)
        return 0.35 + 0.65 * sum(weights) / (len(cells) + len(months))
    return 0.35 + 0.65 * sum(weights) / len(weights)


def _has_dots(rows: Sequence[Row]) -> bool:
    """Whether any cell looks like a level; most lists have none, and are spared a closer look."""
    texts = (value for _, cells in islice(rows, _LOOK + _BELOW) for value in cells.values() if isinstance(value, str))
    return any(text.lstrip()[:1] == "." and _DOTTED.fullmatch(text.strip()) for text in texts)


def _cut_short(layout: Layout, value: CellValue) -> str:
    """The role of a header that is the beginning of known ones, as narrow columns have it: ``Preiseinh.``.

    Empty where it may begin headers of several roles.
    """
    spelt = folded(value) if isinstance(value, str) else ""
    if len(spelt) < _SHORTEST or _role(layout, value)[1]:
        return ""
    found = {role for known in (layout.own, layout.general) for one, role in known.items() if one.startswith(spelt)}
    return found.pop() if len(found) == 1 else ""


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
