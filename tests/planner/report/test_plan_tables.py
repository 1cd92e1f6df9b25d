"""Decides whether the tables of a plan read without knowing its nodes: when, in words, and in which unit."""

from __future__ import annotations

from dataclasses import replace

from planner.facts.limits import limit_in_words
from planner.months import Month
from planner.plan.plan import Plan
from planner.report.plan_tables import plan_tables
from planner.tables import choices, results
from planner.tables.case import Case
from planner.tables.column import RawRow
from planner.tables.edits import InsertRows, apply
from planner.tables.inputs import table
from tests.planner.report import stories
from tests.planner.report.stories import START, answer_to, embargo

CALM, STOP = "if “Calm” comes (80 %)", "if “Stop” comes (20 %)"


def order(node: int, month: int) -> results.OrderLine:
    return stories.order(node, month, "Ganzhou", 10.0, 40.0, 1)


def read(told: Case, plan: Plan, name: str) -> tuple[list[str], list[RawRow]]:
    """Heads and rows of a table."""
    (found,) = [one for one in plan_tables(told, plan) if one.table.id == name]
    return [column.header for column in found.table.columns], list(found.rows())


def head(heads: list[str], rows: list[RawRow], title: str) -> list[object]:
    return [row[heads.index(title)] for row in rows]


def test_a_row_says_when_it_holds_instead_of_a_number_of_a_node() -> None:
    told = embargo()
    heads, rows = read(told, answer_to(told, orders=(order(0, 0), order(3, 2), order(4, 3))), "orders")
    assert heads == ["Month", "When", "Supplier", "Item", "Quantity (pcs)", "Cost (EUR)", "Arrives"]
    assert head(heads, rows, "When") == ["whatever happens", STOP, CALM]
    assert rows[0] == (START, "whatever happens", "Ganzhou", "Magnet", 10.0, 40.0, Month.of(2027, 2))


def test_where_every_row_holds_whatever_happens_no_column_says_so() -> None:
    told = embargo()
    plan = answer_to(told, orders=(order(0, 0), order(1, 1)))
    assert "When" not in read(told, plan, "orders")[0]
    assert "When" in read(told, plan, "costs")[0]  # the plan has months that are not reached in every scenario


def test_where_ways_part_in_the_first_month_every_row_says_when_it_holds() -> None:
    told = embargo()
    plan = answer_to(told)
    parted = tuple(replace(one, parent=None) for one in plan.nodes if one.node in (2, 3))
    plan = replace(plan, nodes=parted, costs=tuple(one for one in plan.costs if one.node in (2, 3)))
    heads, rows = read(told, plan, "costs")
    assert head(heads, rows, "When") == [CALM, STOP]


def test_no_table_shows_a_node_or_a_branch() -> None:
    told = embargo()
    line = results.BrokenLimitLine(limit="at most EUR 5 committed in a month", scenario_or_node="3", amount=7, cost=70)
    for one in plan_tables(told, answer_to(told, orders=(order(3, 2),), limits_broken=(line,))):
        said = " ".join((one.table.title, one.table.meaning, *(f"{c.title} {c.meaning}" for c in one.table.columns)))
        assert not {"branch", "node", "nodes", "pool"} & set(said.casefold().replace(".", " ").split())


def test_an_offer_is_named_where_supplier_and_item_do_not_tell_it() -> None:
    told = embargo()
    heads, rows = read(
        told, answer_to(told, orders=(order(0, 0), replace(order(0, 0), offer="Ganzhou, large lots"))), "orders"
    )
    assert head(heads, rows, "Offer") == ["Ganzhou | Magnet", "Ganzhou, large lots"]


