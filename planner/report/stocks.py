"""Decides what stock and cover are told as: one item in its units or all in money, along each scenario."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.errors import PlannerBug
from planner.facts.cover import months_of_cover
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.months import Month
from planner.plan.plan import Plan
from planner.report.path import Nodes
from planner.report.words import counted, money, quantity, share
from planner.tables import supply
from planner.tables.case import Case

_NOTHING = 0.05
"""Months of cover below which a store is told to be empty."""


@dataclass(frozen=True, slots=True)
class Course:
    """Closing stock along one scenario, month by month: units or money, and months of cover, None where nothing needs
    the item any more."""

    scenario: str
    probability: float
    stock: tuple[float, ...]
    cover: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Stocks:
    """The stock of an item, or of all.

    Attributes:
        item: the item; None is all items together, valued at standard cost.
        unit: of the stock.
        months: of the plan.
        opening: stock before the first month.
        opening_cover: how many months of planned need it lasts; None where nothing needs it.
        courses: one per scenario.
    """

    item: str | None
    unit: str
    months: tuple[Month, ...]
    opening: float
    opening_cover: float | None
    courses: tuple[Course, ...]

    def of(self, scenario: str) -> Course:
        return next(one for one in self.courses if one.scenario == scenario)


def stocks(case: Case, plan: Plan, item: str | None, facts: Facts | None = None) -> Stocks:
    """Stock and cover of an item, or of all items in money, along every scenario.

    Cover is the contract's: closing stock against the planned need of the base designs that follows, the last month
    repeating; of all items together both are valued at standard cost.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        item: its name; None takes all.
        facts: of the case, if at hand.

    Raises:
        PlannerBug: no such item.
    """
    facts = facts or gather(case)
    chosen = {one.name.casefold(): one for one in facts.items if item is None or one.name.casefold() == item.casefold()}
    if not chosen:
        raise PlannerBug(f"no item is called '{item}'")
    nodes = Nodes(plan)
    worth = {name: one.standard_cost if item is None else 1.0 for name, one in chosen.items()}
    amount: dict[int, float] = defaultdict(float)
    for line in plan.stock:
        name = line.item.casefold()
        if name in chosen:
            amount[line.node] += worth[name] * line.quantity
    on_hand = [row for row in case.read(supply.Stock) if row.item.casefold() in chosen]
    opening = sum(worth[row.item.casefold()] * row.quantity for row in on_hand)
    need = [sum(worth[name] * one.need[month] for name, one in chosen.items()) for month in range(facts.months)]
    courses = []
    for future in plan.scenario_costs:
        path = sorted(nodes.of_scenario(future.scenario), key=lambda node: node.month)
        stock = tuple(amount.get(node.node, 0.0) for node in path)
        cover = tuple(months_of_cover(held, need, month) for month, held in enumerate(stock))
        courses.append(Course(future.scenario, future.probability, stock, cover))
    return Stocks(
        item=None if item is None else next(iter(chosen.values())).name,
        unit=case.settings.currency if item is None else next(iter(chosen.values())).unit,
        months=tuple(sorted({line.month for line in plan.nodes})),
        opening=opening,
        opening_cover=months_of_cover(opening, need, -1),
        courses=tuple(courses),
    )


def middle(values: Sequence[tuple[float, float]], part: float) -> float:
    """The value below which ``part`` of the probability lies: the least value whose own and lower values reach it.

    Args:
        values: (value, probability), at least one.
        part: 0 to 1; 0.5 is the median.
    """
    listed = sorted(values)
    wanted = part * sum(odds for _, odds in listed)
    reached = 0.0
    for value, odds in listed:
        reached += odds
        if reached >= wanted - 1e-12:
            return value
    return listed[-1][0]


def finding(told: Stocks, scenario: str | None) -> str:
    """How stock comes out, as a title: how low cover gets, or how the value of all stock moves."""
    condition = f" if “{scenario}” comes" if scenario is not None and len(told.courses) > 1 else ""
    if told.item is None:
        return _value_moves(told, scenario) + condition
    if all(value is None for one in told.courses for value in one.cover):
        return _unneeded(told, scenario) + condition
    if scenario is not None:
        return _lowest(told, told.of(scenario)) + condition
    empty = [one for one in told.courses if _least(one)[0] < _NOTHING]
    if empty:
        odds = share(sum(one.probability for one in empty))
        if len(empty) == len(told.courses):
            return f"{told.item} runs down to nothing{' in every scenario' if len(empty) > 1 else ''}"
        where = f"in {len(empty)} of {counted(len(told.courses), 'scenario')}"
        return f"{told.item} runs down to nothing {where}, {odds} likely"
    worst = min(told.courses, key=lambda one: _least(one)[0])
    return _lowest(told, worst) + (f", if “{worst.scenario}” comes" if len(told.courses) > 1 else "")


def _value_moves(told: Stocks, scenario: str | None) -> str:
    """``Stock builds up from USD 2.5 M to USD 3.1 M by Jul 2027``: of the scenario, else on average."""
    chosen = told.courses if scenario is None else (told.of(scenario),)
    whole = sum(one.probability for one in chosen)
    value = [sum(one.probability * one.stock[month] for one in chosen) / whole for month, _ in enumerate(told.months)]
    if not told.opening and not max(value):
        return "No stock is held at the end of any month"
    peak = max(range(len(value)), key=lambda month: (value[month], -month))
    average = " on average" if len(chosen) > 1 else ""
    before = money(told.opening, told.unit)
    if value[peak] > 1.05 * told.opening:
        return (
            f"Stock builds up from {before} to {money(value[peak], told.unit)} by {told.months[peak].words()}{average}"
        )
    low = min(range(len(value)), key=lambda month: (value[month], month))
    if value[low] > 0.95 * told.opening:
        return f"Stock stays about as it is, {before}{average}"
    return f"Stock is run down from {before} to {money(value[low], told.unit)} by {told.months[low].words()}{average}"


def _lowest(told: Stocks, course: Course) -> str:
    least, month = _least(course)
    when = told.months[month].words()
    if least < _NOTHING:
        return f"{told.item} runs down to nothing in {when}"
    if math.isinf(least):
        return f"Nothing needs {told.item} any more"
    return f"{told.item} covers {_months(least)} at its lowest, in {when}"


def _unneeded(told: Stocks, scenario: str | None) -> str:
    """For an item that no product of today's design needs, so that cover means nothing: where its stock peaks."""
    chosen = told.courses if scenario is None else (told.of(scenario),)
    most, first, _ = max((held, -month, one.scenario) for one in chosen for month, held in enumerate(one.stock))
    if most <= 0:
        return f"No {told.item} is held"
    held = f"at most {quantity(most)} {told.unit} are held, in {told.months[-first].words()}"
    return f"Today's designs need no {told.item}; {held}"


def _least(course: Course) -> tuple[float, int]:
    """Lowest cover and its month; infinite where nothing needs the item."""
    known = [(value, month) for month, value in enumerate(course.cover) if value is not None]
    return min(known, default=(math.inf, 0))


def _months(cover: float) -> str:
    words = f"{cover:.1f}".removesuffix(".0")
    return f"{words} month{'' if words == '1' else 's'}"
