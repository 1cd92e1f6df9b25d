"""Decides what a column of an export may be, and what an export of each shape cannot do without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from planner.store.erp import words
from planner.tables.column import Kind


class Shape(Enum):
    """How the rows of an export hang together."""

    LEVELS = "a bill of materials with levels"
    PAIRS = "a bill of materials with a parent in every row"
    PARTS = "a list of the parts of one product"
    STOCK = "a stock list"
    ORDERS = "a list of open orders"
    FORECAST = "a forecast with a column for each month"
    TABLE = "a table of a case"


@dataclass(frozen=True, slots=True)
class Role:
    """What a column of an export may be.

    Attributes:
        id: in code and in what is remembered.
        words: for people, as in a list to choose from.
        kind: what its cells are read as.
        targets: the columns of a case it ends up in, as "table.column"; none when it only helps to read others.
    """

    id: str
    words: str
    kind: Kind
    targets: tuple[str, ...] = ()


BILL = (
    Role("level", "Level in the bill", Kind.TEXT),
    Role("parent", "Parent", Kind.NAME, ("bill_of_materials.parent",)),
    Role("component", "Component", Kind.NAME, ("bill_of_materials.component", "items.item")),
    Role("description", "Description", Kind.TEXT, ("items.description",)),
    Role("quantity", "Quantity in one parent", Kind.NUMBER, ("bill_of_materials.quantity",)),
    Role("total_quantity", "Quantity in the whole product", Kind.NUMBER),
    Role("base_quantity", "Base quantity the quantity is for", Kind.NUMBER),
    Role("unit", "Unit", Kind.NAME, ("items.unit",)),
    Role("scrap", "Scrap", Kind.NUMBER, ("bill_of_materials.scrap_rate",)),
    Role("item_type", "Kind of line (text, document ...)", Kind.TEXT),
    Role("phantom", "Phantom", Kind.TEXT),
    Role("bulk", "Bulk material", Kind.TEXT),
    Role("grade", "Material or grade", Kind.TEXT, ("items.grade",)),
    Role("mass", "Mass", Kind.NUMBER, ("items.mass_g",)),
    Role("cost", "Standard cost", Kind.NUMBER, ("items.standard_cost",)),
    Role("price_unit", "Price is for so many", Kind.NUMBER),
    Role("maker", "Maker or supplier", Kind.NAME, ("suppliers.supplier",)),
)
"""What the columns of a bill of materials may be."""

STOCK = (
    Role("item", "Part", Kind.NAME, ("stock.item", "items.item")),
    Role("description", "Description", Kind.TEXT, ("items.description",)),
    Role("quantity", "Quantity on hand, free to use", Kind.NUMBER, ("stock.quantity",)),
    Role("location", "Store", Kind.TEXT, ("stock.location",)),
    Role("plant", "Plant", Kind.TEXT, ("stock.location",)),
    Role("batch", "Batch", Kind.TEXT, ("stock.note",)),
    Role("note", "Note", Kind.TEXT, ("stock.note",)),
    Role("unit", "Unit", Kind.NAME, ("items.unit",)),
    Role("special_stock", "Special stock", Kind.TEXT),
    Role("in_quality", "In quality inspection", Kind.NUMBER),
    Role("value", "Value of the stock", Kind.NUMBER, ("items.standard_cost",)),
    Role("currency", "Currency", Kind.NAME),
    Role("origin", "Country of manufacture", Kind.NAME, ("stock.origin",)),
    Role("feed_origin", "Country of the rare earth", Kind.NAME, ("stock.feed_origin",)),
)
"""What the columns of a stock list may be."""

ORDERS = (
    Role("order_number", "Order number", Kind.NAME, ("open_orders.order_number",)),
    Role("position", "Line of the order", Kind.NAME, ("open_orders.order_number",)),
    Role("supplier", "Supplier", Kind.NAME, ("open_orders.supplier", "suppliers.supplier")),
    Role("item", "Part", Kind.NAME, ("open_orders.item", "items.item")),
    Role("description", "Description", Kind.TEXT, ("items.description",)),
    Role("quantity", "Quantity still to come", Kind.NUMBER, ("open_orders.quantity",)),
    Role("ordered", "Quantity ordered", Kind.NUMBER),
    Role("delivered", "Quantity delivered", Kind.NUMBER),
    Role("due", "Delivery date at your plant", Kind.MONTH, ("open_orders.ready_month",)),
    Role("ready", "When it leaves the supplier", Kind.MONTH, ("open_orders.ready_month",)),
    Role("arrival", "When it arrives, for goods on their way", Kind.MONTH, ("open_orders.arrival_month",)),
    Role("ordered_on", "Date of the order", Kind.MONTH),
    Role("plant", "Plant", Kind.TEXT),
    Role("unit", "Unit", Kind.NAME, ("items.unit",)),
    Role("price", "Price", Kind.NUMBER, ("offers.price",)),
    Role("price_unit", "Price is for so many", Kind.NUMBER),
    Role("currency", "Currency", Kind.NAME, ("offers.currency",)),
    Role("deleted", "Deleted", Kind.TEXT),
    Role("completed", "Delivery completed", Kind.TEXT),
    Role("offer", "Offer", Kind.NAME, ("open_orders.offer",)),
    Role("note", "Note", Kind.TEXT, ("open_orders.note",)),
)
"""What the columns of a list of open orders may be."""

FORECAST = (
    Role("product", "Product", Kind.NAME, ("demand.product",)),
    Role("description", "Description", Kind.TEXT),
)
"""What the columns of a forecast may be, beside the months."""

ROLES: dict[Shape, tuple[Role, ...]] = {
    Shape.LEVELS: BILL,
    Shape.PAIRS: BILL,
    Shape.PARTS: BILL,
    Shape.STOCK: STOCK,
    Shape.ORDERS: ORDERS,
    Shape.FORECAST: FORECAST,
    Shape.TABLE: (),
}
"""The roles of each shape; those of a table of a case are its columns."""

HEADERS: dict[Shape, dict[str, str]] = {
    Shape.LEVELS: words.BILL,
    Shape.PAIRS: words.BILL,
    Shape.PARTS: words.BILL,
    Shape.STOCK: words.STOCK,
    Shape.ORDERS: words.ORDERS,
    Shape.FORECAST: words.FORECAST,
    Shape.TABLE: {},
}
"""The general headers of each role, separated with ``;``."""

NEEDED: dict[Shape, tuple[tuple[str, ...], ...]] = {
    Shape.LEVELS: (("level",), ("component",), ("quantity", "total_quantity")),
    Shape.PAIRS: (("parent",), ("component",), ("quantity",)),
    Shape.PARTS: (("component",), ("quantity",)),
    Shape.STOCK: (("item",), ("quantity",)),
    Shape.ORDERS: (("supplier",), ("item",), ("quantity", "ordered"), ("due", "ready")),
    Shape.FORECAST: (("product",),),
    Shape.TABLE: (),
}
"""For each shape: of each group at least one must be there."""