def test_quantities_of_pieces_and_of_kilograms_each_have_their_unit() -> None:
    told = embargo()
    items, offers = table("items"), table("offers")
    apply(told, InsertRows("items", ((1, items.raw(item="Oxide", kind="material", standard_cost=60.0)),)))
    apply(told, InsertRows("offers", ((2, offers.raw(offer="Ore", supplier="Narva", item="Oxide", price=70.0)),)))
    waiting = (
        results.WaitingLine(node=0, month=START, offer="ore", quantity=2.5),
        results.WaitingLine(node=0, month=START, offer="Ganzhou | Magnet", quantity=3.0),
    )
    plan = answer_to(
        told, orders=(order(0, 0), replace(order(0, 0), item="Oxide", supplier="Narva", offer="Ore")), waiting=waiting
    )
    heads, rows = read(told, plan, "orders")
    assert "Quantity" in heads
    assert head(heads, rows, "Unit") == ["pcs", "kg"]
    heads, rows = read(told, plan, "waiting")
    assert head(heads, rows, "Unit") == ["kg", "pcs"]


def test_goods_and_designs_are_told_by_the_products_they_are_for() -> None:
    told = embargo()
    use = results.UseLine(
        node=0, month=START, product="Drive", design="base", item="Magnet", pool="Drive;Pump", quantity=2
    )
    heads, rows = read(told, answer_to(told, use=(use,)), "use")
    assert rows == [(START, "Drive", "as it is", "Magnet", ("Drive", "Pump"), 2)]
    assert heads[4] == "Usable for"


def test_a_broken_limit_says_its_month_or_that_all_months_count_together() -> None:
    told = embargo()
    rows = table("limits")
    apply(told, InsertRows("limits", ((0, rows.raw(limit="budget", value=5.0, penalty=10.0)),)))
    apply(told, InsertRows("limits", ((1, rows.raw(limit="min_fill", value=0.9, penalty=10.0)),)))
    budget, fill = (limit_in_words(one, "EUR") for one in told.read(choices.Limit))
    broken = (
        results.BrokenLimitLine(limit=budget, scenario_or_node="3", amount=7.0, cost=70.0),
        results.BrokenLimitLine(limit=fill, scenario_or_node="Stop", amount=4.0, cost=40.0),
    )
    assert read(told, answer_to(told, limits_broken=broken), "limits_broken")[1] == [
        (budget, Month.of(2027, 3), STOP, 7.0, "EUR", 70.0),
        (fill, None, STOP, 4.0, "units", 40.0),
    ]


def test_a_limit_broken_in_a_scenario_called_like_a_node_is_told_of_the_scenario() -> None:
    told = embargo()
    rows = table("limits")
    apply(told, InsertRows("limits", ((0, rows.raw(limit="min_fill", value=0.9, penalty=10.0)),)))
    plan = answer_to(told)
    renamed = {"Calm": "0", "Stop": "1"}
    plan = replace(
        plan,
        nodes=tuple(replace(one, scenarios=tuple(renamed[name] for name in one.scenarios)) for one in plan.nodes),
        scenario_costs=tuple(replace(one, scenario=renamed[one.scenario]) for one in plan.scenario_costs),
        limits_broken=(
            results.BrokenLimitLine(
                limit="at least 90 % of all products delivered", scenario_or_node="1", amount=4.0, cost=40.0
            ),
        ),
    )
    assert read(told, plan, "limits_broken")[1][0][:3] == (
        "at least 90 % of all products delivered",
        None,
        "if “1” comes (20 %)",
    )


def test_costs_show_their_total_and_the_terms_that_occur() -> None:
    told = embargo()
    terms = dict.fromkeys(results.COST_TERMS, 0.0)
    costs = tuple(
        results.CostLine(node=node, month=START + node, **{**terms, "purchase": 40.0 * node, "freight": 2.0})
        for node in (0, 1)
    )
    heads, rows = read(told, answer_to(told, costs=costs), "costs")
    assert heads == ["Month", "Total (EUR)", "Purchase (EUR)", "Freight (EUR)"]
    assert rows == [(START, 2.0, 0.0, 2.0), (START + 1, 42.0, 40.0, 2.0)]
