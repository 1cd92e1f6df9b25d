"""Decides which plan the reports' tests tell: two futures that part in the third month, one short of magnets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from planner.months import Month
from planner.plan.plan import Plan
from planner.tables import results
from planner.tables.case import Case
from tests.builders import case

START = Month.of(2027, 1)


def embargo() -> Case:
    """A drive needs a magnet; Ganzhou makes it, Narva could once qualified; the licences may stop in March."""
    return case(
        case={"months": 4, "currency": "EUR", "cvar_level": 0.9, "risk_weight": 0.3},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 2}],
        items=[{"item": "Magnet", "standard_cost": 5}],
        stock=[{"item": "magnet", "quantity": 40}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 1, "transit_months": 0},
            {
                "supplier": "Narva",
                "item": "Magnet",
                "price": 6,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Narva approval",
            },
        ],
        qualifications=[{"qualification": "Narva approval", "months": 2, "cost": 60000}],
        redesigns=[{"redesign": "Ferrite", "product": "Drive", "months": 3, "cost": 1000}],
        scenarios=[{"scenario": "Calm", "probability": 0.8}, {"scenario": "Stop", "probability": 0.2}],
        events=[
            {
                "scenario": "Stop",
                "from_month": "2027-03",
                "to_month": "2027-04",
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    )


def answer_to(told: Case, **tables: Iterable[Any]) -> Plan:
    """A plan of the embargo: nodes 0 and 1 are shared; 2 and 4 are calm, 3 and 5 are the stop."""
    shape = [(0, None, 0, "both"), (1, 0, 1, "both"), (2, 1, 2, "Calm"), (3, 1, 2, "Stop"), (4, 2, 3, "Calm")]
    shape.append((5, 3, 3, "Stop"))
    names = {"both": ("Calm", "Stop"), "Calm": ("Calm",), "Stop": ("Stop",)}
    odds = {"both": 1.0, "Calm": 0.8, "Stop": 0.2}
    nodes = tuple(
        results.NodeLine(node=node, parent=parent, month=START + month, probability=odds[who], scenarios=names[who])
        for node, parent, month, who in shape
    )
    terms = dict.fromkeys(results.COST_TERMS, 0.0)
    costs = tuple(results.CostLine(node=node, month=START + month, **terms) for node, _, month, _ in shape)
    tables_of_lines = (
        *("decisions", "orders", "waiting", "reserved", "shipments", "stock"),
        *("production", "use", "shortages", "limits_broken"),
    )
    empty = dict.fromkeys(tables_of_lines, ())
    given = {name: tuple(rows) for name, rows in tables.items()}
    return Plan(
        fingerprint=told.fingerprint(),
        risk_weight=0.3,
        objective=1300.0,
        expected_cost=1200.0,
        cvar=2_000_000.0,
        worst_cost=2_000_000.0,
        scenario_costs=(
            results.ScenarioCostLine(scenario="Calm", probability=0.8, cost=1000.0),
            results.ScenarioCostLine(scenario="Stop", probability=0.2, cost=2000.0),
        ),
        **{"nodes": nodes, "costs": costs, **empty, **given},
    )


def alone(told: Case, **tables: Iterable[Any]) -> Plan:
    """A plan with one scenario only: the calm one, certain."""
    plan = answer_to(told, **tables)
    nodes = tuple(
        replace(line, probability=1.0, scenarios=("Calm",)) for line in plan.nodes if line.node in (0, 1, 2, 4)
    )
    costs = tuple(line for line in plan.costs if line.node in (0, 1, 2, 4))
    future = (replace(plan.scenario_costs[0], probability=1.0),)
    return replace(plan, nodes=nodes, costs=costs, scenario_costs=future, expected_cost=1000.0, cvar=1000.0)


def order(node: int, month: int, supplier: str, quantity: float, cost: float, lead: int) -> results.OrderLine:
    """An order of magnets."""
    return results.OrderLine(
        node=node,
        month=START + month,
        offer=f"{supplier} | Magnet",
        supplier=supplier,
        item="Magnet",
        quantity=quantity,
        cost=cost,
        arrives=START + month + lead,
    )


def decision(node: int, month: int, kind: str, name: str) -> results.DecisionLine:
    """A start or a signature."""
    return results.DecisionLine(node=node, month=START + month, kind=kind, name=name)


def stock(node: int, month: int, quantity: float) -> results.StockLine:
    """Magnets in the store."""
    return results.StockLine(
        node=node, month=START + month, item="Magnet", pool="Drive", quantity=quantity, months_of_cover=quantity / 20
    )


def built(node: int, month: int, quantity: float) -> results.ProductionLine:
    """Drives built and delivered."""
    return results.ProductionLine(node=node, month=START + month, product="Drive", design="base", quantity=quantity)


def short(node: int, month: int, lost: float, late: float = 0.0) -> results.ShortageLine:
    """Drives not delivered."""
    return results.ShortageLine(node=node, month=START + month, product="Drive", lost=lost, backordered=late)
