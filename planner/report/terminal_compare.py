"""Decides how a comparison reads on a terminal, as tables for people and as one object for programs."""

from __future__ import annotations

from collections.abc import Sequence

from planner.insight.compare import Comparison
from planner.insight.compare_inputs import How, InputChange
from planner.insight.compare_plans import CostChange, PlanChange
from planner.report.compared import KINDS, begun, by_month, entered, term_in_words
from planner.report.listing import table, titled
from planner.report.plain import plain
from planner.report.words import money, quantity, share, signed_money

_MOST = 40
"""Lines of one list for people; programs get all of them."""


def compare_object(told: Comparison) -> dict[str, object]:
    """A comparison for another program: the fields of ``planner.insight.compare.Comparison``."""
    found = plain(told)
    assert isinstance(found, dict)
    return found


def compare_lines(told: Comparison) -> list[str]:
    """A comparison as tables: what was entered, what is done, what it costs."""
    lines = titled("What was entered differently", _inputs(told.inputs))
    if told.plans is None:
        return lines
    plans, span = told.plans, ""
    if plans.first is None or plans.last is None:
        lines += titled("What is done differently", ["The plans have no month in common."])
    else:
        span = f"{plans.first.words()} to {plans.last.words()}"
        average = "on average over the scenarios, pieces or kg"
        lines += titled(f"Orders, {span}, {average}", _orders(plans, told.currency_new))
        lines += titled("Starts and signatures", _starts(plans))
        lines += titled(f"Stock in the month in which it differs most, {average}", _stocks(plans))
        if plans.shared:
            lines += titled(f"Expected cost of {span} alone, discounted to {plans.first.words()}", _shared(plans, told))
    whole = "" if plans.same_months else ", each plan over all its months"
    lines += titled(f"Expected cost by term{whole}", _costs(plans, told))
    part = f", {span} alone" if plans.shared else ""
    return lines + titled(f"Scenario by scenario{part}", _scenarios(plans, told))


def _inputs(changes: tuple[InputChange, ...]) -> list[str]:
    if not changes:
        return ["Nothing."]
    rows = []
    for one in changes[:_MOST]:
        if one.kind is How.CHANGED:
            rows.append([one.table_title, one.row, one.column_title, entered(one.old), entered(one.new)])
        else:
            rows.append([one.table_title, one.row, f"row {one.kind.value}", "", ""])
    return [*table(["Table", "Row", "Column", ">Old", ">New"], rows), *_rest(len(changes))]


def _orders(plans: PlanChange, currency: str) -> list[str]:
    if not plans.orders:
        return ["No difference."]
    rows = [
        [
            one.supplier,
            one.item,
            quantity(one.first_old),
            quantity(one.first_new),
            quantity(one.old),
            quantity(one.new),
            signed_money(one.cost_new - one.cost_old, currency),
        ]
        for one in plans.orders[:_MOST]
    ]
    month = "First month" if plans.first is None else plans.first.words()
    headers = ["Supplier", "Item", f">{month}, old", ">new", ">In all, old", ">new", ">Value, difference"]
    return [*table(headers, rows), *_rest(len(plans.orders))]


def _starts(plans: PlanChange) -> list[str]:
    if not plans.starts:
        return ["No difference."]
    return table(
        ["What", "Name", ">Old", ">New"],
        [[KINDS[one.deed], one.name, begun(one.old), begun(one.new)] for one in by_month(plans.starts)],
    )


def _stocks(plans: PlanChange) -> list[str]:
    if not plans.stocks:
        return ["No difference."]
    rows = [[one.item, one.month.words(), quantity(one.old), quantity(one.new)] for one in plans.stocks[:_MOST]]
    return [*table(["Item", "At the end of", ">Old", ">New"], rows), *_rest(len(plans.stocks))]


_COSTS = ["Term", ">Old", ">New", ">Difference"]


def _shared(plans: PlanChange, told: Comparison) -> list[str]:
    old, new = sum(one.old for one in plans.shared), sum(one.new for one in plans.shared)
    return table(_COSTS, [*_terms(plans.shared, told), ["Together", *_both(old, new, told)]])


def _terms(costs: Sequence[CostChange], told: Comparison) -> list[list[str]]:
    return [
        [term_in_words(one.term).capitalize(), *_both(one.old, one.new, told)] for one in costs if one.old or one.new
    ]


def _costs(plans: PlanChange, told: Comparison) -> list[str]:
    rows = _terms(plans.costs, told)
    rows.append(["Expected cost", *_both(plans.expected_old, plans.expected_new, told)])
    rows.append(["Mean of the worst cases", *_both(plans.cvar_old, plans.cvar_new, told)])
    rows.append(["Worst scenario", *_both(plans.worst_old, plans.worst_new, told)])
    lines = table(_COSTS, rows)
    if not plans.same_months:
        lines.append("The plans cover different months, so their costs are of different spans.")
    return lines


def _scenarios(plans: PlanChange, told: Comparison) -> list[str]:
    rows = []
    for one in plans.scenarios:
        odds = [_share(one.probability_old), _share(one.probability_new)]
        if one.old is not None and one.new is not None:
            rows.append([one.scenario, *odds, *_both(one.old, one.new, told)])
        else:
            old = "–" if one.old is None else money(one.old, told.currency_old)
            new = "–" if one.new is None else money(one.new, told.currency_new)
            rows.append([one.scenario, *odds, old, new, ""])
    return table(["Scenario", ">Odds, old", ">new", ">Cost, old", ">new", ">Difference"], rows)


def _both(old: float, new: float, told: Comparison) -> list[str]:
    alike = told.currency_old == told.currency_new
    apart = signed_money(new - old, told.currency_new) if alike else ""
    return [money(old, told.currency_old), money(new, told.currency_new), apart]


def _share(probability: float | None) -> str:
    return "–" if probability is None else share(probability)


def _rest(number: int) -> list[str]:
    return [f"… and {number - _MOST:,} more"] if number > _MOST else []
