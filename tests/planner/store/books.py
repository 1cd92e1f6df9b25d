"""Decides how a test makes a workbook: an ordinary one with openpyxl, an odd one from its very XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.store.imported import Imported
from planner.store.workbook_in import read_workbook
from planner.tables.finding import Finding

Rows = Sequence[Sequence[Any]]

STORY: Mapping[str, Rows] = {
    "Case": [["setting", "value"], ["start_month", "2027-01"], ["months", 2]],
    "Products": [["product", "shortage_cost"], ["Drive", 100]],
    "Demand": [["product", "2027-01", "2027-02"], ["Drive", 10, 20]],
    "Items": [["item", "standard_cost"], ["Magnet", 3]],
}
"""The least case: two months of one product."""

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Shown:
    """A value with the number format it is shown in."""

    def __init__(self, value: Any, number_format: str) -> None:
        self.value = value
        self.number_format = number_format


def book(path: Path, sheets: Mapping[str, Rows], *, of_1904: bool = False) -> Path:
    """Write an ordinary workbook: a list of rows for each sheet title."""
    made = Workbook()
    made.remove(made.worksheets[0])
    if of_1904:
        made.epoch = CALENDAR_MAC_1904
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row_number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(row_number, column, value.value if isinstance(value, Shown) else value)
                if isinstance(value, Shown):
                    cell.number_format = value.number_format
    made.save(path)
    return path


def story(path: Path, **sheets: Rows | None) -> Imported:
    """Read the least case with some sheets put in its place, or taken out with None; ``_`` stands for a space."""
    changed = {title.replace("_", " "): rows for title, rows in sheets.items()}
    kept = {title: rows for title, rows in {**STORY, **changed}.items() if rows is not None}
    return read_workbook(book(path / "story.xlsx", kept))


def only(imported: Imported) -> Finding:
    """The one finding of an import."""
    assert len(imported.findings) == 1, imported.findings
    return imported.findings[0]


def rules(imported: Imported) -> list[tuple[str, str]]:
    """The rule and place of every finding."""
    return [(one.rule, one.place) for one in imported.findings]


def raw_book(path: Path, sheets: Mapping[str, str], **more: str | bytes) -> Path:
    """Write a workbook from the XML of its sheets.

    Args:
        path: the file.
        sheets: by title, all that stands in ``<worksheet>``.
        more: further parts, or others instead of the usual ones: ``workbook``, ``styles``, ``strings``, ``types``.
    """
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": more.pop("types", _types(len(sheets))),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": more.pop("workbook", _workbook(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": more.pop("styles", f'<styleSheet xmlns="{NAMESPACE}"/>'),
        "xl/sharedStrings.xml": more.pop("strings", f'<sst xmlns="{NAMESPACE}"/>'),
    }
    for number, xml in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{NAMESPACE}">{xml}</worksheet>'
    parts.update(more)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def data(*rows: str) -> str:
    """The XML of rows, each given as the XML of its cells."""
    numbered = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, start=1))
    return f"<sheetData>{numbered}</sheetData>"


def text(place: str, words: str) -> str:
    """The XML of a cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place: str, value: object) -> str:
    """The XML of a cell with a number."""
    return f'<c r="{place}"><v>{value}</v></c>'


PRODUCTS = data(text("A1", "product") + text("B1", "shortage_cost"), text("A2", "Drive") + number("B2", 100))
"""The XML of a sheet of products."""


def _workbook(sheets: Iterable[str]) -> str:
    listed = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}"/>' for number, title in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _types(sheets: int) -> str:
    kinds = [
        ("workbook.xml", "sheet.main+xml"),
        ("styles.xml", "styles+xml"),
        ("sharedStrings.xml", "sharedStrings+xml"),
    ]
    kinds += [(f"worksheets/sheet{number}.xml", "worksheet+xml") for number in range(1, sheets + 1)]
    listed = "".join(f'<Override PartName="/xl/{part}" ContentType="{_KIND}.{kind}"/>' for part, kind in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def products(path: Path, rows: Rows) -> list[object]:
    """The names of the products in the least case with this sheet."""
    imported = story(path, Products=rows)
    assert imported.findings == ()
    return [row[0] for row in imported.draft.rows("products")]
