"""Decides which tables stand behind a comparison: ways to carry on, weights of the tail, and two plans or cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.insight.baselines import Baseline
from planner.insight.compare import Comparison
from planner.insight.compare_inputs import How, InputChange
from planner.insight.compare_plans import PlanChange
from planner.insight.frontier import Point
from planner.report.answer_table import AnswerColumn, AnswerTable, answer_table, month, number, text
from planner.report.compared import KINDS, MEANING, begun, by_month, entered, term_in_words
from planner.report.headline import delivered
from planner.report.words import months_between
from planner.tables.case import Case
from planner.tables.column import RawRow

_Pick = Callable[[tuple[float, float]], float]
"""Of cost and regret one."""

_NO_PLAN = "no plan"
_UNKNOWN = "this plan does not know the scenario"


def ways_tables(case: Case, told: Sequence[Baseline]) -> tuple[AnswerTable, ...]:
    """The ways to carry on, one a row; then every scenario with what each of them costs there."""
    return (_ways(case, told), _costs_of_ways(case, told), _regrets(case, told))


def _ways(case: Case, told: Sequence[Baseline]) -> AnswerTable:
    currency, tail = case.settings.currency, 100 * (1 - case.settings.cvar_level)
    columns = (
        text("Way to carry on", "What is done.", key=True),
        number("Expected cost", currency, "Average over the scenarios, discounted.", blank=_NO_PLAN),
        number("If it goes badly", currency, f"Mean of the worst {tail:.3g} % of the odds.", blank=_NO_PLAN),
        number("Worst scenario", currency, "Cost of the scenario that costs most.", blank=_NO_PLAN),
        number("Delivered", "%", "Of demand, on average over the scenarios.", places=1, blank=_NO_PLAN),
        number("Regret on average", currency, "Cost beyond the cheapest way in each scenario.", blank=_NO_PLAN),
        number("Largest regret", currency, "In the scenario where it is largest.", blank=_NO_PLAN),
        text("What it may do", "What this way may start, sign and keep in stock."),
    )
    rows: list[RawRow] = [
        (
            one.policy.value.capitalize(),
            one.expected_cost,
            one.cvar,
            one.worst_cost,
            None if one.plan is None else 100 * delivered(one.plan)[0],
            one.expected_regret,
            one.worst_regret,
            MEANING[one.policy],
        )
        for one in told
    ]
    return answer_table("Ways to carry on", "One row for each way, planned as well as its means allow.", columns, rows)


def _costs_of_ways(case: Case, told: Sequence[Baseline]) -> AnswerTable:
    meaning = "What each way costs in each scenario."
    return _by_scenario(case, told, "Cost by scenario", meaning, lambda row: row[0])


def _regrets(case: Case, told: Sequence[Baseline]) -> AnswerTable:
    meaning = "What each way costs beyond the cheapest of them in that scenario."
    return _by_scenario(case, told, "Regret by scenario", meaning, lambda row: row[1])


def _by_scenario(case: Case, told: Sequence[Baseline], title: str, meaning: str, pick: _Pick) -> AnswerTable:
    planned = [one for one in told if one.plan is not None]
    currency = case.settings.currency
    columns = [
        text("Scenario", "As the case names it.", key=True),
        number("Odds", "%", "How likely the scenario is."),
        *(number(one.policy.value.capitalize(), currency, f"{title}: {one.policy.value}.") for one in planned),
    ]
    rows: list[RawRow] = []
    for place, row in enumerate(planned[0].scenarios if planned else ()):
        each = [one.scenarios[place] for one in planned]
        rows.append((row.scenario, 100 * row.probability, *(pick((one.cost, one.regret)) for one in each)))
    return answer_table(title, meaning, columns, rows)


def weights_tables(case: Case, told: Sequence[Point]) -> tuple[AnswerTable, ...]:
    """Every weight of the tail with what its plan costs."""
    currency, tail = case.settings.currency, 100 * (1 - case.settings.cvar_level)
    columns = (
        number("Weight of the tail", "%", "0 % looks at the expected cost alone, 100 % at the tail alone.", places=0),
        number("Expected cost", currency, "Average over the scenarios, discounted."),
        number("If it goes badly", currency, f"Mean of the worst {tail:.3g} % of the odds."),
        number("Worst scenario", currency, "Cost of the scenario that costs most."),
        number("Delivered", "%", "Of demand, on average over the scenarios.", places=1),
        text("Remark", "Whether another plan found is better in both.", blank="none"),
    )
    rows: list[RawRow] = [
        (
            100 * one.risk_weight,
            one.expected_cost,
            one.cvar,
            one.worst_cost,
            100 * delivered(one.plan)[0],
            "another plan found is no worse in both" if one.dominated else None,
        )
        for one in told
    ]
    return (answer_table("Weights", "One row for each weight, with the best plan found for it.", columns, rows),)


def plans_tables(told: Comparison) -> tuple[AnswerTable, ...]:
    """What differs between two plans, or two cases: money, orders, starts, stock, and what was entered."""
    tables = [_entered(told.inputs)]
    if told.plans is not None:
        both = told.plans
        money = [_scenarios(both, told), _terms(both, told)]
        if both.shared:
            money.insert(0, _shared(both, told))
        tables = [*money, _orders(both, told), _starts(both), _stocks(both), *tables]
    return tuple(tables)


def _entered(changes: Sequence[InputChange]) -> AnswerTable:
    columns = (
        text("Table", "Where it was entered.", key=True),
        text("Row", "By what names it.", key=True, blank="the settings of the case"),
        text("Column", "Which figure, with its unit.", blank="the whole row"),
        text("Old", "What the old case says."),
        text("New", "What the new case says."),
    )
    rows: list[RawRow] = []
    for one in changes:
        if one.kind is How.CHANGED:
            rows.append((one.table_title, one.row or None, one.column_title, entered(one.old), entered(one.new)))
        else:
            here = ("there", "removed") if one.kind is How.REMOVED else ("not there", "added")
            rows.append((one.table_title, one.row or None, None, *here))
    return answer_table("What was entered", "Figures and rows that differ between the two cases.", columns, rows)


def _orders(plans: PlanChange, told: Comparison) -> AnswerTable:
    first = plans.first.words() if plans.first is not None else "the first month"
    alike = told.currency_old == told.currency_new
    columns = (
        text("Supplier", "Of whom it is ordered.", key=True),
        text("Item", "What is ordered.", key=True),
        number("First month, old", "units", f"Ordered in {first} under the old plan."),
        number("First month, new", "units", f"Ordered in {first} under the new plan."),
        number("In all, old", "units", "Ordered in all months both cover, on average over the scenarios."),
        number("In all, new", "units", "Ordered in all months both cover, on average over the scenarios."),
        number("Value, old", told.currency_old, "At the price paid, undiscounted."),
        number("Value, new", told.currency_new, "At the price paid, undiscounted."),
        number("Difference", told.currency_new, "New less old.", blank="different currencies"),
    )
    rows: list[RawRow] = [
        (
            *(one.supplier, one.item, one.first_old, one.first_new, one.old, one.new, one.cost_old, one.cost_new),
            one.cost_new - one.cost_old if alike else None,
        )
        for one in plans.orders
    ]
    meaning = "Supplier and item whose orders differ, the largest difference in money first."
    return answer_table("Orders", meaning, columns, rows)


def _starts(plans: PlanChange) -> AnswerTable:
    columns = (
        text("What", "Qualification, redesign or contract.", key=True),
        text("Name", "As the case names it.", key=True),
        text("Old", "When the old plan starts it."),
        text("New", "When the new plan starts it."),
    )
    rows: list[RawRow] = [
        (KINDS[one.deed].capitalize(), one.name, begun(one.old), begun(one.new)) for one in by_month(plans.starts)
    ]
    return answer_table("Starts", "What does not start alike, by month.", columns, rows)


def _stocks(plans: PlanChange) -> AnswerTable:
    columns = (
        text("Item", "What is kept.", key=True),
        month("At the end of", "The month in which the stock differs most."),
        number("Old", "units", "On average over the scenarios."),
        number("New", "units", "On average over the scenarios."),
        number("Difference", "units", "New less old."),
    )
    rows: list[RawRow] = [(one.item, one.month, one.old, one.new, one.new - one.old) for one in plans.stocks]
    return answer_table("Stock", "Items whose stock differs, in the month where it differs most.", columns, rows)


def _term_columns(told: Comparison) -> tuple[AnswerColumn, ...]:
    return (
        text("Term", "A part of the expected cost.", key=True),
        number("Old", told.currency_old, "Of the old plan, discounted."),
        number("New", told.currency_new, "Of the new plan, discounted."),
        number("Difference", told.currency_new, "New less old.", blank="different currencies"),
    )


def _differences(rows: Sequence[tuple[str, float, float]], told: Comparison) -> list[RawRow]:
    alike = told.currency_old == told.currency_new
    return [(name, old, new, new - old if alike else None) for name, old, new in rows]


def _terms(plans: PlanChange, told: Comparison) -> AnswerTable:
    rows = [(term_in_words(one.term).capitalize(), one.old, one.new) for one in plans.costs if one.old or one.new]
    rows.append(("Expected cost", plans.expected_old, plans.expected_new))
    rows.append(("If it goes badly", plans.cvar_old, plans.cvar_new))
    rows.append(("Worst scenario", plans.worst_old, plans.worst_new))
    meaning = "The terms add up to the expected cost; the last two rows are the tail and the worst scenario."
    if not plans.same_months:
        meaning += " The plans cover different months, so their costs are of different spans."
    return answer_table("Cost by term", meaning, _term_columns(told), _differences(rows, told))


def _shared(plans: PlanChange, told: Comparison) -> AnswerTable:
    assert plans.first is not None and plans.last is not None
    span = months_between([plans.first, plans.last])
    rows = [(term_in_words(one.term).capitalize(), one.old, one.new) for one in plans.shared if one.old or one.new]
    rows.append(("Together", sum(one.old for one in plans.shared), sum(one.new for one in plans.shared)))
    meaning = f"The expected cost {span}, the months both plans cover, discounted to the first of them."
    return answer_table("Cost of shared months", meaning, _term_columns(told), _differences(rows, told))


def _scenarios(plans: PlanChange, told: Comparison) -> AnswerTable:
    alike = told.currency_old == told.currency_new
    columns = (
        text("Scenario", "As the cases name it.", key=True),
        number("Odds, old", "%", "How likely the old case takes it to be.", blank=_UNKNOWN),
        number("Odds, new", "%", "How likely the new case takes it to be.", blank=_UNKNOWN),
        number("Old", told.currency_old, "Cost under the old plan, discounted.", blank=_UNKNOWN),
        number("New", told.currency_new, "Cost under the new plan, discounted.", blank=_UNKNOWN),
        number("Difference", told.currency_new, "New less old.", blank=_UNKNOWN),
    )
    rows: list[RawRow] = [
        (
            one.scenario,
            *(None if odds is None else 100 * odds for odds in (one.probability_old, one.probability_new)),
            one.old,
            one.new,
            one.new - one.old if alike and one.old is not None and one.new is not None else None,
        )
        for one in plans.scenarios
    ]
    meaning = "What each scenario costs under both plans"
    if plans.shared and plans.first is not None and plans.last is not None:
        meaning += f", {months_between([plans.first, plans.last])} alone"
    return answer_table("Cost by scenario", f"{meaning}.", columns, rows)
