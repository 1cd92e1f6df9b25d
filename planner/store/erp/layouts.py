"""Decides which exports are known: their shape, and which header means what, from the reference library and from us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.reference.library import Library, load
from planner.reference.trade import ErpColumn
from planner.store.erp.fold import spellings
from planner.store.erp.roles import HEADERS, ROLES, Role, Shape
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout as TableLayout


@dataclass(frozen=True, slots=True)
class Layout:
    """An export that is known.

    Attributes:
        id: in code and in what is remembered.
        title: for people.
        shape: how its rows hang together.
        own: role by folded header, of this export alone; an empty role is a column to be left alone.
        general: role by folded header, as many exports have it.
        traps: what to beware of, in words, by role.
        table: id of the table, where the shape is a table of a case.
        dotted: whether it writes levels with dots, as SAP does.
    """

    id: str
    title: str
    shape: Shape
    own: Mapping[str, str]
    general: Mapping[str, str]
    traps: Mapping[str, str]
    table: str = ""
    dotted: bool = False

    def roles(self) -> tuple[Role, ...]:
        """What a column of it may be."""
        if self.shape is not Shape.TABLE:
            return ROLES[self.shape]
        declared = next(one for one in INPUTS if one.id == self.table)
        return tuple(Role(one.id, one.title, one.kind, (f"{self.table}.{one.id}",)) for one in declared.columns)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of exports before one is seen; made once and kept by whoever reads several.

    Attributes:
        library: the reference library, for grades.
        layouts: every export that is known; those of named systems first.
    """

    library: Library
    layouts: tuple[Layout, ...]


_KNOWN = {
    ("SAP", "CS12 multilevel bill of materials"): ("sap_cs12", Shape.LEVELS),
    ("SAP", "CS11 bill of materials level by level"): ("sap_cs11", Shape.PARTS),
    ("SAP", "STPOX structure from interfaces"): ("sap_stpox", Shape.LEVELS),
    ("SAP", "MB52 stock"): ("sap_mb52", Shape.STOCK),
    ("SAP", "ME2M or ME2N open orders"): ("sap_me2m", Shape.ORDERS),
    ("Oracle EBS style, one company", "bill of materials workbook"): ("oracle_bom", Shape.LEVELS),
    ("PTC Windchill", "spreadsheet of product structures"): ("windchill", Shape.LEVELS),
    ("Demand Driven Technologies", "bill of materials CSV"): ("ddt_bom", Shape.PAIRS),
    ("AutoCAD Mechanical or Inventor", "parts list CSV or XLS"): ("autocad_parts", Shape.PARTS),
    ("SolidWorks PDM", "bill of materials CSV"): ("solidworks_bom", Shape.LEVELS),
    ("Arena", "indented bill of materials"): ("arena_bom", Shape.LEVELS),
}
"""Id and shape of the exports the reference library describes; those it describes for other ends are not read here."""

_GENERAL = (
    ("bill_by_level", "Bill of materials with levels", Shape.LEVELS),
    ("bill_by_parent", "Bill of materials with parents", Shape.PAIRS),
    ("stock_list", "Stock list", Shape.STOCK),
    ("parts_list", "Parts of one product", Shape.PARTS),
    ("order_list", "Open orders", Shape.ORDERS),
    ("forecast", "Forecast, a column for each month", Shape.FORECAST),
)
_FIELDS = {
    "explosion_level": "level",
    "standard_price": "cost",
    "moving_price": "cost",
    "open_quantity": "quantity",
    "name": "component",
    "material": "grade",
    "material_2": "grade",
    "supplier": "maker",
}
"""Fields of the reference that have another name than the role they play; where a shape has the role, it is that."""

_BY_SHAPE = {"bill_of_materials", "stock", "open_orders"}
"""Tables of a case that are read in the shape of an export, which adds up and asks."""

_ALSO = re.compile(r"also (?:as|seen as) ([^;]+)")


def lexicon(library: Library | None = None) -> Lexicon:
    """What is known of exports, from the reference library and from us; a few hundredths of a second."""
    at_hand = library or load()
    return Lexicon(at_hand, layouts(at_hand))


def layouts(library: Library) -> tuple[Layout, ...]:
    """Every export that is known; those of named systems first."""
    by_export: dict[tuple[str, str], list[ErpColumn]] = {}
    for one in library.erp_formats:
        by_export.setdefault((one.system, one.export), []).append(one)
    named = [
        _named(system, export, columns) for (system, export), columns in by_export.items() if (system, export) in _KNOWN
    ]
    general = [Layout(id, title, shape, {}, _general(shape), {}) for id, title, shape in _GENERAL]
    tables = [
        Layout(
            f"table_{one.id}",
            one.title,
            Shape.TABLE,
            _folded((c.id, f"{c.title};{c.id}") for c in one.columns),
            {},
            {},
            one.id,
        )
        for one in INPUTS
        if one.layout is not TableLayout.SETTINGS and one.id not in _BY_SHAPE
    ]
    return (*named, *general, *tables)


def layout_of(known: Iterable[Layout], id: str) -> Layout:
    """The layout with this id.

    Raises:
        KeyError: there is none.
    """
    for one in known:
        if one.id == id:
            return one
    raise KeyError(id)


def _named(system: str, export: str, columns: Sequence[ErpColumn]) -> Layout:
    id, shape = _KNOWN[(system, export)]
    roles = {one.id for one in ROLES[shape]}
    dotted = any(one.field == "explosion_level" for one in columns)
    own: dict[str, str] = {}
    traps = {}
    for one in columns:
        role = one.field if one.field in roles else _FIELDS.get(one.field, "")
        role = role if role in roles else ""
        headers = [one.header_en, *(one.header_de or "").split(";"), *_ALSO.findall(one.trap or "")]
        for header in headers:
            for spelt in spellings(header):
                own.setdefault(spelt, role)
        if role and one.trap:
            traps[role] = one.trap
    return Layout(id, f"{system}: {export}", shape, own, _general(shape), traps, dotted=dotted)


def _general(shape: Shape) -> dict[str, str]:
    return _folded(HEADERS[shape].items())


def _folded(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Role by folded header, from the headers of each role; of roles that share one the first has it."""
    found: dict[str, str] = {}
    for role, listed in headers:
        for header in listed.split(";"):
            for spelt in spellings(header):
                found.setdefault(spelt, role)
    return found
