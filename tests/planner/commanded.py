"""Decides how a test speaks to the command line, and the small case it speaks of: two sources, one to be approved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner import commands
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from tests.builders import case

COST = 260.0
"""20 magnets of the second source at 2, 100 to approve it at once, and 10 of the first at 12 in the meantime."""


def two_sources(**more: Any) -> Case:
    return case(
        case={"name": "Two sources"},
        products=[{"product": "Drive", "shortage_cost": 1000}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 4}],
        suppliers=[{"supplier": "East", "country": "CN"}, {"supplier": "North", "country": "AU"}],
        offers=[
            {"supplier": "East", "item": "Magnet", "price": 12, "production_months": 0, "transit_months": 0},
            {
                "supplier": "North",
                "item": "Magnet",
                "price": 2,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Approve North",
            },
        ],
        qualifications=[{"qualification": "Approve North", "months": 1, "cost": 100}],
        **more,
    )


def saved(tmp_path: Path, what: Case, name: str = "case.xlsx") -> Path:
    path = tmp_path / name
    write_case(what, path)
    return path


def no_window(path: Path | None) -> int:
    raise AssertionError(f"a window was asked for, on {path}")


def no_selftest() -> int:
    raise AssertionError("a selftest was asked for")


def command(*words: object) -> int:
    return commands.main([str(word) for word in words], no_window, no_selftest)
