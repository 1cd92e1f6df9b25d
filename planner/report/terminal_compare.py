"""Decides how a comparison reads on a terminal, as tables for people and as one object for programs."""

from __future__ import annotations

from planner.insight.compare import Comparison
from planner.insight.compare_inputs import How, InputChange
from planner.insight.compare_plans import Begun, PlanChange, StartChange
from planner.months import Month
from planner.plan.actions import Deed
from planner.report.listing import table, titled
from planner.report.plain import plain
from planner.report.words import money, quantity, share
from planner.tables.column import Value

_MOST = 40
"""Lines of one list for people; programs get all of them."""

_KINDS = {Deed.QUALIFY: "qualification", Deed.REDESIGN: "redesign", Deed.CONTRACT: "contract"}


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
            rows.append([one.table_title, one.row, one.column_title, _value(one.old), _value(one.new)])
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
        [[_KINDS[one.deed], one.name, _begun(one.old), _begun(one.new)] for one in _by_month(plans.starts)],
    )


def _by_month(starts: tuple[StartChange, ...]) -> list[StartChange]:
    def first(one: StartChange) -> Month:
        return min(begun.month for begun in (one.old, one.new) if begun is not None)

    return sorted(starts, key=first)


def _begun(begun: Begun | None) -> str:
    if begun is None:
        return "never"
    sure = begun.probability > 1 - 1e-9
    return begun.month.words() if sure else f"{begun.month.words()} ({share(begun.probability)} likely)"


def _stocks(plans: PlanChange) -> list[str]:
    if not plans.stocks:
        return ["No difference."]
    rows = [[one.item, one.month.words(), quantity(one.old), quantity(one.new)] for one in plans.stocks[:_MOST]]
    return [*table(["Item", "At the end of", ">Old", ">New"], rows), *_rest(len(plans.stocks))]


def _costs(plans: PlanChange, told: Comparison) -> list[str]:
    rows = [
        [one.term.replace("_", " ").capitalize(), *_both(one.old, one.new, told)]
        for one in plans.costs
        if one.old or one.new
    ]
    rows.append(["Expected cost", *_both(plans.expected_old, plans.expected_new, told)])
    rows.append(["Mean of the tail", *_both(plans.cvar_old, plans.cvar_new, told)])
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


def _value(value: Value) -> str:
    match value:
        case None:
            return "blank"
        case Month():
            return value.words()
        case float():
            return f"{value:,.10g}"
        case tuple():
            return "; ".join(value) or "blank"
        case _:
            return str(value)


def _rest(number: int) -> list[str]:
    return [f"… and {number - _MOST:,} more"] if number > _MOST else []
