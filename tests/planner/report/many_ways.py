"""Decides a plan with as many partings as a test wants: each month prices may rise, or things go on as before."""

from __future__ import annotations

from dataclasses import replace

from planner.plan.plan import Plan
from planner.tables import results
from planner.tables.case import Case
from tests.builders import case
from tests.planner.report.stories import START, answer_to


def many_ways(partings: int) -> tuple[Case, Plan]:
    """In month i of ``partings`` months, beginning with the second, the scenario “Rise i” parts from the calm one."""
    names = [f"Rise {month}" for month in range(1, partings + 1)]
    odds = dict.fromkeys([*names, "Calm"], 1 / (partings + 1))
    told = case(
        case={"months": partings + 1, "currency": "EUR"},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10] * (partings + 1)},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 2}],
        items=[{"item": "Magnet", "standard_cost": 5}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}],
        offers=[{"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0}],
        scenarios=[{"scenario": name, "probability": share} for name, share in odds.items()],
        events=[
            {"scenario": name, "from_month": month, "to_month": partings, "effect": "price", "value": 1 + month / 100}
            for month, name in enumerate(names, start=1)
        ],
    )
    nodes = []
    road = None
    for month in range(partings + 1):
        for name in names[:month]:
            before = [one.node for one in nodes if one.scenarios == (name,)]
            above = before[-1] if before else road
            nodes.append(_node(len(nodes), above, month, (name,), odds[name]))
        left = (*names[month:], "Calm")
        nodes.append(_node(len(nodes), road, month, left, sum(odds[name] for name in left)))
        road = len(nodes) - 1
    terms = dict.fromkeys(results.COST_TERMS, 0.0)
    return told, replace(
        answer_to(told),
        nodes=tuple(nodes),
        costs=tuple(results.CostLine(node=one.node, month=one.month, **terms) for one in nodes),
        scenario_costs=tuple(results.ScenarioCostLine(scenario=one, probability=odds[one], cost=100.0) for one in odds),
    )


def _node(node: int, parent: int | None, month: int, scenarios: tuple[str, ...], odds: float) -> results.NodeLine:
    return results.NodeLine(node=node, parent=parent, month=START + month, probability=odds, scenarios=scenarios)
