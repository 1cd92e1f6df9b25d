"""Declares what comes out: one row class per sheet of the plan, the columns of the data contract."""

from __future__ import annotations

from typing import Any

from planner.months import Month
from planner.tables import column
from planner.tables.table import Table, declared, table_of
from planner.units import Unit


@declared("Summary", "What the plan costs and how good it is proven to be.")
class SummaryLine:
    key: str = column.name("Key", "What the figure is.", key=True)
    value: str | float | None = column.text("Value", "The figure; a number, a word, or blank where it does not exist.")


@declared("Nodes", "The tree of what may be known: one row per month of a branch.")
class NodeLine:
    node: int = column.whole("Branch", "Number of this month of a branch.", key=True)
    parent: int | None = column.whole("Parent", "The number of the month before it.", blank="a first month")
    month: Month = column.month("Month", "Which month it is.")
    probability: float = column.number("Probability", "How likely it is to be reached.", unit=Unit.FRACTION)
    scenarios: tuple[str, ...] = column.names("Scenarios", "The scenarios that share it.")


@declared("Decisions", "What is started or signed, where and when.")
class DecisionLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    kind: str = column.name("Kind", "qualify, redesign or contract.")
    name: str = column.name("Name", "What is started or signed.")


@declared("Orders", "What is ordered: one row per month of a branch and offer.")
class OrderLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When it is ordered.")
    offer: str = column.name("Offer", "The offer.")
    supplier: str = column.name("Supplier", "From whom.")
    item: str = column.name("Item", "What.")
    quantity: float = column.number("Quantity", "How much.", unit=Unit.ITEM)
    cost: float = column.number("Cost", "Purchase at the price paid, undiscounted.", unit=Unit.MONEY)
    arrives: Month = column.month("Arrives", "When it arrives if nothing further delays it.")


@declared("Waiting", "What is ready at a supplier and has not left: one row per month of a branch and offer.")
class WaitingLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    offer: str = column.name("Offer", "The offer.")
    quantity: float = column.number("Quantity", "How much.", unit=Unit.ITEM)


@declared("Reserved", "What is bought under a contract: one row per month of a branch and contract.")
class ReservedLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    contract: str = column.name("Contract", "The contract.")
    quantity: float = column.number("Quantity", "Units ordered at the contract's price.", unit=Unit.ITEM)


@declared("Shipments", "What leaves a supplier: one row per month of a branch, offer and pool.")
class ShipmentLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When it leaves.")
    offer: str = column.name("Offer", "The offer.")
    item: str = column.name("Item", "What.")
    pool: str = column.name("Pool", "The stock it goes to: the products that may use it.")
    quantity: float = column.number("Quantity", "How much.", unit=Unit.ITEM)
    arrival_month: Month = column.month("Arrival month", "When it arrives.")


@declared("Stock", "What is in the store at the end of the month: one row per month of a branch, item and pool.")
class StockLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    item: str = column.name("Item", "What.")
    pool: str = column.name("Pool", "The products that may use it.")
    quantity: float = column.number("Quantity", "How much.", unit=Unit.ITEM)
    months_of_cover: float | None = column.number(
        "Months of cover",
        "How long the item's stock in all pools lasts at planned demand.",
        unit=Unit.MONTHS,
        blank="nothing needs it",
    )


@declared("Production", "What is built and delivered: one row per month of a branch, product and design.")
class ProductionLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    product: str = column.name("Product", "What.")
    design: str = column.name("Design", "base, or the redesign.")
    quantity: float = column.number("Quantity", "How many.", unit=Unit.PRODUCT)


@declared("Use", "What production takes from stock: one row per month of a branch, product, design, item and pool.")
class UseLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    product: str = column.name("Product", "For what.")
    design: str = column.name("Design", "base, or the redesign.")
    item: str = column.name("Item", "What is used.")
    pool: str = column.name("Pool", "From which stock.")
    quantity: float = column.number("Quantity", "How much.", unit=Unit.ITEM)


@declared("Shortages", "What customers do not get in time: one row per month of a branch and product.")
class ShortageLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    product: str = column.name("Product", "What.")
    lost: float = column.number("Lost", "Units never delivered.", unit=Unit.PRODUCT)
    backordered: float = column.number("Backordered", "Units late at the end of the month.", unit=Unit.PRODUCT)


@declared("Limits broken", "Which soft limits are broken, and by how much.")
class BrokenLimitLine:
    limit: str = column.text("Limit", "The limit, in words.")
    scenario_or_node: str = column.text(
        "Scenario or branch", "The scenario, or the month of a branch, in which it is broken."
    )
    amount: float = column.number("Amount", "By how much, in the limit's own unit.", unit=Unit.LIMIT)
    cost: float = column.number("Cost", "Penalty, discounted, not weighted by probability.", unit=Unit.MONEY)


@declared("Scenario costs", "What each scenario costs in all.")
class ScenarioCostLine:
    scenario: str = column.name("Scenario", "The scenario.", key=True)
    probability: float = column.number("Probability", "How likely it is.", unit=Unit.FRACTION)
    cost: float = column.number("Cost", "Discounted cost of the whole path.", unit=Unit.MONEY)


@declared("Costs", "Discounted cost terms of each month of a branch, not weighted by probability.")
class CostLine:
    node: int = column.whole("Branch", "Which month of which branch: its number in the table Nodes.")
    month: Month = column.month("Month", "When.")
    purchase: float = column.number("Purchase", "Orders at the price paid.", unit=Unit.MONEY)
    take_or_pay: float = column.number("Take or pay", "Reserved units paid for but not taken.", unit=Unit.MONEY)
    order_fees: float = column.number("Order fees", "Cost of placing orders.", unit=Unit.MONEY)
    freight: float = column.number("Freight", "Freight of goods leaving.", unit=Unit.MONEY)
    duty: float = column.number("Duty", "Duty on goods leaving.", unit=Unit.MONEY)
    carrying: float = column.number("Carrying", "Holding stock and waiting goods.", unit=Unit.MONEY)
    qualification: float = column.number("Qualification", "Qualifications started.", unit=Unit.MONEY)
    redesign: float = column.number("Redesign", "Redesigns started.", unit=Unit.MONEY)
    contract_fees: float = column.number("Contract fees", "Contracts signed.", unit=Unit.MONEY)
    redesign_units: float = column.number("Redesign units", "Extra cost of redesigned units.", unit=Unit.MONEY)
    shortage: float = column.number("Shortage", "Units never delivered.", unit=Unit.MONEY)
    backorder: float = column.number("Backorder", "Units delivered late.", unit=Unit.MONEY)
    penalties: float = column.number("Penalties", "Soft limits broken.", unit=Unit.MONEY)
    closing_credit: float = column.number(
        "Closing credit", "Value of what is owned at the end; negative.", unit=Unit.MONEY
    )


COST_TERMS: tuple[str, ...] = tuple(one.id for one in table_of(CostLine).columns[2:])
"""The named terms of a path's cost, in the order they are shown."""

RESULTS: tuple[Table[Any], ...] = tuple(
    table_of(row)
    for row in (
        SummaryLine,
        NodeLine,
        DecisionLine,
        OrderLine,
        WaitingLine,
        ReservedLine,
        ShipmentLine,
        StockLine,
        ProductionLine,
        UseLine,
        ShortageLine,
        BrokenLimitLine,
        ScenarioCostLine,
        CostLine,
    )
)
"""Every table a plan has."""
