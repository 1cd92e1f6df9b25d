"""Decides whether months, durations and rates are plausible, in whatever table they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.checks import words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.months import Month
from planner.tables.choices import Event
from planner.tables.column import Kind
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout, Table
from planner.units import Unit

BEGUN = ("started_month", "signed_month")
"""Columns for what was begun before the start."""

MANY_MONTHS = 36
"""A lead time or duration above this was probably meant in days or weeks."""

HIGH_RATE = 2.0
"""A rate above this was probably meant in percent."""

HIGH_FACTOR = 10.0
"""A factor above this was probably meant in percent."""


def from_after_to(sight: Sight) -> Iterator[Spot]:
    """A span of months does not end before it begins."""
    for one, row, first, last in _spans(sight):
        if first is not None and last is not None and first > last:
            yield Spot(
                f"From month {sight.words(one, row)} is {first.words()}, after its to month {last.words()}. Correct "
                "the one that is wrong.",
                one.id,
                row,
                "to_month",
            )


def outside_horizon(sight: Sight) -> Iterator[Spot]:
    """A span of months meets the horizon, or it has no effect."""
    for one, row, first, last in _spans(sight):
        before = last is not None and last < sight.span.start
        after = first is not None and first > sight.last_month
        if before or after:
            said = f"ends in {last.words()}" if before and last else f"begins in {first.words() if first else ''}"
            yield Spot(
                f"{sight.subject(one, row)} {said}, {'before' if before else 'after'} the months of the plan, "
                f"{words.span(sight.span.start, sight.last_month)}: it has no effect. Correct the months if it should.",
                one.id,
                row,
                "to_month" if before else "from_month",
            )


def begun_after_start(sight: Sight) -> Iterator[Spot]:
    """What is said to have been started or signed was so before the start of the plan."""
    for one in INPUTS:
        for place, column in enumerate(one.columns):
            if column.id not in BEGUN:
                continue
            for row, raw in enumerate(sight.case.rows(one.id)):
                month = raw[place]
                if isinstance(month, Month) and month >= sight.span.start:
                    yield Spot(
                        f"{column.title} {sight.words(one, row)} is {month.words()}, but the plan starts in "
                        f"{sight.span.start.words()} and decides itself what begins from then on. Leave the cell "
                        "blank, or enter the month before the start in which it happened.",
                        one.id,
                        row,
                        column.id,
                    )


def many_months(sight: Sight) -> Iterator[Spot]:
    """A lead time or duration is in months, not in days or weeks."""
    for cells in sight.cells:
        column = cells.column
        if column.kind is not Kind.WHOLE or column.unit is not Unit.MONTHS or column.high is not None:
            continue
        for row, value in enumerate(cells.values):
            if isinstance(value, int) and value > MANY_MONTHS:
                yield Spot(
                    f"{column.title} {sight.words(cells.table, row)} is {value} months. If these are days or weeks, "
                    "enter months.",
                    cells.table.id,
                    row,
                    column.id,
                )


def looks_like_percent(sight: Sight) -> Iterator[Spot]:
    """Rates and factors are fractions: 0.25 is 25 %."""
    for cells in sight.cells:
        column = cells.column
        if column.unit not in (Unit.FRACTION, Unit.FRACTION_PER_YEAR) or column.high is not None:
            continue
        for row, value in enumerate(cells.values):
            if isinstance(value, int | float) and value > HIGH_RATE:
                yield Spot(
                    f"{column.title} {sight.words(cells.table, row)} is {words.number(value)}, which is "
                    f"{words.number(100 * value)} %. If {words.number(value)} % is meant, write "
                    f"{words.number(value / 100)}.",
                    cells.table.id,
                    row,
                    column.id,
                )
    for row, event in enumerate(sight.rows(Event)):
        most = {"duty": HIGH_RATE, "price": HIGH_FACTOR, "demand": HIGH_FACTOR}.get(event.effect)
        if most is not None and event.value > most:
            meant = "an added rate, 0.25 for 25 %" if event.effect == "duty" else "a factor, 1.25 for 25 % more"
            yield Spot(
                f"Value in row {row + 1} of Events is {words.number(event.value)}. For {event.effect} it is {meant}: "
                "check whether percent were meant.",
                "events",
                row,
                "value",
            )


def same_row_twice(sight: Sight) -> Iterator[Spot]:
    """In a table without a key no two rows are equal in every cell."""
    for one in INPUTS:
        if one.keys or one.layout is not Layout.ROWS:
            continue
        first: dict[tuple[object, ...], int] = {}
        for row, raw in enumerate(sight.case.rows(one.id)):
            before = first.setdefault(raw, row)
            if before != row:
                yield Spot(
                    f"Rows {before + 1} and {row + 1} of {one.title} (the header not counted) are equal in every cell, "
                    "and both count. Delete one if it was entered twice.",
                    one.id,
                    row,
                )


def _spans(sight: Sight) -> Iterator[tuple[Table[Any], int, Month | None, Month | None]]:
    """(table, row, from month, to month) of every row that has such columns."""
    for one in INPUTS:
        ids = [column.id for column in one.columns]
        if "from_month" in ids and "to_month" in ids:
            begins, ends = ids.index("from_month"), ids.index("to_month")
            for row, raw in enumerate(sight.case.rows(one.id)):
                first, last = raw[begins], raw[ends]
                yield one, row, first if isinstance(first, Month) else None, last if isinstance(last, Month) else None


RULES: tuple[Rule[Sight], ...] = (
    error(from_after_to),
    error(begun_after_start),
    warning(outside_horizon),
    warning(many_months),
    warning(looks_like_percent),
    warning(same_row_twice),
)
