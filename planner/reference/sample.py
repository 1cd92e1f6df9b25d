"""Decides what the sample case is: an invented maker of motors, pumps and sensors, every figure with its source."""

from __future__ import annotations

import csv
import dataclasses
import io
from dataclasses import dataclass
from typing import Any

from planner.errors import PlannerBug
from planner.months import Month
from planner.reference.library import Library, load
from planner.reference.sample_prices import PriceBook, landed, price_book, priced
from planner.reference.sample_rows import Evidence, Line, SampleRow, lines, raw, rows, value
from planner.reference.scenarios import scenario_rows, world_of
from planner.tables.case import Case
from planner.tables.choices import Event, Limit, Redesign, RedesignChange, Scenario
from planner.tables.column import Kind, Value
from planner.tables.inputs import INPUTS
from planner.tables.needs import BillLine, Composition, Demand, Item, Product, Settings
from planner.tables.supply import (
    Capacity,
    Contract,
    Currency,
    Licence,
    Offer,
    OpenOrder,
    Qualification,
    Stock,
    Supplier,
)
from planner.tables.table import Table, table_of

BUYER = "other"
"""The invented company buys in Europe: the scenarios of a buyer outside the United States hold."""

_FILES: tuple[Table[Any], ...] = (
    table_of(Product),
    table_of(BillLine),
    table_of(Item),
    table_of(Composition),
    table_of(Stock),
    table_of(OpenOrder),
    table_of(Supplier),
    table_of(Offer),
    table_of(Currency),
    table_of(Capacity),
    table_of(Qualification),
    table_of(Contract),
    table_of(Licence),
    table_of(Redesign),
    table_of(RedesignChange),
    table_of(Limit),
)
"""The tables that have a file of their own with their own columns."""

_NOTES = {
    "products": "description",
    "items": "description",
    "composition": "evidence",
    "suppliers": "evidence",
    "stock": "note",
    "open_orders": "note",
    "licences": "note",
}
"""Where the evidence of a row stands in the case, for tables that have a column for it."""


@dataclass(frozen=True, slots=True)
class SampleFigure:
    """A figure of the sample: where it stands, its value as text, and what stands behind it."""

    table: str
    row: str
    field: str
    value: str
    source: str
    confidence: str


def sample_case(library: Library | None = None) -> Case:
    """The sample: a case without findings, two years from January 2027. Takes a tenth of a second."""
    return _case(_tables(library or load()))


def sample_figures(library: Library | None = None) -> tuple[SampleFigure, ...]:
    """Every number and month of the sample with its source in words, or marked an assumption."""
    found = []
    for table_id, listed in _tables(library or load()).items():
        (table,) = (one for one in INPUTS if one.id == table_id)
        for number, row in enumerate(listed, start=1):
            typed = table.typed(raw(table, row))
            named = " | ".join(str(getattr(typed, one.id)) for one in table.keys if getattr(typed, one.id) is not None)
            for one in table.columns:
                figure = row.values.get(one.id)
                if figure is not None and one.kind in (Kind.NUMBER, Kind.WHOLE, Kind.MONTH):
                    why = row.own.get(one.id, row.evidence)
                    told = f"{why.basis} ({why.source})"
                    found.append(
                        SampleFigure(table_id, named or str(number), one.id, _text(figure), told, why.confidence)
                    )
    return tuple(found)


def sources_text(library: Library | None = None) -> str:
    """``sample_figures`` as the text of resources/samples/SOURCES.csv, which is kept beside the files for people."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(one.name for one in dataclasses.fields(SampleFigure))
    writer.writerows(dataclasses.astuple(one) for one in sample_figures(library))
    return text.getvalue()


def _tables(library: Library) -> dict[str, list[SampleRow]]:
    """Every table of the sample, by id; the scenarios last, for they are fitted to the rest."""
    tables: dict[str, list[SampleRow]] = {"case": _settings(library), "demand": _demand(library)}
    for table in _FILES:
        tables[table.id] = rows(table, library)
    tables["grades"], of_grades = _grades(library, tables["items"])
    tables["composition"] += of_grades
    book = price_book(library, _shares(tables))
    rates = {str(one.values["currency"]): _number(one, "rate") for one in tables["currencies"]}
    tables["offers"] = [priced(book, row, rates) for row in tables["offers"]]
    tables["items"] = [_costed(row, tables["offers"], rates) for row in tables["items"]]
    tables["tolling"] = _tolling(book, tables["offers"])
    tables = {table_id: [_noted(table_id, row) for row in listed] for table_id, listed in tables.items()}
    tables["scenarios"], tables["events"] = _scenarios(library, _case(tables))
    return tables


def _case(tables: dict[str, list[SampleRow]]) -> Case:
    return Case({one.id: [raw(one, row) for row in tables.get(one.id, ())] for one in INPUTS})


def _settings(library: Library) -> list[SampleRow]:
    declared = table_of(Settings)
    row = SampleRow({}, Evidence("invented company", "assumption", "assumption"))
    for line in lines("case", library):
        name = line.cells["setting"]
        row = row.with_figure(name, value(declared.field(name), line.cells["value"]), line.evidence)
    return [row]


def _demand(library: Library) -> list[SampleRow]:
    """One row per product and month, from a file with a column for each month."""
    return [
        SampleRow(
            {"product": line.cells["product"], "month": Month.parse(month), "quantity": float(cell)}, line.evidence
        )
        for line in lines(table_of(Demand).id, library)
        for month, cell in line.cells.items()
        if month != "product"
    ]


def _grades(library: Library, items: list[SampleRow]) -> tuple[list[SampleRow], list[SampleRow]]:
    """The library's rows of the grades the items have, and what these grades hold."""
    grades, shares = [], []
    for name in dict.fromkeys(str(one.values["grade"]) for one in items if "grade" in one.values):
        known = library.grade(name)
        if known is None:
            raise PlannerBug(f"the sample uses the grade {name}, which the library does not know")
        why = Evidence(known.note or "data sheets of makers", known.source, known.confidence)
        held: dict[str, Value] = {
            "grade": known.grade,
            "family": known.family,
            "max_temperature_c": known.max_temperature_c,
            "energy_product_mgoe": known.energy_product_mgoe_min,
        }
        grades.append(SampleRow(held, why))
        shares += [
            SampleRow(
                {"of": known.grade, "element": one.element, "weight_percent": one.weight_percent},
                Evidence(one.basis, one.source, one.confidence),
            )
            for one in library.compositions
            if one.grade == known.grade and one.weight_percent > 0
        ]
    return grades, shares


