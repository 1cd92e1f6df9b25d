"""Decides how the tables of a plan read on a screen: when each row holds, in words; units as the items have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.facts.limits import limit_in_words
from planner.plan.plan import Plan
from planner.report import answer_table as columns
from planner.report.answer_table import AnswerColumn, answer_table
from planner.report.path import Nodes
from planner.tables import choices, needs, results, supply
from planner.tables.case import Case
from planner.tables.column import RawRow, Value
from planner.tables.table import Table, table_of

ALWAYS = "whatever happens"
"""What is said of a row that holds in every scenario."""

_KINDS = {"qualify": "Qualification", "redesign": "Redesign", "contract": "Contract"}
_BASE, _AS_IT_IS = "base", "as it is"
_EVERY_SCENARIO = ("max_share", "min_share", "min_fill")  # limits that hold over the horizon, in every scenario
_IN_MONEY = ("max_share", "min_share", "max_stock_value", "budget")


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table of a plan, to be read by people. The exported plan has tables of its own, with the numbers of nodes.

    Attributes:
        table: its declaration.
        rows: makes its rows when they are first looked at.
    """

    table: Table[Any]
    rows: Callable[[], Sequence[RawRow]]


Field = tuple[AnswerColumn, Callable[[Any], Value]]
"""A column and what it shows of a line."""


def plan_tables(case: Case, plan: Plan) -> tuple[ToldTable, ...]:
    """The tables of a plan that answers the case, the most wanted first.

    The column that says when a row holds is left out of tables in which every row holds whatever happens.
    """
    told = _Told(case, plan)
    return (
        _orders(told),
        _decisions(told),
        _stock(told),
        _shipments(told),
        _waiting(told),
        _reserved(told),
        _production(told),
        _use(told),
        _shortages(told),
        _limits_broken(told),
        _scenario_costs(told),
        _costs(told),
        _futures(told),
    )


