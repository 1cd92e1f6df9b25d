"""Decides what the rules look at: the case's cells and rows, read once, and its names looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from planner.checks.words import Names, shown
from planner.facts.horizon import Horizon
from planner.months import Month
from planner.reference import library
from planner.tables.case import Case
from planner.tables.column import Column, Kind, RawRow, Value
from planner.tables.inputs import INPUTS, table
from planner.tables.needs import BillLine, Settings
from planner.tables.supply import Offer
from planner.tables.table import Layout, Table, table_of

R = TypeVar("R")

LIBRARY = "library"
"""Stands among links for the grades the library knows."""

OFFER_LINK = f"{table_of(Offer).id}.offer"
"""The names some of which are made from other columns."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A declared column and its values in the case, one per row. ``ignored`` are rows whose number nobody reads: months
    outside the horizon, in a table of months."""

    table: Table[Any]
    column: Column
    values: Sequence[Value]
    ignored: frozenset[int]


class Sight:
    """The case as the rules look at it. Everything is read when first asked for and kept."""

    def __init__(self, case: Case, known: library.Library | None = None) -> None:
        """Look at a case.

        Args:
            case: the case; it must not change while it is looked at.
            known: the reference library; read from its files when a grade is named that the case does not declare.
        """
        self.case = case
        self._library = known
        self._typed: dict[str, tuple[Any, ...]] = {}
        self._names: dict[tuple[str, ...], Names] = {}
        self._answers: dict[Any, Any] = {}

    @cached_property
    def horizon(self) -> Horizon | None:
        """The horizon; None while the settings do not give one."""
        declared = table_of(Settings)
        raw = self.case.rows(declared.id)[0]
        start, months = raw[declared.position("start_month")], raw[declared.position("months")]
        if not isinstance(start, Month) or not isinstance(months, int) or isinstance(months, bool):
            return None
        return None if declared.field("months").outside(months) else Horizon(start, months)

    @cached_property
    def span(self) -> Horizon:
        """The horizon of a case whose cells are sound."""
        assert self.horizon is not None, "the rules of sense run when the settings are sound"
        return self.horizon

    @property
    def last_month(self) -> Month:
        return self.span.start + (self.span.months - 1)

    @cached_property
    def cells(self) -> tuple[Cells, ...]:
        """Every column of every table that has rows."""
        found = []
        for one in INPUTS:
            rows = self.case.rows(one.id)
            if not rows:
                continue
            outside = self._outside(one, rows)
            for column, values in zip(one.columns, zip(*rows, strict=True), strict=True):
                read = one.layout is not Layout.MONTHS or column is not one.columns[-1]
                found.append(Cells(one, column, values, frozenset() if read else outside))
        return tuple(found)

    def _outside(self, one: Table[Any], rows: Sequence[RawRow]) -> frozenset[int]:
        if one.layout is not Layout.MONTHS:
            return frozenset()
        if self.horizon is None:
            return frozenset(range(len(rows)))
        first, after = self.horizon.start.ordinal, self.horizon.start.ordinal + self.horizon.months
        return frozenset(
            index
            for index, row in enumerate(rows)
            if isinstance(month := row[-2], Month) and not first <= month.ordinal < after
        )

    def rows(self, row: type[R]) -> tuple[R, ...]:
        """The typed rows of a table."""
        declared = table_of(row)
        if declared.id not in self._typed:
            self._typed[declared.id] = self.case.read(row)
        return self._typed[declared.id]

    def names(self, *links: str) -> Names:
        """The names that stand in any of these fields, each ``table.field``, in the case; and where ``LIBRARY`` is
        among them, the grades the library knows. Among the offers' are those made from supplier and item."""
        if links not in self._names:
            self._names[links] = Names(self._listed(links))
        return self._names[links]

    def _listed(self, links: tuple[str, ...]) -> Iterator[str]:
        for link in links:
            if link == LIBRARY:
                yield from (one.grade for one in self.library.grades)
                continue
            if link == OFFER_LINK:
                yield from (offer.offer for offer in self.rows(Offer) if isinstance(offer.offer, str))
                continue
            table_id, field = link.split(".")
            place = table(table_id).position(field)
            yield from (name for row in self.case.rows(table_id) if isinstance(name := row[place], str))

    @cached_property
    def by_pair(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Rows of Offers by supplier and item, folded."""
        found: dict[tuple[str, str], list[int]] = {}
        for row, offer in enumerate(self.rows(Offer)):
            found.setdefault((offer.supplier.casefold(), offer.item.casefold()), []).append(row)
        return {pair: tuple(rows) for pair, rows in found.items()}

    @cached_property
    def below(self) -> dict[str, tuple[str, ...]]:
        """The components of every parent of the bill of materials, folded, in the order written."""
        found: dict[str, list[str]] = {}
        for line in self.rows(BillLine):
            found.setdefault(line.parent.casefold(), []).append(line.component.casefold())
        return {parent: tuple(components) for parent, components in found.items()}

    @cached_property
    def components(self) -> frozenset[str]:
        """Everything that goes into something by the bill of materials, folded."""
        return frozenset(component for components in self.below.values() for component in components)

    @cached_property
    def library(self) -> library.Library:
        """The reference library."""
        return self._library if self._library is not None else library.load()

    def library_composition(self, grade: str) -> tuple[tuple[str, float], ...]:
        """The library as a grade book: read only when a grade is looked up in it."""
        return self.library.composition(grade)

    def once(self, question: Callable[[Sight], Iterable[R]]) -> tuple[R, ...]:
        """The answers to a question that several rules ask, found when first asked for and kept."""
        if question not in self._answers:
            self._answers[question] = tuple(question(self))
        answers: tuple[R, ...] = self._answers[question]
        return answers

    def subject(self, one: Table[Any], row: int) -> str:
        """How a row begins a sentence: ``'L-1' in Licences``, or ``Row 3 of Events``, the header not counted."""
        key = self._key_in_words(one, row)
        return f"{key} in {one.title}" if key else f"Row {row + 1} of {one.title}"

    def words(self, one: Table[Any], row: int) -> str:
        """How a row follows the name of a column: ``of 'L-1' (Licences)``, or ``in row 3 of Events``."""
        if one.layout is Layout.SETTINGS:
            return f"({one.title})"
        key = self._key_in_words(one, row)
        return f"of {key} ({one.title})" if key else f"in row {row + 1} of {one.title}"

    def _key_in_words(self, one: Table[Any], row: int) -> str:
        """Empty for a row without a key, or with a blank in its place."""
        raw = self.case.rows(one.id)[row]
        keys = [raw[place] for place, column in enumerate(one.columns) if column.key]
        if one is table_of(Offer) and is_blank(keys[0]) and not any(map(is_blank, raw[1:3])):
            keys = [self.rows(Offer)[row].offer]
        if not keys or is_blank(keys[0]):
            return ""
        return ", ".join(shown(key) for key in keys if key is not None)


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing, or nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def listed_names(column: Column, value: Value) -> tuple[str, ...]:
    """The names in a cell of a name or list column; none where the kind is wrong."""
    if column.kind is Kind.NAMES:
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()
    return (value,) if isinstance(value, str) and not is_blank(value) else ()
