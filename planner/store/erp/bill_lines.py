"""Decides which rows of a bill of materials are lines of it, and how deep each lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.store.erp.draft import Making
from planner.store.erp.mapping import Mapping
from planner.store.erp.records import Record
from planner.store.erp.roles import Shape
from planner.store.erp.source import text_of
from planner.store.erp.tree import depths_of, indented, unindented

TOP_MODEL = re.compile(r"top\s+model\s*:?\s*(.*)", re.IGNORECASE)
_NOT_BUILT = {"T": "texts", "D": "documents"}
"""Categories of lines that hold no part."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bill.

    Attributes:
        number: of its row in the file.
        part: the component.
        depth: how deep it lies, from 1; 0 is a product itself. 1 where parents are named or there are no levels.
        parent: the parent, where every row names it; else empty.
        record: all it says.
    """

    number: int
    part: str
    depth: int
    parent: str
    record: Record


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a bill and the product its rows name above them.

    Attributes:
        lines: in the order of the file.
        top: what a row such as ``TOP MODEL : X`` names; empty where there is none.
    """

    lines: tuple[Line, ...]
    top: str = ""


def lines_of(records: Sequence[Record], mapping: Mapping, making: Making | None) -> Lines:
    """The lines among the rows; what is left out is said.

    Args:
        records: the rows below the header.
        mapping: what the columns are.
        making: takes what is said; None keeps quiet.
    """
    top, rest = _top(records)
    kept = _built(rest, making)
    if mapping.layout.shape is Shape.PAIRS:
        return Lines(_with_parents(kept, making), top)
    levels = mapping.column("level") is not None
    parts = [text_of(one.raw.get("component")) for one in kept]
    found = depths_of([text_of(one.raw.get("level")) for one in kept]) if levels else indented(parts)
    lines = []
    for place, record in enumerate(kept):
        depth = found.depths[place] if found is not None else 1
        if depth is None:
            if making is not None:
                words = f"The level '{text_of(record.raw.get('level'))}' cannot be read. Write it as 1, ..2 or 1.2."
                column = mapping.column("level")
                making.error("level_unreadable", words, number=record.number, column=column, table="bill_of_materials")
            continue
        part = unindented(parts[place]) if found is not None and not levels else record.name("component")
        lines.append(Line(record.number, part, depth, "", record))
    return Lines(tuple(lines), top)


def _top(records: Sequence[Record]) -> tuple[str, list[Record]]:
    """The product a first row names, and the other rows."""
    for place, record in enumerate(records[:5]):
        texts = [text_of(value).strip() for value in record.raw.values()]
        for number, text in enumerate(texts):
            if found := TOP_MODEL.fullmatch(text):
                rest = next((one for one in texts[number + 1 :] if one), "")
                return found[1].strip() or rest, [*records[:place], *records[place + 1 :]]
    return "", list(records)


def _built(records: Sequence[Record], making: Making | None) -> list[Record]:
    """The rows that name a part that is built in."""
    kept, nameless, bulk = [], [], []
    others: dict[str, list[int]] = {}
    for one in records:
        category = one.name("item_type").strip().upper()
        if not one.name("component") or one.is_total:
            nameless.append(one.number)
        elif category in _NOT_BUILT:
            others.setdefault(_NOT_BUILT[category], []).append(one.number)
        elif one.is_marked("bulk"):
            bulk.append(one.number)
        else:
            kept.append(one)
    if making is not None:
        making.warn_of_rows("rows_left_out", "Left out, no part is named or it is a total: {rows}.", nameless)
        making.warn_of_rows("bulk_left_out", "Left out as bulk material: {rows}.", bulk)
        for words, numbers in others.items():
            making.warn_of_rows("rows_left_out", f"Left out as {words}: {{rows}}.", numbers)
    return kept


def _with_parents(records: Sequence[Record], making: Making | None) -> tuple[Line, ...]:
    """The lines of a list that names parents; a blank parent is the one above."""
    lines, filled, orphans = [], [], []
    above = ""
    for one in records:
        parent = one.name("parent")
        if not parent and above:
            filled.append(one.number)
        elif not parent:
            orphans.append(one.number)
            continue
        above = parent or above
        lines.append(Line(one.number, one.name("component"), 1, above, one))
    if making is not None:
        making.warn_of_rows("parent_filled", "The parent is blank and was taken from above: {rows}.", filled)
        making.warn_of_rows("rows_left_out", "Left out, no parent is named: {rows}.", orphans)
    return tuple(lines)