def _shares(tables: dict[str, list[SampleRow]]) -> dict[str, dict[str, float]]:
    """By item the weight percent of each element: its own rows, else its grade's."""
    declared: dict[str, dict[str, float]] = {}
    for row in tables["composition"]:
        declared.setdefault(str(row.values["of"]), {})[str(row.values["element"])] = _number(row, "weight_percent")
    return {
        str(row.values["item"]): declared.get(str(row.values["item"])) or declared.get(str(row.values.get("grade")), {})
        for row in tables["items"]
    }


def _costed(item: SampleRow, offers: list[SampleRow], rates: dict[str, float]) -> SampleRow:
    """The item with the landed price of its first offer as its standard cost."""
    first = next(one for one in offers if one.values["item"] == item.values["item"])
    return item.with_figure("standard_cost", *landed(first, rates))


def _tolling(book: PriceBook, offers: list[SampleRow]) -> list[SampleRow]:
    """What each toll maker takes of our oxides."""
    made = []
    for one in offers:
        supplier, item = str(one.values["supplier"]), str(one.values["item"])
        for oxide, (need, why) in book.tolling(supplier, item).items():
            values: dict[str, Value] = {
                "offer": f"{supplier} | {item}",
                "material": oxide,
                "quantity_per_unit": float(f"{need:.4g}"),
            }
            made.append(SampleRow(values, why))
    return made


def _noted(table_id: str, row: SampleRow) -> SampleRow:
    """The row with its evidence where the table has a column for it, after what the column says already."""
    column = _NOTES.get(table_id)
    if column is None:
        return row
    before = row.values.get(column)
    return row.with_text(column, f"{before}. {row.evidence.words}" if before else row.evidence.words)


def _scenarios(library: Library, case: Case) -> tuple[list[SampleRow], list[SampleRow]]:
    """The scenarios and their events: one or more templates each, in the world of the case."""
    world = world_of(case, library, BUYER)
    scenarios: dict[str, SampleRow] = {}
    events: list[SampleRow] = []
    for line in lines("scenarios", library):
        name, until = line.cells["scenario"], line.text("to_month")
        scenario, listed = scenario_rows(
            library,
            line.cells["template"],
            Month.parse(line.cells["shock_month"]),
            world,
            name=name,
            until=Month.parse(until) if until else None,
        )
        scenarios[name] = _told(line, scenario, scenarios.get(name))
        for one in listed:
            source = Evidence(one.source or "", line.evidence.source, line.evidence.confidence)
            events.append(SampleRow(_values(one), source))
    return list(scenarios.values()), events


def _told(line: Line, scenario: Scenario, before: SampleRow | None) -> SampleRow:
    """The scenario's row: what is assumed in it, and the words and odds of the template that takes the odds."""
    said = str(before.values["description"]) if before else line.cells["description"]
    if line.cells["takes_odds"] == "yes":
        said = f"{said} {scenario.description}"
    values: dict[str, Value] = {
        "scenario": scenario.scenario,
        "probability": scenario.probability,
        "description": said,
    }
    return SampleRow(values, line.evidence)


def _values(event: Event) -> dict[str, Value]:
    held = {one.id: getattr(event, one.id) for one in table_of(Event).columns}
    return {name: one for name, one in held.items() if one not in (None, ())}


def _number(row: SampleRow, column_id: str) -> float:
    held = row.values[column_id]
    assert isinstance(held, float)
    return held


def _text(figure: Value) -> str:
    return f"{figure:g}" if isinstance(figure, float) else str(figure)
