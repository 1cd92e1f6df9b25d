"""Decides what the sheet Orders to place lists: every order of the plan, when, for which futures, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.plan.plan import Plan
from planner.report.book_page import MONTH, PRICE, WHOLE, Field, Page, fitting
from planner.report.odds import odds_format
from planner.report.path import Nodes
from planner.report.words import counted, money
from planner.store.sheet_out import insist_on_room
from planner.tables import needs, supply
from planner.tables.case import Case

TITLE = "Orders to place"

_WIDTHS = (11.0, 64.0, 8.0, 28.0, 16.0, 18.0, 12.0, 8.0, 11.0, 13.0, 12.0, 34.0)
_WHEN, _SHORT = 1, 24.0  # the column of conditions, and how narrow it may be


def add_orders(book: Any, case: Case, plan: Plan) -> None:
    """Add the sheet: by month, what is ordered whatever happens first. Offers are named where the supplier and the item
    do not say which is meant."""
    insist_on_room(TITLE, len(plan.orders) + 10)
    nodes = Nodes(plan)
    currency = case.settings.currency
    told_apart = any(line.offer.casefold() != f"{line.supplier} | {line.item}".casefold() for line in plan.orders)
    likely = odds_format(line.probability for line in plan.nodes)
    fields = _fields(currency, likely)[: None if told_apart else -1]
    rows = [row[: len(fields)] for row in _rows(case, plan, nodes)]
    when = fitting({str(row[_WHEN]) for row in rows}, _SHORT, _WIDTHS[_WHEN])
    page = Page(book, TITLE, (*_WIDTHS[:_WHEN], when, *_WIDTHS[_WHEN + 1 : len(fields)]))
    now = [line for line in plan.orders if nodes.month(line.node) == 0 and nodes.probability(line.node) > 1 - 1e-9]
    worth = money(sum(line.cost for line in now), currency)
    page.heading(
        f"{counted(len(now), 'order')} to place in {nodes.start.words()}, for {worth}",
        "Orders of later months follow what has become known by then. Filter by month, supplier or item.",
    )
    page.repeat(page.table(fields, rows))
    page.print_on_paper(case.settings.name or TITLE)


def _rows(case: Case, plan: Plan, nodes: Nodes) -> Iterator[tuple[Any, ...]]:
    items = {one.item.casefold(): one for one in case.read(needs.Item)}
    countries = {one.supplier.casefold(): one.country for one in case.read(supply.Supplier)}
    conditions = {line.node: nodes.condition([line.node]) or "whatever happens" for line in plan.nodes}
    for line in sorted(
        plan.orders, key=lambda one: (one.month, -nodes.probability(one.node), one.node, one.supplier, one.item)
    ):
        item = items[line.item.casefold()]
        yield (
            line.month,
            conditions[line.node],
            nodes.probability(line.node),
            line.supplier,
            countries[line.supplier.casefold()],
            line.item,
            line.quantity,
            item.unit or ("kg" if item.kind == "material" else "pcs"),
            line.cost / line.quantity,
            line.cost,
            line.arrives,
            line.offer,
        )


def _fields(currency: str, likely: str) -> tuple[Field, ...]:
    return (
        Field("Order in", MONTH),
        Field("When", wrap=True),
        Field("Likely", likely),
        Field("Supplier", wrap=True),
        Field("Country"),
        Field("Item"),
        Field("Quantity", WHOLE),
        Field("Unit"),
        Field(f"{currency} per unit", PRICE),
        Field(f"Cost, {currency}", WHOLE),
        Field("Due to arrive", MONTH),
        Field("Offer"),
    )
