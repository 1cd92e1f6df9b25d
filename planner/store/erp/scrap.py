"""Decides what scrap in an export means: percent or fraction, added to the quantity or lost from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.store.cells import CellValue, Shown
from planner.store.erp.bill_lines import Line
from planner.store.erp.draft import Making
from planner.store.erp.fold import folded
from planner.store.erp.mapping import Answer, Option, Question
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.numerals import is_percent
from planner.store.erp.source import address

UNIT, BASE = "scrap_unit", "scrap_base"
"""Ids of the questions scrap may raise."""

_PERCENT, _FRACTION, _ADDED, _LOST = "percent", "fraction", "added", "lost"
_OURS = {folded("scrap_rate"), folded("Scrap rate")}


def scrap_questions(lines: Sequence[Line], mapping: Mapped) -> list[Question]:
    """What must be asked of scrap: nothing where there is none, or where the export says it."""
    column = next((one for one in mapping.uses if one.role == "scrap"), None)
    told = [(line, value) for line in lines if (value := line.record.amount("scrap"))]
    if column is None or not told:
        return []
    place = address(told[0][0].number, column.column)
    asked = []
    if _unit(lines, mapping) is None:
        asked.append(
            Question(
                UNIT,
                f"Scrap of '{told[0][0].part}' is {told[0][1]:g}. Is that a fraction or percent?",
                (Option(_FRACTION, "A fraction: 0.02 is 2 %"), Option(_PERCENT, "Percent: 0.02 is 0.02 %")),
                places=(place,),
            )
        )
    ours = folded(column.header) in _OURS
    sap = mapping.layout.id.startswith("sap")
    asked.append(
        Question(
            BASE,
            "How does scrap of 10 % count for 100 built?",
            (
                Option(_ADDED, "It is added to the quantity: 110 are needed (as SAP does)"),
                Option(_LOST, "It is lost from what is taken: 111.1 are needed"),
            ),
            _LOST if ours else _ADDED if sap else None,
            places=(place,),
        )
    )
    return asked


def scraps_of(
    lines: Sequence[Line], mapping: Mapped, answers: Mapping[str, Answer], making: Making
) -> dict[int, float]:
    """The share of a part that is lost while building, for each line that says it, by index.

    Scrap s that is added to the quantity needs quantity * (1 + s), which is quantity / (1 - s / (1 + s)).
    """
    if mapping.column("scrap") is None:
        return {}
    unit = _unit(lines, mapping) or mapping.choice(answers, UNIT)
    added = mapping.choice(answers, BASE) == _ADDED
    found: dict[int, float] = {}
    for index, line in enumerate(lines):
        value = line.record.amount("scrap") or 0.0
        typed = _is_share(line.record.raw.get("scrap"))
        share = value / 100 if unit == _PERCENT and not typed else value
        lost = share / (1 + share) if added and share > -1 else share
        if 0 <= lost < 1:
            found[index] = lost
        else:
            words = f"Scrap of '{line.part}' is {value:g}, which cannot be. Correct it in the export."
            where = {"table": "bill_of_materials", "field": "scrap_rate", "column": mapping.column("scrap")}
            making.error("scrap_impossible", words, number=line.number, **where)
    return found


def _unit(lines: Sequence[Line], mapping: Mapped) -> str | None:
    """Percent or fraction, where header, layout, or the figures say it."""
    column = next(one for one in mapping.uses if one.role == "scrap")
    if "%" in column.header or "percent" in column.trap or "prozent" in column.header.casefold():
        return _PERCENT
    if folded(column.header) in _OURS:
        return _FRACTION
    plain = [one.record.amount("scrap") or 0.0 for one in lines if not _is_share(one.record.raw.get("scrap"))]
    if max(plain, default=0.0) >= 1:
        return _PERCENT
    return None if any(plain) else _FRACTION


def _is_share(value: CellValue) -> bool:
    """Whether a cell is read as a fraction already, because it is shown in percent."""
    return (isinstance(value, Shown) and value.percent) or (isinstance(value, str) and is_percent(value))