class _Told:
    """A plan with what its lines are looked up in."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        self.currency = case.settings.currency
        self.nodes = Nodes(plan)
        whole = sum(len(line.scenarios) for line in self.nodes.first)
        self._parted = {line.node for line in plan.nodes if len(line.scenarios) < whole}
        self._said: dict[tuple[str, ...], str] = {}
        self._units = {
            one.item.casefold(): one.unit or ("kg" if one.kind == "material" else "pcs")
            for one in case.read(needs.Item)
        }
        self._items = {one.offer.casefold(): one.item for one in case.read(supply.Offer) if one.offer}

    def when(self, line: Any) -> str:
        """In which futures a line holds; nodes of the same scenarios read alike, and are many."""
        names = self.nodes[line.node].scenarios
        if names not in self._said:
            self._said[names] = self.nodes.condition([line.node]) or ALWAYS
        return self._said[names]

    def timed(self, lines: Sequence[Any], meaning: str = "When.") -> list[Field]:
        """The month of a line, and in which futures it holds where that is not all of them."""
        found: list[Field] = [(columns.month("Month", meaning, key=True), lambda line: line.month)]
        if any(line.node in self._parted for line in lines):
            found.append((columns.text("When", "What has to be known by then for this row to hold."), self.when))
        return found

    def amount(self, meaning: str, item_of: Callable[[Any], str]) -> list[Field]:
        """A quantity of items, with its unit: in the head where all items are counted alike."""
        units = set(self._units.values())
        one = units.pop() if len(units) == 1 else ""
        found: list[Field] = [(columns.number("Quantity", one, meaning), lambda line: line.quantity)]
        if not one:
            found.append(
                (columns.text("Unit", "What it is counted in."), lambda line: self._units[item_of(line).casefold()])
            )
        return found

    def item_of_offer(self, offer: str) -> str:
        return self._items[offer.casefold()]


def _table(id: str, title: str, meaning: str, fields: Sequence[Field], lines: Sequence[Any]) -> ToldTable:
    made = answer_table(title, meaning, [column for column, _ in fields], (), id=id)
    return ToldTable(made.table, partial(_rows, fields, lines))


def _rows(fields: Sequence[Field], lines: Iterable[Any]) -> list[RawRow]:
    readers = [read for _, read in fields]
    return [tuple([read(line) for read in readers]) for line in lines]


def _orders(told: _Told) -> ToldTable:
    lines = told.plan.orders
    fields: list[Field] = [
        *told.timed(lines, "When it is ordered."),
        (columns.text("Supplier", "From whom."), lambda line: line.supplier),
        (columns.text("Item", "What."), lambda line: line.item),
        *told.amount("How much.", lambda line: str(line.item)),
        (columns.number("Cost", told.currency, "Purchase at the price paid, undiscounted."), lambda line: line.cost),
        (columns.month("Arrives", "When it arrives if nothing further delays it."), lambda line: line.arrives),
    ]
    if any(line.offer.casefold() != f"{line.supplier} | {line.item}".casefold() for line in lines):
        fields.append((columns.text("Offer", "The offer."), lambda line: line.offer))
    return _table("orders", "Orders", "What is ordered, and when.", fields, lines)


def _decisions(told: _Told) -> ToldTable:
    lines = told.plan.decisions
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Kind", "Qualification, redesign or contract."), lambda line: _KINDS[line.kind]),
        (columns.text("Name", "What is started or signed."), lambda line: line.name),
    ]
    return _table("decisions", "Decisions", "What is started or signed, and when.", fields, lines)


def _stock(told: _Told) -> ToldTable:
    lines = told.plan.stock
    cover = "How long the item's stock in all pools lasts at planned demand."
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Item", "What."), lambda line: line.item),
        (_usable(), _pool),
        *told.amount("How much.", lambda line: str(line.item)),
        (
            columns.number("Cover", "months", cover, places=1, blank="nothing needs it"),
            lambda line: line.months_of_cover,
        ),
    ]
    return _table("stock", "Stock", "What is in the store at the end of each month.", fields, lines)


def _shipments(told: _Told) -> ToldTable:
    lines = told.plan.shipments
    fields: list[Field] = [
        *told.timed(lines, "When it leaves."),
        (columns.text("Offer", "The offer."), lambda line: line.offer),
        (columns.text("Item", "What."), lambda line: line.item),
        (_usable(), _pool),
        *told.amount("How much.", lambda line: str(line.item)),
        (columns.month("Arrives", "When it arrives."), lambda line: line.arrival_month),
    ]
    return _table("shipments", "Shipments", "What leaves the suppliers, and when it arrives.", fields, lines)


def _waiting(told: _Told) -> ToldTable:
    lines = told.plan.waiting
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Offer", "The offer."), lambda line: line.offer),
        *told.amount("How much.", lambda line: told.item_of_offer(line.offer)),
    ]
    meaning = "What is ready at a supplier and has not left by the end of the month."
    return _table("waiting", "Waiting", meaning, fields, lines)


def _reserved(told: _Told) -> ToldTable:
    lines = told.plan.reserved
    offers = {one.contract.casefold(): one.offer for one in told.case.read(supply.Contract)}
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Contract", "The contract."), lambda line: line.contract),
        *told.amount(
            "Units ordered at the contract's price.",
            lambda line: told.item_of_offer(offers[line.contract.casefold()]),
        ),
    ]
    return _table("reserved", "Reserved", "What is bought under contracts.", fields, lines)


def _production(told: _Told) -> ToldTable:
    lines = told.plan.production
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Product", "What."), lambda line: line.product),
        (_design(), _design_of),
        (columns.number("Quantity", "units", "How many."), lambda line: line.quantity),
    ]
    return _table("production", "Production", "What is built and delivered.", fields, lines)


def _use(told: _Told) -> ToldTable:
    lines = told.plan.use
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Product", "For what."), lambda line: line.product),
        (_design(), _design_of),
        (columns.text("Item", "What is used."), lambda line: line.item),
        (_usable(), _pool),
        *told.amount("How much.", lambda line: str(line.item)),
    ]
    return _table("use", "Use", "What production takes from stock.", fields, lines)


def _shortages(told: _Told) -> ToldTable:
    lines = told.plan.shortages
    fields: list[Field] = [
        *told.timed(lines),
        (columns.text("Product", "What."), lambda line: line.product),
        (columns.number("Lost", "units", "Never delivered."), lambda line: line.lost),
        (columns.number("Late", "units", "Not delivered by the end of the month."), lambda line: line.backordered),
    ]
    return _table("shortages", "Shortages", "What customers do not get in time.", fields, lines)


def _limits_broken(told: _Told) -> ToldTable:
    kinds = {limit_in_words(one, told.currency): one.limit for one in told.case.read(choices.Limit)}
    node_of = {name: line.node for line in told.plan.nodes for name in line.scenarios}

    def over_the_horizon(line: results.BrokenLimitLine) -> bool:
        return kinds.get(line.limit) in _EVERY_SCENARIO or not line.scenario_or_node.isdigit()

    def month(line: results.BrokenLimitLine) -> Value:
        return None if over_the_horizon(line) else told.nodes[int(line.scenario_or_node)].month

    def when(line: results.BrokenLimitLine) -> Value:
        place = line.scenario_or_node
        node = node_of[place] if over_the_horizon(line) else int(place)
        return told.nodes.condition([node]) or ALWAYS

    def unit(line: results.BrokenLimitLine) -> Value:
        kind = kinds.get(line.limit)
        return None if kind is None else told.currency if kind in _IN_MONEY else "units"

    fields: list[Field] = [
        (columns.text("Limit", "The limit.", key=True), lambda line: line.limit),
        (columns.month("Month", "When it is broken.", blank="all months together"), month),
        (columns.text("When", "What has to be known by then for this row to hold."), when),
        (columns.number("Amount", "", "By how much."), lambda line: line.amount),
        (columns.text("Unit", "What the amount is counted in."), unit),
        (
            columns.number("Cost", told.currency, "Penalty, discounted, not weighted by how likely it is."),
            lambda line: line.cost,
        ),
    ]
    meaning = "Which limits with a penalty are broken, and by how much."
    return _table("limits_broken", "Limits broken", meaning, fields, told.plan.limits_broken)


def _scenario_costs(told: _Told) -> ToldTable:
    fields: list[Field] = [
        (columns.text("Scenario", "The scenario.", key=True), lambda line: line.scenario),
        (columns.number("Odds", "%", "How likely it is."), lambda line: 100 * line.probability),
        (columns.number("Cost", told.currency, "Over all months, discounted."), lambda line: line.cost),
    ]
    lines = told.plan.scenario_costs
    return _table("scenario_costs", "Scenario costs", "What each scenario costs in all.", fields, lines)


def _costs(told: _Told) -> ToldTable:
    lines = told.plan.costs
    terms = [one for one in table_of(results.CostLine).columns if one.id in results.COST_TERMS]
    met = [one for one in terms if any(getattr(line, one.id) for line in lines)]

    def total(line: results.CostLine) -> Value:
        return float(sum(getattr(line, one.id) for one in met))

    fields: list[Field] = [
        *told.timed(lines),
        (columns.number("Total", told.currency, "All that follows, added up."), total),
        *((columns.number(one.title, told.currency, one.meaning), partial(_term, one.id)) for one in met),
    ]
    meaning = (
        "What each month costs, discounted, not weighted by how likely it is. Terms that never occur are left out."
    )
    return _table("costs", "Costs", meaning, fields, lines)


def _term(name: str, line: results.CostLine) -> Value:
    value: float = getattr(line, name)
    return value


def _futures(told: _Told) -> ToldTable:
    lines = told.plan.nodes
    fields: list[Field] = [
        *told.timed(lines),
        (columns.number("Odds", "%", "How likely it is to come to this."), lambda line: 100 * line.probability),
        (columns.names("Scenarios", "What may still turn out to be so."), lambda line: line.scenarios),
    ]
    return _table("nodes", "What is known when", "Which scenarios can still come in each month.", fields, lines)


def _usable() -> AnswerColumn:
    return columns.names("Usable for", "The products that may use these goods.")


def _pool(line: Any) -> tuple[str, ...]:
    return tuple(line.pool.split(";"))


def _design() -> AnswerColumn:
    return columns.text("Design", "As it is, or the redesign.")


def _design_of(line: Any) -> str:
    return _AS_IT_IS if line.design == _BASE else str(line.design)
