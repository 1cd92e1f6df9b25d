"""Decides how a comparison reads on a terminal, as tables for people and as one object for programs."""

from __future__ import annotations

from planner.insight.compare import Comparison
from planner.insight.compare_inputs import How, InputChange
from planner.insight.compare_plans import PlanChange
from planner.report.compared import KINDS, begun, by_month, entered, term_in_words
from planner.report.listing import table, titled
from planner.report.plain import plain
from planner.report.words import money, quantity, share

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
    plans = told.plans
    if plans.first is None or plans.last is None:
        lines += titled("What is done differently", ["The plans have no month in common."])
    else:
        span = f"{plans.first.words()} to {plans.last.words()}"
        lines += titled(f"Orders, {span}, on average over the scenarios", _orders(plans, told.currency_new))
        lines += titled("Starts and signatures", _starts(plans))
        lines += titled("Stock, where it differs most", _stocks(plans))
    lines += titled("Expected cost by term", _costs(plans, told))
    return lines + titled("Scenario by scenario", _scenarios(plans, told))


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
            _more(one.cost_new - one.cost_old, currency),
        ]
        for one in plans.orders[:_MOST]
    ]
    headers = ["Supplier", "Item", ">First month, old", ">new", ">In all, old", ">new", ">Value"]
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


def _costs(plans: PlanChange, told: Comparison) -> list[str]:
    rows = [
        [term_in_words(one.term).capitalize(), *_both(one.old, one.new, told)]
        for one in plans.costs
        if one.old or one.new
    ]
    rows.append(["Expected cost", *_both(plans.expected_old, plans.expected_new, told)])
    rows.append(["Mean of the worst cases", *_both(plans.cvar_old, plans.cvar_new, told)])
    rows.append(["Worst scenario", *_both(plans.worst_old, plans.worst_new, told)])
    lines = table(["Term", ">Old", ">New", ">Difference"], rows)
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
    apart = _more(new - old, told.currency_new) if alike else ""
    return [money(old, told.currency_old), money(new, told.currency_new), apart]


def _more(amount: float, currency: str) -> str:
    return f"+{money(amount, currency)}" if amount > 0 else money(amount, currency)


def _share(probability: float | None) -> str:
    return "–" if probability is None else share(probability)


def _rest(number: int) -> list[str]:
    return [f"… and {number - _MOST:,} more"] if number > _MOST else []
