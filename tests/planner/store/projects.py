"""Decides what the project of the golden files holds, and how a test makes one."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from planner.events import Progress
from planner.months import Month
from planner.store.content import layout
from planner.store.project import KeptPlan, Project
from planner.tables.case import Case
from planner.tables.results import CostLine, NodeLine, OrderLine
from planner.tables.table import table_of
from tests.builders import case

GOLDEN = Path(__file__).parents[2] / "golden" / "projects"
NAME = "case.remanence"


def motors(demand: float = 10) -> Case:
    """A case with a row in many tables, and names no ASCII file could hold."""
    return case(
        case={"name": "Motoren für 東京", "months": 2},
        products=[{"product": "Drive", "shortage_cost": 100, "excluded_origins": "China;Vietnam"}],
        demand={"Drive": [demand, 20]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1.5, "scrap_rate": 0.1}],
        items=[{"item": "Magnet", "standard_cost": 1 / 3, "description": "two\nlines"}],
        suppliers=[{"supplier": "East", "country": "China", "feed_share": 0}],
        offers=[
            {"supplier": "East", "item": "Magnet", "price": 2, "production_months": 0, "transit_months": 1},
        ],
        open_orders=[{"order_number": "0045", "supplier": "East", "item": "Magnet", "quantity": 5, "ready_month": -1}],
    )


def kept(of: Case, name: str = "First plan") -> KeptPlan:
    """A plan of one node that orders once."""
    month = Month.of(2027, 1)
    costs = {one.id: 0.0 for one in table_of(CostLine).columns[2:]} | {"purchase": 40.0}
    return KeptPlan(
        name=name,
        made="2026-11-22T10:00:00+00:00",
        case=of,
        status="stopped_with_plan",
        risk_weight=0.0,
        objective=40.0,
        expected_cost=40.0,
        cvar=41.0,
        worst_cost=41.0,
        bound=None,
        gap=None,
        seconds=1.25,
        version="0.1.0",
        message="The best plan found before the end; nothing is known of others.",
        clashes=("min_fill; of all",),
        history=(Progress(0.5, None, 3.0, None), Progress(1.0, 40.0, 3.0, 0.925)),
        tables={
            "nodes": (NodeLine(node=0, parent=None, month=month, probability=1.0, scenarios=("base case",)),),
            "orders": (
                OrderLine(
                    node=0,
                    month=month,
                    offer="East | Magnet",
                    supplier="East",
                    item="Magnet",
                    quantity=20.0,
                    cost=40.0,
                    arrives=month + 1,
                ),
            ),
            "costs": (CostLine(node=0, month=month, **costs),),
        },
    )


def story() -> Project:
    """A case, a plan of it, and one of the case as it was before."""
    now, before = motors(), motors(demand=5)
    return Project(now, (kept(now), kept(before, "Before")), {"import": '{"a": 1}', "": "a note without a name"})


def layout_digest() -> str:
    """What changes when a table or a column of the project file does."""
    return hashlib.sha256(json.dumps(layout(), sort_keys=True).encode()).hexdigest()


def change(path: Path, *statements: str) -> None:
    """Do something to a project file that we never do."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for one in statements:
            base.execute(one)


def small() -> Project:
    return Project(motors())


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(one.name for one in folder.iterdir())
