"""Decides how the tests of charts and workbooks tell what arrives, and a case with a few rows changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from planner.plan.plan import Plan
from planner.tables import results
from planner.tables.case import Case
from planner.tables.inputs import INPUTS
from tests.builders import rows_of
from tests.planner.report.stories import START, answer_to, built, decision, embargo, order, short, stock


def changed(told: Case, **tables: Iterable[Mapping[str, Any]]) -> Case:
    """The case with some tables replaced."""
    rows = {one.id: list(told.rows(one.id)) for one in INPUTS}
    return Case({**rows, **{name: rows_of(name, listed, START) for name, listed in tables.items()}})


def heavy(told: Case) -> Case:
    """The case with a mass of 500 g for its magnet."""
    return changed(told, items=[{"item": "Magnet", "standard_cost": 5, "mass_g": 500}])


def shipment(node: int, month: int, supplier: str, quantity: float, arrives: int) -> results.ShipmentLine:
    """Magnets that leave a supplier."""
    return results.ShipmentLine(
        node=node,
        month=START + month,
        offer=f"{supplier} | Magnet",
        item="Magnet",
        pool="Drive",
        quantity=quantity,
        arrival_month=START + arrives,
    )


def whole_story() -> tuple[Case, Plan]:
    """The embargo with something in every table people look at: Narva replaces Ganzhou when the licences stop."""
    told = heavy(embargo())
    plan = answer_to(
        told,
        orders=[
            order(0, 0, "Ganzhou", 40, 160, 1),
            order(3, 2, "Narva", 20, 120, 0),
            order(4, 3, "Ganzhou", 10, 40, 1),
        ],
        shipments=[
            shipment(0, 0, "Ganzhou", 20, 0),
            shipment(1, 1, "Ganzhou", 20, 1),
            shipment(2, 2, "Ganzhou", 20, 2),
            shipment(3, 2, "Narva", 16, 2),
            shipment(5, 3, "Narva", 4, 3),
        ],
        stock=[stock(0, 0, 40), stock(1, 1, 40), stock(2, 2, 40), stock(3, 2, 10), stock(4, 3, 20)],
        decisions=[decision(0, 0, "qualify", "Narva approval"), decision(3, 2, "redesign", "Ferrite")],
        production=[
            built(0, 0, 10),
            built(1, 1, 10),
            built(2, 2, 10),
            built(4, 3, 10),
            built(3, 2, 10),
            built(5, 3, 6),
        ],
        shortages=[short(5, 3, 4)],
    )
    return told, replace(plan, cvar=2000.0, worst_cost=2000.0)
