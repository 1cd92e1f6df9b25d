"""Decides whether what is made, wanted and held hangs together: products, demand, bill of materials, items."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.loops import in_words, loops
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.tables.choices import RedesignChange
from planner.tables.inputs import table
from planner.tables.needs import BillLine, Demand, Item, Product
from planner.tables.supply import Tolling

BILL = "bill_of_materials"

MUCH_SCRAP = 0.5
"""From this scrap rate on, somebody may have entered the yield."""


def bill_loop(sight: Sight) -> Iterator[Spot]:
    """Nothing goes into itself, directly or through other parents."""
    lines = sight.rows(BillLine)
    written = {line.parent.casefold(): line.parent for line in lines}
    for circle in loops(sight.below):
        last = (circle[-1], circle[0])
        row = next(r for r, line in enumerate(lines) if (line.parent.casefold(), line.component.casefold()) == last)
        yield Spot(
            f"The bill of materials goes in a circle: {in_words(written[one] for one in circle)}. Take out the line "
            f"by which {words.quoted(lines[row].component)} goes into {words.quoted(lines[row].parent)}, or the one "
            "that is wrong.",
            BILL,
            row,
            "component",
        )


def component_not_item(sight: Sight) -> Iterator[Spot]:
    """A component that is no parent is an item: what is not built must be bought."""
    items = sight.names("items.item")
    for row, line in enumerate(sight.rows(BillLine)):
        if line.component not in items and line.component.casefold() not in sight.below:
            yield Spot(
                f"{words.quoted(line.component)} goes into {words.quoted(line.parent)} but has no bill of materials of "
                "its own and is not in Items. Add its bill, or add it to Items.",
                BILL,
                row,
                "component",
            )


def parent_unused(sight: Sight) -> Iterator[Spot]:
    """A parent of the bill of materials is a product or goes into another parent."""
    products, said = sight.names("products.product"), set[str]()
    for row, line in enumerate(sight.rows(BillLine)):
        name = line.parent.casefold()
        if line.parent in products or name in sight.components or name in said:
            continue
        said.add(name)
        yield Spot(
            f"{words.quoted(line.parent)} has a bill of materials but is no product and goes into nothing."
            f"{products.did_you_mean(line.parent)} Add it to Products, or correct the name; as it stands its lines "
            "have no effect.",
            BILL,
            row,
            "parent",
        )


def parent_supplied(sight: Sight) -> Iterator[Spot]:
    """What has a bill of materials is built, so stock, open orders and offers of it have no effect."""
    for table_id, what in (("stock", "stock"), ("open_orders", "open order"), ("offers", "offer")):
        place = table(table_id).position("item")
        for row, raw in enumerate(sight.case.rows(table_id)):
            item = str(raw[place])
            if item.casefold() in sight.below:
                yield Spot(
                    f"{words.quoted(item)} has a bill of materials, so it is always built from its components: "
                    f"this {what} of it has no effect. Take it out, or take out its bill if it is bought whole.",
                    table_id,
                    row,
                    "item",
                )


def product_without_bill(sight: Sight) -> Iterator[Spot]:
    """A product that is wanted has a bill of materials, or it is taken to need nothing."""
    wanted = words.folded(str(product) for product, _, quantity in sight.case.rows("demand") if quantity)
    for row, product in enumerate(sight.rows(Product)):
        name = product.product.casefold()
        if name in wanted and name not in sight.below:
            yield Spot(
                f"{words.quoted(product.product)} has demand but no bill of materials, so it is taken to need no "
                f"magnets at all.{_parents(sight).did_you_mean(product.product)} Add its lines to Bill of materials.",
                "products",
                row,
                "product",
            )


def product_without_demand(sight: Sight) -> Iterator[Spot]:
    """A product that goes into no other has rows in Demand."""
    given = sight.names("demand.product")
    for row, product in enumerate(sight.rows(Product)):
        if product.product not in given and product.product.casefold() not in sight.components:
            yield Spot(
                f"{words.quoted(product.product)} has no rows in Demand, so none of it is planned. Add its demand, or "
                "take the product out.",
                "products",
                row,
                "product",
            )


def demand_all_zero(sight: Sight) -> Iterator[Spot]:
    """A product in Demand is wanted in some month of the horizon."""
    span = sight.span
    most: dict[str, float] = {}
    first: dict[str, int] = {}
    for row, line in enumerate(sight.rows(Demand)):
        if 0 <= span.offset(line.month) < span.months:
            name = line.product.casefold()
            first.setdefault(name, row)
            most[name] = max(most.get(name, 0.0), line.quantity)
    for name, quantity in most.items():
        if quantity == 0 and name not in sight.components:
            row = first[name]
            yield Spot(
                f"Demand of {words.quoted(sight.rows(Demand)[row].product)} is 0 in every month of the plan. Enter "
                "what is wanted, or take the product out.",
                "demand",
                row,
                "quantity",
            )


def scrap_high(sight: Sight) -> Iterator[Spot]:
    """A scrap rate is the share lost, not the share that is good."""
    for row, line in enumerate(sight.rows(BillLine)):
        if line.scrap_rate >= MUCH_SCRAP:
            need = line.quantity / (1 - line.scrap_rate)
            yield Spot(
                f"Scrap rate of {words.quoted(line.component)} in {words.quoted(line.parent)} is "
                f"{words.number(line.scrap_rate)}, so each one takes {words.number(round(need, 3))} instead of "
                f"{words.number(line.quantity)}. If this is the yield, write "
                f"{words.number(round(1 - line.scrap_rate, 6))}.",
                BILL,
                row,
                "scrap_rate",
            )


def item_unused(sight: Sight) -> Iterator[Spot]:
    """An item goes into a parent, comes in by a redesign, or is worked by a supplier."""
    changes = sight.rows(RedesignChange)
    used = sight.components | words.folded(
        (
            *(change.item for change in changes),
            *(change.replacement for change in changes if change.replacement),
            *(toll.material for toll in sight.rows(Tolling)),
        )
    )
    for row, item in enumerate(sight.rows(Item)):
        name = item.item.casefold()
        if name not in used and name not in sight.below:
            yield Spot(
                f"{words.quoted(item.item)} goes into nothing: it is in no bill of materials, redesign or tolling, so "
                "the plan never needs it. Add it to a bill of materials if it is needed.",
                "items",
                row,
                "item",
            )


def shortage_cost_zero(sight: Sight) -> Iterator[Spot]:
    """A unit never delivered costs something, or the plan delivers none."""
    for row, product in enumerate(sight.rows(Product)):
        if product.shortage_cost == 0:
            yield Spot(
                f"Shortage cost of {words.quoted(product.product)} is 0: never delivering costs nothing, so the plan "
                "buys nothing for it. Enter the contribution and penalties lost with a unit.",
                "products",
                row,
                "shortage_cost",
            )


def free_backorders(sight: Sight) -> Iterator[Spot]:
    """A backorder cost of 0 is meant: late units then cost nothing."""
    for row, product in enumerate(sight.rows(Product)):
        if product.backorder_cost == 0:
            yield Spot(
                f"Backorder cost of {words.quoted(product.product)} is 0: its customers wait as long as it takes at no "
                "cost. Enter a cost per month, or leave it blank if an unmet unit is lost at once.",
                "products",
                row,
                "backorder_cost",
            )


def backorder_dearer_than_loss(sight: Sight) -> Iterator[Spot]:
    """A unit one month late costs less than one never delivered, or nobody is ever let wait."""
    for row, product in enumerate(sight.rows(Product)):
        if product.backorder_cost is not None and 0 < product.shortage_cost <= product.backorder_cost:
            yield Spot(
                f"A unit of {words.quoted(product.product)} one month late costs "
                f"{words.number(product.backorder_cost)}, no less than the {words.number(product.shortage_cost)} of "
                "one never delivered: the plan never lets customers wait. Correct one of them, or leave the backorder "
                "cost blank.",
                "products",
                row,
                "backorder_cost",
            )


def _parents(sight: Sight) -> words.Names:
    return sight.names(f"{BILL}.parent")


RULES: tuple[Rule[Sight], ...] = (
    error(bill_loop),
    error(component_not_item),
    warning(parent_unused),
    warning(parent_supplied),
    warning(product_without_bill),
    warning(product_without_demand),
    warning(demand_all_zero),
    warning(scrap_high),
    warning(item_unused),
    warning(shortage_cost_zero),
    warning(free_backorders),
    warning(backorder_dearer_than_loss),
)
