"""Decides what stands in the template: a small example that holds together, and the words that explain it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.months import Month
from planner.tables.case import Case
from planner.tables.column import RawRow, Value
from planner.tables.inputs import INPUTS, table
from planner.tables.table import Layout, Table

START = "Start"
"""Title of the sheet that explains a workbook of ours; it holds no table."""

FINDINGS = "Findings"
"""Title of the sheet that lists what was found in a workbook, in a marked copy of it; it holds no table."""

_NARVA: dict[str, Value] = {
    "supplier": "Narva Magnets",
    "production_months": 2,
    "transit_months": 1,
    "qualification": "Narva sintered NdFeB",
}
_MORE: dict[str, tuple[dict[str, Value], ...]] = {
    "items": (
        {"item": "MAG-42SH-01D", "kind": "magnet", "grade": "N42SH", "mass_g": 45.0, "standard_cost": 3.4},
        {"item": "NdPr oxide", "kind": "material", "unit": "kg", "standard_cost": 78.0},
    ),
    "stock": ({"item": "NdPr oxide", "quantity": 900.0, "origin": "Estonia", "location": "Store 2"},),
    "suppliers": ({"supplier": "Narva Magnets", "country": "Estonia", "feed_country": "Estonia", "feed_share": 0.5},),
    "offers": (_NARVA | {"item": "MAG-42SH-01", "price": 4.4}, _NARVA | {"item": "MAG-42SH-01D", "price": 4.7}),
    "scenarios": ({"scenario": "Licences go on", "probability": 0.85, "description": "Licences as today."},),
}
"""Rows beside the declared examples, so that every name an example uses is there and the odds add up to 1."""

_RULES = (
    ("How to fill it in", ""),
    ("", "Every sheet is a table; the notes on its headers say what each column takes. Shaded columns are required."),
    ("", "The rows are an invented example. Overwrite or delete all of them: what is left counts as yours."),
    ("", "Sheets and columns that are not needed may be left empty or deleted; others of your own are left alone."),
    ("", "Months are dates in the month, or text such as 2026-12. Rates and shares are fractions: 0.25, or 25 %."),
    ("", "A cell that takes several names separates them with ; and means any of them. A blank filter means every."),
    ("", "A blank number is never taken for 0. Formulas are fine once Excel has calculated and saved them."),
    ("The sheets", ""),
)


def example_case() -> Case:
    """The example: every column's declared example, with what else it takes to hold together."""
    rows: dict[str, list[RawRow]] = {}
    for one in INPUTS:
        if one.layout is Layout.MONTHS:
            continue
        rows[one.id] = [_example(one), *(one.raw(**more) for more in _MORE.get(one.id, ()))]
    rows["demand"] = _demand()
    return Case(rows)


def start_lines() -> Iterator[tuple[bool, tuple[str, ...]]]:
    """The lines of the sheet that explains: whether it is a heading, and its cells."""
    yield True, ("Case for Remanence",)
    for title, words in _RULES:
        yield bool(title), (title,) if title else ("", words)
    for one in INPUTS:
        yield False, (one.title, f"{one.meaning}{' Needed.' if one.needed else ''}")


def _example(one: Table[object]) -> RawRow:
    return tuple(column.example for column in one.columns)


def _demand() -> list[RawRow]:
    """The declared example in every month of the example's horizon."""
    product, start, quantity = _example(table("demand"))
    settings = table("case")
    months = settings.field("months").example
    if not isinstance(start, Month) or not isinstance(months, int):
        raise TypeError("the examples of demand and of the horizon are a month and a number of months")
    return [(product, start + number, quantity) for number in range(months)]
