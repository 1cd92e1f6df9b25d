"""Decides whether names that refer to no row of their own, such as countries and end uses, are written alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from planner.checks import countries, words
from planner.checks.rule import Rule, Spot, warning
from planner.checks.sight import Sight, listed_names
from planner.tables.column import Column, Kind
from planner.tables.inputs import INPUTS, table
from planner.tables.needs import END_USES
from planner.tables.table import Table

SUPPLIER_COUNTRY = "suppliers.country"
FEED_COUNTRY = "suppliers.feed_country"
ORIGINS = ("stock.origin", "stock.feed_origin")
END_USE = "products.end_use"

COUNTRY_FIELDS = (
    SUPPLIER_COUNTRY,
    FEED_COUNTRY,
    *ORIGINS,
    "products.excluded_origins",
    "events.country",
    "limits.country",
)
"""Every field that holds countries."""

_CODE = re.compile("[A-Za-z]{3}")
ALIKE = 0.86
"""How alike a country must be written, 0 to 1 by difflib, to be taken for a slip: Thailnd, but not Austria."""


def unknown_country(sight: Sight) -> Iterator[Spot]:
    """A country in a filter or among excluded origins is the country of something in the case."""
    made, fed = sight.names(SUPPLIER_COUNTRY), sight.names(SUPPLIER_COUNTRY, FEED_COUNTRY)
    anything = sight.names(SUPPLIER_COUNTRY, FEED_COUNTRY, *ORIGINS)
    for field, known, what in (
        ("events.country", fed, "no supplier is there or fed from there"),
        ("limits.country", made, "no supplier is there"),
        ("products.excluded_origins", anything, "nothing in the case comes from there"),
    ):
        yield from _unmatched(sight, field, known, what, _country_meant)


def unknown_end_use(sight: Sight) -> Iterator[Spot]:
    """An end use in a filter or an offer is the end use of some product."""
    for field in ("events.end_use", "offers.end_uses"):
        yield from _unmatched(sight, field, sight.names(END_USE), "no product has this end use", _end_use_meant)


def country_spellings(sight: Sight) -> Iterator[Spot]:
    """A country is written in one way everywhere, since two spellings are two countries."""
    first: dict[str, tuple[str, str, int]] = {}
    used: Counter[str] = Counter()
    for field in COUNTRY_FIELDS:
        for row, name in _named(sight, field):
            used[name.casefold()] += 1
            first.setdefault(name.casefold(), (name, field, row))
    by_meaning: dict[str, list[str]] = {}
    for spelling in first:
        by_meaning.setdefault(countries.meant(spelling), []).append(spelling)
    for spellings in by_meaning.values():
        usual = max(spellings, key=lambda one: used[one])
        for one in spellings:
            if one != usual:
                name, field, row = first[one]
                owner, _, column = _column(field)
                yield Spot(
                    f"{column.title} {sight.words(owner, row)} is {words.quoted(name)}, elsewhere the same "
                    f"country is written {words.quoted(first[usual][0])}. They count as two: write one of them "
                    "everywhere.",
                    owner.id,
                    row,
                    column.id,
                )


def not_a_currency_code(sight: Sight) -> Iterator[Spot]:
    """A currency is written as the three letters of its code, so that others know it too."""
    for field in ("case.currency", "currencies.currency"):
        owner, _, column = _column(field)
        for row, name in _named(sight, field):
            if not _CODE.fullmatch(name):
                yield Spot(
                    f"{column.title} {sight.words(owner, row)} is {words.quoted(name)}, which is no code of a currency."
                    " Write its three letters, such as USD or EUR, here and wherever it is named.",
                    owner.id,
                    row,
                    column.id,
                )


def end_use_spelling(sight: Sight) -> Iterator[Spot]:
    """An end use of a product that is almost a usual one is written like it."""
    usual = words.Names(END_USES)
    for row, name in _named(sight, END_USE):
        if name not in usual and (near := usual.closest(name)):
            yield Spot(
                f"End use {sight.words(table('products'), row)} is {words.quoted(name)}. Did you mean "
                f"{words.quoted(near)}? Filters by end use compare the names as written.",
                "products",
                row,
                "end_use",
            )


def nearly_same_name(sight: Sight) -> Iterator[Spot]:
    """Two rows of a table do not have names that differ only by leading zeros, blanks, dashes or wide letters."""
    for one in INPUTS:
        if len(one.keys) != 1 or one.keys[0].kind is not Kind.NAME:
            continue
        first: dict[str, str] = {}
        for row, name in _named(sight, f"{one.id}.{one.keys[0].id}"):
            before = first.setdefault(_bare(name), name)
            if before.casefold() != name.casefold():
                yield Spot(
                    f"{words.quoted(before)} and {words.quoted(name)} in {one.title} differ only by leading zeros, "
                    "blanks, dashes or the width of letters. If they are the same, keep one and name it alike "
                    "everywhere.",
                    one.id,
                    row,
                    one.keys[0].id,
                )


def _unmatched(
    sight: Sight, field: str, known: words.Names, what: str, guess: Callable[[str, words.Names], str | None]
) -> Iterator[Spot]:
    """Where none of the names in a cell is known, or one that is not looks like a slip of the pen."""
    owner, position, column = _column(field)
    for row, raw in enumerate(sight.case.rows(owner.id)):
        listed = listed_names(column, raw[position])
        unknown = [name for name in listed if name not in known]
        near = [meant for name in unknown if (meant := guess(name, known))]
        if near or (unknown and len(unknown) == len(listed)):
            yield Spot(
                f"{column.title} {sight.words(owner, row)} names {words.names(unknown)}, but {what}."
                f"{f' Did you mean {words.names(near)}?' if near else ''} As it stands it matches nothing."
                f"{' Several are separated with ;.' if _may_be_several(column, unknown) else ''}",
                owner.id,
                row,
                column.id,
            )


def _may_be_several(column: Column, unknown: Iterable[str]) -> bool:
    return column.kind is Kind.NAMES and any(mark in name for name in unknown for mark in ",/|\n")


def _country_meant(name: str, known: words.Names) -> str | None:
    same = next((one for one in known if countries.meant(one) == countries.meant(name)), None)
    return same or known.closest(name, ALIKE)


def _end_use_meant(name: str, known: words.Names) -> str | None:
    return known.closest(name)


def _named(sight: Sight, field: str) -> Iterator[tuple[int, str]]:
    """(row, name) for every name in a field."""
    owner, position, column = _column(field)
    for row, raw in enumerate(sight.case.rows(owner.id)):
        for name in listed_names(column, raw[position]):
            yield row, name


def _column(field: str) -> tuple[Table[Any], int, Column]:
    """The table of a field, the column's place in it, and the column."""
    table_id, column_id = field.split(".")
    owner = table(table_id)
    position = owner.position(column_id)
    return owner, position, owner.columns[position]


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter not in " -_\u2010\u2013").lstrip("0")


RULES: tuple[Rule[Sight], ...] = (
    warning(unknown_country),
    warning(unknown_end_use),
    warning(country_spellings),
    warning(not_a_currency_code),
    warning(end_use_spelling),
    warning(nearly_same_name),
)
