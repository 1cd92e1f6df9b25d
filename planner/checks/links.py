"""Decides whether every name that refers to another row finds it, and whether free names are spelled alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planner.checks import words
from planner.checks.rule import Rule, Spot, error
from planner.checks.sight import LIBRARY, OFFER_LINK, Cells, Sight, listed_names
from planner.tables.column import Kind, Value
from planner.tables.edits import SetCells
from planner.tables.inputs import table
from planner.tables.needs import Settings
from planner.tables.table import Layout, Table, table_of

CURRENCY_LINK = "currencies.currency"
GRADE_LINK = "grades.grade"
BILL = "bill_of_materials"


@dataclass(frozen=True, slots=True)
class Miss:
    """A name that refers to nothing. ``zeros`` are known names that differ from it only by leading zeros."""

    table: Table[Any]
    column: str
    row: int
    name: str
    links: tuple[str, ...]
    zeros: tuple[str, ...]


def unknown_name(sight: Sight) -> Iterator[Spot]:
    """A name that refers to another table's row is known there. In a table of months each name is told once."""
    for miss in sight.once(_misses):
        if miss.zeros or miss.links == (CURRENCY_LINK,):
            continue
        titles = list(dict.fromkeys(table(link.split(".")[0]).title for link in miss.links if link != LIBRARY))
        where = f"in {titles[0]}" if len(titles) == 1 else f"in any of {words.listed(titles)}"
        note = " Without a name of its own an offer is called 'supplier | item'." if OFFER_LINK in miss.links else ""
        yield Spot(
            f"{_called(sight, miss)} names {words.quoted(miss.name)}, which is not {where}."
            f"{sight.names(*miss.links).did_you_mean(miss.name)} Correct the name, or add a row for it.{note}",
            miss.table.id,
            miss.row,
            miss.column,
        )


def leading_zeros(sight: Sight) -> Iterator[Spot]:
    """A name does not differ from a known one only by leading zeros; the two are never joined silently."""
    for miss in sight.once(_misses):
        if not miss.zeros:
            continue
        yield Spot(
            f"{_called(sight, miss)} names {words.quoted(miss.name)}; {words.names(miss.zeros)} "
            f"{'differs' if len(miss.zeros) == 1 else 'differ'} from it only by leading zeros."
            f" Did you mean {words.names(miss.zeros, 'or')}? Write the name as it stands there.",
            miss.table.id,
            miss.row,
            miss.column,
            _replaced(sight, miss) if len(miss.zeros) == 1 else None,
        )


def unknown_currency(sight: Sight) -> Iterator[Spot]:
    """The currency of an offer is the case currency or has a rate in Currencies."""
    for miss in sight.once(_misses):
        if miss.links == (CURRENCY_LINK,) and not miss.zeros:
            yield Spot(
                f"{_called(sight, miss)} is {words.quoted(miss.name)}, which has no rate."
                f"{sight.names(*miss.links).did_you_mean(miss.name)} Add {words.quoted(miss.name)} to Currencies, or "
                "leave the cell blank for the case currency.",
                miss.table.id,
                miss.row,
                miss.column,
            )


def _called(sight: Sight, miss: Miss) -> str:
    title = miss.table.field(miss.column).title
    if miss.table.layout is Layout.MONTHS:
        return f"{title} in {miss.table.title}"
    return f"{title} {sight.words(miss.table, miss.row)}"


def _misses(sight: Sight) -> Iterator[Miss]:
    """Every name in a linked column that stands in none of the fields it may name; and a parent of the bill of
    materials that is a product but for leading zeros."""
    for cells in sight.cells:
        if cells.column.links:
            yield from _missed(sight, cells, cells.column.links)
        elif cells.table.id == BILL and cells.column.id == "parent":
            known = sight.names("products.product", f"{BILL}.component")
            yield from (miss for miss in _missed(sight, cells, ("products.product",), known) if miss.zeros)


def _missed(sight: Sight, cells: Cells, links: tuple[str, ...], known: words.Names | None = None) -> Iterator[Miss]:
    if any(_is_wanting(sight, link) for link in links):
        return
    known = known or sight.names(*links)
    named = {name for value in cells.values for name in listed_names(cells.column, value)}
    unknown = {name for name in named if name not in known}
    if links == (CURRENCY_LINK,):
        unknown = {name for name in unknown if name.casefold() != _case_currency(sight)}
    if unknown and GRADE_LINK in links:
        links = (*links, LIBRARY)
        unknown = {name for name in unknown if name not in sight.names(*links)}
    if not unknown:
        return
    zeros = _but_for_zeros(unknown, sight.names(*links))
    for row, value in enumerate(cells.values):
        for name in listed_names(cells.column, value):
            if name in unknown:
                yield Miss(cells.table, cells.column.id, row, name, links, zeros.get(name, ()))
                if cells.table.layout is Layout.MONTHS:
                    unknown.discard(name)


def _is_wanting(sight: Sight, link: str) -> bool:
    """Whether a table no plan can do without has no rows: that is said once, not of every name that refers to it."""
    owner = None if link == LIBRARY else table(link.split(".", maxsplit=1)[0])
    return owner is not None and owner.needed and not sight.case.rows(owner.id)


def _case_currency(sight: Sight) -> str:
    declared = table_of(Settings)
    place = declared.position("currency")
    value = sight.case.rows(declared.id)[0][place]
    return str(declared.columns[place].default if value is None else value).casefold()


def _but_for_zeros(unknown: Iterable[str], known: words.Names) -> dict[str, tuple[str, ...]]:
    """For each unknown name the known ones that are equal once leading zeros are dropped."""
    bare: dict[str, list[str]] = {}
    for name in known:
        bare.setdefault(name.casefold().lstrip("0"), []).append(name)
    found = {name: tuple(bare.get(stripped, ())) for name in unknown if (stripped := name.casefold().lstrip("0"))}
    return {name: meant for name, meant in found.items() if meant}


def _replaced(sight: Sight, miss: Miss) -> SetCells:
    """The edit that writes the known name in place of the one missed."""
    place = miss.table.position(miss.column)
    before: Value = sight.case.rows(miss.table.id)[miss.row][place]
    after: Value = miss.zeros[0]
    if miss.table.columns[place].kind is Kind.NAMES and isinstance(before, tuple):
        after = tuple(miss.zeros[0] if one == miss.name else one for one in before)
    return SetCells(miss.table.id, ((miss.row, miss.column, after),))


RULES: tuple[Rule[Sight], ...] = (
    error(unknown_name),
    error(leading_zeros),
    error(unknown_currency),
)
