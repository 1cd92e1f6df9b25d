"""Plans worked out by hand pass; each thing done to them is told, in words that name it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from planner.months import Month
from planner.plan.audit_costs import tail_mean
from planner.plan.audit_credit import unit_credits
from planner.scenarios.grow import grow
from tests.builders import case
from tests.planner.plan.stories import Change, Story, changed, figure, repeated, story, together, without
from tests.planner.plan.told_choices import choices
from tests.planner.plan.told_limits import broken_limits
from tests.planner.plan.told_supply import supply_line

FEBRUARY, MARCH, APRIL = Month.of(2027, 2), Month.of(2027, 3), Month.of(2027, 4)


@pytest.mark.parametrize("tell", [supply_line, choices, broken_limits])
def test_a_plan_worked_out_by_hand_passes(tell: Callable[[], Story]) -> None:
    assert tell().objections() == ()


SUPPLY = {
    "an order moved to another month": (changed("orders", 0, node=1, month=FEBRUARY), "waiting"),
    "an order made larger": (changed("orders", 0, quantity=15.0), "waiting: expected 5, found 0"),
    "an order dropped": (without("orders", 0), "waiting"),
    "an order below the minimum": (changed("orders", 1, quantity=4.0), "at least 5, found 4"),
    "an order that is no multiple": (changed("orders", 1, quantity=6.0), "multiples of 5"),
    "orders above the cap of twelve months": (changed("orders", 1, quantity=10.0), "in 12 months: expected at most 15"),
    "an order at another price": (changed("orders", 0, cost=49.0), "cost of order of 'East': expected 50, found 49"),
    "an order that names another item": (changed("orders", 0, item="Magnets"), "item of order"),
    "an order that names another supplier": (changed("orders", 0, supplier="West"), "supplier of order"),
    "an order that arrives sooner": (changed("orders", 0, arrives=FEBRUARY), "arrival of order of 'East'"),
    "an unknown offer": (changed("orders", 0, offer="Nobody"), "a name of the case, found 'Nobody'"),
    "an unknown node": (changed("orders", 0, node=7), "a node of the tree, found 7"),
    "a row in another month than its node": (changed("orders", 0, month=MARCH), "month of order of East"),
    "a row twice": (repeated("orders", 0), "expected one row, found another"),
    "a quantity that is no number": (changed("orders", 0, quantity=math.nan), "a finite quantity, found nan"),
    "a quantity without end": (changed("stock", 0, quantity=math.inf), "a finite quantity, found inf"),
    "a negative quantity": (repeated("shipments", 0, node=2, month=MARCH, quantity=-3.0), "at least 0, found -3"),
    "a row of nothing": (repeated("stock", 0, node=2, month=MARCH, quantity=0.0), "no row for nothing"),
    "a shipment dropped": (without("shipments", 0), "waiting: expected 10, found 0"),
    "a shipment made larger": (changed("shipments", 0, quantity=11.0), "leaving: expected at most 10, found 11"),
    "a shipment that arrives sooner": (
        changed("shipments", 0, arrival_month=FEBRUARY),
        "arrival of goods of 'East': expected '2027-03', found '2027-02'",
    ),
    "goods that wait and do not": (repeated("shipments", 0, node=0, month=Month.of(2027, 1)), "waiting: expected -10"),
    "stock stolen": (changed("stock", 0, quantity=1.0), "stock of 'Magnet' for 'Drive': expected 2, found 1"),
    "stock kept quiet": (without("stock", 0), "stock of 'Magnet' for 'Drive': expected 2, found 0"),
    "stock from nowhere": (repeated("stock", 0, node=2, month=MARCH), "expected 0, found 2"),
    "a store too small": (changed("stock", 0, quantity=21.0), "in the store: expected at most 20, found 21"),
    "another cover": (changed("stock", 0, months_of_cover=0.3), "months of cover of 'Magnet': expected 0.2"),
    "no cover": (changed("stock", 0, months_of_cover=None), "months of cover of 'Magnet': expected 0.2"),
    "a cover that is no number": (changed("stock", 0, months_of_cover=math.nan), "months of cover"),
    "more built than magnets allow": (changed("production", 1, quantity=3.0), "used by 'Drive', base: expected 3"),
    "less used than built": (changed("use", 1, quantity=1.0), "used by 'Drive', base: expected 2, found 1"),
    "use from an unknown pool": (changed("use", 1, pool="Pump"), "a name of the case, found 'Magnet for Pump'"),
    "a design that is none": (changed("production", 0, design="lean"), "a name of the case, found 'Drive, lean'"),
    "customers forgotten": (without("shortages", 0), "delivered, lost and late together: expected 10, found 2"),
    "units late where backorders are off": (
        changed("shortages", 0, lost=0.0, backordered=8.0),
        "late, where backorders are off: expected 0, found 8",
    ),
    "an unknown product": (changed("shortages", 0, product="Pump"), "a name of the case, found 'Pump'"),
    "a term of cost": (changed("costs", 0, carrying=1.1), "cost term carrying: expected 1.2, found 1.1"),
    "a fee without an order": (changed("costs", 1, order_fees=20.0), "cost term order_fees: expected 0, found 20"),
    "a credit too large": (changed("costs", 2, closing_credit=-20.0), "cost term closing_credit: expected -15"),
    "a cost that is no number": (changed("costs", 2, purchase=math.nan), "cost term purchase: expected 25, found nan"),
    "a node without costs": (without("costs", 1), "cost row: expected one row, found none"),
    "two rows of costs": (repeated("costs", 1), "cost row: expected one row, found another"),
    "costs in another month": (changed("costs", 1, month=MARCH), "month of the cost row"),
    "costs of an unknown node": (repeated("costs", 1, node=9), "cost row: expected a node of the tree, found 9"),
    "another cost of the scenario": (changed("scenario_costs", 0, cost=916.0), "its cost: expected 916.2, found 916"),
    "an unknown scenario": (changed("scenario_costs", 0, scenario="calm"), "its cost: expected one row, found none"),
    "another expected cost": (figure(expected_cost=900.0), "expected cost: expected 916.2, found 900"),
    "another tail": (figure(cvar=900.0), "mean of the tail: expected 916.2, found 900"),
    "another worst": (figure(worst_cost=900.0), "cost of the worst scenario: expected 916.2, found 900"),
    "another objective": (figure(objective=900.0), "objective: expected 916.2, found 900"),
    "a risk weight beyond 1": (figure(risk_weight=1.5), "risk weight: expected 0 to 1, found 1.5"),
    "the plan of another case": (figure(fingerprint="0" * 64), "fingerprint of its case"),
    "a node dropped": (without("nodes", 1), "its row: expected one row, found none"),
    "a node twice": (repeated("nodes", 1), "its row: expected one row, found another"),
    "a node too many": (repeated("nodes", 1, node=3), "its row: expected a node of the tree, found 3"),
    "another parent": (changed("nodes", 2, parent=0), "its parent: expected '1', found '0'"),
    "a first node with a parent": (changed("nodes", 0, parent=0), "its parent: expected 'None', found '0'"),
    "another month of a node": (changed("nodes", 2, month=APRIL), "its month: expected '2027-03', found '2027-04'"),
    "another probability": (changed("nodes", 2, probability=0.9), "its probability: expected 1, found 0.9"),
    "other scenarios": (changed("nodes", 2, scenarios=("calm",)), "its scenarios"),
}


CHOICES = {
    "a qualification that never started": (without("decisions", 0), "no order before it is qualified, found 5"),
    "a qualification started too late": (
        together(
            changed("decisions", 0, node=2, month=FEBRUARY),
            changed("costs", 0, qualification=0.0),
            changed("costs", 2, qualification=11.0),
        ),
        "no order before it is qualified",
    ),
    "a qualification started twice": (
        repeated("decisions", 0, node=2, month=FEBRUARY),
        "one start on a path, found another",
    ),
    "a redesign that never started": (without("decisions", 1), "none before the redesign is done, found 2"),
    "a redesign started too late": (
        changed("decisions", 1, node=1, month=FEBRUARY),
        "none before the redesign is done, found 2",
    ),
    "a redesign started twice": (repeated("decisions", 1, node=1, month=FEBRUARY), "one start on a path"),
    "a contract never signed": (without("decisions", 2), "units bought under 'Offtake': expected at most 0, found 2"),
    "a contract signed too late": (changed("decisions", 2, node=2, month=FEBRUARY), "Jan 2027 at the latest"),
    "a contract signed twice": (repeated("decisions", 2, node=2, month=FEBRUARY), "one start on a path"),
    "an unknown kind of decision": (changed("decisions", 0, kind="sign"), "kind of decision of a row of decision"),
    "an unknown name": (changed("decisions", 0, name="East approval"), "a name of the case, found 'East approval'"),
    "more reserved than the contract holds": (
        together(changed("reserved", 0, quantity=5.0), changed("orders", 3, cost=30.0)),
        "units bought under 'Offtake': expected at most 4, found 5",
    ),
    "more reserved than ordered": (
        changed("reserved", 0, quantity=6.0),
        "under contracts of 'West | Magnet': expected at most 5, found 6",
    ),
    "reserved where the contract does not run": (
        changed("reserved", 0, node=0, month=Month.of(2027, 1)),
        "units bought under 'Offtake': expected at most 0, found 2",
    ),
    "more than is licensed": (
        together(
            changed("orders", 2, quantity=2.0, cost=8.0),
            changed("shipments", 2, quantity=2.0),
            changed("stock", 2, quantity=12.0),
        ),
        "'Magnet' of 'East' leaving, licences counted: expected at most 1, found 2",
    ),
    "oxide that was not worked": (changed("stock", 2, quantity=20.0), "stock of 'Oxide' for '': expected 10, found 20"),
    "goods sent to another pool": (changed("shipments", 0, pool="Pump"), "a name of the case"),
    "an item sent as another": (changed("shipments", 1, item="Magnet"), "a pool they may go to"),
    "a lean drive with base magnets": (
        changed("use", 2, item="Magnet"),
        "'Magnet' used by 'Drive', Lean drive: expected 0, found 2",
    ),
    "a saving not taken": (changed("orders", 3, cost=40.0), "cost of order of 'West | Magnet': expected 36, found 40"),
    "units not taken and not paid": (changed("costs", 1, take_or_pay=0.0), "cost term take_or_pay: expected 18"),
    "late units not lost at the end": (changed("costs", 1, shortage=0.0), "cost term shortage: expected 50, found 0"),
    "a probability of a scenario": (changed("scenario_costs", 0, probability=0.7), "its probability"),
    "a scenario twice": (repeated("scenario_costs", 0), "its cost: expected one row, found another"),
}


LIMITS = {
    "a breach kept quiet": (without("limits_broken", 0), "broken by: expected 6.5, found 0"),
    "a breach made small": (changed("limits_broken", 1, amount=0.5, cost=2.0), "broken by: expected 1, found 0.5"),
    "a penalty too small": (changed("limits_broken", 2, cost=20.0), "penalty: expected 25, found 20"),
    "a breach elsewhere": (changed("limits_broken", 4, scenario_or_node="1"), "broken by: expected 4, found 0"),
    "a breach of no limit": (changed("limits_broken", 5, limit="at most 1 USD"), "a soft limit of the case"),
    "a breach twice": (repeated("limits_broken", 5), "1 rows at most, found 2"),
    "a breach of nothing": (repeated("limits_broken", 4, scenario_or_node="1", amount=0.0), "no row for nothing"),
    "penalties not paid": (changed("costs", 1, penalties=0.0), "cost term penalties: expected 73.5, found 0"),
}


@pytest.mark.parametrize(
    ("tell", "change", "words"),
    [
        pytest.param(tell, *refused, id=name)
        for tell, kinds in ((supply_line, SUPPLY), (choices, CHOICES), (broken_limits, LIMITS))
        for name, refused in kinds.items()
    ],
)
def test_an_error_is_told(tell: Callable[[], Story], change: Change, words: str) -> None:
    told = tell()
    found = told.objections(change(told.plan))
    assert any(words in sentence for sentence in found), found


def test_a_sentence_names_node_month_expected_and_found() -> None:
    told = supply_line()
    found = told.objections(changed("costs", 1, freight=9.0)(told.plan))
    assert found[0] == "Node 1 (Feb 2027): cost term freight: expected 10, found 9."


def test_only_one_redesign_runs_where_engineering_can_run_one() -> None:
    told = case(
        case={"months": 2, "max_parallel_redesigns": 1},
        products=[{"product": "Drive", "shortage_cost": 0}],
        demand={"Drive": [0, 0]},
        items=[{"item": "Magnet", "standard_cost": 0}],
        redesigns=[{"redesign": name, "product": "Drive", "months": 2, "cost": 0} for name in ("Lean", "Leaner")],
    )
    plan = story(
        told,
        decisions=[(0, "redesign", "Lean"), (1, "redesign", "Leaner")],
        costs={},
        scenario_costs={"base case": 0},
        figures=(0, 0, 0, 0),
    )
    assert plan.objections() == ("Node 1 (Feb 2027): redesigns running at once: expected at most 1, found 2.",)


def test_nothing_starts_with_a_closed_supplier_or_before_its_month() -> None:
    told = case(
        case={"months": 2},
        products=[{"product": "Drive", "shortage_cost": 0}],
        demand={"Drive": [0, 0]},
        items=[{"item": "Magnet", "standard_cost": 0}],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[
            {
                "offer": "East",
                "supplier": "East",
                "item": "Magnet",
                "price": 0,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Approval",
            }
        ],
        qualifications=[{"qualification": "Approval", "months": 0, "cost": 0}],
        contracts=[{"contract": "C", "offer": "East", "sign_by": 1, "from_month": 0, "to_month": 1, "per_month": 1}],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 0, "cost": 0, "earliest_month": 1}],
        scenarios=[{"scenario": "closed", "probability": 1}],
        events=[{"scenario": "closed", "from_month": 0, "to_month": 0, "effect": "closed", "value": 1}],
    )
    plan = story(
        told,
        decisions=[(0, "qualify", "Approval"), (0, "contract", "C"), (0, "redesign", "Lean")],
        costs={},
        scenario_costs={"closed": 0},
        figures=(0, 0, 0, 0),
    )
    assert plan.objections() == (
        "Node 0 (Jan 2027): start of qualification 'Approval': expected no start while a supplier is closed, "
        "found a start.",
        "Node 0 (Jan 2027): start of redesign 'Lean': expected Feb 2027 at the earliest, found an earlier month.",
        "Node 0 (Jan 2027): signing of contract 'C': expected no signature while the supplier is closed, "
        "found a signature.",
    )


def test_a_hard_limit_that_is_broken_is_told() -> None:
    told = case(
        products=[{"product": "Drive", "shortage_cost": 1}],
        demand={"Drive": [10]},
        items=[{"item": "Magnet", "standard_cost": 1}],
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        limits=[{"limit": "min_fill", "value": 0.5}],
    )
    plan = story(
        told,
        shortages=[(0, "Drive", 10.0, 0.0)],
        costs={0: {"shortage": 10}},
        scenario_costs={"base case": 10},
        figures=(10, 10, 10, 10),
    )
    assert plan.objections() == (
        "Node 0 (Jan 2027): at least 50 % of all products delivered: expected a hard limit kept, found broken by 5.",
    )


def test_the_tail_counts_a_scenario_on_its_edge_in_part() -> None:
    costs = [(0.05, 100.0), (0.15, 40.0), (0.8, 10.0)]
    assert tail_mean(costs, 0.9) == pytest.approx((0.05 * 100 + 0.05 * 40) / 0.1)
    assert tail_mean(costs, 0.0) == pytest.approx(0.05 * 100 + 0.15 * 40 + 0.8 * 10)


def test_a_unit_is_never_credited_with_more_than_it_could_be_bought_for() -> None:
    told = case(
        case={"closing_stock_value": 1, "months": 2},
        products=[{"product": "Drive", "shortage_cost": 1}],
        demand={"Drive": [1, 1]},
        items=[
            {"item": "Dear", "standard_cost": 3},
            {"item": "Cheap", "standard_cost": 30},
            {"item": "Contracted", "standard_cost": 30},
            {"item": "Worked", "standard_cost": 30},
            {"item": "Own", "standard_cost": 7},
            {"item": "Oxide", "kind": "material", "standard_cost": 5},
        ],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[
            {
                "offer": item,
                "supplier": "East",
                "item": item,
                "price": price,
                "production_months": 0,
                "transit_months": 0,
            }
            for item, price in (("Dear", 10), ("Cheap", 10), ("Contracted", 10), ("Worked", 6), ("Oxide", 2))
        ],
        contracts=[
            {
                "contract": "C",
                "offer": "Contracted",
                "sign_by": 0,
                "from_month": 0,
                "to_month": 1,
                "per_month": 1,
                "price": 4,
            }
        ],
        tolling=[{"offer": "Worked", "material": "Oxide", "quantity_per_unit": 3}],
        scenarios=[{"scenario": "cheap", "probability": 1}],
        events=[
            {"scenario": "cheap", "from_month": 1, "to_month": 1, "effect": "price", "value": 0.8, "item": "Cheap"}
        ],
    )
    plan = story(told, costs={}, scenario_costs={"cheap": 0}, figures=(0, 0, 0, 0))
    assert unit_credits(plan.facts, grow(plan.facts)) == pytest.approx([3, 8, 4, 6 + 3 * 2, 7, 2])
