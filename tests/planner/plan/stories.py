"""Decides how a test tells a plan in few words: rows as tuples, nodes and costs that say nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.tables import results
from planner.tables.case import Case
from tests.builders import case

ROWS: Mapping[str, type[Any]] = {
    "decisions": results.DecisionLine,
    "orders": results.OrderLine,
    "waiting": results.WaitingLine,
    "reserved": results.ReservedLine,
    "shipments": results.ShipmentLine,
    "stock": results.StockLine,
    "production": results.ProductionLine,
    "use": results.UseLine,
    "shortages": results.ShortageLine,
}
MONTHS = ("arrives", "arrival_month")


@dataclass(frozen=True)
class Story:
    """A case with everything that follows from it, and a plan for it."""

    case: Case
    facts: Facts
    tree: Tree
    plan: Plan

    def objections(self, plan: Plan | None = None) -> tuple[str, ...]:
        return audit(self.case, self.facts, self.tree, plan or self.plan)


def story(
    told: Case,
    *,
    costs: Mapping[int, Mapping[str, float]],
    scenario_costs: Mapping[str, float],
    figures: tuple[float, float, float, float],
    limits_broken: Sequence[tuple[str, str, float, float]] = (),
    **tables: Sequence[tuple[Any, ...]],
) -> Story:
    """A plan told by hand.

    Args:
        told: the case.
        costs: terms that are not 0, by node.
        scenario_costs: cost by scenario.
        figures: expected cost, CVaR, worst cost, objective.
        limits_broken: (words, scenario or node, amount, cost).
        tables: rows by table, each (node, what follows node and month in the row's class); months that are told in a
            row are counted from the start.
    """
    facts = gather(told)
    tree = grow(facts)
    start = facts.settings.start_month
    made: dict[str, tuple[Any, ...]] = {}
    for table, row in ROWS.items():
        fields = list(row.__dataclass_fields__)
        made[table] = tuple(
            row(
                node=node,
                month=start + tree.nodes[node].month,
                **{f: start + v if f in MONTHS else v for f, v in zip(fields[2:], values, strict=True)},
            )
            for node, *values in tables.get(table, ())
        )
    plan = Plan(
        fingerprint=told.fingerprint(),
        risk_weight=told.settings.risk_weight,
        expected_cost=figures[0],
        cvar=figures[1],
        worst_cost=figures[2],
        objective=figures[3],
        nodes=tuple(
            results.NodeLine(
                node=number,
                parent=None if node.parent < 0 else node.parent,
                month=start + node.month,
                probability=node.probability,
                scenarios=tuple(facts.scenarios[w].name for w in node.scenarios),
            )
            for number, node in enumerate(tree.nodes)
        ),
        limits_broken=tuple(
            results.BrokenLimitLine(limit=words, scenario_or_node=where, amount=amount, cost=cost)
            for words, where, amount, cost in limits_broken
        ),
        scenario_costs=tuple(
            results.ScenarioCostLine(scenario=one.name, probability=one.probability, cost=scenario_costs[one.name])
            for one in facts.scenarios
        ),
        costs=tuple(
            results.CostLine(
                node=number,
                month=start + node.month,
                **{**dict.fromkeys(results.COST_TERMS, 0.0), **costs.get(number, {})},
            )
            for number, node in enumerate(tree.nodes)
        ),
        **made,
    )
    return Story(told, facts, tree, plan)


Change = Callable[[Plan], Plan]


def changed(table: str, at: int, **values: Any) -> Change:
    """The plan with some values of one row of a table changed."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, table))
        rows[at] = replace(rows[at], **values)
        return replace(plan, **{table: tuple(rows)})

    return change


def without(table: str, at: int) -> Change:
    """The plan without one row of a table."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, table))
        del rows[at]
        return replace(plan, **{table: tuple(rows)})

    return change


def repeated(table: str, at: int, **values: Any) -> Change:
    """The plan with a row of a table once more, some of its values changed."""

    def change(plan: Plan) -> Plan:
        rows = getattr(plan, table)
        return replace(plan, **{table: (*rows, replace(rows[at], **values))})

    return change


def figure(**values: Any) -> Change:
    """The plan with other figures on top."""
    return lambda plan: replace(plan, **values)


def together(*changes: Change) -> Change:
    """Several changes."""

    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change


def supply_line() -> Story:
    """Ten drives a month from twelve magnets in stock and one order that takes two months; another is under way last.

    Month 0: 10 magnets at 5 and a fee of 20 ordered, 2 magnets of 6 carried at a tenth. Month 1: freight 1 and duty
    0.1 * 5 on ten, 8 drives lost at 100. Month 2: 5 more at 5 and the fee, credited 0.5 * 6 each at the end.
    """
    told = case(
        case={"carrying_cost_rate": 1.2, "closing_stock_value": 0.5},
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 6, "max_stock": 20}],
        stock=[{"item": "Magnet", "quantity": 12}],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[
            {
                "offer": "East",
                "supplier": "East",
                "item": "Magnet",
                "price": 5,
                "freight": 1,
                "duty_rate": 0.1,
                "production_months": 1,
                "transit_months": 1,
                "order_cost": 20,
                "min_order": 5,
                "order_multiple": 5,
                "max_12_months": 15,
            }
        ],
        capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 10}],
    )
    return story(
        told,
        orders=[(0, "East", "East", "Magnet", 10.0, 50.0, 2), (2, "East", "East", "Magnet", 5.0, 25.0, 4)],
        shipments=[(1, "East", "Magnet", "Drive", 10.0, 2)],
        stock=[(0, "Magnet", "Drive", 2.0, 0.2)],
        production=[(0, "Drive", "base", 10.0), (1, "Drive", "base", 2.0), (2, "Drive", "base", 10.0)],
        use=[(n, "Drive", "base", "Magnet", "Drive", units) for n, units in ((0, 10.0), (1, 2.0), (2, 10.0))],
        shortages=[(1, "Drive", 8.0, 0.0)],
        costs={
            0: {"purchase": 50, "order_fees": 20, "carrying": 1.2},
            1: {"freight": 10, "duty": 5, "shortage": 800},
            2: {"purchase": 25, "order_fees": 20, "closing_credit": -15},
        },
        scenario_costs={"base case": 916.2},
        figures=(916.2, 916.2, 916.2, 916.2),
    )


def choices() -> Story:
    """Everything is started now; one future is calm, in the other East's magnets stop in month 1.

    Month 0: 11 to qualify West, 7 to sign, 13 for the redesign. Calm: 3 magnets at 4, 2 lean ones at 3 with freight 1
    and 1 more for each lean drive, one drive late at the end (2 + 50), 3 * 6 for units not taken. Storm: one licensed
    magnet at 4, 2 of West at the contract's 6 and 3 at 8, each working 2 kg of our oxide, 1 * 6 for a unit not taken.
    """
    told = case(
        case={"months": 2, "risk_weight": 0.3, "max_parallel_redesigns": 1},
        products=[{"product": "Drive", "shortage_cost": 50, "backorder_cost": 2}],
        demand={"Drive": [4, 6]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[
            {"item": "Magnet", "standard_cost": 5},
            {"item": "Lean", "standard_cost": 5},
            {"item": "Oxide", "kind": "material", "standard_cost": 1},
        ],
        stock=[{"item": "Magnet", "quantity": 4}, {"item": "Oxide", "quantity": 20}],
        suppliers=[{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}],
        offers=[
            _at_once("East", "Magnet", 4),
            _at_once("West", "Magnet", 8, qualification="West approval"),
            _at_once("East", "Lean", 3, freight=1),
        ],
        tolling=[{"offer": "West | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
        qualifications=[{"qualification": "West approval", "months": 1, "cost": 11}],
        contracts=[
            {
                "contract": "Offtake",
                "offer": "West | Magnet",
                "sign_by": 0,
                "from_month": 1,
                "to_month": 1,
                "per_month": 4,
                "price": 6,
                "take_or_pay": 0.75,
                "fee": 7,
            }
        ],
        licences=[
            {"licence": "L", "supplier": "East", "item": "Magnet", "quantity": 1, "from_month": 1, "to_month": 1}
        ],
        redesigns=[{"redesign": "Lean drive", "product": "Drive", "months": 1, "cost": 13, "unit_cost": 1}],
        redesign_changes=[{"redesign": "Lean drive", "item": "Magnet", "replacement": "Lean"}],
        scenarios=[{"scenario": "calm", "probability": 0.75}, {"scenario": "storm", "probability": 0.25}],
        events=[
            {
                "scenario": "storm",
                "from_month": 1,
                "to_month": 1,
                "effect": "availability",
                "value": 0,
                "supplier": "East",
                "item": "Magnet",
            }
        ],
    )
    return story(
        told,
        decisions=[(0, "qualify", "West approval"), (0, "redesign", "Lean drive"), (0, "contract", "Offtake")],
        orders=[
            (1, "East | Magnet", "East", "Magnet", 3.0, 12.0, 1),
            (1, "East | Lean", "East", "Lean", 2.0, 6.0, 1),
            (2, "East | Magnet", "East", "Magnet", 1.0, 4.0, 1),
            (2, "West | Magnet", "West", "Magnet", 5.0, 36.0, 1),
        ],
        reserved=[(2, "Offtake", 2.0)],
        shipments=[
            (1, "East | Magnet", "Magnet", "Drive", 3.0, 1),
            (1, "East | Lean", "Lean", "Drive", 2.0, 1),
            (2, "East | Magnet", "Magnet", "Drive", 1.0, 1),
            (2, "West | Magnet", "Magnet", "Drive", 5.0, 1),
        ],
        stock=[(0, "Oxide", "", 20.0, None), (1, "Oxide", "", 20.0, None), (2, "Oxide", "", 10.0, None)],
        production=[
            (0, "Drive", "base", 4.0),
            (1, "Drive", "base", 3.0),
            (1, "Drive", "Lean drive", 2.0),
            (2, "Drive", "base", 6.0),
        ],
        use=[
            (0, "Drive", "base", "Magnet", "Drive", 4.0),
            (1, "Drive", "base", "Magnet", "Drive", 3.0),
            (1, "Drive", "Lean drive", "Lean", "Drive", 2.0),
            (2, "Drive", "base", "Magnet", "Drive", 6.0),
        ],
        shortages=[(1, "Drive", 0.0, 1.0)],
        costs={
            0: {"qualification": 11, "contract_fees": 7, "redesign": 13},
            1: {
                "purchase": 18,
                "freight": 2,
                "redesign_units": 2,
                "backorder": 2,
                "shortage": 50,
                "take_or_pay": 18,
            },
            2: {"purchase": 40, "take_or_pay": 6},
        },
        scenario_costs={"calm": 123, "storm": 77},
        figures=(111.5, 123, 123, 114.95),
    )


def _at_once(supplier: str, item: str, price: float, **more: Any) -> dict[str, Any]:
    return {
        "supplier": supplier,
        "item": item,
        "price": price,
        "production_months": 0,
        "transit_months": 0,
        **more,
    }


def broken_limits() -> Story:
    """Five soft limits, each broken by an amount worked out by hand.

    Month 0: 12 magnets of East at 1, 2 of West at 2; 9 drives built, 1 lost at 100, 5 magnets left. Month 1: 5 of East
    at 1, 10 drives built. Share of China 17 of 21, 6.5 over a half. Fill 1 unit short of all. Cover short of a month by
    5, then 10. Stock worth 10, 4 over. Committed 16, 7 over.
    """
    told = case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 2}],
        suppliers=[{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}],
        offers=[_at_once("East", "Magnet", 1), _at_once("West", "Magnet", 2)],
        limits=[
            {"limit": "max_share", "value": 0.5, "country": "China", "penalty": 3},
            {"limit": "min_fill", "value": 1, "penalty": 4},
            {"limit": "min_cover", "value": 1, "penalty": 5},
            {"limit": "max_stock_value", "value": 6, "penalty": 6},
            {"limit": "budget", "value": 9, "penalty": 7},
        ],
    )
    words = [limit.words for limit in gather(told).limits]
    return story(
        told,
        orders=[
            (0, "East | Magnet", "East", "Magnet", 12.0, 12.0, 0),
            (0, "West | Magnet", "West", "Magnet", 2.0, 4.0, 0),
            (1, "East | Magnet", "East", "Magnet", 5.0, 5.0, 1),
        ],
        shipments=[
            (0, "East | Magnet", "Magnet", "Drive", 12.0, 0),
            (0, "West | Magnet", "Magnet", "Drive", 2.0, 0),
            (1, "East | Magnet", "Magnet", "Drive", 5.0, 1),
        ],
        stock=[(0, "Magnet", "Drive", 5.0, 0.5)],
        production=[(0, "Drive", "base", 9.0), (1, "Drive", "base", 10.0)],
        use=[(0, "Drive", "base", "Magnet", "Drive", 9.0), (1, "Drive", "base", "Magnet", "Drive", 10.0)],
        shortages=[(0, "Drive", 1.0, 0.0)],
        limits_broken=[
            (words[0], "base case", 6.5, 19.5),
            (words[1], "base case", 1.0, 4.0),
            (words[2], "0", 5.0, 25.0),
            (words[2], "1", 10.0, 50.0),
            (words[3], "0", 4.0, 24.0),
            (words[4], "0", 7.0, 49.0),
        ],
        costs={
            0: {"purchase": 16, "shortage": 100, "penalties": 98},
            1: {"purchase": 5, "penalties": 73.5},
        },
        scenario_costs={"base case": 292.5},
        figures=(292.5, 292.5, 292.5, 292.5),
    )
